//! An application goes to another computer as a file, and comes back without writing over anything.

use cap_application::draft::handover::{Field, differences, merge, pack, unpack};
use cap_application::draft::stored::{self, Draft};
use cap_application::form::answer::{Group, Item, Raw};
use cap_application::form::load;
use cap_application::session::location::Location;
use cap_application::session::message::Message;
use cap_application::session::view_model::PageBody;
use cap_application::submission::envelope::Amendment;
use proptest::prelude::*;

use crate::world::{NOW, World, files};

const PASSPHRASE: &str = "purple tractor envelope";

fn type_passphrase(world: &mut World, passphrase: &str) {
    world.answer("file-passphrase", passphrase);
    world.tell(Message::Continue);
}

/// Saves an application of this world as a file.
fn save(world: &mut World, id: &str) -> String {
    world.go(Location::HandOver(id.to_owned()));
    type_passphrase(world, PASSPHRASE);
    world.files.pop().expect("a file was saved").1
}

fn open(world: &mut World, file: &str) {
    world.go(Location::OpenFile);
    world.tell(Message::FileRead(Ok(file.to_owned())));
}

/// Opens a file with its passphrase.
fn take(world: &mut World, file: &str) {
    open(world, file);
    type_passphrase(world, PASSPHRASE);
}

fn said(world: &World) -> String {
    world.session.page_beside().expect("a page").intro.join(" ")
}

fn error(world: &World) -> String {
    let [error] = &world.session.errors()[..] else {
        panic!("one error")
    };
    error.message.clone()
}

/// A computer with an application that is filled in a little.
fn begun() -> (World, String) {
    let mut world = World::new("#/");
    let id = world.start("insight");
    world.tell(Message::Named("blue".to_owned()));
    world.page(&id, "your-details");
    world.answer("applicant_name", "Morgan Sample");
    (world, id)
}

fn answer_on(world: &mut World, id: &str, name: &str) {
    world.page(id, "your-details");
    world.answer("applicant_name", name);
}

#[test]
fn an_application_moves_to_another_computer_whole() {
    let (mut one, id) = begun();
    world_has_no_trace(&mut one, &id);
    let file = save(&mut one, &id);
    assert!(!file.contains("Morgan") && !file.contains("blue") && !file.contains(&id));
    let mut two = World::new("#/");
    take(&mut two, &file);
    assert_eq!(two.session.location(), Location::Tasks(id.clone()));
    two.reload();
    assert_eq!(two.session.nickname(), "blue");
    two.page(&id, "your-details");
    assert_eq!(two.text("applicant_name").as_deref(), Some("Morgan Sample"));
}

/// The file's name is a date; the passphrase is in no store and no longer in the box.
fn world_has_no_trace(world: &mut World, id: &str) {
    world.go(Location::HandOver(id.to_owned()));
    type_passphrase(world, PASSPHRASE);
    let (name, _) = world.files.last().expect("a file was saved");
    assert_eq!(name, "alternative-provision-draft-2026-11-22.cap");
    assert!(said(world).contains("with your other downloads"));
    assert_eq!(world.text("file-passphrase"), None);
    assert!(world.local.values().all(|text| !text.contains(PASSPHRASE)));
}

#[test]
fn what_was_removed_does_not_travel() {
    let (mut world, id) = begun();
    let file = save(&mut world, &id);
    take(&mut world, &file);
    assert!(said(&world).contains("on this device already, with the same answers"));
    let draft: Draft = serde_json::from_str(world.local.values().next().expect("a record")).expect("a draft");
    let mut removed = draft.clone();
    removed.removed = vec![stored::Removed {
        when: NOW,
        repeat: "carers".to_owned(),
        at: 0,
        name: "Robin Sample".to_owned(),
        item: Item {
            id: 0,
            answers: Default::default(),
        },
    }];
    assert_eq!(unpack(&pack(&removed)), Ok(draft));
}

#[test]
fn a_weak_passphrase_is_refused_with_what_to_do() {
    let (mut world, id) = begun();
    for (passphrase, part) in [
        ("", "Enter the passphrase"),
        ("short", "at least 12"),
        ("111111111111", "same few"),
    ] {
        world.go(Location::HandOver(id.clone()));
        type_passphrase(&mut world, passphrase);
        assert!(error(&world).contains(part), "{}", error(&world));
        assert!(world.files.is_empty());
    }
}

