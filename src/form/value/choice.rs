//! Choices: one, several, or one of many with free text beside them.

use crate::sorted::Set;

use super::text;
use crate::form::definition::Choice;
use crate::form::fault::Fault;

/// What a ticked declaration and the first radio of a yes/no question hold.
pub(super) const YES: &str = "yes";
/// What the second radio of a yes/no question holds.
pub(super) const NO: &str = "no";

/// One of several.
pub(super) fn one(choices: &[Choice], chosen: &str) -> Result<String, Fault> {
    let chosen = chosen.trim();
    if find(choices, chosen).is_some() {
        Ok(chosen.to_owned())
    } else {
        Err(Fault::NotAChoice)
    }
}

/// Yes or no.
pub(super) fn yes_no(chosen: &str) -> Result<String, Fault> {
    let chosen = chosen.trim();
    if [YES, NO].contains(&chosen) {
        Ok(chosen.to_owned())
    } else {
        Err(Fault::NotAChoice)
    }
}

/// A ticked box.
pub(super) fn ticked(chosen: &str) -> Result<String, Fault> {
    if chosen.trim() == YES {
        Ok(YES.to_owned())
    } else {
        Err(Fault::NotTicked)
    }
}

/// Any number.
pub(super) fn several(choices: &[Choice], chosen: &Set) -> Result<Set, Fault> {
    for value in chosen {
        let choice = find(choices, value).ok_or(Fault::NotAChoice)?;
        if choice.exclusive && chosen.len() > 1 {
            return Err(Fault::ExclusiveWithOthers {
                label: choice.label.clone(),
            });
        }
    }
    Ok(chosen.clone())
}

/// The value of the suggestion typed, by value or by label in any case; else the text as typed.
pub(super) fn suggested(choices: &[Choice], typed: &str) -> Result<String, Fault> {
    let typed = text::line(typed);
    // A value goes before a label, so that what is stored means the same when it is read again.
    let by_label = || choices.iter().find(|choice| same_words(&choice.label, &typed));
    match find(choices, &typed).or_else(by_label) {
        Some(choice) => Ok(choice.value.clone()),
        None => text::within(typed, text::LINE_MAX),
    }
}

/// The choice that has this value.
pub(super) fn find<'a>(choices: &'a [Choice], value: &str) -> Option<&'a Choice> {
    choices.iter().find(|choice| choice.value == value)
}

/// Phones type ’ where labels may have '.
fn same_words(left: &str, right: &str) -> bool {
    let folded = |c: char| if c == '’' { '\'' } else { c.to_ascii_lowercase() };
    left.chars().map(folded).eq(right.chars().map(folded))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_with, choices, stated};
    use super::*;
    use crate::form::answer::Raw;
    use crate::form::definition::{Choices, Kind};
    use crate::form::value::{Value, parse};

    fn list() -> Choices {
        Choices::List(choices())
    }

    #[test]
    fn a_radio_must_be_one_of_the_choices() {
        let check = |typed, expect| check_with(&Kind::Radios { choices: list() }, &choices(), typed, expect);
        check("E", Ok("E"));
        check(" K ", Ok("K"));
        check("e", Err(Fault::NotAChoice));
        check("EHC plan", Err(Fault::NotAChoice));
        check("elsewhere", Err(Fault::NotAChoice));
    }

    #[test]
    fn yes_and_no_are_the_answers_to_yes_or_no() {
        let check = |typed, expect| check_with(&Kind::YesNo, &[], typed, expect);
        check("yes", Ok("yes"));
        check("no", Ok("no"));
        check("Yes", Err(Fault::NotAChoice));
        check("not_known", Err(Fault::NotAChoice));
    }

    #[test]
    fn a_declaration_is_ticked_or_it_is_not() {
        let kind = Kind::Declaration {
            statement: "I have checked it".into(),
        };
        check_with(&kind, &[], "yes", Ok("yes"));
        check_with(&kind, &[], "no", Err(Fault::NotTicked));
    }

    #[test]
    fn a_typed_suggestion_becomes_its_value_and_free_text_stays() {
        let check =
            |typed, expect| check_with(&Kind::Suggest { from: "sen".into() }, &choices(), typed, expect);
        check("EHC plan", Ok("E"));
        check("  ehc   PLAN ", Ok("E"));
        check("E", Ok("E"));
        check("e", Ok("e"));
        check("St Oda’s", Ok("oda"));
        check("st oda's", Ok("oda"));
        check("  Somewhere   else ", Ok("Somewhere else"));
    }

    #[test]
    fn ticked_boxes_must_be_choices_and_none_stands_alone() {
        let check = |ticked: &[&str], expect: Result<(), Fault>| {
            let ticked: Set = ticked.iter().map(|&value| value.to_owned()).collect();
            let parsed = parse(
                &Kind::Checkboxes { choices: list() },
                &choices(),
                &Raw::Choices(ticked.clone()),
                stated(),
            );
            assert_eq!(parsed, expect.map(|()| Some(Value::Choices(ticked))));
        };
        check(&["E", "K"], Ok(()));
        check(&["none"], Ok(()));
        check(
            &["K", "none"],
            Err(Fault::ExclusiveWithOthers {
                label: "None of these".into(),
            }),
        );
        check(&["K", "Z"], Err(Fault::NotAChoice));
        check(&[""], Err(Fault::NotAChoice));
    }
}
