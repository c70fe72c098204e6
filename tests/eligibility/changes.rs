//! The smallest change that makes an application ready: as a person would name it, and against trying every set.

use std::collections::BTreeMap;

use cap_application::eligibility::decision::{Outcome, decide};
use cap_application::eligibility::explanation::smallest_change;
use cap_application::eligibility::facts::{Change, Facts};
use cap_application::form::instance::Instance;
use cap_application::programme::definition::Provision;
use proptest::prelude::*;

use crate::cases::application;
use crate::properties::{PROVISIONS, acts, lived};
use crate::support::{FORM, answered, date, edition, provision, rows};

/// The smallest change that makes an application ready. `none`: no answer of the school's would.
const CHANGES: &str = "
flourish           |                                                       |
flourish           | caseworker_assigned=no review_commitment=no           | caseworker_assigned=yes review_commitment=yes
insight            | caseworker_assigned=no                                |
supported_transfer | panel_consent=not_asked one_off_incident=yes          | panel_consent=yes
supported_transfer | sla=not_known                                         | sla=yes
supported_transfer | sla=no                                                | none
supported_transfer | school_in_coventry=no                                 | none
refocus            | eha_on_ehm=no                                         | eha_on_ehm=yes
refocus            | eha_completed=no early_help_plan=no eha_on_ehm=no     | eha_completed=yes early_help_plan=yes eha_on_ehm=yes
refocus            | eha_completed=no childrens_services_plan=not_known    | eha_completed=yes
refocus            | eha_completed=no childrens_services_plan=child_in_need |
refocus            | nothing on_roll=yes school_in_coventry=yes year_group=9 childrens_services_plan=child_protection | sla=yes dual_registration=yes panel_consent=yes
refocus            | nothing                                               | none
year11_bespoke     | year_group=10 panel_consent=no                        | none
year11_bespoke     | year_group=11 panel_consent=no                        | panel_consent=yes
";

#[test]
fn the_smallest_change_is_the_one_a_person_would_name() {
    for [id, facts, expect] in rows::<3>(CHANGES) {
        for on in ["2024-11-20", "2026-11-22"] {
            let given = &edition(date(on)).file().given;
            let changes = smallest_change(provision(id, date(on)), &application(id, facts, on), given);
            let words = changes.map_or("none".to_owned(), |changes| {
                let words: Vec<String> = changes
                    .iter()
                    .map(|change| format!("{}={}", change.answer, change.to))
                    .collect();
                words.join(" ")
            });
            assert_eq!(words, expect, "{id} | {facts}");
        }
    }
}

/// Questions that some requirement of a provision hangs on, with one or two that stop nothing.
fn deciding(id: &str) -> Vec<&'static str> {
    let words = match id {
        "flourish" => "on_roll caseworker_assigned review_commitment early_help_consent agencies_involved",
        "supported_transfer" => {
            "on_roll sla school_in_coventry year_group dual_registration panel_consent one_off_incident"
        }
        "refocus" => {
            "sla school_in_coventry dual_registration panel_consent childrens_services_plan eha_completed \
             early_help_plan eha_on_ehm early_help_consent"
        }
        "year11_bespoke" => "on_roll sla school_in_coventry year_group panel_consent early_help_offer",
        _ => "on_roll year_group sla early_help_offer",
    };
    words.split_whitespace().collect()
}

/// A provision, questions of it that are open to change, and other answers to them and to some more.
#[derive(Clone, Debug)]
struct Spoilt {
    id: &'static str,
    open: Vec<&'static str>,
    answers: BTreeMap<&'static str, usize>,
}

fn spoils() -> impl Strategy<Value = Spoilt> {
    let of = |id: &'static str| {
        let open = prop::sample::subsequence(deciding(id), 3..=deciding(id).len().min(5));
        let pick = || prop_oneof![2 => Just(0_usize), 3 => 1..5_usize];
        let more = prop::collection::btree_map(prop::sample::select(deciding(id)), pick(), 0..2_usize);
        (open, prop::array::uniform5(pick()), more).prop_map(move |(open, picks, mut answers)| {
            answers.extend(open.iter().copied().zip(picks));
            Spoilt { id, open, answers }
        })
    };
    prop_oneof![
        1 => prop::sample::select(vec!["tier1", "insight"]).prop_flat_map(of),
        2 => of("flourish"),
        3 => of("supported_transfer"),
        6 => of("refocus"),
        3 => of("year11_bespoke"),
    ]
}

