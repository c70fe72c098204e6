use axum::http::{HeaderName, Method};
use chrono::DateTime;

use super::*;

const NOW: i64 = 1_795_000_000;

fn sessions() -> Sessions {
    Sessions(b"a secret of at least thirty-two bytes".to_vec())
}

/// Headers as `name: value`.
fn check(method: &Method, lines: &[&str], expect: Result<(), Denied>) {
    let mut headers = HeaderMap::new();
    for line in lines {
        let (name, value) = line.split_once(": ").unwrap();
        headers.append(name.parse::<HeaderName>().unwrap(), value.parse().unwrap());
    }
    let asking = Asking {
        method,
        headers: &headers,
        allowed: &["https://www.example.org".parse().unwrap()],
        now: DateTime::from_timestamp(NOW, 0).unwrap(),
    };
    assert_eq!(sessions().check(&asking), expect, "{method} {lines:?}");
}

fn cookie(value: &str) -> String {
    format!("cookie: theme=dark; cap_session={value}; other=1")
}

#[test]
fn a_session_is_good_until_it_ends_and_only_as_it_was_made() {
    let good = sessions().value(NOW + 60, "staff-17").unwrap();
    check(&Method::GET, &[&cookie(&good)], Ok(()));
    check(&Method::GET, &[&format!("x-cap-session: {good}")], Ok(()));
    check(&Method::GET, &[], Err(UNKNOWN));
    check(&Method::GET, &[&cookie(&good), &cookie(&good)], Err(UNKNOWN));
    let ended = sessions().value(NOW, "staff-17").unwrap();
    let theirs = Sessions(vec![7; 32]).value(NOW + 60, "staff-17").unwrap();
    let longer = good.replacen(&(NOW + 60).to_string(), &(NOW + 61).to_string(), 1);
    let other = good.replace("staff-17", "staff-18");
    let signed_but_odd = sessions().value(NOW + 60, "a name").unwrap();
    for wrong in [
        "",
        "..",
        &good[1..],
        &good[..good.len() - 1],
        &format!("+{good}"),
        &format!("{good}."),
        &ended,
        &theirs,
        &longer,
        &other,
        &signed_but_odd,
    ] {
        check(&Method::GET, &[&cookie(wrong)], Err(UNKNOWN));
    }
}

#[test]
fn another_sites_page_cannot_send_in_somebodys_name() {
    let good = cookie(&sessions().value(NOW + 60, "staff-17").unwrap());
    let (host, key) = ("host: cap.example.org", "idempotency-key: key-0123456789abcdef");
    let post = |origin: &[&str], proof: &[&str], expect| {
        let lines = [&[good.as_str(), host], origin, proof].concat();
        check(&Method::POST, &lines, expect);
    };
    post(&["origin: https://cap.example.org"], &[key], Ok(()));
    post(&["origin: https://www.example.org"], &[key], Ok(()));
    post(&["origin: https://cap.example.org"], &[], Err(Denied::Forged));
    post(&[], &[key], Err(Denied::Forged));
    for origin in [
        "null",
        "https://evil.example",
        "https://cap.example.org.evil.example",
        "https://cap.example.org:8443",
        "https://sub.cap.example.org",
    ] {
        post(&[&format!("origin: {origin}")], &[key], Err(Denied::Forged));
    }
}

#[test]
fn the_value_can_be_made_with_common_tools() {
    // printf 'cap-session-1\n1795000060\nstaff-17\n' | openssl dgst -sha256 -hmac SECRET -binary | basenc --base64url
    let value = sessions().value(NOW + 60, "staff-17").unwrap();
    let expected = "1795000060.staff-17.rswkl4pqvQ5mfMnZErRZiys3HBomszlcb7xlQBk2DrM";
    assert_eq!(value, expected);
}
