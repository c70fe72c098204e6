//! Which edition holds on a date.

use chrono::NaiveDate;

use super::load::Edition;
use crate::calendar::year_group::{academic_year, academic_year_name};

/// The position of the edition to use on a stated date, and what people must be told about it.
///
/// The edition in force on the date; where none is, the latest, with a banner (X21). Position 0 where there are no
/// editions.
pub fn choose(editions: &[Edition], on: NaiveDate) -> (usize, Option<String>) {
    let files = || editions.iter().map(Edition::file).enumerate();
    let in_force = files()
        .filter(|(_, file)| (file.starts..=file.ends).contains(&on))
        .max_by_key(|(_, file)| file.starts);
    if let Some((at, file)) = in_force {
        let banner = file.windows.is_empty().then(|| {
            format!(
                "Application dates for {} have not been published here. Ask CAP about dates.",
                file.edition
            )
        });
        return (at, banner);
    }
    match files().max_by_key(|(_, file)| file.starts) {
        None => (0, None),
        Some((at, file)) => {
            let wanted = academic_year_name(academic_year(on));
            let held = if wanted == file.edition {
                "this date"
            } else {
                &wanted
            };
            let banner = format!(
                "These are the {} rules. Rules and dates for {held} have not been published here. Ask CAP before you rely on them.",
                file.edition
            );
            (at, Some(banner))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use serde_json::json;

    fn check(on: &str, expect: (usize, Option<&str>)) {
        let mut later = sample::file();
        later["edition"] = json!("2025-26");
        (later["starts"], later["ends"]) = (json!("2025-09-01"), json!("2026-08-31"));
        later["windows"] = json!([]);
        later["register"][4]["status"] = json!({ "information": "deadlines" });
        let editions = [sample::edition(), sample::load(&later).unwrap()];
        let (at, banner) = choose(&editions, on.parse().unwrap());
        assert_eq!((at, banner.as_deref()), expect, "{on}");
    }

    #[test]
    fn the_edition_in_force_holds_else_the_latest_with_a_banner() {
        check("2024-09-01", (0, None));
        check("2025-08-31", (0, None));
        let undated = "Application dates for 2025-26 have not been published here. Ask CAP about dates.";
        check("2025-09-01", (1, Some(undated)));
        check("2026-08-31", (1, Some(undated)));
        check(
            "2026-11-22",
            (
                1,
                Some(
                    "These are the 2025-26 rules. Rules and dates for 2026-27 have not been published here. \
                     Ask CAP before you rely on them.",
                ),
            ),
        );
        check(
            "2024-08-31",
            (
                1,
                Some(
                    "These are the 2025-26 rules. Rules and dates for 2023-24 have not been published here. \
                     Ask CAP before you rely on them.",
                ),
            ),
        );
    }

    #[test]
    fn without_editions_there_is_nothing_to_say() {
        assert_eq!(choose(&[], "2026-11-22".parse().unwrap()), (0, None));
    }
}
