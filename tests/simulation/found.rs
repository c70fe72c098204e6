//! Schedules that once failed, in their shortest form.

use crate::run::run;
use crate::schedule::Step::{self, *};

const ARRIVES: Step = Arrive {
    request: 0,
    again: false,
};
const ANSWERED: Step = Answer {
    answer: 0,
    again: false,
};

fn check(steps: &[Step]) {
    assert_eq!(run(steps, None), Ok(()), "{steps:?}");
}

#[test]
fn what_a_crashed_page_left_in_local_storage_alone_is_not_called_saved() {
    check(&[Reload { tab: 0, finish: 0 }]);
}

#[test]
fn what_another_page_is_still_writing_is_not_called_saved() {
    check(&[
        Start { tab: 0 },
        Open {
            tab: 0,
            draft: 0,
            page: 1,
        },
        Open {
            tab: 1,
            draft: 1,
            page: 0,
        },
        Send { tab: 0, draft: 1 },
        Type { tab: 1 },
        TakeOver { tab: 0 },
    ]);
}

#[test]
fn a_receipt_does_not_close_the_application_that_is_in_view_meanwhile() {
    check(&[
        Type { tab: 0 },
        Send { tab: 0, draft: 1 },
        Start { tab: 0 },
        Arrive {
            request: 0,
            again: false,
        },
        Answer {
            answer: 3,
            again: false,
        },
        Type { tab: 0 },
    ]);
}

#[test]
fn a_page_that_another_has_the_application_of_says_nothing_of_a_refusal_that_is_out_of_date() {
    check(&[
        Kill { finish: 2 },
        Send { tab: 1, draft: 1 },
        Write,
        ARRIVES,
        LocalFull(true),
        ANSWERED,
        Write,
        Kill { finish: 0 },
        Open {
            tab: 0,
            draft: 1,
            page: 0,
        },
        Open {
            tab: 1,
            draft: 0,
            page: 0,
        },
        Type { tab: 0 },
        Send { tab: 0, draft: 0 },
    ]);
}

#[test]
fn an_answer_that_comes_to_a_page_as_it_loses_the_application_counts_as_kept() {
    check(&[
        Reload { tab: 0, finish: 0 },
        LocalFull(true),
        Send { tab: 1, draft: 0 },
        Type { tab: 0 },
        ARRIVES,
        ANSWERED,
        Write,
        Send { tab: 1, draft: 1 },
        Lock { tab: 0 },
        TakeOver { tab: 0 },
        ARRIVES,
        ANSWERED,
    ]);
}

#[test]
fn a_page_hears_that_it_lost_an_application_before_a_person_types_where_it_went() {
    check(&[
        NameKey,
        Reload { tab: 0, finish: 0 },
        Reload { tab: 1, finish: 0 },
        Send { tab: 1, draft: 0 },
        TakeOver { tab: 0 },
        Type { tab: 0 },
        Type { tab: 0 },
        Seal { fails: false },
    ]);
}

#[test]
fn a_timer_that_rings_before_its_time_by_a_clock_that_was_set_back_is_set_again() {
    check(&[
        Type { tab: 1 },
        IndexedFull(true),
        Kill { finish: 0 },
        SetClock { minutes: 60 },
        Send { tab: 0, draft: 0 },
        Type { tab: 0 },
        Leave,
    ]);
}
