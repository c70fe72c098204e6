//! Evaluates conditions against an instance, in three values.

use chrono::NaiveDate;

use super::condition::{Condition, DateOperand, Number, Truth};
use super::definition::Kind;
use super::instance::Instance;
use super::model::{QuestionIx, RepeatIx};
use super::value::Value;

/// From where a condition looks: the whole form, or one item of a group (group, position).
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) instance: &'a Instance,
    pub(super) item: Option<(RepeatIx, usize)>,
}

impl<'a> Scope<'a> {
    pub(super) fn truth(self, condition: &Condition) -> Truth {
        match condition {
            Condition::All(inner) => inner
                .iter()
                .fold(Truth::True, |all, one| all.and(self.truth(one))),
            Condition::Any(inner) => inner
                .iter()
                .fold(Truth::False, |any, one| any.or(self.truth(one))),
            Condition::Not(inner) => !self.truth(inner),
            Condition::Equals { answer, value } => {
                Truth::known(self.text(answer).map(|given| given == value))
            }
            Condition::OneOf { answer, values } => Truth::known(
                self.text(answer)
                    .map(|given| values.iter().any(|value| value == given)),
            ),
            Condition::Includes { answer, value } => Truth::known(self.includes(answer, value)),
            Condition::Answered(answer) => Truth::known(Some(self.value(answer).is_some())),
            Condition::Overridden(answer) => Truth::known(Some(self.overridden(answer))),
            Condition::Number {
                of: Number::Count { repeat, filter },
                is,
                than,
            } => self.count(repeat, filter.as_deref(), |count| {
                is.holds(&f64::from(count), than)
            }),
            Condition::Number { of, is, than } => {
                Truth::known(self.number(of).map(|number| is.holds(&number, than)))
            }
            Condition::Date { answer, is, than } => {
                let dates = self.date(answer).zip(self.date_operand(than));
                Truth::known(dates.map(|(left, right)| is.holds(&left, &right)))
            }
        }
    }

    /// Whether a choice of radios or checkboxes is chosen: what a reveal asks.
    pub(super) fn chosen(self, parent: QuestionIx, value: &str) -> Truth {
        Truth::known(match self.cell(parent) {
            Some(Value::Text(given)) => Some(given == value),
            Some(Value::Choices(given)) => Some(given.contains(value)),
            _ => None,
        })
    }

    fn value(self, answer: &str) -> Option<&'a Value> {
        let (at, _) = self.instance.form.question(answer)?;
        self.cell(at)
    }

    fn cell(self, at: QuestionIx) -> Option<&'a Value> {
        let repeat = self.instance.form.questions.get(at)?.repeat;
        match (repeat, self.item) {
            (None, _) => self.instance.cell_value((at, None)),
            (Some(repeat), Some((own, item))) if repeat == own => self.instance.cell_value((at, Some(item))),
            _ => None,
        }
    }

    fn text(self, answer: &str) -> Option<&'a str> {
        match self.value(answer)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    fn includes(self, answer: &str, value: &str) -> Option<bool> {
        match self.value(answer)? {
            Value::Choices(given) => Some(given.contains(value)),
            _ => None,
        }
    }

    fn overridden(self, answer: &str) -> bool {
        let Some((_, question)) = self.instance.form.question(answer) else {
            return false;
        };
        let Kind::YearGroup { born } = &question.definition.kind else {
            return false;
        };
        let derived = self.instance.derived_year_group(born).map(f64::from);
        match (self.value(answer), derived) {
            (Some(Value::Number(given)), Some(derived)) => *given != derived,
            _ => false,
        }
    }

    fn number(self, number: &Number) -> Option<f64> {
        let read = |answer: &String| match self.value(answer)? {
            Value::Number(number) => Some(*number),
            _ => None,
        };
        match number {
            Number::Answer(answer) => read(answer),
            Number::Sum(answers) => answers.iter().filter_map(read).reduce(|sum, one| sum + one),
            Number::Count { .. } => None,
        }
    }

    /// Undecided items may or may not count: known only where the comparison comes out the same either way.
    fn count(self, repeat: &str, filter: Option<&Condition>, holds: impl Fn(u32) -> bool) -> Truth {
        let Some((ix, _)) = self.instance.form.repeat(repeat) else {
            return Truth::Unknown;
        };
        let items = self.instance.items.get(ix).map_or(0, Vec::len);
        let (mut sure, mut possible) = (0, 0);
        for item in 0..items {
            let scope = Scope {
                instance: self.instance,
                item: Some((ix, item)),
            };
            match filter.map_or(Truth::True, |filter| scope.truth(filter)) {
                Truth::True => sure += 1,
                Truth::Unknown => possible += 1,
                Truth::False => {}
            }
        }
        let first = holds(sure);
        Truth::known(
            (sure..=sure + possible)
                .all(|count| holds(count) == first)
                .then_some(first),
        )
    }

    fn date(self, answer: &str) -> Option<NaiveDate> {
        match self.value(answer)? {
            Value::Date(date) => Some(*date),
            _ => None,
        }
    }

    fn date_operand(self, operand: &DateOperand) -> Option<NaiveDate> {
        match operand {
            DateOperand::StatedDate => Some(self.instance.stated),
            DateOperand::On(date) => Some(*date),
            DateOperand::Answer(answer) => self.date(answer),
        }
    }
}
