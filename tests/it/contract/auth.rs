//! The token: asked for once, used by all, renewed once when it is rejected.

use futures_util::StreamExt;
use futures_util::future::join_all;
use futures_util::stream;
use zhupi::config::Env;
use zhupi::domain::item::Folder;
use zhupi::domain::verb::Verb;
use zhupi::error::Kind;
use zhupi::provider::weda;
use zhupi::provider::{Answer, Provider};

use super::server::{self, Reply, Server};
use super::story::{TRAVEL, TRAVEL_TASK, account, bare, client, decision, env, first_page, good};

/// A token that lives for some seconds.
fn token(text: &str, seconds: u64) -> Reply {
    server::json(
        200,
        &serde_json::json!({ "access_token": text, "expires_in": seconds }),
    )
}

fn expired() -> Reply {
    server::json(
        401,
        r#"{"code":"ACCESS_TOKEN_EXPIRED","message":"expired"}"#,
    )
}

fn authorizations(server: &Server, name: &str) -> Vec<String> {
    let asked = server.asked(name).into_iter();
    asked.map(|asked| asked.authorization).collect()
}

#[tokio::test]
async fn a_token_is_asked_for_with_the_credentials_of_the_account() {
    let server = Server::start().await;
    server.on("ListProcessInstances", [good("list-todo")]);
    let weda = client(&server);
    weda.list(&first_page(Folder::Todo)).await.unwrap();
    weda.list(&first_page(Folder::Todo)).await.unwrap();
    let [asked] = server.asked("clientCredential").try_into().unwrap();
    assert_eq!(asked.method, "POST");
    assert_eq!(asked.target, "/auth/v1/token/clientCredential");
    assert_eq!(
        asked.authorization,
        "Basic QUtJRGV4YW1wbGU6dGhlLXNlY3JldC1rZXk="
    );
    let body = serde_json::json!({ "grant_type": "client_credentials" });
    assert_eq!(asked.body, body);
}

#[tokio::test]
async fn a_thousand_calls_ask_for_one_token_and_renew_it_once() {
    let server = Server::start().await;
    let weda = client(&server);
    server.on(
        "clientCredential",
        [token("first", 9000), token("second", 9000)],
    );
    server.on("ListProcessInstances", [good("list-todo")]);
    server.reject("Bearer first");
    let page = first_page(Folder::Todo);
    // As many at once as a process may open files.
    let lists = stream::iter(0..1000)
        .map(|_| weda.list(&page))
        .buffer_unordered(200)
        .collect::<Vec<_>>()
        .await;
    assert!(lists.iter().all(Result::is_ok));
    assert_eq!(server.asked("clientCredential").len(), 2);
    let rejected = authorizations(&server, "ListProcessInstances")
        .into_iter()
        .filter(|authorization| authorization == "Bearer first");
    assert!((1..=200).contains(&rejected.count()));
}

