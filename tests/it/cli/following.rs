//! Flows, starting them, their instances and tasks, and the canvas.

use super::contract::{self, assert_shape};
use super::{Server, id, items, zhupi};

#[test]
fn a_flow_is_found_started_and_followed() {
    let server = Server::start();
    let flows = server.json(&["flows"]);
    assert_shape(&flows, &contract::flows());
    let travel = items(&flows).iter().find(|flow| flow["name"] == "差旅报销");
    let key = travel.unwrap()["key"].as_str().unwrap();
    let input = "request.city=上海";
    let whole = r#"request:={"amount":1200,"days":2}"#;
    let answer = server.zhupi(&[
        "start", key, "--input", whole, "--input", input, "-o", "json",
    ]);
    let started = answer.ends(0).json();
    assert_shape(&started, &contract::start());
    let instance = started["instance_id"].as_str().unwrap();

    let tasks = server.json(&["tasks", instance]);
    assert_shape(&tasks, &contract::tasks());
    assert_eq!(items(&tasks)[0]["task_id"], started["task_id"]);
    let found = server.json(&["instances", "--flow", key, "--limit", "1"]);
    assert_eq!(items(&found)[0]["instance_id"], instance);
    let shown = server.json(&["show", "--instance", instance]);
    assert_eq!(shown["form"][0]["rows"][0]["city"], "上海");
    assert_eq!(shown["form"][0]["rows"][0]["amount"], 1200);
}

#[test]
fn a_flow_is_started_by_its_code_too() {
    let server = Server::start();
    let flows = server.json(&["flows"]);
    let mut flows = items(&flows).iter();
    let leave = flows.find(|flow| flow["key"] == "flow_leave").unwrap();
    let code = leave["code"].as_str().unwrap();
    assert_ne!(code, "flow_leave");
    server.zhupi(&["start", code]).ends(0);
}

#[test]
fn a_start_without_what_the_flow_expects_is_warned_of() {
    zhupi(&["demo", "start", "flow_leave"])
        .ends(0)
        .says("expects");
    zhupi(&["demo", "start", "no-such-flow"])
        .ends(1)
        .says("no-such-flow");
    zhupi(&["demo", "start", "flow_leave", "--read-only"]).ends(4);
}

#[test]
fn instances_are_told_apart_by_how_they_stand_and_who_started_them() {
    let server = Server::start();
    let all = server.json(&["instances", "--all"]);
    assert_shape(&all, &contract::instances());
    assert_eq!(all["total"], items(&all).len());
    let first = server.json(&["instances"]);
    assert_eq!(items(&first), &items(&all)[..50]);
    let mut total = 0;
    for (status, outcome) in [
        ("running", None),
        ("approved", Some("approved")),
        ("rejected", Some("rejected")),
        ("stopped", Some("stopped")),
    ] {
        let some = server.json(&["instances", "--all", "--status", status]);
        assert!(
            items(&some)
                .iter()
                .all(|one| one["outcome"].as_str() == outcome),
            "{status}"
        );
        total += items(&some).len();
    }
    assert_eq!(total, items(&all).len());
    let mine = server.json(&["instances", "--all", "--starter", "王芳"]);
    assert!(!items(&mine).is_empty());
    assert!(
        items(&mine)
            .iter()
            .all(|one| one["applicant"]["name"] == "王芳")
    );
}

#[test]
fn instances_have_an_order_and_a_time() {
    let server = Server::start();
    let times = |args: &[&str]| {
        let line = [&["instances", "--all"], args].concat();
        let found = server.json(&line);
        let times = items(&found)
            .iter()
            .map(|one| one["started_at"].as_str().unwrap().to_owned());
        times.collect::<Vec<_>>()
    };
    let (newest, oldest) = (
        times(&["--sort", "started"]),
        times(&["--sort", "started", "--reverse"]),
    );
    assert!(newest.is_sorted_by(|a, b| a >= b));
    assert!(oldest.is_sorted());
    assert_ne!(newest, oldest);
    let middle = newest.get(newest.len() / 2).unwrap();
    let since = times(&["--since", middle]);
    let until = times(&["--until", middle]);
    assert!(since.len() < newest.len() && since.iter().all(|at| at >= middle));
    assert!(until.len() < newest.len() && until.iter().all(|at| at <= middle));
    zhupi(&["demo", "instances", "--since", "someday"])
        .ends(2)
        .says("someday");
}

#[test]
fn the_canvas_is_a_document_a_drawing_and_two_exports() {
    let server = Server::start();
    let item = server.item("todo", |_| true);
    let document = server.json(&["canvas", id(&item)]);
    assert_shape(&document, &contract::canvas());
    assert_eq!(document, server.json(&["show", id(&item)])["canvas"]);
    let nodes = document["nodes"].as_array().unwrap();
    let current = nodes
        .iter()
        .find(|node| node["status"] == "current")
        .unwrap();
    let name = current["name"].as_str().unwrap();
    let instance = item["instance_id"].as_str().unwrap();
    server
        .zhupi(&["canvas", "--instance", instance])
        .ends(0)
        .shows(name)
        .shows("┌");
    for (format, opening) in [("dot", "digraph"), ("mermaid", "flowchart")] {
        let line = ["canvas", id(&item), "--format", format];
        let answer = server.zhupi(&line).ends(0).shows(name);
        assert!(answer.out.starts_with(opening), "{answer:?}");
        // Beside the people stands what they have done, in the language asked for.
        answer.shows(": submit");
        let line = [&["--lang", "zh"], line.as_slice()].concat();
        server.zhupi(&line).ends(0).shows(": 提交");
    }
    zhupi(&["canvas"]).ends(2);
}

#[test]
fn what_was_given_before_is_offered_where_nothing_is_given() {
    let server = Server::start();
    let input = "request.city=上海";
    let line = ["start", "flow_travel", "--input", input];
    server.zhupi(&line).ends(0);
    let answer = server.zhupi(&["start", "flow_travel"]);
    answer.says("request.city=");
    server.zhupi(&["start", "flow_access"]).says("expects");
}
