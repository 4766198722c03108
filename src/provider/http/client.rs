//! Makes the client of a line: encryption only where the address asks for it, with the platform's
//! certificate authorities and those that the environment adds. Follows no redirection.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use reqwest::{Certificate, Client, redirect};
use url::{Host, Url};

use super::Limits;
use crate::config::Env;
use crate::error::{Error, Kind, Result};

/// How long an unused line is kept.
const IDLE: Duration = Duration::from_secs(20);

/// Where further certificate authorities are kept, as PEM: a company's own, mostly.
#[derive(Clone, Debug, Default)]
pub struct Roots {
    /// `SSL_CERT_FILE`.
    file: Option<PathBuf>,
    /// `SSL_CERT_DIR`.
    folder: Option<PathBuf>,
}

impl Roots {
    /// What the environment names; nothing is read yet.
    pub fn of(env: &Env) -> Self {
        let named = |name| env.get(name).map(PathBuf::from);
        Self {
            file: named("SSL_CERT_FILE"),
            folder: named("SSL_CERT_DIR"),
        }
    }

    fn read(&self) -> Result<Vec<Certificate>> {
        let mut found = Vec::new();
        if let Some(file) = &self.file {
            found.extend(bundle(file)?);
        }
        if let Some(folder) = &self.folder {
            let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
            // Other things may lie in the folder; they are of no interest.
            found.extend(
                entries
                    .flatten()
                    .filter_map(|entry| bundle(&entry.path()).ok())
                    .flatten(),
            );
        }
        Ok(found)
    }
}

/// The certificates of a file, at least one.
fn bundle(file: &Path) -> Result<Vec<Certificate>> {
    let pem = fs::read(file).map_err(|error| unreadable(file, &error))?;
    let found = Certificate::from_pem_bundle(&pem).map_err(|error| unreadable(file, &error))?;
    if found.is_empty() {
        return Err(unreadable(file, &"PEM?"));
    }
    Ok(found)
}

fn unreadable(path: &Path, reason: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::Config, "error-authorities")
        .with("file", path.display().to_string())
        .with("reason", reason.to_string())
        .hint("hint-authorities")
}

/// A client for the server at `base`. Proxies are those of the environment and the system.
pub(super) fn build(base: &Url, limits: Limits, roots: &Roots) -> Result<Client> {
    // The client wants a provider of cryptography even for plain http; an error says that
    // there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = Client::builder()
        .connect_timeout(limits.connect)
        .timeout(limits.answer)
        // Whoever is pointed at would get the token, or the decision.
        .redirect(redirect::Policy::none())
        // Shorter than servers keep a line: a decision sent on one just closed cannot be told
        // from one that was cut.
        .pool_idle_timeout(IDLE)
        .user_agent(concat!("zhupi/", env!("CARGO_PKG_VERSION")));
    builder = if base.scheme() == "http" {
        builder.tls_certs_only([])
    } else {
        builder.tls_certs_merge(roots.read()?)
    };
    if is_loopback(base) {
        builder = builder.no_proxy();
    }
    builder.build().map_err(|error| {
        Error::new(Kind::System, "error-http-client").with("reason", error.to_string())
    })
}

/// Whether the address is this machine.
pub(super) fn is_loopback(base: &Url) -> bool {
    match base.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
