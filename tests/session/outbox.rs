//! What waits to be sent goes out by itself, as one record, and says no more than is known.

use std::collections::VecDeque;

use cap_application::draft::stored;
use cap_application::session::access::Act;
use cap_application::session::config::Opened;
use cap_application::session::effect::Effect;
use cap_application::session::location::Location;
use cap_application::session::message::{Message, Reply, Store, StoredRecord};
use cap_application::session::view_model::{SendState, Standing};
use cap_application::submission::envelope::Amendment;

use crate::world::{Request, World, files, receipt};

const MINUTE: i64 = 60_000;
/// Who comes to have an application counts on from the next of these.
const ROUND: u64 = 1 << 16;

fn sent(world: &mut World) -> Request {
    world.tell(Message::Send);
    world.requests.last().expect("a request went out").clone()
}

fn replied(world: &mut World, request: &Request, status: u16, body: &str, retry_after: Option<u32>) {
    let reply = Reply::Http {
        status,
        content_type: "application/json".to_owned(),
        body: body.to_owned(),
        retry_after,
    };
    world.tell(Message::Replied {
        draft: request.draft.clone(),
        attempt: request.attempt,
        reply,
    });
}

fn accepted(world: &mut World, request: &Request) {
    replied(world, request, 201, &receipt(request), None);
}

/// Lets the time come that the session asked to be woken at.
fn wake(world: &mut World) {
    world.now = world.wake.take().expect("it asked to be woken").max(world.now);
    world.tell(Message::Tick);
}

#[test]
fn without_an_answer_the_same_request_goes_out_again_by_itself_and_later_each_time() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    let first = sent(&mut world);
    let mut last = first.clone();
    let mut waits = Vec::new();
    for _ in 0..8 {
        world.no_reply(&last);
        assert_eq!(world.state(), SendState::Uncertain);
        let requests = world.requests.len();
        world.tell(Message::Tick);
        assert_eq!(world.requests.len(), requests, "it is too early");
        waits.push(world.wake.expect("a time") - world.now);
        wake(&mut world);
        last = world.requests.last().expect("a request").clone();
        assert_eq!((&last.key, &last.body), (&first.key, &first.body));
        assert_eq!(world.requests.len(), requests + 1);
    }
    assert!(waits[0] >= 20_000 && waits[0] <= 30_000, "{waits:?}");
    assert!(waits[7] >= 10 * MINUTE && waits[7] <= 15 * MINUTE, "{waits:?}");
    accepted(&mut world, &last);
    assert_eq!(world.session.location(), Location::Sent(id));
}

#[test]
fn there_is_one_timer_however_often_the_page_is_looked_at() {
    let mut world = World::new("#/");
    world.complete("insight");
    let request = sent(&mut world);
    world.no_reply(&request);
    assert!(world.wake.take().is_some());
    for _ in 0..10 {
        world.tell(Message::Looked);
        world.tell(Message::Connection(true));
    }
    assert_eq!(world.wake, None);
}

#[test]
fn the_council_may_ask_for_a_longer_wait_and_not_for_a_shorter_one() {
    for (asked, least, most) in [
        (Some(300), 300_000, 300_000),
        (Some(1), 20_000, 30_000),
        (None, 20_000, 30_000),
    ] {
        let mut world = World::new("#/");
        world.complete("insight");
        let request = sent(&mut world);
        replied(&mut world, &request, 503, "", asked);
        let wait = world.wake.expect("a time") - world.now;
        assert!((least..=most).contains(&wait), "{asked:?}: {wait}");
    }
}

#[test]
fn without_a_connection_nothing_goes_out_until_it_is_back() {
    let mut world = World::new("#/");
    world.complete("insight");
    world.tell(Message::Connection(false));
    world.tell(Message::Send);
    assert_eq!((world.state(), world.requests.len()), (SendState::Waiting, 0));
    world.tell(Message::Connection(true));
    assert_eq!((world.state(), world.requests.len()), (SendState::Sending, 1));
    let request = world.requests[0].clone();
    world.no_reply(&request);
    world.tell(Message::Connection(false));
    assert_eq!(world.state(), SendState::Uncertain, "it was on its way once");
    world.tell(Message::Connection(true));
    assert_eq!(world.requests.len(), 2, "at once, without the wait");
}

