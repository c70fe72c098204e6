//! One whole application for each provision, as a person types it: complete, nothing in it that is not asked, and
//! the same after it was sent and read back. The browser tests type these very files.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use cap_application::sorted::{Map, Set};
use std::fs;
use std::sync::Arc;

use cap_application::form::answer::{Answers, Group, Item, RawAnswers};
use cap_application::form::instance::Instance;
use cap_application::form::load;
use cap_application::form::model::Form;
use cap_application::form::wire::{self, WireAnswers};
use chrono::NaiveDate;
use serde::Deserialize;

/// A file of `tests/applications`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Application {
    stated_date: NaiveDate,
    /// As typed, by question.
    answers: RawAnswers,
    /// As typed, by group.
    repeats: Map<Vec<RawAnswers>>,
    /// What must go out, worked out apart from the engine.
    sent: WireAnswers,
}

fn read(path: &str) -> String {
    fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).expect(path)
}

fn form() -> Arc<Form> {
    let form = load::load("form/application.json", &read("public/form/application.json"));
    Arc::new(form.expect("the form that ships loads"))
}

fn application(provision: &str) -> Application {
    let text = read(&format!("tests/applications/{provision}.json"));
    serde_json::from_str(&text).expect(provision)
}

fn group(items: Vec<RawAnswers>) -> Group {
    let items: Vec<_> = (0..)
        .zip(items)
        .map(|(id, answers)| Item { id, answers })
        .collect();
    Group {
        next: u32::try_from(items.len()).expect("a few items"),
        items,
    }
}

fn filled(form: &Arc<Form>, application: &Application) -> Instance {
    let groups = application.repeats.clone().into_iter();
    let answers = Answers {
        single: application.answers.clone(),
        repeats: groups.map(|(id, items)| (id, group(items))).collect(),
    };
    Instance::new(Arc::clone(form), application.stated_date, answers)
}

/// Runs a check on the filled-in application of every provision the form offers.
fn each(check: impl Fn(&str, &Application, &Instance)) {
    let form = form();
    for provision in form.provisions() {
        let application = application(&provision.value);
        check(&provision.value, &application, &filled(&form, &application));
    }
}

#[test]
fn there_is_an_application_for_every_provision_and_no_other() {
    let folder = format!("{}/tests/applications", env!("CARGO_MANIFEST_DIR"));
    let files: Set = fs::read_dir(folder)
        .expect("the folder")
        .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    let form = form();
    let offered = form.provisions().iter().map(|one| format!("{}.json", one.value));
    assert_eq!(files, offered.collect());
}

#[test]
fn each_is_complete_and_for_its_provision() {
    each(|name, _, instance| {
        let pages = 0..instance.form().pages.len();
        let wrong: Vec<_> = pages
            .filter(|page| instance.page_relevant(*page))
            .flat_map(|page| instance.page_violations(page))
            .collect();
        assert_eq!(wrong, vec![], "{name}");
        assert!(instance.complete(), "{name}");
        assert_eq!(instance.provision(), Some(name));
    });
}

#[test]
fn each_answers_only_what_is_asked() {
    each(|name, _, instance| assert_eq!(instance.left_out(), Vec::<&str>::new(), "{name}"));
}

#[test]
fn each_is_sent_in_canonical_form() {
    each(|name, application, instance| assert_eq!(instance.to_wire(), application.sent, "{name}"));
}

#[test]
fn each_passes_the_councils_judgement_and_stays_the_same() {
    each(|name, application, instance| {
        let (back, faults) = wire::judge(instance.form(), application.stated_date, &instance.to_wire());
        assert_eq!(faults, vec![], "{name}");
        assert_eq!(back.to_wire(), instance.to_wire(), "{name}");
    });
}
