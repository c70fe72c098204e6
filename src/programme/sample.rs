//! A small edition for tests: Tier 1 at any time, Flourish and Refocus in three windows.

use std::fmt::Arguments;

use serde_json::{Value, json};

use super::load::{Edition, FormRules};
use crate::calendar::file::tests::shipped;
use crate::form::condition::Condition;
use crate::mistake::{Mistake, Mistakes};

/// A form that offers three provisions, has these questions and cites R002.
pub(crate) struct SampleForm;

const QUESTIONS: [&str; 4] = ["on_roll", "caseworker", "panel_consent", "plan"];

impl FormRules for SampleForm {
    fn provisions(&self) -> Vec<String> {
        ["tier1", "flourish", "refocus"].map(str::to_owned).to_vec()
    }

    fn has_question(&self, id: &str) -> bool {
        QUESTIONS.contains(&id)
    }

    fn is_cited(&self, id: &str) -> bool {
        id == "R002"
    }

    fn check_condition(&self, condition: &Condition, path: Arguments<'_>, mistakes: &mut Mistakes<'_>) {
        match condition {
            Condition::Equals { answer, .. } if !self.has_question(answer) => {
                mistakes.add(
                    path,
                    format_args!("the form has no question \"{answer}\""),
                    format_args!("Use the id of a question"),
                );
            }
            _ => {}
        }
    }
}

/// The sample edition's file.
pub(crate) fn file() -> Value {
    let yes = |id: &str| json!({ "equals": { "answer": id, "value": "yes" } });
    let requirement = |id: &str, question: &str, cites: &str| json!({ "id": id, "level": "blocker", "rule": "A rule", "met": yes(question), "next": "Do it", "help": "CAP", "cites": [cites] });
    let provision = |id: &str, tier: u8, windowed: bool, requirements: Value| {
        json!({
            "id": id, "name": id, "tier": tier, "summary": "s", "length": "l", "attendance": "a", "roll": "r",
            "decided_by": "d", "windowed": windowed, "panel": windowed, "next_steps": [], "requirements": requirements
        })
    };
    let day = |on: &str, weekday: &str| json!({ "on": on, "weekday": weekday });
    let mut refocus = provision(
        "refocus",
        3,
        true,
        json!([requirement("consent", "panel_consent", "X23")]),
    );
    refocus["placement"] = json!({ "weeks_away": 7, "weeks_back": 3, "home_day": "Monday" });
    json!({
        "format": 1, "edition": "2024-25", "starts": "2024-09-01", "ends": "2025-08-31",
        "sources": [{ "id": "A", "title": "The brochure" }],
        "given": ["plan"],
        "needs": [{ "id": "any", "text": "t", "provisions": ["tier1", "flourish", "refocus"] }],
        "provisions": [
            provision("tier1", 1, false, json!([requirement("roll", "on_roll", "R001")])),
            provision("flourish", 2, true, json!([requirement("caseworker", "caseworker", "R001")])),
            refocus,
        ],
        "windows": [
            {
                "id": "autumn", "deadline": day("2024-09-18", "Wednesday"),
                "meetings": [day("2024-09-24", "Tuesday"), day("2024-09-26", "Thursday")],
                "takes": [{ "provision": "refocus", "starts": day("2024-10-07", "Monday") }], "cites": ["R200"]
            },
            {
                "id": "winter", "deadline": day("2024-12-04", "Wednesday"),
                "meetings": [day("2024-12-17", "Tuesday"), day("2024-12-19", "Thursday")],
                "takes": [
                    { "provision": "flourish", "starts": day("2025-01-13", "Monday") },
                    { "provision": "refocus", "starts": day("2025-01-27", "Monday"), "note": "About Refocus here" }
                ],
                "note": "About the window", "cites": ["R200"]
            },
            {
                "id": "summer", "deadline": day("2025-07-02", "Wednesday"), "meetings": [],
                "takes": [{ "provision": "refocus", "starts_in_words": "September 2025" }], "cites": ["R200"]
            }
        ],
        "outcome_working_days": 3,
        "notes": [{ "id": "X23", "text": "t", "handling": "h", "provisions": ["refocus"] }],
        "register": [
            { "id": "R001", "says": "s", "source": "A", "section": "1", "status": "cited" },
            { "id": "R002", "says": "s", "source": "A", "section": "1", "status": "cited" },
            { "id": "R003", "says": "s", "source": "A", "section": "1", "status": { "information": "about" } },
            { "id": "R004", "says": "s", "source": "A", "section": "1", "status": { "out_of_scope": "Not here" } },
            { "id": "R200", "says": "s", "source": "A", "section": "1", "status": "cited" }
        ]
    })
}

/// Loads a version of the sample edition's file.
pub(crate) fn load(file: &Value) -> Result<Edition, Vec<Mistake>> {
    Edition::load("2024-25.json", &file.to_string(), &SampleForm, &shipped())
}

/// The sample edition.
pub(crate) fn edition() -> Edition {
    load(&file()).unwrap()
}
