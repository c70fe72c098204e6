//! Files that a person takes away to show, print or hand over: proof of receipt, and a copy that anybody can read.

use crate::session::effect::Effect;
use crate::session::state::{Now, Session};

const SAVED: &str = "The file is with your other downloads.";
const REFUSED: &str = "This browser did not let the page save a file. Print the page instead.";

impl Session {
    pub(in crate::session) fn keep_proof(&mut self, id: &str) -> Vec<Effect> {
        let proof = self.drafts.get(id).and_then(|draft| self.proof(draft));
        self.hand_out(proof)
    }

    pub(in crate::session) fn keep_copy(&mut self, now: Now) -> Vec<Effect> {
        let copy = self.copy(now);
        self.hand_out(copy)
    }

    fn hand_out(&mut self, file: Option<(String, String)>) -> Vec<Effect> {
        self.handing.said = None;
        let save = file.map(|(name, text)| Effect::SaveFile { name, text });
        save.into_iter().collect()
    }

    /// What the browser did with a file of this kind.
    pub(in crate::session) fn handed_out(&mut self, result: &Result<(), String>) {
        self.handing.said = Some(if result.is_ok() { SAVED } else { REFUSED });
    }
}
