//! Reads an answer: head, a bounded body, bounded JSON. Never trusts a length that is declared.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::Response;
use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};
use serde_json::Value;
use url::Url;

use super::Limits;
use super::answer::{Answer, Said};
use super::failure::{self, Failure};
use crate::error::{Error, Kind, Result};

/// How deep the JSON of an answer may nest; the parser itself stops at 128.
const DEPTH: usize = 64;

/// The whole answer, or what it proves where it is not a success.
pub(super) async fn read(
    response: Response,
    url: &Url,
    limits: Limits,
    said: fn(&Value) -> Said,
) -> std::result::Result<Answer, Failure> {
    let status = response.status().as_u16();
    let server_at = date(response.headers(), &DATE);
    let wait = wait(response.headers(), server_at);
    let body = body(response, url, limits)
        .await
        .and_then(|bytes| parse(&bytes));
    let heard = body.as_ref().map(said).unwrap_or_default();
    let request_id = heard.request_id.clone();
    if let Some(error) = failure::of_answer(status, heard, wait) {
        // The status of a refusal stands even where its body is broken.
        return Err(Failure {
            error,
            status: Some(status),
            wait,
        });
    }
    Ok(Answer {
        status,
        body: body?,
        request_id,
        server_at,
    })
}

async fn body(mut response: Response, url: &Url, limits: Limits) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|error| failure::of_line(error, url, limits))?
    {
        if bytes.len() + chunk.len() > limits.body {
            return Err(Error::new(Kind::Corrupt, "error-answer-too-large")
                .with("bytes", limits.body.to_string())
                .hint("hint-answer"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn parse(bytes: &[u8]) -> Result<Value> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        Error::new(Kind::Corrupt, "error-answer-unreadable")
            .hint("hint-answer")
            .because(error)
    })?;
    if nests_within(&value, DEPTH) {
        Ok(value)
    } else {
        Err(Error::new(Kind::Corrupt, "error-answer-too-deep")
            .with("depth", DEPTH.to_string())
            .hint("hint-answer"))
    }
}

fn nests_within(value: &Value, depth: usize) -> bool {
    match value {
        Value::Array(_) | Value::Object(_) if depth == 0 => false,
        Value::Array(items) => items.iter().all(|item| nests_within(item, depth - 1)),
        Value::Object(items) => items.values().all(|item| nests_within(item, depth - 1)),
        _ => true,
    }
}

fn date(headers: &HeaderMap, name: &HeaderName) -> Option<Timestamp> {
    let text = headers.get(name)?.to_str().ok()?;
    Some(jiff::fmt::rfc2822::parse(text).ok()?.timestamp())
}

/// Seconds until it may be asked again, as Feishu says it.
const RESET: HeaderName = HeaderName::from_static("x-ogw-ratelimit-reset");

/// `Retry-After` in seconds, or as a date measured by the server's own clock.
fn wait(headers: &HeaderMap, server_at: Option<Timestamp>) -> Option<Duration> {
    let told = headers.get(RETRY_AFTER).or_else(|| headers.get(RESET));
    let text = told?.to_str().ok()?;
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = date(headers, &RETRY_AFTER)?.duration_since(server_at?);
    Some(Duration::try_from(until).unwrap_or_default())
}
