//! The way to the server: proxy, name, connection. Sends nothing.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::{TcpStream, lookup_host};

use super::report::Report;
use crate::config::Env;
use crate::error::{Error, Kind, Result};
use crate::inbox::Inbox;

/// How long a name or a connection may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// `None` when the server cannot be reached at all.
pub(super) async fn examine(inbox: &Inbox, env: &Env, report: &mut Report<'_>) -> Option<()> {
    let Some(server) = inbox.server() else {
        return Some(());
    };
    let host = server.host.clone();
    if let Some((variable, proxy)) = proxy(env, server.https, &host) {
        let words = vec![("variable", variable.to_owned()), ("host", proxy)];
        report.good("proxy", ("doctor-by-proxy", words));
        // It alone asks for the name and makes the connection.
        return Some(());
    }
    report.good("proxy", ("doctor-no-proxy", Vec::new()));
    let found = addresses(&host, server.port).await;
    let addresses = report.tell("dns", found, |found| {
        let address = found.first().map(|address| address.ip().to_string());
        let words = vec![
            ("host", host.clone()),
            ("address", address.unwrap_or_default()),
        ];
        ("doctor-resolved", words)
    })?;
    let connected = connect(&host, &addresses).await;
    report.tell("connect", connected, |address| {
        let open = if inbox.is_open() {
            "doctor-open-line"
        } else {
            "doctor-line"
        };
        (open, vec![("address", address.to_string())])
    })?;
    Some(())
}

async fn addresses(host: &str, port: u16) -> Result<Vec<SocketAddr>> {
    let unknown = || {
        Error::new(Kind::Unreachable, "error-dns")
            .with("host", host)
            .hint("hint-dns")
    };
    let found = tokio::time::timeout(PATIENCE, lookup_host((host, port))).await;
    let found: Vec<_> = match found {
        Ok(Ok(found)) => found.collect(),
        Ok(Err(error)) => return Err(unknown().because(error)),
        Err(_) => return Err(unknown()),
    };
    if found.is_empty() {
        Err(unknown())
    } else {
        Ok(found)
    }
}

async fn connect(host: &str, addresses: &[SocketAddr]) -> Result<SocketAddr> {
    let attempt = tokio::time::timeout(PATIENCE, TcpStream::connect(addresses)).await;
    let connected = attempt
        .map_err(Into::into)
        .and_then(|attempt| attempt?.peer_addr());
    connected.map_err(|error: std::io::Error| {
        Error::new(Kind::Unreachable, "error-unreachable")
            .with("host", host)
            .hint("hint-connect")
            .because(error)
    })
}

/// The proxy on the way, by the variable that names it; its password stays unsaid.
fn proxy(env: &Env, https: bool, host: &str) -> Option<(&'static str, String)> {
    let local = host == "localhost"
        || host
            .parse()
            .is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
    let excepted = ["NO_PROXY", "no_proxy"]
        .into_iter()
        .find_map(|name| env.get(name))
        .is_some_and(|list| list.split(',').any(|entry| is_of(host, entry)));
    if local || excepted {
        return None;
    }
    let names = if https {
        ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
    } else {
        ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"]
    };
    names.into_iter().find_map(|name| {
        let value = env.get(name)?;
        let place = value.rsplit('@').next().unwrap_or_default();
        Some((name, place.to_owned()))
    })
}

/// Whether an entry of `NO_PROXY` means a host.
fn is_of(host: &str, entry: &str) -> bool {
    let entry = entry.trim().trim_start_matches('.');
    let below = host
        .strip_suffix(entry)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    entry == "*" || (!entry.is_empty() && below)
}

#[cfg(test)]
mod tests {
    use super::proxy;
    use crate::config::Env;

    fn env(pairs: &[(&str, &str)]) -> Env {
        Env::from_pairs(
            pairs
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        )
    }

    #[test]
    fn a_proxy_is_named_without_its_password() {
        let env = env(&[("https_proxy", "http://me:planted@proxy.example:3128")]);
        let found = proxy(&env, true, "a.example");
        assert_eq!(
            found,
            Some(("https_proxy", "proxy.example:3128".to_owned()))
        );
        assert_eq!(proxy(&env, false, "a.example"), None);
        assert_eq!(proxy(&env, true, "127.0.0.1"), None);
    }

    #[test]
    fn excepted_hosts_have_none() {
        let env = env(&[
            ("HTTPS_PROXY", "p:1"),
            ("NO_PROXY", "b.example, .a.example"),
        ]);
        assert_eq!(proxy(&env, true, "x.a.example"), None);
        assert_eq!(proxy(&env, true, "b.example"), None);
        assert!(proxy(&env, true, "ab.example").is_some());
    }
}