#[test]
fn after_a_restart_it_goes_out_from_whatever_page_is_opened() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    let first = sent(&mut world);
    world.open("#/applications");
    let again = world.requests.last().expect("by itself").clone();
    assert_eq!((&again.key, &again.body), (&first.key, &first.body));
    assert_eq!(world.applications()[0].standing, Standing::Waiting);
    accepted(&mut world, &again);
    assert!(matches!(world.applications()[0].standing, Standing::Received(_)));
    assert_eq!(
        world.session.location(),
        Location::Applications,
        "nobody is led away"
    );
    assert!(world.indexed[&format!("cap/draft/{id}")].contains("CAP-2345ABCD"));
}

#[test]
fn one_page_of_the_browser_sends_what_is_in_nobodys_view() {
    let mut world = World::new("#/");
    world.complete("insight");
    sent(&mut world);
    world.holds = false;
    world.open("#/applications");
    assert_eq!(world.requests.len(), 0);
    world.holds = true;
    wake(&mut world);
    assert_eq!(world.requests.len(), 1, "the other page was closed");
}

#[test]
fn a_council_that_wants_a_sign_in_has_taken_nothing_and_everything_stays() {
    for status in [401, 403] {
        let mut world = World::new("#/");
        world.complete("insight");
        let first = sent(&mut world);
        let problem = r#"{"type":"urn:cap:problem:sign-in","title":"Sign in","status":401}"#;
        world.wake = None;
        replied(&mut world, &first, status, problem, None);
        assert_eq!(world.state(), SendState::SignIn("Sign in".to_owned()));
        assert_eq!(world.wake, None, "it is for the person");
        let second = sent(&mut world);
        assert_eq!((&first.key, &first.body), (&second.key, &second.body));
    }
}

#[test]
fn whoever_signs_in_elsewhere_has_what_waited_sent_once() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    assert_eq!(world.session.references(), [(id.clone(), None)]);
    let first = sent(&mut world);
    replied(&mut world, &first, 401, r#"{"title":"Sign in"}"#, None);
    world.go(Location::Applications);
    let requests = world.requests.len();
    world.tell(Message::SignedIn);
    assert_eq!(world.requests.len(), requests + 1);
    let second = world.requests.last().expect("a request").clone();
    assert_eq!((&first.key, &first.body), (&second.key, &second.body));
    world.tell(Message::SignedIn);
    assert_eq!(world.requests.len(), requests + 1, "it is on its way");
    accepted(&mut world, &second);
    let [(known, Some(_))] = &world.session.references()[..] else {
        unreachable!("one application with a reference");
    };
    assert_eq!(*known, id);
}

#[test]
fn what_was_taken_back_after_it_may_have_arrived_is_sent_as_an_amendment() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    let first = sent(&mut world);
    world.tell(Message::CancelSend);
    assert_eq!(world.state(), SendState::Sending, "not while a request is out");
    world.no_reply(&first);
    world.tell(Message::CancelSend);
    assert_eq!(world.state(), SendState::NotSent);
    let mut taken_back =
        vec![serde_json::from_str::<serde_json::Value>(&first.body).expect("JSON")["digest"].clone()];
    let mut keys = vec![first.key.clone()];
    for name in ["Another Name", "A Third Name", "Another Name"] {
        world.page(&id, "your-details");
        world.answer("applicant_name", name);
        world.go(Location::Check(id.clone()));
        let next = sent(&mut world);
        let amendment: Amendment = serde_json::from_str(&next.body).expect("an amendment");
        assert_eq!(
            serde_json::json!(amendment.amends),
            serde_json::json!(taken_back),
            "{name}"
        );
        assert_eq!(amendment.envelope.application, id);
        assert!(
            !keys.contains(&next.key),
            "{name}: the same key never has other content"
        );
        keys.push(next.key.clone());
        world.no_reply(&next);
        world.reload();
        let again = world.requests.last().expect("by itself").clone();
        assert_eq!((&again.key, &again.body), (&next.key, &next.body));
        world.no_reply(&again);
        world.tell(Message::CancelSend);
        let digest = serde_json::json!(amendment.envelope.digest);
        taken_back.retain(|other| *other != digest);
        taken_back.push(digest);
    }
}

