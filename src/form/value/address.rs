//! Addresses: two lines, town, county and postcode. The second line and the county may be blank.

use crate::sorted::Map;

use super::{postcode, text};
use crate::form::fault::Fault;

/// Boxes of an address, in order.
pub(super) const FIELDS: [&str; 5] = ["line1", "line2", "town", "county", "postcode"];

/// Most characters of one box.
const MAX: u32 = 100;

/// The boxes that are filled in, each on one line, the postcode in canonical form.
pub(super) fn parse(typed: &Map<String>) -> Result<Map<String>, Fault> {
    let mut address = Map::new();
    for field in FIELDS {
        let text = typed.get(field).map_or_else(String::new, |text| text::line(text));
        let text = match (field, text.is_empty()) {
            ("line1", true) => return Err(Fault::AddressLineMissing),
            ("town", true) => return Err(Fault::AddressTownMissing),
            ("postcode", true) => return Err(Fault::AddressPostcodeMissing),
            (_, true) => continue,
            ("postcode", false) => postcode::parse(&text).ok_or(Fault::AddressPostcode)?,
            (_, false) => text::within(text, MAX).map_err(|_| Fault::AddressTooLong { field, max: MAX })?,
        };
        address.insert(field.to_owned(), text);
    }
    Ok(address)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{boxes, stated};
    use super::*;
    use crate::form::definition::Kind;
    use crate::form::value::{Value, parse};

    fn check(typed: [&str; 5], expect: Result<&[(&str, &str)], Fault>) {
        let expect = expect.map(|pairs| {
            let owned = pairs
                .iter()
                .map(|(field, text)| ((*field).to_owned(), (*text).to_owned()));
            Some(Value::Fields(owned.collect()))
        });
        assert_eq!(
            parse(&Kind::Address, &[], &boxes(&FIELDS, &typed), stated()),
            expect,
            "{typed:?}"
        );
    }

    #[test]
    fn blank_boxes_are_left_out_and_the_rest_tidied() {
        let expect = [
            ("line1", "1 Example Road"),
            ("town", "Coventry"),
            ("postcode", "CV1 2GN"),
        ];
        check([" 1  Example Road", "", " Coventry ", " ", "cv12gn"], Ok(&expect));
        let full = [
            ("line1", "Flat 2"),
            ("line2", "1 Example Road"),
            ("town", "Rugby"),
            ("county", "Warwickshire"),
            ("postcode", "CV21 2AA"),
        ];
        check(
            ["Flat 2", "1 Example Road", "Rugby", "Warwickshire", "CV21 2AA"],
            Ok(&full),
        );
    }

    #[test]
    fn the_first_box_at_fault_is_named() {
        let long = "x".repeat(101);
        check(["", "", "Coventry", "", "bad"], Err(Fault::AddressLineMissing));
        check(
            ["1 Example Road", "", " ", "", ""],
            Err(Fault::AddressTownMissing),
        );
        check(
            ["1 Example Road", "", "Coventry", "", ""],
            Err(Fault::AddressPostcodeMissing),
        );
        check(
            ["1 Example Road", "", "Coventry", "", "CV1"],
            Err(Fault::AddressPostcode),
        );
        check(
            ["1", &long, "Coventry", "", "CV1"],
            Err(Fault::AddressTooLong {
                field: "line2",
                max: 100,
            }),
        );
    }
}
