//! Carries out a fault: an answer withheld, cut, replaced or made unreadable.

use std::time::Duration;

use axum::body::Body;
use axum::response::Response;
use futures_util::stream;

use super::answer::Answer;
use super::token;
use crate::sandbox::faults::{Fault, Kind};

/// What a huge answer is longer by, and in which parts it is sent, in bytes.
const HUGE: usize = 40 << 20;
const PART: usize = 64 << 10;
/// A drop of a slow answer, in bytes.
const DROP: usize = 16;

/// The spoilt response; `work` does what was asked, and only some faults let it.
pub(super) fn response(fault: &Fault, id: &str, work: impl FnOnce() -> Answer) -> Response {
    match fault.kind {
        Kind::Delay | Kind::ClockSkew => work().into_response(id),
        Kind::CutBefore => cut(&Answer::business("", ""), String::new()),
        Kind::CutAfter => cut(&work(), String::new()),
        Kind::CutMiddle => {
            let answer = work();
            let text = answer.text(id);
            cut(
                &answer,
                text.chars().take(text.chars().count() / 2).collect(),
            )
        }
        Kind::Status => {
            let code = fault.code.as_deref().unwrap_or("SYS_ERR");
            Answer::gateway(fault.status.unwrap_or(503), code, &fault.message).into_response(id)
        }
        Kind::Error => {
            let code = fault.code.as_deref().unwrap_or("InternalError");
            let status = fault.status.unwrap_or(200);
            Answer::business_at(status, code, &fault.message).into_response(id)
        }
        Kind::Rate => Answer::rate(&fault.message, fault.retry_after).into_response(id),
        Kind::ExpiredToken => token::expired().into_response(id),
        Kind::Garbage => work().with_body(Body::from("<html>\u{1b}[31m502 Bad Gateway</html")),
        Kind::Huge => {
            let answer = work();
            let text = answer.text(id);
            huge(&answer, text, fault.bytes.unwrap_or(HUGE))
        }
        Kind::SlowDrip => {
            let answer = work();
            let text = answer.text(id);
            drip(&answer, &text, fault.bytes.unwrap_or(DROP), fault.pause())
        }
    }
}

/// The answer with so many spaces behind it: still JSON, for whoever reads it to its end.
fn huge(answer: &Answer, text: String, bytes: usize) -> Response {
    let parts = (0..bytes.div_ceil(PART)).map(|_| " ".repeat(PART));
    let whole = std::iter::once(text).chain(parts);
    answer.with_body(Body::from_stream(stream::iter(
        whole.map(Ok::<_, std::io::Error>),
    )))
}

fn drip(answer: &Answer, text: &str, bytes: usize, pause: Duration) -> Response {
    let drops: Vec<Vec<u8>> = text
        .as_bytes()
        .chunks(bytes.max(1))
        .map(<[u8]>::to_vec)
        .collect();
    let falling = stream::unfold(drops.into_iter(), move |mut drops| async move {
        tokio::time::sleep(pause).await;
        let drop = drops.next()?;
        Some((Ok::<_, std::io::Error>(drop), drops))
    });
    answer.with_body(Body::from_stream(falling))
}

/// Sends a part of the body, or not even the head when the part is empty, and breaks the connection.
fn cut(answer: &Answer, part: String) -> Response {
    let broken = || Err(std::io::Error::other("cut by a fault"));
    if part.is_empty() {
        // A body that fails at once fails before the head has left the buffer.
        return answer.with_body(Body::from_stream(stream::iter([
            broken() as Result<String, _>
        ])));
    }
    let frames = stream::unfold(Some(part), move |part| async move {
        if let Some(part) = part {
            return Some((Ok(part), None));
        }
        // What was sent leaves the buffer only when the body has nothing ready.
        tokio::task::yield_now().await;
        Some((broken(), None))
    });
    answer.with_body(Body::from_stream(frames))
}
