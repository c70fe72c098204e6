//! `GET /metrics`: counters and times in the OpenMetrics text format, which Prometheus reads. No label says anything about a person.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{Method, header};
use axum::response::IntoResponse;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::council::Council;
use crate::problem::Refusal;

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answer {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Decided {
    decision: &'static str,
}

/// Upper bounds of the times, in seconds.
const BOUNDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// Everything that is counted.
pub struct Metrics {
    registry: Registry,
    answers: Family<Answer, Counter>,
    decisions: Family<Decided, Counter>,
    posting: Histogram,
}

impl Default for Metrics {
    fn default() -> Self {
        let metrics = Self {
            registry: Registry::with_prefix("cap"),
            answers: Family::default(),
            decisions: Family::default(),
            posting: Histogram::new(BOUNDS),
        };
        metrics.registered()
    }
}

impl Metrics {
    fn registered(mut self) -> Self {
        self.registry
            .register("answers", "Answers to requests", self.answers.clone());
        self.registry.register(
            "decisions",
            "Decisions on applications: received, amended, again, refused",
            self.decisions.clone(),
        );
        self.registry.register(
            "posting_seconds",
            "Time to answer an application that was sent",
            self.posting.clone(),
        );
        self
    }

    /// Counts an answer. `route` is one of the router's and never what was asked for.
    pub fn answered(&self, method: &Method, route: &str, status: u16) {
        let method = match *method {
            Method::GET => "GET",
            Method::HEAD => "HEAD",
            Method::POST => "POST",
            Method::OPTIONS => "OPTIONS",
            _ => "other",
        };
        let answer = Answer {
            method,
            route: route.to_owned(),
            status,
        };
        self.answers.get_or_create(&answer).inc();
    }

    /// Counts a decision and the time that it took.
    pub fn decided(&self, decision: &'static str, time: Duration) {
        self.decisions.get_or_create(&Decided { decision }).inc();
        self.posting.observe(time.as_secs_f64());
    }
}

/// What was counted since the start.
///
/// # Errors
/// It cannot be written down.
pub async fn get(State(council): State<Arc<Council>>) -> Result<impl IntoResponse, Refusal> {
    let mut text = String::new();
    encode(&mut text, &council.metrics.registry).map_err(|_| Refusal::Internal)?;
    let media_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok((
        [
            (header::CONTENT_TYPE, media_type),
            (header::CACHE_CONTROL, "no-store"),
        ],
        text,
    ))
}
