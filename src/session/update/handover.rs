//! An application is saved as a file, or comes from one.

use zeroize::Zeroizing;

use crate::draft::handover::{self, Field};
use crate::draft::stored::Draft;
use crate::form::answer::Raw;
use crate::session::Session;
use crate::session::effect::Effect;
use crate::session::location::Location;
use crate::session::message::Derived;
use crate::session::state::{Handing, Now};
use crate::session::update::navigate::HEADING;
use crate::session::view::handover::{FILE, HERE, differs};
use crate::session::view_model::{ErrorLine, FILE_PASSPHRASE};
use crate::vault::key::Secret;
use crate::vault::parcel;
use crate::vault::strength::{Level, assess};

/// Id of the element in which a file is chosen.
const CHOOSER: &str = "file";
const WORKING: &str = "Working on the file. This takes a moment.";

impl Session {
    /// Nothing of a file or its passphrase stays behind when the person goes elsewhere.
    pub(in crate::session) fn put_file_away(&mut self) {
        self.forget_choices();
        self.beside.remove(FILE_PASSPHRASE);
        self.handing = Handing::default();
        self.access.words = None;
        self.derivations += 1;
    }

    fn forget_choices(&mut self) {
        let mut at = 0;
        while self.beside.remove(&differs(at)).is_some() {
            at += 1;
        }
    }

    pub(in crate::session) fn file_read(&mut self, file: Result<String, String>) -> Vec<Effect> {
        if self.location != Location::OpenFile {
            return Vec::new();
        }
        self.put_file_away();
        let parcel = file.and_then(|text| parcel::read(&text).map_err(|error| error.to_string()));
        match parcel {
            Ok(parcel) => {
                self.errors.clear();
                self.handing.parcel = Some(parcel);
                vec![Effect::Focus(HEADING.to_owned())]
            }
            Err(words) => self.file_error(CHOOSER, words),
        }
    }

    /// "Continue" on a page of a file: with the passphrase, or with what was chosen from each side.
    pub(in crate::session) fn file_continued(&mut self, now: Now) -> Vec<Effect> {
        if let Some(file) = self.handing.file.take() {
            return self.merged(&file, now);
        }
        let typed = match self.beside.get(FILE_PASSPHRASE) {
            Some(Raw::Text(text)) => Zeroizing::new(text.clone()),
            _ => Zeroizing::default(),
        };
        let kdf = self.handing.parcel.as_ref().map(parcel::Parcel::kdf);
        // A file that is there already opens with whatever it was saved with.
        let weak = match assess(&typed) {
            (Level::Weak, reason) if kdf.is_none() => reason.map(|reason| reason.words()),
            _ => None,
        };
        let missing = typed.is_empty().then_some("Enter the passphrase");
        if let Some(words) = missing.or(weak) {
            return self.file_error(FILE_PASSPHRASE, words.to_owned());
        }
        self.errors.clear();
        self.handing.said = Some(WORKING);
        self.derivations += 1;
        vec![Effect::Derive {
            attempt: self.derivations,
            kdf,
            secret: Secret::new(typed.to_string()),
        }]
    }

    pub(in crate::session) fn key_derived(
        &mut self,
        attempt: u32,
        result: Result<Derived, String>,
        now: Now,
    ) -> Vec<Effect> {
        if attempt != self.derivations {
            return Vec::new();
        }
        self.handing.said = None;
        let derived = match result {
            Ok(derived) => derived,
            Err(words) => return self.file_error(FILE_PASSPHRASE, words),
        };
        let Some(parcel) = &self.handing.parcel else {
            return self.pack(&derived);
        };
        match parcel.open(&derived.key) {
            None => {
                let words =
                    "This passphrase does not open the file, or the file was changed after it was saved";
                self.file_error(FILE_PASSPHRASE, words.to_owned())
            }
            Some(text) => match handover::unpack(&text) {
                Ok(file) => self.take_file(file, now),
                Err(error) => self.file_error(FILE_PASSPHRASE, error.to_string()),
            },
        }
    }

