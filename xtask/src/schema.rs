//! `cargo xtask schema`: the JSON Schemas of the published formats, made from the types that read them.

use cap_application::form::definition::FormFile;
use cap_application::programme::definition::EditionFile;
use cap_application::settings::Settings;
use cap_application::submission::envelope::Envelope;
use cap_application::submission::proof::Proof;
use cap_application::submission::sealed::SealedApplication;
use clap::Args;
use schemars::{JsonSchema, schema_for};

use crate::process::{self, TaskError};

/// What `schema` may be told.
#[derive(Args)]
pub struct Options {
    /// Write nothing; fail where a file is not what the types say.
    #[arg(long)]
    check: bool,
}

/// Writes the schemas, or tells which of them are stale.
pub fn run(options: &Options) -> Result<(), TaskError> {
    let stale = stale();
    if options.check {
        return if stale.is_empty() {
            Ok(())
        } else {
            Err(TaskError::Advice(advice(&stale)))
        };
    }
    for (name, text) in stale {
        let path = process::root().join(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(TaskError::file(folder))?;
        }
        std::fs::write(&path, text).map_err(TaskError::file(&path))?;
        println!("{name} written");
    }
    Ok(())
}

/// Files that do not hold what the types say, with what they should hold.
fn stale() -> Vec<(&'static str, String)> {
    let all = [
        ("public/form/form.schema.json", text::<FormFile>()),
        ("public/programme/edition.schema.json", text::<EditionFile>()),
        ("public/settings.schema.json", text::<Settings>()),
        ("docs/envelope.schema.json", text::<Envelope>()),
        ("docs/sealed.schema.json", text::<SealedApplication>()),
        ("docs/proof.schema.json", text::<Proof>()),
    ];
    let is_stale = |name: &str, text: &str| {
        std::fs::read_to_string(process::root().join(name)).map_or(true, |there| there != text)
    };
    all.into_iter()
        .filter(|(name, text)| is_stale(name, text))
        .collect()
}

fn text<T: JsonSchema>() -> String {
    format!("{:#}\n", schema_for!(T).as_value())
}

fn advice(stale: &[(&str, String)]) -> String {
    let names: Vec<_> = stale.iter().map(|(name, _)| *name).collect();
    format!("Out of date: {}. Give: cargo xtask schema", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemas_in_the_repository_are_those_of_the_types() {
        let stale = stale();
        assert!(stale.is_empty(), "{}", advice(&stale));
    }

    #[test]
    fn a_schema_refuses_unknown_fields_and_explains_the_known() {
        let schema: serde_json::Value = serde_json::from_str(&text::<Settings>()).unwrap();
        assert_eq!(schema["additionalProperties"], false);
        let described = schema["properties"]["endpoint"]["description"].as_str().unwrap();
        assert!(described.contains("Where applications are sent"), "{described}");
    }
}
