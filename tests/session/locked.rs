//! What has been kept long enough goes from a device that nobody unlocks, too.

use cap_application::draft::stored;
use cap_application::session::Session;
use cap_application::session::access::{Act, Told};
use cap_application::session::config::Opened;
use cap_application::session::effect::Effect;
use cap_application::session::location::Location;
use cap_application::session::message::{Message, Store, StoredRecord};
use cap_application::vault::key::DataKey;
use cap_application::vault::seal::{Place, Stamp, seal};
use zeroize::Zeroizing;

use crate::world::{NOW, World, files};

const DAY: i64 = 86_400_000;
/// Longer than the council keeps drafts.
const OVER: i64 = NOW - 40 * DAY;

fn sealed(key: &str, changed: i64) -> StoredRecord {
    let place = Place { kind: "draft", key };
    let stamp = Stamp { version: 3, changed };
    let data = DataKey::new(Zeroizing::new([5; 32]));
    StoredRecord {
        store: Store::Local,
        key: key.to_owned(),
        text: seal(&data, place, stamp, [6; 24], "nobody can read this").unwrap(),
    }
}

fn key(letter: char) -> String {
    stored::key(&letter.to_string().repeat(32))
}

/// What a page that is opened on a locked device removes.
fn removed(records: &[StoredRecord], ahead: Option<i64>) -> Vec<String> {
    let mut session = Session::default();
    let mut effects = Vec::new();
    for message in [
        Message::Navigated(Location::parse("#/")),
        Message::Safe(Told::Locked),
        Message::RecordsArrived(records.to_vec()),
        Message::FilesArrived(Opened::all(&files())),
    ] {
        effects.extend(session.update(message, NOW));
    }
    if let Some(ahead) = ahead {
        effects.extend(session.update(Message::ServerTime(NOW - ahead), NOW));
    }
    // No other page has any of them.
    for effect in effects.clone() {
        if let Effect::Hold { draft, take: false } = effect {
            let held = true;
            effects.extend(session.update(Message::Held { draft, held }, NOW));
        }
    }
    let key = |effect| match effect {
        Effect::Remove { key } => Some(key),
        _ => None,
    };
    assert!(session.set_aside().is_empty(), "what is sealed is not damaged");
    effects.into_iter().filter_map(key).collect()
}

#[test]
fn a_locked_device_removes_drafts_past_their_date() {
    let check = |records: &[StoredRecord], expect: &[String]| {
        assert_eq!(removed(records, Some(0)), expect);
        assert_eq!(removed(records, None), [""; 0], "nobody said what the time is");
        assert_eq!(
            removed(records, Some(DAY)),
            [""; 0],
            "this device's clock is ahead"
        );
    };
    let (old, new) = (sealed(&key('a'), OVER), sealed(&key('b'), NOW - DAY));
    check(&[old.clone(), new.clone()], &[key('a')]);
    check(std::slice::from_ref(&new), &[]);
    // What waits for the council, at the end of time.
    check(&[sealed(&key('c'), i64::MAX)], &[]);
    // Two copies: the later counts; a damaged one keeps both.
    check(&[old.clone(), sealed(&key('a'), NOW)], &[]);
    check(&[old.clone(), old.clone()], &[key('a')]);
    let mut damaged = old.clone();
    damaged.text.truncate(60);
    check(&[old.clone(), damaged], &[]);
    let mut newer = old.clone();
    newer.text = newer.text.replacen("\"format\":3", "\"format\":9", 1);
    check(&[newer], &[]);
    // What a draft was before the form changed goes with it, and the form with the last.
    let original = sealed(&key('a').replace("/draft/", "/original/"), OVER);
    let form = sealed("cap/form/1", OVER);
    check(
        &[form.clone(), old, original.clone()],
        &[key('a'), original.key.clone(), form.key.clone()],
    );
    check(&[form, original, sealed(&key('a'), NOW), new], &[]);
    // Other records are not ours to remove.
    check(&[sealed("cap/keyring", OVER)], &[]);
}

#[test]
fn a_page_that_is_locked_for_weeks_removes_too_and_spares_what_was_in_view() {
    let mut world = World::new("#/");
    let old = world.start("insight");
    let seen = world.start("tier1");
    world.tell(Message::Access(Act::Lock));
    world.now += 40 * DAY;
    world.tell(Message::ServerTime(world.now));
    assert!(!world.local.contains_key(&stored::key(&old)));
    assert!(!world.indexed.contains_key(&stored::key(&old)));
    assert!(world.local.contains_key(&stored::key(&seen)));
}

#[test]
fn what_waits_for_the_council_is_stamped_so_that_it_stays() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    let stamp = |effects: Vec<Effect>| match effects.into_iter().next() {
        Some(Effect::Save(record)) => record.changed,
        other => panic!("{other:?}"),
    };
    assert_eq!(stamp(world.session.update(Message::Send, NOW)), i64::MAX);
    let mut world = World::new(&Location::New.href());
    let named = world.session.update(Message::Named(id), NOW);
    assert_eq!(stamp(named), NOW);
}
