//! One application is one record at the council, and the screen claims no more than is known.

use std::collections::VecDeque;

use cap_application::session::location::Location;
use cap_application::session::message::Message;
use cap_application::session::view_model::{SendState, Standing};
use cap_application::submission::envelope::Envelope;

use crate::world::{World, receipt};

fn sent(world: &mut World) -> crate::world::Request {
    world.tell(Message::Send);
    world.requests.last().expect("a request went out").clone()
}

#[test]
fn an_application_is_sent_and_its_receipt_is_all_that_stays() {
    for provision in [
        "tier1",
        "insight",
        "flourish",
        "supported_transfer",
        "refocus",
        "year11_bespoke",
    ] {
        let mut world = World::new("#/");
        let id = world.complete(provision);
        let request = sent(&mut world);
        assert_eq!(world.state(), SendState::Sending);
        world.reply(&request, 201, "application/json", &receipt(&request));
        assert_eq!(world.session.location(), Location::Sent(id), "{provision}");
        let SendState::Received(view) = world.state() else {
            panic!("{provision}: {:?}", world.state())
        };
        assert_eq!(
            (view.reference.as_str(), view.received.as_str()),
            ("CAP-2345ABCD", "22 November 2026 at 3:46pm")
        );
        assert!(!view.next_steps.is_empty());
        let surname = "student_surname";
        for store in [&world.local, &world.indexed] {
            assert!(
                store.values().all(|text| !text.contains(surname)),
                "{provision}: answers are gone from the device"
            );
        }
    }
}

#[test]
fn the_request_goes_out_only_once_the_sealed_application_is_durable() {
    let mut world = World::new("#/");
    world.complete("insight");
    world.unfinished = Some(VecDeque::new());
    world.tell(Message::Send);
    assert_eq!(world.requests.len(), 0);
    world.finish_write();
    assert_eq!(world.requests.len(), 1);
    assert!(world.indexed.values().any(|text| text.contains("\"sending\":{")));
}

#[test]
fn rapid_presses_send_once() {
    let mut world = World::new("#/");
    world.complete("insight");
    for _ in 0..10 {
        world.tell(Message::Send);
    }
    assert_eq!(world.requests.len(), 1);
}

#[test]
fn after_a_lost_reply_the_very_same_request_goes_out_again() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    let first = sent(&mut world);
    world.no_reply(&first);
    assert_eq!(world.state(), SendState::Uncertain);
    world.reload();
    assert_eq!(world.state(), SendState::Sending, "it goes out by itself");
    assert_eq!(world.applications()[0].standing, Standing::Waiting);
    let second = world.requests.last().expect("a request").clone();
    assert_eq!((&first.key, &first.body), (&second.key, &second.body));
    world.reply(&second, 200, "application/json", &receipt(&second));
    assert!(matches!(world.state(), SendState::Received(_)));
    assert_eq!(world.session.location(), Location::Sent(id));
}

#[test]
fn nothing_changes_while_it_is_not_known_whether_it_arrived() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    let first = sent(&mut world);
    world.no_reply(&first);
    world.page(&id, "your-details");
    assert_eq!(world.session.location(), Location::Check(id));
    world.answer("applicant_name", "Another Name");
    assert_eq!(sent(&mut world).body, first.body);
}

#[test]
fn a_late_reply_to_an_earlier_attempt_is_dropped() {
    let mut world = World::new("#/");
    world.complete("insight");
    let first = sent(&mut world);
    world.no_reply(&first);
    let second = sent(&mut world);
    assert_ne!(first.attempt, second.attempt);
    world.reply(
        &first,
        422,
        "application/problem+json",
        r#"{"type":"x","title":"No","status":422}"#,
    );
    assert_eq!(world.state(), SendState::Sending);
}

#[test]
fn what_is_no_receipt_proves_nothing() {
    let other = |request: &crate::world::Request| receipt(request).replace("\"digest\":\"", "\"digest\":\"0");
    for (status, kind, body) in [
        (
            200,
            "text/html",
            "<html>Sign in to the school's network</html>".to_owned(),
        ),
        (200, "application/json", "{}".to_owned()),
        (201, "application/json", "OTHER".to_owned()),
        (500, "application/problem+json", "{}".to_owned()),
        (503, "text/plain", String::new()),
        (429, "application/problem+json", String::new()),
    ] {
        let mut world = World::new("#/");
        world.complete("insight");
        let request = sent(&mut world);
        let body = if body == "OTHER" { other(&request) } else { body };
        world.reply(&request, status, kind, &body);
        assert_eq!(world.state(), SendState::Uncertain, "{status} {kind}");
    }
}

#[test]
fn a_refusal_leads_back_to_the_very_answers_and_they_can_be_changed() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    let first = sent(&mut world);
    let problem = r#"{"type":"urn:cap:problem:invalid-application","title":"Not accepted","status":422,"detail":"Mend 2 answers",
        "errors":[{"question":"applicant_name","code":"missing","message":"Enter your name"},
                  {"question":"carer_name","item":0,"code":"missing","message":"Enter the name"}]}"#;
    world.reply(&first, 422, "application/problem+json", problem);
    let SendState::Refused(view) = world.state() else {
        panic!("{:?}", world.state())
    };
    assert_eq!(view.words, "Mend 2 answers");
    assert_eq!(
        view.lines[0].1,
        Location::Page(id.clone(), "your-details".to_owned())
    );
    assert_eq!(
        view.lines[1].1,
        Location::Item(id.clone(), "carers".to_owned(), 0)
    );
    world.page(&id, "your-details");
    world.answer("applicant_name", "Another Name");
    world.go(Location::Check(id));
    assert_ne!(
        sent(&mut world).key,
        first.key,
        "another application of the same id is another request"
    );
}

#[test]
fn the_key_stands_for_the_whole_body_and_not_for_its_answers_alone() {
    let mut world = World::new("#/");
    world.complete("insight");
    let refused = r#"{"type":"urn:cap:problem:form","title":"Not accepted","status":422}"#;
    let first = sent(&mut world);
    world.reply(&first, 422, "application/problem+json", refused);
    let same_day = sent(&mut world);
    assert_eq!((&same_day.key, &same_day.body), (&first.key, &first.body));
    world.reply(&same_day, 422, "application/problem+json", refused);
    // The same answers, measured on another day.
    world.now += 24 * 3_600_000;
    let next_day = sent(&mut world);
    assert_ne!(next_day.body, first.body);
    assert_ne!(next_day.key, first.key);
}

#[test]
fn only_relevant_answers_are_sent_and_the_requirements_as_they_stood() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    world.page(&id, "provision");
    world.answer("contributing_factors", "kept on the device");
    world.go(Location::Check(id));
    assert_eq!(world.session.check().expect("the check page").left_out.len(), 1);
    let envelope: Envelope = serde_json::from_str(&sent(&mut world).body).expect("an envelope");
    assert!(!envelope.answers.contains_key("contributing_factors"));
    assert_eq!(
        envelope.requirements.get("on-roll").map(String::as_str),
        Some("met")
    );
    assert_eq!(
        (envelope.edition.as_str(), envelope.stated_date.as_str()),
        ("2025-26", "2026-11-22")
    );
}

#[test]
fn an_application_with_something_missing_is_not_sent() {
    let mut world = World::new("#/");
    let id = world.start("insight");
    world.go(Location::Check(id));
    world.tell(Message::Send);
    assert_eq!(world.requests.len(), 0);
    assert_eq!(world.focused.as_deref(), Some("outstanding"));
}
