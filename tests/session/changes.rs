//! The form changed while an application was open: nothing is lost, and what changed is told.

use cap_application::draft::migrate::Change;
use cap_application::draft::stored;
use cap_application::session::location::Location;
use cap_application::session::message::Message;

use crate::world::{World, files};

const DAY: i64 = 86_400_000;

/// The form as it ships, with a version of its own, and changed.
fn form(version: &str, change: impl Fn(&mut serde_json::Value)) -> String {
    let mut form: serde_json::Value = serde_json::from_str(&files().form.text).unwrap();
    form["version"] = version.into();
    change(&mut form);
    form.to_string()
}

/// The questions of a page, wherever it is.
fn questions<'a>(form: &'a mut serde_json::Value, page: &str) -> &'a mut Vec<serde_json::Value> {
    let sections = form["sections"].as_array_mut().unwrap().iter_mut();
    let mut pages = sections.flat_map(|section| section["pages"].as_array_mut().unwrap().iter_mut());
    pages.find(|one| one["id"] == page).unwrap()["questions"]
        .as_array_mut()
        .unwrap()
}

/// The role is not asked any more, the name in other words, and something new is.
fn changed() -> String {
    form("next", |form| {
        let page = questions(form, "your-details");
        page.retain(|question| question["id"] != "applicant_role");
        page[0]["label"] = "Who are you?".into();
        let new = serde_json::json!({ "id": "applicant_hours", "label": "When can we call?", "called": "when we can call",
            "kind": { "text": { "max_chars": 40 } } });
        page.push(new);
    })
}

/// An application with a name and a role, and then a new release.
fn before() -> (World, String) {
    let mut world = World::new("#/");
    let id = world.start("insight");
    world.page(&id, "your-details");
    world.answer("applicant_name", "Morgan Sample");
    world.answer("applicant_role", "Head of year");
    world.form = Some(changed());
    (world, id)
}

fn original(id: &str) -> String {
    [stored::ORIGINAL_PREFIX, id].concat()
}

#[test]
fn new_changed_and_removed_questions_are_told_and_the_original_stays_until_they_were_seen() {
    let (mut world, id) = before();
    let was = world.local[&stored::key(&id)].clone();
    world.open(&Location::Tasks(id.clone()).href());
    let to = Location::Changes(id.clone());
    assert_eq!(world.session.changes_unseen(), Some(to.clone()));
    assert_eq!(world.local[&original(&id)], was, "as it was, to the letter");
    assert_eq!(world.indexed[&original(&id)], was);
    for again in 0..2 {
        world.go(to.clone());
        let changes = world.session.changes().unwrap();
        assert!(changes.form_known);
        let lines: Vec<_> = changes
            .lines
            .into_iter()
            .map(|line| (line.label, line.change, line.go))
            .collect();
        let page = || Location::Page(id.clone(), "your-details".to_owned());
        let words = match lines.first() {
            Some((label, Change::Words(before), go)) if label == "Who are you?" && *go == page() => {
                before.clone()
            }
            other => panic!("{again}: {other:?}"),
        };
        assert!(!words.is_empty());
        assert_eq!(
            lines[1..],
            [("When can we call?".to_owned(), Change::New, page())]
        );
        assert_eq!(changes.earlier.len(), 1, "told after a reload too, and once");
        assert_eq!(changes.earlier[0].answer, "Head of year");
        world.reload();
    }
    assert_eq!(world.text("applicant_name").as_deref(), Some("Morgan Sample"));
    world.tell(Message::ChangesSeen);
    assert_eq!(world.session.location(), Location::Tasks(id.clone()));
    assert!(!world.local.contains_key(&original(&id)) && !world.indexed.contains_key(&original(&id)));
    // The answer to the question that is gone is still shown.
    world.open(&Location::Check(id.clone()).href());
    assert_eq!(world.session.changes_unseen(), None);
    assert_eq!(world.session.check().unwrap().earlier[0].answer, "Head of year");
    world.go(to);
    assert_eq!(
        world.session.location(),
        Location::Tasks(id),
        "nothing to see there any more"
    );
}

#[test]
fn a_form_is_kept_once_and_goes_when_no_application_needs_it() {
    let (mut world, id) = before();
    let kept = |world: &World| -> Vec<String> {
        let keys = world
            .indexed
            .keys()
            .filter(|key| key.starts_with(stored::FORM_PREFIX));
        keys.cloned().collect()
    };
    let first = kept(&world);
    assert_eq!(first.len(), 1);
    let stored = world.indexed[&first[0]].clone();
    assert_eq!(*stored, *files().form.text, "as it was published");
    world.open(&Location::Tasks(id).href());
    assert_eq!(kept(&world).len(), 2, "the new one beside it");
    world.tell(Message::ChangesSeen);
    world.reload();
    assert_eq!(kept(&world), ["cap/form/next"]);
    assert!(world.local.keys().all(|key| *key != first[0]));
}