#[test]
fn a_receipt_that_the_council_did_not_sign_is_none() {
    let mut world = World::new("#/");
    world.complete("insight");
    let mut signed = files();
    let contact = "\"contact\":";
    let key = "A".repeat(43);
    signed.settings.text = signed
        .settings
        .text
        .replacen(contact, &format!("\"receipt_keys\": [\"{key}\"], {contact}"), 1)
        .into();
    world.tell(Message::FilesArrived(Opened::all(&signed)));
    world.proof = Err(Some("The receipt's signature is not the council's.".to_owned()));
    let first = sent(&mut world);
    accepted(&mut world, &first);
    assert_eq!(world.state(), SendState::Uncertain);
    assert_eq!(
        world.session.unproven().as_deref(),
        Some("The receipt's signature is not the council's.")
    );
    world.proof = Err(None);
    wake(&mut world);
    let second = world.requests.last().expect("a request").clone();
    accepted(&mut world, &second);
    assert_eq!(
        (world.state(), world.session.unproven()),
        (SendState::Uncertain, None)
    );
    world.proof = Ok(());
    wake(&mut world);
    let third = world.requests.last().expect("a request").clone();
    accepted(&mut world, &third);
    assert!(matches!(world.state(), SendState::Received(_)));
}

#[test]
fn what_went_out_before_a_restart_is_not_said_to_be_still_here() {
    let mut world = World::new("#/");
    world.complete("insight");
    sent(&mut world);
    world.unfinished = Some(VecDeque::new());
    world.reload();
    world.tell(Message::Connection(false));
    world.finish_write();
    assert_eq!(world.state(), SendState::Uncertain);
}

#[test]
fn a_locked_page_gives_back_what_it_asked_for_to_send() {
    let mut world = World::new("#/applications");
    world.tell(Message::Access(Act::Lock));
    let draft = "0".repeat(32);
    let held = Message::Held {
        draft: draft.clone(),
        held: true,
    };
    let effects = world.session.update(held, world.now);
    assert_eq!(effects, [Effect::LetGo { draft }]);
}

#[test]
fn a_page_whose_change_came_too_late_says_so_and_takes_in_what_the_other_has() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    world.page(&id, "provision");
    let key = stored::key(&id);
    let before = stored::read(&key, &world.indexed[&key]).expect("a draft");
    let theirs = stored::Draft {
        version: before.version + 100,
        nickname: "Theirs".to_owned(),
        ..before
    };
    world.tell(Message::Overtaken(id.clone()));
    assert!(world.session.elsewhere() && world.session.changed_too_late());
    world.tell(Message::WrittenElsewhere(StoredRecord {
        store: Store::Indexed,
        key: key.clone(),
        text: stored::write(&theirs),
    }));
    world.tell(Message::TakeOver);
    assert!(!world.session.elsewhere() && !world.session.changed_too_late());
    world.tell(Message::Named("Both".to_owned()));
    let kept = stored::read(&key, &world.indexed[&key]).expect("a draft");
    assert_eq!(kept.nickname, "Both");
    assert!(
        kept.version > theirs.version + 1_000,
        "no page that lost it is ahead of the one that has it"
    );
}

/// The version that the durable store holds.
fn version(world: &World, id: &str) -> u64 {
    let key = stored::key(id);
    let kept = stored::read(&key, &world.indexed[&key]);
    kept.expect("a draft").version
}

#[test]
fn what_is_taken_from_another_page_is_written_at_once_and_ahead_of_all_that_one_can_still_write() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    world.page(&id, "provision");
    let held = |held| Message::Held {
        draft: id.clone(),
        held,
    };
    world.tell(held(false));
    let before = version(&world, &id);
    world.tell(held(true));
    // The page that had it counts on to the next round at most, and may not have heard yet that it has it no longer.
    let after = version(&world, &id);
    assert!(after >= (before / ROUND + 2) * ROUND, "{before} {after}");
}

