//! What the endpoint said, and what that is proof of.

use crate::draft::refused::{AtFault, MOST_PROBLEMS, MOST_WORDS, Refused};
use crate::draft::stored::Received;
use crate::form::answer::Answers;
use crate::json::{self, Node};
use crate::session::effect::Effect;
use crate::session::location::Location;
use crate::session::message::Reply;
use crate::session::state::{Now, Session, Stage};
use crate::submission::envelope::{AnswerProblem, Problem, Receipt};
use crate::submission::read::{problem, receipt};

/// What a reply means.
enum Meaning {
    /// A receipt for the very answers that were sent.
    Received(Receipt),
    /// The council will not take it as it is.
    Refused(u16, Problem),
    /// It may or may not have arrived; the same request can safely be made again, where the council said so, after so
    /// many seconds. A status that cannot be the council's is said.
    Unknown(Option<u32>, Option<u16>),
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
            Meaning::Unknown(retry_after, status) => {
                send.unproven = status.map(|status| {
                    let code = status.to_string();
                    ["An answer with code ", &code, " came that is not the council’s."].concat()
                });
                self.put_off(id, retry_after)
            }
            Meaning::SignIn(words) => {
                send.stage = Stage::SignIn(words);
                self.news(id)
            }
            Meaning::Received(receipt) => self.prove(id, receipt, now),
            Meaning::Refused(status, problem) => self.turned_down(id, status, problem, now),
        }
    }

    /// The application can be changed again, and what the council said stays with it, through reloads and locks.
    fn turned_down(&mut self, id: &str, status: u16, problem: Problem, now: Now) -> Vec<Effect> {
        let problems = problem.errors.into_iter().take(MOST_PROBLEMS);
        let problems = problems.map(|problem| self.fault(id, problem)).collect();
        let Some(draft) = self.drafts.get_mut(id) else {
            return Vec::new();
        };
        let Some(sending) = draft.sending.take() else {
            return Vec::new();
        };
        // Who is in between may have answered, and an attempt before this one may have arrived.
        if problem.kind.is_empty() {
            draft.may_have_arrived(sending.digest.clone());
        }
        let words = problem.detail.unwrap_or(problem.title);
        draft.refused = Some(Refused {
            when: self.time,
            status,
            kind: problem.kind,
            words: words.chars().take(MOST_WORDS).collect(),
            digest: sending.digest,
            problems,
        });
        if let Some(send) = self.sends.get_mut(id) {
            send.tries = 0;
            send.fresh = false;
        }
        let mut effects = self.changed(id, now);
        effects.extend(self.news(id));
        effects
    }

    /// Leads to the news, where it is of the application in view.
    pub(in crate::session) fn news(&self, id: &str) -> Vec<Effect> {
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

    /// The answer that the council found wrong. It counts the items of a group as they were sent.
    fn fault(&self, id: &str, problem: AnswerProblem) -> AtFault {
        let item = problem.item.and_then(|at| {
            let config = self.config()?;
            let (_, question) = config.form.question(&problem.question)?;
            let repeat = config.form.repeats.get(question.repeat?)?;
            let answers = &self.drafts.get(id)?.answers;
            let group = answers.repeats.get(&repeat.definition.id)?;
            Some(group.items.get(at)?.id)
        });
        AtFault {
            question: problem.question,
            item,
            message: problem.message.chars().take(MOST_WORDS).collect(),
        }
    }
}

/// A page with status 200 that is no receipt (a captive portal's, say) proves nothing, and one with another status that
/// does not say what the problem is, as the council does, is no decision.
fn meaning(reply: &Reply, digest: &str) -> Meaning {
    let Reply::Http {
        status,
        content_type,
        body,
        retry_after,
    } = reply
    else {
        return Meaning::Unknown(None, None);
    };
    match status {
        200 | 201 if content_type == "application/json" => match read(body, receipt) {
            Some(receipt) if receipt.digest == digest && !receipt.reference.is_empty() => {
                Meaning::Received(receipt)
            }
            _ => Meaning::Unknown(None, None),
        },
        401 | 403 => Meaning::SignIn(
            read(body, problem).map_or_else(String::new, |problem| problem.detail.unwrap_or(problem.title)),
        ),
        // Too many requests and time-outs pass; every other 4xx is a decision.
        408 | 425 | 429 => Meaning::Unknown(*retry_after, None),
        400..=499 => match read(body, problem) {
            Some(problem) => Meaning::Refused(*status, problem),
            // Servers in front of the council's know how long a body may be, and no words for it.
            None if *status == 413 => Meaning::Refused(*status, too_long()),
            None => Meaning::Unknown(None, Some(*status)),
        },
        _ => Meaning::Unknown(*retry_after, None),
    }
}

fn too_long() -> Problem {
    Problem {
        kind: String::new(),
        title: String::new(),
        status: 413,
        detail: None,
        errors: Vec::new(),
    }
}

fn read<T>(body: &str, shape: fn(&Node<'_>) -> T) -> Option<T> {
    json::read_quietly(&json::parse_quietly(body)?, shape)
}
