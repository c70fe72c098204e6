//! Unique reference numbers of schools: six digits (domain section 5.3).

use super::text;
use crate::form::fault::Fault;

/// Six digits without spaces.
pub(super) fn parse(typed: &str) -> Result<String, Fault> {
    let urn = text::compact(typed);
    if urn.len() == 6 && text::is_digits(&urn) {
        Ok(urn)
    } else {
        Err(Fault::NotAUrn)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::form::definition::Kind;
    use crate::form::fault::Fault;

    #[test]
    fn six_digits_are_a_reference_number() {
        check(&Kind::Urn, "100123", Ok("100123"));
        check(&Kind::Urn, " 100 123 ", Ok("100123"));
        for typed in ["10012", "1001234", "10012A", "１００１２３", "331/4000", "00"] {
            check(&Kind::Urn, typed, Err(Fault::NotAUrn));
        }
    }
}
