//! What was measured, as a table and a curve in `docs/performance.md`.

use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;

use crate::process::{self, TaskError};

/// Between these lines of the document everything is written by the command.
const BEGIN: &str = "<!-- written by cargo xtask bench -->";
const END: &str = "<!-- end of what cargo xtask bench writes -->";
/// What is drawn, and how its two lines are called.
const CURVES: [(&str, &str); 3] = [
    ("CPU per key, ms", "a key"),
    ("CPU per key, all answered, ms", "a key, all answered"),
    ("CPU to show or hide 20 questions, ms", "20 questions"),
];

/// What `e2e/tools/bench.ts` writes.
#[derive(Deserialize)]
pub struct Figures {
    machine: String,
    runs: u32,
    date: String,
    figures: Vec<Figure>,
}

#[derive(Deserialize)]
struct Figure {
    what: String,
    size: u32,
    kind: Kind,
    values: Vec<f64>,
}

/// What was measured: the page without a framework, the same in the app's looks, the app, and the app where it keeps nothing.
#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Plain,
    Dressed,
    Sealed,
    Unkept,
}

impl Figures {
    /// Reads them.
    ///
    /// # Errors
    /// Where the file is not there or says something else.
    pub fn read(path: &Path) -> Result<Self, TaskError> {
        let text = std::fs::read_to_string(path).map_err(TaskError::file(path))?;
        serde_json::from_str(&text).map_err(|error| TaskError::Advice(format!("{}: {error}", path.display())))
    }

    /// Puts table and curve in place of those that stand in `docs`.
    ///
    /// # Errors
    /// Where a file cannot be read or written, or the document has no place for them.
    pub fn write(&self) -> Result<(), TaskError> {
        let docs = process::root().join("docs");
        let (document, curve) = (docs.join("performance.md"), docs.join("growth.svg"));
        let text = std::fs::read_to_string(&document).map_err(TaskError::file(&document))?;
        let text = replaced(&text, &self.table())
            .ok_or_else(|| TaskError::Advice(format!("{}: no line says {BEGIN}", document.display())))?;
        std::fs::write(&document, text).map_err(TaskError::file(&document))?;
        std::fs::write(&curve, self.curve()).map_err(TaskError::file(&curve))
    }

    /// A line for each measure and size.
    pub fn table(&self) -> String {
        let mut text = format!(
            "{}, {} run{}, medians: {}.\n\n| Measure | Questions | Plain page | In the app's looks | App | To the plain page | To the same looks | App, nothing kept |\n\
             | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
            self.date,
            self.runs,
            if self.runs == 1 { "" } else { "s" },
            self.machine
        );
        let mut before = Vec::new();
        for Figure { what, .. } in &self.figures {
            if before.contains(&what) {
                continue;
            }
            before.push(what);
            let shares: &[(f64, &str)] = match what.starts_with("Key to paint") {
                true => &[(0.5, ", median"), (0.95, ", 95 %")],
                false => &[(0.5, "")],
            };
            for (share, name) in shares {
                for size in self.sizes() {
                    let of = |kind| self.value(what, size, kind, *share);
                    let (plain, dressed, sealed) = (of(Kind::Plain), of(Kind::Dressed), of(Kind::Sealed));
                    let _ = writeln!(
                        text,
                        "| {what}{name} | {size} | {} | {} | {} | {} | {} | {} |",
                        shown(plain),
                        shown(dressed),
                        shown(sealed),
                        ratio(sealed, plain),
                        ratio(sealed, dressed),
                        shown(of(Kind::Unkept)),
                    );
                }
            }
        }
        text
    }

    fn sizes(&self) -> Vec<u32> {
        let mut sizes: Vec<u32> = self.figures.iter().map(|figure| figure.size).collect();
        sizes.sort_unstable();
        sizes.dedup();
        sizes
    }

    fn value(&self, what: &str, size: u32, kind: Kind, share: f64) -> Option<f64> {
        let wanted = |one: &&Figure| one.what == what && one.size == size && one.kind == kind;
        let mut values = self.figures.iter().find(wanted)?.values.clone();
        values.sort_by(f64::total_cmp);
        let at = (values.len() as f64 * share) as usize;
        values.get(at.min(values.len().saturating_sub(1))).copied()
    }

