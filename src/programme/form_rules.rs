//! A loaded form, as an edition's checks ask about it.

use std::fmt::Arguments;

use super::load::FormRules;
use crate::form::check::check_condition;
use crate::form::condition::Condition;
use crate::form::model::Form;
use crate::mistake::Mistakes;

impl FormRules for Form {
    fn provisions(&self) -> Vec<String> {
        Form::provisions(self)
            .iter()
            .map(|choice| choice.value.clone())
            .collect()
    }

    fn has_question(&self, id: &str) -> bool {
        self.question(id).is_some()
    }

    fn is_cited(&self, id: &str) -> bool {
        self.cites().any(|cited| cited == id)
    }

    fn check_condition(&self, condition: &Condition, path: Arguments<'_>, mistakes: &mut Mistakes<'_>) {
        for (problem, remedy) in check_condition(self, condition, None) {
            mistakes.add(path, format_args!("{problem}"), format_args!("{remedy}"));
        }
    }
}
