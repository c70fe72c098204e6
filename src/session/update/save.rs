//! The stores report.

use crate::session::effect::Effect;
use crate::session::message::Store;
use crate::session::state::{Session, Stage};

impl Session {
    pub(in crate::session) fn saved(
        &mut self,
        draft: &str,
        version: u64,
        store: Store,
        result: Result<(), String>,
    ) -> Vec<Effect> {
        let refused = result.as_ref().err().cloned();
        let saves = self.saves.or_default(draft);
        let done = match store {
            Store::Local => &mut saves.local,
            Store::Indexed => &mut saves.indexed,
        };
        let newer = matches!(done, Some(Ok(kept)) if *kept > version);
        if !newer {
            *done = Some(result.map(|()| version));
        }
        // The request goes out once the sealed application is durable, and not before.
        let waiting = self
            .sends
            .get(draft)
            .is_some_and(|send| matches!(send.stage, Stage::Storing(at) if at <= version));
        match refused {
            _ if !waiting || store != Store::Indexed => Vec::new(),
            None => {
                self.durable.push(draft.to_owned());
                Vec::new()
            }
            Some(words) => self.unkept(draft, words),
        }
    }
}
