//! Secrets: from the environment, else from a command, else from the system's secret store.
//! Never printed, logged or written.

use std::process::Stdio;
use std::time::Duration;

use secrecy::SecretString;
use tokio::process::Command;

use super::{Account, Env, keyring};
use crate::error::{Error, Kind, Result};

/// What never stands in the configuration.
pub const FIELDS: [&str; 4] = ["secret_key", "app_secret", "permanent_code", "access_token"];

/// What the account of a provider proves itself with.
pub fn needed(provider: &str) -> &'static [&'static str] {
    match provider {
        "feishu" => &["app_secret"],
        "open71360" => &["app_secret", "permanent_code"],
        _ => &["secret_key"],
    }
}

/// An error that names the variables which an account's secrets may stand in instead.
pub fn with_variables(error: Error, name: &str, account: &Account) -> Error {
    let needed = needed(&account.provider).iter();
    let variables: Vec<_> = needed.map(|field| variable(name, field)).collect();
    error.with("variable", variables.join(", "))
}

/// How long a secret command may take: long enough to unlock something by hand.
const PATIENCE: Duration = Duration::from_mins(1);

/// Looks up one secret field of an account, such as `secret_key` or `access_token`.
///
/// The order is `ZHUPI_<ACCOUNT>_<FIELD>`, then the account's `secret_command`, then the secret
/// store. `None` when none has it.
pub async fn look_up(
    env: &Env,
    name: &str,
    account: &Account,
    field: &'static str,
) -> Result<Option<SecretString>> {
    let [found] = look_up_each(env, name, account, [field]).await?;
    Ok(found)
}

/// The same for several fields, running the command once: it may ask a person to unlock. The
/// store is asked only where the others have none of them.
pub async fn look_up_each<const N: usize>(
    env: &Env,
    name: &str,
    account: &Account,
    fields: [&'static str; N],
) -> Result<[Option<SecretString>; N]> {
    let mut found = fields.map(|field| env.get(&variable(name, field)).map(SecretString::from));
    if let Some(command) = &account.secret_command
        && found.iter().any(Option::is_none)
    {
        let printed = run(name, command).await?;
        for (value, field) in found.iter_mut().zip(fields) {
            if value.is_none() {
                *value = pick(&printed, field).map(SecretString::from);
            }
        }
    }
    if found.iter().all(Option::is_none) {
        let read = keyring::read(name, fields).await;
        found = read.map_err(|error| with_variables(error, name, account))?;
    }
    Ok(found)
}

/// Which of the places has an account's secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Environment,
    Command,
    Keyring,
}

/// Where an account's secrets come from, without running its command; `None` when nowhere.
pub async fn source(env: &Env, name: &str, account: &Account) -> Result<Option<Source>> {
    if FIELDS
        .iter()
        .any(|field| env.get(&variable(name, field)).is_some())
    {
        return Ok(Some(Source::Environment));
    }
    if account.secret_command.is_some() {
        return Ok(Some(Source::Command));
    }
    let read = keyring::read(name, FIELDS).await;
    let kept = read.map_err(|error| with_variables(error, name, account))?;
    Ok(kept.iter().any(Option::is_some).then_some(Source::Keyring))
}

/// The environment variable of a field: `work`, `secret_key` is `ZHUPI_WORK_SECRET_KEY`.
pub fn variable(account: &str, field: &str) -> String {
    format!("ZHUPI_{account}_{field}")
        .to_uppercase()
        .replace('-', "_")
}

async fn run(name: &str, command: &str) -> Result<String> {
    let failed = |reason: String| {
        Error::new(Kind::Auth, "error-secret-command")
            .with("account", name)
            .with("reason", reason)
            .hint("hint-secret-command")
    };
    let shell = if cfg!(windows) {
        ["cmd", "/C"]
    } else {
        ["sh", "-c"]
    };
    let child = Command::new(shell[0])
        .args([shell[1], command])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .output();
    let output = tokio::time::timeout(PATIENCE, child)
        .await
        .map_err(|elapsed| failed(elapsed.to_string()))?
        .map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        return Err(failed(output.status.to_string()));
    }
    String::from_utf8(output.stdout).map_err(|error| failed(error.utf8_error().to_string()))
}

/// The field in what a command printed: a table names several, anything else is the secret key.
fn pick(printed: &str, field: &str) -> Option<String> {
    let printed = printed.trim_end_matches(['\r', '\n']);
    if printed.trim_start().starts_with('{')
        && let Ok(table) = toml::from_str::<toml::Table>(&format!("secret = {printed}"))
    {
        return Some(table.get("secret")?.get(field)?.as_str()?.to_owned());
    }
    (field == "secret_key" && !printed.is_empty()).then(|| printed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{pick, variable};

    #[test]
    fn a_plain_line_is_the_secret_key_and_a_table_names_each() {
        assert_eq!(pick("s3cr3t\n", "secret_key").as_deref(), Some("s3cr3t"));
        assert_eq!(pick("s3cr3t\n", "access_token"), None);
        let table = r#"{ secret_key = "a", access_token = "b" }"#;
        assert_eq!(pick(table, "access_token").as_deref(), Some("b"));
    }

    #[test]
    fn the_variable_is_upper_case_with_underscores() {
        assert_eq!(
            variable("my-work", "secret_key"),
            "ZHUPI_MY_WORK_SECRET_KEY"
        );
    }
}
