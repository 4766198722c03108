//! Where an instance can go back to, whatever its timeline went through before.

use serde_json::{Value, json};
use zhupi::provider::Provider;

use super::{client, fixture, reply, todo};
use crate::contract::server::Server;

/// A seat of a node, since a moment, until another; 0 is not over.
fn seat(id: &str, node: &str, since: i64, until: i64) -> Value {
    let status = if until == 0 { "PENDING" } else { "APPROVED" };
    json!({
        "id": id, "user_id": "25d8aee4", "status": status, "node_id": node, "node_name": node,
        "type": "AND", "start_time": moment(since), "end_time": if until == 0 { 0 } else { moment(until) },
    })
}

fn passed(task: &str, key: &str, at: i64) -> Value {
    json!({ "type": "PASS", "user_id": "25d8aee4", "create_time": moment(at), "task_id": task, "node_key": key })
}

fn event(kind: &str, at: i64) -> Value {
    json!({ "type": kind, "user_id": "25d8aee4", "create_time": moment(at) })
}

fn moment(minute: i64) -> i64 {
    1_793_600_235_000 + minute * 60_000
}

/// The keys, and the one that is offered first.
async fn targets(tasks: Value, timeline: Value) -> (Vec<String>, String) {
    let mut body = fixture();
    body["data"]["task_list"] = tasks;
    body["data"]["timeline"] = timeline;
    let server = Server::start().await;
    server.on("F1BBCDCB", [reply(200, &body)]);
    let all = client(&server).rollback_targets(&todo("3")).await.unwrap();
    let key =
        |target: &zhupi::domain::decision::Target| target.node.id.clone().unwrap().to_string();
    let last: Vec<_> = all.iter().filter(|target| target.last).map(key).collect();
    assert_eq!(last.len(), 1);
    (all.iter().map(key).collect(), last.concat())
}

#[tokio::test]
async fn a_node_where_others_are_still_asked_is_not_behind_it() {
    let tasks = json!([
        seat("1", "甲", 0, 1),
        seat("2", "乙", 1, 2),
        seat("3", "乙", 1, 0)
    ]);
    let timeline = json!([passed("1", "K1", 1), passed("2", "K2", 2)]);
    let (all, last) = targets(tasks, timeline).await;
    assert_eq!(
        (all, last.as_str()),
        (vec!["START".into(), "K1".into()], "K1")
    );
}

#[tokio::test]
async fn a_timeline_in_any_order_is_read_in_the_order_of_its_times() {
    let tasks = json!([
        seat("1", "甲", 0, 1),
        seat("2", "乙", 1, 2),
        seat("3", "丙", 2, 0)
    ]);
    let timeline = json!([passed("2", "K2", 2), passed("1", "K1", 1)]);
    let (_, last) = targets(tasks, timeline).await;
    assert_eq!(last, "K2");
}

#[tokio::test]
async fn what_was_passed_before_all_went_back_is_not_behind_it() {
    let tasks = json!([
        seat("1", "甲", 0, 1),
        seat("2", "乙", 1, 2),
        seat("3", "甲", 3, 0)
    ]);
    let timeline = json!([
        passed("1", "K1", 1),
        passed("2", "K2", 2),
        event("ROLLBACK", 3)
    ]);
    let (all, last) = targets(tasks, timeline).await;
    assert_eq!((all, last.as_str()), (vec!["START".into()], "START"));
}

#[tokio::test]
async fn after_going_back_to_a_node_only_what_is_before_that_is_behind_it() {
    let tasks = json!([
        seat("1", "甲", 0, 1),
        seat("2", "乙", 1, 2),
        seat("4", "丙", 2, 3),
        seat("3", "乙", 3, 0)
    ]);
    let back = event("ROLLBACK_SELECTED", 3);
    let timeline = json!([passed("1", "K1", 1), passed("2", "K2", 2), back]);
    let (all, last) = targets(tasks.clone(), timeline).await;
    assert_eq!(
        (all, last.as_str()),
        (vec!["START".into(), "K1".into()], "K1")
    );

    let mut tasks = tasks;
    tasks[3] = seat("5", "乙", 3, 4);
    tasks.as_array_mut().unwrap().push(seat("3", "丙", 4, 0));
    let back = event("ROLLBACK_SELECTED", 3);
    let timeline = json!([
        passed("1", "K1", 1),
        passed("2", "K2", 2),
        back,
        passed("5", "K2", 4)
    ]);
    let (all, last) = targets(tasks, timeline).await;
    assert_eq!(all, ["START", "K1", "K2"]);
    assert_eq!(last, "K2");
}

#[tokio::test]
async fn several_who_agreed_at_one_node_are_one_place_to_go_back_to() {
    let tasks = json!([
        seat("1", "甲", 0, 1),
        seat("2", "甲", 0, 2),
        seat("3", "乙", 2, 0)
    ]);
    let timeline = json!([passed("1", "K1", 1), passed("2", "K1", 2)]);
    let (all, _) = targets(tasks, timeline).await;
    assert_eq!(all, ["START", "K1"]);
}
