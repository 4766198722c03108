//! The people and ids that the fixtures share, and a client at a scripted server.

use std::sync::Arc;

use serde_json::Value;
use zhupi::config::{Account, Env};
use zhupi::domain::decision::{Baseline, Decision};
use zhupi::domain::item::{Folder, Item, Key, PageRequest, ServerSort};
use zhupi::domain::verb::Verb;
use zhupi::provider::Provider;
use zhupi::provider::weda::{self, Weda};

use super::server::{Reply, Server, json};

pub(super) const WANG_FANG: &str = "1764455719177814017";
pub(super) const ZHANG_SAN: &str = "1764456977934581761";
pub(super) const LI_SI: &str = "1764457230058389505";
pub(super) const WANG_WU: &str = "1764833207934517249";
/// 张三's travel expenses, open at 王芳.
pub(super) const TRAVEL: &str = "2115974990095450113";
pub(super) const TRAVEL_TASK: &str = "2115975639826694145";
/// A second task of hers in the same instance.
pub(super) const TRAVEL_TASK_2: &str = "2115975639830888449";
/// 李四's purchase, to be handled.
pub(super) const PURCHASE: &str = "2115347836232007681";
pub(super) const PURCHASE_TASK: &str = "2115625211524022273";
pub(super) const PURCHASE_CC: &str = "2114914983773995009";
/// 王芳's own leave.
pub(super) const LEAVE: &str = "2116688922699366401";
pub(super) const LEAVE_TASK: &str = "2116689174349217793";
pub(super) const DRAFT: &str = "2116832619533434881";
pub(super) const DRAFT_TASK: &str = "2116832619537629185";

/// A fixture as text.
pub(super) fn fixture(name: &str) -> String {
    let path = format!(
        "{}/tests/fixtures/weda/{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read_to_string(path).unwrap()
}

/// A fixture as a good answer.
pub(super) fn good(name: &str) -> Reply {
    json(200, &fixture(name))
}

/// A fixture with one value replaced, as a good answer.
pub(super) fn good_with(name: &str, pointer: &str, value: Value) -> Reply {
    let mut body: Value = serde_json::from_str(&fixture(name)).unwrap();
    *body.pointer_mut(pointer).unwrap() = value;
    json(200, &body)
}

/// The environment in which the account `work` has its secret.
pub(super) fn env() -> Env {
    let pair = ("ZHUPI_WORK_SECRET_KEY", "the-secret-key");
    Env::from_pairs([(pair.0.to_owned(), pair.1.to_owned())])
}

/// 王芳's account at an address.
pub(super) fn account(base: &str) -> Account {
    Account {
        provider: "weda".to_owned(),
        env_id: Some("lowcode-7kq2m4xd1e9b03aa".to_owned()),
        env_type: Some("prod".to_owned()),
        base_url: Some(base.to_owned()),
        user_id: Some(WANG_FANG.to_owned()),
        secret_id: Some("AKIDexample".to_owned()),
        ..Account::default()
    }
}

/// 王芳 at a server that gives her a token.
pub(super) fn client(server: &Server) -> Weda {
    server.on("clientCredential", [good("token")]);
    weda::connect("work", &account(&server.base), &env()).unwrap()
}

/// The first page of a folder.
pub(super) fn first_page(folder: Folder) -> PageRequest {
    PageRequest {
        folder,
        number: 1,
        size: 50,
        sort: ServerSort::Started,
        ascending: false,
    }
}

/// The items of a list fixture.
pub(super) async fn listed(folder: Folder, name: &str) -> Vec<Item> {
    let server = Server::start().await;
    server.on("ListProcessInstances", [good(name)]);
    client(&server)
        .list(&first_page(folder))
        .await
        .unwrap()
        .items
}

/// The first item of a list fixture.
pub(super) async fn first(folder: Folder, name: &str) -> Item {
    listed(folder, name).await.remove(0)
}

/// An item of which only ids are known.
pub(super) fn bare(folder: Folder, id: &str, task: &str, instance: &str) -> Item {
    let key = Key {
        account: Arc::from("work"),
        folder,
        id: id.into(),
    };
    Item::bare(key, Some(task.into()), instance.into())
}

/// A verb for an item, with nothing else.
pub(super) fn decision(item: Item, verb: Verb) -> Decision {
    Decision::new(item, verb, Baseline::Off)
}
