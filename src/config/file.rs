//! The configuration file: what may stand in it, and errors that point at the place.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;

use serde::Deserialize;
use toml::Deserializer;
use toml::de::DeTable;

use super::listen::is_path;
use super::views::{self, Written};
use super::{ALL, fit, place, syntax};
use crate::domain::alike::nearest;
use crate::domain::form::FieldName;
use crate::domain::verb::{self, Verb};
use crate::domain::view::View;
use crate::error::{Error, Kind, Result};

/// When staged decisions are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Commit {
    /// After their countdown, or at once on `$`.
    #[default]
    Auto,
    /// Only on `$`.
    Manual,
}

/// Where the cursor goes after a decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Advance {
    #[default]
    Next,
    Stay,
}

/// How a new to-do makes itself known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Notify {
    Off,
    #[default]
    Bell,
    /// By the terminal, where it knows how.
    Desktop,
}

/// The file as it is written. Tables that belong to functions still to come are accepted, so
/// that one file serves every version, and read by nobody.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct File {
    pub default_account: Option<String>,
    /// `auto`, `zh` or `en`.
    pub language: String,
    pub theme: String,
    /// Which keys to start from: `default`, `gh-dash`, `mutt` or `arrows`.
    pub preset: String,
    /// Key sequence to command; `disabled` frees a key.
    pub keys: BTreeMap<String, String>,
    /// Whether the mouse is taken from the terminal at the start.
    pub mouse: bool,
    /// Seconds in which a staged decision can be taken back.
    pub undo_seconds: u32,
    pub commit: Commit,
    pub advance: Advance,
    /// Decisions under way at once.
    pub concurrency: usize,
    /// Seconds between looking for news; 0 never looks.
    pub poll_seconds: u64,
    pub accounts: BTreeMap<String, Account>,
    /// Labels and types of form keys, by the flow's name.
    pub fields: BTreeMap<String, BTreeMap<String, FieldName>>,
    /// More decisions than these are looked at as a whole before they are sent.
    pub confirm_above: u32,
    pub notify: Notify,
    #[serde(rename = "views")]
    written_views: Vec<Written>,
    /// Names for queries, as they stand in the file.
    #[serde(skip)]
    pub views: Vec<View>,
    /// Fields of forms that lists show, by the flow's name.
    pub columns: BTreeMap<String, Vec<String>>,
    /// Ready comments by the verb they go with; `{amount}` and the like are filled in per item.
    pub phrases: BTreeMap<String, Vec<String>>,
    pub listen: Listen,
}

impl Default for File {
    fn default() -> Self {
        Self {
            default_account: None,
            language: "auto".to_owned(),
            theme: "vermilion".to_owned(),
            preset: "default".to_owned(),
            keys: BTreeMap::new(),
            mouse: false,
            undo_seconds: 8,
            commit: Commit::default(),
            advance: Advance::default(),
            concurrency: 8,
            poll_seconds: 30,
            accounts: BTreeMap::new(),
            fields: BTreeMap::new(),
            confirm_above: 5,
            notify: Notify::default(),
            written_views: Vec::new(),
            views: Vec::new(),
            columns: BTreeMap::new(),
            phrases: BTreeMap::new(),
            listen: Listen::default(),
        }
    }
}

/// Where pushes are received.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Listen {
    /// Where to listen; nowhere when absent.
    pub addr: Option<SocketAddr>,
    /// The secret path; made once when absent.
    pub path: Option<String>,
    /// Whose pushes they are: they do not say.
    pub account: Option<String>,
}

