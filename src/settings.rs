//! `public/settings.json`: what a council sets without a compiler.

#[cfg(not(target_family = "wasm"))]
pub mod theme;

use serde::{Deserialize, Serialize};

use crate::form::first::{First, first};
use crate::json::Node;
use crate::mistake::{self, Mistake};
#[cfg(not(target_family = "wasm"))]
use crate::sorted::Map;

/// The only version of the settings format this program reads.
pub const FORMAT: u32 = 1;

/// The settings file.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Version of this format; see [`FORMAT`].
    pub format: u32,
    /// Where applications are sent: an absolute address, or one relative to the page.
    pub endpoint: String,
    /// The form file, relative to the page.
    pub form: String,
    /// The edition files, relative to the page, oldest first.
    pub editions: Vec<String>,
    /// The calendar file (bank holidays, term dates), relative to the page.
    pub calendar: String,
    /// Days after its last change at which a draft is removed from the device.
    pub draft_days: u16,
    /// Whether anything may be typed about a student before a passphrase was chosen on the device.
    pub passphrase: Passphrase,
    /// Minutes without a key or a press after which the screen locks: 2 to 120.
    pub idle_minutes: u16,
    /// For how many of these a warning is shown: at least 1, and fewer than `idle_minutes`.
    pub warning_minutes: u16,
    /// Public keys under which the council signs receipts, as `council key` prints them (Ed25519, base64url): the one
    /// in use and any earlier ones. Left out, receipts are not verified.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub receipt_keys: Vec<String>,
    /// Public key to which applications are sealed before they are stored to be sent, as `council seal-key` prints it
    /// (X25519, base64url). Left out, they travel as they are, within TLS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal_to: Option<String>,
    /// Origins of other sites whose pages may hold the form's own page in a frame, like `https://www.example.org`. What
    /// the endpoint is told when it starts comes beside them.
    #[cfg(not(target_family = "wasm"))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frame_ancestors: Vec<String>,
    /// Colours (`brand_colour`, … as `#rrggbb`) and `font_family` for the form within other pages: `docs/embedding.md`.
    #[cfg(not(target_family = "wasm"))]
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub theme: Map<String>,
    /// Who to speak to.
    pub contact: Contact,
    /// What vouches for the other files. Left out, or of other files than those that lie here, they are checked in
    /// the browser before it uses them, which takes longer. `cargo xtask check --note` writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<Checked>,
}

impl Settings {
    /// The names of the editions' files, and last that of the calendar's, relative to the page.
    pub fn rules(&self) -> impl Iterator<Item = &String> {
        self.editions.iter().chain([&self.calendar])
    }
}

/// Digests of files in which `cargo xtask check` found nothing wrong: see [`crate::files`].
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// Of the form.
    pub form: String,
    /// Of the form, the editions in their order, and the calendar together.
    pub rules: String,
    /// What the form asks first, where a device can show it before it has the whole form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<First>,
}

/// What a council asks of those who keep applications on a device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Passphrase {
    /// No application without one.
    #[default]
    Required,
    /// Without one nothing is kept after the tab closes.
    Recommended,
}

/// The council team behind the service (R071).
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Name of the team.
    pub team: String,
    /// Telephone number as printed.
    pub telephone: String,
    /// Postal address, line by line.
    pub address: Vec<String>,
}

/// Reads the settings file. `None`: something is wrong with it; [`load`] says what.
pub fn open(text: &str) -> Option<Settings> {
    mistake::read_quietly(text, FORMAT, settings).filter(|settings| {
        settings.receipt_keys.iter().all(|key| is_key(key)) && idle_fits(settings) && warning_fits(settings)
    })
}

fn idle_fits(settings: &Settings) -> bool {
    (2..=MOST_IDLE).contains(&settings.idle_minutes)
}

fn warning_fits(settings: &Settings) -> bool {
    (1..settings.idle_minutes).contains(&settings.warning_minutes)
}

