//! A program that begins without its rest ends up where one that was whole from the start does.

use cap_application::session::Session;
use cap_application::session::access::Told;
use cap_application::session::effect::Effect;
use cap_application::session::location::Location;
use cap_application::session::message::Message;
use cap_application::session::view_model::Phase;

use super::world::{files, rule_files};

const NOW: i64 = 1_730_000_000_000;

/// A session without its rest at an address; everything but the rest has arrived.
fn begun(address: &str) -> (Session, Vec<Effect>) {
    let mut session = Session::begun_early();
    let mut effects = Vec::new();
    for message in [
        Message::Navigated(Location::parse(address)),
        Message::Safe(Told::Opened { code: None }),
        Message::RecordsArrived(Vec::new()),
        Message::FilesArrived(Ok(files())),
    ] {
        effects.extend(session.update_first(message, NOW).expect("for the first part"));
    }
    (session, effects)
}

fn fetches(effects: &[Effect]) -> usize {
    effects
        .iter()
        .filter(|effect| **effect == Effect::FetchRest)
        .count()
}

#[test]
fn the_way_to_a_question_needs_no_rest_and_everything_else_waits_for_it() {
    for (address, ready) in [
        ("", true),
        ("#/new", true),
        (
            "#/application/0123456789abcdef0123456789abcdef/page/provision",
            true,
        ),
        ("#/applications", false),
        ("#/checker", false),
        ("#/application/0123456789abcdef0123456789abcdef", false),
        ("#/deadlines", false),
        ("#/nowhere", true),
    ] {
        let (session, effects) = begun(address);
        assert_eq!(session.phase() == Phase::Ready, ready, "{address}");
        assert_eq!(fetches(&effects), 1, "{address}");
    }
}

#[test]
fn what_is_for_the_rest_is_given_back_untouched() {
    let (mut session, _) = begun("#/checker");
    let rules = Message::RulesArrived(Ok(rule_files()));
    let message = session
        .update_first(rules.clone(), NOW)
        .expect_err("for the rest");
    assert_eq!(message, rules);
    session
        .update_first(Message::RestArrived(Ok(())), NOW)
        .expect("for the first part");
    assert_eq!(session.phase(), Phase::Loading, "the rules are still to come");
    session.update_rest(Some(message), NOW);
    assert_eq!(session.phase(), Phase::Ready);
}

#[test]
fn a_rest_that_cannot_be_fetched_is_said_and_asked_for_again() {
    let (mut session, _) = begun("#/applications");
    let tell = |session: &mut Session, message| session.update_first(message, NOW).expect("early");
    tell(
        &mut session,
        Message::RestArrived(Err("no connection".to_owned())),
    );
    assert_eq!(session.rest_failed().as_deref(), Some("no connection"));
    assert_eq!(session.phase(), Phase::Loading);

    assert_eq!(fetches(&tell(&mut session, Message::FetchRest)), 1);
    assert_eq!(session.rest_failed(), None);
    assert_eq!(
        fetches(&tell(&mut session, Message::FetchRest)),
        0,
        "it is on its way"
    );

    tell(
        &mut session,
        Message::RestArrived(Err("no connection".to_owned())),
    );
    let onward = Message::Navigated(Location::parse("#/storage"));
    assert_eq!(fetches(&tell(&mut session, onward)), 1, "going on asks again");
}

#[test]
fn the_heading_is_gone_to_once_the_page_that_was_waited_for_is_drawn() {
    let (mut session, _) = begun("");
    let onward = Message::Navigated(Location::parse("#/applications"));
    session.update_first(onward, NOW).expect("early");
    let effects = session
        .update_first(Message::RestArrived(Ok(())), NOW)
        .expect("early");
    assert!(
        effects.contains(&Effect::Focus("main-heading".to_owned())),
        "{effects:?}"
    );
}

#[test]
fn where_more_than_one_thing_is_waited_for_the_last_of_them_brings_the_focus() {
    let (mut session, _) = begun("");
    let focus = Effect::Focus("main-heading".to_owned());
    let onward = Message::Navigated(Location::parse("#/deadlines"));
    session.update_first(onward, NOW).expect("early");
    let effects = session
        .update_first(Message::RestArrived(Ok(())), NOW)
        .expect("early");
    assert!(!effects.contains(&focus), "the rules are still to come");
    let effects = session.update_rest(Some(Message::RulesArrived(Ok(rule_files()))), NOW);
    assert!(effects.contains(&focus), "{effects:?}");
}
