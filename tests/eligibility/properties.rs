//! What must hold whatever the answers are, on the form and in both editions that ship.

use std::sync::Arc;

use cap_application::eligibility::decision::{Outcome, Standing, decide};
use cap_application::form::answer::{Answers, Place, Raw};
use cap_application::form::condition::Condition;
use cap_application::form::definition::Kind;
use cap_application::form::instance::Instance;
use cap_application::programme::definition::{Level, Provision};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::support::{EDITIONS, FORM, date, date_boxes, outcome, stops, window};

pub const PROVISIONS: [&str; 6] = [
    "tier1",
    "insight",
    "flourish",
    "supported_transfer",
    "refocus",
    "year11_bespoke",
];

/// One thing a person does: gives the answer of this number to the question of this number, in this item of its
/// group, which is added where it is not there.
pub type Act = (usize, usize, usize);

pub fn acts() -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec((any::<usize>(), any::<usize>(), 0..2_usize), 0..200)
}

/// Answers to a question that mean something.
fn sound(at: usize) -> Vec<Raw> {
    let question = &FORM.questions[at];
    let text = |text: &str| Raw::Text(text.to_owned());
    let choices = question.choices.iter().map(|choice| choice.value.as_str());
    match &question.definition.kind {
        Kind::Checkboxes { .. } => choices
            .map(|value| Raw::Choices([value.to_owned()].into()))
            .collect(),
        Kind::YesNo | Kind::Radios { .. } => choices.map(text).collect(),
        Kind::Declaration { .. } => vec![text("yes")],
        Kind::Date { .. } => {
            let dates = [
                "2008-08-31",
                "2009-08-31",
                "2009-09-01",
                "2013-09-01",
                "2015-02-28",
                "2024-09-02",
            ];
            dates.map(date_boxes).to_vec()
        }
        Kind::YearGroup { .. } => (0..=13).map(|year: u8| text(&year.to_string())).collect(),
        Kind::Number { .. } | Kind::Percentage => vec![text("1"), text("4.5"), text("5")],
        _ => vec![text("words")],
    }
}

/// Answers to a question that mean nothing to it.
fn unsound(pick: usize) -> Raw {
    match pick % 6 {
        0 => Raw::Text(" ".to_owned()),
        1 => Raw::Text("nonsense".to_owned()),
        2 => Raw::Text("-1".to_owned()),
        3 => date_boxes("2030-02-30"),
        4 => Raw::Choices(["yes".to_owned(), "no".to_owned()].into()),
        _ => Raw::Text("é\u{200b}99999999999".to_owned()),
    }
}

fn act(instance: &mut Instance, at: usize, raw: Raw, item: usize) {
    let question = &FORM.questions[at];
    let place = match question.repeat {
        None => Place::single(&question.definition.id),
        Some(repeat) => {
            while instance.item_ids(repeat).len() <= item {
                instance.add_item(repeat).expect("room for two");
            }
            Place::in_item(&question.definition.id, instance.item_ids(repeat)[item])
        }
    };
    instance.set(&place, raw);
}

/// An application for a provision after acts that all mean something.
pub fn lived(id: &str, on: &str, acts: &[Act]) -> Instance {
    let mut instance = after(on, acts, sound_pick);
    choose_provision(&mut instance, id);
    instance
}

fn sound_pick(at: usize, pick: usize) -> Raw {
    let sound = sound(at);
    sound[pick % sound.len()].clone()
}

/// One answer in five means nothing.
fn any_pick(at: usize, pick: usize) -> Raw {
    match pick % 5 {
        4 => unsound(pick / 5),
        _ => sound_pick(at, pick / 5),
    }
}

fn after(on: &str, acts: &[Act], answer: fn(usize, usize) -> Raw) -> Instance {
    let mut instance = Instance::new(Arc::clone(&FORM), date(on), Answers::default());
    for (at, pick, item) in acts {
        let at = at % FORM.questions.len();
        act(&mut instance, at, answer(at, *pick), *item);
    }
    instance
}

fn choose_provision(instance: &mut Instance, id: &str) {
    act(instance, FORM.provision_question, Raw::Text(id.to_owned()), 0);
}

/// The outcome as the table at the head of the decisions has it, worked out another way.
fn expected(provision: &Provision, standings: &[Standing]) -> &'static str {
    let found = |standing, closed: bool| {
        let all = provision.requirements.iter().zip(standings);
        all.filter(|(requirement, _)| stops(requirement))
            .any(|(requirement, is)| *is == standing && (!closed || requirement.speak_to_cap))
    };
    match (
        found(Standing::Unmet, true),
        found(Standing::Unmet, false),
        found(Standing::Unknown, false),
    ) {
        (true, ..) => "speak",
        (_, true, _) => "not ready",
        (.., true) => "answers",
        _ => "ready",
    }
}

