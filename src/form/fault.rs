//! What can be wrong with an answer: a code and its parameters. The words are in [`super::words`].

use std::borrow::Cow;

use chrono::NaiveDate;

/// A violation of a rule by one answer (or by the number of items in a group).
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// A required answer is blank.
    Missing,
    /// More characters than allowed, by `over`.
    TooLong {
        /// Most Unicode scalar values.
        max: u32,
        /// How many have to go.
        over: u32,
    },
    /// Not a number in decimal notation.
    NotANumber,
    /// A number below `min`.
    TooSmall {
        /// Smallest allowed.
        min: f64,
    },
    /// A number above `max`.
    TooLarge {
        /// Largest allowed.
        max: f64,
    },
    /// More than `max` digits after the point.
    TooManyDecimals {
        /// Most digits after the point.
        max: u8,
    },
    /// Some boxes of a date are blank.
    DateIncomplete {
        /// The blank boxes, in order.
        missing: Vec<DatePart>,
    },
    /// There is no such date.
    DateImpossible {
        /// The first box that cannot be right.
        part: DatePart,
    },
    /// The year has fewer than four digits.
    DateYearShort,
    /// After the stated date, where it may not be.
    DateInFuture {
        /// The last date allowed.
        stated: NaiveDate,
    },
    /// Before the stated date, where it may not be.
    DateInPast {
        /// The first date allowed.
        stated: NaiveDate,
    },
    /// Not one of the choices.
    NotAChoice,
    /// A choice that stands alone was ticked together with others.
    ExclusiveWithOthers {
        /// Label of the choice that stands alone.
        label: String,
    },
    /// Not a United Kingdom postcode (BS7666).
    NotAPostcode,
    /// Not a telephone number.
    NotATelephone,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a unique pupil number.
    Upn(UpnFault),
    /// Not a unique learner number.
    Uln(UlnFault),
    /// Not a school's unique reference number.
    NotAUrn,
    /// Not a year group from reception to year 13.
    NotAYearGroup,
    /// An address without its first line.
    AddressLineMissing,
    /// An address without a town.
    AddressTownMissing,
    /// An address without a postcode.
    AddressPostcodeMissing,
    /// An address with a postcode that is none.
    AddressPostcode,
    /// A line of an address with too many characters.
    AddressTooLong {
        /// The box.
        field: &'static str,
        /// Most Unicode scalar values.
        max: u32,
    },
    /// A repeating group with too few items.
    TooFewItems {
        /// Fewest items.
        at_least: u32,
    },
    /// A repeating group with too many items.
    TooManyItems {
        /// Most items.
        at_most: u32,
    },
    /// A declaration was answered with anything but a tick.
    NotTicked,
    /// A constraint of the form is broken; its id.
    Constraint(String),
    /// An answer was sent to a question that is not asked.
    NotRelevant,
    /// An answer was sent to a question the form does not have.
    UnknownQuestion,
    /// The answer is not of the sort the question takes: a list where a text is asked, an unknown box.
    WrongShape,
}

/// A box of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatePart {
    /// Day of the month.
    Day,
    /// Month, as a number or a name.
    Month,
    /// Year, four digits.
    Year,
}

/// What is wrong with a unique pupil number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpnFault {
    /// Not 13 characters.
    Length,
    /// Not a letter and twelve digits, the last of which may be a letter.
    Shape,
    /// The first letter does not follow from the rest.
    CheckLetter,
}

/// What is wrong with a unique learner number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UlnFault {
    /// Not 10 characters.
    Length,
    /// Not digits only, or a nought in front.
    Shape,
    /// The last digit does not follow from the rest.
    CheckDigit,
}

/// Something to tell the person about an answer that is taken all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// A temporary unique pupil number: to be replaced once the permanent one is known.
    TemporaryUpn,
    /// A constraint of the form that only advises; its id.
    Constraint(String),
}

