//! What each failure proves, and which requests are repeated after it.

use std::time::Duration;

use futures_util::future::join_all;
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use zhupi::domain::item::{Folder, Item};
use zhupi::domain::verb::Verb;
use zhupi::error::{Error, Kind};
use zhupi::provider::http::{Authorization, Limits, Repeat, Request, Roots, Said, Transport};
use zhupi::provider::{Answer, Provider};

use super::server::{self, Reply, Server};
use super::story::{
    TRAVEL, TRAVEL_TASK, bare, client, decision, first_page, fixture, good, good_with,
};

fn travel() -> Item {
    bare(Folder::Todo, TRAVEL_TASK, TRAVEL_TASK, TRAVEL)
}

/// How reading a list fails, and how often it was asked for.
async fn reading(reply: Reply) -> (Error, usize) {
    let server = Server::start().await;
    server.on("ListProcessInstances", [reply]);
    let page = first_page(Folder::Todo);
    let error = client(&server).list(&page).await.unwrap_err();
    (error, server.asked("ListProcessInstances").len())
}

fn limited(retry_after: &str) -> Reply {
    let header = ("Retry-After", retry_after.to_owned());
    Reply::Answer(
        429,
        vec![header],
        r#"{"code":"EXCEED_RATELIMIT"}"#.to_owned(),
    )
}

/// An address where nobody listens any more.
async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// A transport without a provider's words, and how one request of it fails.
async fn failing(base: &str, limits: Limits, repeat: Repeat) -> Error {
    let base = base.parse().unwrap();
    let transport = Transport::new(&base, limits, Roots::default(), |_| Said::default());
    let url = transport.url(&["slow"]);
    let request = Request {
        interface: None,
        url: &url,
        authorization: Authorization::Bearer(&SecretString::from("a-token")),
        body: Some(&json!({})),
        repeat,
    };
    transport.send(request).await.unwrap_err()
}

#[tokio::test]
async fn each_status_has_its_kind_and_only_what_may_help_is_repeated() {
    let cases = [
        (302, Kind::Refused, "error-redirect", false),
        (400, Kind::Refused, "error-refused", false),
        (402, Kind::Denied, "error-payment", false),
        (403, Kind::Denied, "error-forbidden", false),
        (404, Kind::NotFound, "error-not-found", false),
        (408, Kind::Timeout, "error-unsure", true),
        (423, Kind::Denied, "error-not-enabled", false),
        (451, Kind::Denied, "error-legal", false),
        (500, Kind::Server, "error-server", true),
        (503, Kind::Server, "error-server", true),
    ];
    let body = r#"{"code":"A_CODE","message":"words","requestId":"g-1"}"#;
    let failures = cases.map(|(status, ..)| reading(server::json(status, body)));
    for (case, failure) in cases.into_iter().zip(join_all(failures).await) {
        let ((status, kind, message, repeated), (error, asked)) = (case, failure);
        assert_eq!((error.kind, error.message), (kind, message), "{status}");
        assert_eq!(error.code.as_deref(), Some("A_CODE"));
        assert_eq!(error.said.as_deref(), Some("words"));
        assert_eq!(error.request_id.as_deref(), Some("g-1"));
        assert_eq!(asked > 1, repeated, "{status} was asked {asked} times");
    }
}

#[tokio::test]
async fn a_pointer_to_another_address_is_not_followed() {
    let (server, elsewhere) = (Server::start().await, Server::start().await);
    let location = ("Location", format!("{}/elsewhere", elsewhere.base));
    let reply = Reply::Answer(307, vec![location], String::new());
    server.on("CompleteTask", [reply]);
    let answer = client(&server)
        .act(&decision(travel(), Verb::Approve))
        .await;
    assert!(matches!(answer, Answer::Refused(_)), "{answer:?}");
    assert_eq!(elsewhere.asked("elsewhere").len(), 0);
}

