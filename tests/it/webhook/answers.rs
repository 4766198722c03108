//! What is answered to whom.

use serde_json::json;

use super::{Listener, PATH, Reply, post, speak, step};
use crate::cli::Home;

const TAKEN: &str = r#"{"Response":{"Data":{}}}"#;

fn listening() -> (Home, Listener) {
    let home = Home::new();
    let file = home.path("events.jsonl");
    let listener = Listener::start(&home, "127.0.0.1:0", &["--jsonl", file.to_str().unwrap()]);
    (home, listener)
}

#[test]
fn a_push_is_taken_and_taken_again() {
    let (_home, listener) = listening();
    let body = step(2_055_471_203_884_171_266, 1).to_string();
    for _ in 0..2 {
        let reply = listener.push(&body);
        let taken = Reply {
            status: 200,
            body: TAKEN.to_owned(),
        };
        assert_eq!(reply, taken);
    }
}

#[test]
fn it_is_there_under_its_secret_path_only() {
    let (_home, listener) = listening();
    let body = step(2_055_471_203_884_171_266, 1).to_string();
    for path in ["/", "/where-only", "/where-only-the-workflow-posts/x"] {
        let reply = post(&listener.addr, path, &body).unwrap();
        assert_eq!(
            (reply.status, reply.error().as_str()),
            (404, "ResourceNotFound")
        );
    }
    let get = format!("GET {PATH} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert_eq!(speak(&listener.addr, &get).unwrap().status, 405);
}

#[test]
fn what_is_no_push_is_refused_by_name() {
    let (_home, listener) = listening();
    for (body, code) in [
        ("{".to_owned(), "InvalidJson"),
        ("[]".to_owned(), "InvalidParameter"),
        (
            json!({ "FlowStatus": 1 }).to_string(),
            "InvalidParameter.InstanceId",
        ),
        (json!({ "InstanceId": 7 }).to_string(), "InvalidParameter"),
        ("[".repeat(100_000), "InvalidJson"),
    ] {
        let reply = listener.push(&body);
        assert_eq!((reply.status, reply.error().as_str()), (400, code));
    }
}

#[test]
fn a_body_beyond_four_mebibytes_is_too_large() {
    let (_home, listener) = listening();
    let mut body = step(2_055_471_203_884_171_266, 1);
    body["DoingTask"]["Comment"] = json!("长".repeat(4 << 19));
    let reply = listener.push(&body.to_string());
    assert_eq!(reply.status, 413);
    // Not announced, but just as large.
    let body = body.to_string();
    let size = body.len();
    let head = format!("POST {PATH} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n");
    let chunked = format!("{head}Connection: close\r\n\r\n{size:x}\r\n{body}\r\n0\r\n\r\n");
    assert_eq!(speak(&listener.addr, &chunked).unwrap().status, 413);
}

#[test]
fn a_head_without_end_is_refused() {
    let (_home, listener) = listening();
    let endless = format!("POST {PATH} HTTP/1.1\r\nX: {}", "x".repeat(1 << 20));
    match speak(&listener.addr, &endless) {
        Ok(reply) => assert_eq!(reply.status, 431),
        // The line may be cut before what was said arrives.
        Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::Other),
    }
}

#[test]
fn nobody_listens_twice() {
    let (home, _listener) = listening();
    let line = ["listen", "--addr", "127.0.0.1:0"];
    let output = home.command(&line).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("Another zhupi"), "{said}");
}
