//! The form engine on small forms made for one truth each, and on the form that ships.

mod evaluation;
mod mistakes;
mod properties;
mod registers;
mod stage;
