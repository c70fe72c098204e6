//! Writing a draft as JSON.

use super::refused::{AtFault, Refused};
use super::stored::{Draft, Removed};
use crate::form::answer::{Answers, Group, Item, Raw, RawAnswers};
use crate::json::Writer;
use crate::submission::write::{receipt, texts};

/// A whole draft.
pub fn draft(draft: &Draft) -> String {
    let mut out = Writer::default();
    out.open('{');
    out.name("format").digits(&draft.format.to_string());
    out.name("id").text(&draft.id);
    out.name("version").digits(&draft.version.to_string());
    out.name("changed").digits(&draft.changed.to_string());
    if draft.undated {
        out.name("undated").digits("true");
    }
    out.members(&[
        ("nickname", &draft.nickname),
        ("form_version", &draft.form_version),
    ]);
    answers(out.name("answers"), &draft.answers);
    if let Some(page) = &draft.last_page {
        out.name("last_page").text(page);
    }
    if !draft.removed.is_empty() {
        out.name("removed").open('[');
        draft.removed.iter().for_each(|given| removed(&mut out, given));
        out.close(']');
    }
    if !draft.earlier.is_empty() {
        out.name("earlier").open('[');
        for given in &draft.earlier {
            out.open('{');
            out.members(&[("label", &given.label), ("answer", &given.answer)]);
            out.close('}');
        }
        out.close(']');
    }
    if !draft.amends.is_empty() {
        out.name("amends").open('[');
        draft.amends.iter().for_each(|digest| out.text(digest));
        out.close(']');
    }
    if let Some(discarded) = draft.discarded {
        out.name("discarded").digits(&discarded.to_string());
    }
    if let Some(sending) = &draft.sending {
        out.name("sending").open('{');
        out.members(&[
            ("key", &sending.key),
            ("body", &sending.body),
            ("digest", &sending.digest),
            ("provision", &sending.provision),
        ]);
        if let Some(since) = sending.since {
            out.name("since").digits(&since.to_string());
        }
        out.close('}');
    }
    if let Some(given) = &draft.refused {
        refused(out.name("refused"), given);
    }
    if let Some(received) = &draft.received {
        out.name("received").open('{');
        receipt(out.name("receipt"), &received.receipt);
        out.name("provision").text(&received.provision);
        out.close('}');
    }
    out.close('}');
    out.finish()
}

fn refused(out: &mut Writer, refused: &Refused) {
    out.open('{');
    out.name("when").digits(&refused.when.to_string());
    out.name("status").digits(&refused.status.to_string());
    out.members(&[
        ("kind", &refused.kind),
        ("words", &refused.words),
        ("digest", &refused.digest),
    ]);
    if !refused.problems.is_empty() {
        out.name("problems").open('[');
        refused.problems.iter().for_each(|given| at_fault(out, given));
        out.close(']');
    }
    out.close('}');
}

fn at_fault(out: &mut Writer, problem: &AtFault) {
    out.open('{');
    out.name("question").text(&problem.question);
    if let Some(item) = problem.item {
        out.name("item").digits(&item.to_string());
    }
    out.name("message").text(&problem.message);
    out.close('}');
}

fn removed(out: &mut Writer, removed: &Removed) {
    out.open('{');
    out.name("when").digits(&removed.when.to_string());
    out.name("repeat").text(&removed.repeat);
    out.name("at").digits(&removed.at.to_string());
    out.name("name").text(&removed.name);
    item(out.name("item"), &removed.item);
    out.close('}');
}

fn answers(out: &mut Writer, answers: &Answers) {
    out.open('{');
    raw_answers(out.name("single"), &answers.single);
    out.name("repeats").open('{');
    for (id, repeat) in &answers.repeats {
        group(out.name(id), repeat);
    }
    out.close('}');
    out.close('}');
}

fn group(out: &mut Writer, group: &Group) {
    out.open('{');
    out.name("next").digits(&group.next.to_string());
    out.name("items").open('[');
    group.items.iter().for_each(|given| item(out, given));
    out.close(']');
    out.close('}');
}

