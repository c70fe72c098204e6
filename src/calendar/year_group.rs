//! stub
use chrono::{Datelike, NaiveDate};
/// stub
pub fn year_group(born: NaiveDate, stated: NaiveDate) -> Option<u8> {
    let start = |d: NaiveDate| if d.month() >= 9 { d.year() } else { d.year() - 1 };
    u8::try_from(start(stated) - start(born) - 5)
        .ok()
        .filter(|y| *y <= 13)
}
