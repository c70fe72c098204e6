//! What each message does to a session: a file for each kind of happening.

mod access;
mod answers;
pub(super) mod changes;
mod checker;
mod handover;
mod hold;
mod items;
mod keep;
mod load;
mod navigate;
mod offline;
mod outbox;
mod papers;
mod reply;
mod save;
pub(super) mod seal;
mod send;

use crate::session::effect::Effect;
use crate::session::message::Message;
use crate::session::state::{Now, Session};

impl Session {
    /// What the first questions need, and what has to be heard at once.
    pub(in crate::session) fn take_in_first(
        &mut self,
        message: Message,
        now: Now,
    ) -> Result<Vec<Effect>, Message> {
        let beside = self.location.beside();
        Ok(match message {
            Message::Begun(settings) => self.files_begun(*settings, now),
            Message::RestArrived(result) => self.rest_arrived(result),
            Message::FetchRest => self.fetch_rest(),
            Message::Access(act) => self.acted(act).map_err(Message::Access)?,
            Message::Safe(told) => self.told(told, now).map_err(Message::Safe)?,
            Message::RecordsArrived(records) if records.is_empty() => self.nothing_kept(now),
            Message::Held { draft, held } => self.told_held(&draft, held, now),
            Message::Overtaken(draft) => self.overtaken(&draft, now),
            Message::TakeOver => self.take_over(),
            Message::Navigated(location) => self.navigated(location, now),
            Message::Started { id } => self.started(&id, now),
            Message::Named(name) => self.named(name, now),
            Message::Answered { place, raw } if !beside => self.answered(&place, raw, now),
            Message::ServerTime(at) => self.server_time(at, now),
            Message::Saved {
                draft,
                version,
                store,
                result,
            } => self.saved(&draft, version, store, result),
            other => return Err(other),
        })
    }

    /// Everything else. What goes by the form waits for all of it.
    pub(in crate::session) fn take_in_later(&mut self, message: Message, now: Now) -> Vec<Effect> {
        let begun = self.config().is_some_and(|config| !config.whole);
        match message {
            Message::FilesArrived(_)
            | Message::RulesArrived(_)
            | Message::RecordsArrived(_)
            | Message::Access(_)
            | Message::Safe(_) => self.take_in_rest(message, now),
            message if begun => {
                self.form_awaited.push(message);
                Vec::new()
            }
            message => self.take_in_rest(message, now),
        }
    }

    fn take_in_rest(&mut self, message: Message, now: Now) -> Vec<Effect> {
        match message {
            Message::FilesArrived(files) => self.files_arrived(files, now),
            Message::Access(act) => self.acted_late(act),
            Message::Safe(told) => self.told_late(told, now),
            Message::RecordsArrived(records) => {
                // Read where the files are there too: see `begin`.
                self.early_records = Some(records);
                Vec::new()
            }
            Message::WrittenElsewhere(record) => self.written_elsewhere(&record),
            Message::RulesArrived(files) => self.rules_arrived(files),
            Message::Answered { place, raw } => {
                self.answered_beside(&place, raw);
                Vec::new()
            }
            Message::Continue if self.location.beside() => self.continued_beside(now),
            Message::Continue => self.continued(),
            Message::AddItem => self.add_item(now),
            Message::RemoveItem(id) => self.remove_item(id, now),
            Message::Begin(provision) => self.begin_with(provision),
            Message::PlanToday => self.plan(None),
            Message::PutBackItem(id) => self.put_back_item(id, now),
            Message::PutBackDraft(id) => self.put_back_draft(&id),
            Message::ChangesSeen => self.changes_seen(),
            Message::Discard(id) => self.discard(&id),
            Message::RemoveAll => vec![Effect::RemoveAll],
            Message::AllRemoved { left } => self.all_removed(left),
            Message::FileChosen(id) => vec![Effect::ReadFile(id)],
            Message::FileRead(file) => self.file_read(file),
            Message::Derived { attempt, result } => self.key_derived(attempt, result, now),
            Message::FileSaved(result) => self.file_saved(result),
            Message::StorageTold(facts) => {
                self.storage = Some(facts);
                Vec::new()
            }
            Message::KeepCopy => self.keep_copy(now),
            Message::KeepProof(id) => self.keep_proof(&id),
            Message::Send => self.send(now),
            Message::SendAnyway => self.send_anyway(),
            Message::SendAsChange => self.send_as_change(now),
            Message::CancelSend => self.cancel_sending(now),
            Message::SignedIn => {
                self.signed_in();
                Vec::new()
            }
            Message::Tick => {
                self.ticked();
                Vec::new()
            }
            Message::Looked => {
                self.draining = true;
                Vec::new()
            }
            Message::Sealed { draft, key, result } => self.told_sealed(&draft, &key, result, now),
            Message::Verified {
                draft,
                attempt,
                result,
            } => self.verified(&draft, attempt, result, now),
            Message::Replied {
                draft,
                attempt,
                reply,
            } => {
                self.heard_from_council(&reply);
                self.replied(&draft, attempt, &reply, now)
            }
            Message::KeepDates(entries) => {
                self.calendar_said = None;
                let name = "alternative-provision-dates.ics".to_owned();
                vec![Effect::SaveCalendar { name, entries }]
            }
            Message::CalendarSaved { result } => {
                self.calendar_said = Some(result);
                Vec::new()
            }
            told @ (Message::Release(_)
            | Message::UseRelease
            | Message::FilesKept(_)
            | Message::OlderFiles(_)
            | Message::Connection(_)) => self.told_offline(told),
            // The first part kept these for itself.
            Message::Begun(_)
            | Message::RestArrived(_)
            | Message::FetchRest
            | Message::Held { .. }
            | Message::Overtaken(_)
            | Message::TakeOver
            | Message::Navigated(_)
            | Message::Started { .. }
            | Message::Named(_)
            | Message::ServerTime(_)
            | Message::Saved { .. } => Vec::new(),
        }
    }
}
