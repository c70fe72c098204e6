//! Where the settings name the council's key, only what the council can open is stored to be sent, and travels.

use std::collections::VecDeque;

use cap_application::draft::stored;
use cap_application::session::access::Act;
use cap_application::session::location::Location;
use cap_application::session::message::{Message, Store, StoredRecord};
use cap_application::session::view_model::SendState;
use cap_application::submission::envelope::{Amendment, Envelope};
use cap_application::submission::idempotency_key;

use crate::world::{Request, World, opened, receipt};

fn world() -> (World, String) {
    let mut world = World::new("#/");
    world.seals = true;
    let id = world.complete("insight");
    (world, id)
}

fn sent(world: &mut World) -> Request {
    world.tell(Message::Send);
    world.requests.last().expect("a request went out").clone()
}

fn accept(world: &mut World, request: &Request) {
    world.reply(request, 201, "application/json", &receipt(request));
}

/// What is stored of a draft.
fn record(world: &World, id: &str) -> stored::Draft {
    let key = stored::key(id);
    stored::read(&key, &world.indexed[&key]).expect("a draft")
}

#[test]
fn what_waits_and_what_travels_is_sealed_and_the_council_opens_it() {
    let (mut world, id) = world();
    world.unfinished = Some(VecDeque::new());
    world.tell(Message::Send);
    assert_eq!(
        (world.state(), world.requests.len()),
        (SendState::Sending, 0),
        "it is not durable yet"
    );
    world.finish_write();
    let request = world.requests[0].clone();
    let waiting = record(&world, &id).sending.expect("it waits");
    assert_eq!((&waiting.body, &waiting.key), (&request.body, &request.key));
    let envelope: Envelope = serde_json::from_str(&opened(&request)).expect("an envelope");
    assert_eq!(envelope.application, id);
    assert_eq!(envelope.digest, waiting.digest);
    assert_eq!(request.key, idempotency_key(&id, &opened(&request)));
    for value in ["Quillfeather", "insight", &envelope.digest, &envelope.stated_date] {
        assert!(!request.body.contains(value), "{value} travels in the clear");
    }
    world.unfinished = None;
    accept(&mut world, &request);
    assert_eq!(world.session.location(), Location::Sent(id));
}

#[test]
fn every_attempt_sends_the_same_sealed_bytes_also_after_a_restart() {
    let (mut world, _) = world();
    let first = sent(&mut world);
    world.no_reply(&first);
    let second = sent(&mut world);
    world.no_reply(&second);
    world.reload();
    let third = world.requests.last().expect("by itself").clone();
    for again in [second, third] {
        assert_eq!((&again.key, &again.body), (&first.key, &first.body));
    }
}

#[test]
fn without_a_key_in_the_settings_it_travels_as_before() {
    let mut world = World::new("#/");
    world.complete("insight");
    let request = sent(&mut world);
    assert!(serde_json::from_str::<Envelope>(&request.body).is_ok());
}

#[test]
fn what_was_taken_back_is_changed_and_sealed_anew_as_an_amendment() {
    let (mut world, id) = world();
    let first = sent(&mut world);
    world.no_reply(&first);
    world.tell(Message::CancelSend);
    assert_eq!(world.state(), SendState::NotSent);
    world.page(&id, "your-details");
    world.answer("applicant_name", "Another Name");
    world.go(Location::Check(id.clone()));
    let second = sent(&mut world);
    let amendment: Amendment = serde_json::from_str(&opened(&second)).expect("an amendment");
    let before: Envelope = serde_json::from_str(&opened(&first)).expect("an envelope");
    assert_eq!(amendment.amends, [before.digest]);
    assert_ne!(second.key, first.key);
}

#[test]
fn after_a_refusal_the_same_application_is_sealed_anew_under_the_same_key() {
    let (mut world, _) = world();
    let first = sent(&mut world);
    let problem = r#"{"type":"urn:cap:problem:unknown-seal-key","title":"Not opened","status":422}"#;
    world.reply(&first, 422, "application/problem+json", problem);
    let second = sent(&mut world);
    assert_eq!(second.key, first.key);
    assert_ne!(second.body, first.body, "the other key is used for it");
    assert_eq!(opened(&second), opened(&first));
}

#[test]
fn where_it_cannot_be_sealed_nothing_is_sent_or_lost_and_the_person_is_told() {
    for (said, expect) in [
        (None, "could not be used. Check the connection"),
        (
            Some("The council’s key cannot be used.".to_owned()),
            "The council’s key cannot be used.",
        ),
    ] {
        let (mut world, id) = world();
        let before = record(&world, &id);
        world.unsealed = Some(said);
        world.tell(Message::Send);
        let SendState::Unsealed(words) = world.state() else {
            panic!("{:?}", world.state());
        };
        assert!(words.contains(expect), "{words}");
        assert_eq!(world.focused.as_deref(), Some("send-state"));
        assert_eq!((world.requests.len(), record(&world, &id)), (0, before));
        world.unsealed = None;
        let request = sent(&mut world);
        accept(&mut world, &request);
        assert_eq!(world.session.location(), Location::Sent(id));
    }
}

