//! What the endpoint said, and what that is proof of.

use crate::draft::stored::Received;
use crate::form::answer::Answers;
use crate::json::{self, Node};
use crate::session::effect::Effect;
use crate::session::location::Location;
use crate::session::message::Reply;
use crate::session::state::{Now, Session, Stage};
use crate::submission::envelope::{AnswerProblem, Receipt};
use crate::submission::read::{problem, receipt};

/// What a reply means.
enum Meaning {
    /// A receipt for the very answers that were sent.
    Received(Receipt),
    /// The council will not take it as it is.
    Refused(String, Vec<AnswerProblem>),
    /// It may or may not have arrived; the same request can safely be made again.
    Unknown,
}

impl Session {
    pub(in crate::session) fn replied(
        &mut self,
        id: &str,
        attempt: u32,
        reply: &Reply,
        now: Now,
    ) -> Vec<Effect> {
        let Some(send) = self
            .sends
            .get_mut(id)
            .filter(|send| send.attempt == attempt && send.stage == Stage::Posted)
        else {
            return Vec::new();
        };
        send.stage = Stage::Idle;
        let Some(draft) = self.drafts.get_mut(id) else {
            return Vec::new();
        };
        let Some(sending) = &draft.sending else {
            return Vec::new();
        };
        match meaning(reply, &sending.digest) {
            Meaning::Unknown => vec![Effect::Focus("send-state".to_owned())],
            Meaning::Received(receipt) => {
                draft.received = Some(Received {
                    receipt,
                    provision: sending.provision.clone(),
                });
                draft.sending = None;
                draft.answers = Answers::default();
                draft.removed.clear();
                draft.earlier.clear();
                draft.last_page = None;
                // Another application may be in view by now.
                if self.location.draft() == Some(id) {
                    self.open = None;
                }
                let mut effects = self.changed(id, now);
                effects.extend(self.drop_forms());
                if self.location.draft() == Some(id) {
                    effects.push(Effect::Go {
                        to: Location::Sent(id.to_owned()),
                        replace: true,
                    });
                }
                effects
            }
            Meaning::Refused(words, problems) => {
                draft.sending = None;
                let problems = problems
                    .into_iter()
                    .map(|problem| self.lead(id, problem))
                    .collect();
                if let Some(send) = self.sends.get_mut(id) {
                    send.stage = Stage::Refused(words, problems);
                }
                let mut effects = self.changed(id, now);
                effects.push(Effect::Focus("send-state".to_owned()));
                effects
            }
        }
    }

    /// The page on which an answer that the council found wrong is mended.
    fn lead(&self, id: &str, problem: AnswerProblem) -> (String, Location) {
        let tasks = Location::Tasks(id.to_owned());
        let Some(open) = &self.open else {
            return (problem.message, tasks);
        };
        let form = open.form();
        let page = match form.question(&problem.question) {
            Some((_, question)) => form.pages.get(question.page),
            None => form
                .repeat(&problem.question)
                .and_then(|(_, repeat)| form.pages.get(repeat.page)),
        };
        let Some(page) = page else {
            return (problem.message, tasks);
        };
        let item = page
            .repeat
            .zip(problem.item)
            .and_then(|(repeat, at)| open.item_ids(repeat).get(at).copied());
        let to = match item {
            Some(item) => Location::Item(id.to_owned(), page.id.clone(), item),
            None => Location::Page(id.to_owned(), page.id.clone()),
        };
        (problem.message, to)
    }
}

/// A page with status 200 that is no receipt (a captive portal's, say) proves nothing.
fn meaning(reply: &Reply, digest: &str) -> Meaning {
    let Reply::Http {
        status,
        content_type,
        body,
    } = reply
    else {
        return Meaning::Unknown;
    };
    match status {
        200 | 201 if content_type == "application/json" => match read(body, receipt) {
            Some(receipt) if receipt.digest == digest && !receipt.reference.is_empty() => {
                Meaning::Received(receipt)
            }
            _ => Meaning::Unknown,
        },
        // Too many requests and time-outs pass; every other 4xx is a decision.
        408 | 425 | 429 => Meaning::Unknown,
        400..=499 => match read(body, problem) {
            Some(problem) => Meaning::Refused(problem.detail.unwrap_or(problem.title), problem.errors),
            None => Meaning::Refused(
                format!("The council's system answered with code {status}."),
                Vec::new(),
            ),
        },
        _ => Meaning::Unknown,
    }
}

fn read<T>(body: &str, shape: fn(&Node<'_>) -> T) -> Option<T> {
    json::read(&json::parse(body).ok()?, shape).ok()
}
