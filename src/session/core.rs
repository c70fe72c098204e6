//! The session's state and what a view may ask of it.

use crate::form::answer::{Place, Raw};
use crate::settings::Contact;

use super::effect::Effect;
use super::location::Location;
use super::message::Message;
use super::view_model::*;

/// Everything the program knows. Made once, changed only by [`Session::update`].
#[derive(Debug, Default)]
pub struct Session {}

/// The time an update happens at: milliseconds since the Unix epoch, UTC.
pub type Now = i64;

impl Session {
    /// Takes in one message and says what the browser is to do.
    pub fn update(&mut self, _message: Message, _now: Now) -> Vec<Effect> {
        Vec::new()
    }

    /// How far the program is.
    pub fn phase(&self) -> Phase {
        Phase::Loading
    }

    /// Where the person is, after corrections (an unknown draft or irrelevant page leads elsewhere).
    pub fn location(&self) -> Location {
        Location::Start
    }

    /// The edition in use and its banner. `None` until ready.
    pub fn edition(&self) -> Option<EditionView> {
        None
    }

    /// Who to speak to. `None` until ready.
    pub fn contact(&self) -> Option<Contact> {
        None
    }

    /// The page in view: a page of questions, of items, or one item. `None` elsewhere. `Location::New` is a page too:
    /// it holds the provision question, and the nickname is asked beside it (see [`Session::nickname`]).
    pub fn page(&self) -> Option<PageView> {
        None
    }

    /// Nickname of the new or open application.
    pub fn nickname(&self) -> String {
        String::new()
    }

    /// What stands in an answer's box, exactly as typed. `None`: never answered.
    pub fn raw(&self, _place: &Place) -> Option<Raw> {
        None
    }

    /// The error shown at an answer since the last "Continue".
    pub fn error(&self, _place: &Place) -> Option<String> {
        None
    }

    /// Advice on an answer that may stand as it is (a temporary UPN, say).
    pub fn advice(&self, _place: &Place) -> Option<String> {
        None
    }

    /// What a year-group question derives from the date of birth, in words: "Year 9 (key stage 3), from the date of
    /// birth on 22 November 2026".
    pub fn derived(&self, _place: &Place) -> Option<String> {
        None
    }

    /// The error summary; empty where there is nothing to say.
    pub fn errors(&self) -> Vec<ErrorLine> {
        Vec::new()
    }

    /// The task list of the application in view.
    pub fn task_list(&self) -> Option<TaskList> {
        None
    }

    /// The check page of the application in view.
    pub fn check(&self) -> Option<CheckView> {
        None
    }

    /// Every application on this device, the latest change first.
    pub fn applications(&self) -> Vec<ApplicationRow> {
        Vec::new()
    }

    /// Records that could not be read, each with what to do; they are kept as they are.
    pub fn set_aside(&self) -> Vec<String> {
        Vec::new()
    }

    /// What is known of the last change to the application in view.
    pub fn save_state(&self) -> SaveState {
        SaveState::Nothing
    }

    /// What became of sending the application in view.
    pub fn send_state(&self) -> SendState {
        SendState::NotSent
    }

    /// What can be taken back, in words: "You removed Ash Example." `None`: nothing.
    pub fn removed(&self) -> Option<String> {
        None
    }

    /// A guidance page by its name.
    pub fn guidance(&self, _name: &str) -> Option<GuidanceView> {
        None
    }

    /// Title for the browser's tab; names the page, never the student or the nickname.
    pub fn title(&self) -> String {
        String::new()
    }
}
