//! Every data file that ships loads without a mistake, and they fit each other.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::fs;

use cap_application::session::config::{Config, Rules};
use cap_application::session::message::{DataFile, Files, RuleFiles};

fn read(name: &str) -> DataFile {
    let path = format!("{}/public/{name}", env!("CARGO_MANIFEST_DIR"));
    DataFile {
        name: name.to_owned(),
        text: fs::read_to_string(path).expect(name),
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

#[test]
fn what_ships_loads_without_a_mistake() {
    let files = shipped();
    let loaded = Config::load(&files)
        .and_then(|config| Rules::load(&rules(), &config.form, &files.form.name).map(|_| ()));
    if let Err(mistakes) = loaded {
        panic!(
            "{}",
            mistakes
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        );
    }
}
