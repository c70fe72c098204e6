//! Texts, numbers, flags and dates.

use chrono::NaiveDate;

use super::node::{Node, Value};
use super::notes::Problem;
use super::tree::Json;

impl Node<'_> {
    /// A text.
    #[inline(never)]
    pub fn text(&self) -> String {
        if let Value::Given(Json::Text(text)) = self.value {
            return text.to_string();
        }
        self.wrong("a text in quotes");
        String::new()
    }

    /// A text that may be left out.
    #[inline(never)]
    pub fn opt_text(&self) -> Option<String> {
        self.optional(|at| at.text())
    }

    /// A list of texts.
    #[inline(never)]
    pub fn texts(&self) -> Vec<String> {
        self.list(|at| at.text())
    }

    /// A list of texts that may be left out where it is empty.
    #[inline(never)]
    pub fn opt_texts(&self) -> Vec<String> {
        self.or_default(|at| at.texts())
    }

    /// `true` or `false`.
    #[inline(never)]
    pub fn flag(&self) -> bool {
        if let Value::Given(Json::Flag(flag)) = self.value {
            return *flag;
        }
        self.wrong("true or false");
        false
    }

    /// `true` or `false`, left out where it is false.
    #[inline(never)]
    pub fn opt_flag(&self) -> bool {
        self.or_default(|at| at.flag())
    }

    /// A number.
    #[inline(never)]
    pub fn number(&self) -> f64 {
        match self.value {
            Value::Given(Json::Whole(number)) => *number as f64,
            Value::Given(Json::Real(number)) => *number,
            _ => {
                self.wrong("a number");
                0.0
            }
        }
    }

    /// A whole number from `least` to `most`; `least` is the placeholder.
    #[inline(never)]
    pub fn whole(&self, least: i64, most: i64) -> i64 {
        match self.value {
            Value::Given(Json::Whole(number)) if (least..=most).contains(number) => return *number,
            Value::Given(Json::Whole(number)) => self.note(&mut Problem::OutOfRange(*number, least, most)),
            _ => self.wrong("a whole number"),
        }
        least
    }

    /// A whole number that a `u8` holds.
    pub fn u8(&self) -> u8 {
        self.whole(0, u8::MAX.into()) as u8
    }

    /// A whole number that a `u16` holds.
    pub fn u16(&self) -> u16 {
        self.whole(0, u16::MAX.into()) as u16
    }

    /// A whole number that a `u32` holds.
    pub fn u32(&self) -> u32 {
        self.whole(0, u32::MAX.into()) as u32
    }

    /// A date, `YYYY-MM-DD`.
    #[inline(never)]
    pub fn date(&self) -> NaiveDate {
        let Value::Given(Json::Text(text)) = self.value else {
            self.wrong("a date in quotes, like \"2026-09-01\"");
            return NaiveDate::default();
        };
        super::date(text).unwrap_or_else(|| {
            self.note(&mut Problem::NotADate(text));
            NaiveDate::default()
        })
    }
}
