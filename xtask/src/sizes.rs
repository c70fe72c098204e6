//! What a person's device fetches before the first question can be answered, held by a budget.

use std::collections::BTreeMap;
use std::path::Path;

use cap_application::settings::Settings;

use crate::compress;
use crate::embed;
use crate::inputs;
use crate::process::TaskError;

/// Most bytes, compressed by brotli, to the first usable question.
const BUDGET: usize = 121 * 1024;
/// Most bytes of each kind, so that what one saves is not spent by another. Data are the council's.
const KINDS: [(&str, usize); 4] = [
    ("html", 2_700),
    ("css", 5_650),
    ("scripts", 6_750),
    ("wasm", 107_600),
];

/// The second program's folder: nothing of it is fetched before somebody asks for what it does.
const LATER: &str = "later/";
/// The accessibility statement: its page and its style sheet.
const STATEMENT: [&str; 2] = ["accessibility.html", "accessibility.css"];
/// Kinds that are shown and no part of the total: the rest of the program, which comes once the first question can be
/// answered, and the second program.
const LATE: [&str; 2] = [REST, FETCHED_LATER];
const DATA: &str = "data";
const REST: &str = "right after";
const FETCHED_LATER: &str = "when asked for";

/// Bytes as they are and as they travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Size {
    raw: usize,
    brotli: usize,
}

/// Holds the total to the budget; [`print`] has shown it.
///
/// # Errors
/// Where the total is above the budget.
pub fn check(dist: &Path) -> Result<(), TaskError> {
    let kinds = measure(dist)?;
    for (kind, most) in KINDS {
        let size = kinds.get(kind).copied().unwrap_or_default().brotli;
        if size > most {
            return Err(TaskError::Advice(format!(
                "{kind}: {size} bytes, and the budget is {most}."
            )));
        }
    }
    let total = total(&kinds);
    if total.brotli > BUDGET {
        let over = total.brotli - BUDGET;
        return Err(TaskError::Advice(format!(
            "The app is {over} bytes over its budget of {BUDGET} bytes."
        )));
    }
    println!("      {} of {BUDGET} bytes", total.brotli);
    Ok(())
}

/// Prints the sizes by kind.
///
/// # Errors
/// Where a file cannot be read.
pub fn print(dist: &Path) -> Result<(), TaskError> {
    let kinds = measure(dist)?;
    let total = total(&kinds);
    println!("      {:<14}{:>10}{:>10}", "", "raw", "brotli");
    let line = |kind: &str, size: &Size| format!("      {kind:<14}{:>10}{:>10}", size.raw, size.brotli);
    for (kind, size) in kinds.iter().filter(|(kind, _)| !LATE.contains(*kind)) {
        println!("{}", line(kind, size));
    }
    println!("{}   budget {BUDGET}", line("in all", &total));
    for (kind, size) in kinds.iter().filter(|(kind, _)| LATE.contains(*kind)) {
        println!("{}", line(kind, size));
    }
    Ok(())
}

/// What is fetched before the first question.
fn total(kinds: &BTreeMap<&str, Size>) -> Size {
    let first = kinds.iter().filter(|(kind, _)| !LATE.contains(*kind));
    first.fold(Size::default(), |sum, (_, size)| Size {
        raw: sum.raw + size.raw,
        brotli: sum.brotli + size.brotli,
    })
}

fn measure(dist: &Path) -> Result<BTreeMap<&'static str, Size>, TaskError> {
    let settings = dist.join("settings.json");
    let data = data_files(&std::fs::read_to_string(&settings).map_err(TaskError::file(&settings))?)?;
    let mut kinds = BTreeMap::<&str, Size>::new();
    for file in inputs::files(dist)? {
        let name = file
            .strip_prefix(dist)
            .unwrap_or(&file)
            .to_string_lossy()
            .replace('\\', "/");
        let Some(kind) = kind(&name, &data) else { continue };
        let content = std::fs::read(&file).map_err(TaskError::file(&file))?;
        let twin = compress::twin(&file).metadata().map(|twin| twin.len());
        let size = kinds.entry(kind).or_default();
        size.raw += content.len();
        size.brotli += twin
            .ok()
            .and_then(|length| usize::try_from(length).ok())
            .unwrap_or(content.len());
    }
    Ok(kinds)
}

