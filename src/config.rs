//! File, environment and flags become one `Config`; where files live. Secrets are in
//! `config/secret.rs`. Never reads a secret itself, never touches the network.

pub mod edit;
pub mod file;
mod fit;
pub mod folders;
pub mod keyring;
pub mod language;
mod listen;
mod place;
pub mod secret;
mod shape;
pub mod sources;
mod syntax;
mod views;
mod zone;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::error::{Error, Kind, Result};
use crate::locale::Language;

pub use file::{Account, Advance, Commit, File, Listen, Notify};
pub use fit::not_among;
pub use folders::{Folders, open_private};

/// What stands for every account, and therefore names none.
pub const ALL: &str = "all";

/// The environment as it was when the program started.
#[derive(Clone, Default)]
pub struct Env(HashMap<String, String>);

/// The names alone: values may be secrets.
impl std::fmt::Debug for Env {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: std::collections::BTreeSet<_> = self.0.keys().collect();
        f.debug_tuple("Env").field(&names).finish()
    }
}

impl Env {
    /// The real one; what is not Unicode is left out.
    pub fn of_process() -> Self {
        Self::from_pairs(std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        }))
    }

    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    /// The same without the variables whose names begin so.
    #[must_use]
    pub fn without_prefix(mut self, prefix: &str) -> Self {
        self.0.retain(|name, _| !name.starts_with(prefix));
        self
    }

    /// The same with one variable more.
    #[must_use]
    pub fn with(mut self, name: String, value: String) -> Self {
        self.0.insert(name, value);
        self
    }

    /// A variable that is set and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }
}

/// What the command line says about the configuration.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    pub config: Option<PathBuf>,
    pub account: Option<String>,
    pub read_only: bool,
    pub ascii: bool,
    pub language: Option<Language>,
}

/// Everything that is settled before the work starts.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file it was read from, if there is one.
    pub path: PathBuf,
    pub file: File,
    pub folders: Folders,
    pub env: Env,
    overrides: Overrides,
    /// The text that was read last, whether or not it was right.
    read: String,
}

impl Config {
    /// Where the file is, and whether it was named.
    pub fn place(env: &Env, overrides: &Overrides) -> Result<(PathBuf, bool)> {
        let named = overrides
            .config
            .clone()
            .or_else(|| env.get("ZHUPI_CONFIG").map(PathBuf::from));
        match named {
            Some(path) => Ok((path, true)),
            None => Ok((Folders::of(env)?.config_file(), false)),
        }
    }

    /// Reads the file that the flags, else the environment, else the platform name. A file that
    /// is absent is an empty one, unless it was named.
    pub fn load(env: Env, overrides: Overrides) -> Result<Self> {
        let folders = Folders::of(&env)?;
        let (path, named) = Self::place(&env, &overrides)?;
        let text = match read(&path)? {
            Some(text) => text,
            None if named => {
                return Err(Error::new(Kind::Config, "error-config-absent")
                    .with("file", path.display().to_string())
                    .hint("hint-config-file"));
            }
            None => String::new(),
        };
        Self::parse(&text, path, folders, env, overrides)
    }

    /// The text of the file as it is now; empty when there is none.
    pub fn text(&self) -> Result<String> {
        read(&self.path).map(Option::unwrap_or_default)
    }

    /// The text that it was made of.
    pub fn as_read(&self) -> &str {
        &self.read
    }

    /// Reads the file again; `None` where it says what it said, or is gone. Where it is wrong, or
    /// does not fit, everything stays as it was.
    pub fn reread<T>(&mut self, fit: impl FnOnce(&Self) -> Result<T>) -> Result<Option<T>> {
        let Ok(text) = std::fs::read_to_string(&self.path) else {
            return Ok(None);
        };
        if text == self.read {
            return Ok(None);
        }
        self.read.clone_from(&text);
        let file = File::parse(&text, &self.path)?;
        let next = Self {
            file,
            ..self.clone()
        };
        let fitting = fit(&next)?;
        *self = next;
        Ok(Some(fitting))
    }

