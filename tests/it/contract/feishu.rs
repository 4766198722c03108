//! Feishu: the instance of document 004 in full, folders and verbs of the fourth set, tokens, and
//! what failures prove. Fixtures are in `tests/fixtures/feishu`.

mod copies;
mod crowd;
mod documented;
mod failures;
mod going_back;
mod guarded;
mod kept;
mod listed;
mod random;
mod verbs;
mod widgets;

use serde_json::{Value, json};
use zhupi::config::{Account, Env};
use zhupi::domain::instance::Instance;
use zhupi::domain::item::{Folder, Item, Key};
use zhupi::provider::Provider;
use zhupi::provider::feishu::{Feishu, connect};

use super::server::{Reply, Server, json as reply};

/// The person whose account it is.
const WANG_FANG: &str = "25d8aee4";

/// The documented instance.
fn fixture() -> Value {
    serde_json::from_str(include_str!("../../fixtures/feishu/instance.json")).unwrap()
}

fn account(base: &str) -> Account {
    Account {
        provider: "feishu".to_owned(),
        base_url: Some(base.to_owned()),
        app_id: Some("cli_office".to_owned()),
        user_id: Some(WANG_FANG.to_owned()),
        ..Account::default()
    }
}

fn secret() -> Env {
    Env::from_pairs([("ZHUPI_OFFICE_APP_SECRET".to_owned(), "geheim-7".to_owned())])
}

/// A client of a scripted server, which hands out tokens.
fn client(server: &Server) -> Feishu {
    client_in(server, "zh")
}

fn client_in(server: &Server, language: &str) -> Feishu {
    let token = json!({ "code": 0, "msg": "ok", "tenant_access_token": "t-1", "expire": 7200 });
    server.on("internal", [reply(200, &token)]);
    connect("office", &account(&server.base), &secret(), language).unwrap()
}

/// A to-do of which only its ids are known.
fn todo(task: &str) -> Item {
    let key = Key {
        account: "office".into(),
        folder: Folder::Todo,
        id: task.into(),
    };
    Item::bare(key, Some(task.into()), "F1BBCDCB".into())
}

/// The documented instance with other values at its places, opened.
async fn opened(changes: Value) -> Instance {
    let mut body = fixture();
    for (key, value) in changes.as_object().unwrap() {
        body["data"][key] = value.clone();
    }
    let server = Server::start().await;
    server.on("get", [reply(200, &body)]);
    client(&server).open(&todo("7303")).await.unwrap()
}

/// A form, as the service sends it.
async fn with_form(widgets: &Value) -> Instance {
    opened(json!({ "form": widgets.to_string() })).await
}

fn data(data: &Value) -> Reply {
    reply(200, &json!({ "code": 0, "msg": "success", "data": data }))
}
