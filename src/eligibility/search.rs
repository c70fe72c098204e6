//! Breadth-first search for the smallest set of changes: none, then one, then two …

use super::facts::{Change, Facts};

/// How many sets may still be tried.
pub(super) struct Budget(u32);

impl Budget {
    pub(super) fn new(trials: u32) -> Self {
        Self(trials)
    }

    /// Takes one trial; false where none is left.
    fn spend(&mut self) -> bool {
        let left = self.0.checked_sub(1);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }
}

/// A question and the changes that can be made to it.
pub(super) struct Variable(Vec<Change>);

impl Variable {
    pub(super) fn new(question: &str, facts: &dyn Facts) -> Self {
        let current = facts.current(question);
        let others = facts
            .candidates(question)
            .into_iter()
            .filter(|to| current.as_ref() != Some(to));
        Self(
            others
                .map(|to| Change {
                    answer: question.to_owned(),
                    to,
                })
                .collect(),
        )
    }
}

/// The first smallest set, at most one change to a variable, after which `holds`. `None` where there is none or the
/// budget is spent.
pub(super) fn smallest(
    variables: &[Variable],
    facts: &dyn Facts,
    holds: &dyn Fn(&dyn Facts) -> bool,
    budget: &mut Budget,
) -> Option<Vec<Change>> {
    let mut search = Search {
        facts,
        holds,
        budget,
        chosen: Vec::new(),
    };
    (0..=variables.len()).find_map(|size| search.choose(variables, size).then(|| search.chosen.clone()))
}

struct Search<'a> {
    facts: &'a dyn Facts,
    holds: &'a dyn Fn(&dyn Facts) -> bool,
    budget: &'a mut Budget,
    chosen: Vec<Change>,
}

impl Search<'_> {
    /// Whether `size` more changes among the variables make it hold; `chosen` is then the whole set.
    fn choose(&mut self, variables: &[Variable], size: usize) -> bool {
        if size == 0 {
            return self.budget.spend() && (self.holds)(&*self.facts.with(&self.chosen));
        }
        let starts = (variables.len() + 1).saturating_sub(size);
        for (index, variable) in variables.iter().enumerate().take(starts) {
            for change in &variable.0 {
                if self.budget.0 == 0 {
                    return false;
                }
                self.chosen.push(change.clone());
                if self.choose(&variables[index + 1..], size - 1) {
                    return true;
                }
                self.chosen.pop();
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::super::twin::Twin;
    use super::*;
    use crate::form::condition::Condition;

    #[test]
    fn a_search_too_large_to_finish_stops_at_its_budget() {
        let names: Vec<String> = (0..40).map(|number| format!("q{number}")).collect();
        let twin = Twin::yes_no(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let variables: Vec<Variable> = names.iter().map(|name| Variable::new(name, &twin)).collect();
        let never = Condition::Any(Vec::new());
        let mut budget = Budget::new(1_000);
        let found = smallest(
            &variables,
            &twin,
            &|facts| facts.eval(&never).is_true(),
            &mut budget,
        );
        assert_eq!(found, None);
        assert_eq!(budget.0, 0);
    }
}
