//! The data files that go with a generated form.

use std::path::Path;

use serde_json::{Value, json};

use super::generated::form;
use crate::process::TaskError;

/// Writes form, edition, calendar and settings into a copy of the app. Compressed twins of what was there go.
///
/// # Errors
/// Where a file cannot be read or written.
pub fn write(folder: &Path, questions: usize) -> Result<(), TaskError> {
    let path = folder.join("settings.json");
    let text = std::fs::read_to_string(&path).map_err(TaskError::file(&path))?;
    let broken = |error| TaskError::Advice(format!("settings.json: {error}"));
    let mut settings: Value = serde_json::from_str(&text).map_err(broken)?;
    // Editions that lie there are checked too, and go with another form.
    for edition in settings["editions"].as_array().into_iter().flatten() {
        let _ = std::fs::remove_file(folder.join(edition.as_str().unwrap_or_default()));
    }
    settings["editions"] = json!(["programme/bench.json"]);
    settings["passphrase"] = json!("recommended");
    for (name, content) in [
        ("settings.json", settings),
        ("form/application.json", form(questions)),
        ("programme/bench.json", edition()),
    ] {
        let file = folder.join(name);
        std::fs::write(&file, content.to_string()).map_err(TaskError::file(&file))?;
        let _ = std::fs::remove_file(crate::compress::twin(&file));
    }
    Ok(())
}

fn edition() -> Value {
    let provision = |id: &str| {
        json!({
            "id": id, "name": id, "tier": 1, "summary": "Generated", "length": "Any", "attendance": "Any", "roll": "Any",
            "decided_by": "Nobody", "windowed": false, "panel": false, "next_steps": [], "requirements": []
        })
    };
    json!({
        "format": 1, "edition": "2025-26", "starts": "2025-09-01", "ends": "2026-08-31",
        "sources": [{ "id": "A", "title": "Generated" }], "given": [],
        "needs": [{ "id": "any", "text": "Anything", "provisions": ["one", "two"] }],
        "provisions": [provision("one"), provision("two")], "windows": [], "outcome_working_days": 3, "notes": [],
        "register": []
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(form: &Value) -> Vec<&Value> {
        let inside = |value: &'_ Value, name: &str| value[name].as_array().map(Vec::len);
        assert!(inside(form, "sections") > Some(1));
        let sections = form["sections"].as_array().unwrap().iter();
        let pages = sections.flat_map(|section| section["pages"].as_array().unwrap());
        pages
            .flat_map(|page| page["questions"].as_array().unwrap())
            .collect()
    }

    #[test]
    fn each_hundred_questions_have_forty_rules_and_thirty_are_required() {
        for size in [100, 300] {
            let form = form(size);
            let questions = all(&form);
            let count = |wanted: fn(&Value) -> bool| questions.iter().filter(|one| wanted(one)).count();
            let rules = count(|one| one.get("relevant").is_some());
            let required = count(|one| one["required"] == true);
            let blocks = size / 100;
            assert_eq!(
                (questions.len(), rules, required),
                (size, 40 * blocks, 30 * blocks)
            );
        }
    }

    #[test]
    fn nothing_is_wrong_with_the_files() {
        let folder = tempfile::tempdir().unwrap();
        let public = crate::process::root().join("public");
        for name in ["settings.json", "programme/calendar.json"] {
            let to = folder.path().join(name);
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::copy(public.join(name), to).unwrap();
        }
        std::fs::create_dir(folder.path().join("form")).unwrap();
        write(folder.path(), 300).unwrap();
        crate::check::noted(folder.path()).unwrap();
    }
}
