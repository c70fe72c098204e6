//! What was typed is there again, whatever happened; what was not typed leaves no trace.

use cap_application::session::effect::Effect;
use cap_application::session::location::Location;
use cap_application::session::message::{Message, Store, StoredRecord};
use cap_application::session::view_model::SaveState;
use std::collections::VecDeque;

use crate::world::World;

#[test]
fn a_reload_returns_to_the_same_page_with_the_same_words() {
    let mut world = World::new("#/");
    let id = world.start("insight");
    world.page(&id, "your-details");
    world.answer("applicant_name", "  Morgan Sample");
    let before = world.session.location();
    world.reload();
    assert_eq!(world.session.location(), before);
    assert_eq!(
        world.text("applicant_name").as_deref(),
        Some("  Morgan Sample"),
        "exactly as typed"
    );
}

#[test]
fn a_new_application_that_nobody_typed_into_leaves_nothing() {
    let mut world = World::new("#/new");
    assert!(matches!(world.session.location(), Location::Page(..)));
    assert!(world.local.is_empty() && world.indexed.is_empty());
    assert!(world.applications().is_empty());
    world.reload();
    assert!(world.session.page().is_some(), "a reload starts it again");
}

#[test]
fn the_newest_version_wins_whichever_store_has_it() {
    for lost in ["local", "indexed"] {
        let mut world = World::new("#/");
        let id = world.start("insight");
        world.tell(Message::Named("first".to_owned()));
        let (local, indexed) = (world.local.clone(), world.indexed.clone());
        world.tell(Message::Named("second".to_owned()));
        match lost {
            "local" => world.local = local,
            _ => world.indexed = indexed,
        }
        world.open(&Location::Tasks(id).href());
        assert_eq!(
            world.session.nickname(),
            "second",
            "{lost} storage lost the last change"
        );
    }
}

#[test]
fn a_damaged_copy_beside_a_good_one_is_no_loss() {
    let mut world = World::new("#/");
    world.start("insight");
    world.tell(Message::Named("kept".to_owned()));
    for text in world.local.values_mut() {
        text.truncate(40);
    }
    world.open("#/applications");
    assert_eq!(world.applications()[0].nickname, "kept");
    assert_eq!(world.session.set_aside(), Vec::<String>::new());
}

#[test]
fn a_record_of_a_newer_release_is_set_aside_untouched_and_others_work() {
    let mut world = World::new("#/");
    world.start("insight");
    let newer = r#"{"format":9,"id":"ffffffffffffffffffffffffffffffff"}"#.to_owned();
    world.local.insert(
        "cap/draft/ffffffffffffffffffffffffffffffff".to_owned(),
        newer.clone(),
    );
    world.open("#/applications");
    assert_eq!(world.applications().len(), 1);
    assert_eq!(world.session.set_aside().len(), 1);
    assert!(world.session.set_aside()[0].contains("newer version"));
    assert!(world.local.values().any(|text| *text == newer));
}

#[test]
fn saved_is_said_only_once_the_durable_write_has_finished() {
    let mut world = World::new("#/");
    let id = world.start("insight");
    world.unfinished = Some(VecDeque::new());
    world.page(&id, "your-details");
    world.finish_write();
    world.answer("applicant_name", "M");
    world.answer("applicant_name", "Mo");
    assert_eq!(world.session.save_state(), SaveState::Saving);
    world.finish_write();
    assert_eq!(
        world.session.save_state(),
        SaveState::Saving,
        "the first of two writes is not enough"
    );
    world.finish_write();
    assert_eq!(world.session.save_state(), SaveState::Saved);
}

#[test]
fn a_refused_write_is_said_at_once() {
    let mut world = World::new("#/");
    world.indexed_refuses = true;
    world.start("insight");
    assert_eq!(
        world.session.save_state(),
        SaveState::Failed("no room".to_owned())
    );
}

#[test]
fn several_applications_stand_side_by_side() {
    let mut world = World::new("#/");
    let one = world.start("insight");
    world.tell(Message::Named("one".to_owned()));
    let two = world.start("refocus");
    world.tell(Message::Named("two".to_owned()));
    assert_ne!(one, two);
    world.go(Location::Tasks(one));
    assert_eq!(world.session.nickname(), "one");
    let names: Vec<String> = world.applications().into_iter().map(|row| row.nickname).collect();
    assert_eq!(names.len(), 2);
}