/// The data files that the app reads, each with its kind: the settings and, where they do not hold what it asks first, the
/// form before the first question can be answered.
fn data_files(settings: &str) -> Result<[(String, &'static str); 2], TaskError> {
    let settings: Settings = serde_json::from_str(settings).map_err(|error| {
        TaskError::Advice(format!("settings.json: {error}. See: cargo xtask check public"))
    })?;
    let held = settings.checked.is_some_and(|checked| checked.first.is_some());
    let form = if held { REST } else { DATA };
    Ok([("settings.json".to_owned(), DATA), (settings.form, form)])
}

fn kind(name: &str, data: &[(String, &'static str)]) -> Option<&'static str> {
    if let Some((_, kind)) = data.iter().find(|(file, _)| file == name) {
        return Some(kind);
    }
    if embed::is_for_others(name) {
        return None;
    }
    if STATEMENT.contains(&name) {
        return Some(FETCHED_LATER);
    }
    match name.rsplit_once('.')?.1 {
        "js" | "wasm" if name.starts_with(LATER) => Some(FETCHED_LATER),
        "wasm" if name.ends_with("-rest.wasm") => Some(REST),
        "js" if matches!(name, "sw.js" | "offline.js") => Some(REST),
        "html" => Some("html"),
        "css" if name.starts_with("all-") => Some(REST),
        "css" => Some("css"),
        "js" => Some("scripts"),
        "wasm" => Some("wasm"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: &str = r#"{"format":1,"endpoint":"applications","form":"form/a.json","editions":["programme/a.json","programme/b.json"],
        "calendar":"c.json","draft_days":30,"passphrase":"required","idle_minutes":10,"warning_minutes":2,"contact":{"team":"T","telephone":"0","address":[]}}"#;

    #[test]
    fn every_file_counts_once_under_its_kind_and_what_is_not_fetched_does_not() {
        let data = data_files(SETTINGS).unwrap();
        let cases = [
            ("index.html", Some("html")),
            ("main-1.css", Some("css")),
            ("first-1.css", Some("css")),
            ("all-1.css", Some("right after")),
            ("cap-0.js", Some("scripts")),
            ("embed.js", None),
            ("embed-1.css", None),
            ("cap_bg.wasm", Some("wasm")),
            ("later/start.js", Some("when asked for")),
            ("later/later.js", Some("when asked for")),
            ("later/later_bg.wasm", Some("when asked for")),
            ("later/later_bg.wasm.br", None),
            ("cap-0_bg.wasm", Some("wasm")),
            ("cap-0-rest.wasm", Some("right after")),
            ("accessibility.html", Some("when asked for")),
            ("accessibility.html.br", None),
            ("sw.js", Some("right after")),
            ("form/a.json", Some("data")),
            ("programme/a.json", None),
            ("programme/b.json", None),
            ("settings.json", Some("data")),
            ("form/form.schema.json", None),
            ("cap_bg.wasm.br", None),
            (".stamp", None),
        ];
        for (name, expect) in cases {
            assert_eq!(kind(name, &data), expect, "{name}");
        }
    }

    #[test]
    fn a_form_of_which_the_settings_hold_the_first_question_comes_right_after() {
        let shipped = data_files(include_str!("../../public/settings.json")).unwrap();
        assert_eq!(kind("form/application.json", &shipped), Some("right after"));
        assert_eq!(kind("settings.json", &shipped), Some("data"));
    }

    #[test]
    fn a_twin_gives_the_size_that_travels_and_the_budget_holds() {
        let dist = tempfile::tempdir().unwrap();
        let write =
            |name: &str, length: usize| std::fs::write(dist.path().join(name), vec![b'x'; length]).unwrap();
        std::fs::write(dist.path().join("settings.json"), SETTINGS).unwrap();
        write("a.wasm", BUDGET + 1);
        write("a.wasm.br", 1000);
        assert_eq!(
            measure(dist.path()).unwrap()["wasm"],
            Size {
                raw: BUDGET + 1,
                brotli: 1000
            }
        );
        let before = total(&measure(dist.path()).unwrap());
        std::fs::create_dir(dist.path().join("later")).unwrap();
        write("later/later_bg.wasm", BUDGET);
        assert_eq!(total(&measure(dist.path()).unwrap()), before);
        assert!(check(dist.path()).is_ok());
        write("a.css", 6_000);
        assert!(check(dist.path()).is_err(), "one kind is above its own budget");
        std::fs::remove_file(dist.path().join("a.css")).unwrap();
        std::fs::remove_file(dist.path().join("a.wasm.br")).unwrap();
        assert!(check(dist.path()).is_err());
    }
}
