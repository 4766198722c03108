//! The one way to a server: time-outs, bounded answers, errors by what they prove, safe repeats.
//! Never speaks a provider's words, reads the local clock, or shows a header or a body.

pub mod answer;
mod failure;
mod lanes;
mod read;

use std::sync::OnceLock;
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use reqwest::{Client, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tokio::time::Instant;
use url::{Host, Url};

use crate::error::{Error, Kind, Result};

pub use answer::{Answer, Said};
use failure::Failure;
use lanes::Lanes;

/// How long an unused line is kept.
const IDLE: Duration = Duration::from_secs(20);

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

/// Who asks; sent in a header that is never shown.
#[derive(Clone, Copy, Debug)]
pub enum Authorization<'a> {
    Basic(&'a str, &'a SecretString),
    Bearer(&'a SecretString),
}

/// One request; without a body it is a GET, with one a POST.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    pub url: &'a Url,
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
    /// Made with the first request: loading the roots of https takes longer than a first picture.
    client: OnceLock<Client>,
    base: Url,
    limits: Limits,
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
    pub fn new(base: &Url, limits: Limits, said: fn(&Value) -> Said) -> Result<Self> {
        Ok(Self {
            client: OnceLock::new(),
            base: base.clone(),
            limits,
            lanes: Lanes::new(),
            said,
        })
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

    fn client(&self) -> Result<&Client> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let made = client(&self.base, self.limits)?;
        Ok(self.client.get_or_init(|| made))
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
        let builder = match request.body {
            Some(body) => self.client()?.post(request.url.clone()).json(body),
            None => self.client()?.get(request.url.clone()),
        };
        let builder = match request.authorization {
            Authorization::Basic(id, key) => builder.basic_auth(id, Some(key.expose_secret())),
            Authorization::Bearer(token) => builder.bearer_auth(token.expose_secret()),
        };
        let response = builder
            .send()
            .await
            .map_err(|error| failure::of_line(error, request.url, self.limits))?;
        read::read(response, request.url, self.limits, self.said).await
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

fn client(base: &Url, limits: Limits) -> Result<Client> {
    // The client wants a provider of cryptography even for plain http; an error says that
    // there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = Client::builder()
        .connect_timeout(limits.connect)
        .timeout(limits.answer)
        .redirect(redirect::Policy::none())
        // Shorter than servers keep a line: a decision sent on one just closed cannot be told
        // from one that was cut.
        .pool_idle_timeout(IDLE)
        .user_agent(concat!("zhupi/", env!("CARGO_PKG_VERSION")));
    if base.scheme() == "http" {
        // Loading the platform's roots takes milliseconds and is of no use here.
        builder = builder.tls_certs_only([]);
    }
    if is_loopback(base) {
        builder = builder.no_proxy();
    }
    builder.build().map_err(|error| {
        Error::new(Kind::System, "error-http-client").with("reason", error.to_string())
    })
}

fn is_loopback(base: &Url) -> bool {
    match base.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
