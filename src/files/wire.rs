//! The data files as one text: to the second program, and into what is kept for a start without a connection.

use crate::files::{DataFile, Files, RuleFiles};
use crate::json::{self, Node, Writer};

/// Writes the files as members of the object that is open.
pub(crate) fn write(out: &mut Writer, files: &Files, rules: Option<&RuleFiles>) {
    write_file(out, "settings", &files.settings);
    write_file(out, "form", &files.form);
    if let Some(RuleFiles { editions, calendar }) = rules {
        write_file(out, "calendar", calendar);
        out.name("editions").open('[');
        for DataFile { name, text } in editions {
            out.open('{');
            out.members(&[("name", name), ("text", text)]);
            out.close('}');
        }
        out.close(']');
    }
}

fn write_file(out: &mut Writer, place: &str, DataFile { name, text }: &DataFile) {
    out.name(place).open('{');
    out.members(&[("name", name), ("text", text)]);
    out.close('}');
}

/// Reads what [`write`] wrote.
pub(crate) fn read(at: &Node<'_>) -> (Files, Option<RuleFiles>) {
    at.object(&["settings", "form", "calendar", "editions"]);
    let files = Files {
        settings: file(&at.get("settings")),
        form: file(&at.get("form")),
    };
    let rules = at.get("calendar").optional(file).map(|calendar| RuleFiles {
        editions: at.get("editions").list(file),
        calendar,
    });
    (files, rules)
}

fn file(at: &Node<'_>) -> DataFile {
    at.object(&["name", "text"]);
    DataFile {
        name: at.get("name").text(),
        text: at.get("text").text().into(),
    }
}

/// A whole set as one text, to be kept.
pub fn keep(files: &Files, rules: &RuleFiles) -> String {
    let bytes: usize = rules.texts(&files.form.text).map(str::len).sum();
    // One byte in eight or so is a quote or the end of a line, which is two there.
    let mut out = Writer::with_room(bytes + bytes / 4);
    out.open('{');
    write(&mut out, files, Some(rules));
    out.close('}');
    out.finish()
}

/// The set that was kept as this text; `None`: it is no whole set.
pub fn kept(text: &str) -> Option<(Files, RuleFiles)> {
    let json = json::parse_quietly(text)?;
    let (files, rules) = json::read_quietly(&json, read)?;
    Some((files, rules?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    prop_compose! {
        fn file()(name in any::<String>(), text in any::<String>()) -> DataFile {
            DataFile { name, text: text.into() }
        }
    }

    proptest! {
        #[test]
        fn a_set_that_is_kept_reads_back(
            settings in file(), form in file(), editions in prop::collection::vec(file(), 0..3), calendar in file(),
        ) {
            let set = (Files { settings, form }, RuleFiles { editions, calendar });
            prop_assert_eq!(kept(&keep(&set.0, &set.1)), Some(set));
        }
    }

    #[test]
    fn what_is_no_whole_set_is_not_used() {
        let file = r#"{"name":"a","text":"b"}"#;
        let without_rules = format!(r#"{{"settings":{file},"form":{file}}}"#);
        let cut = keep(&Files::default(), &RuleFiles::default());
        for text in ["", "null", "{}", &without_rules, &cut[..cut.len() - 1]] {
            assert_eq!(kept(text), None, "{text}");
        }
    }
}
