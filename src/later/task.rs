//! What may be asked of the worker, and how it travels.

use chrono::NaiveDate;
use zeroize::{Zeroize, Zeroizing};

use crate::files::{Files, RuleFiles, wire};
use crate::json::{self, Node, Writer};
use crate::submission::{self, envelope::Receipt};
use crate::vault::base64;
use crate::vault::kdf::Kdf;
use crate::vault::key::WrappingKey;

/// One thing for the worker to do.
#[derive(Clone, PartialEq, Eq)]
pub enum Task {
    /// Derive a key from a secret; [`key`] reads the answer. It takes memory and time on purpose.
    Derive {
        /// How much work it is, and the salt.
        kdf: Kdf,
        /// A passphrase as UTF-8, or what a recovery code stands for; wiped when dropped.
        secret: Zeroizing<Vec<u8>>,
    },
    /// Make an iCalendar file of these dates; the answer is its text.
    Calendar {
        /// When it is made, in milliseconds since the Unix epoch.
        now: i64,
        /// At least one.
        entries: Vec<Entry>,
    },
    /// Find every mistake in the data files; the answer is a line for each.
    Check {
        /// Settings and form.
        files: Files,
        /// What comes after them, where it is to be checked as well.
        rules: Option<RuleFiles>,
    },
    /// Check that the council signed a receipt; the answer is empty. See [`receipt::verify`](super::receipt::verify).
    Verify {
        /// Id of the application that was sent.
        application: String,
        /// What came back.
        receipt: Receipt,
        /// `receipt_keys` of the settings.
        keys: Vec<String>,
    },
    /// Seal an application to the council; the answer is the body to send. See [`seal::seal`](super::seal::seal).
    Seal {
        /// `seal_to` of the settings.
        to: String,
        /// Id of the application.
        application: String,
        /// Version of the form it was answered with.
        form_version: String,
        /// `Idempotency-Key` it will be sent with.
        key: String,
        /// The body as it would be sent in the clear.
        body: Zeroizing<String>,
        /// Fresh random bytes.
        random: Zeroizing<[u8; 32]>,
    },
}

/// A date, or days in a row, for somebody's calendar. Days and not hours: the sources give no hours, and a day is
/// the same day in every time zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What tells it from all others of this service, the same whenever it is made again: so a calendar that has it
    /// already changes it instead of showing it twice.
    pub uid: String,
    /// The day, or the first.
    pub on: NaiveDate,
    /// The last day, itself included. `None`: it is one day.
    pub until: Option<NaiveDate>,
    /// Its title, one line.
    pub summary: String,
    /// More about it; may have several lines or none.
    pub description: String,
}

impl Task {
    /// The request. It may hold a secret: wipe it.
    pub fn write(&self) -> String {
        let mut out = Writer::default();
        out.open('{');
        match self {
            Self::Derive { kdf, secret } => {
                out.name("derive").open('{');
                kdf.write(&mut out);
                out.name("secret").text(&Zeroizing::new(base64::write(secret)));
                out.close('}');
            }
            Self::Calendar { now, entries } => {
                out.name("calendar").open('{');
                out.name("now").digits(&now.to_string());
                out.name("entries").open('[');
                entries.iter().for_each(|entry| write_entry(&mut out, entry));
                out.close(']');
                out.close('}');
            }
            Self::Check { files, rules } => {
                out.name("check").open('{');
                wire::write(&mut out, files, rules.as_ref());
                out.close('}');
            }
            Self::Verify {
                application,
                receipt,
                keys,
            } => {
                out.name("verify").open('{');
                out.name("application").text(application);
                submission::write::receipt(out.name("receipt"), receipt);
                out.name("keys").open('[');
                keys.iter().for_each(|key| out.text(key));
                out.close(']');
                out.close('}');
            }
            Self::Seal {
                to,
                application,
                form_version,
                key,
                body,
                random,
            } => {
                out.name("seal").open('{');
                out.members(&[
                    ("to", to),
                    ("application", application),
                    ("form_version", form_version),
                    ("key", key),
                    ("body", body),
                    ("random", &Zeroizing::new(base64::write(&**random))),
                ]);
                out.close('}');
            }
        }
        out.close('}');
        out.finish()
    }
}

fn write_entry(out: &mut Writer, entry: &Entry) {
    out.open('{');
    out.members(&[
        ("uid", &entry.uid),
        ("on", &entry.on.to_string()),
        ("summary", &entry.summary),
        ("description", &entry.description),
    ]);
    if let Some(until) = entry.until {
        out.name("until").text(&until.to_string());
    }
    out.close('}');
}

/// A request for a key. `None`: it is not for one.
pub(super) fn read_derive(at: &Node<'_>) -> Option<Task> {
    let (_, at) = at.tag(&["derive"]);
    at.object(&["memory", "passes", "lanes", "salt", "secret"]);
    Some(Task::Derive {
        kdf: Kdf::read(&at)?,
        secret: Zeroizing::new(base64::read(&Zeroizing::new(at.get("secret").text()))?),
    })
}

