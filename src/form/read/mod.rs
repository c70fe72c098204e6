//! Reading the published form out of JSON, slip by slip. The types in [`super::definition`] say what is read.

pub mod answers;
pub mod condition;

#[cfg(test)]
mod tests;

use super::definition::{
    Choice, Choices, Constraint, DateSide, FormFile, Kind, Page, Question, Repeat, Required, Section,
};
use crate::json::{Json, Node};
use condition::condition;

/// A whole form.
pub fn form(at: &Node<'_>) -> FormFile {
    file(at, |at| section(at, at.get("pages").list(page)))
}

/// The same without its pages.
pub fn around(at: &Node<'_>) -> FormFile {
    file(at, |at| section(at, Vec::new()))
}

fn file(at: &Node<'_>, section: fn(&Node<'_>) -> Section) -> FormFile {
    at.object(&[
        "format",
        "id",
        "version",
        "title",
        "provision_question",
        "choice_sets",
        "sections",
    ]);
    FormFile {
        format: at.get("format").u32(),
        id: at.get("id").text(),
        version: at.get("version").text(),
        title: at.get("title").text(),
        provision_question: at.get("provision_question").text(),
        choice_sets: at
            .get("choice_sets")
            .or_default(|at| at.map(|at| at.list(choice))),
        sections: at.get("sections").list(section),
    }
}

fn section(at: &Node<'_>, pages: Vec<Page>) -> Section {
    at.object(&["id", "title", "relevant", "pages"]);
    Section {
        id: at.get("id").text(),
        title: at.get("title").text(),
        relevant: at.get("relevant").optional(condition),
        pages,
    }
}

/// One page.
pub fn page(at: &Node<'_>) -> Page {
    at.object(&["id", "title", "intro", "relevant", "cites", "repeat", "questions"]);
    Page {
        id: at.get("id").text(),
        title: at.get("title").text(),
        intro: at.get("intro").opt_texts(),
        relevant: at.get("relevant").optional(condition),
        cites: at.get("cites").opt_texts(),
        repeat: at.get("repeat").optional(repeat),
        questions: at.get("questions").list(question),
    }
}

fn repeat(at: &Node<'_>) -> Repeat {
    at.object(&["id", "item", "at_least", "at_most", "named_by"]);
    Repeat {
        id: at.get("id").text(),
        item: at.get("item").text(),
        at_least: at.get("at_least").or_default(|at| at.u32()),
        at_most: at.get("at_most").u32(),
        named_by: at.get("named_by").texts(),
    }
}

fn question(at: &Node<'_>) -> Question {
    at.object(&[
        "id",
        "label",
        "called",
        "hint",
        "why",
        "kind",
        "relevant",
        "required",
        "constraints",
        "reveals",
        "cites",
        "autocomplete",
    ]);
    Question {
        id: at.get("id").text(),
        label: at.get("label").text(),
        called: at.get("called").text(),
        hint: at.get("hint").opt_text(),
        why: at.get("why").opt_text(),
        kind: kind(&at.get("kind")),
        relevant: at.get("relevant").optional(condition),
        required: at.get("required").or_default(required),
        constraints: at.get("constraints").or_default(|at| at.list(constraint)),
        reveals: at.get("reveals").or_default(|at| at.map(|at| at.texts())),
        cites: at.get("cites").opt_texts(),
        autocomplete: at.get("autocomplete").opt_text(),
    }
}

fn required(at: &Node<'_>) -> Required {
    match at.json() {
        Some(Json::Object(_)) => Required::When(condition(at)),
        Some(Json::Flag(always)) => Required::Always(*always),
        _ => {
            at.wrong("true, false or a condition");
            Required::default()
        }
    }
}

fn constraint(at: &Node<'_>) -> Constraint {
    at.object(&["id", "must", "message", "advice"]);
    Constraint {
        id: at.get("id").text(),
        must: condition(&at.get("must")),
        message: at.get("message").text(),
        advice: at.get("advice").opt_flag(),
    }
}

/// One choice.
pub fn choice(at: &Node<'_>) -> Choice {
    at.object(&["value", "label", "hint", "exclusive"]);
    Choice {
        value: at.get("value").text(),
        label: at.get("label").text(),
        hint: at.get("hint").opt_text(),
        exclusive: at.get("exclusive").opt_flag(),
    }
}

fn choices(at: &Node<'_>) -> Choices {
    at.object(&["choices"]);
    let at = at.get("choices");
    match at.json() {
        Some(Json::List(_)) => Choices::List(at.list(choice)),
        Some(Json::Text(set)) => Choices::Set(set.to_string()),
        _ => {
            at.wrong("a list of choices, or the name of one of \"choice_sets\"");
            Choices::List(Vec::new())
        }
    }
}

const KINDS: [&str; 19] = [
    "text",
    "long_text",
    "number",
    "percentage",
    "date",
    "yes_no",
    "radios",
    "checkboxes",
    "suggest",
    "name",
    "address",
    "postcode",
    "telephone",
    "email",
    "upn",
    "uln",
    "urn",
    "year_group",
    "declaration",
];

fn kind(at: &Node<'_>) -> Kind {
    let (name, inner) = at.tag(&KINDS);
    match name {
        "text" => Kind::Text {
            max_chars: max_chars(&inner),
        },
        "long_text" => Kind::LongText {
            max_chars: max_chars(&inner),
        },
        "number" => number(&inner),
        "date" => Kind::Date { side: side(&inner) },
        "radios" => Kind::Radios {
            choices: choices(&inner),
        },
        "checkboxes" => Kind::Checkboxes {
            choices: choices(&inner),
        },
        "suggest" => Kind::Suggest {
            from: only(&inner, "from"),
        },
        "year_group" => Kind::YearGroup {
            born: only(&inner, "born"),
        },
        "declaration" => Kind::Declaration {
            statement: only(&inner, "statement"),
        },
        alone => {
            inner.nothing();
            kind_alone(alone)
        }
    }
}

/// The kinds of which the name is all there is to say.
fn kind_alone(name: &str) -> Kind {
    match name {
        "percentage" => Kind::Percentage,
        "yes_no" => Kind::YesNo,
        "address" => Kind::Address,
        "postcode" => Kind::Postcode,
        "telephone" => Kind::Telephone,
        "email" => Kind::Email,
        "upn" => Kind::Upn,
        "uln" => Kind::Uln,
        "urn" => Kind::Urn,
        _ => Kind::Name,
    }
}

/// The text of an object's only member.
fn only(at: &Node<'_>, name: &str) -> String {
    at.object(&[name]);
    at.get(name).text()
}

fn max_chars(at: &Node<'_>) -> u32 {
    at.object(&["max_chars"]);
    at.get("max_chars").u32()
}

fn number(at: &Node<'_>) -> Kind {
    at.object(&["min", "max", "decimals", "suffix"]);
    Kind::Number {
        min: at.get("min").number(),
        max: at.get("max").number(),
        decimals: at.get("decimals").or_default(|at| at.u8()),
        suffix: at.get("suffix").opt_text(),
    }
}

fn side(at: &Node<'_>) -> DateSide {
    at.object(&["side"]);
    at.get("side").or_default(|at| {
        at.word(&[
            ("any", DateSide::Any),
            ("past", DateSide::Past),
            ("future", DateSide::Future),
        ])
        .unwrap_or_default()
    })
}
