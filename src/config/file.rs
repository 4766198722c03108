//! The configuration file: what may stand in it, and errors that point at the place.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;

use serde::Deserialize;

use super::views::{self, Written};
use super::{ALL, place, secret};
use crate::domain::form::FieldName;
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
        let mut file: Self = toml::from_str(text).map_err(|error| at_place(&error, text, path))?;
        match file.wrong() {
            None => {
                file.views = views::read(std::mem::take(&mut file.written_views), text, path)?;
                Ok(file)
            }
            Some((error, keys)) => {
                let error = error.with("file", path.display().to_string());
                let keys: Vec<_> = keys.iter().map(String::as_str).collect();
                Err(place::name(error, text, place::of_key(text, &keys)).hint("hint-config-file"))
            }
        }
    }
}

impl File {
    /// A value that no type rules out, and the keys that lead to it.
    fn wrong(&self) -> Option<(Error, Vec<String>)> {
        let name = self.accounts.keys().find(|name| !is_account_name(name));
        if let Some(name) = name {
            let error = Error::new(Kind::Config, "error-account-name").with("name", name);
            return Some((error, vec!["accounts".to_owned(), name.clone()]));
        }
        if self.accounts.contains_key(ALL) {
            let error = Error::new(Kind::Config, "error-account-name-all").with("name", ALL);
            return Some((error, vec!["accounts".to_owned(), ALL.to_owned()]));
        }
        let default = self.default_account.as_ref();
        if let Some(name) = default.filter(|name| !self.accounts.contains_key(*name)) {
            let known: Vec<_> = self.accounts.keys().cloned().collect();
            let error = Error::new(Kind::Config, "error-config-default")
                .with("name", name)
                .with("known", known.join(", "));
            return Some((error, vec!["default_account".to_owned()]));
        }
        let language = ["auto", "zh", "en"].contains(&self.language.as_str());
        let limits = [
            (
                "undo_seconds",
                (1..=3600).contains(&self.undo_seconds),
                "1 … 3600",
            ),
            (
                "concurrency",
                (1..=64).contains(&self.concurrency),
                "1 … 64",
            ),
            ("poll_seconds", self.poll_seconds <= 86_400, "0 … 86400"),
            ("language", language, "auto, zh, en"),
        ];
        let (key, _, allowed) = limits.into_iter().find(|(_, fits, _)| !fits)?;
        let error = Error::new(Kind::Config, "error-config-value")
            .with("key", key)
            .with("allowed", allowed);
        Some((error, vec![key.to_owned()]))
    }
}

fn is_account_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
}

/// File, line, column, what is wrong there, and the nearest right key.
fn at_place(error: &toml::de::Error, text: &str, path: &Path) -> Error {
    let wrong_key = nearest_key(error.message());
    let is_secret = |(key, _): &(String, String)| secret::FIELDS.contains(&key.as_str());
    let message = match &wrong_key {
        Some(found) if is_secret(found) => "error-config-secret",
        Some(_) => "error-config-key",
        None => "error-config",
    };
    let named = Error::new(Kind::Config, message)
        .hint("hint-config-file")
        .with("file", path.display().to_string())
        .with("reason", error.message().to_owned());
    let named = place::name(named, text, error.span());
    match wrong_key {
        Some((wrong, right)) => named.with("key", wrong).with("nearest", right),
        None => named,
    }
}

/// The unknown key that serde names and, of the keys it expected, the one most like it.
fn nearest_key(message: &str) -> Option<(String, String)> {
    let rest = message.strip_prefix("unknown field ")?;
    let mut names = rest.split('`').skip(1).step_by(2);
    let wrong = names.next()?;
    let right = names
        .max_by(|a, b| strsim::jaro_winkler(a, wrong).total_cmp(&strsim::jaro_winkler(b, wrong)))?;
    Some((wrong.to_owned(), right.to_owned()))
}
