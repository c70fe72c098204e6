//! Reading the calendar file out of JSON.

use super::file::{BankHoliday, CalendarFile, Term};
use crate::json::Node;

/// A whole calendar file.
pub fn calendar(at: &Node<'_>) -> CalendarFile {
    at.object(&["format", "known_to", "bank_holidays", "terms"]);
    CalendarFile {
        format: at.get("format").u32(),
        known_to: at.get("known_to").whole(i32::MIN.into(), i32::MAX.into()) as i32,
        bank_holidays: at.get("bank_holidays").list(bank_holiday),
        terms: at.get("terms").list(term),
    }
}

fn bank_holiday(at: &Node<'_>) -> BankHoliday {
    at.object(&["on", "name"]);
    BankHoliday {
        on: at.get("on").date(),
        name: at.get("name").text(),
    }
}

fn term(at: &Node<'_>) -> Term {
    at.object(&["starts", "ends", "note", "inferred"]);
    Term {
        starts: at.get("starts").date(),
        ends: at.get("ends").date(),
        note: at.get("note").text(),
        inferred: at.get("inferred").opt_flag(),
    }
}
