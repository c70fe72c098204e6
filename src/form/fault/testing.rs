//! A fault of every sort.

use super::*;

/// One of each, with any parameters.
pub fn every_fault() -> Vec<Fault> {
    use Fault::*;
    let (part, stated) = (DatePart::Day, NaiveDate::MIN);
    let numbers = [
        NotANumber,
        TooSmall { min: 0.0 },
        TooLarge { max: 1.0 },
        TooManyDecimals { max: 1 },
    ];
    let dates = [
        DateIncomplete { missing: vec![part] },
        DateImpossible { part },
        DateYearShort,
        DateInFuture { stated },
        DateInPast { stated },
    ];
    let choices = [
        NotAChoice,
        ExclusiveWithOthers { label: "None".into() },
        NotTicked,
    ];
    let contacts = [NotAPostcode, NotATelephone, NotAnEmail];
    let upns = [UpnFault::Length, UpnFault::Shape, UpnFault::CheckLetter].map(Upn);
    let ulns = [UlnFault::Length, UlnFault::Shape, UlnFault::CheckDigit].map(Uln);
    let school = [
        NotAUrn,
        NotAYearGroup,
        TooFewItems { at_least: 1 },
        TooManyItems { at_most: 5 },
    ];
    let addresses = [
        AddressLineMissing,
        AddressTownMissing,
        AddressPostcodeMissing,
        AddressPostcode,
        AddressTooLong {
            field: "line1",
            max: 100,
        },
    ];
    let any = [
        Missing,
        TooLong { max: 9, over: 1 },
        Constraint("five-days".into()),
        NotRelevant,
        UnknownQuestion,
        WrongShape,
    ];
    let groups: [Vec<Fault>; 9] = [
        numbers.into(),
        dates.into(),
        choices.into(),
        contacts.into(),
        upns.into(),
        ulns.into(),
        school.into(),
        addresses.into(),
        any.into(),
    ];
    groups.concat()
}
