//! A server that says what a test tells it to, byte by byte, and remembers what it was asked.
//! When it is dropped, every request of a workflow interface must have been a documented one.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use crate::support::parameters;

/// The clock of this server.
pub(super) const DATE: &str = "Mon, 02 Nov 2026 06:00:00 GMT";

/// What to do with a request.
#[derive(Clone, Debug)]
pub(super) enum Reply {
    /// Status, further headers, body.
    Answer(u16, Vec<(&'static str, String)>, String),
    /// Closes the line without a word.
    Cut,
    /// Announces the body, sends half of it and closes the line.
    CutBody(String),
    /// Keeps the line open and never answers.
    Silence,
}

/// What was asked.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// The last segment of the path.
    pub(super) name: String,
    pub(super) method: String,
    /// Path and query as they came.
    pub(super) target: String,
    pub(super) authorization: String,
    pub(super) body: Value,
}

#[derive(Default)]
struct Script {
    replies: HashMap<String, VecDeque<Reply>>,
    rejected: Option<&'static str>,
    asked: Vec<Asked>,
}

impl Script {
    fn reply(&mut self, asked: Asked) -> Reply {
        let scripted = if self.rejected == Some(asked.authorization.as_str()) {
            Some(json(401, r#"{"code":"ACCESS_TOKEN_EXPIRED"}"#))
        } else {
            self.replies
                .get_mut(&asked.name)
                .and_then(|replies| match replies.len() {
                    0 | 1 => replies.front().cloned(),
                    _ => replies.pop_front(),
                })
        };
        self.asked.push(asked);
        scripted.unwrap_or_else(|| json(404, r#"{"code":"NOT_SCRIPTED"}"#))
    }
}

/// Serves until it is dropped.
pub(super) struct Server {
    pub(super) base: String,
    script: Arc<Mutex<Script>>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
        if std::thread::panicking() {
            return;
        }
        let script = self.script.lock().unwrap();
        let workflow = |asked: &&Asked| asked.target.contains("/weda/workflow/");
        for asked in script.asked.iter().filter(workflow) {
            let faults = parameters::faults(&asked.name, &asked.body);
            assert!(faults.is_empty(), "{}: {faults:?}", asked.target);
        }
    }
}

impl Server {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let script = Arc::new(Mutex::new(Script::default()));
        let shared = Arc::clone(&script);
        let task = tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                tokio::spawn(serve(line, Arc::clone(&shared)));
            }
        });
        Self { base, script, task }
    }

    /// The same behind encryption.
    pub(super) async fn encrypted(acceptor: TlsAcceptor) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!(
            "https://localhost:{}",
            listener.local_addr().unwrap().port()
        );
        let script = Arc::new(Mutex::new(Script::default()));
        let shared = Arc::clone(&script);
        let task = tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                let (acceptor, shared) = (acceptor.clone(), Arc::clone(&shared));
                tokio::spawn(async move {
                    if let Ok(line) = acceptor.accept(line).await {
                        serve(line, shared).await;
                    }
                });
            }
        });
        Self { base, script, task }
    }

    /// Says how to answer one name: each reply once, the last for ever.
    pub(super) fn on(&self, name: &str, replies: impl IntoIterator<Item = Reply>) -> &Self {
        let replies = replies.into_iter().collect();
        let mut script = self.script.lock().unwrap();
        script.replies.insert(name.to_owned(), replies);
        self
    }

    /// Rejects whoever comes with this authorization, whatever they ask.
    pub(super) fn reject(&self, authorization: &'static str) {
        self.script.lock().unwrap().rejected = Some(authorization);
    }

    /// All requests under a name, in order.
    pub(super) fn asked(&self, name: &str) -> Vec<Asked> {
        let script = self.script.lock().unwrap();
        let of_name = script.asked.iter().filter(|asked| asked.name == name);
        of_name.cloned().collect()
    }

    /// The body of the only request under a name.
    pub(super) fn body(&self, name: &str) -> Value {
        let [asked] = self.asked(name).try_into().unwrap();
        asked.body
    }
}

/// A JSON answer.
pub(super) fn json(status: u16, body: &(impl ToString + ?Sized)) -> Reply {
    Reply::Answer(status, Vec::new(), body.to_string())
}

async fn serve(line: impl AsyncRead + AsyncWrite + Unpin, script: Arc<Mutex<Script>>) {
    let mut line = BufReader::new(line);
    while let Some(asked) = read(&mut line).await {
        let reply = script.lock().unwrap().reply(asked);
        match reply {
            Reply::Answer(status, headers, body) => {
                let head = head(status, &headers, body.len());
                let sent = line.write_all((head + &body).as_bytes()).await;
                if sent.is_err() {
                    return;
                }
            }
            Reply::Cut => return,
            Reply::CutBody(body) => {
                let half = &body.as_bytes()[..body.len() / 2];
                let _ = line.write_all(head(200, &[], body.len()).as_bytes()).await;
                let _ = line.write_all(half).await;
                let _ = line.shutdown().await;
                return;
            }
            Reply::Silence => std::future::pending().await,
        }
    }
}

fn head(status: u16, headers: &[(&str, String)], length: usize) -> String {
    let mut head = format!(
        "HTTP/1.1 {status} Scripted\r\nContent-Type: application/json\r\nDate: {DATE}\r\n\
         Content-Length: {length}\r\n"
    );
    for (name, value) in headers {
        head += name;
        head += ": ";
        head += value;
        head += "\r\n";
    }
    head + "\r\n"
}

async fn read(line: &mut BufReader<impl AsyncRead + Unpin>) -> Option<Asked> {
    let first = header_line(line).await?;
    let mut parts = first.split(' ').map(str::to_owned);
    let (method, target) = (parts.next()?, parts.next()?);
    let (mut authorization, mut length) = (String::new(), 0);
    loop {
        let header = header_line(line).await?;
        let Some((name, value)) = header.split_once(": ") else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "authorization" => value.clone_into(&mut authorization),
            "content-length" => length = value.parse().ok()?,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    line.read_exact(&mut body).await.ok()?;
    let path = target.split('?').next()?;
    Some(Asked {
        name: path.rsplit('/').next()?.to_owned(),
        method,
        authorization,
        body: serde_json::from_slice(&body).unwrap_or_default(),
        target,
    })
}

async fn header_line(line: &mut BufReader<impl AsyncRead + Unpin>) -> Option<String> {
    let mut text = String::new();
    let read = line.read_line(&mut text).await.ok()?;
    (read > 0).then(|| text.trim_end().to_owned())
}