fn item(out: &mut Writer, item: &Item) {
    out.open('{');
    out.name("id").digits(&item.id.to_string());
    raw_answers(out.name("answers"), &item.answers);
    out.close('}');
}

fn raw_answers(out: &mut Writer, answers: &RawAnswers) {
    out.open('{');
    for (id, answer) in answers {
        raw(out.name(id), answer);
    }
    out.close('}');
}

fn raw(out: &mut Writer, answer: &Raw) {
    match answer {
        Raw::Text(text) => out.text(text),
        Raw::Choices(values) => {
            out.open('[');
            for value in values {
                out.text(value);
            }
            out.close(']');
        }
        Raw::Fields(fields) => texts(out, fields),
    }
}

#[cfg(test)]
mod tests {
    use super::super::stored::{Earlier, FORMAT, Received, Sending};
    use super::*;
    use crate::sorted::Map;
    use crate::submission::envelope::Receipt;
    use proptest::prelude::*;

    fn given() -> impl Strategy<Value = RawAnswers> {
        let raw = prop_oneof![
            any::<String>().prop_map(Raw::Text),
            prop::collection::btree_set(any::<String>(), 0..3).prop_map(|all| Raw::Choices(all.into())),
            prop::collection::btree_map(any::<String>(), any::<String>(), 0..3)
                .prop_map(|all| Raw::Fields(all.into())),
        ];
        prop::collection::btree_map(any::<String>(), raw, 0..4).prop_map(Map::from)
    }

    fn groups() -> impl Strategy<Value = Map<Group>> {
        let item = (any::<u32>(), given()).prop_map(|(id, answers)| Item { id, answers });
        let group =
            (any::<u32>(), prop::collection::vec(item, 0..3)).prop_map(|(next, items)| Group { next, items });
        prop::collection::btree_map(any::<String>(), group, 0..3).prop_map(Map::from)
    }

    proptest! {
        #[test]
        fn a_draft_is_written_as_its_derived_writer_writes_it(
            single in given(),
            repeats in groups(),
            text in any::<String>(),
            version in any::<u64>(),
            changed in any::<i64>(),
            [page, sending, received, signature, discarded, undated] in any::<[bool; 6]>(),
            removed in prop::collection::vec((any::<i64>(), any::<u32>(), given()), 0..3),
            earlier in prop::collection::vec(any::<[String; 2]>(), 0..3),
            amends in prop::collection::vec(any::<String>(), 0..3),
            refused in prop::option::of((any::<u16>(), prop::collection::vec(any::<(String, Option<u32>)>(), 0..3))),
        ) {
            let receipt = Receipt {
                reference: text.clone(),
                digest: text.clone(),
                received: text.clone(),
                signature: signature.then(|| text.clone()),
            };
            let written = Draft {
                format: FORMAT,
                id: text.clone(),
                version,
                changed,
                undated,
                nickname: text.clone(),
                form_version: text.clone(),
                answers: Answers { single, repeats },
                last_page: page.then(|| text.clone()),
                removed: removed
                    .into_iter()
                    .map(|(when, at, answers)| Removed {
                        when,
                        repeat: text.clone(),
                        at,
                        name: text.clone(),
                        item: Item { id: at, answers },
                    })
                    .collect(),
                earlier: earlier.into_iter().map(|[label, answer]| Earlier { label, answer }).collect(),
                amends,
                discarded: discarded.then_some(changed),
                sending: sending.then(|| Sending {
                    key: text.clone(),
                    body: text.clone(),
                    digest: text.clone(),
                    provision: text.clone(),
                    since: discarded.then_some(changed),
                }),
                refused: refused.map(|(status, problems)| Refused {
                    when: changed,
                    status,
                    kind: text.clone(),
                    words: text.clone(),
                    digest: text.clone(),
                    problems: problems
                        .into_iter()
                        .map(|(question, item)| AtFault { question, item, message: text.clone() })
                        .collect(),
                }),
                received: received.then(|| Received { receipt, provision: text.clone() }),
            };
            prop_assert_eq!(draft(&written), serde_json::to_string(&written).unwrap());
        }
    }
}
