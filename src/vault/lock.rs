//! When an idle screen locks. Locking loses nothing, so in doubt it locks.
//!
//! The page looks at the clock every few seconds and whenever it is shown again. A computer that sleeps does not look:
//! so a clock that has jumped by more than [`JUMP`] since the last look locks, as does one that was set back.

/// Milliseconds in a minute.
const MINUTE: i64 = 60_000;

/// Between two looks, milliseconds: browsers let a page in the background look once a minute, and a computer whose lid
/// is closed not at all.
pub const JUMP: i64 = 2 * MINUTE;

/// How far the clock may go back without being suspect, milliseconds: time servers correct by seconds.
const BACK: i64 = 10_000;

/// How long is idle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    idle: i64,
    warning: i64,
}

impl Default for Policy {
    /// Ten minutes, and a warning for the last two.
    fn default() -> Self {
        Self::minutes(10, 2)
    }
}

impl Policy {
    /// Locks after `idle` minutes, warning for the last `warning` of them. The least are two minutes and one (WCAG
    /// 2.2.1 asks for twenty seconds), and a warning comes a minute after the last activity at the earliest.
    pub fn minutes(idle: u16, warning: u16) -> Self {
        let idle = i64::from(idle.max(2));
        let warning = i64::from(warning).clamp(1, idle - 1);
        Self {
            idle: idle * MINUTE,
            warning: warning * MINUTE,
        }
    }
}

/// How things stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Someone is there.
    Active,
    /// The screen locks in so many milliseconds, unless someone does something.
    Warn(i64),
    /// Lock now.
    Lock,
}

/// An unlocked screen being watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watch {
    active: i64,
    looked: i64,
}

impl Watch {
    /// From the moment of unlocking, milliseconds since the Unix epoch.
    pub fn start(now: i64) -> Self {
        Self {
            active: now,
            looked: now,
        }
    }

    /// How things stand, and the watch to go on with; after [`Standing::Lock`] there is nothing left to watch.
    #[must_use]
    pub fn look(self, policy: &Policy, now: i64) -> (Self, Standing) {
        let since_look = now.saturating_sub(self.looked);
        let idle = now.saturating_sub(self.active);
        let standing = if !(-BACK..=JUMP).contains(&since_look) || idle >= policy.idle {
            Standing::Lock
        } else if idle >= policy.idle - policy.warning {
            Standing::Warn(policy.idle - idle)
        } else {
            Standing::Active
        };
        let watch = Self {
            // By a clock that went back a little.
            active: self.active.min(now),
            looked: now,
        };
        (watch, standing)
    }

