//! Next approvers from the command line: asked for, waiting, chosen.

use serde_json::Value;

use super::contract::{self, assert_shape};
use super::{Server, at, decided, id, items, zhupi};

const NODE: &str = "数据负责人确认";

/// Approves the first item whose approval asks for the next approver, and what it says.
fn approved(server: &Server, next: &[&str], code: i32) -> Value {
    let item = server.item("todo", at(NODE));
    let mut line = vec!["approve", id(&item), "--yes", "-o", "json"];
    line.extend(next);
    let document = decided(&server.zhupi(&line).ends(code));
    assert_eq!(document["done"], 1);
    document["results"][0].clone()
}

/// Who has an open task in the instance of a result's item.
fn asked(server: &Server, result: &Value) -> Vec<String> {
    let done = server.item("done", |item| item["id"] == result["id"]);
    let tasks = server.json(&["tasks", done["instance_id"].as_str().unwrap()]);
    let open = items(&tasks).iter().filter(|task| task["status"] == "open");
    open.map(|task| task["assignee"]["id"].as_str().unwrap().to_owned())
        .collect()
}

fn person(server: &Server, name: &str) -> String {
    let users = server.json(&["users", name]);
    users["items"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_choice_waits_until_it_is_made_and_is_made_once() {
    let server = Server::start();
    let result = approved(&server, &[], 3);
    assert_eq!(result["receipt"], "done");
    let names: Vec<_> = result["next"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["user"]["name"])
        .collect();
    assert_eq!(names, ["徐浩", "何军"]);

    let waiting = server.json(&["next"]);
    assert_shape(&waiting, &contract::choices());
    assert_eq!(items(&waiting)[0]["id"], result["id"]);
    assert_eq!(items(&waiting)[0]["next"], result["next"]);

    let stranger = ["next", id(&result), "--to", "张三", "-o", "json"];
    let refused = decided(&server.zhupi(&stranger).ends(3));
    assert_eq!(refused["results"][0]["receipt"], "failed");
    assert_eq!(refused["results"][0]["next"], result["next"]);

    let line = ["next", id(&result), "--to", "何军", "-o", "json"];
    let made = decided(&server.zhupi(&line).ends(0));
    assert_eq!(made["results"][0]["receipt"], "done");
    assert_eq!(asked(&server, &result), [person(&server, "何军")]);
    assert!(items(&server.json(&["next"])).is_empty());
    assert_shape(&server.zhupi(&line).ends(1).json(), &contract::error());
}

#[test]
fn the_next_approver_can_be_named_with_the_decision() {
    let server = Server::start();
    let result = approved(&server, &["--next", "徐浩"], 0);
    assert_eq!(result["next"], Value::Array(vec![]));
    assert_eq!(asked(&server, &result), [person(&server, "徐浩")]);
    assert!(items(&server.json(&["next"])).is_empty());
}

#[test]
fn all_who_are_offered_can_be_asked() {
    let server = Server::start();
    let result = approved(&server, &["--next", "all"], 0);
    assert_eq!(asked(&server, &result).len(), 2);
    let later = approved(&server, &[], 3);
    let line = ["next", id(&later), "--all", "-o", "json"];
    decided(&server.zhupi(&line).ends(0));
    assert_eq!(asked(&server, &later).len(), 2);
}

#[test]
fn somebody_who_is_not_offered_leaves_the_choice_open() {
    let server = Server::start();
    let result = approved(&server, &["--next", "张三"], 3);
    assert_eq!(result["next"].as_array().unwrap().len(), 2);
    assert!(result["message"].is_string());
    assert_eq!(items(&server.json(&["next"])).len(), 1);
}

#[test]
fn a_name_that_nobody_has_is_told_before_anything_is_sent() {
    let server = Server::start();
    let item = server.item("todo", at(NODE));
    let line = ["approve", id(&item), "--next", "nobody-like-this", "--yes"];
    server.zhupi(&line).ends(1).says("nobody-like-this");
    assert_eq!(server.json(&["counts"])["todo"], 35);
}

#[test]
fn a_choice_needs_its_item_and_its_people() {
    zhupi(&["next", "1"]).ends(2);
    zhupi(&["next", "--all"]).ends(2);
    zhupi(&["next", "1", "--to", "2", "--all"]).ends(2);
}
