//! A device's clock that is wrong costs nothing: not while it is, and not once somebody puts it right.

use cap_application::draft::{keep, stored};
use cap_application::session::location::Location;
use cap_application::session::message::Message;

use crate::world::{NOW, World};

const DAY: i64 = 24 * 3_600_000;

/// The record of an application as the durable store has it.
fn kept(world: &World, id: &str) -> stored::Draft {
    let key = stored::key(id);
    stored::read(&key, &world.indexed[&key]).expect("a draft")
}

#[test]
fn a_clock_set_back_while_typing_and_put_right_later_removes_nothing() {
    let mut world = World::new("#/");
    let id = world.start("insight");
    world.now -= 40 * DAY;
    world.answer("provision", "tier1");
    assert!(
        (kept(&world, &id).changed - NOW).abs() < DAY,
        "time did not go back"
    );
    world.now += 40 * DAY;
    world.open("#/applications");
    assert_eq!(world.applications().len(), 1);
    world.now += 31 * DAY;
    world.open("#/applications");
    assert_eq!(world.applications().len(), 0, "its days are over");
}

#[test]
fn the_servers_word_corrects_a_clock_that_is_wrong_from_the_start() {
    for wrong in [-40 * DAY, 40 * DAY] {
        let mut world = World::new("#/");
        (world.now, world.ahead) = (NOW + wrong, Some(wrong));
        world.open("#/");
        let id = world.start("insight");
        let draft = kept(&world, &id);
        assert_eq!((draft.changed, draft.undated), (NOW, false));
    }
}

#[test]
fn what_was_typed_before_any_server_said_the_time_is_dated_by_the_first_page_that_knows_it() {
    // A dead battery, and no connection.
    for wrong in [-4_000 * DAY, 400 * DAY] {
        let mut world = World::new("#/");
        (world.now, world.ahead) = (NOW + wrong, None);
        world.open("#/");
        let id = world.start("insight");
        let draft = kept(&world, &id);
        assert!(draft.undated);
        assert_eq!(
            keep::stamp(&draft),
            i64::MAX,
            "a locked page removes nothing that nobody can date"
        );
        (world.now, world.ahead) = (NOW, Some(0));
        world.open("#/applications");
        assert_eq!(world.applications().len(), 1);
        let draft = kept(&world, &id);
        assert_eq!((draft.changed, draft.undated), (NOW, false));
        world.now += 31 * DAY;
        world.open("#/applications");
        assert_eq!(world.applications().len(), 0, "and goes in its time");
    }
}

#[test]
fn one_in_view_is_dated_as_soon_as_the_server_has_said_the_time() {
    let mut world = World::new("#/");
    world.ahead = None;
    world.open("#/");
    let id = world.start("insight");
    assert!(kept(&world, &id).undated);
    world.tell(Message::ServerTime(world.now));
    assert!(!kept(&world, &id).undated);
}

#[test]
fn a_page_that_may_not_change_an_application_does_not_date_it() {
    let mut world = World::new("#/");
    world.ahead = None;
    world.open("#/");
    let id = world.start("insight");
    world.ahead = Some(0);
    world.holds = false;
    world.open("#/applications");
    assert!(kept(&world, &id).undated);
    world.now += 400 * DAY;
    world.open("#/applications");
    assert_eq!(world.applications().len(), 1, "and nobody removes it");
    world.holds = true;
    world.open(&Location::Tasks(id.clone()).href());
    assert!(!kept(&world, &id).undated);
}

#[test]
fn an_item_removed_while_the_clock_is_wrong_can_be_put_back_for_the_rest_of_the_day() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    world.page(&id, "carers");
    world.now -= 40 * DAY;
    world.tell(Message::RemoveItem(0));
    world.now += 40 * DAY;
    world.reload();
    assert_eq!(kept(&world, &id).removed.len(), 1);
}
