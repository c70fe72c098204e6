//! Applications that a worker seals to the council, which takes a moment.

use cap_application::session::message::Message;

use crate::council;
use crate::world::World;

/// An application that a worker is sealing.
pub struct Sealing {
    pub page: u32,
    pub draft: String,
    pub key: String,
    pub body: String,
}

impl World {
    /// The oldest sealing finishes, or fails.
    pub fn finish_sealing(&mut self, fails: bool) {
        let Some(Sealing {
            page,
            draft,
            key,
            body,
        }) = self.sealing.pop_front()
        else {
            return;
        };
        self.sealings += 1;
        let sealed = council::sealed(&key, &body, self.sealings);
        let result = if fails { Err(None) } else { Ok(sealed) };
        if let Some(at) = self.page(page) {
            self.tell(at, Message::Sealed { draft, key, result });
        }
    }
}
