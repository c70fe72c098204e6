//! The words of faults, kind by kind.

use chrono::NaiveDate;

use super::*;
use crate::form::condition::Condition;
use crate::form::definition::{Choices, DateSide, Required};
use crate::form::fault::testing::every_fault;

fn question(called: &str, kind: Kind) -> Question {
    Question {
        id: "q".into(),
        label: "Question".into(),
        called: called.into(),
        hint: None,
        why: None,
        kind,
        relevant: None,
        required: Required::default(),
        constraints: vec![Constraint {
            id: "five-days".into(),
            must: Condition::All(vec![]),
            message: "Days must be 5 or less".into(),
            advice: false,
        }],
        reveals: Default::default(),
        cites: vec![],
        autocomplete: None,
    }
}

fn check(called: &str, kind: Kind, fault: Fault, expect: &str) {
    assert_eq!(message(&question(called, kind), &fault), expect);
}

#[test]
fn a_missing_answer_is_asked_for_in_the_way_it_is_given() {
    let list = || Choices::List(vec![]);
    let check = |called, kind, expect| check(called, kind, Fault::Missing, expect);
    check("the student’s surname", Kind::Name, "Enter the student’s surname");
    check(
        "what the student is called",
        Kind::Suggest { from: "s".into() },
        "Enter what the student is called",
    );
    check(
        "who decides",
        Kind::Radios { choices: list() },
        "Select who decides",
    );
    check(
        "who decides",
        Kind::Checkboxes { choices: list() },
        "Select who decides",
    );
    check(
        "whether parents agree",
        Kind::YesNo,
        "Select whether parents agree",
    );
    let declaration = Kind::Declaration {
        statement: "It is true".into(),
    };
    check(
        "the declaration",
        declaration,
        "Tick the box to agree to the declaration",
    );
}

#[test]
fn numbers_and_lengths_name_the_limit() {
    let number = || Kind::Number {
        min: 0.5,
        max: 5.0,
        decimals: 1,
        suffix: None,
    };
    let check = |fault, expect| check("days a week", number(), fault, expect);
    check(Fault::NotANumber, "Days a week must be a number");
    check(Fault::TooSmall { min: 0.5 }, "Days a week must be 0.5 or more");
    check(Fault::TooLarge { max: 5.0 }, "Days a week must be 5 or less");
    check(
        Fault::TooManyDecimals { max: 0 },
        "Days a week must be a whole number",
    );
    check(
        Fault::TooManyDecimals { max: 1 },
        "Days a week must have no more than 1 decimal place",
    );
    check(
        Fault::TooManyDecimals { max: 2 },
        "Days a week must have no more than 2 decimal places",
    );
    check(
        Fault::TooLong { max: 500, over: 3 },
        "Days a week must be 500 characters or less",
    );
    check(Fault::Constraint("five-days".into()), "Days must be 5 or less");
    let too_large = Fault::TooLarge { max: 100.0 };
    super::tests::check(
        "attendance",
        Kind::Percentage,
        too_large,
        "Attendance must be 100% or less",
    );
}

#[test]
fn dates_name_what_is_missing_or_the_bound() {
    let stated = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let kind = || Kind::Date { side: DateSide::Any };
    let check = |fault, expect| check("the student’s date of birth", kind(), fault, expect);
    let missing = |missing: &[DatePart]| Fault::DateIncomplete {
        missing: missing.to_vec(),
    };
    check(
        missing(&[DatePart::Month]),
        "The student’s date of birth must include a month",
    );
    check(
        missing(&[DatePart::Day, DatePart::Year]),
        "The student’s date of birth must include a day and year",
    );
    check(
        Fault::DateImpossible { part: DatePart::Day },
        "The student’s date of birth must be a real date",
    );
    check(
        Fault::DateYearShort,
        "The year in the student’s date of birth must have 4 numbers, like 2012",
    );
    check(
        Fault::DateInFuture { stated },
        "The student’s date of birth must be on or before 22 November 2026",
    );
    check(
        Fault::DateInPast { stated },
        "The student’s date of birth must be on or after 22 November 2026",
    );
}

#[test]
fn a_wrong_check_letter_says_what_to_do() {
    let fault = Fault::Upn(UpnFault::CheckLetter);
    let expect = "Check the UPN against the school’s records: its first letter does not fit the numbers";
    check("the UPN", Kind::Upn, fault, expect);
}

#[test]
fn a_group_is_told_how_many_items_it_needs() {
    let check = |fault, expect: &str| assert_eq!(items_message("parent or carer", &fault), expect);
    check(
        Fault::TooFewItems { at_least: 1 },
        "Add at least one parent or carer",
    );
    check(
        Fault::TooFewItems { at_least: 2 },
        "Add another parent or carer: at least 2 are needed",
    );
    check(
        Fault::TooManyItems { at_most: 5 },
        "Remove one parent or carer: there can be no more than 5",
    );
}

#[test]
fn advice_says_that_the_answer_stands() {
    let question = question("the UPN", Kind::Upn);
    assert!(advice_message(&question, &Advice::TemporaryUpn).contains("You can use it"));
    assert_eq!(
        advice_message(&question, &Advice::Constraint("five-days".into())),
        "Days must be 5 or less"
    );
}

#[test]
fn every_fault_has_a_code_of_its_own_and_words_in_the_house_style() {
    let question = question("the student’s record", Kind::Upn);
    let mut codes = std::collections::BTreeSet::new();
    for fault in every_fault() {
        assert!(codes.insert(fault.code().into_owned()), "{fault:?}");
        let words = message(&question, &fault);
        assert!(words.starts_with(|c: char| c.is_ascii_uppercase()), "{words}");
        assert!(!words.ends_with(['.', '!']) && words.len() < 120, "{words}");
    }
}
