//! How the requirements of a provision stand, and what follows from it.
//!
//! | requirements that stop an application | outcome |
//! | --- | --- |
//! | one unmet that no answer of the school's can mend | speak to CAP |
//! | else a blocker unmet | not ready |
//! | else one unknown | more answers needed |
//! | else | ready to apply |
//!
//! Those that stop are the blockers, and what is marked `speak_to_cap`. Anything else expected is advice;
//! considerations are shown and never counted, either way.

use super::facts::Facts;
use crate::form::condition::Truth;
use crate::programme::definition::{Level, Provision, Requirement};

/// How one requirement stands on the stated date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It holds, or would whether or not it applies.
    Met,
    /// It applies and does not hold.
    Unmet,
    /// Cannot be told from the answers so far. Never shown as no.
    Unknown,
    /// It does not apply here.
    NotApplicable,
}

impl Standing {
    /// As it is sent: `met`, `unmet`, `unknown`, `not_applicable`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Unmet => "unmet",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// What follows for a provision. It is about readiness: a panel or provider decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing the sources demand is missing.
    ReadyToApply,
    /// So many blockers are not met.
    NotReady {
        /// How many; at least one.
        outstanding: usize,
    },
    /// Nothing is known to be missing, but so many answers that matter are.
    MoreAnswersNeeded {
        /// How many requirements cannot be told yet; at least one.
        unknown: usize,
    },
    /// Not open to this student or school as things stand: speak to CAP (X19, X20).
    SpeakToCap,
}

/// One requirement and how it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding<'a> {
    /// The requirement.
    pub requirement: &'a Requirement,
    /// How it stands.
    pub standing: Standing,
}

/// The readiness of an application for one provision.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision<'a> {
    /// What follows.
    pub outcome: Outcome,
    /// Every requirement, in the order of the file.
    pub findings: Vec<Finding<'a>>,
}

impl<'a> Decision<'a> {
    /// The findings of one level with one standing: unmet blockers are outstanding, unmet expectations advice.
    pub fn of(&self, level: Level, standing: Standing) -> impl Iterator<Item = &'a Requirement> {
        self.findings
            .iter()
            .filter(move |finding| finding.requirement.level == level && finding.standing == standing)
            .map(|finding| finding.requirement)
    }
}

/// How an application stands for a provision.
pub fn decide<'a>(provision: &'a Provision, facts: &dyn Facts) -> Decision<'a> {
    let findings: Vec<Finding> = provision
        .requirements
        .iter()
        .map(|requirement| Finding {
            requirement,
            standing: standing(requirement, facts),
        })
        .collect();
    Decision {
        outcome: outcome(&findings),
        findings,
    }
}

/// Whether an application cannot go ahead while the requirement is not met.
pub fn stops(requirement: &Requirement) -> bool {
    requirement.level == Level::Blocker
        || (requirement.speak_to_cap && requirement.level != Level::Consideration)
}

/// Where it is not known whether a requirement applies, it is met if it would be met by applying.
pub(super) fn standing(requirement: &Requirement, facts: &dyn Facts) -> Standing {
    let applies = requirement
        .applies
        .as_ref()
        .map_or(Truth::True, |applies| facts.eval(applies));
    if applies == Truth::False {
        return Standing::NotApplicable;
    }
    match (!applies).or(facts.eval(&requirement.met)) {
        Truth::True => Standing::Met,
        Truth::False => Standing::Unmet,
        Truth::Unknown => Standing::Unknown,
    }
}

