//! The checker, readiness and dates, as a person at a school meets them.

use std::collections::BTreeMap;

use cap_application::eligibility::decision::Outcome;
use cap_application::form::answer::{Place, Raw};
use cap_application::form::definition::Kind;
use cap_application::session::location::{Checker, Location};
use cap_application::session::message::Message;
use cap_application::session::view_model::{Bucket, PageBody, QuestionView, TaskStatus, Way};

use crate::world::{NOW, World};

fn at(page: Checker) -> Location {
    Location::Checker(page)
}

fn choose_need(world: &mut World, needs: &[&str]) {
    world.go(at(Checker::Need));
    world.tell(Message::Answered {
        place: Place::single("checker-need"),
        raw: Raw::Choices(needs.iter().map(|need| (*need).to_owned()).collect()),
    });
}

fn questions(world: &World) -> Vec<QuestionView> {
    match world.session.page_beside().expect("a page").body {
        PageBody::Questions(questions) => questions,
        PageBody::Items { .. } => panic!("no group is asked here"),
    }
}

fn ids(world: &World) -> Vec<String> {
    let questions = questions(world).into_iter();
    questions.map(|view| view.place.question).collect()
}

fn outcomes(world: &World) -> BTreeMap<String, Outcome> {
    let fit = world.session.fit().into_iter();
    fit.map(|fit| (fit.name, fit.outcome)).collect()
}

fn plan(world: &mut World, [day, month, year]: [&str; 3]) {
    world.go(Location::StatedDate);
    let boxes = [("day", day), ("month", month), ("year", year)];
    world.tell(Message::Answered {
        place: Place::single("stated-date"),
        raw: Raw::Fields(
            boxes
                .map(|(name, text)| (name.to_owned(), text.to_owned()))
                .into_iter()
                .collect(),
        ),
    });
    world.tell(Message::Continue);
}

const READY_FOR_REFOCUS: [(&str, &str); 10] = [
    ("school_in_coventry", "yes"),
    ("sla", "yes"),
    ("on_roll", "yes"),
    ("year_group", "9"),
    ("childrens_services_plan", "none"),
    ("eha_completed", "yes"),
    ("early_help_plan", "yes"),
    ("eha_on_ehm", "yes"),
    ("panel_consent", "yes"),
    ("dual_registration", "yes"),
];

#[test]
fn a_need_narrows_the_questions_and_none_asks_who_the_student_is() {
    let mut world = World::new("#/checker/questions");
    let all = ids(&world);
    assert!(
        questions(&world).iter().all(|view| matches!(
            view.question.kind,
            Kind::YesNo | Kind::Radios { .. } | Kind::YearGroup { .. }
        )),
        "{all:?}"
    );
    choose_need(&mut world, &["time-away"]);
    world.tell(Message::Continue);
    assert_eq!(world.session.location(), at(Checker::Questions));
    let narrowed = ids(&world);
    assert!(narrowed.len() < all.len() && narrowed.iter().all(|id| all.contains(id)));
    assert!(
        narrowed.contains(&"eha_on_ehm".to_owned()) && !narrowed.contains(&"review_commitment".to_owned())
    );
    assert_eq!(
        outcomes(&world).into_keys().collect::<Vec<_>>(),
        ["Tier 3 Refocus"]
    );
}

#[test]
fn the_result_follows_each_answer_and_the_comparison_has_all_six() {
    let mut world = World::new("#/checker/questions");
    for (question, answer) in READY_FOR_REFOCUS {
        assert_ne!(
            outcomes(&world)["Tier 3 Refocus"],
            Outcome::ReadyToApply,
            "before {question}"
        );
        world.answer(question, answer);
    }
    assert_eq!(outcomes(&world)["Tier 3 Refocus"], Outcome::ReadyToApply);
    world.answer("panel_consent", "no");
    world.tell(Message::Continue);
    assert_eq!(world.session.location(), at(Checker::Compare));
    let compared = world.session.comparison();
    assert_eq!(compared.len(), 6);
    assert!(
        compared
            .iter()
            .all(|row| !row.by_when.is_empty() && !row.fits_need)
    );
    let outcomes = outcomes(&world);
    assert_eq!(outcomes["Tier 3 Refocus"], Outcome::NotReady { outstanding: 1 });
    assert_eq!(outcomes["Tier 1 courses"], Outcome::ReadyToApply);
    assert_eq!(outcomes["Tier 3 Year 11 Bespoke"], Outcome::SpeakToCap);
}

#[test]
fn a_provision_says_why_and_the_shortest_way_and_what_else_is_open() {
    let mut world = World::new("#/checker/questions");
    for (question, answer) in READY_FOR_REFOCUS {
        world.answer(question, answer);
    }
    world.answer("panel_consent", "not_asked");
    world.answer("early_help_plan", "no");
    world.go(at(Checker::Provision("refocus".to_owned())));
    let readiness = world.session.readiness().expect("it is known");
    assert_eq!(readiness.outcome, Outcome::NotReady { outstanding: 2 });
    let to_do: Vec<_> = readiness
        .rules
        .iter()
        .filter(|rule| rule.bucket == Bucket::ToDo)
        .collect();
    assert_eq!(to_do.len(), 2);
    assert!(to_do.iter().all(|rule| {
        !rule.next.is_empty()
            && !rule.help.is_empty()
            && rule.sources.iter().any(|source| source.contains("2025-26"))
    }));
    let Way::Changes(changes) = &readiness.way else {
        panic!("{:?}", readiness.way)
    };
    let answers: Vec<&str> = changes.iter().map(|(_, answer)| answer.as_str()).collect();
    assert_eq!(answers, ["Yes", "Yes"], "{changes:?}");
    let open: Vec<&str> = readiness
        .open_now
        .iter()
        .map(|(name, ..)| name.as_str())
        .collect();
    assert_eq!(open, ["Tier 1 courses", "Tier 2 Insight"]);
}

