//! Nothing is shown before the passphrase is given; a lock forgets everything and loses nothing.

use std::collections::BTreeMap;

use cap_application::form::answer::{Place, Raw};
use cap_application::session::Session;
use cap_application::session::access::{Act, Ask, Gate, Told};
use cap_application::session::config::Opened;
use cap_application::session::effect::Effect;
use cap_application::session::location::{Checker, Location};
use cap_application::session::message::{Message, StorageFacts, Store, StoredRecord};
use cap_application::session::view_model::{SaveState, SendState, Staying};
use cap_application::vault::key::Secret;
use cap_application::vault::keyring::Way;

use crate::world::{NOW, World, files, receipt, rule_files};

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

const GOOD: &str = "kestrel gravel teapot";

/// A page opened at an address whose council asks for a passphrase, or recommends one.
fn page(address: &str, told: Told, passphrase: &str) -> World {
    let mut world = World::new("#/");
    world.session = Session::default();
    world.tell(Message::Navigated(Location::parse(address)));
    let mut files = files();
    let required = r#""passphrase": "required""#;
    assert!(files.settings.text.contains(required));
    files.settings.text = files
        .settings
        .text
        .replace(required, &format!(r#""passphrase": "{passphrase}""#))
        .into();
    world.tell(Message::FilesArrived(Opened::all(&files)));
    world.tell(Message::RulesArrived(Ok(rule_files())));
    world.tell(Message::Safe(told));
    world.tell(Message::RecordsArrived(Vec::new()));
    world
}

fn act(world: &mut World, act: Act) {
    world.tell(Message::Access(act));
}

fn locked(world: &mut World) -> BTreeMap<String, String> {
    act(world, Act::Lock);
    assert_eq!(world.asked.last(), Some(&Ask::Lock { everywhere: true }));
    world.local.clone()
}

/// What the browser says when the keyring opened.
fn unlocked(world: &mut World, local: &BTreeMap<String, String>) {
    world.tell(Message::Safe(Told::Opened { code: None }));
    let records = local.iter().map(|(key, text)| StoredRecord {
        store: Store::Local,
        key: key.clone(),
        text: text.clone(),
    });
    world.tell(Message::RecordsArrived(records.collect()));
}

#[test]
fn whoever_begins_to_type_a_passphrase_has_the_browser_get_ready() {
    for told in [Told::NoKeyring, Told::Locked] {
        let mut world = page("#/new", told, "required");
        act(&mut world, Act::Type);
        assert_eq!(world.asked, [Ask::Prepare]);
        assert!(!world.session.passphrase_busy());
        // While a key is derived there is nothing to get ready for.
        act(&mut world, Act::Choose(secret(GOOD)));
        act(&mut world, Act::Type);
        assert_eq!(world.asked, [Ask::Prepare, Ask::SetUp(secret(GOOD))]);
    }
}

#[test]
fn only_pages_that_show_what_is_kept_ask_for_the_passphrase() {
    for (told, gate) in [(Told::NoKeyring, Gate::Choose), (Told::Locked, Gate::Unlock)] {
        for free in [
            "#/",
            "#/checker",
            "#/checker/refocus",
            "#/deadlines",
            "#/stated-date",
        ] {
            let world = page(free, told.clone(), "required");
            assert_eq!(world.session.gate(), Gate::Open, "{free}");
        }
        let id = "0".repeat(32);
        let kept = ["#/new", "#/applications", "#/passphrase", "#/recovery-code"].map(str::to_owned);
        let own = ["", "/check-answers", "/upn", "/carers/0", "/sent", "/readiness"]
            .map(|page| format!("#/application/{id}{page}"));
        for address in kept.into_iter().chain(own) {
            let world = page(&address, told.clone(), "required");
            assert_eq!(world.session.gate(), gate, "{address}");
            assert_eq!(world.session.location().href(), address, "the address stays");
            assert!(world.session.page().is_none() && world.applications().is_empty());
        }
    }
}

#[test]
fn a_passphrase_is_chosen_and_the_recovery_code_shown_once() {
    let mut world = page("#/new", Told::NoKeyring, "required");
    for (typed, words) in [
        ("", "Enter a passphrase"),
        ("short", "Too short"),
        ("Coventry2026!", "Easy to guess"),
    ] {
        act(&mut world, Act::Choose(secret(typed)));
        assert!(world.session.errors()[0].message.contains(words), "{typed}");
        assert_eq!(world.asked, [], "nothing is asked of the browser");
    }
    act(&mut world, Act::Choose(secret(GOOD)));
    act(&mut world, Act::Choose(secret(GOOD)));
    assert_eq!(
        world.asked,
        [Ask::SetUp(secret(GOOD))],
        "pressed twice, done once"
    );
    assert!(world.session.passphrase_busy());
    let code = Some(secret("0AB1"));
    world.tell(Message::Safe(Told::Opened { code }));
    world.tell(Message::RecordsArrived(Vec::new()));
    assert_eq!(world.session.gate(), Gate::Code(secret("0AB1")));
    act(&mut world, Act::CodeKept);
    assert_eq!(world.session.gate(), Gate::Open);
    assert!(world.session.page().is_some(), "on to where they were going");
    world.answer("provision", "tier1");
    assert_eq!(world.kept().0, 1);
}

#[test]
fn without_a_passphrase_a_council_may_let_people_go_on_and_nothing_is_kept() {
    let mut world = page("#/new", Told::NoKeyring, "required");
    act(&mut world, Act::GoWithout);
    assert_eq!(world.session.gate(), Gate::Choose);

    let mut world = page("#/new", Told::NoKeyring, "recommended");
    assert!(world.session.passphrase_optional());
    act(&mut world, Act::GoWithout);
    assert_eq!(world.session.gate(), Gate::Open);
    world.answer("provision", "tier1");
    assert_eq!(world.session.save_state(), SaveState::Nowhere);
    assert_eq!(world.applications()[0].saved, SaveState::Nowhere);
    assert_eq!(world.applications()[0].stays, Staying::Tab);
    world.tell(Message::StorageTold(StorageFacts::default()));
    assert!(world.session.storage_risks().unwrap()[0].contains("not chosen a passphrase"));
    // The world's stores stand for what the browser was asked to write; without a key it writes nothing.
    world.local.clear();
    world.indexed.clear();
    world.go(Location::Passphrase);
    assert_eq!(world.session.gate(), Gate::Choose, "it can be chosen later");
    world.tell(Message::Safe(Told::Opened {
        code: Some(secret("A")),
    }));
    world.tell(Message::RecordsArrived(Vec::new()));
    act(&mut world, Act::CodeKept);
    assert_eq!(world.session.location(), Location::Applications);
    assert_eq!(world.kept(), (1, 1), "now it is kept");
}

#[test]
fn what_another_page_kept_meanwhile_is_not_written_over() {
    let mut world = page("#/new", Told::NoKeyring, "recommended");
    act(&mut world, Act::GoWithout);
    world.answer("provision", "tier1");
    let own = world.local.clone();
    world.tell(Message::Safe(Told::Locked));
    assert_eq!(
        world.session.gate(),
        Gate::Unlock,
        "another page set a passphrase up"
    );
    let newer = own
        .iter()
        .map(|(key, text)| (key.clone(), text.replace("\"version\":1", "\"version\":7")))
        .collect();
    unlocked(&mut world, &newer);
    let mut drafts = world
        .local
        .iter()
        .filter(|(key, _)| key.starts_with("cap/draft/"));
    assert!(drafts.all(|(_, text)| text.contains("\"version\":7")));
}

#[test]
fn locking_forgets_everything_and_unlocking_brings_back_the_same_page_and_words() {
    let mut world = World::new("#/");
    let id = world.start("insight");
    world.page(&id, "your-details");
    world.answer("applicant_name", "Marker Sample");
    let before = world.session.location();
    world.tell(Message::Discard("nothing".to_owned()));
    let local = locked(&mut world);
    assert_eq!(world.session.gate(), Gate::Unlock);
    assert_eq!(world.focused.as_deref(), Some("main-heading"));
    let left = format!("{:?}", world.session);
    for trace in ["Marker", "Sample"] {
        assert!(!left.contains(trace), "{trace} is left in {left}");
    }
    assert!(world.session.title().starts_with("Unlock"));
    world.answer("applicant_name", "typed behind the cover");
    world.tell(Message::Named("behind".to_owned()));
    assert_eq!(world.local, local);
    unlocked(&mut world, &local);
    assert_eq!(world.session.location(), before);
    assert_eq!(world.text("applicant_name").as_deref(), Some("Marker Sample"));
}

#[test]
fn what_the_checker_was_told_and_what_could_be_undone_go_with_a_lock() {
    let mut world = World::new("#/checker/questions");
    world.tell(Message::Answered {
        place: Place::single("on_roll"),
        raw: Raw::Text("yes".to_owned()),
    });
    let id = world.start("insight");
    world.go(Location::Applications);
    world.tell(Message::Discard(id));
    assert_eq!(world.session.discarded().len(), 1);
    world.go(Location::Checker(Checker::Questions));
    act(&mut world, Act::Lock);
    assert_eq!(world.session.gate(), Gate::Unlock, "the checker is covered too");
    world.go(Location::Applications);
    unlocked(&mut world, &BTreeMap::new());
    assert!(world.session.discarded().is_empty());
    world.go(Location::Checker(Checker::Questions));
    assert_eq!(world.text("on_roll"), None);
}

#[test]
fn after_a_lock_the_free_pages_are_free_again() {
    let mut world = World::new("#/applications");
    act(&mut world, Act::Lock);
    world.go(Location::Guidance("deadlines".to_owned()));
    assert_eq!(world.session.gate(), Gate::Open);
    world.go(Location::Applications);
    assert_eq!(world.session.gate(), Gate::Unlock);
}

#[test]
fn late_answers_of_stores_and_network_change_nothing_behind_a_lock() {
    let mut world = World::new("#/");
    let id = world.complete("tier1");
    world.tell(Message::Send);
    let request = world.requests[0].clone();
    let local = locked(&mut world);
    world.reply(&request, 201, "application/json", &receipt(&request));
    world.tell(Message::Saved {
        draft: id.clone(),
        version: 99,
        store: Store::Indexed,
        result: Ok(()),
    });
    world.tell(Message::Started { id: "a".repeat(32) });
    world.tell(Message::WrittenElsewhere(StoredRecord {
        store: Store::Local,
        key: format!("cap/draft/{id}"),
        text: "{}".to_owned(),
    }));
    assert_eq!(world.session.gate(), Gate::Unlock);
    assert_eq!(world.local, local);
    world.go(Location::Check(id));
    unlocked(&mut world, &local);
    assert_eq!(world.state(), SendState::Sending, "it goes out again by itself");
    let again = world.requests.last().expect("a second request").clone();
    assert_eq!((&again.key, &again.body), (&request.key, &request.body));
}

#[test]
fn a_wrong_guess_says_so_and_a_wait_counts_down() {
    let mut world = page("#/applications", Told::Locked, "required");
    let guess = |world: &mut World| {
        act(
            world,
            Act::Unlock {
                way: Way::Passphrase,
                secret: secret("wrong"),
            },
        );
    };
    guess(&mut world);
    assert_eq!(world.asked.len(), 1);
    let refused = |words: Option<&str>, next| {
        Message::Safe(Told::Refused {
            words: words.map(str::to_owned),
            next,
        })
    };
    world.tell(refused(Some("It is wrong"), NOW));
    assert_eq!(world.session.errors()[0].message, "It is wrong");
    assert_eq!(world.session.passphrase_wait(), 0);
    guess(&mut world);
    world.tell(refused(Some("It is wrong"), NOW + 61_000));
    assert_eq!(world.session.passphrase_wait(), 120);
    guess(&mut world);
    assert_eq!(world.asked.len(), 2, "too early");
    for (after, left) in [(1_000, 60), (20_000, 50), (60_999, 10), (61_000, 0)] {
        let told = Told::Wait { next: NOW + 61_000 };
        world.session.update(Message::Safe(told), NOW + after);
        assert_eq!(world.session.passphrase_wait(), left, "{after}");
    }
    guess(&mut world);
    assert_eq!(world.asked.len(), 3);
}

#[test]
fn a_slip_in_a_recovery_code_is_no_guess() {
    let mut world = page("#/applications", Told::Locked, "required");
    act(
        &mut world,
        Act::Unlock {
            way: Way::Recovery,
            secret: secret("0123-4567"),
        },
    );
    assert!(world.session.errors()[0].message.contains("all 28"));
    assert_eq!(world.asked, []);
}

#[test]
fn the_passphrase_is_changed_by_the_same_rules_and_a_new_code_is_shown() {
    let mut world = World::new("#/passphrase");
    world.asked.clear();
    let change = |present: &str, new: Option<&str>| Act::Change {
        present: secret(present),
        new: new.map(secret),
    };
    act(&mut world, change("", Some(GOOD)));
    assert_eq!(world.session.errors()[0].target, "passphrase");
    act(&mut world, change("old", Some("short")));
    assert_eq!(world.session.errors()[0].target, "new-passphrase");
    assert_eq!(world.asked, []);
    act(&mut world, change("old", Some(GOOD)));
    assert_eq!(world.asked.len(), 1);
    world.tell(Message::Safe(Told::Changed { code: None }));
    assert!(world.session.passphrase_changed());
    world.go(Location::RecoveryCode);
    assert!(!world.session.passphrase_changed());
    act(&mut world, change("old", None));
    let code = Some(secret("0AB1"));
    world.tell(Message::Safe(Told::Changed { code }));
    assert_eq!(world.session.gate(), Gate::Code(secret("0AB1")));
    act(&mut world, Act::CodeKept);
    assert_eq!(world.session.location(), Location::Applications);
}

#[test]
fn a_keyring_that_cannot_be_used_has_words_and_where_it_is_damaged_a_way_on() {
    let unusable = |afresh| Told::Unusable {
        words: "It is damaged".to_owned(),
        afresh,
    };
    let mut world = page("#/applications", unusable(true), "required");
    assert!(matches!(world.session.gate(), Gate::Unusable { .. }));
    act(&mut world, Act::StartAfresh);
    assert_eq!(world.session.gate(), Gate::Choose);
    let mut world = page("#/applications", unusable(false), "required");
    act(&mut world, Act::StartAfresh);
    assert!(matches!(world.session.gate(), Gate::Unusable { .. }));
}

#[test]
fn the_warning_comes_and_goes_and_the_screen_locks_by_itself() {
    let mut world = World::new("#/applications");
    world.tell(Message::Safe(Told::Warned(true)));
    assert_eq!(world.session.lock_warning(), Some(2));
    world.tell(Message::Safe(Told::Warned(false)));
    assert_eq!(world.session.lock_warning(), None);
    world.tell(Message::Safe(Told::Warned(true)));
    world.tell(Message::Safe(Told::Idle));
    assert_eq!(
        (world.session.lock_warning(), world.session.gate()),
        (None, Gate::Unlock)
    );
    assert_eq!(world.asked.last(), Some(&Ask::Lock { everywhere: false }));
    let again = world.session.update(Message::Safe(Told::Idle), NOW);
    assert_eq!(again, [], "once is enough");
}

#[test]
fn what_the_checker_was_told_begins_an_application_once_the_passphrase_is_given() {
    let mut world = page("#/checker/questions", Told::NoKeyring, "required");
    world.tell(Message::Answered {
        place: Place::single("on_roll"),
        raw: Raw::Text("yes".to_owned()),
    });
    world.tell(Message::Begin("insight".to_owned()));
    assert_eq!(world.session.gate(), Gate::Choose);
    unlocked(&mut world, &BTreeMap::new());
    assert!(matches!(world.session.location(), Location::Tasks(_)));
    assert_eq!(world.text("provision").as_deref(), Some("insight"));
    assert_eq!(world.text("on_roll").as_deref(), Some("yes"));
}

#[test]
fn a_record_that_the_key_does_not_open_is_set_aside_with_words() {
    let mut world = World::new("#/applications");
    let key = format!("cap/draft/{}", "ab".repeat(16));
    let sealed = format!(
        r#"{{"format":3,"version":3,"changed":1,"nonce":"{}","sealed":"{}"}}"#,
        "A".repeat(32),
        "A".repeat(22)
    );
    world.local.insert(key, sealed);
    world.open("#/applications");
    assert!(world.session.set_aside()[0].contains("does not open with your passphrase"));
}

#[test]
fn saving_says_when_the_record_was_changed_without_opening_it() {
    let mut world = World::new("#/new");
    let effects = world.session.update(
        Message::Answered {
            place: Place::single("provision"),
            raw: Raw::Text("tier1".to_owned()),
        },
        NOW,
    );
    let [Effect::Save(record), Effect::KeepStorage, Effect::Save(form)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!((record.version, record.changed), (1, NOW));
    assert!(form.key.starts_with("cap/form/"));
}

#[test]
fn an_answer_from_before_a_lock_is_not_taken_for_that_to_a_request_after_it() {
    let mut world = World::new("#/");
    world.complete("insight");
    world.tell(Message::Send);
    let before = world.requests.last().cloned().expect("a request");
    let kept = locked(&mut world);
    unlocked(&mut world, &kept);
    world.tell(Message::Send);
    let after = world.requests.last().cloned().expect("a request");
    assert_ne!(before.attempt, after.attempt);
    let refusal = r#"{"type":"x","title":"No","status":422}"#;
    world.reply(&before, 422, "application/problem+json", refusal);
    assert_eq!(world.state(), SendState::Sending);
}
