//! The deciding commands against one sandbox that lives through several of them.

use serde_json::Value;

use super::contract::{self, assert_shape};
use super::{Server, can, decided, id, zhupi};

#[test]
fn an_approval_moves_from_todo_to_done_and_into_the_journal() {
    let server = Server::start();
    let item = server.item("todo", can("approve"));
    let line = [
        "approve",
        id(&item),
        "--yes",
        "--comment",
        "同意，已核",
        "-o",
        "json",
    ];
    let document = decided(&server.zhupi(&line).ends(0));
    let result = &document["results"][0];
    assert_eq!(result["id"], item["id"]);
    assert_eq!(result["verb"], "approve");
    assert_eq!(result["receipt"], "done");
    assert_eq!(result["guard"], "fresh");
    assert_eq!(document["done"], 1);
    let counts = server.json(&["counts"]);
    assert_eq!((&counts["todo"], &counts["done"]), (&34.into(), &18.into()));
    let journal = server.json(&["journal"]);
    assert_shape(&journal, &contract::journal());
    let entry = &journal["items"][0];
    assert_eq!(entry["id"], item["id"]);
    assert_eq!(entry["receipt"], "done");
    assert_eq!(entry["comment"], "同意，已核");
    assert_eq!(entry["hand"]["name"], "王芳");
    assert_eq!(
        server.json(&["journal", "--since", "2099-01-01"])["items"],
        Value::Array(vec![])
    );
    server.zhupi(&["journal"]).ends(0).shows("同意，已核");
}

#[test]
fn what_was_shown_is_what_is_decided_on() {
    let server = Server::start();
    let item = server.item("todo", can("approve"));
    server.zhupi(&["show", id(&item)]).ends(0);
    let line = ["approve", id(&item), "--yes", "-o", "json"];
    let document = decided(&server.zhupi(&line).ends(0));
    assert_eq!(document["results"][0]["guard"], "shown");
}

#[test]
fn to_approve_at_a_handling_step_is_to_handle() {
    let server = Server::start();
    let item = server.item("todo", |item| item["kind"] == "handle");
    let line = ["approve", id(&item), "--yes", "-o", "json"];
    let document = decided(&server.zhupi(&line).ends(0));
    assert_eq!(document["results"][0]["verb"], "handle");
}

#[test]
fn a_dry_run_sends_nothing_and_needs_no_yes() {
    let server = Server::start();
    let item = server.item("todo", can("approve"));
    let line = ["approve", id(&item), "--dry-run", "-o", "json"];
    let document = decided(&server.zhupi(&line).ends(0));
    assert_eq!(document["results"][0]["receipt"], "planned");
    assert_eq!(document["done"], 0);
    assert_eq!(server.json(&["counts"])["todo"], 35);
    assert_eq!(server.json(&["journal"])["items"], Value::Array(vec![]));
}

#[test]
fn several_are_decided_once_each_and_told_in_the_order_given() {
    let server = Server::start();
    let list = server.json(&["list", "todo", "--all"]);
    let items = list["items"].as_array().unwrap().iter();
    let items: Vec<_> = items.filter(|item| can("approve")(item)).take(3).collect();
    let [a, b, c] = [id(items[0]), id(items[1]), id(items[2])];
    let line = ["approve", c, a, "404404404", b, c, "--yes", "-o", "json"];
    let document = decided(&server.zhupi(&line).ends(3));
    let results = document["results"].as_array().unwrap();
    let told: Vec<_> = results
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(told, [c, a, "404404404", b]);
    assert_eq!(document["done"], 3);
    assert_eq!(document["failed"], 1);
    assert!(results[2]["message"].is_string());
    assert_eq!(server.json(&["counts"])["todo"], 32);
}

#[test]
fn a_single_id_that_means_nothing_is_an_error() {
    let answer = zhupi(&["demo", "approve", "404404404", "--yes", "-o", "json"]).ends(1);
    assert_shape(&answer.json(), &contract::error());
}

