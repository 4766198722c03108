//! The real binary as a script meets it: arguments in; exit code, output and words out.
//! Each run has a home of its own and nothing of the machine's environment.

mod accounts;
mod across;
mod asking;
mod choosing;
mod contract;
mod deciding;
mod doctor;
mod filling;
mod filtering;
mod folders;
mod following;
mod front;
mod hostile;
mod merged;
mod messages;
mod planning;
mod reading;
mod recording;
mod serving;
mod settings;
mod trying;
mod usage;
mod verbs;

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// One command line in a fresh home.
fn zhupi(args: &[&str]) -> Answer {
    Home::new().zhupi(args)
}

/// A user's folders, empty at first.
pub(crate) struct Home {
    folder: TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("tmp")).unwrap();
        Self { folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhupi"));
        command
            .args(args)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("LANG", "C")
            .env("HOME", self.folder.path())
            .env("TMPDIR", self.path("tmp"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_STATE_HOME", self.path("state"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .stdin(Stdio::null());
        command
    }

    fn zhupi(&self, args: &[&str]) -> Answer {
        let output = self.command(args).output().unwrap();
        Answer {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Everything that lies in the home, below its folder for temporary files too.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path.clone());
                }
                found.push(path);
            }
        }
        found
    }
}

/// What a run left: its exit code and what it wrote.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Answer {
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }

    /// The one document on standard output.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.out.matches('\n').count(), 1, "{self:?}");
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    #[track_caller]
    fn says(self, text: &str) -> Self {
        assert!(self.err.contains(text), "no {text:?} in {self:?}");
        self
    }

    #[track_caller]
    fn shows(self, text: &str) -> Self {
        assert!(self.out.contains(text), "no {text:?} in {self:?}");
        self
    }
}

/// A sandbox in a process of its own, with the accounts that it wrote.
struct Server {
    process: Child,
    home: Home,
    base_url: String,
}

impl Server {
    fn start() -> Self {
        Self::with(&[])
    }

    fn with(args: &[&str]) -> Self {
        let home = Home::new();
        let config = home.path("accounts.toml");
        let mut process = home
            .command(&["sandbox", "-o", "json", "--write-config"])
            .arg(&config)
            .args(args)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let told: Value =
            serde_json::from_str(&line).unwrap_or_else(|_| panic!("not started: {line:?}"));
        Self {
            process,
            home,
            base_url: told["base_url"].as_str().unwrap().to_owned(),
        }
    }

    fn config(&self) -> PathBuf {
        self.home.path("accounts.toml")
    }

    /// A command as the sandbox's main person.
    fn zhupi(&self, args: &[&str]) -> Answer {
        let config = self.config();
        let mut all = vec!["--config", config.to_str().unwrap()];
        all.extend(args);
        self.home.zhupi(&all)
    }

    fn json(&self, args: &[&str]) -> Value {
        let mut all = args.to_vec();
        all.extend(["-o", "json"]);
        self.zhupi(&all).json()
    }

    /// The first item of a folder of which this holds.
    #[track_caller]
    fn item(&self, folder: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let list = self.json(&["list", folder, "--all"]);
        let mut items = list["items"].as_array().unwrap().iter();
        items
            .find(|item| fits(item))
            .unwrap_or_else(|| panic!("no such item in {folder}"))
            .clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It is ours, and it may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn id(item: &Value) -> &str {
    item["id"].as_str().unwrap()
}

/// Whether the row proves that the verb is possible.
fn can(verb: &'static str) -> impl Fn(&Value) -> bool {
    move |item| item["verbs"].as_array().unwrap().contains(&verb.into())
}

/// Whether the item stands at a node of this name.
fn at(node: &'static str) -> impl Fn(&Value) -> bool {
    move |item| item["node"]["name"] == node
}

fn items(document: &Value) -> &[Value] {
    document["items"].as_array().unwrap()
}

/// The document of a deciding command.
#[track_caller]
fn decided(answer: &Answer) -> Value {
    let document = answer.json();
    contract::assert_shape(&document, &contract::decided());
    document
}