impl DatePart {
    /// The box: `day`, `month` or `year`.
    pub fn field(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

impl Fault {
    /// A stable kebab-case code for programs; of a form's own constraint, the constraint's id.
    pub fn code(&self) -> Cow<'_, str> {
        if let Self::Constraint(id) = self {
            return Cow::Borrowed(id);
        }
        Cow::Borrowed(match self {
            Self::Missing => "missing",
            Self::TooLong { .. } => "too-long",
            Self::NotANumber => "not-a-number",
            Self::TooSmall { .. } => "too-small",
            Self::TooLarge { .. } => "too-large",
            Self::TooManyDecimals { .. } => "too-many-decimals",
            Self::DateIncomplete { .. } => "date-incomplete",
            Self::DateImpossible { .. } => "date-impossible",
            Self::DateYearShort => "date-year-short",
            Self::DateInFuture { .. } => "date-in-future",
            Self::DateInPast { .. } => "date-in-past",
            Self::NotAChoice => "not-a-choice",
            Self::ExclusiveWithOthers { .. } => "exclusive-with-others",
            Self::NotAPostcode => "not-a-postcode",
            Self::NotATelephone => "not-a-telephone",
            Self::NotAnEmail => "not-an-email",
            Self::Upn(UpnFault::Length) => "upn-length",
            Self::Upn(UpnFault::Shape) => "upn-shape",
            Self::Upn(UpnFault::CheckLetter) => "upn-check-letter",
            Self::Uln(UlnFault::Length) => "uln-length",
            Self::Uln(UlnFault::Shape) => "uln-shape",
            Self::Uln(UlnFault::CheckDigit) => "uln-check-digit",
            Self::NotAUrn => "not-a-urn",
            Self::NotAYearGroup => "not-a-year-group",
            Self::AddressLineMissing => "address-line-missing",
            Self::AddressTownMissing => "address-town-missing",
            Self::AddressPostcodeMissing => "address-postcode-missing",
            Self::AddressPostcode => "address-postcode",
            Self::AddressTooLong { .. } => "address-too-long",
            Self::TooFewItems { .. } => "too-few-items",
            Self::TooManyItems { .. } => "too-many-items",
            Self::NotTicked => "not-ticked",
            Self::NotRelevant => "not-relevant",
            Self::UnknownQuestion => "unknown-question",
            Self::WrongShape | Self::Constraint(_) => "wrong-shape",
        })
    }

    /// The first box at fault, where the answer has several: it takes the focus. `None`: the answer as a whole,
    /// whose first box takes it.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::DateIncomplete { missing } => missing.first().map(|part| part.field()),
            Self::DateImpossible { part } => Some(part.field()),
            Self::DateYearShort => Some("year"),
            Self::DateInFuture { .. } | Self::DateInPast { .. } => Some("day"),
            Self::AddressLineMissing => Some("line1"),
            Self::AddressTownMissing => Some("town"),
            Self::AddressPostcodeMissing | Self::AddressPostcode => Some("postcode"),
            Self::AddressTooLong { field, .. } => Some(field),
            _ => None,
        }
    }
}

#[cfg(test)]
pub(super) mod testing;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_of_a_constraint_is_its_id() {
        assert_eq!(Fault::Constraint("five-days".into()).code(), "five-days");
        assert_eq!(Fault::Upn(UpnFault::CheckLetter).code(), "upn-check-letter");
    }

    #[test]
    fn the_first_box_at_fault_takes_the_focus() {
        let check = |fault: Fault, field| assert_eq!(fault.field(), field, "{fault:?}");
        check(
            Fault::DateIncomplete {
                missing: vec![DatePart::Month, DatePart::Year],
            },
            Some("month"),
        );
        check(Fault::DateImpossible { part: DatePart::Day }, Some("day"));
        check(Fault::DateYearShort, Some("year"));
        check(Fault::AddressLineMissing, Some("line1"));
        check(Fault::AddressTownMissing, Some("town"));
        check(Fault::AddressPostcode, Some("postcode"));
        check(
            Fault::AddressTooLong {
                field: "county",
                max: 100,
            },
            Some("county"),
        );
        check(Fault::NotAPostcode, None);
    }
}
