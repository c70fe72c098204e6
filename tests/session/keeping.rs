//! What stays on the device, for how long, and how it is put back or removed.

use cap_application::form::answer::{Place, Raw};
use cap_application::session::access::{Act, Gate};
use cap_application::session::effect::Effect;
use cap_application::session::location::Location;
use cap_application::session::message::{Message, StorageFacts};
use cap_application::session::view_model::{PageBody, SaveState, Staying};

use crate::world::{NOW, World};

const DAY: i64 = 86_400_000;
const HOUR: i64 = 3_600_000;

fn named(world: &mut World, nickname: &str) -> String {
    let id = world.start("insight");
    world.tell(Message::Named(nickname.to_owned()));
    id
}

fn names(world: &World) -> Vec<String> {
    world.applications().into_iter().map(|row| row.nickname).collect()
}

/// Opens the list anew so many days later.
fn later(world: &mut World, days: i64) {
    world.now = NOW + days * DAY;
    world.open("#/applications");
}

fn carer(world: &mut World, id: &str, name: &str) -> u32 {
    world.page(id, "carers");
    world.tell(Message::AddItem);
    let Location::Item(_, _, item) = world.session.location() else {
        panic!("the new item's page is open")
    };
    world.tell(Message::Answered {
        place: Place::in_item("carer_name", item),
        raw: Raw::Text(name.to_owned()),
    });
    world.page(id, "carers");
    item
}

fn carers(world: &World) -> (Vec<String>, Vec<String>) {
    match world.session.page().expect("a page").body {
        PageBody::Items { items, removed, .. } => (
            items.into_iter().map(|item| item.name).collect(),
            removed.into_iter().map(|(_, name)| name).collect(),
        ),
        PageBody::Questions(_) => panic!("a page of items"),
    }
}

#[test]
fn a_draft_is_announced_seven_days_before_it_goes_and_goes_thirty_days_after_its_last_change() {
    let mut world = World::new("#/");
    let id = named(&mut world, "blue");
    let check = |world: &mut World, days, expect: Staying| {
        later(world, days);
        assert_eq!(world.applications()[0].stays, expect, "after {days} days");
        world.go(Location::Tasks(id.clone()));
        assert_eq!(world.session.stays(), Some(expect));
    };
    let day = "22 December 2026".to_owned();
    check(&mut world, 0, Staying::Until(day.clone()));
    check(&mut world, 22, Staying::Until(day.clone()));
    check(&mut world, 23, Staying::Soon(day.clone()));
    check(&mut world, 29, Staying::Soon(day));
    later(&mut world, 30);
    assert!(names(&world).is_empty() && world.local.is_empty() && world.indexed.is_empty());
    assert_eq!(world.session.swept(), 1);
}

#[test]
fn a_change_gives_another_thirty_days_and_a_look_does_not() {
    let mut world = World::new("#/");
    let id = named(&mut world, "blue");
    later(&mut world, 25);
    world.page(&id, "your-details");
    later(&mut world, 25);
    assert_eq!(
        world.applications()[0].stays,
        Staying::Soon("22 December 2026".to_owned())
    );
    world.page(&id, "your-details");
    world.answer("applicant_name", "Morgan Sample");
    later(&mut world, 54);
    assert_eq!(names(&world), ["blue"]);
    later(&mut world, 55);
    assert!(names(&world).is_empty());
}

#[test]
fn the_application_in_view_stays_until_the_next_start() {
    let mut world = World::new("#/");
    let id = named(&mut world, "blue");
    world.now = NOW + 40 * DAY;
    world.open(&Location::Page(id.clone(), "your-details".to_owned()).href());
    assert_eq!(world.session.stays(), Some(Staying::Over));
    world.answer("applicant_name", "Morgan Sample");
    later(&mut world, 41);
    assert_eq!(names(&world), ["blue"]);
}

#[test]
fn a_day_that_begins_while_the_page_is_open_removes_too() {
    let mut world = World::new("#/");
    named(&mut world, "blue");
    later(&mut world, 29);
    world.now += DAY;
    world.tell(Message::PlanToday);
    assert!(names(&world).is_empty() && world.local.is_empty());
}

#[test]
fn a_clock_set_forward_by_mistake_removes_nothing_and_that_is_said() {
    for ahead in [Some(365 * DAY), None] {
        let mut world = World::new("#/");
        named(&mut world, "blue");
        world.ahead = ahead;
        later(&mut world, 365);
        assert_eq!(names(&world), ["blue"]);
        assert!(world.session.clock_doubted());
        // What is typed under the wrong clock does not vouch for it.
        world.now += 1_000;
        named(&mut world, "wrong year");
        world.open("#/applications");
        assert_eq!(names(&world), ["wrong year", "blue"]);
        world.ahead = Some(0);
        later(&mut world, 0);
        assert!(!world.session.clock_doubted());
        assert_eq!(names(&world).len(), 2);
    }
}

