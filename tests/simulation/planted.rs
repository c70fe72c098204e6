//! Mistakes that are made on purpose are found.

use std::collections::BTreeSet;

use crate::check::Untrue;
use crate::plant::Plant;
use crate::run::run;
use crate::schedule::Step::{self, *};
use crate::schedule::schedule;

/// Schedules within which each mistake has to be found.
const WITHIN: u64 = 20_000;

/// Words that were called saved are gone from the device, from what goes out, or never got there.
const LOST: &[Untrue] = &[Untrue::Saved, Untrue::Whole, Untrue::Sealed, Untrue::Remembered];

/// A mistake may do harm of several kinds, and which comes first depends on the schedules: one of these has to come. Without
/// the mistake the same schedules find nothing.
fn check(plant: Plant, expect: &[Untrue]) {
    let mut others = BTreeSet::new();
    let found = (0..WITHIN).any(|seed| {
        let Err((untrue, _)) = run(&schedule(seed), Some(plant)) else {
            return false;
        };
        others.insert(untrue);
        expect.contains(&untrue)
    });
    assert!(found, "{plant:?}: not found, but {others:?}");
}

/// The same in one schedule.
fn check_in(steps: &[Step], plant: Plant, expect: &[Untrue]) {
    assert_eq!(run(steps, None), Ok(()));
    let found = run(steps, Some(plant)).map_err(|(untrue, _)| untrue);
    assert!(
        found.is_err_and(|untrue| expect.contains(&untrue)),
        "{plant:?}: {found:?}"
    );
}

#[test]
fn a_screen_that_says_saved_too_soon_is_found() {
    check(Plant::SavedTooSoon, &[Untrue::Saved]);
}

#[test]
fn a_write_that_is_acknowledged_before_it_has_finished_is_found() {
    check(Plant::UnfinishedWriteAcknowledged, LOST);
}

#[test]
fn writes_out_of_order_are_found() {
    check(Plant::WritesReordered, LOST);
}

#[test]
fn a_key_of_its_own_for_every_attempt_is_found() {
    check(Plant::FreshKeys, &[Untrue::OneKey]);
}

#[test]
fn a_key_that_leaves_out_the_date_is_found() {
    check(Plant::KeyOfAnswers, &[Untrue::OneKey]);
}

#[test]
fn a_page_that_hears_nothing_of_the_other_is_found() {
    check(Plant::StorageEventsDropped, LOST);
}

#[test]
fn two_pages_that_both_change_an_application_are_found() {
    check(Plant::LocksIgnored, &[Untrue::Alone]);
}

#[test]
fn a_page_that_comes_to_hold_an_application_and_reads_one_store_is_found() {
    check(
        Plant::OneStoreRead,
        &[Untrue::Saved, Untrue::Whole, Untrue::Drained, Untrue::Sealed],
    );
}

#[test]
fn a_reply_that_is_no_receipt_and_passes_for_one_is_found() {
    check(Plant::AnyOkIsReceipt, &[Untrue::Received]);
}

#[test]
fn a_council_that_keeps_each_request_is_found() {
    check(Plant::CouncilKeepsEach, &[Untrue::Once]);
}

#[test]
fn a_council_that_takes_other_content_unasked_is_found() {
    // Two requests that differ, of one application, and the earlier arrives later: chance seldom does that.
    let (request, again) = (0, false);
    let (tab, draft, page) = (0, 0, 0);
    let typed = [Open { tab, draft, page }, Type { tab }, Send { tab, draft }];
    let kept = [Write; 6];
    let taken_back = [TimeOut { request }, Cancel { tab, draft }];
    let late = [Arrive { request: 1, again }, Arrive { request, again }];
    let steps = [&typed[..], &kept, &taken_back, &kept, &typed, &kept, &late].concat();
    check_in(&steps, Plant::CouncilReplaces, &[Untrue::Once]);
}

#[test]
fn a_request_whose_failure_is_never_reported_is_found() {
    check(Plant::SilenceNotReported, &[Untrue::Drained]);
}

#[test]
fn a_timer_that_never_rings_is_found() {
    check(Plant::TimersLost, &[Untrue::Drained]);
}

#[test]
fn stores_that_do_not_compare_versions_are_found() {
    // Sealed while another page takes it and goes on: chance seldom does that.
    let (tab, draft) = (0, 0);
    check_in(
        &[
            NameKey,
            Kill { finish: 2 },
            Send { tab: 1, draft },
            TakeOver { tab },
            Type { tab },
            Seal { fails: false },
        ],
        Plant::VersionsIgnored,
        LOST,
    );
}

#[test]
fn a_refusal_that_is_forgotten_is_found() {
    check(Plant::RefusalForgotten, &[Untrue::Remembered]);
}

#[test]
fn a_store_that_hides_that_it_refused_is_found() {
    check(Plant::RefusalHidden, LOST);
}

#[test]
fn a_page_that_believes_its_own_clock_is_found() {
    check(Plant::ClockBelieved, &[Untrue::Kept]);
}