#[test]
fn a_verb_that_does_not_fit_the_item_says_why() {
    let server = Server::start();
    let item = server.item("cc", |_| true);
    let line = ["approve", id(&item), "--yes", "-o", "json"];
    let document = decided(&server.zhupi(&line).ends(3));
    assert_eq!(document["results"][0]["receipt"], "failed");
    assert!(document["results"][0]["message"].is_string());
}

#[test]
fn a_rejection_ends_the_instance() {
    let server = Server::start();
    let item = server.item("todo", can("reject"));
    server
        .zhupi(&["reject", id(&item), "--yes", "--comment", "请补充发票"])
        .ends(0);
    let instance = item["instance_id"].as_str().unwrap();
    let done = server.item("done", |done| done["instance_id"] == instance);
    assert_eq!(done["outcome"], "rejected");
    assert_eq!(done["handled_as"], "reject");
}

#[test]
fn a_transfer_goes_to_the_one_person_meant() {
    let server = Server::start();
    let can_transfer = |item: &Value| {
        let shown = server.json(&["show", id(item)]);
        let verbs = shown["verbs"].as_array().unwrap();
        verbs
            .iter()
            .any(|verb| verb["verb"] == "transfer" && verb["blocked"].is_null())
    };
    let item = server.item("todo", can_transfer);
    server
        .zhupi(&["transfer", id(&item), "--to", "nobody-like-this", "--yes"])
        .ends(1);
    let line = ["transfer", id(&item), "--to", "李四", "--yes", "-o", "json"];
    let document = decided(&server.zhupi(&line).ends(0));
    assert_eq!(document["results"][0]["verb"], "transfer");
    assert_eq!(server.json(&["counts"])["todo"], 34);
}

#[test]
fn an_own_request_and_an_own_decision_can_be_revoked() {
    let server = Server::start();
    for (folder, role) in [("created", "applicant"), ("done", "approver")] {
        let item = server.item(folder, can("revoke"));
        let line = ["revoke", id(&item), "--as", role, "--yes", "-o", "json"];
        let document = decided(&server.zhupi(&line).ends(0));
        assert_eq!(document["results"][0]["receipt"], "done", "{folder}");
    }
}

#[test]
fn a_read_only_account_decides_nothing_and_says_so() {
    let server = Server::start();
    let item = server.item("todo", can("approve"));
    let line = ["approve", id(&item), "--yes", "--read-only", "-o", "json"];
    let answer = server.zhupi(&line).ends(4);
    assert_shape(&answer.json(), &contract::error());
    assert_eq!(answer.json()["error"]["kind"], "denied");
    assert_eq!(server.json(&["counts"])["todo"], 35);
}

#[test]
fn without_the_guard_the_decision_is_still_journalled() {
    let server = Server::start();
    let item = server.item("todo", can("approve"));
    let line = ["approve", id(&item), "--yes", "--no-guard", "-o", "json"];
    let document = decided(&server.zhupi(&line).ends(0));
    assert_eq!(document["results"][0]["guard"], "off");
    assert_eq!(server.json(&["journal"])["items"][0]["receipt"], "done");
}

#[test]
fn a_server_that_is_away_is_told_by_the_exit_code() {
    let mut server = Server::start();
    server.process.kill().unwrap();
    server.process.wait().unwrap();
    let answer = server.zhupi(&["counts", "-o", "json"]).ends(5);
    assert_eq!(answer.json()["error"]["kind"], "unreachable");
    let line = ["approve", "1554724262350057473", "--yes", "-o", "json"];
    server.zhupi(&line).ends(5);
}

#[test]
fn for_people_every_result_names_its_item_and_a_plan_that_is_empty_says_so() {
    let server = Server::start();
    let item = server.item("todo", can("approve"));
    let title = item["title"].as_str().unwrap();
    let line = ["approve", id(&item), "--dry-run"];
    server.zhupi(&line).ends(0).shows(title);
    server
        .zhupi(&["approve", id(&item), "--yes"])
        .ends(0)
        .shows(title);
    let plan = ["plan", "--verb", "approve", "--filter", "from:诸葛亮"];
    server.zhupi(&plan).ends(0).says("No item");
}
