//! Thousands of pushes, some twice, some broken, some huge, some slow, and a receiver that is
//! killed in between: what was answered with 200 is acted on, and nothing is acted on twice.

use std::collections::BTreeMap;
use std::io::Write;
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::{Listener, PATH, lines, post, step, wait_for};
use crate::cli::Home;

/// The environment variable `ZHUPI_TEST_PUSHES` asks for another number than this.
const PUSHES: usize = 400;
const KILLS: usize = 10;
const SENDERS: usize = 4;

/// A port that nobody has now. The receiver comes back on it again and again.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// The body of one push, and whether it is good.
fn body(number: usize) -> (String, bool) {
    let instance = 2_055_471_203_884_171_000 + number as u64 % 97 * 1000;
    let mut push = step(instance, number as u64);
    match number % 20 {
        3 => (push.to_string()[..100].to_owned(), false),
        7 => {
            push["DoingTask"]["Padding"] = json!("宽".repeat(100_000));
            (push.to_string(), true)
        }
        11 => (json!({ "InstanceId": "" }).to_string(), false),
        _ => (push.to_string(), true),
    }
}

/// Posts until somebody answers, as a patient sender does.
fn deliver(addr: &str, body: &str) -> u16 {
    wait_for(|| match post(addr, PATH, body) {
        Ok(reply) if reply.status != 429 => Some(reply.status),
        _ => None,
    })
}

/// Says half of a push and goes away.
fn break_off(addr: &str, body: &str) {
    if let Ok(mut stream) = TcpStream::connect(addr) {
        let length = body.len();
        let head = format!("POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n");
        let half: String = body.chars().take(body.chars().count() / 2).collect();
        let _ = stream.write_all(format!("{head}{half}").as_bytes());
    }
}

#[test]
fn killed_ten_times_it_acts_on_every_push_once() {
    let pushes = std::env::var("ZHUPI_TEST_PUSHES");
    let pushes = pushes.map_or(PUSHES, |pushes| pushes.parse().unwrap());
    let home = Home::new();
    let seen = home.path("seen.jsonl");
    let exec = format!("cat >> '{}'", seen.display());
    let addr = format!("127.0.0.1:{}", free_port());
    let sent = AtomicUsize::new(0);
    let next = AtomicUsize::new(0);
    std::thread::scope(|threads| {
        for _ in 0..SENDERS {
            threads.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= pushes {
                        return;
                    }
                    let (body, good) = body(number);
                    if number.is_multiple_of(13) {
                        break_off(&addr, &body);
                    }
                    for _ in 0..=usize::from(number.is_multiple_of(5)) {
                        let expected = if good { 200 } else { 400 };
                        assert_eq!(deliver(&addr, &body), expected);
                    }
                    sent.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for kill in 1..=KILLS {
            let mut listener = Listener::start(&home, &addr, &["--exec", &exec]);
            let until = pushes * kill / (KILLS + 1);
            wait_for(|| (sent.load(Ordering::Relaxed) >= until).then_some(()));
            listener.process.kill().unwrap();
            listener.process.wait().unwrap();
        }
        let good = (0..pushes).filter(|number| body(*number).1).count();
        let _listener = Listener::start(&home, &addr, &["--exec", &exec]);
        let mut times: BTreeMap<String, u32> = BTreeMap::new();
        for event in lines(&seen, good) {
            let Value::String(comment) = event["decision"]["comment"].clone() else {
                panic!("{event}");
            };
            *times.entry(comment).or_default() += 1;
        }
        assert_eq!(times.len(), good);
        assert!(times.values().all(|times| *times == 1), "{times:?}");
        // What a kill has left behind is gone too.
        let folder = home.path("state/zhupi/pushes");
        wait_for(|| {
            let files = std::fs::read_dir(&folder).unwrap();
            let names = files.map(|file| file.unwrap().file_name());
            let events = names.filter(|name| name.to_string_lossy().ends_with(".event"));
            (events.count() == 0).then_some(())
        });
    });
}
