//! Schedules that once failed, in their shortest form.

use crate::run::run;
use crate::schedule::Step::{self, *};

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