    fn pack(&mut self, Derived { kdf, key, nonce }: &Derived) -> Vec<Effect> {
        let there = |draft: &&Draft| draft.received.is_none() && draft.discarded.is_none();
        let Some(draft) = self.draft().filter(there) else {
            return Vec::new();
        };
        let plain = Zeroizing::new(handover::pack(draft));
        let Some((text, today)) = parcel::seal(key, kdf, *nonce, &plain).zip(self.today) else {
            return self.file_error(
                FILE_PASSPHRASE,
                "This application is too large for a file".to_owned(),
            );
        };
        vec![Effect::SaveFile {
            name: format!("alternative-provision-draft-{today}.cap"),
            text,
        }]
    }

    pub(in crate::session) fn file_saved(&mut self, result: Result<(), String>) -> Vec<Effect> {
        if !matches!(self.location, Location::HandOver(_)) {
            return Vec::new();
        }
        if let Err(words) = result {
            return self.file_error(FILE_PASSPHRASE, words);
        }
        self.beside.remove(FILE_PASSPHRASE);
        self.handing.said = Some(
            "The file is with your other downloads. Whoever opens it needs the passphrase: give it to them in another \
             way than the file, and keep it yourself. Nobody can open the file without it.",
        );
        vec![Effect::Focus(HEADING.to_owned())]
    }

    /// Adds an application that is not here, or leads to the choice between two.
    fn take_file(&mut self, file: Draft, now: Now) -> Vec<Effect> {
        let Some(config) = self.config() else {
            return Vec::new();
        };
        let file = match self.drafts.contains_key(&file.id) {
            true => self.migrated(file),
            // Carried over when it is opened, with what changed to be seen.
            false => file,
        };
        let Some(here) = self.drafts.get(&file.id) else {
            let id = file.id.clone();
            self.drafts.insert(id.clone(), file);
            // Its days on this device begin now, as nobody here could have changed it before.
            return self.file_opened(&id, now);
        };
        if here.sending.is_some() || here.received.is_some() {
            return self.file_error(FILE_PASSPHRASE, handover::TakeError::Sent.to_string());
        }
        let fields = handover::differences(&config.form, here, &file);
        if fields.is_empty() && here.discarded.is_none() {
            self.handing.said = Some("This application is on this device already, with the same answers.");
            return vec![Effect::Focus(HEADING.to_owned())];
        }
        if fields.is_empty() {
            return self.merged(&file, now);
        }
        // What was changed last is offered first; a person decides.
        let newer = if file.changed > here.changed { FILE } else { HERE };
        for at in 0..fields.len() {
            self.beside.insert(differs(at), Raw::Text(newer.to_owned()));
        }
        self.beside.remove(FILE_PASSPHRASE);
        self.handing.file = Some(Box::new(file));
        vec![Effect::Focus(HEADING.to_owned())]
    }

    fn merged(&mut self, file: &Draft, now: Now) -> Vec<Effect> {
        let Some(config) = self.config() else {
            return Vec::new();
        };
        let Some(here) = self
            .drafts
            .get(&file.id)
            .filter(|here| here.sending.is_none() && here.received.is_none())
        else {
            return Vec::new();
        };
        let from_file = |at: &usize| self.beside.get(&differs(*at)) == Some(&Raw::Text(FILE.to_owned()));
        let fields = handover::differences(&config.form, here, file);
        let chosen: Vec<Field> = fields
            .into_iter()
            .enumerate()
            .filter(|(at, _)| from_file(at))
            .map(|(_, field)| field)
            .collect();
        let merged = handover::merge(&config.form, here, file, &chosen);
        let id = merged.id.clone();
        self.drafts.insert(id.clone(), merged);
        self.file_opened(&id, now)
    }

    fn file_opened(&mut self, id: &str, changed: Now) -> Vec<Effect> {
        let mut effects = self.changed(id, changed);
        effects.push(Effect::Go {
            to: Location::Tasks(id.to_owned()),
            replace: false,
        });
        effects
    }

    fn file_error(&mut self, target: &str, message: String) -> Vec<Effect> {
        self.handing.said = None;
        self.errors = vec![ErrorLine {
            target: target.to_owned(),
            message,
        }];
        vec![Effect::Focus("error-summary".to_owned())]
    }
}
