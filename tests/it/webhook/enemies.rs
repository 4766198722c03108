//! The receiver on a hostile day: a port that is taken, a disk that is full, callers who never
//! finish, commands that make a noise.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::killed::deliver;
use super::{Listener, PATH, lines, post, speak, step};
use crate::cli::Home;

/// More than may be connected at once.
const CALLERS: usize = 200;

fn comments(events: &[Value]) -> Vec<&str> {
    let each = events.iter();
    each.map(|event| event["decision"]["comment"].as_str().unwrap())
        .collect()
}

#[test]
fn a_port_that_is_taken_is_named() {
    let home = Home::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    let line = ["listen", "--addr", &addr, "--path", PATH];
    let output = home.command(&line).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains(&addr), "{said}");
}

#[test]
fn whoever_does_not_know_the_path_is_answered_once_and_keeps_nobody_out() {
    let home = Home::new();
    let listener = Listener::start(&home, "127.0.0.1:0", &["--exec", "true"]);
    let knock = "GET /is-it-here HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2_000);
    let answer = speak(&listener.addr, &knock).unwrap();
    assert_eq!(answer.status, 404);
    assert_eq!(answer.body.matches("HTTP/1.1").count(), 0);
    let push = step(2_055_471_203_884_171_266, 1).to_string();
    assert_eq!(listener.push(&push).status, 200);
}

#[test]
fn callers_who_never_finish_make_way() {
    let home = Home::new();
    let listener = Listener::start(&home, "127.0.0.1:0", &["--exec", "true"]);
    let slow = |number: usize| {
        let mut stream = TcpStream::connect(&listener.addr).unwrap();
        let begun = if number.is_multiple_of(2) {
            ""
        } else {
            "POST /where HTTP/1.1\r\nHost"
        };
        stream.write_all(begun.as_bytes()).unwrap();
        stream
    };
    let mut callers: Vec<_> = (0..CALLERS).map(slow).collect();
    let push = step(2_055_471_203_884_171_266, 1).to_string();
    assert_eq!(listener.push(&push).status, 200);
    // The first of them was shown out.
    callers[0].read_to_end(&mut Vec::new()).unwrap();
}

