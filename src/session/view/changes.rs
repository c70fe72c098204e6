//! What changed in the form since the application was last open.

use crate::draft::migrate::{Change, change};
use crate::draft::stored::Earlier;
use crate::form::answer::Place;
use crate::session::Session;
use crate::session::location::Location;

/// What changed in the form since an application was last open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangesView {
    /// Whether the earlier form is at hand. Where it is not, nobody can say which questions are new or changed.
    pub form_known: bool,
    /// Questions that are asked of this application and are new or changed, in the order of the form.
    pub lines: Vec<ChangeLine>,
    /// Answers that did not carry over.
    pub earlier: Vec<Earlier>,
}

impl ChangesView {
    /// Whether there is nothing to see.
    pub fn nothing(&self) -> bool {
        self.form_known && self.lines.is_empty() && self.earlier.is_empty()
    }
}

/// A new or changed question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    /// The question as it is asked now.
    pub label: String,
    /// How it differs.
    pub change: Change,
    /// Where it is answered.
    pub go: Location,
}

impl Session {
    /// What changed for the application in view, until the person has seen it. Only questions that are asked of it.
    pub fn changes(&self) -> Option<ChangesView> {
        let draft = self.draft()?;
        let original = self.kept.originals.get(&draft.id)?;
        let (config, open) = self.config().zip(self.open.as_ref())?;
        let old = self.kept.forms.get(&original.form_version);
        let mut lines = Vec::new();
        for question in old.map_or(&[][..], |_| &config.form.questions) {
            let page = &config.form.pages[question.page];
            let asked = match question.repeat {
                Some(_) => open.page_relevant(question.page),
                None => open.relevant(&Place::single(&question.definition.id)),
            };
            let change = old.and_then(|old| change(old, &config.form, question));
            if let Some(change) = change.filter(|_| asked) {
                lines.push(ChangeLine {
                    label: question.definition.label.clone(),
                    change,
                    go: Location::Page(draft.id.clone(), page.id.clone()),
                });
            }
        }
        Some(ChangesView {
            form_known: old.is_some(),
            lines,
            earlier: draft.earlier.clone(),
        })
    }

    /// Whether the person has not yet seen what changed.
    pub fn changes_unseen(&self) -> Option<Location> {
        let id = self.location.draft()?;
        let unseen = self.kept.originals.contains_key(id);
        unseen.then(|| Location::Changes(id.to_owned()))
    }
}
