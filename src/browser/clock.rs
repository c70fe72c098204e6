//! The device's clock.

/// Milliseconds since the Unix epoch, UTC, as the device has it.
pub fn now() -> i64 {
    whole(js_sys::Date::now())
}

/// A reading as whole milliseconds.
#[allow(clippy::cast_possible_truncation)]
pub fn whole(reading: f64) -> i64 {
    // A clock reading is a whole number of milliseconds, far below 2^53.
    reading as i64
}
