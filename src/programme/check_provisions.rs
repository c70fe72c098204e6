//! Checks of an edition's provisions and their requirements.

use std::fmt::Arguments;

use super::definition::{EditionFile, Level, Placement, Provision, Requirement};
use super::load::FormRules;
use crate::calendar::words;
use crate::mistake::Mistakes;

pub(super) fn check(file: &EditionFile, form: &dyn FormRules, mistakes: &mut Mistakes<'_>) {
    let known = form.provisions();
    let mut seen = Vec::new();
    for (index, provision) in file.provisions.iter().enumerate() {
        let path = format_args!("provisions[{index}]");
        mistakes.unique(&mut seen, format_args!("{path}.id"), &provision.id);
        if !known.contains(&provision.id) {
            mistakes.add(
                format_args!("{path}.id"),
                format_args!("the form does not offer \"{}\"", provision.id),
                format_args!("Use one of {}", known.join(", ")),
            );
        }
        check_provision(provision, path, mistakes);
        check_requirements(provision, path, form, mistakes);
    }
    for id in known.iter().filter(|id| !seen.contains(&id.as_str())) {
        mistakes.add(
            format_args!("provisions"),
            format_args!("the form offers \"{id}\" and this edition does not describe it"),
            format_args!("Add it"),
        );
    }
    check_needs(file, mistakes);
}

fn check_needs(file: &EditionFile, mistakes: &mut Mistakes<'_>) {
    let mut seen = Vec::new();
    for (index, need) in file.needs.iter().enumerate() {
        let path = format_args!("needs[{index}]");
        mistakes.unique(&mut seen, format_args!("{path}.id"), &need.id);
        mistakes.filled(format_args!("{path}.text"), &need.text);
        if need.provisions.is_empty() {
            mistakes.add(
                format_args!("{path}.provisions"),
                format_args!("no provision meets it"),
                format_args!("Name at least one, or remove the need"),
            );
        }
        for id in &need.provisions {
            if !file.provisions.iter().any(|provision| provision.id == *id) {
                mistakes.add(
                    format_args!("{path}.provisions"),
                    format_args!("this edition has no provision \"{id}\""),
                    format_args!("Correct the id"),
                );
            }
        }
    }
    for provision in &file.provisions {
        if !file
            .needs
            .iter()
            .any(|need| need.provisions.contains(&provision.id))
        {
            mistakes.add(
                format_args!("needs"),
                format_args!("no need leads to \"{}\"", provision.id),
                format_args!("Add it to a need, so that the checker can propose it"),
            );
        }
    }
}

fn check_provision(provision: &Provision, path: Arguments<'_>, mistakes: &mut Mistakes<'_>) {
    for (field, text) in [
        ("name", &provision.name),
        ("summary", &provision.summary),
        ("length", &provision.length),
        ("attendance", &provision.attendance),
        ("roll", &provision.roll),
        ("decided_by", &provision.decided_by),
    ] {
        mistakes.filled(format_args!("{path}.{field}"), text);
    }
    if !(1..=3).contains(&provision.tier) {
        mistakes.add(
            format_args!("{path}.tier"),
            format_args!("there is no form for tier {}", provision.tier),
            format_args!("Use 1, 2 or 3"),
        );
    }
    if provision.panel && !provision.windowed {
        mistakes.add(
            format_args!("{path}.panel"),
            format_args!("it has a panel, and so a date for the outcome, but takes applications at any time"),
            format_args!("Set \"windowed\" to true, or \"panel\" to false"),
        );
    }
    if let Some(placement) = &provision.placement {
        check_placement(placement, format_args!("{path}.placement"), mistakes);
    }
}

fn check_placement(placement: &Placement, path: Arguments<'_>, mistakes: &mut Mistakes<'_>) {
    for (field, weeks) in [
        ("weeks_away", placement.weeks_away),
        ("weeks_back", placement.weeks_back),
    ] {
        if weeks == 0 {
            mistakes.add(
                format_args!("{path}.{field}"),
                format_args!("it is 0"),
                format_args!("Say how many school weeks, or remove the placement"),
            );
        }
    }
    if let Some(day) = placement
        .home_day
        .as_deref()
        .filter(|day| !words::is_weekday(day))
    {
        mistakes.add(
            format_args!("{path}.home_day"),
            format_args!("\"{day}\" is not a school day of the week"),
            format_args!("Write Monday, Tuesday, Wednesday, Thursday or Friday"),
        );
    }
}

fn check_requirements(
    provision: &Provision,
    path: Arguments<'_>,
    form: &dyn FormRules,
    mistakes: &mut Mistakes<'_>,
) {
    let mut seen = Vec::new();
    for (index, requirement) in provision.requirements.iter().enumerate() {
        let path = format_args!("{path}.requirements[{index}]");
        mistakes.unique(&mut seen, format_args!("{path}.id"), &requirement.id);
        if let Some(applies) = &requirement.applies {
            form.check_condition(applies, format_args!("{path}.applies"), mistakes);
        }
        form.check_condition(&requirement.met, format_args!("{path}.met"), mistakes);
        check_requirement(requirement, path, mistakes);
    }
}

fn check_requirement(requirement: &Requirement, path: Arguments<'_>, mistakes: &mut Mistakes<'_>) {
    for (field, text) in [
        ("id", &requirement.id),
        ("rule", &requirement.rule),
        ("next", &requirement.next),
        ("help", &requirement.help),
    ] {
        mistakes.filled(format_args!("{path}.{field}"), text);
    }
    if requirement.cites.is_empty() {
        mistakes.add(
            format_args!("{path}.cites"),
            format_args!("it has no source"),
            format_args!("Name at least one register id"),
        );
    }
    if requirement.speak_to_cap && requirement.level == Level::Consideration {
        mistakes.add(
            format_args!("{path}.speak_to_cap"),
            format_args!("a consideration never decides the outcome"),
            format_args!("Give it another level, or remove \"speak_to_cap\""),
        );
    }
}