#[test]
fn a_crowd_that_comes_at_once_is_served_to_the_last() {
    let home = Home::new();
    let seen = home.path("seen.jsonl");
    let listener = Listener::start(&home, "127.0.0.1:0", &["--jsonl", seen.to_str().unwrap()]);
    let bodies: Vec<_> = (0..CALLERS as u64)
        .map(|number| step(2_055_471_203_884_171_000 + number * 1000, number).to_string())
        .collect();
    let mut streams = Vec::new();
    for body in &bodies {
        let length = body.len();
        let head = format!("POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n");
        let mut stream = TcpStream::connect(&listener.addr).unwrap();
        let request = format!("{head}Connection: close\r\n\r\n{body}");
        stream.write_all(request.as_bytes()).unwrap();
        streams.push(stream);
    }
    for mut stream in streams {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    let events = lines(&seen, CALLERS);
    let mut comments = comments(&events);
    comments.sort_unstable();
    comments.dedup();
    assert_eq!(comments.len(), CALLERS);
}

/// What a command says is its own affair: the events are for programs.
#[test]
fn the_noise_of_a_command_is_not_among_the_events() {
    let home = Home::new();
    let noise = "head -c 100000 /dev/urandom; head -c 100000 /dev/urandom >&2; exec <&-; echo";
    let line = [
        "listen",
        "--addr",
        "127.0.0.1:0",
        "--jsonl",
        "-",
        "--exec",
        noise,
    ];
    let path = ["--path", PATH];
    let mut process = home
        .command(&line)
        .args(path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It says where it listens, and then come the noises.
    let mut errors = BufReader::new(process.stderr.take().unwrap());
    let mut told = String::new();
    errors.read_line(&mut told).unwrap();
    let (_, addr) = told.split_once("http://").unwrap();
    let outside = |c: char| !c.is_ascii_digit() && !".:".contains(c);
    let addr = addr.split(outside).next().unwrap().trim_end_matches('.');
    let drained = std::thread::spawn(move || std::io::copy(&mut errors, &mut std::io::sink()));
    for number in 1..=3 {
        let push = step(2_055_471_203_884_171_266, number).to_string();
        assert_eq!(post(addr, PATH, &push).unwrap().status, 200);
    }
    let mut output = BufReader::new(process.stdout.take().unwrap());
    for number in 1..=3 {
        let mut event = String::new();
        output.read_line(&mut event).unwrap();
        let event: Value = serde_json::from_str(&event).unwrap();
        assert_eq!(event["decision"]["comment"], format!("第{number}步"));
    }
    process.kill().unwrap();
    process.wait().unwrap();
    drained.join().unwrap().unwrap();
}

/// A receiver that can make no file larger than so many blocks, as on a disk that is full.
#[cfg(unix)]
fn cramped(home: &Home, addr: &str, exec: &str) -> Listener {
    let zhupi = home.command(&[]);
    let mut command = Command::new("sh");
    command
        .args(["-c", "trap '' XFSZ; ulimit -f 2000; exec \"$@\"", "sh"])
        .arg(zhupi.get_program())
        .env_clear();
    for (name, value) in zhupi.get_envs() {
        command.env(name, value.unwrap());
    }
    Listener::of(command, addr, &["--exec", exec])
}

#[cfg(unix)]
#[test]
fn what_fits_on_the_disk_no_more_is_not_taken_and_what_was_taken_is_not_lost() {
    let home = Home::new();
    let seen = home.path("seen.jsonl");
    let exec = format!("cat >> '{}'", seen.display());
    let addr = "127.0.0.1:0";
    let body = |number: u64| {
        let mut push = step(2_055_471_203_884_171_000 + number * 1000, number);
        push["DoingTask"]["Padding"] = json!("x".repeat(300_000));
        push.to_string()
    };
    let mut taken = Vec::new();
    {
        let listener = cramped(&home, addr, &exec);
        for number in 0..100 {
            match post(&listener.addr, PATH, &body(number)) {
                Ok(reply) if reply.status == 200 => taken.push(format!("第{number}步")),
                Ok(reply) => {
                    assert_eq!(
                        (reply.status, reply.error().as_str()),
                        (503, "InternalError")
                    );
                    break;
                }
                // It has given up, as its journal could not be kept.
                Err(_) => break,
            }
        }
    }
    assert!(!taken.is_empty() && taken.len() < 100, "{taken:?}");
    let listener = Listener::start(&home, addr, &["--exec", &exec]);
    let last = 1_000;
    taken.push(format!("第{last}步"));
    assert_eq!(deliver(&listener.addr, &body(last)), 200);
    let events = lines(&seen, taken.len());
    let mut told = comments(&events);
    told.sort_unstable();
    taken.sort_unstable();
    assert_eq!(told, taken);
}

/// The file of the events is full: they wait in the store until they can be told.
#[cfg(target_os = "linux")]
#[test]
fn an_event_that_cannot_be_written_is_told_when_it_can() {
    let home = Home::new();
    let full = Path::new("/dev/full");
    {
        let mut listener =
            Listener::start(&home, "127.0.0.1:0", &["--jsonl", full.to_str().unwrap()]);
        let push = step(2_055_471_203_884_171_266, 1).to_string();
        assert_eq!(listener.push(&push).status, 200);
        assert_eq!(listener.process.wait().unwrap().code(), Some(1));
    }
    let seen = home.path("seen.jsonl");
    let _listener = Listener::start(&home, "127.0.0.1:0", &["--jsonl", seen.to_str().unwrap()]);
    assert_eq!(comments(&lines(&seen, 1)), ["第1步"]);
}