    /// The same from text, as the demo has it.
    pub fn parse(
        text: &str,
        path: PathBuf,
        folders: Folders,
        env: Env,
        overrides: Overrides,
    ) -> Result<Self> {
        let file = File::parse(text, &path)?;
        Ok(Self {
            path,
            file,
            folders,
            env,
            overrides,
            read: text.to_owned(),
        })
    }

    /// The account to work with: the one named by flag, else the default, else the only one.
    pub fn account(&self) -> Result<(&str, &Account)> {
        if self.means_all() {
            return Err(self.no_one_account());
        }
        let accounts = &self.file.accounts;
        let wanted = self
            .overrides
            .account
            .as_deref()
            .or(self.file.default_account.as_deref());
        let found = match wanted {
            Some(name) => accounts.get_key_value(name),
            None if accounts.len() == 1 => accounts.first_key_value(),
            None => None,
        };
        found
            .map(|(name, account)| (name.as_str(), account))
            .ok_or_else(|| match wanted {
                _ if accounts.is_empty() => self.no_account(),
                Some(name) => Error::new(Kind::Config, "error-account-unknown")
                    .with("name", name)
                    .with(
                        "known",
                        accounts.keys().cloned().collect::<Vec<_>>().join(", "),
                    )
                    .with("file", self.path.display().to_string())
                    .hint("hint-account"),
                None => Error::new(Kind::Config, "error-no-default-account")
                    .with(
                        "known",
                        accounts.keys().cloned().collect::<Vec<_>>().join(", "),
                    )
                    .hint("hint-account"),
            })
    }

    /// The account that the flag names, whether or not there is one of that name.
    pub fn named_account(&self) -> Option<&str> {
        self.overrides.account.as_deref()
    }

    /// The error where every account is meant by what can only be done with one.
    pub fn no_one_account(&self) -> Error {
        if self.file.accounts.is_empty() {
            return self.no_account();
        }
        let known: Vec<_> = self.file.accounts.keys().cloned().collect();
        Error::new(Kind::Usage, "error-account-all")
            .with("known", known.join(", "))
            .hint("hint-account-one")
    }

    /// The error where no account is configured at all.
    pub fn no_account(&self) -> Error {
        Error::new(Kind::Auth, "error-no-account")
            .with("file", self.path.display().to_string())
            .hint("hint-no-account")
    }

    /// Whether every account is meant, and not one of them.
    pub fn means_all(&self) -> bool {
        self.overrides.account.as_deref() == Some(ALL)
    }

    /// The same for another account.
    #[must_use]
    pub fn with_account(mut self, name: &str) -> Self {
        self.overrides.account = Some(name.to_owned());
        self
    }

    /// The same with an account as it may become.
    #[must_use]
    pub fn trying(mut self, name: &str, account: Account) -> Self {
        self.file.accounts.insert(name.to_owned(), account);
        self.with_account(name)
    }

    /// Whether the terminal draws no signs but those of ASCII.
    pub fn ascii(&self) -> bool {
        self.overrides.ascii
    }

    /// The language that everything is said in.
    pub fn language(&self) -> Language {
        let configured = Some(self.file.language.as_str());
        language::chosen(self.overrides.language, configured, &self.env)
    }

    /// Whether verbs are switched off for an account.
    pub fn read_only(&self, account: &Account) -> bool {
        self.overrides.read_only || account.read_only
    }
}

/// The text of a file; `None` where there is no such file.
fn read(path: &Path) -> Result<Option<String>> {
    let file = path.display().to_string();
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(Error::new(Kind::Config, "error-config-unreadable")
                .with("file", file)
                .with("reason", error.to_string())
                .hint("hint-config-file"));
        }
    };
    String::from_utf8(bytes).map(Some).map_err(|error| {
        let end = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes());
        let error = Error::new(Kind::Config, "error-config-encoding").with("file", file);
        place::name(error, &text, Some(end..end))
    })
}