#[test]
fn what_was_changed_while_it_was_sealed_does_not_go_out() {
    let (mut world, id) = world();
    world.sealing = Some(VecDeque::new());
    world.tell(Message::Send);
    assert_eq!(world.state(), SendState::Sending);
    world.tell(Message::Send);
    world.page(&id, "your-details");
    world.answer("applicant_name", "Another Name");
    let mut sealing = world.sealing.take().expect("it is being sealed");
    assert_eq!(sealing.len(), 1, "once, however often the button is pressed");
    world.tell(sealing.pop_front().expect("one"));
    assert_eq!(world.requests.len(), 0);
    assert_eq!(record(&world, &id).sending, None);
    world.go(Location::Check(id));
    assert!(matches!(world.state(), SendState::Unsealed(words) if words.contains("changed")));
    let request = sent(&mut world);
    assert!(opened(&request).contains("Another Name"));
}

#[test]
fn whoever_went_on_to_a_question_meanwhile_is_led_back() {
    let (mut world, id) = world();
    world.sealing = Some(VecDeque::new());
    world.tell(Message::Send);
    world.page(&id, "your-details");
    let sealed = world
        .sealing
        .take()
        .and_then(|mut all| all.pop_front())
        .expect("one");
    world.tell(sealed);
    assert_eq!(world.session.location(), Location::Check(id));
    assert_eq!((world.state(), world.requests.len()), (SendState::Sending, 1));
}

#[test]
fn whoever_went_to_the_list_meanwhile_has_sent_it() {
    let (mut world, id) = world();
    world.sealing = Some(VecDeque::new());
    world.tell(Message::Send);
    world.go(Location::Applications);
    let sealed = world
        .sealing
        .take()
        .and_then(|mut all| all.pop_front())
        .expect("one");
    world.tell(sealed);
    let request = world.requests.last().expect("a request went out").clone();
    accept(&mut world, &request);
    assert!(record(&world, &id).received.is_some());
}

#[test]
fn a_screen_that_was_locked_or_a_page_that_lost_it_meanwhile_sends_nothing() {
    for locks in [true, false] {
        let (mut world, id) = world();
        world.sealing = Some(VecDeque::new());
        world.tell(Message::Send);
        if locks {
            world.tell(Message::Access(Act::Lock));
        } else {
            world.tell(Message::Held {
                draft: id.clone(),
                held: false,
            });
        }
        let sealed = world
            .sealing
            .take()
            .and_then(|mut all| all.pop_front())
            .expect("one");
        world.tell(sealed.clone());
        assert_eq!(
            (world.requests.len(), record(&world, &id).sending),
            (0, None),
            "{locks}"
        );
        // Nor does it come into a later attempt.
        world.reload();
        world.sealing = Some(VecDeque::new());
        world.page(&id, "your-details");
        world.answer("applicant_name", "Another Name");
        world.go(Location::Check(id.clone()));
        world.tell(Message::Send);
        world.tell(sealed);
        assert_eq!(world.requests.len(), 0);
        let own = world
            .sealing
            .take()
            .and_then(|mut all| all.pop_front())
            .expect("one");
        world.tell(own);
        assert!(opened(&world.requests[0]).contains("Another Name"));
    }
}

#[test]
fn what_the_durable_store_does_not_take_stays() {
    let (mut world, _) = world();
    world.indexed_refuses = true;
    world.tell(Message::Send);
    assert!(matches!(world.state(), SendState::NotKept { anyway: false, .. }));
    assert_eq!(world.requests.len(), 0);
    world.indexed_refuses = false;
    assert!(opened(&sent(&mut world)).contains("\"digest\""));
}

#[test]
fn what_could_not_be_sealed_here_and_was_in_another_page_goes_out_from_here_too() {
    let (mut world, id) = world();
    world.unsealed = Some(None);
    world.tell(Message::Send);
    assert!(
        matches!(world.state(), SendState::Unsealed(_)),
        "{:?}",
        world.state()
    );
    // Another page seals it, and is closed before its request goes out.
    let mut other = World::new("#/");
    other.seals = true;
    (other.local, other.indexed) = (world.local.clone(), world.indexed.clone());
    other.open(&Location::Check(id.clone()).href());
    other.tell(Message::Send);
    let key = stored::key(&id);
    let text = other.indexed[&key].clone();
    let store = Store::Indexed;
    world.tell(Message::WrittenElsewhere(StoredRecord { store, key, text }));
    let request = world.requests.last().expect("it goes out").clone();
    assert_eq!(request.key, other.requests[0].key);
    accept(&mut world, &request);
    assert_eq!(world.session.location(), Location::Sent(id));
}
