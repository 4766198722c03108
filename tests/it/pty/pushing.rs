//! Pushes that reach the real program: how it makes a new to-do known to whoever looks elsewhere,
//! and that none is lost with it.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rustix::process::Signal;
use serde_json::json;
use zhupi::sandbox::{Options, Sandbox, start};

use super::seat::Seat;
use crate::support::ports;

const PATH: &str = "/where-only-the-workflow-posts";

/// Looks again and again, whatever the program writes.
#[track_caller]
fn look(seat: &mut Seat, what: &str, holds: impl Fn(&Seat) -> bool) {
    for _ in 0..30_000 {
        if holds(seat) {
            return;
        }
        seat.take(Duration::from_millis(1));
    }
    panic!("{what} did not come:\n{}", seat.text());
}

/// The company, and a home whose inbox receives its pushes.
struct Company {
    sandbox: Sandbox,
    addr: SocketAddr,
    home: tempfile::TempDir,
}

impl Company {
    async fn open(notify: &str) -> Self {
        let addr = ports::free();
        let options = Options {
            push: Some(format!("http://{addr}{PATH}")),
            ..Options::default()
        };
        let sandbox = start(options).await.unwrap();
        let home = tempfile::tempdir().unwrap();
        let accounts = sandbox.config_toml();
        let listen =
            format!("[listen]\naddr = \"{addr}\"\npath = \"{PATH}\"\naccount = \"work\"\n");
        let config = format!("notify = \"{notify}\"\n{accounts}\n{listen}");
        std::fs::write(home.path().join("config.toml"), config).unwrap();
        Self {
            sandbox,
            addr,
            home,
        }
    }

    /// The inbox, once its door is open.
    fn inbox(&self, variables: &[&str]) -> Seat {
        let home = self.home.path();
        let variable = |name: &str| format!("{name}={}", home.join(name).display());
        let (state, cache) = (variable("XDG_STATE_HOME"), variable("XDG_CACHE_HOME"));
        let config = home.join("config.toml").display().to_string();
        let mut line = vec!["env", &state, &cache];
        line.extend(variables);
        line.extend([env!("CARGO_BIN_EXE_zhupi"), "--config", &config]);
        let mut seat = Seat::run(&line, 120, 40);
        seat.wait_for("● 在线");
        seat.wait_for("待办 35");
        look(&mut seat, "an open door", |_| {
            std::net::TcpStream::connect(self.addr).is_ok()
        });
        seat.quiet();
        seat
    }

    /// Somebody hands in a new request while nothing is typed; what was written beside the frames.
    fn rings(&self, variables: &[&str]) -> String {
        let mut seat = self.inbox(variables);
        let before = seat.written.len();
        assert!(self.sandbox.go_on());
        seat.wait_for("条新");
        seat.quiet();
        // A frame is whole, and its bytes are not asked here.
        let written = String::from_utf8(seat.written[before..].to_vec()).unwrap();
        let frames = written.split("\u{1b}[?2026h");
        frames
            .map(|frame| {
                frame
                    .split_once("\u{1b}[?2026l")
                    .map_or(frame, |(_, after)| after)
            })
            .collect()
    }
}

const SAID: &str = "朱批：有新的待办，共 36 项";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_bell_rings_once() {
    let company = Company::open("bell").await;
    assert_eq!(company.rings(&[]), "\u{7}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_wants_silence_has_it() {
    let company = Company::open("off").await;
    assert_eq!(company.rings(&[]), "");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_desktop_is_told_in_the_terminals_own_way() {
    let company = Company::open("desktop").await;
    let rings = company.rings(&["TERM=xterm-256color"]);
    assert_eq!(rings, format!("\u{1b}]9;{SAID}\u{7}"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_terminal_of_vte_is_told_in_its_way() {
    let company = Company::open("desktop").await;
    let rings = company.rings(&["VTE_VERSION=7600"]);
    assert_eq!(rings, format!("\u{1b}]777;notify;zhupi;{SAID}\u{7}"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tmux_hands_it_on_and_rings() {
    let company = Company::open("desktop").await;
    let rings = company.rings(&["TERM=tmux-256color", "TMUX=/tmp/tmux-0/default,1,0"]);
    let wrapped = format!("\u{1b}Ptmux;\u{1b}\u{1b}]9;{SAID}\u{7}\u{1b}\\\u{7}");
    assert_eq!(rings, wrapped);
}

/// How many pushes are stored in a home, and how many of them wait to be told.
fn stored(home: &Path) -> (u32, u32) {
    let file = home.join("XDG_STATE_HOME/zhupi/pushes/pushes.db");
    let stored = Connection::open(file).unwrap();
    let count = "SELECT count(*), count(*) FILTER (WHERE state = 'open') FROM push";
    let row = stored.query_row(count, [], |row| Ok((row.get(0)?, row.get(1)?)));
    row.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_loses_no_push_that_was_answered() {
    let company = Company::open("off").await;
    let mut seat = company.inbox(&[]);
    let url = format!("http://{}{PATH}", company.addr);
    let posting = tokio::spawn(async move {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let mut answered = 0_u32;
        loop {
            let instance = 2_055_471_203_884_171_000 + u64::from(answered) * 1000;
            let body = json!({ "InstanceId": instance, "FlowStatus": 3 });
            match client.post(&url).body(body.to_string()).send().await {
                Ok(answer) if answer.status().is_success() => answered += 1,
                _ => return answered,
            }
        }
    });
    look(&mut seat, "some of them", |seat| {
        seat.text().contains("◌ 9")
    });
    seat.signal(Signal::KILL);
    seat.wait_for_the_end();
    let answered = posting.await.unwrap();
    let (kept, _) = stored(company.home.path());
    assert!(kept >= answered && answered > 8, "{kept} of {answered}");
    let mut seat = company.inbox(&[]);
    let all_told = |_: &Seat| stored(company.home.path()).1 == 0;
    look(&mut seat, "that all are told", all_told);
}
