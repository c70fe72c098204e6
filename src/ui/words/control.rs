//! Words in and around the controls.

/// Before an error message, for people who do not see its colour.
pub const ERROR: &str = "Error:";
/// Summary of the details under a sensitive question.
pub const WHY_WE_ASK: &str = "Why we ask this";
/// Radio.
pub const YES: &str = "Yes";
/// Radio.
pub const NO: &str = "No";
/// Between checkboxes and an exclusive one.
pub const OR: &str = "or";
/// After a percentage.
pub const PER_CENT: &str = "%";
/// Box of a date.
pub const DAY: &str = "Day";
/// Box of a date.
pub const MONTH: &str = "Month";
/// Box of a date.
pub const YEAR: &str = "Year";
/// Box of an address.
pub const ADDRESS_LINE_1: &str = "Address line 1";
/// Box of an address.
pub const ADDRESS_LINE_2: &str = "Address line 2 (optional)";
/// Box of an address.
pub const TOWN: &str = "Town or city";
/// Box of an address.
pub const COUNTY: &str = "County (optional)";
/// Box of an address.
pub const POSTCODE: &str = "Postcode";
/// Names the list of suggestions.
pub const SUGGESTIONS: &str = "Suggestions";

/// A question's label.
pub fn label(label: &str, optional: bool) -> String {
    if optional {
        [label, " (optional)"].concat()
    } else {
        label.to_owned()
    }
}

/// How many characters are left, or too many.
pub fn characters_left(left: i64) -> String {
    let number = left.unsigned_abs();
    let noun = if number == 1 { "character" } else { "characters" };
    let rest = if left < 0 { "too many" } else { "remaining" };
    format!("You have {number} {noun} {rest}")
}

/// The limit of a long answer.
pub fn characters_at_most(limit: u32) -> String {
    format!("You can enter up to {limit} characters")
}

/// How many suggestions there are, for people who do not see the list.
pub fn suggestions(count: usize) -> String {
    match count {
        0 => "No suggestions. What you type is kept as your answer.".to_owned(),
        1 => "1 suggestion. Use the up and down arrow keys.".to_owned(),
        n => format!("{n} suggestions. Use the up and down arrow keys."),
    }
}
