//! The smallest set of changed answers that would make an application ready, found by trying and proved by
//! replaying it through the rules.
//!
//! Requirements that share no changeable question cannot hinder each other, so they are searched group by group;
//! the smallest set of the whole is the smallest of each group together.

use super::decision::{Outcome, Standing, decide, standing, stops};
use super::facts::{Change, Facts};
use super::questions::reads;
use super::search::{Budget, Variable, smallest};
use crate::programme::definition::{Provision, Requirement};

/// At most so many sets of changes are tried for one explanation, a fraction of a second's work.
const MOST_TRIALS: u32 = 20_000;

/// The fewest changes of answers that make an application for a provision ready. Answers may be given where there
/// are none, but `given` lists questions whose answers are as they are.
///
/// Empty where it is ready. `None` where it is one to speak to CAP about, where no changes of single answers make
/// it ready, or where there are too many to try: then what is outstanding must speak for itself.
pub fn smallest_change(provision: &Provision, facts: &dyn Facts, given: &[String]) -> Option<Vec<Change>> {
    match decide(provision, facts).outcome {
        Outcome::ReadyToApply => return Some(Vec::new()),
        Outcome::SpeakToCap => return None,
        Outcome::NotReady { .. } | Outcome::MoreAnswersNeeded { .. } => {}
    }
    let mut budget = Budget::new(MOST_TRIALS);
    let mut changes = Vec::new();
    for group in groups(provision, facts, given) {
        let holds = |facts: &dyn Facts| {
            group
                .requirements
                .iter()
                .all(|requirement| satisfied(requirement, facts))
        };
        let variables: Vec<Variable> = group
            .questions
            .iter()
            .map(|question| Variable::new(question, facts))
            .collect();
        changes.extend(smallest(&variables, facts, &holds, &mut budget)?);
    }
    let ready = decide(provision, &*facts.with(&changes)).outcome == Outcome::ReadyToApply;
    ready.then_some(changes)
}

fn satisfied(requirement: &Requirement, facts: &dyn Facts) -> bool {
    matches!(
        standing(requirement, facts),
        Standing::Met | Standing::NotApplicable
    )
}

/// Requirements that share changeable questions, directly or by a chain of others.
struct Group<'a> {
    requirements: Vec<&'a Requirement>,
    questions: Vec<String>,
}

fn groups<'a>(provision: &'a Provision, facts: &dyn Facts, given: &[String]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for requirement in provision
        .requirements
        .iter()
        .filter(|requirement| stops(requirement))
    {
        let questions = changeable(requirement, facts, given);
        let shares = |group: &Group<'_>| {
            group
                .questions
                .iter()
                .any(|question| questions.contains(question))
        };
        let (joined, apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(shares);
        let mut merged = Group {
            requirements: Vec::new(),
            questions: Vec::new(),
        };
        for group in joined {
            merged.requirements.extend(group.requirements);
            merged.questions.extend(group.questions);
        }
        merged.requirements.push(requirement);
        for question in questions {
            if !merged.questions.contains(&question) {
                merged.questions.push(question);
            }
        }
        groups = apart;
        groups.push(merged);
    }
    groups
}

/// The questions a requirement reads and those their relevance hangs on, as far as their answers can be changed.
fn changeable(requirement: &Requirement, facts: &dyn Facts, given: &[String]) -> Vec<String> {
    let mut questions = Vec::new();
    reads(requirement, &mut questions);
    let mut next = 0;
    while let Some(question) = questions.get(next) {
        for other in facts.depends_on(question) {
            if !questions.contains(&other) {
                questions.push(other);
            }
        }
        next += 1;
    }
    questions.retain(|question| !given.contains(question) && !facts.candidates(question).is_empty());
    questions
}

#[cfg(test)]
mod tests {
    use super::super::twin::{self, Twin};
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn early_help() -> Value {
        let assessed =
            json!({ "all": [twin::is("eha", "yes"), twin::is("plan", "yes"), twin::is("on_ehm", "yes")] });
        json!({ "any": [assessed, { "one_of": { "answer": "services", "values": ["cin", "cp"] } }] })
    }

    fn refocus() -> Provision {
        twin::provision(json!([
            { "id": "roll", "level": "blocker", "met": twin::is("roll", "yes"), "speak_to_cap": true },
            { "id": "early-help", "level": "blocker", "met": early_help() },
            { "id": "consent", "level": "blocker", "met": twin::is("consent", "yes") },
            { "id": "days", "level": "blocker", "met":
                { "number": { "of": { "sum": ["here", "elsewhere"] }, "is": "at_most", "than": 5 } } },
            { "id": "advice", "level": "expected", "met": twin::is("advice", "yes") },
            { "id": "detail", "level": "blocker", "applies": twin::is("agencies", "yes"), "met": { "answered": "impact" } },
        ]))
    }

