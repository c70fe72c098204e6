//! How long a record stays on the device.
//!
//! A draft goes a number of days after its last change; what is left of an application that the council has received
//! goes as many days after the receipt; a discarded draft at the end of its day. An application whose arrival is not
//! known stays: trying again is the only safe way to end that. Days are London's.

use chrono::{Days, NaiveDate};

use super::stored::Draft;
use crate::calendar::london;

/// Days before a removal from which it is announced.
pub const NOTICE: u64 = 7;

/// Minutes by which a clock may be ahead of the server's for its date to be believed.
const BELIEVED: i64 = 12 * 60;

/// Whether things may be removed by this device's clock. `ahead`: minutes by which it is ahead of the server's, where
/// that is known. A clock that was set forward by mistake must cost nothing, and what was typed under it would vouch
/// for it: so only the server's word counts.
pub fn believed(ahead: Option<i64>) -> bool {
    ahead.is_some_and(|ahead| ahead <= BELIEVED)
}

/// The day at whose beginning a record goes. `None`: it stays.
pub fn removal(draft: &Draft, days: u16) -> Option<NaiveDate> {
    if draft.sending.is_some() {
        return None;
    }
    Some(match draft.discarded {
        Some(at) => after(at, 1),
        None => after(draft.changed, days.into()),
    })
}

/// Whether the time of its last change is not known: nobody but the device's clock said it, or it is still to come. It stays
/// until a page that knows the time has noted that, and then as long as any other.
pub fn misdated(draft: &Draft, now: i64) -> bool {
    draft.undated || draft.changed > now.saturating_add(24 * 60 * 60_000)
}

/// The time of change that stands outside a sealed record: a locked device goes by it alone. What waits for the council's
/// answer, and what nobody can date, was changed at the end of time.
pub fn stamp(draft: &Draft) -> i64 {
    if draft.sending.is_some() || draft.undated {
        i64::MAX
    } else {
        draft.changed
    }
}

/// The day at whose beginning a sealed record goes where nobody opens it, by its [`stamp`]. A discarded draft goes later
/// than it would where somebody does.
pub fn sealed_removal(stamp: i64, days: u16) -> NaiveDate {
    after(stamp, days.into())
}

/// Whether the removal is near enough to be announced.
pub fn announced(removal: NaiveDate, today: NaiveDate) -> bool {
    today
        .checked_add_days(Days::new(NOTICE))
        .is_none_or(|soon| soon >= removal)
}

/// Whether there are items that were removed on an earlier day.
pub fn removed_before(draft: &Draft, today: NaiveDate) -> bool {
    draft
        .removed
        .iter()
        .any(|removed| after(removed.when, 1) <= today)
}

/// Forgets them.
pub fn forget_removed(draft: &mut Draft, today: NaiveDate) {
    draft.removed.retain(|removed| after(removed.when, 1) > today);
}

fn after(at: i64, days: u64) -> NaiveDate {
    let on = london::date(at);
    on.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::stored;
    use super::*;
    use proptest::prelude::*;

    const HOUR: i64 = 3_600_000;
    const DAY: i64 = 24 * HOUR;
    /// 22 November 2026, 15:45 in London.
    const NOW: i64 = 1_795_362_300_000;

    fn draft(changed: i64) -> Draft {
        stored::new("0".repeat(32), "1", changed)
    }

    #[test]
    fn a_draft_goes_at_the_beginning_of_a_day_in_london() {
        let check = |changed: i64, days, expect: &str| {
            let day = removal(&draft(changed), days).unwrap();
            assert_eq!(day.to_string(), expect);
        };
        check(NOW, 30, "2026-12-22");
        check(NOW + 8 * HOUR, 30, "2026-12-22");
        check(NOW + 9 * HOUR, 30, "2026-12-23");
        check(NOW, 0, "2026-11-22");
        check(i64::MAX, 30, &NaiveDate::MAX.to_string());
    }

    #[test]
    fn a_clock_is_believed_on_the_servers_word_alone() {
        let check = |ahead, expect| assert_eq!(believed(ahead), expect, "{ahead:?}");
        check(None, false);
        check(Some(0), true);
        check(Some(-90 * 24 * 60), true);
        check(Some(12 * 60), true);
        check(Some(12 * 60 + 1), false);
        check(Some(365 * 24 * 60), false);
    }

    proptest! {
        #[test]
        fn nothing_goes_early_and_notice_is_always_given(
            changed in -DAY..100_000 * DAY, days in 8_u16..400, later in 0_i64..500,
        ) {
            let today = london::date(changed + later * DAY);
            let day = removal(&draft(changed), days).unwrap();
            if today >= day {
                prop_assert!(later >= i64::from(days), "a whole number of days at the same hour");
                prop_assert!(announced(day, today));
            }
            let eve = day.pred_opt().unwrap();
            prop_assert!(announced(day, eve) && !announced(day, london::date(changed)));
        }

        #[test]
        fn what_waits_for_the_council_stays(changed in any::<i64>(), days in any::<u16>()) {
            let mut waiting = draft(changed);
            let text = String::new;
            waiting.sending = Some(stored::Sending { key: text(), body: text(), digest: text(), provision: text(), since: None });
            prop_assert_eq!(removal(&waiting, days), None);
            prop_assert_eq!(sealed_removal(stamp(&waiting), days), NaiveDate::MAX);
        }

        #[test]
        fn what_was_discarded_or_removed_can_be_put_back_for_the_rest_of_its_day(
            at in 0..100_000 * DAY, later in 0..3 * DAY,
        ) {
            let same = london::date(at) == london::date(at + later);
            let today = london::date(at + later);
            let mut draft = draft(at);
            draft.discarded = Some(at);
            prop_assert_eq!(removal(&draft, 30).unwrap() > today, same);
            prop_assert!(sealed_removal(stamp(&draft), 30) >= removal(&draft, 30).unwrap());
        }
    }
}