#[test]
fn what_is_taken_from_the_list_is_ahead_at_once_whatever_comes_of_it() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    world.go(Location::Applications);
    let before = version(&world, &id);
    // It was put back in another page already: this one takes it from there and has nothing else to do.
    world.tell(Message::PutBackDraft(id.clone()));
    let after = version(&world, &id);
    assert!(after >= (before / ROUND + 2) * ROUND, "{before} {after}");
}

#[test]
fn a_clock_that_is_put_right_does_not_put_off_what_waits() {
    let day = 24 * 60 * MINUTE;
    for set_back in [-40 * day, 40 * day, 10_000, 25_000] {
        let mut world = World::new("#/");
        world.complete("insight");
        let request = sent(&mut world);
        world.no_reply(&request);
        // The browser's timer rings once that much time has gone by, whatever the clock says by then; once, and once more.
        for back in [set_back, 0] {
            let wait = world.wake.take().map_or(0, |at| at - world.now);
            assert!(wait <= MINUTE, "{set_back}: {wait}");
            world.now += wait - back;
            world.tell(Message::Tick);
        }
        assert!(world.requests.len() > 1, "{set_back}");
    }
}

/// On 2 December 2024 and so many days later: that is two days before the deadline of a window that takes Flourish.
fn near_a_deadline(later: i64) -> World {
    let mut world = World::new("#/");
    let id = world.complete("flourish");
    world.now = 1_733_140_800_000 + later * 24 * 60 * MINUTE;
    for text in world.local.values_mut().chain(world.indexed.values_mut()) {
        // No meeting of the application lies ahead.
        *text = text.replace(r#""year":"2026""#, r#""year":"2024""#);
    }
    world.open(&Location::Check(id).href());
    world
}

#[test]
fn a_deadline_that_comes_near_while_an_application_waits_is_said_on_every_page_and_said_again_once_it_passed()
{
    let mut world = near_a_deadline(0);
    assert_eq!(world.session.at_stake(), None, "nobody has sent it");
    let request = sent(&mut world);
    assert_eq!(world.session.at_stake(), None, "it is on its way");
    world.no_reply(&request);
    world.go(Location::Applications);
    let said = world.session.at_stake().expect("it waits");
    assert_eq!(
        (said.deadline.as_str(), said.passed),
        ("Wednesday 4 December 2024", false)
    );
    assert_eq!(said.go, Location::Check(request.draft.clone()));
    // Also where this page, or another after a restart, writes it again meanwhile.
    world.now += 3 * 24 * 60 * MINUTE;
    world.open("#/deadlines");
    let said = world.session.at_stake().expect("it still waits");
    assert_eq!(
        (said.deadline.as_str(), said.passed),
        ("Wednesday 4 December 2024", true)
    );
    let again = world.requests.last().expect("it goes out by itself").clone();
    accepted(&mut world, &again);
    assert_eq!(world.session.at_stake(), None, "the council has it");
}

#[test]
fn a_deadline_is_at_stake_without_a_connection_and_where_the_council_wants_a_sign_in() {
    let mut world = near_a_deadline(0);
    world.tell(Message::Connection(false));
    world.tell(Message::Send);
    assert!(world.session.at_stake().is_some());
    world.tell(Message::Connection(true));
    let request = world.requests.last().expect("a request").clone();
    assert_eq!(world.session.at_stake(), None, "it is on its way");
    replied(&mut world, &request, 401, r#"{"title":"Sign in"}"#, None);
    assert!(world.session.at_stake().is_some());
    world.tell(Message::CancelSend);
    assert_eq!(world.session.at_stake(), None, "it waits for nobody");
}

#[test]
fn a_deadline_that_is_far_off_is_at_stake_only_once_it_is_near() {
    let mut world = near_a_deadline(-20);
    let request = sent(&mut world);
    world.no_reply(&request);
    assert_eq!(world.session.at_stake(), None);
    world.now += 19 * 24 * 60 * MINUTE;
    world.tell(Message::Connection(false));
    assert!(world.session.at_stake().is_some());
}