    fn twin() -> Twin {
        let mut twin = Twin::yes_no(&["roll", "eha", "plan", "on_ehm", "consent", "advice", "agencies"])
            .choices("services", &["none", "cin", "cp"])
            .choices("here", &["1", "2", "3", "4", "5"])
            .choices("elsewhere", &["0", "1", "2", "3"])
            .choices("impact", &["(words)"]);
        // The plan is asked for once the assessment is complete.
        twin.relevant.insert(
            "plan".to_owned(),
            serde_json::from_value(twin::is("eha", "yes")).unwrap(),
        );
        twin.answer("roll=yes consent=yes eha=yes plan=yes on_ehm=yes here=4 elsewhere=0 agencies=no")
    }

    fn check(answers: &str, given: &[&str], expect: Option<&str>) {
        let given: Vec<String> = given.iter().map(|id| (*id).to_owned()).collect();
        let found = smallest_change(&refocus(), &twin().answer(answers), &given).map(|changes| {
            let words: Vec<String> = changes
                .iter()
                .map(|change| format!("{}={}", change.answer, change.to))
                .collect();
            words.join(" ")
        });
        assert_eq!(found.as_deref(), expect, "{answers}");
    }

    #[test]
    fn the_smallest_change_is_found() {
        check("", &[], Some(""));
        check("advice=no", &[], Some(""));
        check("consent=no", &[], Some("consent=yes"));
        check(
            "on_ehm=no consent=no",
            &["services"],
            Some("on_ehm=yes consent=yes"),
        );
        check("here=5 elsewhere=2", &[], Some("here=1"));
        check(
            "here=5 elsewhere=1 consent=no",
            &["here"],
            Some("consent=yes elsewhere=0"),
        );
        check("agencies=yes", &["agencies"], Some("impact=(words)"));
        // One answer about Children's Services would do, but that is not for the school to change.
        check(
            "eha=no plan=no on_ehm=no services=none",
            &[],
            Some("services=cin"),
        );
        check(
            "eha=no plan=no on_ehm=no services=none",
            &["services"],
            Some("eha=yes plan=yes on_ehm=yes"),
        );
        // A kept answer comes back with the question that makes it relevant.
        check("eha=no services=none", &["services"], Some("eha=yes"));
    }

    #[test]
    fn there_is_none_where_no_answer_of_the_schools_would_help() {
        check("roll=no", &[], None);
        check("here=5 elsewhere=2", &["here", "elsewhere"], None);
    }

    #[test]
    fn answers_that_are_missing_count_as_changes() {
        let mut fresh = twin();
        fresh.answers.clear();
        let changes = smallest_change(&refocus(), &fresh, &["services".to_owned()]).unwrap();
        assert_eq!(changes.len(), 7, "{changes:?}");
    }

    /// Every set of changes to these questions, by size.
    fn all_sets(twin: &Twin) -> Vec<Vec<Change>> {
        let mut sets: Vec<Vec<Change>> = vec![Vec::new()];
        for (question, values) in &twin.values {
            for index in 0..sets.len() {
                for to in values.iter().filter(|to| twin.answers.get(question) != Some(to)) {
                    let mut set = sets[index].clone();
                    set.push(Change {
                        answer: question.clone(),
                        to: to.clone(),
                    });
                    sets.push(set);
                }
            }
        }
        sets
    }

    fn condition() -> impl Strategy<Value = Value> {
        let question = prop::sample::select(vec!["a", "b", "c", "d", "e"]);
        let leaf = (question, prop::sample::select(vec!["yes", "no"]))
            .prop_map(|(question, value)| twin::is(question, value));
        leaf.prop_recursive(2, 6, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..3).prop_map(|parts| json!({ "all": parts })),
                prop::collection::vec(inner.clone(), 1..3).prop_map(|parts| json!({ "any": parts })),
                inner.prop_map(|part| json!({ "not": part })),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn no_smaller_set_works(
            rules in prop::collection::vec((condition(), prop::option::of(condition())), 1..4),
            relevance in prop::option::of(condition()),
            answers in prop::array::uniform5(0usize..3),
        ) {
            let rules: Vec<Value> = rules.into_iter().map(|(met, applies)| {
                let mut rule = json!({ "id": "r", "level": "blocker", "met": met });
                if let Some(applies) = applies {
                    rule["applies"] = applies;
                }
                rule
            }).collect();
            let provision = twin::provision(Value::Array(rules));
            let mut twin = Twin::yes_no(&["a", "b", "c", "d"]).choices("e", &["yes", "no", "maybe"]);
            for (question, answer) in ["a", "b", "c", "d", "e"].into_iter().zip(answers) {
                if let Some(value) = ["yes", "no"].get(answer) {
                    twin = twin.answer(&format!("{question}={value}"));
                }
            }
            // "e" is asked only where a condition on the others holds; a question never hangs on itself.
            if let Some(condition) = relevance.filter(|condition| !condition.to_string().contains("\"e\"")) {
                twin.relevant.insert("e".to_owned(), serde_json::from_value(condition).unwrap());
            }
            let ready = |set: &Vec<Change>| decide(&provision, &*twin.with(set)).outcome == Outcome::ReadyToApply;
            let fewest = all_sets(&twin).iter().filter(|set| ready(set)).map(Vec::len).min();
            let found = smallest_change(&provision, &twin, &[]);
            prop_assert_eq!(found.as_ref().map(Vec::len), fewest);
            prop_assert!(found.is_none_or(|set| ready(&set)));
        }
    }
}