#[test]
fn another_passphrase_another_file_and_an_altered_file_are_told_apart() {
    let (mut world, id) = begun();
    let file = save(&mut world, &id);
    open(&mut world, &file);
    type_passphrase(&mut world, "another tractor envelope");
    assert!(error(&world).contains("does not open the file"));
    type_passphrase(&mut world, PASSPHRASE);
    assert!(world.session.errors().is_empty() && said(&world).contains("same answers"));
    open(&mut world, r#"{"format":2,"shape":"of tomorrow"}"#);
    assert!(error(&world).contains("newer version of this service (format 2)"));
    open(&mut world, &file[..file.len() - 3]);
    assert!(error(&world).contains("damaged"));
    assert!(world.session.page_beside().is_none(), "a file is chosen again");
    world.tell(Message::FileRead(Err("too large".to_owned())));
    assert_eq!(error(&world), "too large");
}

#[test]
fn a_file_never_writes_over_what_is_here_and_a_person_chooses_field_by_field() {
    let (mut world, id) = begun();
    let file = save(&mut world, &id);
    world.now += 60_000;
    answer_on(&mut world, &id, "Ash Example");
    world.answer("applicant_role", "Head of year");
    take(&mut world, &file);
    let page = world.session.page_beside().expect("a page");
    let PageBody::Questions(asked) = page.body else {
        panic!("questions")
    };
    let shown: Vec<_> = asked
        .iter()
        .map(|view| {
            (
                view.question.label.as_str(),
                view.choices[0].hint.clone().unwrap(),
                view.choices[1].hint.clone().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        shown[0],
        (
            "Your full name",
            "Ash Example".to_owned(),
            "Morgan Sample".to_owned()
        )
    );
    assert_eq!(
        (shown[1].1.as_str(), shown[1].2.as_str()),
        ("Head of year", "Not answered")
    );
    assert_eq!(
        world.text("differs-0").as_deref(),
        Some("here"),
        "what is newer is chosen first"
    );
    // Until something is chosen, nothing changes.
    world.reload();
    assert_eq!(world.applications().len(), 1);
    take(&mut world, &file);
    world.answer("differs-0", "file");
    let version = |world: &World| -> u64 {
        let draft: Draft = serde_json::from_str(&world.local[&stored::key(&id)]).expect("a draft");
        draft.version
    };
    let before = version(&world);
    world.tell(Message::Continue);
    assert!(version(&world) > before, "it is a new version");
    world.page(&id, "your-details");
    assert_eq!(world.text("applicant_name").as_deref(), Some("Morgan Sample"));
    assert_eq!(world.text("applicant_role").as_deref(), Some("Head of year"));
}

#[test]
fn the_files_answers_are_offered_first_where_they_are_newer() {
    let (mut one, id) = begun();
    let older = save(&mut one, &id);
    let mut two = World::new("#/");
    take(&mut two, &older);
    one.now += 3_600_000;
    answer_on(&mut one, &id, "Ash Example");
    let newer = save(&mut one, &id);
    take(&mut two, &newer);
    assert_eq!(two.text("differs-0").as_deref(), Some("file"));
    two.tell(Message::Continue);
    two.page(&id, "your-details");
    assert_eq!(two.text("applicant_name").as_deref(), Some("Ash Example"));
}

#[test]
fn a_discarded_application_comes_back_with_its_file() {
    let (mut world, id) = begun();
    let file = save(&mut world, &id);
    world.go(Location::Applications);
    world.tell(Message::Discard(id.clone()));
    take(&mut world, &file);
    assert_eq!(world.session.location(), Location::Tasks(id));
    assert!(world.session.discarded().is_empty());
}

#[test]
fn an_application_that_was_sent_does_not_come_and_a_copy_of_it_says_so() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    let file = save(&mut world, &id);
    world.go(Location::Check(id.clone()));
    world.tell(Message::Send);
    let copy = save(&mut world, &id);
    for file in [&file, &copy] {
        take(&mut world, file);
        assert!(error(&world).contains("already sent"));
    }
    let mut elsewhere = World::new("#/");
    take(&mut elsewhere, &copy);
    elsewhere.go(Location::Check(id.clone()));
    elsewhere.tell(Message::Send);
    let amendment: Amendment = serde_json::from_str(&elsewhere.requests[0].body).expect("an amendment");
    assert_eq!(amendment.amends, [amendment.envelope.digest.clone()]);
    let request = world.requests[0].clone();
    world.reply(
        &request,
        201,
        "application/json",
        &crate::world::receipt(&request),
    );
    take(&mut world, &file);
    assert!(error(&world).contains("already sent"));
    let received = world.local[&stored::key(&id)].clone();
    assert!(unpack(&received).is_err());
}

#[test]
fn a_file_and_its_passphrase_are_forgotten_when_the_person_goes_elsewhere() {
    let (mut world, id) = begun();
    let file = save(&mut world, &id);
    open(&mut world, &file);
    world.answer("file-passphrase", "half a passphr");
    world.go(Location::Applications);
    world.go(Location::OpenFile);
    assert_eq!(
        (world.session.page_beside(), world.text("file-passphrase")),
        (None, None)
    );
}

fn draft(answers: &[(&str, &str)], carers: &[&str]) -> Draft {
    let mut draft = stored::new("0".repeat(32), "1", NOW);
    draft.nickname = "blue".to_owned();
    for (question, text) in answers {
        draft
            .answers
            .single
            .insert((*question).to_owned(), Raw::Text((*text).to_owned()));
    }
    let item = |(at, name): (usize, &&str)| Item {
        id: u32::try_from(at).unwrap(),
        answers: [("carer_name".to_owned(), Raw::Text((*name).to_owned()))].into(),
    };
    let group = Group {
        next: u32::try_from(carers.len()).unwrap(),
        items: carers.iter().enumerate().map(item).collect(),
    };
    draft.answers.repeats.insert("carers".to_owned(), group);
    draft
}

#[test]
fn two_sides_are_merged_field_by_field() {
    let form = load::load("form", &files().form.text).expect("it is right");
    let question = |id: &str| Field::Question(id.to_owned());
    let carers = Field::Repeat("carers".to_owned());
    let check = |here: &Draft, file: &Draft, expect: &[Field]| {
        assert_eq!(differences(&form, here, file), expect);
        let same = merge(&form, here, file, &[]);
        assert_eq!(same.answers, here.answers, "nothing is chosen");
        let all = merge(&form, here, file, expect);
        assert_eq!(differences(&form, &all, file), [], "everything is chosen");
    };
    let one = draft(&[("applicant_name", "A")], &["Robin"]);
    check(&one, &one, &[]);
    check(
        &one,
        &draft(&[("applicant_name", "B")], &["Robin"]),
        &[question("applicant_name")],
    );
    check(&one, &draft(&[], &["Robin"]), &[question("applicant_name")]);
    check(&draft(&[], &["Robin"]), &one, &[question("applicant_name")]);
    check(
        &one,
        &draft(&[("applicant_name", "A"), ("applicant_role", " ")], &["Robin"]),
        &[],
    );
    check(
        &one,
        &draft(&[("applicant_name", "A")], &[]),
        std::slice::from_ref(&carers),
    );
    check(
        &one,
        &draft(&[("applicant_name", "A")], &["Ash"]),
        std::slice::from_ref(&carers),
    );
    let mut named = one.clone();
    named.nickname = "red".to_owned();
    check(&one, &named, &[Field::Nickname]);
    // A number of an item is never given twice, and what the form does not ask any more is not lost.
    let two = draft(&[("of_another_form", "kept")], &["Robin", "Ash"]);
    let merged = merge(&form, &two, &one, &[carers]);
    assert_eq!(merged.answers.repeats.get("carers").unwrap().next, 2);
    let merged = merge(&form, &one, &two, &[]);
    assert!(merged.answers.single.contains_key("of_another_form"));
}

proptest! {
    #[test]
    fn what_is_packed_unpacks(texts in prop::collection::btree_map("[a-z]{1,9}", any::<String>(), 0..5)) {
        let pairs: Vec<(&str, &str)> = texts.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
        let whole = draft(&pairs, &["Robin"]);
        prop_assert_eq!(unpack(&pack(&whole)), Ok(whole));
    }
}
