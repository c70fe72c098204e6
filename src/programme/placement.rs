//! The school weeks of a placement.

use chrono::NaiveDate;

use super::definition::Placement;
use super::timeline::PlacementWeek;
use crate::calendar::file::Calendar;
use crate::calendar::words;

/// The weeks of a placement that starts on a day. `None` where term dates are not known to its end.
pub(super) fn weeks(plan: &Placement, start: NaiveDate, calendar: &Calendar) -> Option<Vec<PlacementWeek>> {
    let count = plan.weeks_away.saturating_add(plan.weeks_back);
    let weeks = calendar.school_weeks(start, usize::from(count))?;
    let home_day = |first: NaiveDate, last: NaiveDate| {
        let name = plan.home_day.as_deref()?;
        first
            .iter_days()
            .take_while(|on| *on <= last)
            .find(|on| words::weekday(*on) == name && calendar.is_school_day(*on) == Some(true))
    };
    let numbered = (1..=count).zip(weeks).map(|(number, week)| {
        let away = number <= plan.weeks_away;
        let home_day = if away {
            home_day(week.first, week.last)
        } else {
            None
        };
        PlacementWeek {
            number,
            week,
            away,
            home_day,
        }
    });
    Some(numbered.collect())
}
