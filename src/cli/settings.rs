//! `config`: where the file is, what it says, whether it is right, what it could say.

use serde_json::Value;

use super::look::{self, Look};
use super::{ALL_DONE, Start, json};
use crate::config::folders::Folders;
use crate::config::secret::Source;
use crate::config::sources::DEFAULT;
use crate::config::{Config, secret};
use crate::error::{Error, Kind, Result};

/// Where the file is, whether or not it can be read.
pub(super) fn path(place: &std::path::Path, look: &Look) -> Result<u8> {
    let document = json::ConfigFile {
        path: place.display().to_string(),
        exists: place.exists(),
    };
    look.print(&document, std::slice::from_ref(&document), || {
        format!("{}\n", document.path)
    })?;
    Ok(ALL_DONE)
}

/// A complete file to begin with.
pub(super) fn default() -> Result<u8> {
    look::write(|out| std::io::Write::write_all(out, DEFAULT.as_bytes()))?;
    Ok(ALL_DONE)
}

/// Every account must be fit to be opened; nothing is sent, and nothing left behind.
pub(super) fn check(config: &Config, start: Start, look: &Look) -> Result<u8> {
    let folder = tempfile::tempdir()
        .map_err(|error| Error::new(Kind::System, "error-system").because(error))?;
    let mut trial = config.clone();
    trial.folders = Folders::below(folder.path());
    for name in config.file.accounts.keys() {
        (start.open)(&trial.clone().with_account(name))?;
    }
    (start.check)(config)?;
    if config.file.default_account.is_some() {
        config.account()?;
    }
    let document = json::ConfigFile {
        path: config.path.display().to_string(),
        exists: config.path.exists(),
    };
    look.print(&document, std::slice::from_ref(&document), || {
        let count = config.file.accounts.len();
        let words = [
            ("file", document.path.as_str().into()),
            ("count", count.into()),
        ];
        look.locale.f("config-right", &words) + "\n"
    })?;
    Ok(ALL_DONE)
}

/// What is in effect. Of secrets, only where they are.
pub(super) async fn show(config: &Config, look: &Look) -> Result<u8> {
    let mut values: Vec<_> = config
        .settings()?
        .into_iter()
        .map(|setting| json::Setting {
            value: setting.value.map_or(Value::from("set"), |value| {
                serde_json::to_value(value).unwrap_or_default()
            }),
            key: setting.key,
            from: if setting.from_file { "file" } else { "default" },
        })
        .collect();
    for (name, account) in &config.file.accounts {
        let (value, from) = match secret::source(&config.env, name, account).await {
            Ok(Some(Source::Environment)) => ("set", "environment"),
            Ok(Some(Source::Command)) => ("set", "command"),
            Ok(Some(Source::Keyring)) => ("set", "keyring"),
            Ok(None) => ("", "none"),
            Err(_) => ("", "unreachable"),
        };
        values.push(json::Setting {
            key: format!("accounts.{name}.secret"),
            value: value.into(),
            from,
        });
    }
    let document = json::Settings {
        path: config.path.display().to_string(),
        values,
    };
    look.print(&document, &document.values, || table(&document, look))?;
    Ok(ALL_DONE)
}

fn table(document: &json::Settings, look: &Look) -> String {
    let mut table = look.table();
    table.header(["key", "value", "from-where"].map(|key| look.locale.t(&format!("column-{key}"))));
    for setting in &document.values {
        let from = match setting.from {
            "file" => look.locale.t("config-file"),
            "default" => look.locale.t("config-default"),
            place => look.locale.t(&format!("secret-{place}")),
        };
        table.row([setting.key.clone(), setting.value.to_string(), from]);
    }
    table.lines(look.color)
}
