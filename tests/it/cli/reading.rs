//! The commands that only read, on the demo's story.

use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

use super::contract::{self, assert_shape};
use super::{Home, Server, id, items, zhupi};

/// A command on a fresh demo, as a script reads it.
#[track_caller]
fn demo(args: &[&str]) -> Value {
    let mut all = vec!["demo"];
    all.extend(args);
    all.extend(["-o", "json"]);
    zhupi(&all).ends(0).json()
}

#[test]
fn counts_are_those_of_the_story() {
    let counts = demo(&["counts"]);
    assert_shape(&counts, &contract::counts());
    let told = ["todo", "done", "cc", "created", "draft", "unread"].map(|key| counts[key].as_u64());
    assert_eq!(told, [35, 17, 10, 51, 2, 175].map(Some));
}

#[test]
fn every_folder_lists_as_many_items_as_are_counted() {
    let server = Server::start();
    let counts = server.json(&["counts"]);
    for folder in ["todo", "done", "cc", "created", "draft"] {
        let list = server.json(&["list", folder, "--all"]);
        assert_shape(&list, &contract::list());
        assert_eq!(list["folder"], folder);
        assert_eq!(list["total"], counts[folder]);
        assert_eq!(items(&list).len() as u64, counts[folder].as_u64().unwrap());
        assert!(items(&list).iter().all(|item| item["folder"] == folder));
    }
}

#[test]
fn a_list_without_a_limit_is_one_page_of_fifty() {
    let list = demo(&["list", "created"]);
    assert_eq!(items(&list).len(), 50);
    assert_eq!(list["total"], 51);
    assert_eq!(items(&demo(&["list", "--limit", "3"])).len(), 3);
}

#[test]
fn ids_are_the_same_in_every_demo_of_a_day() {
    assert_eq!(demo(&["list", "todo"]), demo(&["list", "todo"]));
}

#[test]
fn orders_that_are_not_the_servers_apply_to_the_whole_folder() {
    let server = Server::start();
    let whole = server.json(&["list", "todo", "--all", "--sort", "from"]);
    let first = server.json(&["list", "todo", "--limit", "4", "--sort", "from"]);
    assert_eq!(items(&first), &items(&whole)[..4]);
    let arrived = server.json(&["list", "todo", "--all", "--sort", "arrived"]);
    let times: Vec<_> = items(&arrived)
        .iter()
        .filter_map(|item| item["arrived_at"].as_str())
        .collect();
    assert_eq!(times.len(), items(&arrived).len());
    assert!(times.is_sorted_by(|earlier, later| earlier >= later));
    let back = server.json(&["list", "todo", "--all", "--sort", "arrived", "--reverse"]);
    assert_eq!(items(&back)[0]["arrived_at"], *times.last().unwrap());
}

#[test]
fn show_has_the_whole_shape_for_an_item_of_every_folder() {
    let server = Server::start();
    for folder in ["todo", "done", "cc", "created", "draft"] {
        let item = server.item(folder, |_| true);
        let shown = server.json(&["show", id(&item), "--folder", folder]);
        assert_shape(&shown, &contract::show());
        assert_eq!(shown["item"]["id"], item["id"], "{folder}");
        assert!(!shown["form"].as_array().unwrap().is_empty(), "{folder}");
        let nodes = shown["canvas"]["nodes"].as_array().unwrap();
        assert!(nodes.len() > 2, "{folder}");
    }
}

#[test]
fn show_finds_an_item_by_its_ending_and_by_its_instance() {
    let server = Server::start();
    let item = server.item("todo", |_| true);
    let ending = id(&item).get(7..).unwrap();
    assert_eq!(server.json(&["show", ending])["item"]["id"], item["id"]);
    let instance = item["instance_id"].as_str().unwrap();
    let shown = server.json(&["show", "--instance", instance]);
    assert_eq!(shown["item"]["instance_id"], instance);
}

#[test]
fn show_raw_is_the_servers_answers_by_name() {
    let server = Server::start();
    let item = server.item("todo", |_| true);
    let raw = server.json(&["show", id(&item), "--raw"]);
    assert!(
        raw.as_object()
            .is_some_and(|answers| answers.values().all(Value::is_object))
    );
    server
        .zhupi(&["show", id(&item), "--raw"])
        .ends(0)
        .shows(item["instance_id"].as_str().unwrap());
}

#[test]
fn an_item_that_does_not_exist_is_an_error_for_show() {
    let answer = zhupi(&["demo", "show", "404404404", "-o", "json"]).ends(1);
    assert_shape(&answer.json(), &contract::error());
    assert_eq!(answer.json()["error"]["kind"], "not_found");
}

#[test]
fn users_are_found_by_name_and_by_pinyin() {
    let by_name = demo(&["users", "王芳"]);
    assert_shape(&by_name, &contract::users());
    assert_eq!(items(&by_name)[0]["name"], "王芳");
    assert!(items(&demo(&["users", "wangfang"])).contains(&items(&by_name)[0]));
    assert!(items(&demo(&["users", "nobody-like-this"])).is_empty());
}

#[test]
fn a_fresh_journal_is_empty() {
    for command in ["journal", "resume"] {
        let journal = demo(&[command]);
        assert_shape(&journal, &contract::journal());
        assert!(items(&journal).is_empty());
    }
}

#[test]
fn lines_are_one_item_each() {
    let lines = zhupi(&["demo", "list", "todo", "-o", "jsonl"]).ends(0).out;
    assert_eq!(lines.lines().count(), 35);
    for line in lines.lines() {
        assert_shape(&serde_json::from_str(line).unwrap(), &contract::item());
    }
}

#[test]
fn a_spreadsheet_has_a_column_for_each_key() {
    let rows = zhupi(&["demo", "list", "todo", "-o", "csv"]).ends(0).out;
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    let header = reader.headers().unwrap().clone();
    assert!(header.iter().any(|name| name == "applicant.name"));
    assert_eq!(reader.records().map(Result::unwrap).count(), 35);
}

#[test]
fn a_table_speaks_the_users_language() {
    zhupi(&["demo", "counts", "--lang", "zh"])
        .ends(0)
        .shows("待办");
    zhupi(&["demo", "counts"]).ends(0).shows("To do");
    zhupi(&["demo", "list", "created"]).ends(0).says("50 of 51");
}

#[test]
fn a_reader_that_leaves_early_ends_it_quietly() {
    let home = Home::new();
    let mut child = home
        .command(&["demo", "list", "created", "--all", "-o", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    let mut stderr = child.stderr.take().unwrap();
    stderr.read_to_string(&mut said).unwrap();
    assert_eq!(said, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_moment_that_cannot_be_read_is_wrong_usage() {
    zhupi(&["demo", "journal", "--since", "someday"])
        .ends(2)
        .says("someday");
}
