//! A refusal of the council, kept in the draft until the person has done something about it.

use serde::{Deserialize, Serialize};

use super::stored::Draft;

/// What the council refused, and why.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    /// When the answer came, milliseconds since the Unix epoch.
    pub when: i64,
    /// The HTTP status: 409, 413, 422 or another 4xx.
    pub status: u16,
    /// The URI that names the kind of problem. Empty where the answer named none.
    pub kind: String,
    /// What the council said, in its words.
    pub words: String,
    /// Digest of the version that was refused.
    pub digest: String,
    /// The answers at fault, where it named any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<AtFault>,
}

/// One answer at fault.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AtFault {
    /// Id of the question, or of the repeating group.
    pub question: String,
    /// Id of the item, where the question is in a group: a position would come to mean another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<u32>,
    /// What to do, in the council's words.
    pub message: String,
}

/// Most characters of the council's words that are kept, and most answers at fault: a record is written at every key.
pub const MOST_WORDS: usize = 1_000;
/// See [`MOST_WORDS`].
pub const MOST_PROBLEMS: usize = 200;

impl Refused {
    /// No answer mends that the council has another version, and only the council can say that it is short enough now.
    fn stands_until_sent(&self) -> bool {
        matches!(self.status, 409 | 413)
    }

    /// Whether it goes out as an explicit change of what may have arrived where the person says so. Where the council has
    /// a version that this one was not made from, it would refuse that too. `amends`: what was noted already.
    pub fn may_amend(&self, amends: &[String]) -> bool {
        let other = ["application-differs", "amends-other-version"];
        self.status == 409
            && !other.iter().any(|name| self.kind.ends_with(name))
            && !amends.contains(&self.digest)
    }
}

impl Draft {
    /// The person has changed answers. A line about them has done its work, and with the last line the refusal has; so has
    /// one that named no answer.
    pub fn mended(&mut self, concerned: impl Fn(&AtFault) -> bool) {
        let Some(refused) = self
            .refused
            .as_mut()
            .filter(|refused| !refused.stands_until_sent())
        else {
            return;
        };
        refused.problems.retain(|problem| !concerned(problem));
        if refused.problems.is_empty() {
            self.refused = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::stored;
    use super::*;

    fn refused(status: u16, questions: &[&str]) -> Draft {
        let mut draft = stored::new("0".repeat(32), "1", 0);
        let problem = |question: &&str| AtFault {
            question: (*question).to_owned(),
            item: None,
            message: String::new(),
        };
        draft.refused = Some(Refused {
            when: 0,
            status,
            kind: String::new(),
            words: String::new(),
            digest: "d".to_owned(),
            problems: questions.iter().map(problem).collect(),
        });
        draft
    }

    #[test]
    fn a_line_goes_with_its_answer_and_the_refusal_with_the_last_line() {
        let check = |status, questions: &[&str], changed: &str, left: Option<usize>| {
            let mut draft = refused(status, questions);
            draft.mended(|problem| problem.question == changed);
            let found = draft.refused.map(|refused| refused.problems.len());
            assert_eq!(found, left, "{status} {questions:?}");
        };
        check(422, &["a", "b", "a"], "a", Some(1));
        check(422, &["a", "b"], "c", Some(2));
        check(422, &["a"], "a", None);
        check(422, &[], "a", None);
        check(400, &[], "a", None);
        check(409, &[], "a", Some(0));
        check(413, &[], "a", Some(0));
    }

    #[test]
    fn what_the_council_has_from_elsewhere_cannot_be_changed_from_here() {
        let check = |status, kind: &str, amends: &[&str], expect| {
            let refused = Refused {
                kind: kind.to_owned(),
                ..refused(status, &[]).refused.unwrap()
            };
            let amends: Vec<String> = amends.iter().map(|digest| (*digest).to_owned()).collect();
            assert_eq!(refused.may_amend(&amends), expect, "{status} {kind} {amends:?}");
        };
        check(409, "urn:cap:problem:key-reused", &[], true);
        check(409, "", &["other"], true);
        check(409, "", &["d"], false);
        check(409, "urn:cap:problem:application-differs", &[], false);
        check(409, "urn:cap:problem:amends-other-version", &["other"], false);
        check(422, "", &[], false);
    }
}
