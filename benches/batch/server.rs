//! The sandbox in a process of its own, so that neither its memory nor its work is ours.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use zhupi::sandbox::{Options, start};

/// How far away it is.
pub(crate) const LATENCY: Duration = Duration::from_millis(20);

/// Is the server: tells where it is, and at every line how many requests have arrived.
pub(crate) async fn serve(items: usize) {
    let options = Options {
        items: Some(items),
        latency: LATENCY,
        ..Options::default()
    };
    let sandbox = start(options).await.unwrap();
    let (config, base_url) = (sandbox.config_toml(), sandbox.base_url());
    println!("{}", json!({ "config": config, "base_url": base_url }));
    for _ in std::io::stdin().lines() {
        println!("{}", *sandbox.arrivals().borrow());
    }
}

pub(crate) struct Server {
    process: Child,
    answers: BufReader<ChildStdout>,
    pub(crate) config: String,
    pub(crate) base_url: String,
}

impl Server {
    /// This very program, asked to be the server.
    pub(crate) fn start(serve: &str, items: usize) -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args([serve, &items.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut answers = BufReader::new(process.stdout.take().unwrap());
        let told: Value = serde_json::from_str(&line(&mut answers)).unwrap();
        let text = |name: &str| told[name].as_str().unwrap().to_owned();
        Self {
            process,
            answers,
            config: text("config"),
            base_url: text("base_url"),
        }
    }

    /// How many requests have arrived.
    pub(crate) fn arrivals(&mut self) -> u64 {
        let mut question = self.process.stdin.as_ref().unwrap();
        question.write_all(b"\n").unwrap();
        line(&mut self.answers).trim().parse().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It is ours, and of no use to anybody else.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn line(answers: &mut BufReader<ChildStdout>) -> String {
    let mut line = String::new();
    answers.read_line(&mut line).unwrap();
    line
}
