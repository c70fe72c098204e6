//! What a person is told about a fault: the one place where faults have words.
//!
//! GOV.UK's style: say what to do, name the question by what it is `called`, and never blame.

use super::definition::{Constraint, Kind, Question};
use super::fault::{Advice, DatePart, Fault, UlnFault, UpnFault};
use super::value::decimal;
use crate::calendar::words::date as date_in_words;

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
            "{start} must be a letter, then 12 numbers (a temporary one ends in a letter; I, O and S are never used)"
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
mod tests;
