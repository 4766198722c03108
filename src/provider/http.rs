//! The one way to a server: time-outs, bounded answers, errors by what they prove, safe repeats.
//! Never speaks a provider's words, reads the local clock, or shows a header or a body.

pub mod answer;
mod client;
mod failure;
mod lanes;
mod read;
mod redact;

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use reqwest::Client;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tokio::sync::OnceCell;
use tokio::time::Instant;
use url::Url;

use crate::error::{Error, Kind, Result};

pub use answer::{Answer, Said};
pub use client::Roots;
use failure::Failure;
use lanes::Lanes;

/// How long and how much one server may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Until the line stands: name, connection, handshake.
    pub connect: Duration,
    /// From the request to the last byte of its answer.
    pub answer: Duration,
    /// Bytes of one answer.
    pub body: usize,
    /// How long a failing request goes on being repeated.
    pub patience: Duration,
    /// The same where the server asks to be asked less often.
    pub rate_patience: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            answer: Duration::from_secs(30),
            body: 32 * 1024 * 1024,
            patience: Duration::from_secs(2),
            rate_patience: Duration::from_secs(20),
        }
    }
}

/// Which failures a request is repeated after by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// A read: also where it may have been carried out.
    Read,
    /// A write: only where it surely was not.
    Write,
}

/// Who asks; sent where it is never shown.
#[derive(Clone, Copy, Debug)]
pub enum Authorization<'a> {
    Basic(&'a str, &'a SecretString),
    Bearer(&'a SecretString),
    /// Fields of the body itself.
    Fields(&'a [(&'static str, &'a SecretString)]),
}

/// One request; without a body it is a GET, with one a POST.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    pub url: &'a Url,
    /// What the log calls it, where the address ends in an id rather than in a name.
    pub interface: Option<&'static str>,
    pub authorization: Authorization<'a>,
    pub body: Option<&'a Value>,
    pub repeat: Repeat,
}

impl std::fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Request({})", self.url)
    }
}

/// The line to one server.
pub struct Transport {
    /// Made for the first request: nothing that stands before it waits for certificates.
    client: OnceCell<Client>,
    base: Url,
    limits: Limits,
    roots: Roots,
    secrets: redact::Secrets,
    lanes: Lanes,
    said: fn(&Value) -> Said,
}

impl std::fmt::Debug for Transport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Transport({})", self.base)
    }
}

impl Transport {
    /// A line to the server at `base`; `said` tells what a provider's body means.
    pub fn new(base: &Url, limits: Limits, roots: Roots, said: fn(&Value) -> Said) -> Self {
        Self {
            client: OnceCell::new(),
            base: base.clone(),
            limits,
            roots,
            secrets: redact::Secrets::default(),
            lanes: Lanes::new(),
            said,
        }
    }

    /// Whether what is sent leaves this machine for everybody on the way to read.
    pub fn is_open(&self) -> bool {
        self.base.scheme() == "http" && !client::is_loopback(&self.base)
    }

    /// Whether the line is encrypted, and the host and port at its other end.
    pub fn end(&self) -> Option<(bool, String, u16)> {
        let host = self.base.host_str()?.trim_matches(['[', ']']).to_owned();
        let port = self.base.port_or_known_default()?;
        Some((self.base.scheme() == "https", host, port))
    }

    /// How long the server has let requests wait without a word; `None` while none waits.
    pub fn silence(&self) -> Option<Duration> {
        self.lanes.silence()
    }

    /// An address below the base; each segment is escaped.
    pub fn url(&self, segments: &[&str]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        url
    }

    /// Sends a request, and again where that is safe and may help.
    pub async fn send(&self, request: Request<'_>) -> Result<Answer> {
        let started = Instant::now();
        let attempt = || self.attempt(request);
        attempt
            .retry(pace())
            .when(|failure: &Failure| failure.may_be_repeated(request.repeat))
            .adjust(|failure: &Failure, pause| {
                // Never sooner than the server asked, never more often than planned.
                let pause = pause?.max(failure.wait.unwrap_or_default());
                let waited = started.elapsed().saturating_add(pause);
                (waited <= self.patience(failure)).then_some(pause)
            })
            .await
            .map_err(|failure| failure.error)
    }

