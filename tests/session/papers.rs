//! What a person takes away: proof of receipt, and a copy that anybody can read.

use cap_application::session::location::Location;
use cap_application::session::message::Message;
use cap_application::session::view_model::SendState;
use cap_application::submission::envelope::Receipt;
use cap_application::submission::proof::Proof;

use crate::world::{Request, World};

const SIGNATURE: &str = "ed25519:0123456789abcdef:c2lnbmF0dXJl";

fn sent(world: &mut World) -> Request {
    world.tell(Message::Send);
    world.requests.last().expect("a request went out").clone()
}

/// An application that the council has received under this reference.
fn received(reference: &str, signature: Option<&str>) -> (World, String, Receipt) {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    let request = sent(&mut world);
    let mut receipt: Receipt = serde_json::from_str(&crate::world::receipt(&request)).expect("a receipt");
    receipt.reference = reference.to_owned();
    receipt.signature = signature.map(str::to_owned);
    let body = serde_json::to_string(&receipt).expect("JSON");
    world.reply(&request, 201, "application/json", &body);
    (world, id, receipt)
}

#[test]
fn proof_says_what_was_received_and_when_and_nothing_of_the_student() {
    let (mut world, id, receipt) = received("CAP-2345ABCD", Some(SIGNATURE));
    let SendState::Received(view) = world.state() else {
        panic!("{:?}", world.state());
    };
    world.tell(Message::KeepProof(id.clone()));
    let (name, text) = world.files.pop().expect("a file");
    assert_eq!(name, "proof-of-receipt-CAP-2345ABCD.txt");
    assert_eq!(view.proof.len(), 7);
    for (label, value) in &view.proof {
        assert!(text.contains(&format!("{label}: {value}\n")), "{label}: {text}");
    }
    for value in [
        "0123456789abcdef",
        "c2lnbmF0dXJl",
        "22 November 2026 at 3:46pm",
        &receipt.digest,
        &id,
    ] {
        assert!(view.proof.iter().any(|(_, there)| there == value), "{value}");
    }
    assert!(
        !text.contains("insight") && !text.contains("Quillfeather"),
        "{text}"
    );
    let machine = text.lines().last().expect("a line");
    let proof: Proof = serde_json::from_str(machine).expect("a proof");
    assert_eq!((proof.format, proof.application, proof.receipt), (1, id, receipt));
    assert_eq!(
        world.session.paper_said(),
        Some("The file is with your other downloads.")
    );
}

#[test]
fn proof_is_there_after_a_restart_and_from_the_list() {
    let (mut world, id, _) = received("CAP-2345ABCD", Some(SIGNATURE));
    world.open("#/applications");
    world.tell(Message::KeepProof(id));
    assert_eq!(world.files.len(), 1);
}

#[test]
fn a_receipt_without_a_signature_is_said_to_prove_little() {
    let (mut world, id, _) = received("CAP-2345ABCD", None);
    world.tell(Message::KeepProof(id));
    let (_, text) = world.files.pop().expect("a file");
    assert!(text.contains("did not sign this receipt"), "{text}");
}

#[test]
fn what_came_over_the_network_does_not_name_a_file() {
    let (mut world, id, _) = received("../../CAP", Some("nonsense"));
    world.tell(Message::KeepProof(id));
    assert_eq!(world.files[0].0, "proof-of-receipt.txt");
}

#[test]
fn there_is_no_proof_of_what_was_not_received() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    world.tell(Message::KeepProof(id.clone()));
    let request = sent(&mut world);
    world.no_reply(&request);
    world.tell(Message::KeepProof(id));
    assert!(world.files.is_empty());
}

fn copy(world: &mut World) -> String {
    world.tell(Message::KeepCopy);
    let (name, text) = world.files.pop().expect("a file");
    assert_eq!(name, "alternative-provision-copy-2026-11-22.html");
    text
}

#[test]
fn a_copy_has_every_answer_with_its_question_and_says_no_more_than_is_known() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    let check = world.session.check().expect("the check page");
    let text = copy(&mut world);
    assert!(text.contains("It has not been sent. The council does not have it."));
    for page in &check.pages {
        assert!(text.contains(&escaped(&page.title)), "{}", page.title);
        for row in &page.rows {
            assert!(
                text.contains(&format!("<dt>{}</dt>", escaped(&row.label))),
                "{}",
                row.label
            );
            for line in &row.lines {
                assert!(text.contains(&format!("<p>{}</p>", escaped(line))), "{line}");
            }
        }
    }
    for part in [
        "This copy is not encrypted",
        "Rules measured on",
        "22 November 2026",
        "Is it ready?",
        "Insight",
        &id,
    ] {
        assert!(text.contains(part), "{part}");
    }

    world.tell(Message::Connection(false));
    world.tell(Message::Send);
    assert!(copy(&mut world).contains("The council does not have it yet."));
    world.tell(Message::Connection(true));
    let request = world.requests.last().expect("a request").clone();
    world.no_reply(&request);
    assert!(copy(&mut world).contains("it is not known whether the council has it"));
    let problem = r#"{"type":"urn:cap:problem:x","title":"No","status":422}"#;
    let again = sent(&mut world);
    world.reply(&again, 422, "application/problem+json", problem);
    assert!(copy(&mut world).contains("did not accept it"));
    world.go(Location::Applications);
    world.tell(Message::KeepCopy);
    assert!(world.files.is_empty(), "it is of the application in view");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[test]
fn nothing_that_was_typed_counts_as_markup() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    world.page(&id, "your-details");
    world.answer("applicant_name", "<img src=x onerror=alert(1)> & \u{1} Sample");
    world.go(Location::Check(id));
    let text = copy(&mut world);
    assert!(
        text.contains("&lt;img src=x onerror=alert(1)&gt; &amp;"),
        "{text}"
    );
    assert!(!text.contains("<img") && !text.contains('\u{1}'));
    assert!(
        text.contains("default-src 'none'"),
        "nothing is fetched and nothing runs"
    );
}

#[test]
fn an_unfinished_application_can_be_copied_too() {
    let mut world = World::new("#/");
    let id = world.start("insight");
    world.go(Location::Check(id));
    let text = copy(&mut world);
    assert!(
        text.contains("Not answered") && text.contains("More answers needed"),
        "{text}"
    );
}

#[test]
fn a_browser_that_saves_no_file_is_told_of() {
    let mut world = World::new("#/");
    world.complete("insight");
    world.tell(Message::FileSaved(Err("no".to_owned())));
    assert!(
        world
            .session
            .paper_said()
            .is_some_and(|words| words.contains("Print the page"))
    );
}
