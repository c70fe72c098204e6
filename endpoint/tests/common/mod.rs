//! An endpoint over a small form in folders of its own, and requests to it without a network.
#![allow(dead_code)]

pub mod serving;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use cap_application::sorted::Map;
use cap_application::submission::{digest, envelope::WireAnswer};
use endpoint::config::Config;
use endpoint::council::Council;
use endpoint::router::router;
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

/// A key that is long enough.
pub const KEY: &str = "key-0123456789abcdef";

/// An id of an application.
pub const APPLICATION: &str = "0123456789abcdef0123456789abcdef";

/// Folders of the app and the database.
pub struct World {
    folder: TempDir,
}

/// An answer, read whole.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap())
            .unwrap_or_default()
    }
}

impl World {
    pub fn new() -> Self {
        let world = Self {
            folder: TempDir::new().unwrap(),
        };
        let app = world.app();
        for folder in ["form", "programme"] {
            fs::create_dir_all(app.join(folder)).unwrap();
        }
        let files = [
            ("settings.json", settings()),
            ("form/application.json", form()),
            ("programme/2025-26.json", edition()),
        ];
        for (name, value) in files {
            fs::write(app.join(name), value.to_string()).unwrap();
        }
        fs::write(
            app.join("index.html"),
            "<!doctype html><title>CAP</title><script>one()</script>",
        )
        .unwrap();
        world
    }

    pub fn app(&self) -> PathBuf {
        self.folder.path().join("app")
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Starts an endpoint on these folders, as `council serve` does.
    pub fn start(&self) -> Router {
        router(Arc::new(Council::open(&self.data(), &self.app()).unwrap()))
    }

    /// Starts an endpoint that was told something.
    pub fn start_with(&self, config: Config) -> Router {
        router(Arc::new(
            Council::with(&self.data(), &self.app(), config).unwrap(),
        ))
    }

    pub fn database(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(Path::new(&self.data()).join("council.sqlite3")).unwrap()
    }

    pub fn count(&self) -> u32 {
        self.database()
            .query_row("SELECT count(*) FROM applications", [], |row| row.get(0))
            .unwrap()
    }
}

pub async fn send(router: &Router, request: Request<Body>) -> Reply {
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Reply {
        status: parts.status,
        headers: parts.headers,
        body,
    }
}

pub async fn get(router: &Router, path: &str) -> Reply {
    send(router, Request::get(path).body(Body::empty()).unwrap()).await
}

pub async fn post(router: &Router, key: &str, body: impl Into<Body>) -> Reply {
    send(router, posting(key).body(body.into()).unwrap()).await
}

pub fn posting(key: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(Method::POST)
        .uri("/applications")
        .header("content-type", "application/json")
        .header("idempotency-key", key)
}

/// A valid application of a fictitious student, with some members replaced; the digest follows the answers unless
/// it is replaced too.
pub fn application(changes: Value) -> String {
    let mut envelope = json!({
        "format": 1,
        "application": APPLICATION,
        "form": "cap-test",
        "form_version": "1",
        "edition": "2025-26",
        "provision": "insight",
        "stated_date": "2025-11-20",
        "answers": {
            "provision": "insight",
            "student_surname": "Quillfeather",
            "date_of_birth": "2012-03-04",
            "days_this_provision": 2,
            "strengths": ["reading", "sport"],
            "home_address": { "line1": "1 Example Road", "town": "Coventry", "postcode": "CV1 1AA" },
            "carers": [{ "carer_name": "Robin Quillfeather" }, { "carer_name": "Sasha Quillfeather" }],
        },
        "requirements": { "family_consent": "met" },
    });
    for (name, value) in changes.as_object().unwrap() {
        envelope[name] = value.clone();
    }
    if envelope.get("digest").is_none() {
        let answers: Map<WireAnswer> = serde_json::from_value(envelope["answers"].clone()).unwrap();
        envelope["digest"] = digest(&answers).into();
    }
    envelope.to_string()
}

fn settings() -> Value {
    json!({
        "format": 1, "endpoint": "applications", "form": "form/application.json",
        "editions": ["programme/2025-26.json"], "calendar": "calendar.json", "draft_days": 90, "passphrase": "required", "idle_minutes": 10, "warning_minutes": 2,
        "contact": { "team": "CAP", "telephone": "024 7600 0000", "address": ["1 Example Road"] },
    })
}

fn form() -> Value {
    let question = |id: &str, label: &str, kind: Value| json!({ "id": id, "label": label, "called": "it", "required": false, "kind": kind });
    let choice = |value: &str, label: &str| json!({ "value": value, "label": label });
    json!({
        "format": 1, "id": "cap-test", "version": "1", "title": "Application for alternative provision",
        "provision_question": "provision",
        "choice_sets": { "strengths": [choice("reading", "Reading"), choice("sport", "Sport and games")] },
        "sections": [
            { "id": "applying", "title": "What you are applying for", "pages": [{
                "id": "provision", "title": "Provision", "questions": [question("provision", "Which provision?",
                    json!({ "radios": { "choices": [choice("insight", "Tier 2 Insight"), choice("tier1", "Tier 1")] } }))],
            }] },
            { "id": "student", "title": "Student", "pages": [
                { "id": "student", "title": "The student", "questions": [
                    question("student_surname", "Last name", json!("name")),
                    question("date_of_birth", "Date of birth", json!({ "date": { "side": "past" } })),
                    question("days_this_provision", "Days a week", json!({ "number": { "min": 0, "max": 5 } })),
                    question("strengths", "Strengths", json!({ "checkboxes": { "choices": "strengths" } })),
                    question("home_address", "Home address", json!("address")),
                ] },
                { "id": "carers", "title": "Parents and carers",
                  "repeat": { "id": "carers", "item": "parent or carer", "at_most": 4, "named_by": ["carer_name"] },
                  "questions": [question("carer_name", "Full name", json!("name"))] },
            ] },
            { "id": "risk", "title": "Risk", "pages": [{ "id": "risk", "title": "Risk",
                "questions": [question("risk", "What are the risks?", json!({ "long_text": { "max_chars": 2000 } }))] }] },
        ],
    })
}

fn edition() -> Value {
    json!({
        "format": 1, "edition": "2025-26", "starts": "2025-09-01", "ends": "2026-08-31", "sources": [],
        "provisions": [], "windows": [], "outcome_working_days": 3, "needs": [], "notes": [], "register": [],
    })
}
