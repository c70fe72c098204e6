//! An edition of the programme: its provisions, panels, windows and the register of everything its sources say.

pub mod definition;
pub mod load;
