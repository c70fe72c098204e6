//! What must hold whatever the answers are, on the form that ships.

use std::sync::{Arc, LazyLock};

use cap_application::form::answer::{Answers, Place, Raw};
use cap_application::form::definition::Kind;
use cap_application::form::instance::Instance;
use cap_application::form::load::load;
use cap_application::form::model::Form;
use cap_application::form::wire::judge;
use proptest::prelude::*;
use serde_json::Value;

use crate::stage::{relevance, shipped, shipped_form, stated};

static FORM: LazyLock<Arc<Form>> = LazyLock::new(shipped_form);

/// The same form with its sections, and the pages in them, in reverse order.
static REVERSED: LazyLock<Arc<Form>> = LazyLock::new(|| {
    let mut form: Value = serde_json::from_str(&shipped("form/application.json")).expect("JSON");
    let sections = form["sections"].as_array_mut().expect("a list");
    sections.reverse();
    for section in sections {
        section["pages"].as_array_mut().expect("a list").reverse();
    }
    Arc::new(load("reversed.json", &form.to_string()).expect("it loads in any order"))
});

/// One thing a person does.
#[derive(Clone, Debug)]
enum Act {
    /// Gives an answer: which question, what sort of answer, in which item.
    Answer(usize, u32, usize),
    Add(usize),
    Remove(usize, usize),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        10 => (any::<usize>(), any::<u32>(), 0..3_usize).prop_map(|(at, pick, item)| Act::Answer(at, pick, item)),
        1 => any::<usize>().prop_map(Act::Add),
        1 => (any::<usize>(), 0..3_usize).prop_map(|(group, item)| Act::Remove(group, item)),
    ];
    // The provision comes first in most lives, so that there is something to be relevant.
    (any::<u32>(), prop::collection::vec(act, 0..80)).prop_map(|(provision, mut acts)| {
        acts.insert(0, Act::Answer(0, provision, 0));
        acts
    })
}

fn typed(form: &Form, at: usize, pick: u32) -> Raw {
    let question = &form.questions[at];
    let text = |text: &str| Raw::Text(text.to_owned());
    let pick = pick as usize;
    if pick % 7 == 6 {
        return text(["", "  ", "nonsense", "99999999999", "é\u{200b}", "-1"][pick / 7 % 6]);
    }
    let choice = question
        .choices
        .get(pick / 7 % question.choices.len().max(1))
        .map(|choice| choice.value.clone());
    match (&question.definition.kind, choice) {
        (Kind::Checkboxes { .. }, Some(value)) => Raw::Choices([value].into()),
        (_, Some(value)) => Raw::Text(value),
        (Kind::Date { .. }, _) => {
            crate::stage::raw(["2012-03-04", "2010-09-01", "2030-01-01", "2012-13-01"][pick / 7 % 4])
        }
        (Kind::Number { .. } | Kind::Percentage | Kind::YearGroup { .. }, _) => {
            text(["0", "3", "9", "11", "2.5"][pick / 7 % 5])
        }
        _ => text("words"),
    }
}

fn act(instance: &mut Instance, act: &Act) {
    let form = Arc::clone(instance.form());
    match act {
        Act::Answer(at, pick, item) => {
            let at = at % form.questions.len();
            let question = &form.questions[at];
            let place = match question.repeat {
                None => Place::single(&question.definition.id),
                Some(repeat) => match instance.item_ids(repeat).get(*item) {
                    Some(id) => Place::in_item(&question.definition.id, *id),
                    None => return,
                },
            };
            instance.set(&place, typed(&form, at, *pick));
        }
        Act::Add(group) => {
            instance.add_item(group % form.repeats.len());
        }
        Act::Remove(group, item) => {
            let group = group % form.repeats.len();
            if let Some(id) = instance.item_ids(group).get(*item) {
                instance.remove_item(group, *id);
            }
        }
    }
}

fn lived(acts: &[Act]) -> Instance {
    let mut instance = Instance::new(Arc::clone(&FORM), stated(), Answers::default());
    acts.iter().for_each(|one| act(&mut instance, one));
    instance
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_follows_step_by_step_is_what_follows_from_scratch(acts in acts()) {
        let lived = lived(&acts);
        let fresh = Instance::new(Arc::clone(&FORM), stated(), lived.answers().clone());
        prop_assert_eq!(relevance(&lived), relevance(&fresh));
        prop_assert_eq!(lived.to_wire(), fresh.to_wire());
        for page in 0..FORM.pages.len() {
            prop_assert_eq!(lived.page_violations(page), fresh.page_violations(page));
        }
    }

    #[test]
    fn stored_answers_read_back_the_same(acts in acts()) {
        let answers = lived(&acts).answers().clone();
        let text = serde_json::to_string(&answers).expect("it writes");
        prop_assert_eq!(serde_json::from_str::<Answers>(&text).expect("it reads"), answers);
    }

    #[test]
    fn no_answer_that_is_not_relevant_matters(acts in acts(), pick in any::<u32>()) {
        let before = lived(&acts);
        let mut after = before.clone();
        for (at, question) in FORM.questions.iter().enumerate().filter(|(_, question)| question.repeat.is_none()) {
            let place = Place::single(&question.definition.id);
            if !before.relevant(&place) {
                after.set(&place, typed(&FORM, at, pick));
            }
        }
        prop_assert_eq!(relevance(&before), relevance(&after));
        prop_assert_eq!(before.to_wire(), after.to_wire());
    }

    #[test]
    fn the_order_of_questions_changes_nothing(acts in acts()) {
        let lived = lived(&acts);
        let reversed = Instance::new(Arc::clone(&REVERSED), stated(), lived.answers().clone());
        prop_assert_eq!(relevance(&lived), relevance(&reversed));
        prop_assert_eq!(lived.to_wire(), reversed.to_wire());
    }

    #[test]
    fn the_council_judges_as_the_browser_does(acts in acts()) {
        let lived = lived(&acts);
        let (judged, faults) = judge(&FORM, stated(), &lived.to_wire());
        if lived.complete() {
            prop_assert_eq!(faults, Vec::new());
            prop_assert_eq!(judged.to_wire(), lived.to_wire());
        } else if lived.provision().is_some() {
            prop_assert!(!faults.is_empty(), "what is not complete is not accepted");
        }
    }
}
