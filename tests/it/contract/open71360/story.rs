//! The people and ids that the fixtures share, and a client at a scripted server.

use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use serde_json::{Value, json};
use zhupi::config::{Account, Env};
use zhupi::domain::instance::Instance;
use zhupi::domain::item::{Folder, Item, Key};
use zhupi::error::Result;
use zhupi::provider::open71360::{self, Open71360};
use zhupi::provider::{Memory, Provider};

use crate::contract::server::{self, Reply, Server};

pub(super) const WANG_FANG: &str = "FSUID_5A0C7E91D3B84F26A1E08D47C95B3F62";
pub(super) const ZHANG_SAN: &str = "FSUID_17F3D8B20E6C4A95B7D1403C8E92A6F5";
pub(super) const LI_SI: &str = "FSUID_C46B12F9785E4D03A92F6B0D81E7C354";
pub(super) const SECRET: &str = "app-secret-3f81";
pub(super) const CODE: &str = "permanent-code-7c20";

/// The tests' present, 2026-11-02 06:00 UTC.
pub(super) fn now() -> Timestamp {
    "2026-11-02T06:00:00Z".parse().unwrap()
}

/// A fixture.
pub(super) fn fixture(name: &str) -> Value {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/open71360");
    let text = std::fs::read_to_string(format!("{folder}/{name}.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// What a body says when all went well.
pub(super) fn good(body: Value) -> Reply {
    let mut body = body;
    body["errorCode"] = json!(0);
    body["errorMessage"] = json!("success");
    server::json(200, &body)
}

/// What it says when not: with status 200 all the same.
pub(super) fn bad(code: i64, words: &str) -> Reply {
    server::json(200, &json!({ "errorCode": code, "errorMessage": words }))
}

pub(super) fn token(text: &str) -> Reply {
    good(json!({ "corpAccessToken": text, "corpId": "FSCID_TEST", "expiresIn": 7200 }))
}

/// An approval as `approval/get` answers it.
pub(super) fn approval(approval: &Value) -> Reply {
    good(json!({ "approval": approval }))
}

/// A page of the list.
pub(super) fn page(rows: &[(i64, i64)], total: usize) -> Reply {
    let rows = rows
        .iter()
        .map(|(id, status)| json!({ "id": id, "status": status }));
    let rows: Vec<_> = rows.collect();
    good(json!({ "approvals": rows, "totalCount": total, "pageSize": 1000, "pageNumber": 1 }))
}

pub(super) fn account(base: &str) -> Account {
    Account {
        provider: "open71360".to_owned(),
        base_url: Some(base.to_owned()),
        corp_id: Some("FSCID_TEST".to_owned()),
        app_id: Some("FSAID_TEST".to_owned()),
        user_id: Some(WANG_FANG.to_owned()),
        ..Account::default()
    }
}

pub(super) fn env() -> Env {
    let pairs = [("APP_SECRET", SECRET), ("PERMANENT_CODE", CODE)];
    let named = |(field, value): (&str, &str)| (format!("ZHUPI_CRM_{field}"), value.to_owned());
    Env::from_pairs(pairs.map(named))
}

/// What a provider keeps, here for as long as a test lasts.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf(Arc<Mutex<Option<String>>>);

#[async_trait::async_trait]
impl Memory for Shelf {
    async fn recall(&self) -> Option<String> {
        self.0.lock().unwrap().clone()
    }

    fn remember(&self, text: String) {
        *self.0.lock().unwrap() = Some(text);
    }
}

/// Somebody at a server that gives them a token.
pub(super) fn client_with(
    server: &Server,
    account: &Account,
    language: &str,
    memory: Shelf,
) -> Open71360 {
    server.on("V2", [token("first")]);
    open71360::connect("crm", account, &env(), language, Box::new(memory), now).unwrap()
}

/// 王芳 at a server that gives her a token, in a language.
pub(super) fn client_in(server: &Server, language: &str) -> Open71360 {
    let memory = Shelf::default();
    client_with(server, &account(&server.base), language, memory)
}

pub(super) fn client(server: &Server) -> Open71360 {
    client_in(server, "zh")
}

/// An item of which only its ids are known.
pub(super) fn bare(folder: Folder, id: &str, approval: &str) -> Item {
    let key = Key {
        account: "crm".into(),
        folder,
        id: id.into(),
    };
    Item::bare(key, None, approval.into())
}

/// An approval as it is opened, from its JSON.
pub(super) async fn opened_in(language: &str, wire: &Value) -> Instance {
    tried(language, wire).await.unwrap()
}

/// The same, where it may be refused.
pub(super) async fn tried(language: &str, wire: &Value) -> Result<Instance> {
    let server = Server::start().await;
    let client = client_in(&server, language);
    server.on("get", [approval(wire)]);
    let item = bare(Folder::Created, "31007", "31007");
    client.open(&item).await
}

pub(super) async fn opened(wire: &Value) -> Instance {
    opened_in("zh", wire).await
}
