//! Tokens, codes and rate limits: what each proves, and what is asked again.

use serde_json::{Value, json};
use zhupi::config::{Account, Env};
use zhupi::domain::item::Folder;
use zhupi::domain::verb::Verb;
use zhupi::error::Kind;
use zhupi::provider::feishu::connect;
use zhupi::provider::{Answer, Provider};

use super::{account, client, data, fixture, reply, secret, todo};
use crate::contract::server::{Reply, Server};
use crate::contract::story::{decision, first_page};

fn no(code: i64) -> Value {
    json!({ "code": code, "msg": "no", "error": { "log_id": "L1" } })
}

#[tokio::test]
async fn a_rejected_token_is_renewed_once_and_no_more() {
    for code in [99_991_661, 99_991_663, 99_991_664, 99_991_671] {
        let server = Server::start().await;
        let feishu = client(&server);
        let token = |name| {
            reply(
                200,
                &json!({ "code": 0, "tenant_access_token": name, "expire": 7200 }),
            )
        };
        server.on("internal", [token("t-old"), token("t-new")]);
        server.on("get", [reply(200, &no(code)), reply(200, &fixture())]);
        feishu.open(&todo("7303")).await.unwrap();
        let asked = server.asked("get");
        let carried: Vec<_> = asked.iter().map(|it| it.authorization.as_str()).collect();
        assert_eq!(carried, ["Bearer t-old", "Bearer t-new"]);

        server.on("get", [reply(400, &no(code))]);
        let error = feishu.open(&todo("7303")).await.unwrap_err();
        assert_eq!(
            (error.kind, error.code),
            (Kind::Auth, Some(code.to_string()))
        );
        assert_eq!(server.asked("get").len(), 4);
    }
}

#[tokio::test]
async fn a_token_is_asked_for_with_id_and_secret_and_neither_is_told() {
    let server = Server::start().await;
    let feishu = client(&server);
    let words = json!({ "code": 10_014, "msg": "app secret geheim-7 invalid" });
    server.on("internal", [reply(200, &words)]);
    let error = feishu.counts().await.unwrap_err();
    assert_eq!(error.kind, Kind::Auth);
    assert!(!format!("{error:?} {feishu:?}").contains("geheim"));
    let body = server.body("internal");
    assert_eq!(
        body,
        json!({ "app_id": "cli_office", "app_secret": "geheim-7" })
    );
}

#[tokio::test]
async fn codes_prove_what_they_say() {
    for (status, code, kind) in [
        (200, 60_003, Kind::NotFound),
        (200, 60_009, Kind::Denied),
        (200, 60_001, Kind::Refused),
        (400, 1_390_001, Kind::Refused),
        (400, 99_991_672, Kind::Denied),
        (400, 99_991_543, Kind::Auth),
    ] {
        let server = Server::start().await;
        server.on("get", [reply(status, &no(code))]);
        let error = client(&server).open(&todo("7303")).await.unwrap_err();
        assert_eq!(error.kind, kind, "{code}");
        assert_eq!(error.request_id.as_deref(), Some("L1"));
    }
}

#[tokio::test]
async fn who_asks_too_often_asks_again_unless_the_service_says_much_later() {
    let slow = |seconds: &str| {
        let headers = vec![("x-ogw-ratelimit-reset", seconds.to_owned())];
        Reply::Answer(400, headers, no(99_991_400).to_string())
    };
    let approve = |server: &Server| {
        server.on("F1BBCDCB", [reply(200, &fixture())]);
        let feishu = client(server);
        async move { feishu.act(&decision(todo("7303"), Verb::Approve)).await }
    };
    let server = Server::start().await;
    let done = reply(200, &json!({ "code": 0, "msg": "success" }));
    server.on("approve", [slow("0"), done]);
    let answer = approve(&server).await;
    assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
    assert_eq!(server.asked("approve").len(), 2);

    let server = Server::start().await;
    server.on("approve", [slow("3600")]);
    let Answer::Failed(error) = approve(&server).await else {
        panic!("it did not run");
    };
    assert_eq!(error.kind, Kind::Rate);
    assert_eq!(error.args.last().unwrap().1, "3600");
    assert_eq!(server.asked("approve").len(), 1);
}

#[tokio::test]
async fn a_write_that_may_have_run_is_unknown_and_not_repeated() {
    for lost in [
        Reply::Cut,
        reply(502, "bad gateway"),
        reply(400, &no(1_395_001)),
        // Nobody has said that it went well.
        reply(200, "{}"),
        // A gateway that failed knows nothing of the token.
        reply(502, &no(99_991_663)),
    ] {
        let server = Server::start().await;
        server.on("F1BBCDCB", [reply(200, &fixture())]);
        server.on("approve", [lost]);
        let answer = client(&server)
            .act(&decision(todo("7303"), Verb::Approve))
            .await;
        assert!(matches!(answer, Answer::Unknown(_)), "{answer:?}");
        assert_eq!(server.asked("approve").len(), 1);
    }
}

#[tokio::test]
async fn a_write_that_is_refused_says_so_with_its_code() {
    let server = Server::start().await;
    server.on("F1BBCDCB", [reply(200, &fixture())]);
    server.on("reject", [reply(400, &no(1_390_018))]);
    let answer = client(&server)
        .act(&decision(todo("7303"), Verb::Reject))
        .await;
    let Answer::Refused(error) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(error.code.as_deref(), Some("1390018"));
    assert_eq!(error.hint, Some("hint-signature"));
}

#[tokio::test]
async fn the_two_sets_have_two_addresses() {
    let (fourth, legacy) = (Server::start().await, Server::start().await);
    let account = Account {
        legacy_base_url: Some(legacy.base.clone()),
        ..account(&fourth.base)
    };
    let token = json!({ "code": 0, "tenant_access_token": "t-1", "expire": 7200 });
    fourth.on("internal", [reply(200, &token)]);
    fourth.on(
        "query",
        [data(&json!({ "tasks": [], "count": { "total": 0 } }))],
    );
    legacy.on("get", [reply(200, &fixture())]);
    let feishu = connect("office", &account, &secret(), "zh").unwrap();
    feishu.list(&first_page(Folder::Todo)).await.unwrap();
    feishu.open(&todo("7303")).await.unwrap();
    assert_eq!(legacy.asked("internal").len(), 0);
    assert_eq!(fourth.asked("get").len(), 0);
}

#[test]
fn an_account_needs_an_application_and_a_person() {
    for missing in ["app_id", "user_id"] {
        let mut account = account("http://127.0.0.1:1");
        match missing {
            "app_id" => account.app_id = None,
            _ => account.user_id = None,
        }
        let error = connect("office", &account, &Env::default(), "zh").unwrap_err();
        assert_eq!(error.kind, Kind::Config);
        assert!(error.to_string().contains(missing));
        account.app_id = Some("cli_office".to_owned());
        account.open_id = Some("ou_wangfang".to_owned());
        assert!(connect("office", &account, &Env::default(), "zh").is_ok());
    }
}
