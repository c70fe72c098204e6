//! The council's endpoint, as `endpoint/` decides: one record for an application, whatever the network did.

use cap_application::submission::envelope::{Envelope, Receipt};
use serde_json::json;

use crate::plant::Plant;

/// A request as it travels.
#[derive(Clone, Debug)]
pub struct Request {
    pub key: String,
    pub body: String,
}

/// An answer as it travels.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub content_type: &'static str,
    pub body: String,
}

/// A version of an application that was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    pub application: String,
    pub digest: String,
    pub key: String,
    pub body: String,
    pub receipt: Receipt,
    /// Taken the place of by a later one.
    pub replaced: bool,
}

/// All that the council has.
#[derive(Default)]
pub struct Council {
    pub kept: Vec<Kept>,
}

impl Council {
    /// The version that is in force of an application.
    pub fn current(&self, application: &str) -> Option<&Kept> {
        let mut all = self.kept.iter().rev();
        all.find(|kept| kept.application == application && !kept.replaced)
    }

    /// Takes in a request. What it decides hangs on nothing but the request and what it has.
    pub fn take_in(&mut self, request: &Request, plant: Option<Plant>) -> Answer {
        let Some(body) = inside(request) else {
            return problem(422);
        };
        let (envelope, amends) = read(&body);
        let (application, digest) = (envelope.application.clone(), envelope.digest.clone());
        if plant != Some(Plant::CouncilKeepsEach) {
            if let Some(kept) = self.kept.iter().find(|kept| kept.key == request.key) {
                let same = kept.body == body;
                return if same {
                    receipt(200, &kept.receipt)
                } else {
                    problem(409)
                };
            }
            if let Some(kept) = self.current(&application) {
                if kept.digest == digest {
                    return receipt(200, &kept.receipt);
                }
                if !amends.contains(&kept.digest) && plant != Some(Plant::CouncilReplaces) {
                    return problem(409);
                }
                let before = kept.key.clone();
                if !amends.is_empty() {
                    let replaced = self.kept.iter_mut().filter(|kept| kept.key == before);
                    replaced.for_each(|kept| kept.replaced = true);
                }
            }
        }
        if refused(&envelope) {
            return problem(422);
        }
        let made = Receipt {
            reference: format!("CAP-{:08}", self.kept.len() + 1),
            digest: digest.clone(),
            received: "2026-11-22T15:46:00Z".to_owned(),
            signature: None,
        };
        self.kept.push(Kept {
            application,
            digest,
            key: request.key.clone(),
            body,
            receipt: made.clone(),
            replaced: false,
        });
        receipt(201, &made)
    }
}

/// What stands in for a sealed body: `later/seal_tests.rs` tries the real one, which would take most of the time here. The
/// number makes it another body each time.
pub fn sealed(key: &str, body: &str, number: usize) -> String {
    format!("sealed\n{key}\n{number}\n{body}")
}

/// The body of a request, opened where it was sealed. `None`: it was sealed to go with another key.
fn inside(request: &Request) -> Option<String> {
    let Some((key, body)) = open(&request.body) else {
        return Some(request.body.clone());
    };
    (key == request.key).then_some(body)
}

/// Key and body inside what was sealed. `None`: it was not.
pub fn open(body: &str) -> Option<(String, String)> {
    let mut parts = body.strip_prefix("sealed\n")?.splitn(3, '\n');
    let (key, _, inside) = (parts.next()?, parts.next()?, parts.next()?);
    Some((key.to_owned(), inside.to_owned()))
}

/// Envelope and the digests that it amends.
pub fn read(body: &str) -> (Envelope, Vec<String>) {
    use cap_application::submission::envelope::Amendment;
    let opened = open(body);
    let body = opened.as_ref().map_or(body, |(_, inside)| inside);
    match serde_json::from_str::<Amendment>(body) {
        Ok(amendment) => (amendment.envelope, amendment.amends),
        Err(_) => (serde_json::from_str(body).expect("an envelope"), Vec::new()),
    }
}

/// The rules refuse one application in five, always the same.
fn refused(envelope: &Envelope) -> bool {
    envelope.digest.bytes().last().is_some_and(|byte| byte % 5 == 0)
}

/// A receipt on its way.
pub fn receipt(status: u16, receipt: &Receipt) -> Answer {
    Answer {
        status,
        content_type: "application/json",
        body: serde_json::to_string(receipt).expect("JSON"),
    }
}

/// A refusal on its way.
pub fn problem(status: u16) -> Answer {
    let body = json!({ "type": "urn:cap:problem:test", "title": "Not accepted", "status": status });
    Answer {
        status,
        content_type: "application/problem+json",
        body: body.to_string(),
    }
}
