//! The token: a field of every body, got once and renewed once, and never to be read anywhere.

use serde_json::json;
use tokio::process::Command;
use zhupi::domain::item::Folder;
use zhupi::error::Kind;
use zhupi::provider::Provider;

use super::story::{CODE, SECRET, WANG_FANG, approval, bad, bare, client, fixture, token};
use crate::cli::Home;
use crate::contract::server::{self, Server};

#[tokio::test]
async fn the_token_stands_in_the_body_of_every_call_beside_the_company() {
    let server = Server::start().await;
    let client = client(&server);
    server.on("get", [approval(&fixture("payment"))]);
    client
        .open(&bare(Folder::Todo, "t", "31007"))
        .await
        .unwrap();
    let asked = server.asked("V2");
    let [asked] = asked.as_slice() else {
        panic!("one token: {asked:?}");
    };
    assert_eq!(asked.target, "/cgi/corpAccessToken/get/V2");
    let body = json!({ "appId": "FSAID_TEST", "appSecret": SECRET, "permanentCode": CODE });
    assert_eq!(asked.body, body);
    let [asked] = server.asked("get").try_into().unwrap();
    assert_eq!(asked.target, "/cgi/approval/get");
    assert_eq!(asked.authorization, "");
    let body = json!({ "approvalId": 31007, "corpId": "FSCID_TEST", "corpAccessToken": "first" });
    assert_eq!(asked.body, body);
}

#[tokio::test]
async fn a_token_that_has_ended_is_renewed_once() {
    let server = Server::start().await;
    let client = client(&server);
    server.on("V2", [token("first"), token("second")]);
    let ended = || bad(20016, "corpAccessToken error");
    server.on("get", [ended(), approval(&fixture("payment"))]);
    client
        .open(&bare(Folder::Todo, "t", "31007"))
        .await
        .unwrap();
    let asked = server.asked("get").into_iter();
    let tokens: Vec<_> = asked
        .map(|asked| asked.body["corpAccessToken"].clone())
        .collect();
    assert_eq!(tokens, ["first", "second"]);
    server.on("get", [ended()]);
    let error = client
        .open(&bare(Folder::Todo, "t", "31007"))
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind, error.code.as_deref()),
        (Kind::Auth, Some("20016"))
    );
    assert_eq!(server.asked("V2").len(), 3);
    assert_eq!(server.asked("get").len(), 4);
}

#[tokio::test]
async fn what_a_code_proves_is_read_from_the_code_alone() {
    let server = Server::start().await;
    let client = client(&server);
    for (code, kind) in [
        (10006, Kind::Auth),
        (15002, Kind::Refused),
        (15003, Kind::Denied),
        (30002, Kind::Denied),
        (50009, Kind::Timeout),
        (77777, Kind::Refused),
    ] {
        server.on("get", [bad(code, "success")]);
        let error = client
            .form(&bare(Folder::Todo, "t", "31007"))
            .await
            .unwrap_err();
        assert_eq!(error.kind, kind, "{code}");
        assert_eq!(error.code, Some(code.to_string()));
        assert_eq!(error.said.as_deref(), Some("success"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_proves_who_asks_comes_out_anywhere() {
    const TOKEN: &str = "planted-token-19d4";
    let server = Server::start().await;
    server.on("V2", [token(TOKEN)]);
    let said = format!("{TOKEN} of {SECRET} and {CODE} may not");
    let words = json!({ "errorCode": 15003, "errorMessage": said });
    server.on("query", [server::json(200, &words)]);
    server.on("get", [server::json(200, &words)]);
    let home = Home::new();
    let config = format!(
        "[accounts.crm]\nprovider = \"open71360\"\nbase_url = \"{}\"\nuser_id = \"{WANG_FANG}\"\n\
         corp_id = \"FSCID_TEST\"\napp_id = \"FSAID_TEST\"\n",
        server.base
    );
    std::fs::write(home.path("accounts.toml"), config).unwrap();
    for line in [
        vec!["list"],
        vec!["counts"],
        vec!["-o", "json", "list", "done"],
    ] {
        let mut command = Command::from(home.command(&["-v", "--config"]));
        let output = command
            .arg(home.path("accounts.toml"))
            .args(line)
            .env("ZHUPI_CRM_APP_SECRET", SECRET)
            .env("ZHUPI_CRM_PERMANENT_CODE", CODE)
            .output()
            .await
            .unwrap();
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8(printed).unwrap();
        assert!(printed.contains("15003"), "{printed}");
        for secret in [TOKEN, SECRET, CODE] {
            assert!(!printed.contains(secret), "{secret}: {printed}");
        }
    }
    for path in home.files().iter().filter(|path| path.is_file()) {
        let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
        for secret in [TOKEN, SECRET, CODE] {
            assert!(!text.contains(secret), "{secret} in {}", path.display());
        }
    }
}
