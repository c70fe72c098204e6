//! The form engine's answers as eligibility reads them.

use crate::sorted::Set;

use super::facts::{Change, Facts};
use crate::form::answer::{Place, Raw};
use crate::form::condition::{Condition, Truth};
use crate::form::definition::Kind;
use crate::form::instance::Instance;
use crate::form::value::{self, Value};

impl Facts for Instance {
    fn eval(&self, condition: &Condition) -> Truth {
        self.truth(condition)
    }

    fn with(&self, changes: &[Change]) -> Box<dyn Facts + '_> {
        let mut other = self.clone();
        for change in changes {
            other.set(&Place::single(&change.answer), raw(self, change));
        }
        Box::new(other)
    }

    fn candidates(&self, question: &str) -> Vec<String> {
        let Some((at, asked)) = self.form().question(question) else {
            return Vec::new();
        };
        if at == self.form().provision_question || asked.repeat.is_some() {
            return Vec::new();
        }
        match &asked.definition.kind {
            Kind::YesNo | Kind::Radios { .. } => {
                asked.choices.iter().map(|choice| choice.value.clone()).collect()
            }
            Kind::Declaration { .. } => vec!["yes".to_owned()],
            Kind::YearGroup { .. } => (5..=11_u8).map(|year| year.to_string()).collect(),
            Kind::Text { .. } | Kind::LongText { .. } | Kind::Name => vec!["an answer".to_owned()],
            _ => Vec::new(),
        }
    }

    fn current(&self, question: &str) -> Option<String> {
        let (_, asked) = self.form().question(question)?;
        let given = self.raw(&Place::single(question))?;
        match value::parse(&asked.definition.kind, &asked.choices, given, self.stated()).ok()?? {
            Value::Text(text) => Some(text),
            Value::Number(number) => Some(value::decimal(number)),
            _ => None,
        }
    }

    fn depends_on(&self, question: &str) -> Vec<String> {
        let Some((at, _)) = self.form().question(question) else {
            return Vec::new();
        };
        let sources = self.form().reads(at).into_iter();
        let questions = sources.filter_map(|at| self.form().questions.get(at));
        questions.map(|asked| asked.definition.id.clone()).collect()
    }
}

fn raw(instance: &Instance, change: &Change) -> Raw {
    match instance.form().question(&change.answer) {
        Some((_, asked)) if matches!(asked.definition.kind, Kind::Checkboxes { .. }) => {
            let mut chosen = Set::new();
            chosen.insert(change.to.clone());
            Raw::Choices(chosen)
        }
        _ => Raw::Text(change.to.clone()),
    }
}