#[test]
fn a_clock_that_leaps_while_the_page_is_open_removes_nothing() {
    let mut world = World::new("#/");
    named(&mut world, "blue");
    world.go(Location::Applications);
    world.now += 400 * DAY;
    world.tell(Message::PlanToday);
    assert_eq!(names(&world), ["blue"]);
    assert!(world.session.clock_doubted());
}

#[test]
fn an_application_is_discarded_by_the_page_that_alone_may_change_it() {
    let mut world = World::new("#/");
    let id = named(&mut world, "blue");
    world.go(Location::Applications);
    let effects = world.session.update(Message::Discard(id.clone()), world.now);
    let (draft, take) = (id.clone(), true);
    assert_eq!(
        effects,
        [Effect::Hold { draft, take }],
        "another page may be open at it"
    );
    assert!(world.session.discarded().is_empty());
    let (draft, held) = (id.clone(), false);
    world.tell(Message::Held { draft, held });
    assert!(world.session.discarded().is_empty());
    world.tell(Message::Discard(id));
    assert_eq!(world.session.discarded().len(), 1);
}

#[test]
fn an_application_that_waits_for_the_council_neither_goes_nor_can_be_discarded() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    world.tell(Message::Send);
    let request = world.requests[0].clone();
    world.no_reply(&request);
    world.go(Location::Applications);
    world.tell(Message::Discard(id));
    assert!(world.session.discarded().is_empty());
    later(&mut world, 400);
    assert_eq!(world.applications()[0].stays, Staying::Waiting);
}

#[test]
fn what_is_left_of_a_received_application_goes_thirty_days_after_its_receipt() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    let item = carer(&mut world, &id, "Robin Sample");
    world.tell(Message::RemoveItem(item));
    world.go(Location::Check(id));
    world.tell(Message::Send);
    let request = world.requests[0].clone();
    world.reply(
        &request,
        201,
        "application/json",
        &crate::world::receipt(&request),
    );
    assert!(
        world.local.values().all(|text| !text.contains("Robin")),
        "nor what was removed before"
    );
    later(&mut world, 29);
    assert_eq!(world.applications().len(), 1);
    later(&mut world, 30);
    assert!(world.applications().is_empty() && world.indexed.is_empty());
}

#[test]
fn a_discarded_application_can_be_put_back_until_midnight_also_after_a_reload() {
    let mut world = World::new("#/");
    let id = named(&mut world, "blue");
    let before = world.applications();
    world.go(Location::Applications);
    world.tell(Message::Discard(id.clone()));
    assert!(names(&world).is_empty());
    assert_eq!(world.focused.as_deref(), Some(format!("put-back-{id}").as_str()));
    world.now = NOW + 8 * HOUR;
    world.open(&Location::Tasks(id.clone()).href());
    assert_eq!(
        world.session.location(),
        Location::Applications,
        "nobody types into it"
    );
    assert_eq!(world.session.discarded(), [(id.clone(), "blue".to_owned())]);
    world.tell(Message::PutBackDraft(id.clone()));
    assert!(world.session.discarded().is_empty());
    world.open("#/applications");
    assert_eq!(world.applications(), before);
    world.tell(Message::Discard(id));
    world.now = NOW + 9 * HOUR;
    world.open("#/applications");
    assert!(world.session.discarded().is_empty() && world.local.is_empty() && world.indexed.is_empty());
    assert_eq!(world.session.swept(), 0, "a person did that, and knows");
}

#[test]
fn a_removed_item_can_be_put_back_in_its_place_until_midnight_also_after_a_reload() {
    let mut world = World::new("#/");
    let id = world.start("insight");
    let first = carer(&mut world, &id, "Robin Sample");
    carer(&mut world, &id, "Ash Example");
    world.tell(Message::RemoveItem(first));
    assert_eq!(
        carers(&world),
        (vec!["Ash Example".to_owned()], vec!["Robin Sample".to_owned()])
    );
    world.reload();
    world.tell(Message::PutBackItem(first));
    let (there, removed) = carers(&world);
    assert_eq!(
        (there.join(", ").as_str(), removed.len()),
        ("Robin Sample, Ash Example", 0)
    );
    world.reload();
    assert_eq!(carers(&world).0.len(), 2);
    world.tell(Message::RemoveItem(first));
    world.now = NOW + 9 * HOUR;
    world.reload();
    assert_eq!(carers(&world), (vec!["Ash Example".to_owned()], Vec::new()));
    assert!(world.local.values().all(|text| !text.contains("Robin")));
    world.tell(Message::PutBackItem(first));
    assert_eq!(carers(&world).0.len(), 1);
}

