//! A real `council serve`, and requests to it over sockets.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::World;

/// A running endpoint; killed if the test fails before it stops it.
pub struct Serving {
    child: Child,
    pub address: String,
}

impl Serving {
    pub fn start(world: &World, options: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_council"))
            .args(["serve", "--port", "0", "--data"])
            .arg(world.data())
            .arg("--app")
            .arg(world.app())
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim()
            .strip_prefix("http://")
            .and_then(|rest| rest.strip_suffix('/'));
        let address = address.unwrap_or_else(|| panic!("{line:?}")).to_owned();
        Self { child, address }
    }

    /// Sends an application over a connection of its own, and returns the head and body of the answer.
    pub fn post(&self, key: &str, body: &str) -> (String, Vec<u8>) {
        post(&self.address, key, body).unwrap()
    }

    /// SIGKILL: it has no chance to finish anything.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    #[cfg(unix)]
    pub fn stop(mut self, signal: &str) {
        // A connection that is open and says nothing does not hold the end up.
        let _idle = TcpStream::connect(&self.address).unwrap();
        let sent = Command::new("kill")
            .arg(signal)
            .arg(self.child.id().to_string())
            .status()
            .unwrap();
        assert!(sent.success());
        assert!(self.child.wait().unwrap().success(), "{signal}");
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The head and body of the answer; an error where none came, or not all of it.
pub fn post(address: &str, key: &str, body: &str) -> io::Result<(String, Vec<u8>)> {
    let key = format!("idempotency-key: {key}");
    exchange(
        address,
        "POST /applications",
        &[&key, "content-type: application/json"],
        body,
    )
}

/// The same for any request: `PUT /faults`.
pub fn exchange(address: &str, request: &str, headers: &[&str], body: &str) -> io::Result<(String, Vec<u8>)> {
    let mut stream = TcpStream::connect(address)?;
    let mut text = format!("{request} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
    if request.starts_with("PUT") {
        text.push_str("content-type: application/json\r\n");
    }
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    text.push_str(&format!("content-length: {}\r\n\r\n{body}", body.len()));
    stream.write_all(text.as_bytes())?;
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply)?;
    whole(&reply).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}

fn whole(reply: &[u8]) -> Option<(String, Vec<u8>)> {
    let end = reply.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8(reply[..end].to_vec()).ok()?;
    let body = reply[end + 4..].to_vec();
    let length = head
        .to_ascii_lowercase()
        .lines()
        .find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
    // Without a body there is no length; in chunks, the last is empty.
    let is_whole = match length {
        None if head.contains("transfer-encoding: chunked") => body.ends_with(b"\r\n0\r\n\r\n"),
        None => true,
        Some(length) => length == body.len(),
    };
    is_whole.then_some((head, body))
}

pub fn json_of(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap()
}
