//! What is filled in with a decision, and who gets a copy of it.

use serde_json::{Value, json};

use super::{Server, at, can, decided, id, zhupi};

/// Tries to approve the first item that has something to fill in.
fn line<'a>(item: &'a Value, input: &'a str) -> [&'a str; 7] {
    ["approve", id(item), "--input", input, "--yes", "-o", "json"]
}

#[test]
fn an_input_is_a_number_where_one_stands_and_else_text() {
    let server = Server::start();
    let item = server.item("todo", at("财务经理审批"));
    let mut all = line(&item, "verified.amount=6100.5").to_vec();
    all.extend(["--input", "verified.depart_date=1794412800000"]);
    decided(&server.zhupi(&all).ends(0));
    let done = server.json(&["show", id(&item), "--folder", "done"]);
    let row = &done["form"][0]["rows"][0];
    assert_eq!(row["amount"], json!("6100.5"));
    assert_eq!(row["depart_date"], json!(1_794_412_800_000_i64));
}

#[test]
fn an_input_typed_wrong_is_told_before_anything_is_sent() {
    let server = Server::start();
    let item = server.item("todo", at("财务经理审批"));
    for (input, told) in [
        ("verified.amount=四千", "amount"),
        ("verified.depart_date=明天", "depart_date"),
        ("elsewhere.amount=1", "verified"),
    ] {
        let answer = server.zhupi(&line(&item, input)).ends(2);
        let message = &answer.json()["error"]["message"];
        assert!(message.as_str().unwrap().contains(told), "{message}");
    }
    assert_eq!(server.json(&["counts"])["todo"], 35);
    assert_eq!(server.json(&["journal"])["items"], json!([]));
}

#[test]
fn an_input_that_names_no_field_is_wrong_usage() {
    for input in ["amount=1", "verified.amount", ".=1"] {
        zhupi(&["approve", "1", "--yes", "--input", input])
            .ends(2)
            .says(input);
    }
}

#[test]
fn a_copy_goes_to_those_who_are_named() {
    let server = Server::start();
    let copies = |item: &Value| server.json(&["show", id(item)])["cc_allowed"] == true;
    let item = server.item("todo", |item| can("approve")(item) && copies(item));
    let line = [
        "approve",
        id(&item),
        "--cc",
        "张三",
        "李四",
        "--yes",
        "-o",
        "json",
    ];
    decided(&server.zhupi(&line).ends(0));
    for account in ["zhangsan", "lisi"] {
        let list = server.json(&["list", "cc", "--all", "--account", account]);
        let mut items = list["items"].as_array().unwrap().iter();
        assert!(
            items.any(|copy| copy["instance_id"] == item["instance_id"]),
            "{account}"
        );
    }
}

#[test]
fn where_no_copies_are_sent_the_item_says_so_and_stays() {
    let server = Server::start();
    let theirs = ["--account", "zhouting"];
    let todo = server.json(&[&["list", "todo", "--all"], &theirs[..]].concat());
    let mut items = todo["items"].as_array().unwrap().iter();
    let item = items.find(|item| at("出纳付款")(item)).unwrap();
    let line = ["handle", id(item), "--cc", "张三", "--yes", "-o", "json"];
    let document = decided(&server.zhupi(&[&line[..], &theirs].concat()).ends(3));
    assert_eq!(document["results"][0]["receipt"], "failed");
    assert!(document["results"][0]["message"].is_string());
    let after = server.json(&[&["counts"], &theirs[..]].concat());
    assert_eq!(after["todo"], todo["total"]);
}
