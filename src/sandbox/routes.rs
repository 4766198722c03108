//! The HTTP side: what arrives becomes a call, the call an answer, and faults may spoil either.

mod admin;
mod answer;
mod call;
mod feishu;
mod open71360;
mod spoil;
mod token;
mod weda;

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::DATE;
use axum::response::Response;
use axum::routing::{get, post};
use tokio::sync::{Notify, watch};
use tokio::time::Instant;

use super::clock::{self, Clock};
use super::engine::Engine;
use super::fail::Fail;
use super::faults::Faults;
use super::{Options, Style};
use answer::Answer;
use call::Call;
pub(super) use feishu::{Desk, app as feishu_app, user_id};
pub(super) use open71360::{APP_ID, APP_SECRET, Book, CORP_ID, PERMANENT_CODE, employee};
use token::Tokens;
pub(super) use token::{SECRET_ID, SECRET_KEY};

/// What all connections share.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) engine: Mutex<Engine>,
    pub(super) faults: Mutex<Faults>,
    clock: Mutex<Clock>,
    tokens: Mutex<Tokens>,
    pub(super) book: Book,
    pub(super) desk: Mutex<Desk>,
    requests: AtomicU64,
    /// How many requests were read whole.
    pub(super) arrived: watch::Sender<u64>,
    latency: Duration,
    style: Style,
    /// How much of what was to come today has happened.
    told: AtomicUsize,
    /// Woken when there may be something to deliver.
    pub(super) posted: Arc<Notify>,
    /// Woken when no delay is to hold anything any longer.
    pub(super) let_go: Notify,
}

impl Server {
    pub(super) fn new(engine: Engine, clock: Clock, options: Options) -> Self {
        Self {
            engine: Mutex::new(engine),
            faults: Mutex::new(options.faults),
            clock: Mutex::new(clock),
            tokens: Mutex::new(Tokens::lasting(options.token_seconds)),
            book: Book::default(),
            desk: Mutex::default(),
            requests: AtomicU64::new(0),
            arrived: watch::Sender::default(),
            latency: options.latency,
            style: options.style,
            told: AtomicUsize::new(0),
            posted: Arc::default(),
            let_go: Notify::new(),
        }
    }

    /// A `RequestId`: 13 hexadecimal digits that follow from how many there were.
    fn request_id(&self) -> String {
        let count = self.requests.fetch_add(1, Ordering::Relaxed);
        format!("{:013x}", count.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 12)
    }

    /// Runs one act at the present moment, by a clock that is wrong by `skew` milliseconds.
    fn act<T>(
        &self,
        skew: i64,
        work: impl FnOnce(&mut super::engine::Act<'_>) -> Result<T, Fail>,
    ) -> Result<T, Fail> {
        let mut engine = lock(&self.engine);
        let now = lock(&self.clock).now().saturating_add(skew);
        let done = engine.act(now, work);
        self.posted.notify_one();
        done
    }
}

/// A panic while the lock was held left no half-done act behind: acts are transactions.
pub(super) fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Every route of the server.
pub(super) fn router(server: Arc<Server>) -> Router {
    Router::new()
        .route("/sandbox/v1/health", get(admin::health))
        .route("/sandbox/v1/decisions", get(admin::decisions))
        .route("/sandbox/v1/acts", get(admin::acts))
        .route("/sandbox/v1/faults", post(admin::faults))
        .route("/sandbox/v1/story", post(admin::story))
        .fallback(serve)
        .with_state(server)
}

async fn serve(State(server): State<Arc<Server>>, request: Request) -> Response {
    let arrived = Instant::now();
    let id = server.request_id();
    let call = match Call::read(request).await {
        Ok(call) => call,
        Err(refused) => return refused.into_response(&id),
    };
    server.arrived.send_modify(|count| *count += 1);
    // On a task of its own: what has arrived is carried out, whether or not the caller is still there.
    let carried_out = tokio::spawn(carry_out(server, call, id.clone(), arrived));
    carried_out.await.unwrap_or_else(|_| {
        Answer::gateway(500, "SYS_ERR", "the sandbox failed").into_response(&id)
    })
}

async fn carry_out(server: Arc<Server>, mut call: Call, id: String, arrived: Instant) -> Response {
    let let_go = server.let_go.notified();
    let plan = lock(&server.faults).plan(call.interface(), &call.tasks());
    let mut due = arrived + plan.delay;
    // Half of the distance before the work, half after it: what the work takes is part of it.
    tokio::select! {
        () = clock::wait_until(due + server.latency / 2) => {}
        () = let_go => due = Instant::now(),
    }
    call.skew = plan.skew;
    let mut response = match &plan.fault {
        Some(fault) => spoil::response(fault, &id, || answer(&server, &call)),
        None => answer(&server, &call).into_response(&id),
    };
    if plan.skew != 0 {
        let now = lock(&server.clock).now().saturating_add(plan.skew);
        if let Ok(date) = HeaderValue::try_from(clock::http_date(now)) {
            response.headers_mut().insert(DATE, date);
        }
    }
    clock::wait_until(due + server.latency).await;
    response
}

fn answer(server: &Server, call: &Call) -> Answer {
    let path: Vec<&str> = call.path.trim_matches('/').split('/').collect();
    match (call.method.as_str(), path.as_slice()) {
        ("POST", ["auth", "v1", "token", "clientCredential"]) => token::issue(server, call),
        ("POST", ["weda", "workflow", "v1", _, interface]) => match token::check(server, call) {
            Ok(()) => weda::workflow(server, interface, call),
            Err(refused) => refused,
        },
        ("GET", ["weda", "odata", "v1", _, "sys_user"]) => match token::check(server, call) {
            Ok(()) => weda::users(server, call),
            Err(refused) => refused,
        },
        ("POST", ["open-apis", "auth", "v3", "tenant_access_token", "internal"]) => {
            feishu::token(server, call)
        }
        ("POST", ["approval", "openapi", "v2", "instance", "get"]) => feishu::get(server, call),
        ("GET", ["open-apis", "contact", "v3", "users", id]) => feishu::contact(server, id, call),
        (_, ["open-apis", "approval", "v4", path @ ..]) => feishu::fourth(server, path, call),
        ("POST", ["cgi", path @ ..]) => open71360::cgi(server, path, call),
        _ => Answer::gateway(404, "INVALID_PATH", "no such path"),
    }
}
