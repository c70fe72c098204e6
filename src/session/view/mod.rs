//! What a view may ask of a session, a file for each kind of page. Nothing here changes anything.

mod applications;
mod check;
mod guidance;
mod page;
mod sending;
mod status;
mod tasks;
