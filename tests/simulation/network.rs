//! Requests go out, and answers come or do not.

use cap_application::session::message::{Message, Reply};

use crate::check::Untrue;
use crate::council::{self, Answer, Request};
use crate::plant::Plant;
use crate::world::{Sent, World};

impl World {
    pub fn post(&mut self, at: usize, draft: String, attempt: u32, mut key: String, body: String) {
        if self.planted(Plant::FreshKeys) {
            key = format!("{key}-{}", self.sent.len());
        }
        if self.planted(Plant::KeyOfAnswers) {
            let (envelope, amends) = council::read(&body);
            key = format!("{draft}-{}-{}", envelope.digest, amends.len());
        }
        if self.seals && council::open(&body).is_none() {
            self.untrue.get_or_insert(Untrue::Clear);
        }
        let request = Request { key, body };
        if let Err(untrue) = self.oracle.posting(&draft, &request, &self.device) {
            self.untrue.get_or_insert(untrue);
        }
        self.on_way.push(self.sent.len());
        self.sent.push(Sent {
            page: self.pages[at].number,
            draft,
            attempt,
            request,
            awaited: true,
        });
    }

    /// An answer reaches the page that asked, if it is still there.
    pub fn answer(&mut self, request: usize, answer: Answer) {
        self.sent[request].awaited = false;
        let Answer {
            status,
            mut content_type,
            mut body,
        } = answer;
        if status == 200 && self.planted(Plant::AnyOkIsReceipt) && !body.contains("reference") {
            let digest = council::read(&self.sent[request].request.body).0.digest;
            content_type = "application/json";
            body = format!(r#"{{"reference":"CAP-PORTAL","digest":"{digest}","received":""}}"#);
        }
        let reply = Reply::Http {
            status,
            content_type: content_type.to_owned(),
            body,
            retry_after: None,
        };
        self.reply(request, reply);
    }

    /// No answer reaches the page that asked.
    pub fn silence(&mut self, request: usize) {
        if !self.planted(Plant::SilenceNotReported) {
            self.sent[request].awaited = false;
            self.reply(request, Reply::Nothing);
        }
    }

    fn reply(&mut self, request: usize, reply: Reply) {
        let Sent {
            page, draft, attempt, ..
        } = &self.sent[request];
        let message = Message::Replied {
            draft: draft.clone(),
            attempt: *attempt,
            reply,
        };
        if let Some(at) = self.page(*page) {
            self.tell(at, message);
        }
    }
}
