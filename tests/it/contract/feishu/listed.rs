//! What a row of a list tells by itself: where its page is, who decides it, when it came, and how
//! many more there are.

use serde_json::{Value, json};
use zhupi::domain::item::{Beyond, Folder, Item};
use zhupi::domain::verb::{Blocked, Verb};
use zhupi::provider::Provider;
use zhupi::sandbox::Style;

use super::verbs::{all, office};
use super::{client, data};
use crate::contract::server::Server;

/// A row of another system, or of the service itself.
async fn row(operable: bool) -> Item {
    let row = json!({
        "task_id": "7303", "process_code": "F1BBCDCB", "support_api_operate": operable,
        "urls": { "pc": "https://office.example/approval/7303", "mobile": "https://m.example" },
    });
    let server = Server::start().await;
    let rows = data(&json!({ "tasks": [row], "count": { "total": 1 } }));
    server.on("query", [rows]);
    all(&client(&server), Folder::Todo).await.remove(0)
}

#[tokio::test]
async fn a_row_that_was_kept_says_in_another_process_where_it_is_decided() {
    for (operable, blocked) in [(true, None), (false, Some(Blocked::Elsewhere))] {
        let kept = serde_json::to_string(&row(operable).await).unwrap();
        let kept: Item = serde_json::from_str(&kept).unwrap();
        assert_eq!(Verb::Approve.blocked_by_row(&kept), blocked);
        let server = Server::start().await;
        server.on("get", [super::reply(200, &super::fixture())]);
        let shown = client(&server).open(&kept).await.unwrap();
        assert_eq!(shown.blocked(Verb::Approve), blocked);
        let link = shown.link.as_deref();
        assert_eq!(link, Some("https://office.example/approval/7303"));
    }
}

#[tokio::test]
async fn a_row_that_an_older_version_kept_still_reads() {
    let mut kept = serde_json::to_value(row(false).await).unwrap();
    let fields = kept.as_object_mut().unwrap();
    fields.remove("link");
    fields.remove("elsewhere");
    let kept: Item = serde_json::from_value(kept).unwrap();
    assert_eq!((kept.link, kept.elsewhere), (None, false));
}

#[tokio::test]
async fn rows_came_when_their_tasks_began() {
    let (_sandbox, feishu) = office(Style::Clean).await;
    for item in all(&feishu, Folder::Todo).await {
        let told = feishu.open(&item).await.unwrap().item.arrived_at;
        assert!(told.is_some());
        assert_eq!(item.arrived_at, told, "{}", item.title);
        assert_eq!(item.placed_at(), told);
    }
}

#[tokio::test]
async fn an_id_that_holds_no_time_tells_none() {
    assert_eq!(row(true).await.arrived_at, None);
}

async fn counted(answer: Value) -> (String, bool) {
    let server = Server::start().await;
    server.on("query", [data(&answer)]);
    let counts = client(&server).counts().await.unwrap();
    let unread = counts.beyond.has(Beyond::UNREAD);
    (counts.text(Folder::Todo), unread)
}

#[tokio::test]
async fn counts_that_end_at_the_limit_say_that_there_is_more() {
    for (answer, text) in [
        (
            json!({ "tasks": [], "count": { "total": 999, "has_more": true } }),
            "999+",
        ),
        (
            json!({ "tasks": [], "count": { "total": 999, "has_more": false } }),
            "999",
        ),
        (json!({ "tasks": [], "count": { "total": 12 } }), "12"),
        // Whether another page follows says nothing where all are counted.
        (
            json!({ "tasks": [], "has_more": true, "count": { "total": 12, "has_more": false } }),
            "12",
        ),
        (
            json!({ "tasks": [{ "task_id": "7" }], "has_more": true }),
            "1+",
        ),
    ] {
        let more = text.ends_with('+');
        assert_eq!(counted(answer).await, (text.to_owned(), more));
    }
}
