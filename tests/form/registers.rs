//! Everything the sources say has its place: nothing of R001 to R209 and X1 to X23 is missing from the editions.

use std::collections::BTreeSet;

use cap_application::programme::definition::EditionFile;

use crate::stage::{shipped, shipped_form};

/// Every number of the dossier; the gaps in the numbering are its own.
fn numbers() -> BTreeSet<String> {
    let runs = [
        1..=9,
        10..=24,
        30..=41,
        50..=71,
        80..=93,
        100..=111,
        120..=136,
        140..=143,
        150..=154,
        160..=169,
        180..=184,
        200..=209,
    ];
    runs.into_iter()
        .flatten()
        .map(|number| format!("R{number:03}"))
        .collect()
}

#[test]
fn every_item_of_the_dossier_is_in_the_register_of_each_edition() {
    for name in ["2024-25", "2025-26"] {
        let text = shipped(&format!("programme/{name}.json"));
        let edition: EditionFile = serde_json::from_str(&text).expect(name);
        let there: BTreeSet<String> = edition.register.iter().map(|item| item.id.clone()).collect();
        assert_eq!(there, numbers(), "{name}");
        let notes: Vec<&str> = edition.notes.iter().map(|note| note.id.as_str()).collect();
        let expect: Vec<String> = (1..=23).map(|number| format!("X{number}")).collect();
        assert_eq!(notes, expect, "{name}");
    }
}

#[test]
fn everything_the_form_cites_is_in_the_register() {
    let known: BTreeSet<String> = numbers()
        .into_iter()
        .chain((1..=23).map(|number| format!("X{number}")))
        .collect();
    let unknown: Vec<String> = shipped_form()
        .cites()
        .filter(|id| !known.contains(*id))
        .map(str::to_owned)
        .collect();
    assert_eq!(unknown, Vec::<String>::new());
}