/// Reads the settings file.
///
/// # Errors
/// Everything that is wrong with it.
pub fn load(file: &str, text: &str) -> Result<Settings, Vec<Mistake>> {
    let settings = mistake::read(file, text, FORMAT, settings)?;
    let wrong = |path: &str, remedy: String| Mistake {
        file: file.to_owned(),
        path: path.to_owned(),
        problem: "so many minutes are too few or too many".to_owned(),
        remedy,
    };
    let no_key = |path: &str, problem: &str, command: &str| Mistake {
        file: file.to_owned(),
        path: path.to_owned(),
        problem: problem.to_owned(),
        remedy: format!("Write what `council {command}` prints: 43 letters, digits, - and _"),
    };
    if !settings.receipt_keys.iter().all(|key| is_key(key)) {
        let problem = "one of them is not a public key";
        return Err(vec![no_key("receipt_keys", problem, "key")]);
    }
    if settings.seal_to.as_ref().is_some_and(|key| !is_key(key)) {
        return Err(vec![no_key("seal_to", "it is not a public key", "seal-key")]);
    }
    if !idle_fits(&settings) {
        let remedy = format!("Write a number from 2 to {MOST_IDLE}");
        return Err(vec![wrong("idle_minutes", remedy)]);
    }
    if !warning_fits(&settings) {
        let remedy = "Write at least 1, and fewer than idle_minutes".to_owned();
        return Err(vec![wrong("warning_minutes", remedy)]);
    }
    #[cfg(not(target_family = "wasm"))]
    for_other_pages(file, &settings)?;
    Ok(settings)
}

/// What the browser's program has no use for.
#[cfg(not(target_family = "wasm"))]
fn for_other_pages(file: &str, settings: &Settings) -> Result<(), Vec<Mistake>> {
    let mut found = theme::mistakes(file, &settings.theme);
    if !settings.frame_ancestors.iter().all(|origin| is_origin(origin)) {
        found.push(Mistake {
            file: file.to_owned(),
            path: "frame_ancestors".to_owned(),
            problem: "one of them is not an origin".to_owned(),
            remedy: "Write it like https://www.example.org, without a path".to_owned(),
        });
    }
    match found.is_empty() {
        true => Ok(()),
        false => Err(found),
    }
}

/// Scheme and host, and a port where it is not the usual one, as a browser writes them.
#[cfg(not(target_family = "wasm"))]
fn is_origin(text: &str) -> bool {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| {
        !host.is_empty()
            && host.bytes().all(|letter| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || b".-:[]".contains(&letter)
            })
    })
}

/// Whether this can be 32 bytes in base64url, of which the last letter holds four bits. Whether they are a point on the
/// curve is found out where a receipt is verified.
fn is_key(text: &str) -> bool {
    let letters = text.as_bytes();
    letters.len() == 43
        && letters
            .iter()
            .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_'))
        && letters
            .last()
            .is_some_and(|last| b"AEIMQUYcgkosw048".iter().any(|letter| letter == last))
}

pub(crate) fn settings(at: &Node<'_>) -> Settings {
    at.object(&[
        "format",
        "endpoint",
        "form",
        "editions",
        "calendar",
        "draft_days",
        "passphrase",
        "idle_minutes",
        "warning_minutes",
        "receipt_keys",
        "seal_to",
        "frame_ancestors",
        "theme",
        "contact",
        "checked",
    ]);
    let words = [
        ("required", Passphrase::Required),
        ("recommended", Passphrase::Recommended),
    ];
    Settings {
        format: at.get("format").u32(),
        endpoint: at.get("endpoint").text(),
        form: at.get("form").text(),
        editions: at.get("editions").texts(),
        calendar: at.get("calendar").text(),
        draft_days: at.get("draft_days").u16(),
        passphrase: at.get("passphrase").word(&words).unwrap_or_default(),
        idle_minutes: at.get("idle_minutes").u16(),
        warning_minutes: at.get("warning_minutes").u16(),
        receipt_keys: at.get("receipt_keys").opt_texts(),
        seal_to: at.get("seal_to").opt_text(),
        #[cfg(not(target_family = "wasm"))]
        frame_ancestors: at.get("frame_ancestors").opt_texts(),
        #[cfg(not(target_family = "wasm"))]
        theme: at
            .get("theme")
            .or_default(|theme| theme.map(|colour| colour.text())),
        contact: contact(&at.get("contact")),
        checked: at.get("checked").optional(checked),
    }
}

/// Most minutes that a screen may stay open with nobody there.
const MOST_IDLE: u16 = 120;

fn contact(at: &Node<'_>) -> Contact {
    at.object(&["team", "telephone", "address"]);
    Contact {
        team: at.get("team").text(),
        telephone: at.get("telephone").text(),
        address: at.get("address").texts(),
    }
}

