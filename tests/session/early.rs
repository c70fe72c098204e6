//! A program that begins without its rest ends up where one that was whole from the start does.

use cap_application::files::Files;
use cap_application::form::answer::{Place, Raw};
use cap_application::session::Session;
use cap_application::session::access::Told;
use cap_application::session::config::Opened;
use cap_application::session::effect::Effect;
use cap_application::session::location::Location;
use cap_application::session::message::{Message, Store, StoredRecord};
use cap_application::session::view_model::{PageBody, PageView, Phase};
use cap_application::settings;

use super::world::{files, rule_files};

const NOW: i64 = 1_730_000_000_000;
const FIRST_PAGE: &str = "#/application/0123456789abcdef0123456789abcdef/provision";

/// What the settings say, and with it what is asked first.
fn begins() -> Message {
    Message::Begun(Box::new(
        settings::open(&files().settings.text).expect("settings"),
    ))
}

/// A session without its rest, and without the whole form, at an address; everything else has arrived.
fn begun(address: &str) -> (Session, Vec<Effect>) {
    let mut session = Session::begun_early();
    let mut effects = Vec::new();
    for message in [
        Message::Navigated(Location::parse(address)),
        Message::Safe(Told::Opened { code: None }),
        Message::RecordsArrived(Vec::new()),
        begins(),
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
        (FIRST_PAGE, true),
        (
            "#/application/0123456789abcdef0123456789abcdef/your-school",
            false,
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
    assert_eq!(session.phase(), Phase::Loading, "the form is still to come");
    session.update(Message::FilesArrived(Opened::all(&files())), NOW);
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
    let focus = Effect::Focus("main-heading".to_owned());
    let effects = session.update(Message::RestArrived(Ok(())), NOW);
    assert!(!effects.contains(&focus), "the form is still to come");
    let effects = session.update(Message::FilesArrived(Opened::all(&files())), NOW);
    assert!(effects.contains(&focus), "{effects:?}");
}

#[test]
fn where_more_than_one_thing_is_waited_for_the_last_of_them_brings_the_focus() {
    let (mut session, _) = begun("");
    let focus = Effect::Focus("main-heading".to_owned());
    let onward = Message::Navigated(Location::parse("#/deadlines"));
    session.update_first(onward, NOW).expect("early");
    let mut effects = session.update(Message::RestArrived(Ok(())), NOW);
    effects.extend(session.update(Message::FilesArrived(Opened::all(&files())), NOW));
    assert!(!effects.contains(&focus), "the rules are still to come");
    let effects = session.update_rest(Some(Message::RulesArrived(Ok(rule_files()))), NOW);
    assert!(effects.contains(&focus), "{effects:?}");
}

/// The first question is answered before anything else is there.
fn answered() -> (Session, Vec<Effect>) {
    let (mut session, _) = begun(FIRST_PAGE);
    let answer = Message::Answered {
        place: Place::single("provision"),
        raw: Raw::Text("insight".to_owned()),
    };
    let effects = session.update_first(answer, NOW).expect("early");
    (session, effects)
}

/// The versions of the form that are kept, and those that drafts are written with.
fn written(effects: &[Effect]) -> (usize, Vec<String>) {
    let records = effects.iter().filter_map(|effect| match effect {
        Effect::Save(record) => Some(record),
        _ => None,
    });
    let (forms, drafts): (Vec<_>, Vec<_>) = records.partition(|record| record.draft.is_empty());
    let version = |text: &str| {
        let (_, rest) = text.split_once("\"form_version\":\"").expect("a draft");
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    (
        forms.len(),
        drafts.iter().map(|record| version(&record.text)).collect(),
    )
}

/// With this form in the place of the one that ships.
fn with_form(change: impl Fn(&str) -> String) -> Message {
    let mut files = files();
    files.form.text = change(&files.form.text).into();
    Message::FilesArrived(Opened::all(&files))
}

fn asked(session: &Session) -> Vec<String> {
    let Some(PageBody::Questions(questions)) = session.page().map(|page| page.body) else {
        return Vec::new();
    };
    let choices = questions.iter().flat_map(|question| question.choices.iter());
    choices.map(|choice| choice.label.clone()).collect()
}

#[test]
fn what_was_answered_stays_where_the_whole_form_takes_its_place() {
    let (mut session, effects) = answered();
    let place = Place::single("provision");
    let before = (session.raw(&place), session.page(), asked(&session));
    assert_eq!(
        written(&effects),
        (0, vec!["2026.1".to_owned()]),
        "there is no whole form to keep a copy of"
    );
    session.update(Message::RestArrived(Ok(())), NOW);
    assert!(!session.whole());
    let effects = session.update(Message::FilesArrived(Opened::all(&files())), NOW);
    assert!(session.whole() && effects.contains(&Effect::FollowRelease));
    assert_eq!(
        written(&effects),
        (1, Vec::new()),
        "the form goes beside the draft"
    );
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Go { .. } | Effect::Focus(_))),
        "nothing moves: {effects:?}"
    );
    assert_eq!(session.raw(&place), before.0);
    assert_eq!(asked(&session), before.2);
    let names = |page: Option<PageView>| {
        page.map(|page| {
            (
                page.section,
                page.title,
                page.intro,
                page.back,
                page.asks_nickname,
            )
        })
    };
    assert_eq!(names(session.page()), names(before.1), "it is the same page");
    assert_eq!(session.redrawn(), 0);
}

