//! Every data file that ships loads without a mistake, and they fit each other.

use std::fs;

use cap_application::session::config::Config;
use cap_application::session::message::Files;

fn read(path: &str) -> String {
    fs::read_to_string(format!("{}/public/{path}", env!("CARGO_MANIFEST_DIR"))).expect(path)
}

fn shipped() -> Files {
    Files {
        settings: read("settings.json"),
        form: read("form/application.json"),
        editions: vec![read("programme/2024-25.json"), read("programme/2025-26.json")],
        calendar: read("programme/calendar.json"),
    }
}

#[test]
fn what_ships_loads_without_a_mistake() {
    if let Err(mistakes) = Config::load(&shipped()) {
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
