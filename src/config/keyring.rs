//! The system's secret store: Secret Service, Keychain or Credential Manager. Each call has a
//! thread of its own and is left behind when it hangs; nothing is ever put into a file instead.

use std::time::Duration;

use keyring::Entry;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::oneshot;

use crate::error::{Error, Kind, Result};

/// What the secrets are filed under.
const SERVICE: &str = "zhupi";

/// A locked store asks on a screen that nobody may be looking at.
const PATIENCE: Duration = Duration::from_secs(4);

/// Reads fields of an account; `None` for what the store does not have.
pub async fn read<const N: usize>(
    account: &str,
    fields: [&'static str; N],
) -> Result<[Option<SecretString>; N]> {
    ask(account, move |account| {
        let mut found = [const { None }; N];
        for (place, field) in found.iter_mut().zip(fields) {
            *place = match entry(account, field)?.get_password() {
                Err(keyring::Error::NoEntry) => None,
                secret => Some(SecretString::from(secret?)),
            };
        }
        Ok(found)
    })
    .await
}

/// Keeps a field of an account, instead of what was kept before.
pub async fn write(account: &str, field: &'static str, secret: &SecretString) -> Result<()> {
    let secret = secret.clone();
    ask(account, move |account| {
        entry(account, field)?.set_password(secret.expose_secret())
    })
    .await
}

/// Removes fields of an account; returns those that were there.
pub async fn remove<const N: usize>(
    account: &str,
    fields: [&'static str; N],
) -> Result<Vec<&'static str>> {
    ask(account, move |account| {
        let mut removed = Vec::new();
        for field in fields {
            match entry(account, field)?.delete_credential() {
                Err(keyring::Error::NoEntry) => {}
                gone => {
                    gone?;
                    removed.push(field);
                }
            }
        }
        Ok(removed)
    })
    .await
}

fn entry(account: &str, field: &str) -> keyring::Result<Entry> {
    Entry::new(SERVICE, &format!("{account}.{field}"))
}

async fn ask<T: Send + 'static>(
    account: &str,
    question: impl FnOnce(&str) -> keyring::Result<T> + Send + 'static,
) -> Result<T> {
    let (sender, answer) = oneshot::channel();
    let name = account.to_owned();
    std::thread::Builder::new()
        .name("keyring".to_owned())
        .spawn(move || {
            let answered = match Entry::store_status() {
                Err(error) => Err(refused("error-keyring-none", error)),
                Ok(()) => question(&name).map_err(|error| refused("error-keyring-locked", &error)),
            };
            // Whoever asked may have lost patience.
            let _ = sender.send(answered);
        })
        .map_err(|error| Error::new(Kind::System, "error-system").because(error))?;
    let silent = || {
        Error::new(Kind::Auth, "error-keyring-silent")
            .with("seconds", PATIENCE.as_secs().to_string())
            .hint("hint-keyring")
    };
    match tokio::time::timeout(PATIENCE, answer).await {
        Ok(Ok(answered)) => answered,
        _ => Err(silent()),
    }
}

/// Only reasons of the platform are told: other errors may hold what was read.
fn refused(message: &'static str, error: &keyring::Error) -> Error {
    let reason = match error {
        keyring::Error::PlatformFailure(reason) | keyring::Error::NoStorageAccess(reason) => {
            reason.to_string()
        }
        _ => String::from("keyring"),
    };
    Error::new(Kind::Auth, message)
        .with("reason", reason)
        .hint("hint-keyring")
}
