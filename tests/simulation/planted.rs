//! Mistakes that are made on purpose are found.

use crate::check::Untrue;
use crate::plant::Plant;
use crate::run::run;
use crate::schedule::schedule;

/// Schedules within which each mistake has to be found.
const WITHIN: u64 = 5_000;

fn check(plant: Plant, expect: Untrue) {
    let found = (0..WITHIN).find_map(|seed| run(&schedule(seed), Some(plant)).err());
    assert_eq!(found.map(|(untrue, _)| untrue), Some(expect), "{plant:?}");
}

#[test]
fn a_screen_that_says_saved_too_soon_is_found() {
    check(Plant::SavedTooSoon, Untrue::Saved);
}