/// One login at one provider. No secret stands here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Account {
    /// `weda`, `feishu` or `open71360`.
    pub provider: String,
    pub env_id: Option<String>,
    pub region: Option<String>,
    /// `prod`, `pre`, or what a private deployment uses.
    pub env_type: Option<String>,
    /// A private deployment or a sandbox; else made of environment and region.
    pub base_url: Option<String>,
    pub user_id: Option<String>,
    pub user_type: Option<i64>,
    pub secret_id: Option<String>,
    /// A command that prints the secret.
    pub secret_command: Option<String>,
    pub read_only: bool,
    pub open_id: Option<String>,
    pub app_id: Option<String>,
    pub corp_id: Option<String>,
    /// How many days back the folders of 71360 reach.
    pub days: Option<u32>,
    pub legacy_base_url: Option<String>,
}

impl Account {
    /// Whose hand it is: the id that the account decides with.
    pub fn hand(&self) -> Option<&str> {
        let said = [&self.user_id, &self.open_id];
        let said = said.into_iter().flatten().map(String::as_str);
        said.into_iter().find(|id| !id.is_empty())
    }
}

impl File {
    /// Reads the text of a file; `path` is only named in errors.
    pub fn parse(text: &str, path: &Path) -> Result<Self> {
        Self::read(text).map_err(|error| error.with("file", path.display().to_string()))
    }

    fn read(text: &str) -> Result<Self> {
        let table = DeTable::parse(text).map_err(|error| syntax::error(&error, text))?;
        fit::check(&table, text)?;
        let mut file = Self::deserialize(Deserializer::from(table)).map_err(|error| {
            place::name(Error::new(Kind::Config, "error-config"), text, error.span())
        })?;
        file.names(text)?;
        file.views = views::read(std::mem::take(&mut file.written_views), text)?;
        Ok(file)
    }

    /// Refuses names that no shape rules out: of accounts, and of verbs.
    fn names(&self, text: &str) -> Result<()> {
        for name in self.accounts.keys() {
            let message = match name.as_str() {
                ALL => "error-account-name-all",
                name if is_account_name(name) => continue,
                _ => "error-account-name",
            };
            let error = Error::new(Kind::Config, message).with("name", name);
            let spot = place::of(text, &["accounts", name]);
            return Err(place::name(error, text, spot.map(|spot| spot.key)));
        }
        let default = (&["default_account"][..], &self.default_account);
        let listen = (&["listen", "account"][..], &self.listen.account);
        for (path, name) in [default, listen] {
            self.is_account(path, name.as_deref(), text)?;
        }
        if self
            .listen
            .path
            .as_deref()
            .is_some_and(|path| !is_path(path))
        {
            let error = Error::new(Kind::Config, "error-config-path").with("key", "listen.path");
            let spot = place::of(text, &["listen", "path"]);
            return Err(place::name(error, text, spot.map(|spot| spot.value)));
        }
        let verb = self.phrases.keys().find(|name| Verb::parse(name).is_none());
        verb.map_or(Ok(()), |name| {
            let verbs: Vec<_> = verb::TABLE.iter().map(|row| row.name).collect();
            let spot = place::of(text, &["phrases", name]);
            let error = fit::unknown("phrases", name, &verbs);
            Err(place::name(error, text, spot.map(|spot| spot.key)))
        })
    }

    /// Whether what a key names is one of the accounts.
    fn is_account(&self, path: &[&str], name: Option<&str>, text: &str) -> Result<()> {
        let Some(name) = name.filter(|name| !self.accounts.contains_key(*name)) else {
            return Ok(());
        };
        let known: Vec<_> = self.accounts.keys().map(String::as_str).collect();
        let (message, hint) = if known.is_empty() {
            ("error-config-no-account", "hint-no-account")
        } else {
            ("error-config-account", "hint-config-known")
        };
        let error = Error::new(Kind::Config, message)
            .with("key", path.join("."))
            .with("name", name)
            .with("known", known.join(", "));
        let nearest = nearest(name, known.into_iter()).map(fit::quoted);
        let error = fit::suggest(error.hint(hint), nearest);
        let spot = place::of(text, path);
        Err(place::name(error, text, spot.map(|spot| spot.value)))
    }
}

fn is_account_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
}
