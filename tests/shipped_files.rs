//! Every data file that ships loads without a mistake, and they fit each other.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::fs;

use cap_application::files::{self, DataFile, Files, RuleFiles};
use cap_application::form::first::First;
use cap_application::form::load;
use cap_application::mistake::Mistake;
use cap_application::programme::load::Edition;
use cap_application::settings;

fn read(name: &str) -> DataFile {
    let path = format!("{}/public/{name}", env!("CARGO_MANIFEST_DIR"));
    DataFile {
        name: name.to_owned(),
        text: fs::read_to_string(path).expect(name).into(),
    }
}

fn shipped() -> Files {
    Files {
        settings: read("settings.json"),
        form: read("form/application.json"),
    }
}

fn rules() -> RuleFiles {
    RuleFiles {
        editions: vec![read("programme/2024-25.json"), read("programme/2025-26.json")],
        calendar: read("programme/calendar.json"),
    }
}

fn said(mistakes: &[Mistake]) -> String {
    mistakes
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn what_ships_loads_without_a_mistake() {
    assert_eq!(said(&files::mistakes(&shipped(), Some(&rules()))), "");
}

#[test]
fn the_settings_vouch_for_what_ships() {
    let (files, rules) = (shipped(), rules());
    let settings = settings::load(&files.settings.name, &files.settings.text).expect("settings");
    let checked = settings.checked.expect("digests");
    let now = (
        files::digest([&*files.form.text]),
        files::digest(rules.texts(&files.form.text)),
    );
    let advice = "give: cargo xtask check --note public";
    assert_eq!((checked.form, checked.rules), now, "{advice}");
    let form = load::open(&files.form.text).expect("a form");
    assert_eq!(checked.first, First::of(&form), "{advice}");
    assert!(
        checked.first.is_some(),
        "the first question is there before the form"
    );
}

/// What one file says is held against what the others say, whichever of them is wrong.
#[test]
fn every_mistake_of_every_file_is_told() {
    let check = |change: fn(&mut Files, &mut RuleFiles), expect: &[&str]| {
        let (mut files, mut rules) = (shipped(), rules());
        change(&mut files, &mut rules);
        let said = said(&files::mistakes(&files, Some(&rules)));
        assert!(!said.is_empty());
        for part in expect {
            assert!(said.contains(part), "{part} is not in {said}");
        }
    };
    check(
        |files, rules| {
            files.form.text = files.form.text.replacen("\"R030\"", "\"R930\"", 1).into();
            rules.editions[0].text = rules.editions[0]
                .text
                .replacen("\"on\": \"2024-12-04\"", "\"on\": \"2024-12-05\"", 1)
                .into();
        },
        &[
            "form/application.json: cites: \"R930\"",
            "programme/2024-25.json: windows[3].deadline",
        ],
    );
    check(
        |files, rules| {
            files.settings.text = files
                .settings
                .text
                .replace("\"draft_days\": 30", "\"draft_days\": -1")
                .into();
            files.form.text = files
                .form
                .text
                .replace("\"answer\": \"provision\"", "\"answer\": \"provison\"")
                .into();
            rules.calendar.text = "".into();
        },
        &[
            "settings.json: draft_days",
            "there is no question \"provison\"",
            "programme/calendar.json: line 1",
        ],
    );
    check(
        |_, rules| rules.editions.clear(),
        &["settings.json: editions: no edition is named"],
    );
}

#[test]
fn only_whoever_fills_in_the_form_is_told_to_the_browser() {
    let form: serde_json::Value = serde_json::from_str(&shipped().form.text).unwrap();
    let mut told = Vec::new();
    for section in form["sections"].as_array().unwrap() {
        for page in section["pages"].as_array().unwrap() {
            for question in page["questions"].as_array().unwrap() {
                if let Some(token) = question.get("autocomplete") {
                    told.push((
                        page["id"].as_str().unwrap(),
                        question["id"].as_str().unwrap(),
                        token.as_str().unwrap(),
                    ));
                }
            }
        }
    }
    let own = [
        ("your-details", "applicant_name", "name"),
        ("your-details", "applicant_role", "organization-title"),
        ("your-details", "applicant_telephone", "tel"),
        ("your-details", "applicant_email", "email"),
    ];
    assert_eq!(told, own, "a browser keeps what is typed there, in the clear");
}

/// The page's own HTML asks the checker's first question before there are rules (`public/early.js`).
#[test]
fn the_page_asks_for_the_needs_of_every_edition() {
    let path = format!("{}/index.html", env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(path).expect("index.html");
    let asked = page.matches("name=\"checker-need\"").count();
    for DataFile { name, text } in rules().editions {
        let edition = Edition::open(&name, &text).expect("an edition");
        let needs = &edition.file().needs;
        assert_eq!(needs.len(), asked, "{name}");
        let mut rest = page.as_str();
        for need in needs {
            let value = format!("value=\"{}\"", need.id);
            let at = rest
                .find(&value)
                .unwrap_or_else(|| panic!("index.html: {value}, in this order"));
            rest = &rest[at..];
            let label = rest.split_once("</label>").map_or("", |(label, _)| label);
            assert!(
                label.ends_with(&format!(">{}", need.text)),
                "index.html: {}",
                need.text
            );
        }
    }
}
