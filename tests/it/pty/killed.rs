//! SIGKILL through a batch that was sent from the screen, on a line that loses every tenth answer:
//! the next start stages again what was not sent, and settles what was.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rustix::process::Signal;
use zhupi::sandbox::{Faults, Options, Sandbox, start};

use super::seat::Seat;

const ZHUPI: &str = env!("CARGO_BIN_EXE_zhupi");

/// Every tenth answer is lost.
const LOSSES: &str = "
[[fault]]
interface = \"CompleteTask\"
kind = \"cut-after\"
probability = 0.1
seed = 7
";

/// After so many calls none is carried out or answered any more.
fn silence(calls: usize) -> String {
    format!(
        "{LOSSES}
         [[fault]]
         interface = \"CompleteTask\"
         kind = \"delay\"
         ms = 3600000
         skip = {calls}"
    )
}

/// The inbox in a home that outlives it.
fn inbox(home: &Path) -> Seat {
    let variable = |name: &str| format!("{name}={}", home.join(name).display());
    let (state, cache) = (variable("XDG_STATE_HOME"), variable("XDG_CACHE_HOME"));
    let config = home.join("config.toml").display().to_string();
    let line = ["env", &state, &cache, ZHUPI, "--config", &config];
    let mut seat = Seat::run(&line, 120, 40);
    seat.wait_for("● 在线");
    seat.quiet();
    seat
}

/// Sends everything that is staged; what is too much to go without that, after a look at the plan.
fn send(seat: &mut Seat) {
    seat.press("$");
    // A key that is still held down sends nothing.
    for _ in 0..3 {
        seat.quiet();
    }
    seat.type_keys("$");
}

/// The tasks in the plan on disk, and how many of them are staged, not sent.
fn kept(home: &Path) -> BTreeMap<String, bool> {
    let journal = home.join("XDG_STATE_HOME/zhupi/journal.db");
    let journal = Connection::open(journal).unwrap();
    let mut rows = journal
        .prepare("SELECT item_id, part >= 0 FROM kept")
        .unwrap();
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

/// What the journal says became of each task, in the end of each intent.
fn told(home: &Path) -> BTreeMap<String, Vec<String>> {
    let journal = Connection::open(home.join("XDG_STATE_HOME/zhupi/journal.db")).unwrap();
    let mut rows = journal
        .prepare(
            "SELECT i.task_id, coalesce((SELECT status FROM receipt WHERE intent = i.number
                                         ORDER BY number DESC LIMIT 1), 'open') FROM intent i",
        )
        .unwrap();
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let mut told: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows.unwrap() {
        let (task, status): (String, String) = row.unwrap();
        told.entry(task).or_default().push(status);
    }
    told
}

/// How many tasks it says were carried out.
fn done(home: &Path) -> usize {
    let told = told(home);
    let done = |statuses: &&Vec<String>| statuses.iter().any(|status| status == "done");
    told.values().filter(done).count()
}

fn decided(sandbox: &Sandbox) -> usize {
    sandbox.decisions().len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_that_is_killed_goes_on_at_the_next_start_and_decides_nothing_twice() {
    let options = Options {
        items: Some(80),
        ..Options::default()
    };
    let sandbox = start(options).await.unwrap();
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("config.toml"), sandbox.config_toml()).unwrap();

    let mut seat = inbox(home.path());
    seat.press("*a");
    seat.wait_for("先看计划");
    let staged = kept(home.path());
    assert!(staged.len() > 30 && staged.values().all(|staged| *staged));
    for calls in [staged.len() / 3, staged.len() / 4] {
        sandbox.set_faults(Faults::parse(&silence(calls)).unwrap());
        let goal = decided(&sandbox) + calls;
        let before = done(home.path());
        send(&mut seat);
        while decided(&sandbox) < goal {
            seat.take(Duration::from_millis(1));
        }
        seat.signal(Signal::KILL);
        seat.wait_for_the_end();
        seat = inbox(home.path());
        seat.wait_for("上次中断：");
        let notice = format!("{} 项已完成", done(home.path()) - before);
        assert!(seat.text().contains(&notice), "{notice}: {}", seat.text());
        seat.wait_for("等 $");
    }
    sandbox.set_faults(Faults::parse(LOSSES).unwrap());
    send(&mut seat);
    while !kept(home.path()).is_empty() {
        seat.take(Duration::from_millis(1));
    }

    // What had left for the server when it was killed, and never arrived, is told to be open still.
    let told = told(home.path());
    let tasks: Vec<&String> = staged.keys().collect();
    assert_eq!(told.keys().collect::<Vec<_>>(), tasks);
    for (task, statuses) in told {
        let decided = sandbox.decisions().get(&task).copied();
        let done = statuses.iter().filter(|status| *status == "done").count();
        let failed = statuses.iter().filter(|status| *status == "failed").count();
        assert_eq!(done + failed, statuses.len(), "{task}: {statuses:?}");
        assert_eq!(decided, (done == 1).then_some(1), "{task}: {statuses:?}");
    }
}
