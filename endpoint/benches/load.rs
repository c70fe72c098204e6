//! How many applications a second the real program takes in over loopback, each on the disk before it is acknowledged.
//!
//! `cargo bench --package endpoint --profile native -- [applications] [senders]`, or with `CAP_COUNCIL` the program there.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use cap_application::sorted::Map;
use cap_application::submission::{digest, envelope::WireAnswer};
use serde_json::{Value, json};

fn main() {
    let mut numbers = std::env::args().filter_map(|word| word.parse::<usize>().ok());
    let count = numbers.next().unwrap_or(2000);
    let senders = numbers.next().unwrap_or(16);
    // Beside the build and not in a folder that may be memory: a disk has to be waited for.
    let data = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let (mut council, address) = start(data.path());
    let template = template();
    let next = AtomicUsize::new(0);
    let begin = Instant::now();
    let mut times: Vec<Duration> = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..senders)
            .map(|_| scope.spawn(|| send(&address, &template, &next, count)))
            .collect();
        senders
            .into_iter()
            .flat_map(|sender| sender.join().unwrap())
            .collect()
    });
    let elapsed = begin.elapsed().as_secs_f64();
    council.kill().unwrap();
    council.wait().unwrap();
    times.sort();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1000.0;
    println!(
        "{count} applications from {senders} senders: {:.0} a second; p50 {:.1} ms, p99 {:.1} ms, slowest {:.1} ms",
        f64::from(u32::try_from(count).unwrap()) / elapsed,
        at(50),
        at(99),
        at(100)
    );
    // Killed right after the last receipt: all of them have to be there.
    let database = rusqlite::Connection::open(data.path().join("council.sqlite3")).unwrap();
    let kept: usize = database
        .query_row("SELECT count(*) FROM applications", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, count, "kept after kill -9");
    println!("{kept} kept after kill -9");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn start(data: &Path) -> (Child, String) {
    // One that was built otherwise, or elsewhere.
    let program = std::env::var("CAP_COUNCIL").unwrap_or(env!("CARGO_BIN_EXE_council").to_owned());
    let mut council = Command::new(program)
        .args(["serve", "--port", "0", "--rate-per-minute", "0", "--data"])
        .arg(data)
        .arg("--app")
        .arg(root().join("public"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(council.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line
        .trim()
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
    (council, address)
}

/// A whole application of a fictitious student on the form that ships.
fn template() -> Value {
    let read = |path: &str| -> Value {
        serde_json::from_str(&std::fs::read_to_string(root().join(path)).unwrap()).unwrap()
    };
    let (typed, form) = (
        read("tests/applications/insight.json"),
        read("public/form/application.json"),
    );
    let answers: Map<WireAnswer> = serde_json::from_value(typed["sent"].clone()).unwrap();
    json!({
        "format": 1, "application": "", "form": form["id"], "form_version": form["version"], "edition": "2025-26",
        "provision": typed["sent"]["provision"], "stated_date": typed["stated_date"], "answers": typed["sent"],
        "requirements": {}, "digest": digest(&answers),
    })
}

/// Sends over one connection, as a proxy would, until there is nothing left.
fn send(address: &str, template: &Value, next: &AtomicUsize, count: usize) -> Vec<Duration> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut application = template.clone();
    let mut times = Vec::new();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= count {
            return times;
        }
        application["application"] = format!("{number:032x}").into();
        let body = application.to_string();
        let request = format!(
            "POST /applications HTTP/1.1\r\nhost: {address}\r\nidempotency-key: {number:032x}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        let begin = Instant::now();
        stream.write_all(request.as_bytes()).unwrap();
        let (status, reply) = receive(&mut reader);
        times.push(begin.elapsed());
        assert!(status.contains(" 201 "), "{status} {reply}");
    }
}

fn receive(reader: &mut BufReader<TcpStream>) -> (String, String) {
    let (mut status, mut length) = (String::new(), 0);
    reader.read_line(&mut status).unwrap();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.trim().parse().unwrap();
        }
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    (status, String::from_utf8_lossy(&body).into_owned())
}