fn ready(provision: &Provision, facts: &dyn Facts, changes: &[Change]) -> bool {
    decide(provision, &*facts.with(changes)).outcome == Outcome::ReadyToApply
}

/// Every set of changes to these questions.
fn all_sets(facts: &Instance, questions: &[&str]) -> Vec<Vec<Change>> {
    let mut sets: Vec<Vec<Change>> = vec![Vec::new()];
    for question in questions {
        let mut values = facts.candidates(question);
        values.retain(|to| facts.current(question).as_ref() != Some(to));
        let longer = sets.iter().flat_map(|set| {
            values.iter().map(|to| {
                let change = Change {
                    answer: (*question).to_owned(),
                    to: to.clone(),
                };
                set.iter().cloned().chain([change]).collect()
            })
        });
        let longer: Vec<Vec<Change>> = longer.collect();
        sets.extend(longer);
    }
    sets
}

/// An application that would be ready but for some answers (0 leaves a question blank).
fn application_with(spoilt: &Spoilt, on: &str) -> Instance {
    let blank = answered(spoilt.id, "", date(on));
    let facts = spoilt.answers.iter().map(|(question, pick)| {
        let values = blank.candidates(question);
        let value = pick
            .checked_sub(1)
            .map_or("", |at| values[at % values.len()].as_str());
        format!("{question}={value}")
    });
    application(spoilt.id, &facts.collect::<Vec<_>>().join(" "), on)
}

const DATES: [&str; 2] = ["2024-11-20", "2026-11-22"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn of_all_sets_of_changes_to_a_few_questions_none_smaller_works(
        spoilt in spoils(),
        on in prop::sample::select(DATES.to_vec()),
    ) {
        let facts = application_with(&spoilt, on);
        let rules = provision(spoilt.id, date(on));
        let others = FORM.questions.iter().map(|question| question.definition.id.clone());
        let given: Vec<String> = others.filter(|other| !spoilt.open.contains(&other.as_str())).collect();
        let found = smallest_change(rules, &facts, &given);
        if decide(rules, &facts).outcome == Outcome::SpeakToCap {
            prop_assert_eq!(found, None);
        } else {
            let sets = all_sets(&facts, &spoilt.open);
            let fewest = sets.iter().filter(|set| ready(rules, &facts, set)).map(Vec::len).min();
            prop_assert_eq!(found.as_ref().map(Vec::len), fewest);
            prop_assert!(found.is_none_or(|set| ready(rules, &facts, &set)));
        }
    }

    #[test]
    fn what_is_proposed_works_leaves_alone_what_is_given_and_has_nothing_to_spare(
        spoilt in spoils(),
        on in prop::sample::select(DATES.to_vec()),
    ) {
        let facts = application_with(&spoilt, on);
        let rules = provision(spoilt.id, date(on));
        let given = &edition(date(on)).file().given;
        let Some(changes) = smallest_change(rules, &facts, given) else { return Ok(()) };
        prop_assert!(ready(rules, &facts, &changes));
        for subset in 0..(1_u32 << changes.len()) - 1 {
            let kept = changes.iter().enumerate().filter(|(bit, _)| subset >> bit & 1 == 1);
            let kept: Vec<Change> = kept.map(|(_, change)| change.clone()).collect();
            prop_assert!(!ready(rules, &facts, &kept), "{kept:?} of {changes:?} is enough");
        }
        for change in &changes {
            prop_assert!(!given.contains(&change.answer), "{change:?}");
            prop_assert!(facts.current(&change.answer).as_ref() != Some(&change.to), "{change:?}");
        }
    }

    #[test]
    fn from_answers_drawn_at_random_what_is_proposed_works(
        acts in acts(),
        id in prop::sample::select(PROVISIONS.to_vec()),
        on in prop::sample::select(DATES.to_vec()),
    ) {
        let facts = lived(id, on, &acts);
        let rules = provision(id, date(on));
        if let Some(changes) = smallest_change(rules, &facts, &edition(date(on)).file().given) {
            prop_assert!(ready(rules, &facts, &changes));
        }
    }
}
