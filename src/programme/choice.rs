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