#[tokio::test]
async fn nobody_that_a_reading_points_at_hears_of_the_token() {
    for (status, name) in [(301, "elsewhere"), (302, "sys_user"), (308, "elsewhere")] {
        let (server, elsewhere) = (Server::start().await, Server::start().await);
        let location = ("Location", format!("{}/{name}", elsewhere.base));
        server.on(
            "sys_user",
            [Reply::Answer(status, vec![location], String::new())],
        );
        let error = client(&server).people().await.unwrap_err();
        assert_eq!(error.message, "error-redirect");
        assert_eq!(error.hint, Some("hint-address"));
        assert_eq!(elsewhere.asked(name).len(), 0);
    }
}

#[tokio::test]
async fn a_handshake_that_fails_proves_that_nothing_ran() {
    let server = Server::start().await;
    let base = server.base.replace("http:", "https:");
    let error = failing(&base, Limits::default(), Repeat::Write).await;
    assert_eq!(error.kind, Kind::Unreachable);
}

#[tokio::test]
async fn a_status_stands_though_its_body_is_garbage() {
    let (error, _) = reading(server::json(403, "<html>no</html>")).await;
    assert_eq!(error.kind, Kind::Denied);
}

#[tokio::test]
async fn an_error_of_the_workflow_is_understood_at_any_status() {
    for status in [200, 400] {
        let error = json!({ "Code": "InvalidParameter", "Message": "缺少参数" });
        let body = json!({ "Response": { "Error": error, "RequestId": "w-1" } });
        let (error, asked) = reading(server::json(status, &body)).await;
        assert_eq!((error.kind, asked), (Kind::Refused, 1));
        assert_eq!(error.code.as_deref(), Some("InvalidParameter"));
        assert_eq!(error.request_id.as_deref(), Some("w-1"));
    }
}

#[tokio::test]
async fn an_error_of_the_gateway_is_understood_though_the_status_is_good() {
    let body = r#"{"code":"INVALID_PARAM","message":"bad","requestId":"g-2"}"#;
    let (error, _) = reading(server::json(200, body)).await;
    assert_eq!(error.kind, Kind::Refused);
    assert_eq!(error.code.as_deref(), Some("INVALID_PARAM"));
}

#[tokio::test]
async fn garbage_in_a_good_answer_is_corrupt_and_not_asked_again() {
    let deep = "[".repeat(65) + &"]".repeat(65);
    for body in ["", "<html>", "{", "null", "{}", deep.as_str()] {
        let (error, asked) = reading(server::json(200, body)).await;
        assert_eq!((error.kind, asked), (Kind::Corrupt, 1), "{body}");
    }
}

#[tokio::test]
async fn a_line_that_breaks_is_interrupted_for_good_only_after_repeats() {
    for reply in [Reply::Cut, Reply::CutBody(fixture("list-todo"))] {
        let (error, asked) = reading(reply).await;
        assert_eq!(error.kind, Kind::Interrupted);
        assert!((3..=5).contains(&asked), "asked {asked} times");
    }
}

#[tokio::test]
async fn a_read_whose_line_broke_once_is_simply_read_again() {
    let server = Server::start().await;
    server.on("ListProcessInstances", [Reply::Cut, good("list-todo")]);
    let page = client(&server)
        .list(&first_page(Folder::Todo))
        .await
        .unwrap();
    assert_eq!(page.items.len(), 4);
}

#[tokio::test]
async fn a_server_that_is_not_there_did_surely_not_run_anything() {
    let base = nobody().await;
    for repeat in [Repeat::Read, Repeat::Write] {
        let error = failing(&base, Limits::default(), repeat).await;
        assert_eq!(error.kind, Kind::Unreachable);
        assert!(error.args.contains(&("host", "127.0.0.1".to_owned())));
    }
}

#[tokio::test]
async fn a_decision_that_cannot_reach_the_server_has_failed() {
    let account = super::story::account(&nobody().await);
    let weda = zhupi::provider::weda::connect("work", &account, &super::story::env()).unwrap();
    let answer = weda.act(&decision(travel(), Verb::Approve)).await;
    let Answer::Failed(error) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(error.kind, Kind::Unreachable);
}

