//! A form of two pages, so that a page opens in no time.

use std::sync::LazyLock;

use cap_application::files::{DataFile, Files, RuleFiles};
use serde_json::{Value, json};

/// Questions whose answers a person types: the first on the first page, the second on the second.
pub const TYPED: [&str; 2] = ["name", "note"];
/// The pages they stand on.
pub const PAGES: [&str; 2] = ["provision", "more"];

/// What the page begins with.
pub static FIRST: LazyLock<Files> = LazyLock::new(|| Files {
    settings: file(
        "settings.json",
        &json!({
            "format": 1, "endpoint": "applications", "form": "form/application.json",
            "editions": ["programme/2025-26.json"], "calendar": "calendar.json", "draft_days": 30,
            "passphrase": "required", "idle_minutes": 10, "warning_minutes": 2,
            "contact": { "team": "CAP", "telephone": "024 7600 0000", "address": ["1 Example Road"] },
        }),
    ),
    form: file("form/application.json", &form(false)),
});

/// What pages begin with that are opened once there is a later form.
pub static LATER: LazyLock<DataFile> = LazyLock::new(|| file("form/application.json", &form(true)));

/// The same where the council has a key to seal to.
pub static SEALED: LazyLock<Files> = LazyLock::new(|| {
    let mut files = FIRST.clone();
    let mut settings: Value = serde_json::from_str(&files.settings.text).expect("JSON");
    settings["seal_to"] = json!("A".repeat(43));
    files.settings.text = settings.to_string().into();
    files
});

/// What comes after it.
pub static RULES: LazyLock<RuleFiles> = LazyLock::new(|| RuleFiles {
    editions: vec![file(
        "programme/2025-26.json",
        &json!({
            "format": 1, "edition": "2025-26", "starts": "2025-09-01", "ends": "2026-08-31", "sources": [],
            "provisions": [], "windows": [], "outcome_working_days": 3, "needs": [], "notes": [], "register": [],
        }),
    )],
    calendar: file(
        "calendar.json",
        &json!({ "format": 1, "known_to": 2028, "bank_holidays": [], "terms": [] }),
    ),
});

fn file(name: &str, value: &Value) -> DataFile {
    DataFile {
        name: name.to_owned(),
        text: value.to_string().into(),
    }
}

fn form(later: bool) -> Value {
    let text = |id: &str| {
        json!({ "id": id, "label": "Anything", "called": "it", "required": false,
                "kind": { "text": { "max_chars": 20 } } })
    };
    let provision = json!({
        "id": "provision", "label": "Which provision?", "called": "the provision",
        "kind": { "radios": { "choices": [{ "value": "insight", "label": "Insight" },
                                          { "value": "tier1", "label": "Tier 1" }] } },
    });
    let mut more = vec![text(TYPED[1])];
    more.extend(later.then(|| text("new")));
    json!({
        "format": 1, "id": "small", "version": if later { "2" } else { "1" }, "title": "Application", "provision_question": "provision",
        "choice_sets": {},
        "sections": [{ "id": "all", "title": "All", "pages": [
            { "id": PAGES[0], "title": "Provision", "questions": [provision, text(TYPED[0])] },
            { "id": PAGES[1], "title": "More", "questions": more },
        ] }],
    })
}