#[test]
fn two_pages_on_one_application_take_in_what_the_other_wrote() {
    let mut one = World::new("#/");
    let id = one.start("insight");
    one.page(&id, "your-details");
    let mut two = World::new("#/");
    two.local = one.local.clone();
    two.open(&Location::Page(id.clone(), "student-name".to_owned()).href());
    let hand_over = |from: &World, to: &mut World| {
        for (key, text) in from.local.clone() {
            to.local.insert(key.clone(), text.clone());
            to.tell(Message::WrittenElsewhere(StoredRecord {
                store: Store::Local,
                key,
                text,
            }));
        }
    };
    one.answer("applicant_name", "Morgan Sample");
    hand_over(&one, &mut two);
    assert_eq!(
        two.session.save_state(),
        SaveState::Saving,
        "nobody has said here that it is durable"
    );
    two.answer("student_surname", "Example");
    hand_over(&two, &mut one);
    for world in [&mut one, &mut two] {
        world.reload();
        assert_eq!(world.text("applicant_name").as_deref(), Some("Morgan Sample"));
        assert_eq!(world.text("student_surname").as_deref(), Some("Example"));
    }
}

#[test]
fn an_older_record_of_another_page_changes_nothing() {
    let mut world = World::new("#/");
    let id = world.start("insight");
    let older = world.local.clone();
    world.page(&id, "your-details");
    world.answer("applicant_name", "Morgan Sample");
    for (key, text) in older {
        world.tell(Message::WrittenElsewhere(StoredRecord {
            store: Store::Local,
            key,
            text,
        }));
    }
    assert_eq!(world.text("applicant_name").as_deref(), Some("Morgan Sample"));
}

/// Two pages of one browser: what one writes to local storage is told to the other.
fn other_page(first: &World, address: &str) -> World {
    let mut second = World::new("#/");
    second.local = first.local.clone();
    second.indexed = first.indexed.clone();
    second.open(address);
    second
}

#[test]
fn one_page_changes_an_application_and_another_says_so_and_can_take_over() {
    let mut first = World::new("#/");
    let id = first.start("insight");
    first.page(&id, "your-details");
    let address = first.session.location().href();
    let mut second = other_page(&first, &address);
    let told = |world: &mut World, held| {
        world.tell(Message::Held {
            draft: id.clone(),
            held,
        });
    };
    told(&mut second, false);
    assert!(second.session.elsewhere());
    second.answer("applicant_name", "Typed where it must not be");
    assert_eq!(second.text("applicant_name"), None);
    // What is typed in the first page meanwhile is what the second begins with when it takes over.
    first.answer("applicant_name", "Ruth Examplewood");
    let key = format!("cap/draft/{id}");
    let record = StoredRecord {
        store: Store::Local,
        key: key.clone(),
        text: first.local[&key].clone(),
    };
    // The browser tells what the stores hold before it says that the application is here.
    second.tell(Message::WrittenElsewhere(record));
    second.tell(Message::TakeOver);
    assert!(!second.session.elsewhere());
    assert_eq!(second.text("applicant_name").as_deref(), Some("Ruth Examplewood"));
    told(&mut first, false);
    first.answer("applicant_name", "Typed too late");
    assert_eq!(first.text("applicant_name").as_deref(), Some("Ruth Examplewood"));
    // Another application can be changed there all the same.
    let other = first.start("tier1");
    first.page(&other, "your-details");
    assert!(!first.session.elsewhere());
}

/// Its address may be open before its record is: local storage took nothing of it at first, so nobody heard.
#[test]
fn an_application_that_comes_into_view_by_what_another_page_wrote_is_asked_for_before_it_is_changed() {
    let mut first = World::new("#/");
    let id = first.start("insight");
    first.page(&id, "your-details");
    let mut second = World::new("#/");
    second.open(&first.session.location().href());
    assert_eq!(second.session.location(), Location::Missing);
    let key = format!("cap/draft/{id}");
    let text = first.local[&key].clone();
    let store = Store::Local;
    let asked = second.session.update(
        Message::WrittenElsewhere(StoredRecord { store, key, text }),
        second.now,
    );
    let take = false;
    assert!(asked.contains(&Effect::Hold { draft: id, take }), "{asked:?}");
}
