//! Writing JSON: what goes to the council, and the canonical form that its digest is made of.

use crate::sorted::Map;

use super::envelope::{Envelope, Receipt, WireAnswer};
use crate::form::value::decimal;
use crate::json::Writer;

/// The body of a request.
pub fn envelope(envelope: &Envelope) -> String {
    let mut out = Writer::default();
    write_envelope(&mut out, envelope);
    out.finish()
}

/// The body of a request that replaces the versions with these digests; see [`Amendment`](super::envelope::Amendment).
pub fn amendment(envelope: &Envelope, amends: &[String]) -> String {
    let mut out = Writer::default();
    out.open('{');
    out.name("format").digits(&envelope.format.to_string());
    out.name("amends").open('[');
    amends.iter().for_each(|digest| out.text(digest));
    out.close(']');
    write_envelope(out.name("envelope"), envelope);
    out.close('}');
    out.finish()
}

fn write_envelope(out: &mut Writer, envelope: &Envelope) {
    out.open('{');
    out.name("format").digits(&envelope.format.to_string());
    out.members(&[
        ("application", &envelope.application),
        ("form", &envelope.form),
        ("form_version", &envelope.form_version),
        ("edition", &envelope.edition),
        ("provision", &envelope.provision),
        ("stated_date", &envelope.stated_date),
    ]);
    answers(out.name("answers"), &envelope.answers);
    texts(out.name("requirements"), &envelope.requirements);
    out.name("digest").text(&envelope.digest);
    out.close('}');
}

/// A receipt, as the endpoint writes it.
pub fn receipt(out: &mut Writer, receipt: &Receipt) {
    out.open('{');
    out.members(&[
        ("reference", &receipt.reference),
        ("digest", &receipt.digest),
        ("received", &receipt.received),
    ]);
    if let Some(signature) = &receipt.signature {
        out.name("signature").text(signature);
    }
    out.close('}');
}

/// Answers by question id.
pub(super) fn answers(out: &mut Writer, answers: &Map<WireAnswer>) {
    out.open('{');
    for (id, value) in answers {
        answer(out.name(id), value);
    }
    out.close('}');
}

fn answer(out: &mut Writer, value: &WireAnswer) {
    match value {
        WireAnswer::Text(text) => out.text(text),
        WireAnswer::Number(number) => out.digits(&double(*number)),
        WireAnswer::List(values) => {
            out.open('[');
            for value in values {
                out.text(value);
            }
            out.close(']');
        }
        WireAnswer::Fields(fields) => texts(out, fields),
        WireAnswer::Items(items) => {
            out.open('[');
            for item in items {
                answers(out, item);
            }
            out.close(']');
        }
    }
}

/// Texts by name.
pub(crate) fn texts(out: &mut Writer, texts: &Map<String>) {
    out.open('{');
    for (name, text) in texts {
        out.name(name).text(text);
    }
    out.close('}');
}

/// A double always has a point.
fn double(number: f64) -> String {
    let mut digits = decimal(number);
    if !digits.contains('.') {
        digits.push_str(".0");
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::super::envelope::Amendment;
    use super::*;
    use proptest::prelude::*;

    fn wire() -> impl Strategy<Value = WireAnswer> {
        let leaf = prop_oneof![
            any::<String>().prop_map(WireAnswer::Text),
            (-999_999_999_i64..999_999_999, 0..6).prop_map(|(digits, places)| {
                WireAnswer::Number(format!("{digits}e-{places}").parse().unwrap())
            }),
            prop::collection::vec(any::<String>(), 0..3).prop_map(WireAnswer::List),
            prop::collection::btree_map(any::<String>(), any::<String>(), 0..3)
                .prop_map(|all| WireAnswer::Fields(all.into())),
        ];
        leaf.prop_recursive(2, 12, 3, |inner| {
            let item = prop::collection::btree_map(any::<String>(), inner, 0..3).prop_map(Map::from);
            prop::collection::vec(item, 0..3).prop_map(WireAnswer::Items)
        })
    }

    proptest! {
        #[test]
        fn an_envelope_is_written_as_its_derived_writer_writes_it(
            answers in prop::collection::btree_map(any::<String>(), wire(), 0..4),
            requirements in prop::collection::btree_map(any::<String>(), any::<String>(), 0..3),
            text in any::<String>(),
        ) {
            let written = Envelope {
                format: 1,
                application: text.clone(),
                form: text.clone(),
                form_version: "2026.1".to_owned(),
                edition: text.clone(),
                provision: text.clone(),
                stated_date: "2026-11-22".to_owned(),
                answers: answers.into(),
                requirements: requirements.into(),
                digest: text,
            };
            prop_assert_eq!(envelope(&written), serde_json::to_string(&written).unwrap());
            let amends = vec![written.digest.clone(), written.edition.clone()];
            let body = amendment(&written, &amends);
            let amended = Amendment { format: 1, amends, envelope: written };
            prop_assert_eq!(body, serde_json::to_string(&amended).unwrap());
        }
    }

    #[test]
    fn a_number_is_written_as_a_double() {
        for number in [0.0, 2.0, 92.5, -0.5, 0.1, 0.0001, 999_999_999_999_999.0] {
            assert_eq!(double(number), serde_json::to_string(&number).unwrap());
        }
    }
}
