//! Nothing goes out before the durable store has accepted the sealed application; where it refuses, the page says so and
//! offers a way out.

use std::collections::VecDeque;

use cap_application::draft::stored;
use cap_application::session::access::{Act, Told};
use cap_application::session::config::Opened;
use cap_application::session::location::Location;
use cap_application::session::message::{Message, Store, StoredRecord};
use cap_application::session::view_model::{SendState, Standing};

use crate::world::{World, files};

/// An application that was to be sent, on a device whose durable store refuses.
fn unkept() -> (World, String) {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    world.indexed_refuses = true;
    world.tell(Message::Send);
    (world, id)
}

fn not_kept(anyway: bool) -> SendState {
    SendState::NotKept {
        unsent: true,
        words: "no room".to_owned(),
        anyway,
    }
}

fn wake(world: &mut World) {
    world.now = world.wake.take().expect("it asked to be woken").max(world.now);
    world.tell(Message::Tick);
}

#[test]
fn nothing_goes_out_where_the_durable_store_refuses_and_the_page_says_so() {
    let (mut world, _) = unkept();
    assert_eq!(world.state(), not_kept(false), "also where local storage has it");
    assert_eq!(world.requests, []);
    assert_eq!(world.focused.as_deref(), Some("send-state"));
    assert_eq!(world.applications()[0].standing, Standing::Unsent);
    world.local_refuses = true;
    world.tell(Message::Send);
    assert_eq!(world.state(), not_kept(false), "neither store has it");
    world.tell(Message::SendAnyway);
    assert_eq!((world.state(), world.requests.len()), (not_kept(false), 0));
}

#[test]
fn it_goes_out_by_itself_once_the_store_takes_it() {
    let (mut world, _) = unkept();
    wake(&mut world);
    assert_eq!(world.requests, [], "it still refuses");
    world.indexed_refuses = false;
    wake(&mut world);
    assert_eq!((world.state(), world.requests.len()), (SendState::Sending, 1));
    assert!(world.indexed.values().any(|text| text.contains("\"sending\":{")));
}

#[test]
fn a_store_that_refused_once_is_asked_again_when_a_person_tries() {
    let (mut world, _) = unkept();
    world.unfinished = Some(VecDeque::new());
    world.indexed_refuses = false;
    world.tell(Message::Send);
    assert_eq!((world.state(), world.requests.len()), (SendState::Sending, 0));
    world.finish_write();
    assert_eq!(world.requests.len(), 1);
}

#[test]
fn what_another_page_has_written_since_may_have_gone_out_from_there() {
    let (mut world, id) = unkept();
    world.go(Location::Applications);
    world.go(Location::Check(id.clone()));
    assert_eq!(world.state(), not_kept(false), "nobody had it meanwhile");
    world.go(Location::Applications);
    let key = stored::key(&id);
    let kept = stored::read(&key, &world.local[&key]).unwrap();
    let theirs = stored::Draft {
        version: kept.version + 100_000,
        ..kept
    };
    world.tell(Message::WrittenElsewhere(StoredRecord {
        store: Store::Local,
        key,
        text: stored::write(&theirs),
    }));
    world.go(Location::Check(id));
    let SendState::NotKept { unsent, .. } = world.state() else {
        panic!("{:?}", world.state());
    };
    assert!(!unsent);
}

#[test]
fn what_was_to_be_sent_is_tried_and_said_again_after_a_restart() {
    let (mut world, _) = unkept();
    world.reload();
    let after = SendState::NotKept {
        unsent: false,
        words: "no room".to_owned(),
        anyway: false,
    };
    assert_eq!(
        (world.state(), world.requests.len()),
        (after, 0),
        "it may have gone out before"
    );
    world.tell(Message::CancelSend);
    assert_eq!(world.state(), SendState::NotSent);
}

#[test]
fn where_nothing_is_kept_on_purpose_a_person_sends_it_anyway() {
    let mut world = World::new("#/");
    let mut served = files();
    let (required, recommended) = ("\"passphrase\": \"required\"", "\"passphrase\": \"recommended\"");
    served.settings.text = served.settings.text.replacen(required, recommended, 1).into();
    world.complete("insight");
    world.tell(Message::FilesArrived(Opened::all(&served)));
    world.tell(Message::Safe(Told::NoKeyring));
    world.tell(Message::Access(Act::GoWithout));
    (world.local_refuses, world.indexed_refuses) = (true, true);
    world.tell(Message::Send);
    assert_eq!((world.state(), world.requests.len()), (not_kept(true), 0));
    world.tell(Message::Tick);
    assert_eq!(world.requests.len(), 0, "only they can say what becomes of it");
    world.tell(Message::SendAnyway);
    assert_eq!((world.state(), world.requests.len()), (SendState::Sending, 1));
}
