//! The record of what was decided: exported for others, and checked against its seals.

use rusqlite::Connection;
use serde_json::{Value, json};

use super::contract::{self, assert_shape};
use super::{Server, can, id};

/// A server at which one request was approved, with a comment that looks like a formula.
fn after_an_approval() -> Server {
    let server = Server::start();
    let item = server.item("todo", can("approve"));
    let line = ["approve", id(&item), "--yes", "--comment", "=1+1"];
    server.zhupi(&line).ends(0);
    server
}

#[test]
fn a_record_that_nobody_touched_is_whole_and_its_head_can_be_noted() {
    let server = after_an_approval();
    let found = server.json(&["journal", "--verify"]);
    assert_shape(&found, &contract::inspected());
    assert_eq!((&found["rows"], &found["flaw"]), (&json!(2), &Value::Null));
    let head = found["head"].as_str().unwrap();
    server
        .zhupi(&["journal", "--verify"])
        .ends(0)
        .shows(head)
        .says("Note the head elsewhere");
}

#[test]
fn a_record_that_somebody_changed_is_told_with_its_row_and_fails() {
    let server = after_an_approval();
    let path = server.home.path("state").join("zhupi/journal.db");
    let file = Connection::open(path).unwrap();
    let change = "DROP TRIGGER intent_is_kept; UPDATE intent SET comment = '同意'";
    file.execute_batch(change).unwrap();
    let answer = server.zhupi(&["journal", "--verify", "-o", "json"]).ends(1);
    let found = answer.json();
    assert_shape(&found, &contract::inspected());
    assert_eq!(
        found["flaw"],
        json!({"kind": "changed", "part": "intent", "row": 1})
    );
    let told = server.zhupi(&["journal", "--verify"]).ends(1);
    told.shows("Decision 1 was changed after it was written");
}

#[test]
fn the_record_is_exported_for_spreadsheets_and_line_by_line() {
    let server = after_an_approval();
    let rows = server.zhupi(&["journal", "-o", "csv"]).ends(0).out;
    let mut lines = rows.lines();
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("at,account,hand.id,hand.name,id,")
    );
    assert!(lines.next().unwrap().contains(",'=1+1,done,"), "{rows}");
    let since = ["journal", "-o", "jsonl", "--since", "-1h"];
    let line = server.zhupi(&since).ends(0).out;
    let entry: Value = serde_json::from_str(line.trim_end()).unwrap();
    assert_eq!(entry["comment"], "=1+1");
    let later = ["journal", "-o", "csv", "--since", "2099-01-01"];
    assert_eq!(server.zhupi(&later).ends(0).out.lines().count(), 1);
}
