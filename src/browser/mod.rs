//! Who performs the session's effects: storage, network, address, focus. The only place that talks to web-sys.
