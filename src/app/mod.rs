//! Joins `browser` and `ui`: start-up, router, element.

/// Starts the program in the page.
pub fn start() {}
