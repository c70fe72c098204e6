//! `council` on the command line.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use common::serving::{Serving, exchange, json_of};
use common::{KEY, World, application, post};
use serde_json::{Value, json};

fn council(arguments: &[&str], data: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_council"))
        .args(arguments)
        .arg("--data")
        .arg(data)
        .output()
        .unwrap()
}

fn output(arguments: &[&str], world: &World) -> String {
    let output = council(arguments, &world.data());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn failure(arguments: &[&str], data: &Path) -> String {
    let output = council(arguments, data);
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stderr).unwrap()
}

/// A world with one application, and its reference.
async fn received() -> (World, String) {
    let world = World::new();
    let reply = post(&world.start(), KEY, application(json!({}))).await;
    let reference = reply.json()["reference"].as_str().unwrap().to_owned();
    (world, reference)
}

#[tokio::test]
async fn list_has_a_line_for_each_application_and_no_personal_data() {
    let (world, reference) = received().await;
    let list = output(&["list"], &world);
    let lines: Vec<_> = list.lines().collect();
    assert_eq!(lines.len(), 2, "{list}");
    assert!(
        lines[1].starts_with(&reference) && lines[1].ends_with("insight               2025-26"),
        "{list}"
    );
    assert!(!list.contains("Quillfeather"), "{list}");
}

#[tokio::test]
async fn show_prints_the_record_as_json() {
    let (world, reference) = received().await;
    let shown: Value = serde_json::from_str(&output(&["show", &reference, "--json"], &world)).unwrap();
    assert_eq!(shown["receipt"]["reference"], reference);
    assert_eq!(shown["application"]["answers"]["student_surname"], "Quillfeather");
}

#[tokio::test]
async fn show_prints_a_pack_in_the_words_of_the_form() {
    let (world, reference) = received().await;
    let pack = output(&["show", &reference.to_lowercase()], &world);
    let (head, body) = pack.split_once("\n\n").unwrap();
    assert!(
        head.starts_with("Application for alternative provision\n====="),
        "{head}"
    );
    assert!(
        head.contains(&format!("\nReference       {reference}\n")),
        "{head}"
    );
    assert!(head.contains("\nProvision       Tier 2 Insight\n"), "{head}");
    assert!(head.ends_with("\nRequirement     family_consent: met"), "{head}");
    let expected = "\
What you are applying for
-------------------------
Which provision?
    Tier 2 Insight

Student
-------
Last name
    Quillfeather
Date of birth
    4 March 2012
Days a week
    2
Strengths
    Reading
    Sport and games
Home address
    1 Example Road
    Coventry
    CV1 1AA

[parent or carer 1 of 2]
Full name
    Robin Quillfeather

[parent or carer 2 of 2]
Full name
    Sasha Quillfeather
";
    assert_eq!(body, expected);
}

#[tokio::test]
async fn what_cannot_be_shown_says_why() {
    let (world, _) = received().await;
    assert!(
        failure(&["show", "CAP-22222222"], &world.data())
            .contains("no application with the reference CAP-22222222")
    );
    assert!(failure(&["list"], &world.app()).contains("there is no database here"));
    world.database().pragma_update(None, "user_version", 99).unwrap();
    assert!(failure(&["list"], &world.data()).contains("step 99"));
}

#[cfg(unix)]
#[test]
fn headers_are_those_that_the_endpoint_sends_itself() {
    let world = World::new();
    let file = world.app().join("settings.json");
    let mut settings = json_of(&fs::read(&file).unwrap());
    settings["frame_ancestors"] = json!(["https://www.example.org"]);
    fs::write(&file, settings.to_string()).unwrap();
    let headers = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_council"))
            .args(["headers", "--app", world.app().to_str().unwrap()])
            .args(arguments)
            .output()
            .unwrap()
    };
    let text = String::from_utf8(headers(&[]).stdout).unwrap();
    assert!(
        text.contains("frame-ancestors 'self' https://www.example.org\n"),
        "{text}"
    );
    let serving = Serving::start(&world, &[]);
    let (head, _) = exchange(&serving.address, "GET /", &[], "").unwrap();
    for line in text.lines().skip(2).take_while(|line| !line.is_empty()) {
        let (name, value) = line.split_once(": ").unwrap();
        let line = format!("\r\n{}: {value}\r\n", name.to_lowercase());
        assert!(head.contains(&line), "{line} is not in {head}");
    }
    serving.stop("-TERM");
    let wrong = headers(&["--path", "apply"]);
    assert!(
        String::from_utf8(wrong.stderr)
            .unwrap()
            .contains("write it like /apply/")
    );
}

#[cfg(unix)]
#[test]
fn a_served_application_survives_a_stop_and_a_start() {
    let world = World::new();
    let serving = Serving::start(&world, &[]);
    let (head, receipt) = serving.post(KEY, &application(json!({})));
    assert!(head.starts_with("HTTP/1.1 201 "), "{head}");
    assert!(head.contains("\r\ndate: "), "{head}");
    let list = output(&["list"], &world);
    let receipt = json_of(&receipt);
    assert!(list.contains(receipt["reference"].as_str().unwrap()), "{list}");
    serving.stop("-TERM");

    let serving = Serving::start(&world, &[]);
    let (head, again) = serving.post(KEY, &application(json!({})));
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    assert_eq!(json_of(&again), receipt);
    serving.stop("-INT");
}

#[test]
fn files_that_cannot_be_used_are_all_named_and_nothing_is_served() {
    let world = World::new();
    std::fs::remove_file(world.app().join("form/application.json")).unwrap();
    std::fs::write(world.app().join("programme/2025-26.json"), "{}").unwrap();
    let app = world.app();
    let error = failure(
        &["serve", "--port", "0", "--app", app.to_str().unwrap()],
        &world.data(),
    );
    assert!(
        error.contains("application.json") && error.contains("2025-26.json"),
        "{error}"
    );
    assert!(!world.data().exists());
}
