//! Who draws the view model. Reads slices of the session, dispatches messages; knows no web-sys and no storage.
