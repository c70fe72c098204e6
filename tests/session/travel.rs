//! Where a person ends up: computed from the answers, never a stored position.

use cap_application::session::Session;
use cap_application::session::config::Opened;
use cap_application::session::effect::Effect;
use cap_application::session::location::{Checker, GUIDANCE, Location};
use cap_application::session::message::Message;
use cap_application::session::view_model::{Phase, TaskStatus};

use crate::world::{NOW, World, files};

#[test]
fn an_address_reads_back_as_itself() {
    let id = "0123456789abcdef0123456789abcdef";
    let mut places = vec![
        Location::Start,
        Location::Applications,
        Location::New,
        Location::Tasks(id.to_owned()),
        Location::Page(id.to_owned(), "your-school".to_owned()),
        Location::Item(id.to_owned(), "carers".to_owned(), 3),
        Location::Check(id.to_owned()),
        Location::Sent(id.to_owned()),
        Location::Readiness(id.to_owned()),
        Location::Checker(Checker::Need),
        Location::Checker(Checker::Questions),
        Location::Checker(Checker::Compare),
        Location::Checker(Checker::Provision("refocus".to_owned())),
        Location::StatedDate,
    ];
    places.extend(GUIDANCE.map(|name| Location::Guidance(name.to_owned())));
    for place in places {
        assert_eq!(Location::parse(&place.href()), place);
    }
    for nonsense in ["#/nowhere", "#/application/x/carers/three", "#/a/b/c/d/e"] {
        assert_eq!(Location::parse(nonsense), Location::Missing, "{nonsense}");
    }
}

#[test]
fn a_person_who_moved_while_the_program_was_loading_is_taken_to_the_heading() {
    for (moves, focused) in [(1, false), (2, true)] {
        let mut session = Session::default();
        for place in ["#/deadlines", "#/applications"].iter().take(moves) {
            session.update(Message::Navigated(Location::parse(place)), NOW);
        }
        session.update(Message::RecordsArrived(Vec::new()), NOW);
        let effects = session.update(Message::FilesArrived(Opened::all(&files())), NOW);
        let heading = Effect::Focus("main-heading".to_owned());
        assert_eq!(effects.contains(&heading), focused, "{moves} moves");
    }
}

#[test]
fn every_guidance_page_has_something_to_say() {
    let world = World::new("#/");
    assert_eq!(world.session.phase(), Phase::Ready);
    for name in GUIDANCE {
        let page = world.session.guidance(name).expect(name);
        assert!(!page.blocks.is_empty(), "{name}");
    }
}

#[test]
fn no_deadline_that_has_passed_looks_live() {
    let world = World::new("#/");
    let page = world.session.guidance("deadlines").expect("deadlines");
    let windows: Vec<_> = page
        .blocks
        .iter()
        .filter(|block| block.heading.starts_with("2024-25: "))
        .collect();
    assert_eq!(windows.len(), 10);
    assert!(
        windows
            .iter()
            .all(|block| block.heading.starts_with("2024-25: closed on ")),
        "{windows:#?}"
    );
}

#[test]
fn before_a_provision_is_chosen_only_its_section_can_be_started() {
    let mut world = World::new("#/new");
    world.tell(Message::Named("blue".to_owned()));
    let id = world.session.location().draft().expect("open").to_owned();
    world.go(Location::Tasks(id));
    let list = world.session.task_list().expect("a task list");
    for row in &list.rows[1..] {
        assert_eq!(
            (row.status, &row.go),
            (TaskStatus::CannotStartYet, &None),
            "{}",
            row.id
        );
    }
    assert_ne!(list.rows[0].status, TaskStatus::CannotStartYet);
}

#[test]
fn a_page_that_is_not_asked_leads_to_the_task_list() {
    let mut world = World::new("#/");
    let id = world.start("insight");
    world.page(&id, "refocus-need");
    assert_eq!(world.session.location(), Location::Tasks(id.clone()));
    world.go(Location::Sent(id.clone()));
    assert_eq!(world.session.location(), Location::Tasks(id.clone()));
    world.go(Location::Item(id.clone(), "carers".to_owned(), 7));
    assert_eq!(world.session.location(), Location::Page(id, "carers".to_owned()));
}

#[test]
fn an_application_that_is_not_here_is_not_found() {
    let world = World::new("#/application/0123456789abcdef0123456789abcdef");
    assert_eq!(world.session.location(), Location::Missing);
}

#[test]
fn continue_finds_what_is_missing_and_goes_on_once_it_is_mended() {
    let mut world = World::new("#/new");
    world.tell(Message::Continue);
    assert_eq!(world.focused.as_deref(), Some("error-summary"));
    assert!(world.session.title().starts_with("Error: "));
    world.answer("provision", "insight");
    world.tell(Message::Continue);
    assert!(
        matches!(world.session.location(), Location::Tasks(_)),
        "the section has one page"
    );
    assert_eq!(world.focused.as_deref(), Some("main-heading"));
    assert!(!world.session.title().starts_with("Error: "));
}

#[test]
fn a_change_from_the_check_page_returns_to_it() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    world.page(&id, "your-details");
    world.tell(Message::Continue);
    assert_eq!(world.session.location(), Location::Check(id.clone()));
    world.go(Location::Tasks(id.clone()));
    world.page(&id, "your-details");
    world.tell(Message::Continue);
    assert_ne!(
        world.session.location(),
        Location::Check(id),
        "from the task list it goes on in the section"
    );
}

#[test]
fn continue_on_the_list_of_applications_leads_to_where_the_person_was() {
    let mut world = World::new("#/");
    let id = world.start("insight");
    world.page(&id, "your-details");
    world.open("#/");
    assert_eq!(
        world.applications()[0].go,
        Location::Page(id, "your-details".to_owned())
    );
}

#[test]
fn no_title_and_no_address_holds_anything_typed() {
    let mut world = World::new("#/");
    let id = world.start("insight");
    world.tell(Message::Named("zebra".to_owned()));
    for page in ["student-name", "your-details", "your-school"] {
        world.page(&id, page);
        world.answer("student_surname", "zebra");
        world.answer("applicant_name", "zebra");
        for text in [world.session.title(), world.session.location().href()] {
            assert!(!text.contains("zebra"), "{text}");
        }
    }
}