    fn patience(&self, failure: &Failure) -> Duration {
        match failure.error.kind {
            Kind::Rate => self.limits.rate_patience,
            _ => self.limits.patience,
        }
    }

    async fn attempt(&self, request: Request<'_>) -> std::result::Result<Answer, Failure> {
        let lane = self.lanes.enter().await;
        let answered = self.ask(request).await;
        match &answered {
            Ok(_) => lane.open(),
            Err(failure) if failure.error.kind == Kind::Rate => {
                // A rest that nobody has the patience for is for the one who asked.
                let rest = failure.wait;
                lane.close(rest.filter(|rest| *rest <= self.limits.rate_patience));
            }
            Err(_) => {}
        }
        answered
    }

    async fn ask(&self, request: Request<'_>) -> std::result::Result<Answer, Failure> {
        let client = self.client().await?;
        let builder = match (request.body, request.authorization) {
            (Some(body), Authorization::Fields(fields)) => client
                .post(request.url.clone())
                .json(&with_fields(body, fields)),
            (Some(body), _) => client.post(request.url.clone()).json(body),
            (None, _) => client.get(request.url.clone()),
        };
        let builder = match request.authorization {
            Authorization::Basic(id, key) => builder.basic_auth(id, Some(key.expose_secret())),
            Authorization::Bearer(token) => builder.bearer_auth(token.expose_secret()),
            Authorization::Fields(_) => builder,
        };
        let of_line = |error| failure::of_line(error, request.url, self.limits);
        let sent = builder.build().map_err(of_line)?;
        self.secrets.note(&sent, request.authorization);
        let began = Instant::now();
        let answered = match client.execute(sent).await {
            Ok(response) => read::read(response, request.url, self.limits, self.said).await,
            Err(error) => Err(of_line(error).into()),
        };
        let answered = answered.map_err(|failure| self.secrets.taken_out(failure));
        note(request, &answered, began.elapsed());
        answered
    }

    async fn client(&self) -> Result<&Client> {
        let build = || async {
            let (base, limits, roots) = (self.base.clone(), self.limits, self.roots.clone());
            // Reading the platform's roots takes milliseconds of a thread.
            tokio::task::spawn_blocking(move || client::build(&base, limits, &roots))
                .await
                .map_err(|error| Error::new(Kind::System, "error-system").because(error))?
        };
        self.client.get_or_try_init(build).await
    }
}

/// The body as it is sent: only here do secrets stand in it.
fn with_fields(body: &Value, fields: &[(&'static str, &SecretString)]) -> Value {
    let mut body = body.clone();
    for (name, secret) in fields {
        body[*name] = Value::from(secret.expose_secret());
    }
    body
}

/// One line of the log for each request: what was asked and how it went, nothing of its content.
fn note(request: Request<'_>, answered: &std::result::Result<Answer, Failure>, took: Duration) {
    let method = if request.body.is_some() {
        "POST"
    } else {
        "GET"
    };
    let last = request.url.path().rsplit('/').next();
    let interface = request.interface.or(last).unwrap_or_default();
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    match answered {
        Ok(answer) => {
            let request_id = answer.request_id.as_deref();
            tracing::info!(
                status = answer.status,
                ms,
                request_id,
                "{method} {interface}"
            );
        }
        Err(Failure { error, status, .. }) => {
            let (kind, code) = (error.kind.name(), error.code.as_deref());
            let request_id = error.request_id.as_deref();
            tracing::warn!(status, kind, code, ms, request_id, "{method} {interface}");
        }
    }
}

/// Pauses that grow threefold: about three attempts in two seconds, six in twenty.
fn pace() -> ExponentialBuilder {
    ExponentialBuilder::default()
        .with_min_delay(Duration::from_millis(150))
        .with_factor(3.0)
        .with_max_times(8)
        .with_jitter()
}
