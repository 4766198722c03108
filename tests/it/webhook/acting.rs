//! Acting on what is stored, with the patience of a test: commands that hang, clocks that jump,
//! and what an earlier process has left of its commands.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use tempfile::TempDir;
use zhupi::inbox::Clock;
use zhupi::webhook::{Actor, Patience, Pile, Taker};

use super::step;

const PATIENCE: Patience = Patience {
    attempt: Duration::from_millis(300),
    attempts: 2,
    pause: Duration::from_millis(10),
};

fn noon() -> Timestamp {
    "2026-11-22T04:00:00Z".parse().unwrap()
}

/// One push on its pile.
struct Stored {
    home: TempDir,
    pile: Pile,
    number: i64,
}

impl Stored {
    async fn one() -> Self {
        let home = tempfile::tempdir().unwrap();
        let pile = Pile::open(home.path(), Taker::Listen).unwrap();
        let body = step(2_055_471_203_884_171_266, 1).to_string();
        let kept = pile.pushes.keep([7; 32], "601", body.into(), noon());
        assert!(kept.await.unwrap());
        let waiting = pile.pushes.next(Vec::new(), noon()).await.unwrap();
        Self {
            number: waiting.unwrap().number,
            home,
            pile,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn file(&self, kind: &str) -> PathBuf {
        self.pile.folder.join(format!("{}.{kind}", self.number))
    }

    /// Acts until nothing is left to act on; how many dead letters there are then.
    async fn run(&self, clock: Clock, command: &str) -> u64 {
        let (pushes, folder) = (self.pile.pushes.clone(), self.pile.folder.clone());
        Actor::new(pushes.clone(), clock, |_| "event".to_owned())
            .exec(command.to_owned(), folder, PATIENCE)
            .run_out()
            .await
            .unwrap();
        pushes.dead().await.unwrap()
    }

    /// A command was begun by a process that is no more; it holds its file as long as this lives.
    async fn left_running(&self) -> File {
        self.pile.pushes.begin(self.number).await.unwrap();
        let event = File::create(self.file("event")).unwrap();
        event.lock().unwrap();
        event
    }
}

/// A command that leaves a line in a file.
fn mark(path: &Path) -> String {
    format!("echo >> '{}'", path.display())
}

fn marks(path: &Path) -> usize {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().count()
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_hangs_and_ignores_being_asked_is_ended_with_all_it_has_started() {
    let stored = Stored::one().await;
    let pipe = stored.path("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    // Whoever the command has started holds the pipe, and its reader sees the last one go. To open
    // it nobody is waited for: one end is held here meanwhile.
    let held = File::options().read(true).write(true).open(&pipe).unwrap();
    let mut reader = File::open(&pipe).unwrap();
    let command = format!("trap '' TERM INT HUP; sleep 1000 > '{}'", pipe.display());
    assert_eq!(stored.run(noon, &command).await, 1);
    drop(held);
    assert_eq!(reader.read_to_end(&mut Vec::new()).unwrap(), 0);
}

#[tokio::test]
async fn what_an_earlier_process_left_running_is_never_run_beside_it() {
    let stored = Stored::one().await;
    let held = stored.left_running().await;
    let ran = stored.path("ran");
    assert_eq!(stored.run(noon, &mark(&ran)).await, 1);
    assert_eq!(marks(&ran), 0);
    drop(held);
    // It is kept for whoever asks for it.
    assert_eq!(stored.pile.pushes.revive(None, noon()).await.unwrap(), 1);
    assert_eq!(stored.run(noon, &mark(&ran)).await, 0);
    assert_eq!(marks(&ran), 1);
}

#[tokio::test]
async fn a_command_has_ended_although_what_it_started_goes_on() {
    let stored = Stored::one().await;
    let _held = stored.left_running().await;
    std::fs::write(stored.file("code"), "0\n").unwrap();
    let ran = stored.path("ran");
    assert_eq!(stored.run(noon, &mark(&ran)).await, 0);
    assert_eq!(marks(&ran), 0);
}

#[tokio::test]
async fn a_command_that_was_killed_with_its_process_is_run_again() {
    let stored = Stored::one().await;
    drop(stored.left_running().await);
    let ran = stored.path("ran");
    assert_eq!(stored.run(noon, &mark(&ran)).await, 0);
    assert_eq!(marks(&ran), 1);
}

#[tokio::test]
async fn what_was_put_off_before_the_clock_was_set_back_waits_for_nothing() {
    let stored = Stored::one().await;
    let later = noon() + jiff::SignedDuration::from_hours(24 * 365);
    let pushes = &stored.pile.pushes;
    pushes.put_off(stored.number, later).await.unwrap();
    let ran = stored.path("ran");
    assert_eq!(stored.run(noon, &mark(&ran)).await, 0);
    assert_eq!(marks(&ran), 1);
}

#[tokio::test]
async fn a_clock_that_jumps_while_an_attempt_is_awaited_holds_nothing_up() {
    /// Each look at the clock finds it a day earlier.
    static DAYS: AtomicI64 = AtomicI64::new(0);
    fn jumping() -> Timestamp {
        let days = DAYS.fetch_add(1, Ordering::Relaxed);
        noon() - jiff::SignedDuration::from_hours(24 * days)
    }
    let stored = Stored::one().await;
    let ran = stored.path("ran");
    // It fails once.
    let command = format!("{}; test $(wc -l < '{}') = 2", mark(&ran), ran.display());
    assert_eq!(stored.run(jumping, &command).await, 0);
    assert_eq!(marks(&ran), 2);
}
