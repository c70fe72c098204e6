//! United Kingdom postcodes after BS7666: domain section 5.5. Any area: students may live out of the city.

use super::text;

/// Letters that may stand third in `A9A`.
const THIRD: &[u8] = b"ABCDEFGHJKSTUW";
/// Letters that may stand fourth in `AA9A`.
const FOURTH: &[u8] = b"ABEHMNPRVWXY";

/// The postcode in upper case with one space. `None`: it is none.
pub(super) fn parse(typed: &str) -> Option<String> {
    let code = text::compact(typed);
    let (outward, inward) = code.split_at_checked(code.len().checked_sub(3)?)?;
    let valid = code == "GIR0AA" || (is_outward(outward.as_bytes()) && is_inward(inward.as_bytes()));
    valid.then(|| format!("{outward} {inward}"))
}

fn is_outward(code: &[u8]) -> bool {
    let first = |byte: &u8| byte.is_ascii_uppercase() && !b"QVX".contains(byte);
    let second = |byte: &u8| byte.is_ascii_uppercase() && !b"IJZ".contains(byte);
    let digit = u8::is_ascii_digit;
    match code {
        [a, n] => first(a) && digit(n),
        [a, n, last] if digit(n) => first(a) && (digit(last) || THIRD.contains(last)),
        [a, b, n] => first(a) && second(b) && digit(n),
        [a, b, n, last] => first(a) && second(b) && digit(n) && (digit(last) || FOURTH.contains(last)),
        _ => false,
    }
}

fn is_inward(code: &[u8]) -> bool {
    let letter = |byte: &u8| byte.is_ascii_uppercase() && !b"CIKMOV".contains(byte);
    matches!(code, [n, a, b] if n.is_ascii_digit() && letter(a) && letter(b))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::form::definition::Kind;
    use crate::form::fault::Fault;

    #[test]
    fn every_shape_is_taken_in_any_case_and_spacing() {
        let check = |typed, expect| check(&Kind::Postcode, typed, Ok(expect));
        check("m1 1ae", "M1 1AE");
        check("B33 8TH", "B33 8TH");
        check("CV12GN", "CV1 2GN");
        check(" cv 1 2 gn ", "CV1 2GN");
        check("CV1\u{a0}2GN", "CV1 2GN");
        check("CR26XH", "CR2 6XH");
        check("DN551PT", "DN55 1PT");
        check("W1A 1HQ", "W1A 1HQ");
        check("ec1a1bb", "EC1A 1BB");
        check("gir0aa", "GIR 0AA");
        check("BT1 5GS", "BT1 5GS");
    }

    #[test]
    fn what_no_postcode_can_be_is_refused() {
        let typed = [
            "CV1",
            "CV1 2G",
            "CV1 2GNN",
            "CV 2GN",
            "1CV 2GN",
            "C 2GN",
            "CV123 2GN",
            "CVA 2GN",
            "GIR 0AB",
            "2GN",
            "A",
            // First letter never Q, V or X; second never I, J or Z.
            "Q1 1AA",
            "V1 1AA",
            "X1 1AA",
            "AI1 1AA",
            "AJ1 1AA",
            "AZ1 1AA",
            // Third and fourth letters.
            "W1I 1AA",
            "W1L 1AA",
            "W1Z 1AA",
            "EC1C 1BB",
            "EC1Z 1BB",
            // Inward letters never C, I, K, M, O or V.
            "CV1 2CA",
            "CV1 2AI",
            "CV1 2KA",
            "CV1 2AM",
            "CV1 2OA",
            "CV1 2AV",
            "CV1 OAA",
            "CV1-2GN",
            "ＣＶ１ ２ＧＮ",
            "ÇV1 2GN",
            "CV1 2G😀",
        ];
        for typed in typed {
            check(&Kind::Postcode, typed, Err(Fault::NotAPostcode));
        }
    }
}
