//! `council` on the command line.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

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

/// A running `council serve`; killed if the test fails before it stops it.
struct Serving {
    child: Child,
    address: String,
}

impl Serving {
    fn start(world: &World) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_council"))
            .args(["serve", "--port", "0", "--data"])
            .arg(world.data())
            .arg("--app")
            .arg(world.app())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim()
            .strip_prefix("http://")
            .and_then(|rest| rest.strip_suffix('/'));
        let address = address.unwrap_or_else(|| panic!("{line:?}")).to_owned();
        Self { child, address }
    }

    /// Sends an application over a connection of its own, and returns the head and body of the answer.
    fn post(&self, body: &str) -> (String, Value) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        write!(
            stream,
            "POST /applications HTTP/1.1\r\nhost: {}\r\nconnection: close\r\nidempotency-key: {KEY}\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}",
            self.address
        )
        .unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        let (head, body) = reply.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), serde_json::from_str(body).unwrap())
    }

    #[cfg(unix)]
    fn stop(mut self, signal: &str) {
        // A connection that is open and says nothing does not hold the end up.
        let _idle = TcpStream::connect(&self.address).unwrap();
        let sent = Command::new("kill")
            .arg(signal)
            .arg(self.child.id().to_string())
            .status()
            .unwrap();
        assert!(sent.success());
        assert!(self.child.wait().unwrap().success(), "{signal}");
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
#[test]
fn a_served_application_survives_a_stop_and_a_start() {
    let world = World::new();
    let serving = Serving::start(&world);
    let (head, receipt) = serving.post(&application(json!({})));
    assert!(head.starts_with("HTTP/1.1 201 "), "{head}");
    assert!(head.contains("\r\ndate: "), "{head}");
    let list = output(&["list"], &world);
    assert!(list.contains(receipt["reference"].as_str().unwrap()), "{list}");
    serving.stop("-TERM");

    let serving = Serving::start(&world);
    let (head, again) = serving.post(&application(json!({})));
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    assert_eq!(again, receipt);
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