/// A request for anything else. `None`: not one task that is known.
pub(super) fn read(at: &Node<'_>) -> Option<Task> {
    let (task, at) = at.tag(&["calendar", "check", "seal", "verify"]);
    match task {
        "check" => Some(check(&at)),
        "verify" => Some(verify(&at)),
        "seal" => seal(&at),
        _ => Some(calendar(&at)),
    }
}

fn calendar(at: &Node<'_>) -> Task {
    at.object(&["now", "entries"]);
    Task::Calendar {
        now: at.get("now").whole(0, MOST),
        entries: at.get("entries").list(entry),
    }
}

fn check(at: &Node<'_>) -> Task {
    let (files, rules) = wire::read(at);
    Task::Check { files, rules }
}

fn verify(at: &Node<'_>) -> Task {
    at.object(&["application", "receipt", "keys"]);
    Task::Verify {
        application: at.get("application").text(),
        receipt: submission::read::receipt(&at.get("receipt")),
        keys: at.get("keys").texts(),
    }
}

fn seal(at: &Node<'_>) -> Option<Task> {
    at.object(&["to", "application", "form_version", "key", "body", "random"]);
    Some(Task::Seal {
        to: at.get("to").text(),
        application: at.get("application").text(),
        form_version: at.get("form_version").text(),
        key: at.get("key").text(),
        body: Zeroizing::new(at.get("body").text()),
        random: Zeroizing::new(base64::read_array(&Zeroizing::new(at.get("random").text()))?),
    })
}

/// The last instant that a browser knows, in milliseconds.
const MOST: i64 = 8_640_000_000_000_000;

fn entry(at: &Node<'_>) -> Entry {
    at.object(&["uid", "on", "until", "summary", "description"]);
    Entry {
        uid: at.get("uid").text(),
        on: at.get("on").date(),
        until: at.get("until").optional(|at| at.date()),
        summary: at.get("summary").text(),
        description: at.get("description").text(),
    }
}

/// A reply.
pub(super) fn reply(result: Result<String, String>) -> String {
    let (name, text) = match &result {
        Ok(text) => ("done", text),
        Err(words) => ("failed", words),
    };
    let mut out = Writer::default();
    out.open('{');
    out.name(name).text(text);
    out.close('}');
    out.finish()
}

/// The key in the answer to [`Task::Derive`], which is wiped. `None`: it is none.
pub fn key(mut answer: String) -> Option<WrappingKey> {
    let bytes = base64::read_array(&answer).map(Zeroizing::new);
    answer.zeroize();
    bytes.map(WrappingKey::new)
}

/// The answer to [`Task::Derive`].
pub(super) fn key_text(key: &WrappingKey) -> String {
    base64::write(key.bytes())
}

