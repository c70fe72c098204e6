//! Reading an edition out of JSON, slip by slip. The types in [`super::definition`] say what is read.

use super::definition::{
    EditionFile, Intake, Level, Need, Note, Placement, PrintedDate, Provision, RegisterItem, Requirement,
    Source, Status, Window,
};
use crate::form::read::condition::condition;
use crate::json::Node;

/// A whole edition.
pub fn edition(at: &Node<'_>) -> EditionFile {
    at.object(&[
        "format",
        "edition",
        "starts",
        "ends",
        "sources",
        "provisions",
        "windows",
        "outcome_working_days",
        "given",
        "needs",
        "notes",
        "register",
    ]);
    EditionFile {
        format: at.get("format").u32(),
        edition: at.get("edition").text(),
        starts: at.get("starts").date(),
        ends: at.get("ends").date(),
        sources: at.get("sources").list(source),
        provisions: at.get("provisions").list(provision),
        windows: at.get("windows").list(window),
        outcome_working_days: at.get("outcome_working_days").u8(),
        given: at.get("given").opt_texts(),
        needs: at.get("needs").list(need),
        notes: at.get("notes").list(note),
        register: at.get("register").list(register_item),
    }
}

fn need(at: &Node<'_>) -> Need {
    at.object(&["id", "text", "provisions"]);
    Need {
        id: at.get("id").text(),
        text: at.get("text").text(),
        provisions: at.get("provisions").texts(),
    }
}

fn source(at: &Node<'_>) -> Source {
    at.object(&["id", "title"]);
    Source {
        id: at.get("id").text(),
        title: at.get("title").text(),
    }
}

fn provision(at: &Node<'_>) -> Provision {
    at.object(&[
        "id",
        "name",
        "tier",
        "summary",
        "length",
        "attendance",
        "roll",
        "decided_by",
        "windowed",
        "panel",
        "placement",
        "reviews",
        "next_steps",
        "requirements",
        "cites",
    ]);
    Provision {
        id: at.get("id").text(),
        name: at.get("name").text(),
        tier: at.get("tier").u8(),
        summary: at.get("summary").text(),
        length: at.get("length").text(),
        attendance: at.get("attendance").text(),
        roll: at.get("roll").text(),
        decided_by: at.get("decided_by").text(),
        windowed: at.get("windowed").flag(),
        panel: at.get("panel").flag(),
        placement: at.get("placement").optional(placement),
        reviews: at.get("reviews").opt_text(),
        next_steps: at.get("next_steps").texts(),
        requirements: at.get("requirements").list(requirement),
        cites: at.get("cites").opt_texts(),
    }
}

fn placement(at: &Node<'_>) -> Placement {
    at.object(&["weeks_away", "weeks_back", "home_day"]);
    Placement {
        weeks_away: at.get("weeks_away").u8(),
        weeks_back: at.get("weeks_back").u8(),
        home_day: at.get("home_day").opt_text(),
    }
}

fn requirement(at: &Node<'_>) -> Requirement {
    at.object(&[
        "id",
        "level",
        "rule",
        "applies",
        "met",
        "next",
        "help",
        "speak_to_cap",
        "cites",
    ]);
    Requirement {
        id: at.get("id").text(),
        level: level(&at.get("level")),
        rule: at.get("rule").text(),
        applies: at.get("applies").optional(condition),
        met: condition(&at.get("met")),
        next: at.get("next").text(),
        help: at.get("help").text(),
        speak_to_cap: at.get("speak_to_cap").opt_flag(),
        cites: at.get("cites").texts(),
    }
}

fn level(at: &Node<'_>) -> Level {
    at.word(&[
        ("blocker", Level::Blocker),
        ("expected", Level::Expected),
        ("consideration", Level::Consideration),
    ])
    .unwrap_or(Level::Blocker)
}

fn window(at: &Node<'_>) -> Window {
    at.object(&["id", "deadline", "meetings", "takes", "note", "cites"]);
    Window {
        id: at.get("id").text(),
        deadline: printed_date(&at.get("deadline")),
        meetings: at.get("meetings").list(printed_date),
        takes: at.get("takes").list(intake),
        note: at.get("note").opt_text(),
        cites: at.get("cites").texts(),
    }
}

fn printed_date(at: &Node<'_>) -> PrintedDate {
    at.object(&["on", "weekday", "note"]);
    PrintedDate {
        on: at.get("on").date(),
        weekday: at.get("weekday").text(),
        note: at.get("note").opt_text(),
    }
}

fn intake(at: &Node<'_>) -> Intake {
    at.object(&["provision", "starts", "starts_in_words", "note"]);
    Intake {
        provision: at.get("provision").text(),
        starts: at.get("starts").optional(printed_date),
        starts_in_words: at.get("starts_in_words").opt_text(),
        note: at.get("note").opt_text(),
    }
}

fn note(at: &Node<'_>) -> Note {
    at.object(&["id", "text", "handling", "provisions"]);
    Note {
        id: at.get("id").text(),
        text: at.get("text").text(),
        handling: at.get("handling").text(),
        provisions: at.get("provisions").opt_texts(),
    }
}

fn register_item(at: &Node<'_>) -> RegisterItem {
    at.object(&["id", "says", "source", "section", "status"]);
    RegisterItem {
        id: at.get("id").text(),
        says: at.get("says").text(),
        source: at.get("source").text(),
        section: at.get("section").text(),
        status: status(&at.get("status")),
    }
}

fn status(at: &Node<'_>) -> Status {
    let (name, inner) = at.tag(&["cited", "information", "out_of_scope"]);
    match name {
        "information" => Status::Information(inner.text()),
        "out_of_scope" => Status::OutOfScope(inner.text()),
        _ => {
            inner.nothing();
            Status::Cited
        }
    }
}
