//! Which questions the checker asks: found in the requirements, never listed anywhere.

use super::decision::stops;
use super::reads as conditions;
use crate::form::definition::Kind;
use crate::form::model::{Form, QuestionIx};
use crate::programme::definition::{Level, Provision, Requirement};

/// The questions, in the order of the form, on which a blocker or an expectation of these provisions hangs and which
/// are answered by a choice or a year group. None of them asks who a student is; what only a panel weighs is not asked.
pub fn questions<'a>(provisions: impl Iterator<Item = &'a Provision>, form: &Form) -> Vec<QuestionIx> {
    let mut ids = Vec::new();
    for provision in provisions {
        for requirement in &provision.requirements {
            if stops(requirement) || requirement.level == Level::Expected {
                reads(requirement, &mut ids);
            }
        }
    }
    let asked = |at: &QuestionIx| {
        let question = &form.questions[*at];
        question.repeat.is_none()
            && matches!(
                question.definition.kind,
                Kind::YesNo | Kind::Radios { .. } | Kind::YearGroup { .. }
            )
            && ids.contains(&question.definition.id)
    };
    (0..form.questions.len()).filter(asked).collect()
}

/// Adds the ids that a requirement reads to a list, each once.
pub fn reads(requirement: &Requirement, ids: &mut Vec<String>) {
    for condition in requirement.applies.iter().chain([&requirement.met]) {
        conditions::questions(condition, ids);
    }
}
