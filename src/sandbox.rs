//! Stand-in until the embedded server arrives: the same signatures, never a server.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

#[derive(Debug)]
pub struct Options {
    pub addr: SocketAddr,
    pub db: Option<PathBuf>,
    pub items: Option<usize>,
    pub latency: Duration,
    pub faults: Faults,
    pub today: jiff::civil::Date,
    pub token_seconds: u64,
}

#[derive(Debug, Default)]
pub struct Faults(());

#[derive(Debug, thiserror::Error)]
#[error("not built")]
pub struct Error;

#[derive(Debug)]
pub struct Sandbox;

#[expect(clippy::unused_async, reason = "the signatures are what counts here")]
pub async fn start(_: Options) -> Result<Sandbox, Error> {
    Err(Error)
}

impl Sandbox {
    pub fn base_url(&self) -> &'static str {
        ""
    }
    pub fn config_toml(&self) -> String {
        String::new()
    }
}

impl Faults {
    pub fn parse(_: &str) -> Result<Self, Error> {
        Err(Error)
    }
}
