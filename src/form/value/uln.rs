//! Unique learner numbers: domain section 5.2 (HESA, ULN).

use super::text;
use crate::form::fault::UlnFault;

/// Ten digits without spaces, the first not 0, whose sum weighted 10 to 1 leaves 10 when divided by 11.
pub(super) fn parse(typed: &str) -> Result<String, UlnFault> {
    let uln = text::compact(typed);
    if uln.chars().count() != 10 {
        return Err(UlnFault::Length);
    }
    if !text::is_digits(&uln) || uln.starts_with('0') {
        return Err(UlnFault::Shape);
    }
    let weighted = (1..=10)
        .rev()
        .zip(uln.bytes())
        .map(|(weight, byte)| weight * u32::from(byte - b'0'));
    if weighted.sum::<u32>() % 11 == 10 {
        Ok(uln)
    } else {
        Err(UlnFault::CheckDigit)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;
    use crate::form::definition::Kind;
    use crate::form::fault::Fault;

    #[test]
    fn ten_digits_must_leave_ten() {
        let check = |typed, expect: Result<&str, _>| check(&Kind::Uln, typed, expect.map_err(Fault::Uln));
        check("9276308686", Ok("9276308686"));
        check(" 9276 308 686 ", Ok("9276308686"));
        check("1234567899", Ok("1234567899"));
        check("1111111111", Err(UlnFault::CheckDigit));
        check("9999999999", Err(UlnFault::CheckDigit));
        check("9276308687", Err(UlnFault::CheckDigit));
        check("0276308686", Err(UlnFault::Shape));
        check("927630868X", Err(UlnFault::Shape));
        check("９２７６３０８６８６", Err(UlnFault::Shape));
        check("927630868", Err(UlnFault::Length));
        check("92763086866", Err(UlnFault::Length));
    }
}
