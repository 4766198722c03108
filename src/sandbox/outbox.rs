//! Delivers the pushes of the outbox to one address, in their order, each until it is taken.

use std::sync::{Arc, Weak};
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{CONTENT_TYPE, HOST};
use hyper::{Request, StatusCode, Uri};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

use super::routes::{Server, lock};
use super::store::outbox::{self, Letter};

/// How long a receiver may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// After the first refusal; doubled after each further one.
const PAUSE: Duration = Duration::from_millis(500);
/// The pause does not grow beyond this.
const LONGEST: Duration = Duration::from_mins(1);
/// Largest answer that is read (bytes).
const ANSWER: usize = 64 << 10;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Delivers for as long as the server is there.
pub(super) async fn deliver(server: Weak<Server>, to: Uri) {
    while let Some(alive) = server.upgrade() {
        let (letter, posted) = (first(&alive), Arc::clone(&alive.posted));
        drop(alive);
        let Some(letter) = letter else {
            // Nothing to deliver: woken by the next act.
            posted.notified().await;
            continue;
        };
        let sent = tokio::time::timeout(PATIENCE, send(&to, &letter.body)).await;
        let taken = matches!(sent, Ok(Ok(true)));
        let Some(server) = server.upgrade() else {
            return;
        };
        // A database that fails is told by the interfaces; here the letter stays.
        let _ = if taken {
            outbox::remove(lock(&server.engine).db(), letter.id)
        } else {
            outbox::put_off(lock(&server.engine).db(), letter.id)
        };
        drop(server);
        if !taken {
            let pause = PAUSE * 2_u32.saturating_pow(letter.attempts.min(10));
            tokio::time::sleep(pause.min(LONGEST)).await;
        }
    }
}

/// The oldest letter, if there is one.
fn first(server: &Server) -> Option<Letter> {
    outbox::first(lock(&server.engine).db()).unwrap_or_default()
}

/// Whether the receiver took it: 200, and no error in the answer.
async fn send(to: &Uri, body: &str) -> Result<bool, Failure> {
    let authority = to.authority().ok_or("no host")?;
    let port = authority.port_u16().unwrap_or(80);
    let stream = TcpStream::connect((authority.host(), port)).await?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let request = Request::post(to.path())
        .header(HOST, authority.as_str())
        .header(CONTENT_TYPE, "application/json")
        .body(Full::new(Bytes::from(body.to_owned())))?;
    let response = sender.send_request(request).await?;
    let status = response.status();
    let answer = Limited::new(response.into_body(), ANSWER).collect().await?;
    let answer: Value = serde_json::from_slice(&answer.to_bytes())?;
    Ok(status == StatusCode::OK && answer.pointer("/Response/Error").is_none())
}
