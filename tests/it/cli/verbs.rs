//! The verbs beside approving: countersign, roll back, remind, stop.

use super::contract::{self, assert_shape};
use super::{Server, at, can, decided, id, items, zhupi};

/// The first to-do whose page allows a verb.
fn allowed(server: &Server, verb: &str) -> serde_json::Value {
    server.item("todo", |item| {
        let shown = server.json(&["show", id(item)]);
        let verbs = shown["verbs"].as_array().unwrap();
        let mut verbs = verbs.iter();
        verbs.any(|one| one["verb"] == verb && one["blocked"].is_null())
    })
}

#[test]
fn a_countersign_adds_people_and_the_item_stays() {
    let server = Server::start();
    let item = allowed(&server, "countersign");
    let line = [
        "countersign",
        id(&item),
        "--add",
        "李四",
        "--yes",
        "-o",
        "json",
    ];
    let document = decided(&server.zhupi(&line).ends(0));
    assert_eq!(document["results"][0]["verb"], "countersign");
    assert_eq!(server.json(&["counts"])["todo"], 35);
    let tasks = server.json(&["tasks", item["instance_id"].as_str().unwrap()]);
    let lisi = &server.json(&["users", "李四"])["items"][0]["id"];
    let open = |task: &&serde_json::Value| task["status"] == "open";
    let mut waiting = items(&tasks).iter().filter(open);
    assert!(waiting.any(|task| task["assignee"]["id"] == *lisi));
}

#[test]
fn a_rollback_lands_on_the_node_before() {
    let server = Server::start();
    let item = server.item("todo", at("财务审核"));
    let line = ["rollback", id(&item), "--yes", "-o", "json"];
    let document = decided(&server.zhupi(&line).ends(0));
    assert_eq!(document["results"][0]["receipt"], "done");
    let tasks = server.json(&["tasks", item["instance_id"].as_str().unwrap()]);
    assert_shape(&tasks, &contract::tasks());
    let mut open = items(&tasks).iter().filter(|task| task["status"] == "open");
    assert_eq!(open.next().unwrap()["node"]["name"], "部门主管审批");
    assert_eq!(open.next(), None);
}

#[test]
fn a_rollback_lands_on_the_node_that_is_named() {
    let server = Server::start();
    let item = server.item("todo", at("财务审核"));
    let line = ["rollback", id(&item), "--list", "-o", "json"];
    let targets = server.zhupi(&line).ends(0).json();
    assert_shape(&targets, &contract::targets());
    let names: Vec<_> = items(&targets)
        .iter()
        .map(|one| &one["node"]["name"])
        .collect();
    assert_eq!(names, ["部门主管审批", "填写报销单"]);
    assert_eq!(server.json(&["counts"])["todo"], 35);

    let elsewhere = ["rollback", id(&item), "--to", "结束", "--yes", "-o", "json"];
    let document = decided(&server.zhupi(&elsewhere).ends(3));
    assert_eq!(document["results"][0]["receipt"], "failed");
    let message = document["results"][0]["message"].as_str().unwrap();
    assert!(message.contains("填写报销单"), "{message}");

    let start = items(&targets)[1]["node"]["id"].as_str().unwrap();
    let line = ["rollback", id(&item), "--to", start, "--yes", "-o", "json"];
    decided(&server.zhupi(&line).ends(0));
    let tasks = server.json(&["tasks", item["instance_id"].as_str().unwrap()]);
    let last = items(&tasks).last().unwrap();
    assert_eq!(
        (&last["node"]["name"], &last["status"]),
        (&"填写报销单".into(), &"unsubmitted".into())
    );
}

#[test]
fn the_fourth_reminder_of_a_day_is_refused_in_plain_words() {
    let server = Server::start();
    let item = server.item("created", at("财务审核"));
    let line = ["remind", id(&item), "--yes", "-o", "json"];
    for _ in 0..3 {
        let document = decided(&server.zhupi(&line).ends(0));
        assert_eq!(document["results"][0]["receipt"], "done");
    }
    let document = decided(&server.zhupi(&line).ends(3));
    assert_eq!(document["results"][0]["receipt"], "refused");
    assert!(document["results"][0]["message"].is_string());
}

#[test]
fn a_stopped_request_has_its_reason_on_record() {
    let server = Server::start();
    let item = server.item("created", |item| {
        at("财务审核")(item) && item["completed"] == false
    });
    let line = [
        "stop",
        id(&item),
        "--reason",
        "行程取消",
        "--yes",
        "-o",
        "json",
    ];
    let document = decided(&server.zhupi(&line).ends(0));
    assert_eq!(document["results"][0]["verb"], "stop");
    let shown = server.json(&["show", id(&item), "--folder", "created"]);
    assert_eq!(shown["item"]["outcome"], "stopped");
    assert_eq!(server.json(&["journal"])["items"][0]["comment"], "行程取消");
}

#[test]
fn a_request_is_not_stopped_without_a_reason() {
    zhupi(&["stop", "1", "--yes"]).ends(2).says("--reason");
    zhupi(&["stop", "1", "--yes", "--reason", " "])
        .ends(2)
        .says("--reason");
    zhupi(&["countersign", "1", "--yes"]).ends(2).says("--add");
    zhupi(&["remind", "1"]).ends(2).says("--yes");
}

#[test]
fn a_comment_that_the_interface_does_not_take_is_said_to_be_lost() {
    let server = Server::start();
    let item = server.item("todo", can("approve"));
    let line = [
        "rollback",
        id(&item),
        "--comment",
        "再看看",
        "--dry-run",
        "-o",
        "json",
    ];
    server.zhupi(&line).ends(0).says("comment");
}

#[test]
fn an_account_whose_service_takes_no_decisions_says_so_to_every_verb() {
    let server = Server::start();
    let crm = |line: &[&str]| server.zhupi(&[&["--account", "crm"], line].concat());
    let list = crm(&["list", "-o", "json"]).json();
    let item = id(&list["items"][0]).to_owned();
    for line in [
        &["approve"][..],
        &["approve", "--dry-run"],
        &["approve", "--no-guard"],
        &["handle"],
        &["submit"],
        &["reject", "--comment", "材料不全"],
        &["transfer", "--to", "李四"],
        &["countersign", "--add", "李四"],
        &["rollback"],
        &["revoke"],
        &["remind"],
        &["stop", "--reason", "重复"],
    ] {
        let line = [&line[..1], &[&*item, "--yes"], &line[1..]].concat();
        crm(&line).ends(4).says("crm").says("browser");
    }
    crm(&["plan", "--filter", "from:FSUID", "--verb", "approve"]).ends(4);
    crm(&["rollback", &item, "--list"]).ends(4);
    crm(&["start", "请假"]).ends(4);
    assert_eq!(crm(&["list", "-o", "json"]).json(), list);
}