#[tokio::test]
async fn a_thousand_parallel_calls_share_one_failure_to_get_a_token() {
    let server = Server::start().await;
    let weda = client(&server);
    let wrong = server::json(401, r#"{"code":"INVALID_CREDENTIALS","message":"no"}"#);
    server.on("clientCredential", [wrong]);
    let page = first_page(Folder::Todo);
    let lists = join_all((0..1000).map(|_| weda.list(&page))).await;
    let kinds = lists.into_iter().map(|list| list.unwrap_err().kind);
    assert!(kinds.into_iter().all(|kind| kind == Kind::Auth));
    assert_eq!(server.asked("clientCredential").len(), 1);
}

#[tokio::test]
async fn a_failure_to_get_a_token_is_not_kept_for_the_next_call() {
    let server = Server::start().await;
    let weda = client(&server);
    let wrong = server::json(401, r#"{"code":"INVALID_CREDENTIALS"}"#);
    server.on("clientCredential", [wrong, token("good", 9000)]);
    server.on("ListProcessInstances", [good("list-todo")]);
    weda.list(&first_page(Folder::Todo)).await.unwrap_err();
    weda.list(&first_page(Folder::Todo)).await.unwrap();
}

#[tokio::test]
async fn a_rejected_token_is_renewed_and_the_request_repeated_once() {
    for rejection in [
        expired(),
        server::json(401, ""),
        server::json(400, r#"{"code":"INVALID_CREDENTIALS"}"#),
        server::json(
            200,
            r#"{"Response":{"Error":{"Code":"ACCESS_TOKEN_EXPIRED"}}}"#,
        ),
    ] {
        let server = Server::start().await;
        let weda = client(&server);
        server.on(
            "clientCredential",
            [token("first", 9000), token("second", 9000)],
        );
        server.on("CompleteTask", [rejection, good("complete-task")]);
        let item = bare(Folder::Todo, TRAVEL_TASK, TRAVEL_TASK, TRAVEL);
        let answer = weda.act(&decision(item, Verb::Approve)).await;
        assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
        let expected = ["Bearer first", "Bearer second"];
        assert_eq!(authorizations(&server, "CompleteTask"), expected);
    }
}

#[tokio::test]
async fn a_token_that_is_always_rejected_is_renewed_once_and_never_in_a_loop() {
    let server = Server::start().await;
    let weda = client(&server);
    server.on("CompleteTask", [expired()]);
    let item = bare(Folder::Todo, TRAVEL_TASK, TRAVEL_TASK, TRAVEL);
    let answer = weda.act(&decision(item, Verb::Approve)).await;
    let Answer::Failed(error) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(error.kind, Kind::Auth);
    assert_eq!(server.asked("CompleteTask").len(), 2);
    assert_eq!(server.asked("clientCredential").len(), 2);
}

#[tokio::test]
async fn a_token_whose_life_is_over_is_renewed_before_it_is_used() {
    let server = Server::start().await;
    let weda = client(&server);
    server.on("clientCredential", [token("short", 0), token("long", 9000)]);
    server.on("ListProcessInstances", [good("list-todo")]);
    for _ in 0..3 {
        weda.list(&first_page(Folder::Todo)).await.unwrap();
    }
    let expected = ["Bearer short", "Bearer long", "Bearer long"];
    assert_eq!(authorizations(&server, "ListProcessInstances"), expected);
}

#[tokio::test]
async fn a_token_that_lives_beyond_all_measure_is_used_until_it_is_rejected() {
    let server = Server::start().await;
    let weda = client(&server);
    server.on(
        "clientCredential",
        [token("endless", i64::MAX.cast_unsigned())],
    );
    server.on("ListProcessInstances", [good("list-todo")]);
    weda.list(&first_page(Folder::Todo)).await.unwrap();
    weda.list(&first_page(Folder::Todo)).await.unwrap();
    assert_eq!(server.asked("clientCredential").len(), 1);
}

#[tokio::test]
async fn a_configured_token_is_used_first_and_renewed_from_the_key_when_rejected() {
    let server = Server::start().await;
    server.on("clientCredential", [token("renewed", 9000)]);
    server.on("ListProcessInstances", [expired(), good("list-todo")]);
    let env = Env::from_pairs([
        ("ZHUPI_WORK_ACCESS_TOKEN".to_owned(), "given".to_owned()),
        ("ZHUPI_WORK_SECRET_KEY".to_owned(), "key".to_owned()),
    ]);
    let weda = weda::connect("work", &account(&server.base), &env).unwrap();
    weda.list(&first_page(Folder::Todo)).await.unwrap();
    let expected = ["Bearer given", "Bearer renewed"];
    assert_eq!(authorizations(&server, "ListProcessInstances"), expected);
}

#[cfg(unix)]
#[tokio::test]
async fn a_secret_command_is_run_once_for_all_it_knows() {
    let server = Server::start().await;
    server.on("ListProcessInstances", [good("list-todo")]);
    let runs = tempfile::NamedTempFile::new().unwrap();
    let account = zhupi::config::Account {
        secret_command: Some(format!(
            r#"echo x >> {}; echo '{{ access_token = "told", secret_key = "k" }}'"#,
            runs.path().display()
        )),
        ..account(&server.base)
    };
    let weda = weda::connect("work", &account, &Env::default()).unwrap();
    weda.list(&first_page(Folder::Todo)).await.unwrap();
    weda.list(&first_page(Folder::Todo)).await.unwrap();
    let expected = ["Bearer told", "Bearer told"];
    assert_eq!(authorizations(&server, "ListProcessInstances"), expected);
    assert_eq!(std::fs::read_to_string(runs.path()).unwrap(), "x\n");
}

#[tokio::test]
async fn a_private_deployment_may_have_a_path_and_an_environment_type_of_its_own() {
    let server = Server::start().await;
    server.on("clientCredential", [good("token")]);
    server.on("ListProcessInstances", [good("list-todo")]);
    let account = zhupi::config::Account {
        env_type: Some("dev".to_owned()),
        user_type: Some(2),
        ..account(&format!("{}/gate/", server.base))
    };
    let weda = weda::connect("work", &account, &env()).unwrap();
    weda.list(&first_page(Folder::Todo)).await.unwrap();
    let asked = server.asked("ListProcessInstances").remove(0);
    assert_eq!(
        asked.target,
        "/gate/weda/workflow/v1/dev/ListProcessInstances"
    );
    assert_eq!(asked.body["UserInfo"]["Type"], 2);
}

#[tokio::test]
async fn without_a_secret_the_error_names_the_variable_and_nothing_is_sent() {
    let server = Server::start().await;
    let weda = weda::connect("my-work", &account(&server.base), &Env::default()).unwrap();
    let error = weda.people().await.unwrap_err();
    assert_eq!(error.kind, Kind::Auth);
    let variable = ("variable", "ZHUPI_MY_WORK_SECRET_KEY".to_owned());
    assert!(error.args.contains(&variable));
    assert_eq!(server.asked("clientCredential").len(), 0);
}

#[tokio::test]
async fn whatever_becomes_of_asking_for_a_token_the_decision_did_not_run() {
    for reply in [
        Reply::Cut,
        server::json(503, ""),
        server::json(200, "not json"),
        server::json(200, "{}"),
        server::json(403, ""),
        server::json(400, r#"{"code":"INVALID_PARAM"}"#),
    ] {
        let server = Server::start().await;
        let weda = client(&server);
        server.on("clientCredential", [reply.clone()]);
        let item = bare(Folder::Todo, TRAVEL_TASK, TRAVEL_TASK, TRAVEL);
        let answer = weda.act(&decision(item, Verb::Approve)).await;
        assert!(matches!(answer, Answer::Failed(_)), "{reply:?}: {answer:?}");
    }
}

#[test]
fn an_account_that_lacks_a_key_is_told_which() {
    type Change = fn(&mut zhupi::config::Account);
    let cases: [(&str, Change); 5] = [
        ("user_id", |account| account.user_id = None),
        ("secret_id", |account| account.secret_id = None),
        ("env_id", |account| {
            (account.base_url, account.env_id) = (None, None);
        }),
        ("base_url", |account| {
            account.base_url = Some("ftp://example.com".to_owned());
        }),
        ("base_url", |account| {
            account.base_url = Some("http://me:key@example.com".to_owned());
        }),
    ];
    for (key, change) in cases {
        let mut account = account("http://127.0.0.1:1");
        change(&mut account);
        let error = weda::connect("work", &account, &env()).unwrap_err();
        assert_eq!(error.kind, Kind::Config);
        assert!(error.args.contains(&("key", key.to_owned())), "{error:?}");
    }
}

#[test]
fn the_public_address_names_the_region_once() {
    let mut account = account("");
    account.base_url = None;
    let weda = weda::connect("work", &account, &env()).unwrap();
    let expected = "https://lowcode-7kq2m4xd1e9b03aa.ap-shanghai.tcb-api.tencentcloudapi.com/";
    assert_eq!(
        format!("{weda:?}"),
        format!("Weda(work, Transport({expected}))")
    );
}