fn checked(at: &Node<'_>) -> Checked {
    at.object(&["form", "rules", "first"]);
    Checked {
        form: at.get("form").text(),
        rules: at.get("rules").text(),
        first: at.get("first").optional(first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_after_which_a_screen_locks_are_neither_none_nor_a_day() {
        let check = |idle: &str, warning: &str, at: Option<&str>| {
            let shipped = include_str!("../public/settings.json");
            let text = shipped
                .replace("\"idle_minutes\": 10", &format!("\"idle_minutes\": {idle}"))
                .replace(
                    "\"warning_minutes\": 2",
                    &format!("\"warning_minutes\": {warning}"),
                );
            let found = load("settings.json", &text).err();
            let paths = found.map(|found| found[0].path.clone());
            assert_eq!(paths.as_deref(), at, "{idle}, {warning}");
        };
        check("10", "2", None);
        check("2", "1", None);
        check("120", "119", None);
        check("1", "1", Some("idle_minutes"));
        check("121", "2", Some("idle_minutes"));
        check("10", "0", Some("warning_minutes"));
        check("10", "10", Some("warning_minutes"));
        check("\"ten\"", "2", Some("idle_minutes"));
    }

    #[test]
    fn other_sites_are_named_by_their_origins_and_a_theme_can_be_read() {
        let check = |member: &str, at: Option<&str>| {
            let shipped = include_str!("../public/settings.json");
            let with = format!("{member}, \"contact\":");
            let found = load("settings.json", &shipped.replace("\"contact\":", &with)).err();
            let path = found.map(|found| found[0].path.clone());
            assert_eq!(path.as_deref(), at, "{member}");
        };
        check(
            r#""frame_ancestors": ["https://www.example.org", "http://127.0.0.1:8080"]"#,
            None,
        );
        for wrong in [
            "https://www.example.org/",
            "www.example.org",
            "https://",
            "https://a.example; x",
            "*",
        ] {
            check(
                &format!("\"frame_ancestors\": [\"{wrong}\"]"),
                Some("frame_ancestors"),
            );
        }
        check(r##""theme": {"brand_colour": "#003366"}"##, None);
        check(
            r##""theme": {"brand_colour": "#ffdd00"}"##,
            Some("theme.brand_colour"),
        );
        check(r#""theme": {"brand_colour": 1}"#, Some("theme.brand_colour"));
    }

    #[test]
    fn a_key_of_the_council_is_32_bytes_in_base64url() {
        use base64ct::{Base64UrlUnpadded, Encoding};
        let check = |keys: &str, right: bool| {
            let shipped = include_str!("../public/settings.json");
            let with = format!("\"receipt_keys\": {keys}, \"contact\":");
            let found = load("settings.json", &shipped.replace("\"contact\":", &with));
            assert_eq!(found.is_ok(), right, "{keys}");
        };
        check("[]", true);
        let all: Vec<String> = (0..=255_u8)
            .map(|byte| Base64UrlUnpadded::encode_string(&[byte; 32]))
            .collect();
        check(&format!("{all:?}"), true);
        let key = &all[7];
        check(&format!("[{key:?}, {:?}]", &key[1..]), false);
        check(&format!("[{:?}]", format!("{key}A")), false);
        check(&format!("[{:?}]", format!("{}B", &key[..42])), false);
        check(&format!("[{:?}]", format!("+{}", &key[1..])), false);
        check(&format!("[{:?}]", format!("{key}=")), false);
        check("\"key\"", false);
        check("[1]", false);
    }

    #[test]
    fn what_applications_are_sealed_to_is_one_key_or_left_out() {
        let check = |key: &str, right: bool| {
            let shipped = include_str!("../public/settings.json");
            let with = format!("\"seal_to\": {key}, \"contact\":");
            let found = load("settings.json", &shipped.replace("\"contact\":", &with));
            let at = found.as_ref().err().map(|found| found[0].path.as_str());
            assert_eq!(at, (!right).then_some("seal_to"), "{key}");
        };
        let key = "A".repeat(43);
        check(&format!("{key:?}"), true);
        check(&format!("{:?}", &key[1..]), false);
        check(&format!("{:?}", format!("{key}=")), false);
        check("\"\"", false);
        check("[]", false);
    }
}
