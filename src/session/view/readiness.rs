//! How ready an application for one provision would be: why, what would change it, what else is open, by when.

use crate::eligibility::decision::{Decision, Finding, Outcome, Standing, decide, stops};
use crate::eligibility::explanation::smallest_change;
use crate::eligibility::facts::{Change, Facts};
use crate::eligibility::questions::reads;
use crate::form::definition::Kind;
use crate::form::instance::Instance;
use crate::programme::definition::{Level, Provision};
use crate::programme::load::Edition;
use crate::programme::timeline::{Reach, timeline};
use crate::session::config::{Config, Rules};
use crate::session::location::{Checker, Location};
use crate::session::state::Session;
use crate::session::view::timeline::{self as drawn, reach_in_words};
use crate::session::view_model::{Bucket, ReadinessView, RuleView, Way};

/// Headings of the readiness page, with what the list under each holds.
pub const BUCKETS: [(&str, &str); 6] = [
    ("To do before you apply", ""),
    (
        "Still to answer",
        "The guidance asks for these. It is not known yet whether they are in place.",
    ),
    (
        "Expected",
        "The guidance expects these. An application can go ahead without them.",
    ),
    ("In place", ""),
    (
        "What is weighed",
        "The school or the panel weighs these. They are never counted for or against here.",
    ),
    ("Does not apply here", ""),
];

/// An outcome in words.
pub fn outcome_words(outcome: Outcome) -> String {
    match outcome {
        Outcome::ReadyToApply => "Ready to apply".to_owned(),
        Outcome::NotReady { outstanding: 1 } => "Not ready: 1 thing to do".to_owned(),
        Outcome::NotReady { outstanding } => format!("Not ready: {outstanding} things to do"),
        Outcome::MoreAnswersNeeded { .. } => "More answers needed".to_owned(),
        Outcome::SpeakToCap => "Not open as things stand: speak to CAP".to_owned(),
    }
}

impl Session {
    /// Readiness for the provision in view: of the checker's page, or of the open application. `None` where none is
    /// chosen.
    pub fn readiness(&self) -> Option<ReadinessView> {
        let (config, rules) = (self.config()?, self.rules()?);
        let (edition, _) = rules.edition(self.stated());
        let id = match &self.location {
            Location::Checker(Checker::Provision(id)) => id.clone(),
            _ => self.open.as_ref()?.provision()?.to_owned(),
        };
        let provision = edition.provision(&id)?;
        let facts = self.supposing(&config, &id)?;
        let decision = decide(provision, &facts);
        let timeline = timeline(edition, provision, self.stated(), &rules.calendar);
        Some(ReadinessView {
            id,
            name: provision.name.clone(),
            summary: provision.summary.clone(),
            outcome: decision.outcome,
            way: way(&config, provision, &facts, &decision, edition),
            rules: decision
                .findings
                .iter()
                .map(|finding| rule(edition, finding))
                .collect(),
            open_now: self.open_now(&config, &rules, provision),
            timeline: drawn::view(
                &timeline,
                &edition.file().edition,
                provision,
                self.planned.is_none(),
            ),
            notes: notes(edition, provision),
        })
    }

    /// Other provisions that nothing known stands against and that take applications on the stated date.
    fn open_now(
        &self,
        config: &Config,
        rules: &Rules,
        than: &Provision,
    ) -> Vec<(String, String, Option<Location>)> {
        let edition = rules.edition(self.stated()).0;
        let other = |provision: &Provision| {
            let facts = self.supposing(config, &provision.id)?;
            let hopeful = matches!(
                decide(provision, &facts).outcome,
                Outcome::ReadyToApply | Outcome::MoreAnswersNeeded { .. }
            );
            let timeline = timeline(edition, provision, self.stated(), &rules.calendar);
            let open = matches!(timeline.reach, Reach::AnyTime | Reach::Window { .. });
            (hopeful && open).then(|| {
                let more = Location::Checker(Checker::Provision(provision.id.clone()));
                // The checker knows nothing of an application.
                let more = Some(more).filter(|_| self.location.draft().is_none());
                (provision.name.clone(), reach_in_words(&timeline), more)
            })
        };
        let others = edition.file().provisions.iter();
        others
            .filter(|provision| provision.id != than.id)
            .filter_map(other)
            .collect()
    }
}

fn way(
    config: &Config,
    provision: &Provision,
    facts: &Instance,
    decision: &Decision<'_>,
    edition: &Edition,
) -> Way {
    let given = &edition.file().given;
    match decision.outcome {
        Outcome::ReadyToApply => return Way::Ready,
        Outcome::SpeakToCap => return Way::SpeakToCap,
        Outcome::NotReady { .. } | Outcome::MoreAnswersNeeded { .. } => {}
    }
    if let Some(changes) = smallest_change(provision, facts, given) {
        return Way::Changes(changes.iter().map(|change| in_words(config, change)).collect());
    }
    let mut first = Vec::new();
    for finding in &decision.findings {
        if stops(finding.requirement) && finding.standing == Standing::Unknown {
            reads(finding.requirement, &mut first);
        }
    }
    first.retain(|id| given.contains(id) && facts.current(id).is_none());
    Way::AnswerFirst(first.iter().filter_map(|id| label(config, id)).collect())
}

fn label(config: &Config, id: &str) -> Option<String> {
    Some(config.form.question(id)?.1.definition.label.clone())
}

/// A question, and the answer it would have.
fn in_words(config: &Config, Change { answer, to }: &Change) -> (String, String) {
    let Some((_, asked)) = config.form.question(answer) else {
        return (answer.clone(), to.clone());
    };
    let choice = asked.choices.iter().find(|choice| choice.value == *to);
    let words = match (&asked.definition.kind, choice) {
        (_, Some(choice)) => choice.label.clone(),
        (Kind::YesNo | Kind::Declaration { .. }, _) if to == "yes" => "Yes".to_owned(),
        (Kind::YesNo, _) => "No".to_owned(),
        (Kind::YearGroup { .. }, _) => format!("Year {to}"),
        _ => "an answer".to_owned(),
    };
    (asked.definition.label.clone(), words)
}

fn rule(
    edition: &Edition,
    Finding {
        requirement,
        standing,
    }: &Finding<'_>,
) -> RuleView {
    let bucket = match (requirement.level, standing) {
        (Level::Consideration, _) => Bucket::Weighed,
        (_, Standing::NotApplicable) => Bucket::NotApplicable,
        (_, Standing::Met) => Bucket::InPlace,
        _ if !stops(requirement) => Bucket::Expected,
        (_, Standing::Unmet) => Bucket::ToDo,
        (_, Standing::Unknown) => Bucket::ToAnswer,
    };
    RuleView {
        bucket,
        rule: requirement.rule.clone(),
        next: requirement.next.clone(),
        help: requirement.help.clone(),
        sources: requirement.cites.iter().map(|id| source(edition, id)).collect(),
    }
}

/// "2024-25, Tier 3: Refocus, R131"; a note has no section.
fn source(edition: &Edition, id: &str) -> String {
    let file = edition.file();
    let item = file.register.iter().find(|item| item.id == id);
    match item {
        Some(item) => format!("{}, {}, {id}", file.edition, item.section),
        None => format!("{}, note {id}", file.edition),
    }
}

fn notes(edition: &Edition, provision: &Provision) -> Vec<String> {
    let notes = edition.file().notes.iter();
    notes
        .filter(|note| note.provisions.contains(&provision.id))
        .map(|note| format!("{} {}", note.text, note.handling))
        .collect()
}
