//! The software bill of materials of a program, in CycloneDX 1.5.

use serde_json::{Value, json};

use super::parts::Part;

/// The bill, the same bytes for the same parts: no time and no random number in it.
pub fn cyclonedx<'a>(name: &str, version: &str, parts: impl Iterator<Item = &'a Part>) -> Value {
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": { "type": "application", "name": name, "version": version, "licenses": [{ "expression": "MIT" }] }
        },
        "components": parts.map(component).collect::<Vec<_>>(),
    })
}

fn component(part: &Part) -> Value {
    let Part {
        registry,
        name,
        version,
        licence,
        digest,
        ..
    } = part;
    let url = format!("pkg:{registry}/{name}@{version}");
    let mut component = json!({
        "type": "library",
        "bom-ref": url,
        "name": name,
        "version": version,
        "purl": url,
        "licenses": [{ "expression": licence }],
    });
    if let Some(digest) = digest {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": digest }]);
    }
    component
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use cyclonedx_bom::prelude::{Bom, SpecVersion, Validate};

    use super::*;

    #[test]
    fn the_standards_own_library_reads_the_bill_and_finds_nothing_wrong() {
        let part = |name: &str, digest: Option<&str>| Part {
            registry: "cargo",
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: "MIT OR Apache-2.0".to_owned(),
            digest: digest.map(str::to_owned),
            authors: Vec::new(),
            folder: PathBuf::new(),
        };
        let parts = [part("one", Some(&"0f".repeat(32))), part("two", None)];
        let bill = cyclonedx("cap-application", "0.1.0", parts.iter());
        let read = Bom::parse_json_value(bill).unwrap();
        let found = read.validate_version(SpecVersion::V1_5);
        assert!(found.passed(), "{found:?}");
        assert_eq!(read.components.map(|components| components.0.len()), Some(2));
    }

    #[test]
    fn a_bill_with_a_mistake_would_be_found() {
        let part = Part {
            registry: "cargo",
            name: "one".to_owned(),
            version: "1.0.0".to_owned(),
            licence: "nobody's licence".to_owned(),
            digest: Some("not a digest".to_owned()),
            authors: Vec::new(),
            folder: PathBuf::new(),
        };
        let bill = cyclonedx("cap-application", "0.1.0", [&part].into_iter());
        let read = Bom::parse_json_value(bill).unwrap();
        assert!(!read.validate_version(SpecVersion::V1_5).passed());
    }
}