    /// Someone typed, pressed, or asked for more time. It does not bring back a screen that should have locked before.
    #[must_use]
    pub fn extend(self, policy: &Policy, now: i64) -> (Self, Standing) {
        match self.look(policy, now) {
            (_, Standing::Active | Standing::Warn(_)) => (Self::start(now), Standing::Active),
            locked => locked,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Looks every ten seconds, and says how things stand at the last.
    fn idle_for(policy: &Policy, ms: i64) -> Standing {
        let mut watch = Watch::start(0);
        for now in (0..ms).step_by(10_000) {
            watch = watch.look(policy, now).0;
        }
        watch.look(policy, ms).1
    }

    #[test]
    fn ten_minutes_with_a_warning_for_the_last_two_unless_a_council_says_otherwise() {
        let check = |policy: Policy, ms, expected| assert_eq!(idle_for(&policy, ms), expected, "{ms}");
        let usual = Policy::default();
        check(usual, 0, Standing::Active);
        check(usual, 8 * MINUTE - 1, Standing::Active);
        check(usual, 8 * MINUTE, Standing::Warn(2 * MINUTE));
        check(usual, 10 * MINUTE - 1, Standing::Warn(1));
        check(usual, 10 * MINUTE, Standing::Lock);
        let short = Policy::minutes(0, 0);
        check(short, MINUTE, Standing::Warn(MINUTE));
        check(short, 2 * MINUTE, Standing::Lock);
        check(Policy::minutes(5, 60), MINUTE, Standing::Warn(4 * MINUTE));
    }

    #[test]
    fn a_computer_that_slept_locks_without_a_warning() {
        let watch = Watch::start(0);
        let standing = |now| watch.look(&Policy::default(), now).1;
        assert_eq!(standing(JUMP), Standing::Active);
        assert_eq!(standing(JUMP + 1), Standing::Lock);
        assert_eq!(standing(i64::MAX), Standing::Lock);
    }

    #[test]
    fn a_clock_set_back_locks_and_one_corrected_by_seconds_does_not() {
        let watch = Watch::start(0);
        let standing = |now| watch.look(&Policy::default(), now).1;
        assert_eq!(standing(-BACK), Standing::Active);
        assert_eq!(standing(-BACK - 1), Standing::Lock);
        assert_eq!(standing(i64::MIN), Standing::Lock);
    }

    #[test]
    fn asking_for_more_time_gives_the_whole_time_again() {
        let policy = Policy::minutes(3, 1);
        let (watch, _) = Watch::start(0).look(&policy, 2 * MINUTE);
        let (watch, standing) = watch.extend(&policy, 3 * MINUTE - 1);
        assert_eq!(standing, Standing::Active);
        assert_eq!(
            watch.look(&policy, 4 * MINUTE).1,
            Standing::Active,
            "a minute and a moment later"
        );
        let (_, standing) = watch.extend(&policy, 5 * MINUTE);
        assert_eq!(standing, Standing::Lock, "too late");
    }

    fn policies() -> impl Strategy<Value = Policy> {
        (any::<u16>(), any::<u16>()).prop_map(|(idle, warning)| Policy::minutes(idle, warning))
    }

    proptest! {
        #[test]
        fn nobody_idle_for_the_whole_time_stays_unlocked(
            policy in policies(),
            active: i64,
            looked: i64,
            over in 0_i64..1_000_000,
        ) {
            let now = active.saturating_add(policy.idle).saturating_add(over);
            prop_assume!(now.checked_sub(active).is_some_and(|idle| idle >= policy.idle));
            let watch = Watch { active, looked };
            prop_assert_eq!(watch.look(&policy, now).1, Standing::Lock);
            prop_assert_eq!(watch.extend(&policy, now).1, Standing::Lock);
        }

        #[test]
        fn there_is_a_warning_of_at_least_a_minute_before_a_lock_for_one_who_is_looked_at(
            policy in policies(),
            start in -1_000_000_000_i64..1_000_000_000,
            steps in prop::collection::vec(0_i64..20_000, 0..400),
        ) {
            let (mut watch, mut now, mut warned) = (Watch::start(start), start, None);
            for step in steps {
                now += step;
                let (next, standing) = watch.look(&policy, now);
                watch = next;
                match standing {
                    Standing::Active => prop_assert_eq!(warned, None),
                    Standing::Warn(left) => {
                        prop_assert!(left > 0 && left <= policy.warning);
                        warned.get_or_insert(now);
                    }
                    Standing::Lock => {
                        let since = now - warned.unwrap_or(now);
                        prop_assert!(since >= policy.warning - 20_000);
                        break;
                    }
                }
            }
        }

        #[test]
        fn one_who_keeps_typing_is_never_locked_out(
            policy in policies(),
            steps in prop::collection::vec(-BACK..=MINUTE, 0..100),
        ) {
            let (mut watch, mut now) = (Watch::start(0), 0);
            for step in steps {
                now += step;
                let (next, standing) = watch.extend(&policy, now);
                prop_assert_eq!(standing, Standing::Active);
                watch = next;
            }
        }

        #[test]
        fn no_clock_makes_it_stop(policy in policies(), active: i64, looked: i64, now: i64) {
            let _ = Watch { active, looked }.extend(&policy, now);
        }
    }
}
