//! How long things stay on the device, and what could become of them there.

use crate::calendar::words;
use crate::draft::keep;
use crate::draft::stored::Draft;
use crate::session::Session;
use crate::session::view_model::Staying;

/// Hundredths of the room for this site above which it is nearly full.
const NEARLY_FULL: u8 = 80;

impl Session {
    /// How long a record stays.
    pub(in crate::session) fn staying(&self, draft: &Draft) -> Staying {
        if self.kept_nowhere() {
            return Staying::Tab;
        }
        let config = self.config();
        let removal = config.and_then(|config| keep::removal(draft, config.settings.draft_days));
        match (removal, self.today) {
            (Some(day), Some(today)) if day <= today => Staying::Over,
            (Some(day), Some(today)) if keep::announced(day, today) => Staying::Soon(words::date(day)),
            (Some(day), _) => Staying::Until(words::date(day)),
            (None, _) => Staying::Waiting,
        }
    }

    /// How long the application in view stays.
    pub fn stays(&self) -> Option<Staying> {
        Some(self.staying(self.draft().filter(|draft| draft.version > 0)?))
    }

    /// How many applications went at this start because their time was over.
    pub fn swept(&self) -> usize {
        self.swept
    }

    /// Whether something would have been removed by now, had the device's clock been believed.
    pub fn clock_doubted(&self) -> bool {
        !keep::believed(self.server_ahead)
            && self
                .drafts
                .values()
                .any(|draft| self.staying(draft) == Staying::Over)
    }

    /// Days after its last change at which a draft goes.
    pub fn draft_days(&self) -> u16 {
        self.config().map_or(0, |config| config.settings.draft_days)
    }

    /// Drafts that were discarded and can be put back: id and name.
    pub fn discarded(&self) -> Vec<(String, String)> {
        let discarded = self.drafts.values().filter(|draft| draft.discarded.is_some());
        discarded
            .map(|draft| (draft.id.clone(), draft.nickname.clone()))
            .collect()
    }

    /// How many applications wait for the council's answer.
    pub fn waiting(&self) -> usize {
        self.drafts
            .values()
            .filter(|draft| draft.sending.is_some())
            .count()
    }

    /// What the stores still held after everything was removed. `None`: it was not.
    pub fn left(&self) -> Option<Result<usize, String>> {
        self.left.clone()
    }

    /// What could happen to applications in this browser, the worst first. `None`: it is being asked.
    pub fn storage_risks(&self) -> Option<Vec<&'static str>> {
        let facts = self.storage?;
        let table = [
            (
                self.kept_nowhere(),
                "You have not chosen a passphrase, so nothing is kept after you close this tab.",
            ),
            (
                !facts.local && !facts.indexed,
                "This browser does not let the page store anything. What you type is lost when you close the page.",
            ),
            (
                facts.local != facts.indexed,
                "Only one of the browser’s two stores works. The last words before a crash may be lost.",
            ),
            (
                facts.embedded,
                "This page is shown inside another website. What is saved here may not be found when you open this service on its own, and the browser may clear it sooner.",
            ),
            (
                facts.used.is_some_and(|used| used >= NEARLY_FULL),
                "The room that the browser gives this service is nearly full. New words may soon not be saved.",
            ),
            (
                facts.seven_days,
                "This browser clears what a website has stored when you have not visited it for seven days.",
            ),
            (
                facts.persisted != Some(true),
                "The browser has not promised to keep what is saved: it may clear it when the disk is full.",
            ),
        ];
        let risks = table.into_iter().filter(|(so, _)| *so);
        Some(risks.map(|(_, words)| words).collect())
    }
}
