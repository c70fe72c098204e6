//! What could become of applications on this device, in this browser.

use crate::session::Session;
use crate::session::location::Location;
use crate::ui::Ui;
use crate::ui::html::{self, View};
use crate::ui::part::{self, frame, offline};
use crate::ui::words;

/// The page.
pub fn view(ui: Ui) -> View {
    let risks = ui.memo(Session::storage_risks);
    let said = move || {
        risks.with(|risks| match risks.as_deref() {
            None => part::paragraph(words::ASKING),
            Some([]) => part::paragraph(words::NO_RISKS),
            Some(risks) => [part::paragraph(words::RISKS), part::bullets(risks)].into(),
        })
    };
    let days = ui.read(Session::draft_days);
    let content = [
        part::heading(words::STORAGE_TITLE),
        html::live(said),
        offline::standing(ui),
        part::heading_2(words::ALWAYS),
        part::bullets(&[
            words::removed_after(days).as_str(),
            words::PRIVATE_WINDOW,
            words::CLEARED_BY_HAND,
        ]),
        part::heading_2(words::BACKUP),
        part::paragraph(words::BACKUP_MEANS),
        part::paragraph(part::link(&Location::OpenFile, words::OPEN_FILE)),
    ];
    frame::view(Some(Location::Applications), frame::two_thirds(content))
}