/// What a reply says.
///
/// # Errors
/// Why the task could not be done, in words; nothing where it is no reply.
pub fn answer(reply: &str) -> Result<String, Option<String>> {
    let read = |at: &Node<'_>| {
        at.object(&["done", "failed"]);
        (at.get("done").opt_text(), at.get("failed").opt_text())
    };
    let said = json::parse_quietly(reply).and_then(|json| json::read_quietly(&json, read));
    match said {
        Some((Some(text), None)) => Ok(text),
        Some((None, words)) => Err(words),
        _ => Err(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::DataFile;
    use proptest::prelude::*;

    fn date() -> impl Strategy<Value = NaiveDate> {
        (1..3_652_059).prop_map(|day| NaiveDate::from_num_days_from_ce_opt(day).unwrap())
    }

    prop_compose! {
        fn entries()(
            uid in any::<String>(), on in date(), until in prop::option::of(date()),
            summary in any::<String>(), description in any::<String>(),
        ) -> Entry {
            Entry { uid, on, until, summary, description }
        }
    }

    prop_compose! {
        fn file()(name in any::<String>(), text in any::<String>()) -> DataFile {
            DataFile { name, text: text.into() }
        }
    }

    prop_compose! {
        fn rules()(editions in prop::collection::vec(file(), 0..3), calendar in file()) -> RuleFiles {
            RuleFiles { editions, calendar }
        }
    }

    proptest! {
        #[test]
        fn a_check_reads_back_as_it_was_written(
            settings in file(), form in file(), rules in prop::option::of(rules()),
        ) {
            let task = Task::Check { files: Files { settings, form }, rules };
            let written = task.write();
            let json = json::parse(&written).unwrap();
            prop_assert!(json::read(&json, read) == Ok(Some(task)));
        }

        #[test]
        fn a_task_reads_back_as_it_was_written(
            now in 0..=MOST, entries in prop::collection::vec(entries(), 0..3),
        ) {
            let task = Task::Calendar { now, entries };
            let written = task.write();
            let json = json::parse(&written).unwrap();
            prop_assert!(json::read(&json, read) == Ok(Some(task)));
        }

        #[test]
        fn a_key_to_derive_reads_back_as_it_was_written(
            salt: [u8; 16], secret in prop::collection::vec(any::<u8>(), 0..40),
        ) {
            let task = Task::Derive { kdf: Kdf::new(salt), secret: Zeroizing::new(secret) };
            let request = task.write();
            prop_assert!(request.starts_with("{\"derive\":"), "start.js knows it by that");
            let json = json::parse(&request).unwrap();
            prop_assert!(json::read(&json, read_derive) == Ok(Some(task)));
            prop_assert!(json::read(&json, read).is_err(), "it is no task of the other program");
        }

        #[test]
        fn a_receipt_to_verify_reads_back_as_it_was_written(
            application in any::<String>(), reference in any::<String>(), received in any::<String>(),
            signature in prop::option::of(any::<String>()), keys in prop::collection::vec(any::<String>(), 0..3),
        ) {
            let receipt = Receipt { reference, digest: application.clone(), received, signature };
            let task = Task::Verify { application, receipt, keys };
            let written = task.write();
            let json = json::parse(&written).unwrap();
            prop_assert!(json::read(&json, read) == Ok(Some(task)));
        }

        #[test]
        fn an_application_to_seal_reads_back_as_it_was_written(
            parts in prop::array::uniform4(any::<String>()), body in any::<String>(), random: [u8; 32],
        ) {
            let [to, application, form_version, key] = parts;
            let (body, random) = (Zeroizing::new(body), Zeroizing::new(random));
            let task = Task::Seal { to, application, form_version, key, body, random };
            let written = task.write();
            let json = json::parse(&written).unwrap();
            prop_assert!(json::read(&json, read) == Ok(Some(task)));
        }

        #[test]
        fn a_reply_reads_back_as_it_was_written(text in any::<String>()) {
            prop_assert_eq!(answer(&reply(Ok(text.clone()))), Ok(text.clone()));
            prop_assert_eq!(answer(&reply(Err(text.clone()))), Err(Some(text)));
        }
    }

    #[test]
    fn what_is_no_reply_has_no_words() {
        for text in ["", "null", "{}", r#"{"done":1}"#, r#"{"done":"a","failed":"b"}"#] {
            assert_eq!(answer(text), Err(None), "{text}");
        }
    }

    #[test]
    fn the_worker_derives_the_key_that_the_reference_implementation_does() {
        let salt = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
        // Made with argon2-cffi, a binding of the reference implementation in C.
        let check = |kdf: Kdf, secret: &str, starts: [u8; 4]| {
            let secret = Zeroizing::new(secret.as_bytes().to_vec());
            let reply = super::super::derive(&Task::Derive { kdf, secret }.write());
            let key = key(answer(&reply).unwrap()).unwrap();
            assert_eq!(key.bytes()[..4], starts);
        };
        check(Kdf::new(salt), "river apple Zo\u{eb} ", [0x83, 0x26, 0x97, 0xc2]);
        let least = Kdf::checked(19 * 1024, 2, 1, salt).unwrap();
        check(least, "", [0x31, 0x54, 0x8c, 0x3f]);
        assert_eq!(key("no key".to_owned()), None);
    }

    #[test]
    fn every_mistake_of_the_files_is_answered_on_a_line() {
        let file = |name: &str, text: &str| DataFile {
            name: name.to_owned(),
            text: text.into(),
        };
        let files = Files {
            settings: file("settings.json", include_str!("../../public/settings.json")),
            form: file("form.json", include_str!("../../public/form/application.json")),
        };
        let check = |task: Task| answer(&super::super::perform(&task.write()));
        let right = Task::Check {
            files: files.clone(),
            rules: None,
        };
        assert_eq!(check(right), Ok(String::new()));
        let wrong = Task::Check {
            files: Files {
                form: file("form.json", "{"),
                ..files
            },
            rules: Some(RuleFiles {
                editions: Vec::new(),
                calendar: file("calendar.json", "[]"),
            }),
        };
        let said = check(wrong).unwrap();
        let places: Vec<&str> = said.lines().filter_map(|line| line.split(':').next()).collect();
        assert_eq!(places, ["form.json", "calendar.json"], "{said}");
    }

    #[test]
    fn a_request_that_is_not_known_asks_to_reload() {
        for request in [
            "",
            "{}",
            r#"{"key":{}}"#,
            r#"{"calendar":{"now":0,"entries":[],"more":1}}"#,
            r#"{"derive":{"memory":1,"passes":1,"lanes":1,"salt":"AAAAAAAAAAAAAAAAAAAAAA","secret":""}}"#,
            r#"{"calendar":{"now":0,"entries":[{"uid":"","on":"2026-02-29","summary":"","description":""}]}}"#,
        ] {
            for program in [super::super::perform, super::super::derive] {
                let words = answer(&program(request)).unwrap_err().unwrap();
                assert!(words.contains("Reload it"), "{request}: {words}");
            }
        }
    }
}
