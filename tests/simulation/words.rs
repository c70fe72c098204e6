//! A world in words, for a person who looks for a mistake.

use std::fmt::Write as _;

use cap_application::draft::stored;
use cap_application::form::answer::Place;

use crate::device::Device;
use crate::files::TYPED;
use crate::world::{Page, World};

impl World {
    /// How everything stands, for a person who looks for a mistake.
    pub fn in_words(&self) -> String {
        let mut said = String::new();
        for Page {
            session, unlocked, ..
        } in &self.pages
        {
            let (place, save, send) = (
                session.location().href(),
                session.save_state(),
                session.send_state(),
            );
            let boxes = TYPED.map(|question| session.raw(&Place::single(question)));
            let _ = writeln!(
                said,
                "     page {place} unlocked={unlocked} elsewhere={} {save:?} {send:?} {boxes:?}",
                session.elsewhere()
            );
        }
        let Device {
            local,
            flushed,
            indexed,
            writes,
            ..
        } = &self.device;
        for (name, store) in [("local", local), ("flushed", flushed), ("indexed", indexed)] {
            let drafts = store
                .iter()
                .filter(|(key, _)| key.starts_with(stored::KEY_PREFIX));
            let versions: Vec<u64> = drafts.map(|(_, text)| text.version).collect();
            let _ = write!(said, "     {name} {versions:?}");
        }
        let _ = write!(
            said,
            "\n     {} writes, {} requests and {} answers on their way, {} at the council",
            writes.len(),
            self.on_way.len(),
            self.coming.len(),
            self.council.kept.len()
        );
        said
    }
}
