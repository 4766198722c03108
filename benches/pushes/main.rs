//! From a push on the wire to the bytes of its frame: the real receiver, its store on a real disk
//! and the real screen, beside the floor: how long the same receiver takes to store and answer.
//! Another number of pushes than a thousand is an argument.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that fails may say so by panicking, and its answer is what it prints"
)]

mod desk;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::json;
use tokio::time::Instant;
use zhupi::config::{Config, Env, Folders, Overrides};
use zhupi::domain::push::Push;
use zhupi::tui::model::later;
use zhupi::webhook::{self, Pile, Taker, free_address, hand_on};

use desk::Desk;

const PATH: &str = "/where-only-the-workflow-posts";

/// Within this a push is on the screen.
const BOUND: Duration = Duration::from_millis(100);

/// How an answer ends.
const TAKEN: &[u8] = br#"{"Response":{"Data":{}}}"#;

fn main() {
    let count = std::env::args().find_map(|one| one.parse().ok());
    let count: u64 = count.unwrap_or(1_000);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (floor_folder, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());

    let pile = Pile::open(floor_folder.path(), Taker::Listen).unwrap();
    let addr = runtime.block_on(free_address()).unwrap();
    let door = webhook::listen(addr, PATH, pile.pushes.clone(), passing);
    let door = runtime.block_on(door).unwrap();
    let mut floor_sender = Sender::to(door.addr());

    let addr = runtime.block_on(free_address()).unwrap();
    let pushes = inbox(&runtime, addr, folder.path());
    let mut sender = Sender::to(addr);

    let mut desk = Desk::new();
    let (mut floors, mut frames) = (Vec::new(), Vec::new());
    // The first one of each warms up.
    for number in 0..=count {
        let body = step(number);
        let begun = Instant::now();
        floor_sender.say(&body);
        floor_sender.hear();
        floors.push(begun.elapsed());

        let begun = Instant::now();
        sender.say(&body);
        let (bytes, asked) = desk.show(pushes.recv().unwrap());
        frames.push(begun.elapsed());
        assert!(bytes > 0, "nothing has changed on the screen");
        sender.hear();
        desk.answer(asked);
    }
    let floor = report("stored and answered", floors.split_off(1));
    let frame = report("on the screen", frames.split_off(1));
    let ratio = frame.half.as_secs_f64() / floor.half.as_secs_f64();
    println!("{count} pushes, to frame: {ratio:.2} × the floor at p50");
    assert!(frame.worst <= BOUND, "a push came late");
}

/// Ten milliseconds go by at every look, so that nobody posts too fast.
fn passing() -> Timestamp {
    static LOOKS: AtomicI64 = AtomicI64::new(0);
    let looks = LOOKS.fetch_add(1, Ordering::Relaxed);
    later(desk::present(), looks * 10)
}

/// The receiver of an inbox, and what it hands on.
fn inbox(runtime: &tokio::runtime::Runtime, addr: SocketAddr, folder: &Path) -> Receiver<Push> {
    let config = Config::parse(
        &format!("[listen]\naddr = \"{addr}\"\npath = \"{PATH}\"\n"),
        folder.join("config.toml"),
        Folders::below(folder),
        Env::default(),
        Overrides::default(),
    );
    let (sender, pushes) = channel();
    let tell = Box::new(move |push| sender.send(push).unwrap());
    let for_ever = std::future::pending::<()>();
    runtime.spawn(hand_on(config.unwrap(), addr, passing, tell, for_ever));
    pushes
}

/// A step of one of the approvals in the list (document 000).
fn step(number: u64) -> String {
    let instance = desk::instance(number);
    let push = json!({
        "FlowCode": 2_055_471_203_884_171_265_u64,
        "InstanceId": instance,
        "FlowStatus": 1,
        "DoingTask": {
            "TaskId": instance + 1,
            "Approver": { "SourceUid": "wx-lisi", "TenantUid": "2055000000000000002" },
            "Action": 2,
            "Comment": format!("第{number}步"),
            "ArrivalTime": 1_793_600_235_000_u64,
            "EndTime": 1_793_600_299_000_u64,
            "VariableInfos": { "claim": { "Type": "object", "Value": { "amount": 299.5 } } },
        },
        "TodoTasks": [],
    });
    push.to_string()
}

/// Somebody who posts over one connection.
struct Sender(TcpStream);

impl Sender {
    /// As soon as somebody listens there.
    fn to(addr: SocketAddr) -> Self {
        loop {
            if let Ok(stream) = TcpStream::connect(addr) {
                stream.set_nodelay(true).unwrap();
                return Self(stream);
            }
            std::thread::yield_now();
        }
    }

    fn say(&mut self, body: &str) {
        let length = body.len();
        let head = format!("POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n");
        self.0
            .write_all(format!("{head}{body}").as_bytes())
            .unwrap();
    }

    fn hear(&mut self) {
        let mut answer = Vec::new();
        let mut part = [0; 1024];
        while !answer.ends_with(TAKEN) {
            let count = self.0.read(&mut part).unwrap();
            assert!(count > 0, "{}", String::from_utf8_lossy(&answer));
            answer.extend(part.iter().take(count));
        }
    }
}

struct Report {
    half: Duration,
    worst: Duration,
}

fn report(what: &str, mut all: Vec<Duration>) -> Report {
    all.sort_unstable();
    let last = all.len() - 1;
    let [half, most, worst] = [last / 2, last * 99 / 100, last].map(|rank| all[rank]);
    println!("{what:>20}: p50 {half:.2?}, p99 {most:.2?}, max {worst:.2?}");
    Report { half, worst }
}
