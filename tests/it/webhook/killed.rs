//! Thousands of pushes, some twice, some broken, some huge, some slow, and a receiver that is
//! killed in between: what was answered with 200 is acted on, and nothing is acted on twice.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::{Listener, PATH, lines, post, step, wait_for};
use crate::cli::Home;
use crate::support::ports;

/// The environment variable `ZHUPI_TEST_PUSHES` asks for another number than this.
const PUSHES: usize = 400;
const KILLS: usize = 10;
const SENDERS: usize = 4;

/// Fails at the first attempt for what is to be fought for, and takes down what it has done.
const EXEC: &str = r#"event=$(cat)
case $event in *难办*)
    words=${event##*难办}
    if mkdir "$TRIED/${words%%步*}" 2> /dev/null; then exit 1; fi
esac
printf '%s\n' "$event" >> "$SEEN""#;

/// The step that comes between the halves of others.
const BETWEEN: u64 = 999_999;

/// What is answered to a push that is well.
const WELL: u16 = 200;

fn answer(number: usize) -> u16 {
    match (number % 20, number % 100) {
        (3 | 11, _) => 400,
        (_, 58) => 413,
        _ => WELL,
    }
}

/// By its words a push is known again.
fn words(number: usize) -> String {
    let hard = number % 100 == 34;
    format!("{}{number}步", if hard { "难办" } else { "第" })
}

fn body(number: usize) -> String {
    let instance = 2_055_471_203_884_171_000 + number as u64 % 97 * 1000;
    let mut push = step(instance, number as u64);
    push["DoingTask"]["Comment"] = json!(words(number));
    match (number % 20, number % 100) {
        (3, _) => return push.to_string()[..100].to_owned(),
        (11, _) => push["InstanceId"] = json!(""),
        (7, _) => push["DoingTask"]["Padding"] = json!("宽".repeat(100_000)),
        // Just not too large, and too large.
        (_, 18) => push["Padding"] = json!("x".repeat((4 << 20) - 2_000)),
        (_, 58) => push["Padding"] = json!("x".repeat(4 << 20)),
        _ => {}
    }
    push.to_string()
}

/// Posts until somebody answers, as a patient sender does.
pub(super) fn deliver(addr: &str, body: &str) -> u16 {
    wait_for(|| match post(addr, PATH, body) {
        Ok(reply) if reply.status != 429 => Some(reply.status),
        _ => None,
    })
}

/// Says half of a push.
fn begin(addr: &str, body: &str) -> Option<TcpStream> {
    let mut stream = TcpStream::connect(addr).ok()?;
    let length = body.len();
    let head = format!("POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n");
    let request = format!("{head}Connection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    stream.write_all(&body.as_bytes()[..length / 2]).ok()?;
    Some(stream)
}

/// Says the other half; whether that was answered well.
fn finish(mut stream: TcpStream, body: &str) -> bool {
    let mut answer = String::new();
    // It may have been killed meanwhile.
    let _ = stream.write_all(&body.as_bytes()[body.len() / 2..]);
    let _ = stream.read_to_string(&mut answer);
    answer.starts_with("HTTP/1.1 200")
}

/// One push in its way: once or twice, at once or slowly, or broken off at first.
fn send(addr: &str, number: usize) {
    let (body, expected) = (body(number), answer(number));
    if number.is_multiple_of(13) {
        drop(begin(addr, &body));
    }
    if expected == WELL && number.is_multiple_of(9) {
        // Another one comes between its halves.
        let slow = begin(addr, &body);
        let between = step(2_055_471_203_884_999_000, BETWEEN).to_string();
        assert_eq!(deliver(addr, &between), WELL);
        if slow.is_some_and(|stream| finish(stream, &body)) {
            return;
        }
    }
    for _ in 0..=usize::from(number.is_multiple_of(5)) {
        assert_eq!(deliver(addr, &body), expected);
    }
}

/// How often each push was acted on, by its comment.
fn times(seen: &Path) -> BTreeMap<String, u32> {
    let mut times = BTreeMap::new();
    for line in std::fs::read_to_string(seen).unwrap().lines() {
        let event: Value = serde_json::from_str(line).unwrap();
        let comment = event["decision"]["comment"].as_str().unwrap().to_owned();
        *times.entry(comment).or_default() += 1;
    }
    times
}

/// All that the receiver has answered well, or will have.
fn expected(pushes: usize) -> BTreeMap<String, u32> {
    let well = (0..pushes).filter(|number| answer(*number) == WELL);
    let mut expected: BTreeMap<_, _> = well.map(|number| (words(number), 1)).collect();
    expected.insert(format!("第{BETWEEN}步"), 1);
    expected
}

#[test]
fn killed_ten_times_it_acts_on_every_push_once() {
    let pushes = std::env::var("ZHUPI_TEST_PUSHES");
    let pushes = pushes.map_or(PUSHES, |pushes| pushes.parse().unwrap());
    let home = Home::new();
    let (seen, tried) = (home.path("seen.jsonl"), home.path("tried"));
    std::fs::create_dir(&tried).unwrap();
    // It comes back here again and again.
    let addr = ports::free().to_string();
    let listen = || {
        let mut command = home.command(&[]);
        command.env("SEEN", &seen).env("TRIED", &tried);
        Listener::of(command, &addr, &["--exec", EXEC])
    };
    let (sent, next) = (AtomicUsize::new(0), Mutex::new(0..pushes));
    let take = || next.lock().unwrap().next();
    let expected = expected(pushes);
    std::thread::scope(|threads| {
        for _ in 0..SENDERS {
            threads.spawn(|| {
                while let Some(number) = take() {
                    send(&addr, number);
                    sent.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for kill in 1..=KILLS {
            let mut listener = listen();
            let until = pushes * kill / (KILLS + 1);
            wait_for(|| (sent.load(Ordering::Relaxed) >= until).then_some(()));
            listener.process.kill().unwrap();
            listener.process.wait().unwrap();
        }
        let mut listener = listen();
        lines(&seen, expected.len());
        // Nothing is left of the commands, neither running nor of what a kill has left behind.
        let folder = home.path("state/zhupi/pushes");
        wait_for(|| {
            let files = std::fs::read_dir(&folder).unwrap();
            let names = files.map(|file| file.unwrap().file_name());
            let events = names.filter(|name| name.to_string_lossy().ends_with(".event"));
            (events.count() == 0 && sent.load(Ordering::Relaxed) == pushes).then_some(())
        });
        listener.process.kill().unwrap();
        listener.process.wait().unwrap();
    });
    assert_eq!(times(&seen), expected);
    // What was fought for was tried before.
    let hard = expected
        .keys()
        .filter(|comment| comment.starts_with("难办"));
    assert_eq!(std::fs::read_dir(&tried).unwrap().count(), hard.count());
    let stored = rusqlite::Connection::open(home.path("state/zhupi/pushes/pushes.db")).unwrap();
    let open = "SELECT count(*) FROM push WHERE state <> 'done'";
    let open: i64 = stored.query_row(open, [], |row| row.get(0)).unwrap();
    assert_eq!(open, 0);
}
