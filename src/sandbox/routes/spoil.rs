//! Carries out a fault: an answer withheld, cut, replaced or made unreadable.

use axum::body::Body;
use axum::response::Response;
use futures_util::stream;

use super::answer::Answer;
use super::token;
use crate::sandbox::faults::{Fault, Kind};

/// The spoilt response; `work` does what was asked, and only some faults let it.
pub(super) fn response(fault: &Fault, id: &str, work: impl FnOnce() -> Answer) -> Response {
    match fault.kind {
        Kind::Delay => work().into_response(id),
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
        Kind::Status => Answer::gateway(fault.status, "SYS_ERR", &fault.message).into_response(id),
        Kind::Error => Answer::business(&fault.code, &fault.message).into_response(id),
        Kind::Rate => Answer::rate(&fault.message, fault.retry_after).into_response(id),
        Kind::ExpiredToken => token::expired().into_response(id),
        Kind::Garbage => work().with_body(Body::from("<html>\u{1b}[31m502 Bad Gateway</html")),
    }
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
