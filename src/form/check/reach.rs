//! Every question can be reached by some provision.

use crate::form::condition::{Condition, DateOperand, Number};
use crate::form::graph::{check_path, relevance_conditions};
use crate::form::model::{Form, QuestionIx};
use crate::mistake::Mistakes;

/// Reports each question that no provision can ever ask, whatever the other answers are.
pub fn reach(form: &Form, mistakes: &mut Mistakes) {
    let mut order: Vec<QuestionIx> = vec![0; form.questions.len()];
    // Without a circle every question has a rank of its own.
    for (at, question) in form.questions.iter().enumerate() {
        order[question.rank] = at;
    }
    let mut reached = vec![false; form.questions.len()];
    for provision in form.provisions() {
        let possible = possible(form, &order, &provision.value);
        reached
            .iter_mut()
            .zip(possible)
            .for_each(|(all, here)| *all |= here);
    }
    for (at, _) in reached.iter().enumerate().filter(|(_, reached)| !**reached) {
        let remedy = "Mend the relevant conditions of the question, its page or its section, or take it away";
        mistakes.add(
            format_args!("{}", check_path(form, at)),
            format_args!("no provision can reach this question"),
            format_args!("{remedy}"),
        );
    }
}

/// Which questions could become relevant for one provision.
fn possible(form: &Form, order: &[QuestionIx], provision: &str) -> Vec<bool> {
    let mut world = World {
        form,
        provision,
        possible: vec![false; form.questions.len()],
    };
    for &at in order {
        let conditions = relevance_conditions(form, at).all(|condition| world.can(condition).truth);
        let revealed = match &form.questions[at].revealed_by {
            Some((parent, _)) => world.possible[*parent],
            None => true,
        };
        world.possible[at] = conditions && revealed;
    }
    world.possible
}

/// Which values a condition can take.
#[derive(Clone, Copy)]
struct Can {
    truth: bool,
    falsity: bool,
}

struct World<'a> {
    form: &'a Form,
    provision: &'a str,
    possible: Vec<bool>,
}

impl World<'_> {
    fn can(&self, condition: &Condition) -> Can {
        match condition {
            Condition::All(inner) => Can {
                truth: inner.iter().all(|one| self.can(one).truth),
                falsity: inner.iter().any(|one| self.can(one).falsity),
            },
            Condition::Any(inner) => Can {
                truth: inner.iter().any(|one| self.can(one).truth),
                falsity: inner.iter().all(|one| self.can(one).falsity),
            },
            Condition::Not(inner) => {
                let Can { truth, falsity } = self.can(inner);
                Can {
                    truth: falsity,
                    falsity: truth,
                }
            }
            Condition::Equals { answer, value } => self.choice(answer, std::slice::from_ref(value)),
            Condition::OneOf { answer, values } => self.choice(answer, values),
            Condition::Includes { answer, .. } => self.either(&[answer]),
            Condition::Answered(answer) | Condition::Overridden(answer) => Can {
                truth: self.either(&[answer]).truth,
                falsity: true,
            },
            Condition::Number {
                of: Number::Answer(answer),
                ..
            } => self.either(&[answer]),
            Condition::Number {
                of: Number::Sum(answers),
                ..
            } => {
                let any = answers.iter().any(|answer| self.either(&[answer]).truth);
                Can {
                    truth: any,
                    falsity: any,
                }
            }
            Condition::Number {
                of: Number::Count { .. },
                ..
            } => Can {
                truth: true,
                falsity: true,
            },
            Condition::Date {
                answer,
                than: DateOperand::Answer(other),
                ..
            } => self.either(&[answer, other]),
            Condition::Date { answer, .. } => self.either(&[answer]),
        }
    }

    fn choice(&self, answer: &str, values: &[String]) -> Can {
        match self.form.question(answer) {
            Some((at, _)) if at == self.form.provision_question => {
                let truth = values.iter().any(|value| value == self.provision);
                Can {
                    truth,
                    falsity: !truth,
                }
            }
            _ => self.either(&[answer]),
        }
    }

    /// A comparison can go either way where every answer it reads can be given, and neither way otherwise: blank
    /// answers leave it unknown.
    fn either(&self, answers: &[&str]) -> Can {
        let given = answers
            .iter()
            .all(|id| self.form.question(id).is_some_and(|(at, _)| self.possible[at]));
        Can {
            truth: given,
            falsity: given,
        }
    }
}
