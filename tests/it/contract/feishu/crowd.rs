//! Names, and instances of more people and nodes than anybody has: nothing waits for a name, and
//! nothing grows faster than what the service sent.

use std::collections::HashSet;

use serde_json::{Value, json};
use zhupi::domain::instance::Instance;
use zhupi::provider::Provider;

use super::{client, data, fixture, opened, reply, todo, with_form};
use crate::contract::server::{Reply, Server};

/// How many of everything.
const MANY: usize = 10_000;

fn called(name: &str) -> Reply {
    data(&json!({ "user": { "name": name } }))
}

fn approver(instance: &Instance) -> Option<&str> {
    instance.item.approver.name.as_deref()
}

#[tokio::test]
async fn who_could_not_be_asked_for_is_asked_for_again() {
    let server = Server::start().await;
    server.on("get", [reply(200, &fixture())]);
    server.on("25d8aee4", [Reply::Silence]);
    let feishu = client(&server);
    let shown = feishu.open(&todo("7303")).await.unwrap();
    assert_eq!(approver(&shown), None, "nobody waits for a name");
    server.on("25d8aee4", [called("王芳")]);
    let shown = feishu.open(&todo("7303")).await.unwrap();
    assert_eq!(approver(&shown), Some("王芳"));
}

#[tokio::test]
async fn who_the_directory_does_not_tell_of_is_not_asked_for_again() {
    let server = Server::start().await;
    server.on("get", [reply(200, &fixture())]);
    let denied = json!({ "code": 99_991_672, "msg": "no scope" });
    for person in ["25d8aee4", "41aa90d2"] {
        server.on(person, [reply(400, &denied)]);
    }
    let feishu = client(&server);
    for _ in 0..2 {
        feishu.open(&todo("7303")).await.unwrap();
    }
    assert_eq!(server.asked("25d8aee4").len(), 1);
    assert_eq!(server.asked("41aa90d2").len(), 1);
}

/// As many seats, one at each node, of as many people.
fn seats(times: impl Fn(usize) -> (usize, usize)) -> Value {
    let seat = |nth: usize| {
        let (since, until) = times(nth);
        let moment = |minute: usize| 1_793_600_235_000 + minute * 1000;
        json!({
            "id": format!("T{nth}"), "user_id": format!("u{nth}"), "status": "APPROVED",
            "node_id": format!("n{nth}"), "node_name": "审批", "type": "AND",
            "start_time": moment(since), "end_time": moment(until),
        })
    };
    (0..MANY).map(seat).collect()
}

#[tokio::test]
async fn an_instance_of_very_many_people_asks_for_some_names_only() {
    let mut body = fixture();
    body["data"]["task_list"] = seats(|nth| (nth, nth + 1));
    let server = Server::start().await;
    server.on("get", [reply(200, &body)]);
    let shown = client(&server).open(&todo("7303")).await.unwrap();
    assert_eq!(shown.canvas.nodes.len(), MANY + 2);
    let all = (0..MANY).map(|nth| server.asked(&format!("u{nth}")).len());
    assert!(all.take(500).sum::<usize>() <= 64);
}

#[tokio::test]
async fn the_drawing_of_very_many_nodes_has_few_edges_for_each() {
    // Half of them begin together after the other half has ended together.
    let tasks = seats(|nth| if nth < MANY / 2 { (0, 1) } else { (2, 3) });
    let canvas = opened(json!({ "task_list": tasks })).await.canvas;
    assert_eq!(canvas.nodes.len(), MANY + 2);
    assert!(canvas.edges.len() <= 18 * MANY, "{}", canvas.edges.len());
    let reached: HashSet<_> = canvas.edges.iter().map(|edge| &edge.to).collect();
    assert_eq!(reached.len(), MANY + 1, "all but the start");
}

#[tokio::test]
async fn a_timeline_of_very_many_entries_is_told_whole() {
    let event = |nth: usize| {
        json!({
            "type": if nth.is_multiple_of(2) { "PASS" } else { "ROLLBACK_SELECTED" },
            "user_id": "41aa90d2", "task_id": format!("T{nth}"), "node_key": format!("K{nth}"),
            "create_time": 1_793_600_235_000 + nth,
        })
    };
    let timeline: Value = (0..MANY).map(event).collect();
    let mut body = fixture();
    body["data"]["task_list"] = seats(|nth| (nth, nth + 1));
    body["data"]["timeline"] = timeline;
    let server = Server::start().await;
    server.on("get", [reply(200, &body)]);
    server.on("F1BBCDCB", [reply(200, &body)]);
    let feishu = client(&server);
    let shown = feishu.open(&todo("7303")).await.unwrap();
    assert_eq!(shown.history.len(), MANY + 1, "and a remark");
    assert!(
        !feishu
            .rollback_targets(&todo("7303"))
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn very_many_fields_of_one_name_are_all_there() {
    let plain = json!({ "type": "input", "id": "1", "name": "备注", "value": "x" });
    let widgets: Vec<_> = (0..MANY).map(|_| plain.clone()).collect();
    let form = with_form(&Value::from(widgets)).await.form;
    assert_eq!(form.parts[0].fields.len(), MANY);
    assert_eq!(form.parts[0].rows[0].len(), MANY);
    assert_eq!(form.changes(&form), []);
}
