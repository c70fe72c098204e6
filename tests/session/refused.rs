//! What the council refused stays refused, in words, until somebody does something about it.

use cap_application::session::access::{Act, Told};
use cap_application::session::location::Location;
use cap_application::session::message::{Message, Store, StoredRecord};
use cap_application::session::view_model::{RefusedView, SendState, Standing, Why};
use cap_application::submission::envelope::Amendment;

use crate::world::{Request, World, receipt};

const PROBLEM: &str = "application/problem+json";
const TWO: &str = r#"{"type":"urn:cap:problem:invalid-application","title":"Not accepted","status":422,
    "detail":"Mend 2 answers","errors":[
    {"question":"applicant_name","code":"missing","message":"Enter your name"},
    {"question":"carer_name","item":0,"code":"missing","message":"Enter the name"}]}"#;

fn problem(kind: &str, status: u16, detail: &str) -> String {
    format!(r#"{{"type":"urn:cap:problem:{kind}","title":"No","status":{status},"detail":"{detail}"}}"#)
}

fn sent(world: &mut World) -> Request {
    world.tell(Message::Send);
    world.requests.last().expect("a request went out").clone()
}

/// An application that the council has answered so.
fn answered(status: u16, kind: &str, body: &str) -> (World, String, Request) {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    let request = sent(&mut world);
    world.reply(&request, status, kind, body);
    (world, id, request)
}

fn refused(world: &World) -> RefusedView {
    match world.state() {
        SendState::Refused(view) => view,
        other => panic!("{other:?}"),
    }
}

fn standing(world: &World) -> Standing {
    world.applications()[0].standing.clone()
}

#[test]
fn a_refusal_survives_a_reload_a_restart_and_a_lock_with_its_links() {
    let (mut world, id, _) = answered(422, PROBLEM, TWO);
    let expect = RefusedView {
        why: Why::Answers,
        words: "Mend 2 answers".to_owned(),
        lines: vec![
            (
                "Enter your name".to_owned(),
                Location::Page(id.clone(), "your-details".to_owned()),
            ),
            (
                "Enter the name".to_owned(),
                Location::Item(id.clone(), "carers".to_owned(), 0),
            ),
        ],
    };
    assert_eq!(refused(&world), expect);
    world.reload();
    assert_eq!(refused(&world), expect, "a reload");
    // A killed browser keeps IndexedDB alone.
    world.local.clear();
    world.open(&Location::Check(id).href());
    assert_eq!(refused(&world), expect, "a restart");
    assert_eq!(
        standing(&world),
        Standing::Refused("2 answers have to be put right".to_owned())
    );
    world.tell(Message::Access(Act::Lock));
    assert_eq!(world.applications().len(), 0);
    world.tell(Message::Safe(Told::Opened { code: None }));
    let record = |(key, text): (&String, &String)| StoredRecord {
        store: Store::Indexed,
        key: key.clone(),
        text: text.clone(),
    };
    world.tell(Message::RecordsArrived(
        world.indexed.iter().map(record).collect(),
    ));
    assert_eq!(refused(&world), expect, "a lock");
    assert_eq!(world.requests.len(), 0, "nothing is tried again by itself");
}

#[test]
fn the_list_leads_to_what_was_refused_and_it_can_be_discarded() {
    let (mut world, id, _) = answered(422, PROBLEM, TWO);
    world.go(Location::Applications);
    assert_eq!(world.applications()[0].go, Location::Check(id.clone()));
    world.tell(Message::Discard(id.clone()));
    assert_eq!(world.applications().len(), 0);
    world.tell(Message::PutBackDraft(id));
    assert!(matches!(standing(&world), Standing::Refused(_)));
}

#[test]
fn each_line_goes_with_its_answer_and_the_refusal_with_the_last() {
    let (mut world, id, _) = answered(422, PROBLEM, TWO);
    world.page(&id, "your-details");
    world.answer("applicant_role", "Deputy head");
    world.go(Location::Check(id.clone()));
    assert_eq!(refused(&world).lines.len(), 2, "nothing was said of that answer");
    world.page(&id, "your-details");
    world.answer("applicant_name", "Another Name");
    world.reload();
    world.go(Location::Check(id.clone()));
    assert_eq!(refused(&world).lines[0].0, "Enter the name");
    world.page(&id, "carers");
    world.tell(Message::RemoveItem(0));
    world.go(Location::Check(id));
    assert_eq!(world.state(), SendState::NotSent);
    assert!(matches!(standing(&world), Standing::Draft(..)));
    world.reload();
    assert_eq!(world.state(), SendState::NotSent);
}

#[test]
fn an_item_is_found_again_where_another_went_from_before_it() {
    let mut world = World::new("#/");
    let id = world.complete("insight");
    world.page(&id, "carers");
    world.tell(Message::RemoveItem(0));
    world.go(Location::Check(id.clone()));
    let view = world.session.check().expect("the check page");
    assert_eq!(view.outstanding, [], "the test fills in what is asked");
    let request = sent(&mut world);
    world.reply(&request, 422, PROBLEM, TWO);
    assert_eq!(
        refused(&world).lines[1].1,
        Location::Item(id, "carers".to_owned(), 1),
        "the council counts, and the page goes by the number that the item keeps"
    );
}

#[test]
fn sending_again_takes_the_refusal_away() {
    let (mut world, _, first) = answered(422, PROBLEM, TWO);
    let second = sent(&mut world);
    assert_eq!((world.state(), &second.key), (SendState::Sending, &first.key));
    world.reply(&second, 201, "application/json", &receipt(&second));
    assert!(matches!(world.state(), SendState::Received(_)));
}

#[test]
fn what_is_too_long_names_the_longest_answers_until_it_is_sent_again() {
    for body in [
        problem("too-large", 413, "At most 1 MiB"),
        "<html>413</html>".to_owned(),
    ] {
        let mut world = World::new("#/");
        let id = world.complete("insight");
        world.page(&id, "insight-concern");
        let long = "word ".repeat(280);
        world.answer("concerns", &long);
        world.go(Location::Check(id.clone()));
        let request = sent(&mut world);
        world.reply(&request, 413, "text/html", &body);
        for _ in 0..2 {
            let view = refused(&world);
            assert_eq!(view.why, Why::TooLong);
            let (line, to) = &view.lines[0];
            assert!(line.ends_with("1400 characters"), "{line}");
            assert_eq!(*to, Location::Page(id.clone(), "insight-concern".to_owned()));
            assert_eq!(standing(&world), Standing::Refused("it is too long".to_owned()));
            world.reload();
        }
        world.page(&id, "insight-concern");
        world.answer("concerns", &"word ".repeat(100));
        world.go(Location::Check(id.clone()));
        assert!(refused(&world).lines[0].0.ends_with("500 characters"));
        sent(&mut world);
        assert_eq!(world.state(), SendState::Sending);
    }
}

#[test]
fn what_the_council_has_under_the_same_key_is_changed_on_purpose_or_not_at_all() {
    let (mut world, id, first) = answered(409, PROBLEM, &problem("key-reused", 409, "Used before"));
    world.reload();
    let view = refused(&world);
    assert_eq!(view.why, Why::OtherVersion { may_amend: true });
    let standing_in_words = "the council already has another version of it";
    assert_eq!(standing(&world), Standing::Refused(standing_in_words.to_owned()));
    // No answer mends that.
    world.page(&id, "your-details");
    world.answer("applicant_name", "Another Name");
    world.go(Location::Check(id));
    assert_eq!(refused(&world).why, Why::OtherVersion { may_amend: true });
    world.tell(Message::SendAsChange);
    let second = world.requests.last().expect("a request").clone();
    let amendment: Amendment = serde_json::from_str(&second.body).expect("an amendment");
    let digest = serde_json::from_str::<serde_json::Value>(&first.body).expect("JSON")["digest"].clone();
    assert_eq!(serde_json::json!(amendment.amends), serde_json::json!([digest]));
    assert_ne!(second.key, first.key);
    world.reply(
        &second,
        409,
        PROBLEM,
        &problem("amends-other-version", 409, "Changed elsewhere"),
    );
    assert_eq!(refused(&world).why, Why::OtherVersion { may_amend: false });
    let requests = world.requests.len();
    world.tell(Message::SendAsChange);
    assert_eq!(world.requests.len(), requests, "only the telephone is left");
}

#[test]
fn an_application_that_came_from_elsewhere_is_for_the_telephone() {
    let (world, ..) = answered(
        409,
        PROBLEM,
        &problem("application-differs", 409, "Received before"),
    );
    assert_eq!(refused(&world).why, Why::OtherVersion { may_amend: false });
}

#[test]
fn any_other_refusal_has_the_councils_words_and_goes_with_the_first_change() {
    for status in [400, 404, 410, 415, 451] {
        let (mut world, id, _) = answered(status, PROBLEM, &problem("closed", status, "Closed until Monday"));
        world.reload();
        let view = refused(&world);
        assert_eq!(
            (view.why, view.words.as_str()),
            (Why::Other, "Closed until Monday")
        );
        assert_eq!(
            standing(&world),
            Standing::Refused("Closed until Monday".to_owned())
        );
        world.page(&id, "your-details");
        world.answer("applicant_name", "Another Name");
        world.go(Location::Check(id));
        assert_eq!(world.state(), SendState::NotSent, "{status}");
    }
}

#[test]
fn a_page_of_somebody_in_between_is_no_refusal() {
    for status in [400, 404, 407, 451] {
        let (mut world, _, first) = answered(status, "text/html", "<html>Blocked</html>");
        assert_eq!(world.state(), SendState::Uncertain, "{status}");
        let said = world.session.unproven().expect("words");
        assert!(said.contains(&status.to_string()), "{said}");
        world.now = world.wake.expect("tried again by itself");
        world.tell(Message::Tick);
        let again = world.requests.last().expect("a request");
        assert_eq!((&again.key, &again.body), (&first.key, &first.body));
    }
}

#[test]
fn one_that_may_have_been_refused_in_between_is_sent_next_as_a_change() {
    let (mut world, _, first) = answered(413, "text/html", "<html>Too large</html>");
    let second = sent(&mut world);
    let amendment: Amendment = serde_json::from_str(&second.body).expect("an amendment");
    assert_eq!(
        amendment.amends,
        *std::slice::from_ref(&amendment.envelope.digest)
    );
    assert_ne!(second.key, first.key);
}

#[test]
fn who_is_to_sign_in_is_told_so_on_the_list() {
    let (mut world, _, first) = answered(401, PROBLEM, &problem("sign-in", 401, "Sign in first"));
    assert_eq!(standing(&world), Standing::SignIn);
    world.reload();
    let again = world.requests.last().expect("by itself").clone();
    assert_eq!((&again.key, &again.body), (&first.key, &first.body));
}

#[test]
fn words_without_end_are_cut() {
    let (world, _, _) = answered(400, PROBLEM, &problem("long", 400, &"no ".repeat(10_000)));
    assert_eq!(refused(&world).words.chars().count(), 1_000);
}
