//! Starting without a connection, new releases, and data files that are wrong on the server.

use cap_application::files::Files;
use cap_application::session::access::Act;
use cap_application::session::config::Opened;
use cap_application::session::location::Location;
use cap_application::session::message::{Message, Reply, Store};
use cap_application::session::offline::{NewRelease, Older, Release};
use cap_application::session::view_model::Phase;

use super::world::{World, files, rule_files};

fn locked(address: &str) -> World {
    let mut world = World::new(address);
    world.tell(Message::Access(Act::Lock));
    world
}

#[test]
fn a_page_starts_without_a_connection_once_program_and_data_files_are_kept() {
    for (release, kept, starts) in [
        (Release::Unkept, true, false),
        (Release::Kept, false, false),
        (Release::Kept, true, true),
        (Release::Ready, true, true),
        (Release::ReadyElsewhere, true, true),
    ] {
        let mut world = World::new("#/storage");
        world.tell(Message::Release(release));
        world.tell(Message::FilesKept(kept));
        assert_eq!(world.session.starts_offline(), starts, "{release:?} {kept}");
    }
}

#[test]
fn files_are_kept_once_they_have_come_into_force_and_not_before() {
    let mut world = World::new("");
    world.tell(Message::Release(Release::Kept));
    assert!(
        world.session.starts_offline(),
        "the world keeps what it is asked to"
    );

    let mut session = cap_application::session::Session::default();
    session.update(Message::FilesArrived(Opened::all(&files())), super::world::NOW);
    let mut damaged = rule_files();
    damaged.calendar.text = "[]".into();
    let effects = session.update(Message::RulesArrived(Ok(damaged)), super::world::NOW);
    assert_eq!(effects, []);
}

#[test]
fn a_new_release_comes_into_use_by_itself_only_where_nothing_is_lost() {
    let taken = |world: &mut World| {
        world.tell(Message::Release(Release::Ready));
        world.releases_taken
    };
    assert_eq!(taken(&mut locked("")), 1, "on the start page");
    assert_eq!(taken(&mut locked("#/deadlines")), 0, "on a page that is read");
    assert_eq!(taken(&mut World::new("")), 0, "with the key in memory");

    let mut answered = locked("#/checker");
    answered.answer("checker-need", "reintegration");
    answered.tell(Message::Continue);
    answered.go(Location::Start);
    let before = taken(&mut answered);
    assert_eq!(before, 0, "with answers of the checker");

    let mut later = locked("#/deadlines");
    assert_eq!(taken(&mut later), 0);
    later.go(Location::Start);
    assert_eq!(later.releases_taken, 1, "once the person comes to the start page");
    later.tell(Message::Release(Release::ReadyElsewhere));
    later.tell(Message::Release(Release::Ready));
    assert_eq!(later.releases_taken, 1, "and not again and again");
}

#[test]
fn a_new_release_waits_for_the_persons_word_and_says_where_it_cannot_be_used_yet() {
    let mut world = World::new("");
    assert_eq!(world.session.new_release(), None);
    let id = world.start("insight");
    world.page(&id, "your-details");
    world.tell(Message::Release(Release::Ready));
    assert_eq!(world.session.new_release(), Some(NewRelease::Ready));
    assert_eq!(world.releases_taken, 0);
    world.tell(Message::UseRelease);
    assert_eq!(world.releases_taken, 1);
    world.tell(Message::Release(Release::ReadyElsewhere));
    assert_eq!(world.session.new_release(), Some(NewRelease::OpenElsewhere));
}

#[test]
fn no_new_release_is_offered_while_something_is_in_memory_alone_or_on_its_way() {
    let mut world = World::new("");
    let id = world.start("insight");
    world.page(&id, "your-details");
    world.tell(Message::Release(Release::Ready));
    world.local_refuses = true;
    world.indexed_refuses = true;
    world.answer("applicant_name", "Ruth Examplewood");
    let lost = |store| Message::Saved {
        draft: id.clone(),
        version: 99,
        store,
        result: Err("no room".to_owned()),
    };
    world.tell(lost(Store::Local));
    world.tell(lost(Store::Indexed));
    assert_eq!(world.session.new_release(), None, "no store has the last words");

    let mut world = World::new("");
    world.complete("insight");
    world.tell(Message::Release(Release::Ready));
    assert_eq!(world.session.new_release(), Some(NewRelease::Ready));
    world.tell(Message::Send);
    let request = world.requests[0].clone();
    assert_eq!(world.session.new_release(), None, "an application is on its way");
    world.no_reply(&request);
    assert_eq!(world.session.new_release(), Some(NewRelease::Ready));
}

#[test]
fn broken_files_of_the_server_leave_the_earlier_ones_in_force_and_are_said() {
    let mut world = World::new("");
    let id = world.start("insight");
    world.page(&id, "your-details");
    world.answer("applicant_name", "Ruth Examplewood");

    // The browser brings the kept set back where parts of a new one were in use for a moment.
    let Files { settings, mut form } = files();
    form.text = form.text.replacen("Your details", "Your own details", 1).into();
    world.tell(Message::FilesArrived(Opened::all(&Files { settings, form })));
    assert_eq!(world.session.page().expect("a page").title, "Your own details");
    world.tell(Message::FilesArrived(Opened::all(&files())));
    world.tell(Message::RulesArrived(Ok(rule_files())));
    world.tell(Message::OlderFiles(Older::Broken(
        "a: wrong\nb: wrong".to_owned(),
    )));

    assert_eq!(world.session.phase(), Phase::Ready);
    assert_eq!(world.session.page().expect("a page").title, "Your details");
    assert_eq!(world.text("applicant_name").as_deref(), Some("Ruth Examplewood"));
    let said = world.session.broken_files().expect("it is said");
    assert_eq!(said, ["a: wrong", "b: wrong"]);
    assert!(!world.session.files_unreached());
}

#[test]
fn a_failed_request_is_the_truth_about_the_connection_and_the_browsers_word_a_hint() {
    let mut world = World::new("");
    world.tell(Message::OlderFiles(Older::Unreached));
    assert!(world.session.files_unreached());
    assert!(
        !world.session.unconnected(),
        "it does not matter on the start page"
    );
    assert_eq!(world.session.broken_files(), None);
    world.complete("insight");
    assert!(!world.session.unconnected(), "a page that was loaded anew");

    world.tell(Message::Connection(false));
    assert!(world.session.unconnected());
    world.tell(Message::Connection(true));
    assert!(!world.session.unconnected());

    world.tell(Message::Send);
    let request = world.requests[0].clone();
    world.tell(Message::Connection(true));
    world.no_reply(&request);
    assert!(world.session.unconnected(), "whatever the browser says");
    world.tell(Message::Replied {
        draft: request.draft.clone(),
        attempt: request.attempt,
        reply: Reply::Http {
            status: 503,
            content_type: String::new(),
            body: String::new(),
            retry_after: None,
        },
    });
    assert!(!world.session.unconnected(), "somebody has answered");
}
