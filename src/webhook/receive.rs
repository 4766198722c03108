//! The door: HTTP on one secret path, everything about it bounded. What it answers with 200 is on
//! disk. Acts on nothing.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{ALLOW, CONNECTION, CONTENT_TYPE, RETRY_AFTER};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use jiff::Timestamp;
use serde_json::json;
use sha2::{Digest, Sha256};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};

use super::wire;
use crate::domain::id::Id;
use crate::inbox::Clock;
use crate::store::Pushes;

/// Largest body that is taken (bytes).
const BODY: usize = 4 << 20;
/// Room for the head of a request (bytes); hyper asks for at least 8 KiB.
const HEAD: usize = 16 << 10;
/// How long a head may take to arrive: nobody who does not know the path stays for longer.
const HEAD_PATIENCE: Duration = Duration::from_secs(3);
/// How long a body may take.
const BODY_PATIENCE: Duration = Duration::from_secs(10);
/// How long those are served who are there when it closes.
const FAREWELL: Duration = Duration::from_secs(3);
/// Connections at once; more wait to be accepted.
const CONNECTIONS: usize = 128;
/// Until the next look at whether a connection can be accepted again, after one could not.
const BREATH: Duration = Duration::from_millis(50);
/// Requests to the path that are looked at in one second.
const PER_SECOND: u32 = 1000;

/// What all connections share.
#[derive(Debug)]
pub(super) struct Door {
    /// The secret path is only compared by its digest, so that the time it takes tells nothing.
    path: [u8; 32],
    pushes: Pushes,
    clock: Clock,
    /// Counts what was stored.
    stored: watch::Sender<u64>,
    /// The present second, and the requests in it.
    rate: Mutex<(i64, u32)>,
}

/// Why a request is not taken.
struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: &'static str,
}

const fn refusal(status: StatusCode, code: &'static str, message: &'static str) -> Refusal {
    Refusal {
        status,
        code,
        message,
    }
}

impl Door {
    pub(super) fn new(
        path: &str,
        pushes: Pushes,
        clock: Clock,
        stored: watch::Sender<u64>,
    ) -> Self {
        Self {
            path: Sha256::digest(path.as_bytes()).into(),
            pushes,
            clock,
            stored,
            rate: Mutex::default(),
        }
    }

    /// Takes connections until it is to close; who is being served then is, for a while.
    pub(super) async fn serve(
        self: Arc<Self>,
        listener: TcpListener,
        closing: impl Future<Output = ()>,
    ) {
        let guests = GracefulShutdown::new();
        tokio::select! {
            () = self.take_in(&listener, &guests) => {}
            () = closing => {}
        }
        drop(listener);
        // Whoever takes longer than this is no loss: it has not been told that it was taken.
        let _ = tokio::time::timeout(FAREWELL, guests.shutdown()).await;
    }

    /// Takes connections for ever.
    async fn take_in(self: Arc<Self>, listener: &TcpListener, guests: &GracefulShutdown) {
        let room = Arc::new(Semaphore::new(CONNECTIONS));
        while let Ok(seat) = Arc::clone(&room).acquire_owned().await {
            let Ok((stream, _)) = listener.accept().await else {
                // Out of files, or a connection that went away at once: others may fare better.
                tokio::time::sleep(BREATH).await;
                continue;
            };
            let (door, watcher) = (Arc::clone(&self), guests.watcher());
            tokio::spawn(async move {
                door.converse(stream, watcher).await;
                drop(seat);
            });
        }
    }

    async fn converse(self: Arc<Self>, stream: TcpStream, watcher: Watcher) {
        let answer = service_fn(|request| {
            let door = Arc::clone(&self);
            async move { Ok::<_, Infallible>(door.answer(request).await) }
        });
        // A caller that breaks off or speaks no HTTP has lost its own request only.
        let conversation = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_PATIENCE)
            .max_buf_size(HEAD)
            .serve_connection(TokioIo::new(stream), answer);
        let _ = watcher.watch(conversation).await;
    }

    async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        match self.take(request).await {
            Ok(()) => respond(StatusCode::OK, &json!({ "Response": { "Data": {} } })),
            Err(refusal) => {
                let error = json!({ "Code": refusal.code, "Message": refusal.message });
                respond(refusal.status, &json!({ "Response": { "Error": error } }))
            }
        }
    }

    /// A request that is well is durable when this returns.
    async fn take(&self, request: Request<Incoming>) -> Result<(), Refusal> {
        let path: [u8; 32] = Sha256::digest(request.uri().path().as_bytes()).into();
        if path != self.path {
            return Err(refusal(
                StatusCode::NOT_FOUND,
                "ResourceNotFound",
                "nothing is here",
            ));
        }
        // Whoever only knocks takes nothing from those who know the path.
        if self.is_too_fast() {
            return Err(refusal(
                StatusCode::TOO_MANY_REQUESTS,
                "RequestLimitExceeded",
                "too many requests, try again in a second",
            ));
        }
        if request.method() != Method::POST {
            return Err(refusal(
                StatusCode::METHOD_NOT_ALLOWED,
                "UnsupportedOperation",
                "pushes come by POST",
            ));
        }
        let body = body(request.into_body()).await?;
        let now = (self.clock)();
        let (instance, digest) = known_by(&body, now)?;
        self.pushes
            .keep(digest, instance.as_str(), body.into(), now)
            .await
            .map_err(|_| {
                refusal(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "InternalError",
                    "the push could not be stored",
                )
            })?;
        self.stored.send_modify(|count| *count += 1);
        Ok(())
    }

    fn is_too_fast(&self) -> bool {
        let second = (self.clock)().as_second();
        let mut rate = self.rate.lock().unwrap_or_else(PoisonError::into_inner);
        if rate.0 != second {
            *rate = (second, 0);
        }
        rate.1 += 1;
        rate.1 > PER_SECOND
    }
}

/// Whose push it is, and what tells it from others. What else it says takes no room while it is
/// stored.
fn known_by(body: &[u8], now: Timestamp) -> Result<(Id, [u8; 32]), Refusal> {
    let read = wire::read(body, now)
        .map_err(|unfit| refusal(StatusCode::BAD_REQUEST, unfit.code, unfit.message))?;
    Ok((read.push.instance_id, read.digest))
}

async fn body(body: Incoming) -> Result<Bytes, Refusal> {
    let too_large = || {
        refusal(
            StatusCode::PAYLOAD_TOO_LARGE,
            "RequestSizeLimitExceeded",
            "the body is larger than 4 MiB",
        )
    };
    if body.size_hint().lower() > BODY as u64 {
        return Err(too_large());
    }
    match tokio::time::timeout(BODY_PATIENCE, Limited::new(body, BODY).collect()).await {
        Ok(Ok(whole)) => Ok(whole.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) => Err(refusal(
            StatusCode::BAD_REQUEST,
            "InvalidRequest",
            "the body did not arrive whole",
        )),
        Err(_) => Err(refusal(
            StatusCode::REQUEST_TIMEOUT,
            "RequestTimeout",
            "the body took too long",
        )),
    }
}

fn respond(status: StatusCode, document: &serde_json::Value) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(document.to_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let mut put =
        |name, value| headers.insert(name, hyper::header::HeaderValue::from_static(value));
    put(CONTENT_TYPE, "application/json");
    match status {
        // Whoever does not listen to the answer could ask for others without end.
        StatusCode::NOT_FOUND => put(CONNECTION, "close"),
        StatusCode::METHOD_NOT_ALLOWED => put(ALLOW, "POST"),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => put(RETRY_AFTER, "1"),
        _ => None,
    };
    response
}