#[test]
fn the_list_says_the_deadline_that_can_still_be_reached() {
    let mut world = World::new("#/");
    named(&mut world, "blue");
    let deadline = world.applications()[0]
        .deadline
        .clone()
        .expect("a provision is chosen");
    assert!(deadline.ends_with('.'), "{deadline}");
    world.go(Location::New);
    world.tell(Message::Named("none yet".to_owned()));
    let row = world
        .applications()
        .into_iter()
        .find(|row| row.nickname == "none yet");
    assert_eq!(row.expect("it is listed").deadline, None);
}

#[test]
fn everything_is_removed_and_what_is_left_is_said() {
    let mut world = World::new("#/");
    named(&mut world, "blue");
    world.local.insert("cap/keyring".to_owned(), "{}".to_owned());
    world.local.insert("cap/draft/x".to_owned(), "damaged".to_owned());
    world.open("#/remove-all");
    assert_eq!((world.session.left(), world.session.set_aside().len()), (None, 1));
    world.tell(Message::RemoveAll);
    assert!(world.local.is_empty() && world.indexed.is_empty());
    assert_eq!(world.session.left(), Some(Ok(0)));
    assert!(names(&world).is_empty() && world.session.set_aside().is_empty());
    world.tell(Message::AllRemoved { left: Ok(2) });
    assert_eq!(world.session.left(), Some(Ok(2)));
    world.go(Location::Applications);
    world.go(Location::RemoveAll);
    assert_eq!(world.session.left(), None);
}

#[test]
fn the_browser_is_asked_to_keep_what_is_stored_once_an_application_begins() {
    let mut world = World::new("#/");
    world.go(Location::New);
    assert_eq!(world.asked_to_keep, 0);
    named(&mut world, "blue");
    assert_eq!(world.asked_to_keep, 1);
}

#[test]
fn every_risk_of_a_browser_is_told() {
    let mut world = World::new("#/storage");
    let good = StorageFacts {
        persisted: Some(true),
        embedded: false,
        local: true,
        indexed: true,
        seven_days: false,
        used: Some(79),
    };
    let mut check = |facts, expect: &[&str]| {
        world.tell(Message::StorageTold(facts));
        let risks = world.session.storage_risks().expect("it was told");
        assert_eq!(risks.len(), expect.len(), "{risks:?}");
        for (risk, part) in risks.iter().zip(expect) {
            assert!(risk.contains(part), "{risk}");
        }
    };
    check(good, &[]);
    check(
        StorageFacts {
            persisted: None,
            ..good
        },
        &["disk is full"],
    );
    check(
        StorageFacts {
            persisted: Some(false),
            ..good
        },
        &["disk is full"],
    );
    check(
        StorageFacts {
            embedded: true,
            ..good
        },
        &["another website"],
    );
    check(
        StorageFacts {
            used: Some(80),
            ..good
        },
        &["nearly full"],
    );
    check(
        StorageFacts {
            seven_days: true,
            ..good
        },
        &["seven days"],
    );
    check(StorageFacts { local: false, ..good }, &["two stores"]);
    check(
        StorageFacts {
            local: false,
            indexed: false,
            used: None,
            ..good
        },
        &["does not let the page store"],
    );
}

#[test]
fn after_everything_was_removed_a_passphrase_is_chosen_anew() {
    let mut world = World::new("#/");
    named(&mut world, "blue");
    world.go(Location::RemoveAll);
    world.tell(Message::Access(Act::Lock));
    world.tell(Message::RemoveAll);
    assert_eq!(
        world.session.left(),
        Some(Ok(0)),
        "also by who has forgotten the passphrase"
    );
    world.go(Location::Applications);
    assert_eq!(world.session.gate(), Gate::Choose);
}

#[test]
fn a_file_that_was_chosen_is_forgotten_behind_a_lock() {
    let mut world = World::new("#/");
    let id = named(&mut world, "blue");
    world.go(Location::HandOver(id));
    world.answer("file-passphrase", "half a passphr");
    world.tell(Message::Access(Act::Lock));
    assert_eq!(world.text("file-passphrase"), None);
    world.go(Location::OpenFile);
    assert_eq!(world.session.gate(), Gate::Unlock);
}

#[test]
fn the_list_says_saved_only_where_something_is_kept() {
    let mut world = World::new("#/");
    named(&mut world, "kept");
    world.go(Location::Applications);
    assert_eq!(world.applications()[0].saved, SaveState::Saved);
    world.indexed_refuses = true;
    named(&mut world, "refused");
    world.go(Location::Applications);
    let saved: Vec<SaveState> = world.applications().into_iter().map(|row| row.saved).collect();
    assert!(
        matches!(saved.as_slice(), [SaveState::Saved, SaveState::Failed(_)]),
        "{saved:?}"
    );
}