    /// Milliseconds of main-thread CPU against the number of questions, which is drawn by its logarithm.
    fn curve(&self) -> String {
        let sizes = self.sizes();
        let (first, last) = (
            f64::from(*sizes.first().unwrap_or(&1)).ln(),
            f64::from(*sizes.last().unwrap_or(&10)).ln(),
        );
        let all = CURVES.iter().flat_map(|(what, _)| {
            let sizes = sizes.iter();
            sizes.flat_map(move |size| {
                [Kind::Plain, Kind::Sealed].map(|kind| self.value(what, *size, kind, 0.5).unwrap_or_default())
            })
        });
        let most = all.fold(1.0, f64::max);
        let across = |size: u32| 50.0 + 430.0 * (f64::from(size).ln() - first) / (last - first).max(0.1);
        let up = |value: f64| 280.0 - 250.0 * value / most;
        let mut drawn = String::from(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 320\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"720\" height=\"320\" fill=\"white\"/>\n",
        );
        for step in 0..=4 {
            let value = most * f64::from(step) / 4.0;
            let y = up(value);
            let _ = writeln!(
                drawn,
                "<path d=\"M50 {y:.0}H480\" stroke=\"#ddd\"/><text x=\"44\" y=\"{:.0}\" text-anchor=\"end\">{value:.1}</text>",
                y + 4.0
            );
        }
        for size in &sizes {
            let x = across(*size);
            let _ = writeln!(
                drawn,
                "<text x=\"{x:.0}\" y=\"300\" text-anchor=\"middle\">{size}</text>"
            );
        }
        drawn.push_str("<text x=\"50\" y=\"18\">ms of main-thread CPU</text><text x=\"265\" y=\"316\" text-anchor=\"middle\">questions</text>\n");
        for (at, (what, name)) in CURVES.iter().enumerate() {
            let colour = ["#1d70b8", "#912b88", "#00703c"][at];
            for (kind, who, dashes) in [(Kind::Plain, "plain page", "4"), (Kind::Sealed, "app", "0")] {
                let points: Vec<String> = sizes
                    .iter()
                    .filter_map(|size| Some((size, self.value(what, *size, kind, 0.5)?)))
                    .map(|(size, value)| format!("{:.0},{:.0}", across(*size), up(value)))
                    .collect();
                let y = 40.0 + 40.0 * at as f64 + if kind == Kind::Sealed { 16.0 } else { 0.0 };
                let _ = writeln!(
                    drawn,
                    "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\"/>\
                     <path d=\"M500 {y}h30\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\"/><text x=\"538\" y=\"{}\">{name}: {who}</text>",
                    points.join(" "),
                    y + 4.0
                );
            }
        }
        drawn.push_str("</svg>\n");
        drawn
    }
}

fn shown(value: Option<f64>) -> String {
    match value {
        None => "–".to_owned(),
        Some(value) if value >= 100.0 => format!("{value:.0}"),
        Some(value) => format!("{value:.1}"),
    }
}

fn ratio(value: Option<f64>, to: Option<f64>) -> String {
    match value.zip(to) {
        Some((value, to)) if to > 0.0 => format!("{:.2}", value / to),
        _ => "–".to_owned(),
    }
}

/// The document with other content between the two lines.
fn replaced(document: &str, content: &str) -> Option<String> {
    let (before, rest) = document.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n\n{content}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures() -> Figures {
        let text = r#"{"machine":"M","runs":3,"date":"2026-11-27","figures":[
            {"what":"CPU per key, ms","size":300,"kind":"plain","values":[9,4,5]},
            {"what":"CPU per key, ms","size":300,"kind":"dressed","values":[4]},
            {"what":"CPU per key, ms","size":300,"kind":"sealed","values":[6,6,7]},
            {"what":"Key to paint, ms","size":100,"kind":"plain","values":[1,2,3,4]},
            {"what":"Tasks","size":100,"kind":"plain","values":[0]},
            {"what":"Tasks","size":100,"kind":"sealed","values":[2]}]}"#;
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_line_has_medians_and_their_ratios_and_nothing_is_divided_by_nothing() {
        let table = figures().table();
        for line in [
            "| CPU per key, ms | 300 | 5.0 | 4.0 | 6.0 | 1.20 | 1.50 | – |",
            "| CPU per key, ms | 100 | – | – | – | – | – | – |",
            "| Key to paint, ms, median | 100 | 3.0 | – | – | – | – | – |",
            "| Key to paint, ms, 95 % | 100 | 4.0 | – | – | – | – | – |",
            "| Tasks | 100 | 0.0 | – | 2.0 | – | – | – |",
        ] {
            assert!(table.contains(line), "{line}\n{table}");
        }
    }

    #[test]
    fn what_stands_between_the_lines_is_replaced_and_nothing_else() {
        let document = format!("a\n{BEGIN}\nold\n{END}\nb");
        let written = replaced(&document, "new").unwrap();
        assert_eq!(written, format!("a\n{BEGIN}\n\nnew\n{END}\nb"));
        assert_eq!(replaced(&written, "new"), Some(written.clone()));
        assert_eq!(replaced("nothing", "new"), None);
    }

    #[test]
    fn the_curve_has_two_lines_for_each_measure() {
        assert_eq!(figures().curve().matches("<polyline").count(), 2 * CURVES.len());
    }

    #[test]
    fn the_document_has_a_place_for_what_is_measured() {
        let document = include_str!("../../../docs/performance.md");
        assert!(replaced(document, "").is_some());
    }
}
