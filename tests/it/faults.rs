//! The program in a failing world: killed, cut off, left alone, and beside itself.
//! The real binary and the real inbox; what the sandbox counted is the truth.

#[cfg(unix)]
mod applied;
mod at_once;
#[cfg(unix)]
mod batch;
#[cfg(unix)]
mod killed;
mod lost;
mod settling;
mod together;
pub(crate) mod told;

use std::process::Stdio;

use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use tokio::process::Command;
use zhupi::sandbox::{Faults, Options, Sandbox, start};

use crate::cli::{Answer, Home};

/// A sandbox and somebody who works with it, each with a place of their own.
struct World {
    sandbox: Sandbox,
    home: Home,
}

impl World {
    async fn new() -> Self {
        Self::with(Options::default()).await
    }

    async fn with(options: Options) -> Self {
        let sandbox = start(options).await.unwrap();
        let home = Home::new();
        std::fs::write(home.path("accounts.toml"), sandbox.config_toml()).unwrap();
        Self { sandbox, home }
    }

    fn faults(&self, toml: &str) {
        self.sandbox.set_faults(Faults::parse(toml).unwrap());
    }

    fn command<'a>(&self, line: impl IntoIterator<Item = &'a str>) -> Command {
        command(&self.home, line)
    }

    async fn zhupi<'a>(&self, line: impl IntoIterator<Item = &'a str>) -> Answer {
        answer(self.command(line).output().await.unwrap())
    }

    /// The rows of a folder, all of them.
    async fn list(&self, folder: &str) -> Vec<Value> {
        rows(&self.zhupi(["list", folder, "--all"]).await.ends(0))
    }

    /// The first to-do of which its row proves that it can be approved.
    async fn todo(&self) -> String {
        self.todos().await.swap_remove(0)
    }

    /// All such to-dos, at most one of an instance.
    async fn todos(&self) -> Vec<String> {
        let mut seen = std::collections::HashSet::new();
        let rows = self.list("todo").await.into_iter();
        rows.filter(|row| seen.insert(row["instance_id"].to_string()) && can(row, "approve"))
            .map(|row| text(&row["id"]).to_owned())
            .collect()
    }

    /// What the journal tells, oldest first.
    async fn journal(&self) -> Vec<Value> {
        rows(&self.zhupi(["journal"]).await.ends(0))
    }

    /// How often the sandbox carried something out for a task.
    fn decided(&self, task: &str) -> u32 {
        self.sandbox
            .decisions()
            .get(task)
            .copied()
            .unwrap_or_default()
    }

    /// A second pair of eyes on the journal's file, made by a first look at the counts.
    async fn records(&self) -> Records {
        self.zhupi(["counts"]).await.ends(0);
        let path = self.home.path("state").join("zhupi/journal.db");
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
        Records(Connection::open_with_flags(path, flags).unwrap())
    }
}

/// The journal's file, read while others write it.
struct Records(Connection);

impl Records {
    fn count(&self, query: &str) -> u32 {
        self.0
            .query_row(query, [], |row| row.get::<_, u32>(0))
            .unwrap()
    }

    fn intents(&self) -> u32 {
        self.count("SELECT count(*) FROM intent")
    }

    fn receipts(&self) -> u32 {
        self.count("SELECT count(*) FROM receipt")
    }

    /// Waits until there are so many intents.
    async fn hold(&self, intents: u32) {
        while self.intents() < intents {
            tokio::task::yield_now().await;
        }
    }
}

/// A command of the sandbox's main person, told as JSON; it dies with its handle.
fn command<'a>(home: &Home, line: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::from(home.command(&["-o", "json", "--config"]));
    command
        .arg(home.path("accounts.toml"))
        .args(line)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

fn answer(output: std::process::Output) -> Answer {
    Answer {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn rows(answer: &Answer) -> Vec<Value> {
    match answer.json()["items"].take() {
        Value::Array(rows) => rows,
        other => panic!("no rows: {other}"),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn can(row: &Value, verb: &str) -> bool {
    row["verbs"].as_array().unwrap().contains(&verb.into())
}

/// The receipt of the only result.
#[track_caller]
fn receipt(answer: &Answer) -> String {
    let document = answer.json();
    let results = document["results"].as_array().unwrap();
    assert_eq!(results.len(), 1, "{document}");
    text(&results[0]["receipt"]).to_owned()
}