#[tokio::test]
async fn time_that_runs_out_after_sending_is_interrupted_and_a_write_is_not_repeated() {
    let server = Server::start().await;
    server.on("slow", [Reply::Silence]);
    let limits = Limits {
        answer: Duration::from_millis(500),
        patience: Duration::ZERO,
        ..Limits::default()
    };
    let error = failing(&server.base, limits, Repeat::Write).await;
    assert_eq!(
        (error.kind, error.message),
        (Kind::Timeout, "error-no-answer")
    );
    assert_eq!(server.asked("slow").len(), 1);
}

#[tokio::test]
async fn an_answer_larger_than_allowed_is_not_read_to_its_end() {
    let server = Server::start().await;
    let long = format!("\"{}\"", "x".repeat(2000));
    server.on("slow", [server::json(200, &long)]);
    let limits = Limits {
        body: 1000,
        ..Limits::default()
    };
    let error = failing(&server.base, limits, Repeat::Read).await;
    assert_eq!(
        (error.kind, error.message),
        (Kind::Corrupt, "error-answer-too-large")
    );
}

#[tokio::test]
async fn too_many_requests_are_repeated_after_the_wait_that_was_asked_for() {
    let server = Server::start().await;
    server.on(
        "CompleteTask",
        [limited("0"), limited("0"), good("complete-task")],
    );
    let answer = client(&server)
        .act(&decision(travel(), Verb::Approve))
        .await;
    assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
    assert_eq!(server.asked("CompleteTask").len(), 3);
}

#[tokio::test]
async fn a_wait_is_kept_to() {
    let server = Server::start().await;
    server.on("ListProcessInstances", [limited("1"), good("list-todo")]);
    let weda = client(&server);
    let began = tokio::time::Instant::now();
    weda.list(&first_page(Folder::Todo)).await.unwrap();
    assert!(began.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_wait_longer_than_the_patience_is_told_and_not_waited_for() {
    let until = "Mon, 02 Nov 2026 06:15:00 GMT";
    for header in ["900", until] {
        let (error, asked) = reading(limited(header)).await;
        assert_eq!((error.kind, error.message), (Kind::Rate, "error-rate-wait"));
        assert!(error.args.contains(&("seconds", "900".to_owned())));
        assert_eq!(asked, 1);
    }
}

#[tokio::test]
async fn a_wait_beyond_all_measure_is_not_waited_for() {
    let (error, asked) = reading(limited(&u64::MAX.to_string())).await;
    assert_eq!((error.kind, asked), (Kind::Rate, 1));
}

#[tokio::test]
async fn a_decision_held_off_by_the_rate_for_too_long_has_failed() {
    let server = Server::start().await;
    server.on("CompleteTask", [limited("900")]);
    let answer = client(&server)
        .act(&decision(travel(), Verb::Approve))
        .await;
    assert!(matches!(answer, Answer::Failed(_)), "{answer:?}");
}

#[tokio::test]
async fn a_rate_code_in_a_good_answer_is_a_rate_all_the_same() {
    let server = Server::start().await;
    let code = json!({ "Code": "EXCEED_RATELIMIT", "Message": "slow down" });
    let limited = server::json(200, &json!({ "Response": { "Error": code } }));
    server.on("ListProcessInstances", [limited, good("list-todo")]);
    client(&server)
        .list(&first_page(Folder::Todo))
        .await
        .unwrap();
    assert_eq!(server.asked("ListProcessInstances").len(), 2);
}

#[tokio::test]
async fn no_secret_is_in_an_error_or_in_a_client() {
    let server = Server::start().await;
    let pointer = "/Response/Data/TotalCounts";
    let odd = good_with(
        "counts",
        pointer,
        Value::String("a-secret-value".to_owned()),
    );
    server.on("ListProcessInstancesCount", [odd]);
    server.on("DescribeWorkflowMessageCount", [good("message-count")]);
    let weda = client(&server);
    let error = weda.counts().await.unwrap_err();
    for secret in ["the-secret-key", "token-of-the-fixture", "a-secret-value"] {
        assert!(!format!("{error:?} {weda:?}").contains(secret));
    }
}