fn outcome(findings: &[Finding<'_>]) -> Outcome {
    let stopping = |standing| {
        findings
            .iter()
            .filter(move |finding| finding.standing == standing && stops(finding.requirement))
    };
    let outstanding = stopping(Standing::Unmet).count();
    let unknown = stopping(Standing::Unknown).count();
    if stopping(Standing::Unmet).any(|finding| finding.requirement.speak_to_cap) {
        Outcome::SpeakToCap
    } else if outstanding > 0 {
        Outcome::NotReady { outstanding }
    } else if unknown > 0 {
        Outcome::MoreAnswersNeeded { unknown }
    } else {
        Outcome::ReadyToApply
    }
}

#[cfg(test)]
mod tests {
    use super::super::twin::{self, Twin};
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    /// The Refocus rule on Early Help: assessment and plan on EHM, or an open plan; consent; roll; advice; a
    /// consideration.
    fn provision() -> Provision {
        let assessed =
            json!({ "all": [twin::is("eha", "yes"), twin::is("plan", "yes"), twin::is("on_ehm", "yes")] });
        let open = json!({ "one_of": { "answer": "services", "values": ["cin", "cp"] } });
        twin::provision(json!([
            { "id": "roll", "level": "blocker", "met": twin::is("roll", "yes"), "speak_to_cap": true },
            { "id": "early-help", "level": "blocker", "met": { "any": [assessed, open] } },
            { "id": "consent", "level": "blocker", "met": twin::is("consent", "yes") },
            { "id": "ehcp", "level": "blocker", "applies": twin::is("sen", "E"), "met": { "answered": "ehcp" } },
            { "id": "city", "level": "expected", "met": twin::is("city", "yes"), "speak_to_cap": true },
            { "id": "adapted", "level": "expected", "met": twin::is("adapted", "yes") },
            { "id": "incident", "level": "consideration", "met": twin::is("incident", "yes") },
        ]))
    }

    fn twin(answers: &str) -> Twin {
        Twin::default().answer(answers)
    }

    fn check(answers: &str, expect: Outcome) {
        assert_eq!(decide(&provision(), &twin(answers)).outcome, expect, "{answers}");
    }

    #[test]
    fn an_outcome_follows_from_what_stops_an_application() {
        use Outcome::{MoreAnswersNeeded, NotReady, ReadyToApply, SpeakToCap};
        let done = "roll=yes city=yes sen=N consent=yes eha=yes plan=yes on_ehm=yes";
        let with = |more: &str| format!("{done} {more}");
        check("", MoreAnswersNeeded { unknown: 5 });
        check("roll=yes city=yes sen=N", MoreAnswersNeeded { unknown: 2 });
        check(done, ReadyToApply);
        // What is only expected, and what is only considered, stops nothing.
        check(&with("adapted=no incident=no"), ReadyToApply);
        check(&with("adapted=no incident=yes"), ReadyToApply);
        // Assessment and plan must both be done and on EHM, or a plan of Children's Services be open.
        check(&with("on_ehm=no services=none"), NotReady { outstanding: 1 });
        check(&with("plan=no"), MoreAnswersNeeded { unknown: 1 });
        check(&with("plan=no services=cin"), ReadyToApply);
        check(
            &with("plan=no services=cp consent=no"),
            NotReady { outstanding: 1 },
        );
        check(
            &with("plan=no services=none consent=no"),
            NotReady { outstanding: 2 },
        );
        // The EHCP question is in play only with a plan.
        check(&with("sen=E"), NotReady { outstanding: 1 });
        check(&with("sen=E ehcp=written"), ReadyToApply);
        // Known to be missing weighs more than not known, closed more than either.
        check("consent=no", NotReady { outstanding: 1 });
        check("roll=no", SpeakToCap);
        check(&with("city=no consent=no"), SpeakToCap);
    }

    #[test]
    fn a_requirement_that_may_not_apply_is_met_if_it_would_be() {
        let provision = provision();
        let ehcp = |answers: &str| decide(&provision, &twin(answers)).findings[3].standing;
        assert_eq!(ehcp(""), Standing::Unknown);
        assert_eq!(ehcp("ehcp=written"), Standing::Met);
        assert_eq!(ehcp("sen=N"), Standing::NotApplicable);
        assert_eq!(ehcp("sen=E"), Standing::Unmet);
    }

    #[test]
    fn findings_are_found_by_level_and_standing() {
        let provision = provision();
        let decision = decide(&provision, &twin("adapted=no consent=no"));
        let ids = |level, standing| {
            decision
                .of(level, standing)
                .map(|r| r.id.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(Level::Expected, Standing::Unmet), ["adapted"]);
        assert_eq!(ids(Level::Blocker, Standing::Unmet), ["consent"]);
        assert_eq!(ids(Level::Consideration, Standing::Unknown), ["incident"]);
    }

    fn values() -> [(&'static str, &'static [&'static str]); 8] {
        [
            ("roll", &["yes", "no"]),
            ("eha", &["yes", "no"]),
            ("plan", &["yes", "no"]),
            ("on_ehm", &["yes", "no"]),
            ("services", &["none", "cin", "not_known"]),
            ("consent", &["yes", "no", "not_asked"]),
            ("sen", &["N", "E"]),
            ("ehcp", &["written"]),
        ]
    }

    proptest! {
        #[test]
        fn another_answer_never_makes_a_met_requirement_unknown(picks in prop::array::uniform8(0usize..4), more in 0usize..8) {
            let mut answers = Twin::default();
            for ((question, values), pick) in values().into_iter().zip(picks) {
                if let Some(value) = values.get(pick) {
                    answers = answers.answer(&format!("{question}={value}"));
                }
            }
            let (question, choices) = values()[more];
            prop_assume!(!answers.answers.contains_key(question));
            let provision = provision();
            let before = decide(&provision, &answers);
            for value in choices {
                let after = answers.clone().answer(&format!("{question}={value}"));
                for (was, is) in before.findings.iter().zip(decide(&provision, &after).findings) {
                    let lost = was.standing != Standing::Unknown && is.standing == Standing::Unknown;
                    prop_assert!(!lost, "{} by {question}={value}", is.requirement.id);
                }
            }
        }
    }
}