#[test]
fn where_how_things_are_is_not_known_those_questions_come_first() {
    let world = World::new("#/checker/refocus");
    let readiness = world.session.readiness().expect("it is known");
    assert!(
        matches!(&readiness.way, Way::AnswerFirst(first) if first.contains(&"Year group".to_owned())),
        "{:?}",
        readiness.way
    );
    let known_unmet = readiness.rules.iter().any(|rule| rule.bucket == Bucket::ToDo);
    assert!(!known_unmet, "unknown is never shown as no");
}

#[test]
fn nothing_of_the_checker_is_stored_until_an_application_begins_with_its_answers() {
    let mut world = World::new("#/checker/questions");
    for (question, answer) in READY_FOR_REFOCUS {
        world.answer(question, answer);
    }
    world.go(at(Checker::Provision("refocus".to_owned())));
    assert!(world.local.is_empty() && world.indexed.is_empty());
    world.tell(Message::Begin("refocus".to_owned()));
    let Location::Tasks(id) = world.session.location() else {
        panic!("{:?}", world.session.location())
    };
    assert_eq!(world.kept(), (1, 1));
    let tasks = world.session.task_list().expect("a task list");
    assert_eq!(tasks.provision.as_deref(), Some("Tier 3 Refocus"));
    assert_eq!(outcomes(&world)["Tier 3 Refocus"], Outcome::ReadyToApply);
    world.reload();
    world.page(&id, "your-school");
    assert_eq!(world.text("sla").as_deref(), Some("yes"));
    assert_eq!(world.text("student_surname"), None);
    assert!(tasks.rows.iter().any(|row| row.status == TaskStatus::InProgress));
    // The next application does not begin with them by itself.
    let other = world.start("refocus");
    world.page(&other, "your-school");
    assert_eq!(world.text("sla"), None);
}

#[test]
fn the_pages_of_an_application_say_how_ready_it_is_for_its_own_provision() {
    let mut world = World::new("#/");
    let id = world.start("supported_transfer");
    world.page(&id, "your-school");
    assert_eq!(
        outcomes(&world).into_keys().collect::<Vec<_>>(),
        ["Tier 3 Supported Transfer"]
    );
    world.answer("sla", "no");
    assert_eq!(outcomes(&world)["Tier 3 Supported Transfer"], Outcome::SpeakToCap);
    world.go(Location::Readiness(id.clone()));
    let readiness = world.session.readiness().expect("it is known");
    assert_eq!(
        (readiness.id.as_str(), readiness.way),
        ("supported_transfer", Way::SpeakToCap)
    );
    assert_eq!(world.session.location().draft(), Some(id.as_str()));
}

#[test]
fn another_date_measures_everything_and_says_so_until_today_is_used_again() {
    let mut world = World::new("#/checker/compare");
    plan(&mut world, ["20", "11", "2024"]);
    assert_eq!(world.session.location(), at(Checker::Compare));
    assert_eq!(world.session.planned().as_deref(), Some("20 November 2024"));
    assert_eq!(world.session.edition().expect("one").edition, "2024-25");
    world.go(at(Checker::Provision("refocus".to_owned())));
    let timeline = world.session.readiness().expect("it is known").timeline;
    assert_eq!(
        timeline.reach,
        "Apply by Wednesday 4 December 2024: 14 days left (10 school days)."
    );
    assert_eq!(timeline.weeks.len(), 10);
    assert!(timeline.weeks[0].ends_with("at the provision, Monday at your school"));
    assert!(timeline.weeks[9].ends_with("going back to your school"));
    assert!(
        timeline.notes.iter().any(|note| note.contains("review dates")),
        "that no review dates are published is said: {:?}",
        timeline.notes
    );
    let drawing = timeline.drawing.expect("it is drawn");
    assert_eq!(
        (drawing.marks.len(), drawing.bars.len()),
        (timeline.rows.len(), 10)
    );
    world.tell(Message::PlanToday);
    assert_eq!(world.session.planned(), None);
    let timeline = world.session.readiness().expect("it is known").timeline;
    assert_eq!((timeline.rows.len(), timeline.drawing), (0, None));
}

#[test]
fn a_date_that_is_none_is_told_and_today_s_is_no_other_date() {
    let mut world = World::new("#/checker");
    plan(&mut world, ["31", "2", "2025"]);
    assert_eq!(world.session.location(), Location::StatedDate);
    assert_eq!(world.session.errors().len(), 1);
    assert_eq!(world.focused.as_deref(), Some("error-summary"));
    plan(&mut world, ["22", "11", "2026"]);
    assert_eq!((world.session.planned(), world.session.errors().len()), (None, 0));
    world.go(Location::StatedDate);
    world.tell(Message::Continue);
    let [missing] = &world.session.errors()[..] else {
        panic!("one")
    };
    assert_eq!(missing.target, "stated-date-day");
}

#[test]
fn nothing_is_sent_while_another_date_is_planned_for() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    plan(&mut world, ["20", "11", "2024"]);
    world.go(Location::Check(id));
    world.tell(Message::Send);
    assert!(world.requests.is_empty());
    world.tell(Message::PlanToday);
    world.tell(Message::Send);
    assert_eq!(world.requests.len(), 1);
}

#[test]
fn a_clock_that_is_wrong_by_more_than_a_few_minutes_is_pointed_out() {
    let mut world = World::new("#/");
    for (minutes, said) in [(0, None), (3, None), (-3, None), (4, Some(4)), (-90, Some(-90))] {
        world.tell(Message::ServerTime(NOW - minutes * 60_000));
        assert_eq!(world.session.clock_ahead(), said, "{minutes}");
    }
}
