//! A passphrase is chosen, given and changed; the screen locks.

use crate::session::access::{Access, Act, Ask, Standing, Told};
use crate::session::effect::Effect;
use crate::session::location::Location;
use crate::session::state::{Now, Session};
use crate::session::update::navigate::HEADING;
use crate::session::view_model::ErrorLine;
use crate::settings::Passphrase;
use crate::sorted::Map;
use crate::vault::key::Secret;
use crate::vault::keyring::Way;
use crate::vault::recovery::RecoveryCode;
use crate::vault::strength::{self, Level};

/// Id of the box for the passphrase, or the present one.
const BOX: &str = "passphrase";
/// Id of the box for a new passphrase, where the present one is asked too.
const NEW_BOX: &str = "new-passphrase";
/// Id of the line that says how long to wait, or that all is done.
const STATUS: &str = "passphrase-status";

impl Session {
    /// Whether what is kept on the device may be shown.
    pub(in crate::session) fn accessible(&self) -> bool {
        matches!(self.access.standing, Standing::Open | Standing::Nowhere)
    }

    /// # Errors
    /// Gives back what is for [`Session::acted_late`].
    pub(in crate::session) fn acted(&mut self, act: Act) -> Result<Vec<Effect>, Act> {
        if self.access.busy && act != Act::Lock {
            return Ok(Vec::new());
        }
        Ok(match act {
            Act::Choose(secret) => match unfit(&secret) {
                Some(words) => self.at_fault(BOX, words),
                None => self.ask(Ask::SetUp(secret)),
            },
            Act::GoWithout if self.may_go_without() => {
                self.access.standing = Standing::Nowhere;
                let mut effects = self.arrive();
                effects.push(Effect::Focus(HEADING.to_owned()));
                effects
            }
            Act::GoWithout => Vec::new(),
            Act::CodeKept => self.code_kept(),
            Act::Lock => self.lock(true),
            other => return Err(other),
        })
    }

    /// What a person does where there is a passphrase, or wants help with one.
    pub(in crate::session) fn acted_late(&mut self, act: Act) -> Vec<Effect> {
        match act {
            Act::StartAfresh => {
                self.access.afresh = true;
                vec![Effect::Focus(HEADING.to_owned())]
            }
            Act::Type => vec![Effect::Safe(Ask::Prepare)],
            Act::OfferWords => vec![Effect::Safe(Ask::Words)],
            Act::Unlock { way, secret } => self.unlock(way, secret),
            Act::Change { present, new } => self.change(present, new),
            // Done by the first part.
            Act::Choose(_) | Act::GoWithout | Act::CodeKept | Act::Lock => Vec::new(),
        }
    }

    /// # Errors
    /// Gives back what is for [`Session::told_late`].
    pub(in crate::session) fn told(&mut self, told: Told, now: Now) -> Result<Vec<Effect>, Told> {
        Ok(match told {
            Told::NoKeyring => self.stand(Standing::Unset),
            Told::Opened { code } => self.opened(code),
            Told::Refused { words, next } => self.refused(words, next, now),
            Told::Warned(warned) => {
                self.access.warned = warned && self.access.standing == Standing::Open;
                Vec::new()
            }
            Told::Idle => self.lock(false),
            other => return Err(other),
        })
    }

    /// What the browser says of a passphrase that was there before, or of help with one.
    pub(in crate::session) fn told_late(&mut self, told: Told, now: Now) -> Vec<Effect> {
        match told {
            Told::Unusable { words, afresh } => self.stand(Standing::Unusable { words, afresh }),
            // Another page set one up: what was typed here meanwhile stays, to be kept once this page has the key too.
            Told::Locked if self.access.standing != Standing::Open => {
                self.access.busy = false;
                self.stand(Standing::Locked)
            }
            Told::Locked => Vec::new(),
            Told::Changed { code } => self.replaced(code),
            Told::Wait { next } => {
                self.count_down(next, now);
                Vec::new()
            }
            Told::Words(Ok(words)) => {
                self.access.words = Some(words);
                Vec::new()
            }
            Told::Words(Err(words)) => self.at_fault(BOX, &words),
            // Taken in by the first part.
            Told::NoKeyring | Told::Opened { .. } | Told::Refused { .. } | Told::Warned(_) | Told::Idle => {
                Vec::new()
            }
        }
    }

    fn stand(&mut self, standing: Standing) -> Vec<Effect> {
        self.access.standing = standing;
        Vec::new()
    }

    fn ask(&mut self, ask: Ask) -> Vec<Effect> {
        self.errors.clear();
        self.access.busy = true;
        self.access.changed = false;
        vec![Effect::Safe(ask)]
    }

    fn at_fault(&mut self, target: &str, message: &str) -> Vec<Effect> {
        self.errors = vec![ErrorLine {
            target: target.to_owned(),
            message: message.to_owned(),
        }];
        vec![Effect::Focus("error-summary".to_owned())]
    }

