//! The secret path that pushes come to: the one that is configured, else one made once and kept.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::SocketAddr;
use std::path::PathBuf;

use super::Config;
use super::folders::{make_private, open_private};
use crate::error::{Error, Kind, Result};

/// Random bytes in a path that is made here.
const BYTES: usize = 24;

impl Config {
    /// Where a path that nobody has configured is kept.
    pub fn path_file(&self) -> PathBuf {
        self.folders.state.join("listen-path")
    }

    /// Where the inbox receives pushes itself, and the account whose they are; `None` where that is
    /// not configured.
    pub fn listens(&self) -> Option<(SocketAddr, &str)> {
        let addr = self.file.listen.addr?;
        let said = self.file.listen.account.as_deref();
        let usual = said.or(self.file.default_account.as_deref());
        let mut accounts = self.file.accounts.keys();
        let account = match (usual, accounts.next(), accounts.next()) {
            (Some(name), ..) => name,
            (None, Some(only), None) => only,
            _ => return None,
        };
        Some((addr, account))
    }

    /// The path that pushes come to: the one given, else the configured one, else the kept one,
    /// which is made now if there is none.
    pub fn listen_path(&self, given: Option<&str>) -> Result<String> {
        match given.or(self.file.listen.path.as_deref()) {
            Some(path) if is_path(path) => Ok(path.to_owned()),
            Some(_) => Err(Error::new(Kind::Usage, "error-listen-path")),
            None => self.kept_path(),
        }
    }

    fn kept_path(&self) -> Result<String> {
        let place = self.path_file();
        let failed = |reason: String| {
            Error::new(Kind::System, "error-file")
                .with("file", place.display().to_string())
                .with("reason", reason)
        };
        let broken = |error: std::io::Error| failed(error.to_string());
        make_private(&self.folders.state)?;
        let mut file = open_private(&place)?;
        // Two first starts at once must not each make one.
        file.lock().map_err(broken)?;
        let mut kept = String::new();
        file.read_to_string(&mut kept).map_err(broken)?;
        let kept = kept.trim();
        if is_path(kept) {
            return Ok(kept.to_owned());
        }
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes).map_err(|error| failed(error.to_string()))?;
        let made = bytes.iter().fold("/".to_owned(), |mut path, byte| {
            // Writing into a text cannot fail.
            let _ = write!(path, "{byte:02x}");
            path
        });
        file.set_len(0).map_err(broken)?;
        writeln!(file, "{made}").map_err(broken)?;
        file.sync_all().map_err(broken)?;
        Ok(made)
    }
}

/// A path below the root, of characters that need no escaping.
pub(super) fn is_path(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
    path.len() > 1 && path.starts_with('/') && path.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::is_path;
    use crate::config::{Config, Env, Folders, Overrides};

    #[test]
    fn pushes_belong_to_the_account_that_is_named_else_to_the_usual_one() {
        let folder = tempfile::tempdir().unwrap();
        let account = |text: &str| {
            let config = Config::parse(
                text,
                PathBuf::from("config.toml"),
                Folders::below(folder.path()),
                Env::default(),
                Overrides::default(),
            );
            let config = config.unwrap();
            config.listens().map(|(_, account)| account.to_owned())
        };
        let one = "[accounts.work]\nprovider = \"weda\"\n";
        let two = "default_account = \"work\"\n[accounts.work]\nprovider = \"weda\"\n\
                   [accounts.other]\nprovider = \"feishu\"\n";
        let addr = "[listen]\naddr = \"127.0.0.1:7878\"\n";
        let named = format!("{two}{addr}account = \"other\"\n");
        assert_eq!(account(one), None);
        assert_eq!(account(&format!("{one}{addr}")).as_deref(), Some("work"));
        assert_eq!(account(&format!("{two}{addr}")).as_deref(), Some("work"));
        assert_eq!(account(&named).as_deref(), Some("other"));
        assert_eq!(
            account(&format!(
                "{}{addr}",
                two.replacen("default_account = \"work\"", "", 1)
            )),
            None
        );
    }

    #[test]
    fn a_path_is_made_once_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::below(folder.path());
        let parse = || {
            let path = PathBuf::from("config.toml");
            Config::parse(
                "",
                path,
                folders.clone(),
                Env::default(),
                Overrides::default(),
            )
            .unwrap()
        };
        let made = parse().listen_path(None).unwrap();
        assert!(is_path(&made) && made.len() == 49, "{made}");
        assert_eq!(parse().listen_path(None).unwrap(), made);
        assert_eq!(parse().listen_path(Some("/mine")).unwrap(), "/mine");
        assert!(parse().listen_path(Some("mine")).is_err());
    }
}
