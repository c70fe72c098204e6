//! The published files that applications are judged by: the same that the app in the browser reads.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use cap_application::form::definition::FormFile;
use cap_application::form::load::load;
use cap_application::form::model::Form;
use cap_application::mistake::Mistake;
use cap_application::programme::definition::EditionFile;
use cap_application::settings::Settings;
use serde::de::DeserializeOwned;

/// Settings, form and editions, as published.
pub struct Rules {
    /// `settings.json`.
    pub settings: Settings,
    /// The form as published.
    pub form: FormFile,
    /// The form as the engine reads it.
    pub engine: Arc<Form>,
    /// The form's file as it stands, to be kept beside the applications it judged.
    pub form_json: String,
    /// The editions, oldest first.
    pub editions: Vec<EditionFile>,
}

/// The published files that cannot be used, a line each.
#[derive(Debug, thiserror::Error)]
#[error("the app's data files cannot be used:\n{}", .0.join("\n"))]
pub struct RulesError(pub Vec<String>);

impl Rules {
    /// Reads the settings in `app`, and the form and editions they name.
    ///
    /// # Errors
    /// Every file that is missing or not in its format.
    pub fn load(app: &Path) -> Result<Self, RulesError> {
        let (_, settings) =
            read::<Settings>(app, "settings.json").map_err(|error| RulesError(vec![error]))?;
        let mut errors = Vec::new();
        let form = read::<FormFile>(app, &settings.form)
            .map_err(|error| errors.push(error))
            .ok();
        let mut editions = Vec::new();
        for name in &settings.editions {
            match read::<EditionFile>(app, name) {
                Ok((_, edition)) => editions.push(edition),
                Err(error) => errors.push(error),
            }
        }
        let engine = form.as_ref().and_then(|(text, _)| {
            let mistakes = |found: Vec<Mistake>| errors.extend(found.iter().map(ToString::to_string));
            load(&settings.form, text).map_err(mistakes).ok()
        });
        match (form, engine) {
            (Some((form_json, form)), Some(engine)) if errors.is_empty() => Ok(Self {
                settings,
                form,
                engine: Arc::new(engine),
                form_json,
                editions,
            }),
            _ => Err(RulesError(errors)),
        }
    }
}

fn read<T: DeserializeOwned>(app: &Path, name: &str) -> Result<(String, T), String> {
    let path = app.join(name);
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok((text, value))
}