    pub(in crate::session) fn may_go_without(&self) -> bool {
        self.access.standing == Standing::Unset
            && self
                .config()
                .is_some_and(|config| config.settings.passphrase == Passphrase::Recommended)
    }

    fn unlock(&mut self, way: Way, secret: Secret) -> Vec<Effect> {
        if self.access.left > 0 {
            return vec![Effect::Focus(STATUS.to_owned())];
        }
        match way {
            Way::Passphrase if secret.text().is_empty() => self.at_fault(BOX, ENTER),
            // A slip of the pen is no guess.
            Way::Recovery => match RecoveryCode::read(secret.text()) {
                Ok(_) => self.ask(Ask::Unlock { way, secret }),
                Err(error) => self.at_fault(BOX, &error.to_string()),
            },
            Way::Passphrase => self.ask(Ask::Unlock { way, secret }),
        }
    }

    fn change(&mut self, present: Secret, new: Option<Secret>) -> Vec<Effect> {
        if self.access.left > 0 {
            return vec![Effect::Focus(STATUS.to_owned())];
        }
        if present.text().is_empty() {
            return self.at_fault(BOX, "Enter your present passphrase");
        }
        match new.as_ref().and_then(unfit) {
            Some(words) => self.at_fault(NEW_BOX, words),
            None => self.ask(Ask::Change { present, new }),
        }
    }

    /// The key is there. What was typed before it was, in this page alone, is kept now.
    fn opened(&mut self, code: Option<Secret>) -> Vec<Effect> {
        self.errors.clear();
        self.set_aside.clear();
        self.kept.stored = false;
        self.sealed.clear();
        self.access = Access {
            standing: Standing::Open,
            code,
            unsaved: !self.drafts.is_empty(),
            ..Access::default()
        };
        self.config()
            .map(|config| {
                Effect::Safe(Ask::Watch {
                    idle: config.settings.idle_minutes,
                    warning: config.settings.warning_minutes,
                })
            })
            .into_iter()
            .collect()
    }

    fn refused(&mut self, words: Option<String>, next: i64, now: Now) -> Vec<Effect> {
        self.access.busy = false;
        self.count_down(next, now);
        match words {
            Some(words) => self.at_fault(BOX, &words),
            None => vec![Effect::Focus(STATUS.to_owned())],
        }
    }

    /// In steps of ten seconds, and of a minute while it is long: each step is read out.
    fn count_down(&mut self, next: i64, now: Now) {
        let seconds = (next.saturating_sub(now).max(0) + 999) / 1_000;
        let step = if seconds > 60 { 60 } else { 10 };
        self.access.left = (seconds + step - 1) / step * step;
    }

    fn replaced(&mut self, code: Option<Secret>) -> Vec<Effect> {
        if self.access.standing != Standing::Open {
            return Vec::new();
        }
        self.access.busy = false;
        self.access.changed = code.is_none();
        self.access.words = None;
        let focus = if code.is_some() { HEADING } else { STATUS };
        self.access.code = code;
        vec![Effect::Focus(focus.to_owned())]
    }

    fn code_kept(&mut self) -> Vec<Effect> {
        self.access.code = None;
        match self.location {
            Location::Passphrase | Location::RecoveryCode => vec![Effect::Go {
                to: Location::Applications,
                replace: true,
            }],
            _ => vec![Effect::Focus(HEADING.to_owned())],
        }
    }

    /// Covers the screen and forgets everything that was opened. An attempt to send goes on without the page, and its
    /// answer is not waited for: the sealed record says that it is on its way, and sending it again is always safe.
    fn lock(&mut self, everywhere: bool) -> Vec<Effect> {
        if self.access.standing != Standing::Open {
            return Vec::new();
        }
        self.access = Access {
            standing: Standing::Locked,
            covered: true,
            ..Access::default()
        };
        self.note_sealed();
        self.drafts = Map::default();
        self.form_awaited.clear();
        self.forget_kept();
        self.set_aside.clear();
        self.open = None;
        self.left = None;
        self.put_file_away();
        self.errors.clear();
        self.sends = Map::default();
        self.marking.clear();
        let lent = std::mem::take(&mut self.lent);
        self.checker = Map::default();
        self.beside = Map::default();
        self.beginning = None;
        let mut effects = vec![
            Effect::Safe(Ask::Lock { everywhere }),
            Effect::Focus(HEADING.to_owned()),
        ];
        effects.extend(self.follow_hold());
        effects.extend(lent.into_iter().map(|draft| Effect::LetGo { draft }));
        effects
    }
}

const ENTER: &str = "Enter a passphrase";

/// Why this is not to be a passphrase, in words.
fn unfit(secret: &Secret) -> Option<&'static str> {
    if secret.text().is_empty() {
        return Some(ENTER);
    }
    match strength::assess(secret.text()) {
        (Level::Weak, reason) => reason.map(strength::Reason::words),
        _ => None,
    }
}
