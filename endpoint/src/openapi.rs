//! `GET /openapi.json`: the contract as an OpenAPI 3.1 file, its schemas made from the Rust types.

use axum::Json;
use cap_application::submission::envelope::{Amendment, Envelope, Problem, Receipt};
use cap_application::submission::sealed::SealedApplication;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::problem::MEDIA_TYPE;
use crate::receipts::Health;
use crate::sign_in::COOKIE;

/// The file.
pub async fn get() -> Json<Value> {
    Json(document())
}

/// The contract: every route, every status, every type.
pub fn document() -> Value {
    let settings = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut types = settings.into_generator();
    let sent = json!({ "oneOf": [
        types.subschema_for::<Envelope>(),
        types.subschema_for::<Amendment>(),
        types.subschema_for::<SealedApplication>(),
    ] });
    let receipt = types.subschema_for::<Receipt>();
    let health = types.subschema_for::<Health>();
    types.subschema_for::<Problem>();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Coventry Alternative Provision: applications",
            "description": "Takes in applications for alternative provision and gives a receipt for each. \
                One application is one record, however often it is sent.",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "MIT", "identifier": "MIT" },
        },
        "servers": [{ "url": "/" }],
        "paths": {
            "/applications": { "post": send(&sent, receipt.as_value()) },
            "/applications/{reference}/receipt": { "get": fetch_receipt(receipt.as_value()) },
            "/health": { "get": {
                "operationId": "health",
                "summary": "Whether the endpoint can read its database",
                "responses": {
                    "200": json_answer("It can.", health.as_value()),
                    "503": unavailable(),
                    "default": problem("It cannot."),
                },
            } },
            "/metrics": { "get": {
                "operationId": "metrics",
                "summary": "Counters and times, in the OpenMetrics text format",
                "responses": { "200": {
                    "description": "They.",
                    "content": { "application/openmetrics-text": { "schema": { "type": "string" } } },
                } },
            } },
            "/openapi.json": { "get": {
                "operationId": "contract",
                "summary": "This file",
                "responses": { "200": json_answer("The contract.", &json!({ "type": "object" })) },
            } },
        },
        "components": { "schemas": types.take_definitions(true), "securitySchemes": {
            "bearer": { "type": "http", "scheme": "bearer", "description": "With `--sign-in bearer`." },
            "session": {
                "type": "apiKey",
                "in": "cookie",
                "name": COOKIE,
                "description": "With `--sign-in session`; from a page of an allowed origin.",
            },
        } },
    })
}

fn send(sent: &Value, receipt: &Value) -> Value {
    json!({
        "operationId": "sendApplication",
        "summary": "Send an application",
        "description": "Safe to repeat with the same key and body until an answer arrives. An amendment takes the place \
            of a version that may have arrived; it is a new version of the same application, under the same reference. Either may be sealed to the council: \
            then the key and what stands outside are bound to what is inside, and what is compared is what was inside.",
        "security": security(),
        "parameters": [{
            "name": "Idempotency-Key",
            "in": "header",
            "required": true,
            "description": "Random; the same in every attempt to send this body.",
            "schema": { "type": "string", "minLength": 16, "maxLength": 128, "pattern": "^[!-~]+$" },
        }],
        "requestBody": { "required": true, "content": { "application/json": { "schema": sent } } },
        "responses": {
            "200": with_location(json_answer("Received before. The receipt is the one given then.", receipt)),
            "201": with_location(json_answer("Received and kept.", receipt)),
            "400": problem("No usable Idempotency-Key, or the body is not JSON."),
            "401": sign_in(),
            "403": problem("Somebody is signed in, but the request may be another site's doing."),
            "408": problem("The body took too long to arrive."),
            "409": problem("The key was used for another body, or the application was received with other answers \
                than those an amendment names."),
            "413": problem("The body is over 1 MiB."),
            "415": problem("The body is not application/json."),
            "422": problem("Not a valid application; `errors` names the answers at fault by question id. Or a sealed one \
                that does not open, or one that is not sealed where it has to be."),
            "429": wait(problem("Too many requests came from one address.")),
            "503": unavailable(),
            "default": problem("Anything else. Nothing was kept."),
        },
    })
}

fn fetch_receipt(receipt: &Value) -> Value {
    json!({
        "operationId": "fetchReceipt",
        "summary": "Fetch the receipt of an application",
        "security": security(),
        "parameters": [{
            "name": "reference",
            "in": "path",
            "required": true,
            "description": "The council's reference, as in the receipt.",
            "schema": { "type": "string", "pattern": "^CAP-[2-9A-HJKMNP-TV-Z]{8}$" },
        }],
        "responses": {
            "200": json_answer("The receipt.", receipt),
            "401": sign_in(),
            "404": problem("There is no application with this reference."),
            "429": wait(problem("Too many requests came from one address.")),
            "503": unavailable(),
            "default": problem("Anything else."),
        },
    })
}

fn json_answer(description: &str, schema: &Value) -> Value {
    json!({ "description": description, "content": { "application/json": { "schema": schema } } })
}

fn problem(description: &str) -> Value {
    let schema = json!({ "$ref": "#/components/schemas/Problem" });
    json!({ "description": description, "content": { MEDIA_TYPE: { "schema": schema } } })
}

fn unavailable() -> Value {
    wait(problem(
        "The database is not available just now, or many applications are arriving. Nothing was kept; try again later.",
    ))
}

/// An answer that says when to come back.
fn wait(mut answer: Value) -> Value {
    answer["headers"] = json!({ "Retry-After": {
        "description": "Seconds to wait.",
        "schema": { "type": "integer", "minimum": 0 },
    } });
    answer
}

/// Nothing, or what the endpoint was told to ask for.
fn security() -> Value {
    json!([{}, { "bearer": [] }, { "session": [] }])
}

fn sign_in() -> Value {
    let mut answer = problem("Nobody is signed in, where that is asked for.");
    answer["headers"] = json!({ "WWW-Authenticate": {
        "description": "How to.",
        "schema": { "type": "string" },
    } });
    answer
}

fn with_location(mut answer: Value) -> Value {
    answer["links"] = json!({ "receipt": {
        "operationId": "fetchReceipt",
        "parameters": { "reference": "$response.body#/reference" },
    } });
    answer["headers"] = json!({ "Location": {
        "description": "Where the receipt can be fetched again.",
        "schema": { "type": "string", "format": "uri-reference" },
    } });
    answer
}
