//! The receiver of pushes as a process of its own: what it takes, what it answers, and that each
//! event is acted on once, whatever happens to it.

mod acting;
mod answers;
mod bodies;
mod enemies;
mod fuzzed;
mod handing_on;
mod killed;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use super::cli::Home;

const PATH: &str = "/where-only-the-workflow-posts";

/// `zhupi listen` at work.
struct Listener {
    process: Child,
    addr: String,
}

impl Listener {
    /// Starts it at an address; port 0 is a free one.
    fn start(home: &Home, addr: &str, args: &[&str]) -> Self {
        Self::of(home.command(&[]), addr, args)
    }

    /// The same, from a command line that is the program's own or ends with it.
    fn of(mut command: Command, addr: &str, args: &[&str]) -> Self {
        let line = ["-o", "json", "listen", "--addr", addr, "--path", PATH];
        command.args(line).args(args).stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let mut told = String::new();
        let output = process.stdout.take().unwrap();
        BufReader::new(output).read_line(&mut told).unwrap();
        let told: Value = serde_json::from_str(&told).unwrap();
        let url = told["base_url"].as_str().unwrap();
        Self {
            addr: url.strip_prefix("http://").unwrap().to_owned(),
            process,
        }
    }

    fn push(&self, body: &str) -> Reply {
        post(&self.addr, PATH, body).unwrap()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What was answered.
#[derive(Debug, PartialEq)]
struct Reply {
    status: u16,
    body: String,
}

impl Reply {
    fn error(&self) -> String {
        let body: Value = serde_json::from_str(&self.body).unwrap();
        body["Response"]["Error"]["Code"]
            .as_str()
            .unwrap()
            .to_owned()
    }
}

fn post(addr: &str, path: &str, body: &str) -> std::io::Result<Reply> {
    let length = body.len();
    let head = format!("POST {path} HTTP/1.1\r\nHost: {addr}\r\nContent-Length: {length}\r\n");
    speak(addr, &format!("{head}Connection: close\r\n\r\n{body}"))
}

/// Says something to the receiver and reads all that it answers.
fn speak(addr: &str, request: &str) -> std::io::Result<Reply> {
    speak_bytes(addr, request.as_bytes())
}

fn speak_bytes(addr: &str, request: &[u8]) -> std::io::Result<Reply> {
    let mut stream = TcpStream::connect(addr)?;
    // Who refuses a body may not read it to its end; what it says is what counts.
    let _ = stream.write_all(request);
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let broken = || std::io::Error::other(format!("{read:?}"));
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(broken)?;
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    Ok(Reply {
        status: status.ok_or_else(broken)?,
        body: body.to_owned(),
    })
}

/// A step of an instance (document 000); `step` makes it another one.
fn step(instance: u64, step: u64) -> Value {
    json!({
        "FlowCode": 2_055_471_203_884_171_265_u64,
        "InstanceId": instance,
        "FlowStatus": 1,
        "DoingTask": {
            "TaskId": instance + step,
            "Approver": { "SourceUid": "wx-lisi", "TenantUid": "2055000000000000002" },
            "Action": 2,
            "Comment": format!("第{step}步"),
            "ArrivalTime": 1_793_600_235_000_u64,
            "EndTime": 1_793_600_299_000_u64,
            "VariableInfos": { "purchase": { "Type": "object", "Value": { "amount": 299.5 } } },
        },
        "TodoTasks": [],
    })
}

/// The lines of a file, once there are so many.
fn lines(path: &PathBuf, count: usize) -> Vec<Value> {
    wait_for(|| {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        (text.matches('\n').count() >= count).then(|| {
            text.lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect()
        })
    })
}

/// Looks again and again until there is something.
fn wait_for<T>(look: impl Fn() -> Option<T>) -> T {
    loop {
        if let Some(found) = look() {
            return found;
        }
        std::thread::yield_now();
    }
}