#[test]
fn going_on_waits_for_the_whole_form() {
    let (mut session, _) = answered();
    session.update(Message::RestArrived(Ok(())), NOW);
    assert_eq!(session.update(Message::Continue, NOW), Vec::new());
    let effects = session.update(Message::FilesArrived(Opened::all(&files())), NOW);
    let went = effects
        .iter()
        .any(|effect| matches!(effect, Effect::Go { replace: false, .. }));
    assert!(went && session.errors().is_empty(), "{effects:?}");

    let (mut session, _) = begun(FIRST_PAGE);
    session.update(Message::RestArrived(Ok(())), NOW);
    session.update(Message::Continue, NOW);
    session.update(Message::FilesArrived(Opened::all(&files())), NOW);
    assert_eq!(session.errors().len(), 1, "nothing was chosen");
}

#[test]
fn a_form_that_nobody_noted_comes_into_force_with_its_own_question_and_version() {
    let (mut session, _) = answered();
    session.update(Message::RestArrived(Ok(())), NOW);
    let changed = with_form(|form| {
        form.replacen("2026.1", "2026.2", 1)
            .replacen("\"Tier 2 Insight\"", "\"Insight\"", 1)
    });
    let effects = session.update(changed, NOW);
    assert_eq!(written(&effects), (1, vec!["2026.2".to_owned()]));
    assert_eq!(session.redrawn(), 1, "what is in view is drawn anew");
    assert!(asked(&session).contains(&"Insight".to_owned()));
    assert!(session.changes_unseen().is_none(), "nobody saw another form");
}

#[test]
fn a_form_that_cannot_be_had_is_said_and_the_service_can_still_be_mended() {
    let (mut session, _) = answered();
    session.update(Message::RestArrived(Ok(())), NOW);
    let effects = session.update(Message::FilesArrived(Err("no connection".to_owned())), NOW);
    assert_eq!(session.phase(), Phase::Broken(vec!["no connection".to_owned()]));
    assert!(effects.contains(&Effect::FollowRelease), "a new release may come");

    let (mut session, _) = answered();
    session.update(with_form(|_| "{".to_owned()), NOW);
    assert!(matches!(session.phase(), Phase::Broken(_)));
}

#[test]
fn what_is_kept_on_the_device_is_read_with_the_whole_form() {
    let (_, effects) = answered();
    let Some(Effect::Save(record)) = effects.into_iter().next() else {
        panic!("a draft is written");
    };
    let kept = StoredRecord {
        key: record.key,
        text: record.text,
        store: Store::Indexed,
    };
    let mut session = Session::begun_early();
    for message in [
        Message::Navigated(Location::Applications),
        Message::Safe(Told::Opened { code: None }),
        begins(),
        Message::RestArrived(Ok(())),
        Message::RecordsArrived(vec![kept]),
    ] {
        session.update(message, NOW);
    }
    assert!(session.applications().is_empty() && session.phase() == Phase::Loading);
    session.update(Message::FilesArrived(Opened::all(&files())), NOW);
    assert_eq!((session.applications().len(), session.phase()), (1, Phase::Ready));
}

#[test]
fn settings_without_the_first_question_wait_for_the_form() {
    let mut settings = settings::open(&files().settings.text).expect("settings");
    settings.checked = None;
    let mut session = Session::begun_early();
    for message in [
        Message::Navigated(Location::parse(FIRST_PAGE)),
        Message::Safe(Told::Opened { code: None }),
        Message::RecordsArrived(Vec::new()),
        Message::Begun(Box::new(settings)),
        Message::RestArrived(Ok(())),
    ] {
        session.update(message, NOW);
    }
    assert_eq!(session.phase(), Phase::Loading);
    let Files { settings, form } = files();
    let effects = session.update(Message::FilesArrived(Opened::all(&Files { settings, form })), NOW);
    assert_eq!(session.phase(), Phase::Ready);
    assert!(effects.contains(&Effect::FollowRelease) && asked(&session).len() == 6);
}