/// The provision with every consideration made to stand in one way, or left out.
fn weighed(provision: &Provision, met: Option<&Condition>) -> Provision {
    let mut other = provision.clone();
    match met {
        None => other
            .requirements
            .retain(|requirement| requirement.level != Level::Consideration),
        Some(met) => {
            let all = other.requirements.iter_mut();
            for requirement in all.filter(|requirement| requirement.level == Level::Consideration) {
                requirement.met = met.clone();
            }
        }
    }
    other
}

fn stated() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "2024-02-29",
        "2024-09-01",
        "2024-12-04",
        "2024-12-05",
        "2025-07-03",
        "2025-08-31",
        "2025-09-01",
        "2026-11-22",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_answers_at_all_have_an_outcome_for_every_provision(acts in acts(), on in stated()) {
        let mut facts = after(on, &acts, any_pick);
        for id in PROVISIONS {
            choose_provision(&mut facts, id);
            prop_assert!(!window(id, date(on)).is_empty());
            for provision in EDITIONS.iter().filter_map(|edition| edition.provision(id)) {
                let decision = decide(provision, &facts);
                let standings: Vec<Standing> = decision.findings.iter().map(|finding| finding.standing).collect();
                prop_assert_eq!(standings.len(), provision.requirements.len());
                prop_assert_eq!(outcome(&decision), expected(provision, &standings));
            }
        }
    }

    #[test]
    fn what_is_weighed_never_alters_an_outcome(
        acts in acts(),
        id in prop::sample::select(PROVISIONS.to_vec()),
        on in stated(),
    ) {
        let facts = lived(id, on, &acts);
        for provision in EDITIONS.iter().filter_map(|edition| edition.provision(id)) {
            let is = decide(provision, &facts).outcome;
            for met in [None, Some(&Condition::All(Vec::new())), Some(&Condition::Any(Vec::new()))] {
                prop_assert_eq!(decide(&weighed(provision, met), &facts).outcome, is);
            }
        }
    }
}

proptest! {
    // Each case tries every sound answer to every question that is blank.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn an_answer_where_there_was_none_never_makes_unknown_what_was_known(
        acts in acts(),
        id in prop::sample::select(PROVISIONS.to_vec()),
        on in stated(),
    ) {
        let before = lived(id, on, &acts);
        let blank = (0..FORM.questions.len()).filter(|at| {
            let question = &FORM.questions[*at];
            question.repeat.is_none() && before.raw(&Place::single(&question.definition.id)).is_none_or(Raw::is_blank)
        });
        for (at, raw) in blank.flat_map(|at| sound(at).into_iter().map(move |raw| (at, raw))) {
            let mut after = before.clone();
            act(&mut after, at, raw.clone(), 0);
            for provision in EDITIONS.iter().filter_map(|edition| edition.provision(id)) {
                let (was, is) = (decide(provision, &before), decide(provision, &after));
                for (was, is) in was.findings.iter().zip(is.findings) {
                    let lost = was.standing != Standing::Unknown && is.standing == Standing::Unknown;
                    let question = &FORM.questions[at].definition.id;
                    prop_assert!(!lost, "{}: {question} answered {raw:?}", is.requirement.id);
                }
            }
        }
    }
}

#[test]
fn each_outcome_is_reached_by_some_answers_drawn_at_random() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen = [false; 4];
    for _ in 0..100 {
        let drawn = acts().new_tree(&mut runner).expect("acts").current();
        let mut facts = after("2024-11-20", &drawn, sound_pick);
        for id in PROVISIONS {
            choose_provision(&mut facts, id);
            let provision = EDITIONS[0].provision(id).expect("a provision");
            let at = match decide(provision, &facts).outcome {
                Outcome::ReadyToApply => 0,
                Outcome::NotReady { .. } => 1,
                Outcome::MoreAnswersNeeded { .. } => 2,
                Outcome::SpeakToCap => 3,
            };
            seen[at] = true;
        }
    }
    assert_eq!(seen, [true; 4]);
}

/// Nothing published for 2025-26 changes what is asked, so the cases of one edition speak for the other.
#[test]
fn both_editions_ask_the_same() {
    let asked = |at: usize| {
        let provisions = EDITIONS[at].file().provisions.iter();
        let requirements = provisions.flat_map(|provision| {
            let all = provision.requirements.iter();
            all.map(|one| {
                (
                    &provision.id,
                    &one.id,
                    one.level,
                    &one.applies,
                    &one.met,
                    one.speak_to_cap,
                )
            })
        });
        requirements.collect::<Vec<_>>()
    };
    assert_eq!(asked(0), asked(1));
}
