//! What a person is told about a fault: the one place where faults have words.
//!
//! GOV.UK's style: say what to do, name the question by what it is `called`, and never blame.

use super::definition::{Constraint, Kind, Question};
use super::fault::{Advice, DatePart, Fault, UlnFault, UpnFault};
use super::value::{date_in_words, decimal};

/// The error message of a fault in the answer to a question. Of a form's own constraint, its own words.
pub fn message(question: &Question, fault: &Fault) -> String {
    let (called, start) = (&question.called, capitalised(&question.called));
    match fault {
        Fault::Missing | Fault::NotTicked => missing(question),
        Fault::TooLong { max, .. } => format!("{start} must be {max} characters or less"),
        Fault::NotANumber => format!("{start} must be a number"),
        Fault::TooSmall { min } => format!("{start} must be {} or more", amount(&question.kind, *min)),
        Fault::TooLarge { max } => format!("{start} must be {} or less", amount(&question.kind, *max)),
        Fault::TooManyDecimals { max: 0 } => format!("{start} must be a whole number"),
        Fault::TooManyDecimals { max: 1 } => format!("{start} must have no more than 1 decimal place"),
        Fault::TooManyDecimals { max } => format!("{start} must have no more than {max} decimal places"),
        Fault::DateIncomplete { missing } => format!("{start} must include a {}", parts(missing)),
        Fault::DateImpossible { .. } => format!("{start} must be a real date"),
        Fault::DateYearShort => format!("The year in {called} must have 4 numbers, like 2012"),
        Fault::DateInFuture { stated } => format!("{start} must be on or before {}", date_in_words(*stated)),
        Fault::DateInPast { stated } => format!("{start} must be on or after {}", date_in_words(*stated)),
        Fault::NotAChoice => format!("Select {called} from the answers shown"),
        Fault::ExclusiveWithOthers { label } => format!("Select {called}, or select ‘{label}’ on its own"),
        Fault::NotAPostcode => format!("{start} must be a full UK postcode"),
        Fault::NotATelephone => format!("Enter {called} in full, like 01632 960 001 or +44 7700 900 982"),
        Fault::NotAnEmail => format!("Enter {called} in the correct format, like name@example.com"),
        Fault::Upn(fault) => upn(*fault, called, &start),
        Fault::Uln(fault) => uln(*fault, called, &start),
        Fault::NotAUrn => format!("{start} must be 6 numbers"),
        Fault::NotAYearGroup => format!("{start} must be Reception or a year from 1 to 13"),
        Fault::AddressLineMissing => format!("Enter the building and street of {called}"),
        Fault::AddressTownMissing => format!("Enter the town or city of {called}"),
        Fault::AddressPostcodeMissing => format!("Enter the postcode of {called}"),
        Fault::AddressPostcode => format!("The postcode of {called} must be a full UK postcode"),
        Fault::AddressTooLong { max, .. } => {
            format!("Each line of {called} must be {max} characters or less")
        }
        Fault::TooFewItems { .. } | Fault::TooManyItems { .. } => items_message(called, fault),
        Fault::Constraint(id) => {
            constraint(question, id).map_or_else(|| check(called), |it| it.message.clone())
        }
        Fault::NotRelevant => format!("{start} is not asked for in this application: leave it out"),
        Fault::UnknownQuestion => UNKNOWN_QUESTION.to_owned(),
        Fault::WrongShape => check(called),
    }
}

/// The error message of an answer to a question that the form does not have.
pub const UNKNOWN_QUESTION: &str = "This form does not ask this question: leave the answer out";

/// The error message of a repeating group; `item` is what one item is called: "parent or carer".
pub fn items_message(item: &str, fault: &Fault) -> String {
    match fault {
        Fault::TooFewItems { at_least: 0 | 1 } => format!("Add at least one {item}"),
        Fault::TooFewItems { at_least } => format!("Add another {item}: at least {at_least} are needed"),
        Fault::TooManyItems { at_most } => format!("Remove one {item}: there can be no more than {at_most}"),
        _ => check(item),
    }
}

/// What a person is told about an answer that stands all the same.
pub fn advice_message(question: &Question, advice: &Advice) -> String {
    match advice {
        Advice::TemporaryUpn => {
            "This is a temporary UPN. You can use it, but replace it once the permanent one is known"
                .to_owned()
        }
        Advice::Constraint(id) => {
            constraint(question, id).map_or_else(|| check(&question.called), |it| it.message.clone())
        }
    }
}

fn constraint<'a>(question: &'a Question, id: &str) -> Option<&'a Constraint> {
    question.constraints.iter().find(|constraint| constraint.id == id)
}

fn check(called: &str) -> String {
    format!("Check {called} and give it again")
}

fn missing(question: &Question) -> String {
    let called = &question.called;
    match question.kind {
        Kind::Radios { .. } | Kind::Checkboxes { .. } | Kind::YesNo => format!("Select {called}"),
        Kind::Declaration { .. } => format!("Tick the box to agree to {called}"),
        _ => format!("Enter {called}"),
    }
}

fn amount(kind: &Kind, number: f64) -> String {
    let number = decimal(number);
    if matches!(kind, Kind::Percentage) {
        format!("{number}%")
    } else {
        number
    }
}

/// "day", "month and year".
fn parts(parts: &[DatePart]) -> String {
    let names: Vec<_> = parts.iter().map(|part| part.field()).collect();
    names.join(" and ")
}

fn upn(fault: UpnFault, called: &str, start: &str) -> String {
    match fault {
        UpnFault::Length => format!("{start} must be 13 characters: a letter, then 12 numbers"),
        UpnFault::Shape => format!(
            "{start} must be a letter, then 12 numbers. A temporary one ends in a letter. I, O and S are not used"
        ),
        UpnFault::CheckLetter => {
            format!("Check {called} against the school’s records: its first letter does not fit the numbers")
        }
    }
}

fn uln(fault: UlnFault, called: &str, start: &str) -> String {
    match fault {
        UlnFault::Length => format!("{start} must be 10 numbers"),
        UlnFault::Shape => format!("{start} must be 10 numbers, and the first is never 0"),
        UlnFault::CheckDigit => {
            format!("Check {called} against the school’s records: at least one of its numbers is wrong")
        }
    }
}

/// With a capital first letter. Forms are in English, so ASCII will do.
fn capitalised(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::form::condition::Condition;
    use crate::form::definition::{Choices, DateSide, Required};

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
}