#[test]
fn a_form_that_changed_in_nothing_that_is_asked_here_changes_nothing_here() {
    let (mut world, id) = before();
    world.form = Some(form("next", |form| form["title"] = "Another title".into()));
    world.open(&Location::Changes(id.clone()).href());
    assert_eq!(world.session.location(), Location::Tasks(id.clone()));
    assert_eq!(world.session.changes_unseen(), None);
    assert!(!world.local.contains_key(&original(&id)));
    assert!(world.local[&stored::key(&id)].contains(r#""form_version":"next""#));
    assert!(world.local[&stored::key(&id)].contains("Head of year"));
}

#[test]
fn without_the_earlier_form_that_is_said_and_nothing_is_lost() {
    let (mut world, id) = before();
    world.local.retain(|key, _| !key.starts_with(stored::FORM_PREFIX));
    world
        .indexed
        .retain(|key, _| !key.starts_with(stored::FORM_PREFIX));
    world.open(&Location::Changes(id.clone()).href());
    assert_eq!(
        world.session.location(),
        Location::Changes(id),
        "before it was carried over too"
    );
    let changes = world.session.changes().unwrap();
    assert!(!changes.form_known && changes.lines.is_empty());
    assert_eq!(changes.earlier[0].label, "applicant role");
    assert_eq!(changes.earlier[0].answer, "Head of year");
}

#[test]
fn nothing_is_sent_before_the_changes_were_seen() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    world.answer("applicant_name", "Morgan Sample");
    world.page(&id, "your-details");
    world.answer("applicant_name", "Morgan Sample");
    let with_less = form("next", |form| {
        questions(form, "your-details").retain(|question| question["id"] != "applicant_role");
    });
    world.form = Some(with_less);
    world.open(&Location::Check(id.clone()).href());
    world.tell(Message::Send);
    assert!(world.requests.is_empty());
    assert_eq!(world.session.location(), Location::Changes(id.clone()));
    world.tell(Message::ChangesSeen);
    world.go(Location::Check(id));
    world.tell(Message::Send);
    assert_eq!(world.requests.len(), 1);
    assert!(!world.requests[0].body.contains("applicant_role"));
}

#[test]
fn an_original_goes_with_its_application_and_with_everything() {
    let (mut world, id) = before();
    world.open(&Location::Tasks(id.clone()).href());
    assert!(world.local.contains_key(&original(&id)));
    let everything = (world.local.clone(), world.indexed.clone());
    world.now += 40 * DAY;
    world.open("#/applications");
    assert!(!world.local.contains_key(&stored::key(&id)));
    assert!(!world.local.contains_key(&original(&id)) && !world.indexed.contains_key(&original(&id)));
    // Alone, it goes at its own time.
    (world.local, world.indexed) = everything.clone();
    world.local.remove(&stored::key(&id));
    world.indexed.remove(&stored::key(&id));
    world.open("#/applications");
    assert!(!world.local.contains_key(&original(&id)));
    (world.local, world.indexed) = everything;
    world.now -= 40 * DAY;
    world.open("#/remove-all");
    world.tell(Message::RemoveAll);
    assert!(world.local.is_empty() && world.indexed.is_empty());
    world.go(Location::Tasks(id));
    assert_eq!(world.session.changes_unseen(), None);
}

#[test]
fn a_lock_forgets_the_original_and_unlocking_finds_it() {
    let (mut world, id) = before();
    world.open(&Location::Changes(id.clone()).href());
    world.tell(Message::Access(cap_application::session::access::Act::Lock));
    assert_eq!(world.session.changes(), None);
    assert_eq!(world.session.changes_unseen(), None);
    world.open(&Location::Changes(id.clone()).href());
    assert!(world.session.changes().is_some());
}

#[test]
fn a_page_that_another_changes_carries_nothing_over() {
    let (mut world, id) = before();
    world.holds = false;
    let (local, indexed) = (world.local.clone(), world.indexed.clone());
    world.open(&Location::Tasks(id.clone()).href());
    assert!(world.session.elsewhere());
    assert_eq!((&world.local, &world.indexed), (&local, &indexed));
    world.holds = true;
    world.tell(Message::TakeOver);
    assert_eq!(world.session.changes_unseen(), Some(Location::Changes(id)));
}
