//! Civil dates: what day it is in London, academic years, working days and school days.
//!
//! Days are known only as far as `public/programme/calendar.json` says; beyond it every answer is `None`, in words
//! "not known". There is no clock in here: an instant is a number of milliseconds given by the caller.

pub mod file;
pub mod london;
pub(crate) mod read;
pub mod school_days;
pub mod words;
pub mod working_days;
pub mod year_group;
