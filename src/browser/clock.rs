//! The device's clock.

/// Milliseconds since the Unix epoch, UTC, as the device has it.
pub fn now() -> i64 {
    // A clock reading is a whole number of milliseconds, far below 2^53.
    #[allow(clippy::cast_possible_truncation)]
    let now = js_sys::Date::now() as i64;
    now
}
