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
    /// It may or may not have arrived; the same request can safely be made again, where the council said so, after so
    /// many seconds.
    Unknown(Option<u32>),
    /// The council wants to know who sends. Nothing was taken in.
    SignIn(String),
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
        self.draining = true;
        let Some(draft) = self.drafts.get_mut(id) else {
            return Vec::new();
        };
        let Some(sending) = &draft.sending else {
            return Vec::new();
        };
        match meaning(reply, &sending.digest) {
            Meaning::Unknown(retry_after) => self.put_off(id, retry_after, now),
            Meaning::SignIn(words) => {
                send.stage = Stage::SignIn(words);
                self.news(id)
            }
            Meaning::Received(receipt) => self.prove(id, receipt, now),
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
                effects.extend(self.news(id));
                effects
            }
        }
    }

    /// Leads to the news, where it is of the application in view.
    fn news(&self, id: &str) -> Vec<Effect> {
        let here = self.location.draft() == Some(id);
        let focus = here.then(|| Effect::Focus("send-state".to_owned()));
        focus.into_iter().collect()
    }

    /// The council has it: the answers leave the device.
    pub(in crate::session) fn received(&mut self, id: &str, receipt: Receipt, now: Now) -> Vec<Effect> {
        let Some(draft) = self.drafts.get_mut(id) else {
            return Vec::new();
        };
        let Some(sending) = draft.sending.take() else {
            return Vec::new();
        };
        draft.received = Some(Received {
            receipt,
            provision: sending.provision,
        });
        draft.answers = Answers::default();
        draft.removed.clear();
        draft.earlier.clear();
        draft.amends.clear();
        draft.last_page = None;
        self.sends.remove(id);
        let here = self.location.draft() == Some(id);
        if here {
            self.open = None;
        }
        let mut effects = self.changed(id, now);
        effects.extend(self.drop_forms());
        if here {
            effects.push(Effect::Go {
                to: Location::Sent(id.to_owned()),
                replace: true,
            });
        }
        effects
    }

    /// The page on which an answer that the council found wrong is mended.
    fn lead(&self, id: &str, problem: AnswerProblem) -> (String, Location) {
        let tasks = Location::Tasks(id.to_owned());
        let here = self.location.draft() == Some(id);
        let Some(open) = self.open.as_ref().filter(|_| here) else {
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
        retry_after,
    } = reply
    else {
        return Meaning::Unknown(None);
    };
    match status {
        200 | 201 if content_type == "application/json" => match read(body, receipt) {
            Some(receipt) if receipt.digest == digest && !receipt.reference.is_empty() => {
                Meaning::Received(receipt)
            }
            _ => Meaning::Unknown(None),
        },
        401 | 403 => Meaning::SignIn(
            read(body, problem).map_or_else(String::new, |problem| problem.detail.unwrap_or(problem.title)),
        ),
        // Too many requests and time-outs pass; every other 4xx is a decision.
        408 | 425 | 429 => Meaning::Unknown(*retry_after),
        400..=499 => match read(body, problem) {
            Some(problem) => Meaning::Refused(problem.detail.unwrap_or(problem.title), problem.errors),
            None => Meaning::Refused(
                format!("The council's system answered with code {status}."),
                Vec::new(),
            ),
        },
        _ => Meaning::Unknown(*retry_after),
    }
}

fn read<T>(body: &str, shape: fn(&Node<'_>) -> T) -> Option<T> {
    json::read_quietly(&json::parse_quietly(body)?, shape)
}
