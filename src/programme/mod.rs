//! An edition of the programme: its provisions, panels, windows and the register of everything its sources say.
//!
//! [`load`] reads and checks an edition's file, [`choice`] says which edition holds on a date, [`timeline`] says
//! what an application made on a date can still reach.

mod check_provisions;
mod check_register;
mod check_windows;
pub mod choice;
pub mod definition;
mod form_rules;
pub mod load;
mod placement;
pub(crate) mod read;
pub mod timeline;

#[cfg(test)]
mod load_tests;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod timeline_tests;
