//! The message centre from the command line.

use super::contract::{self, assert_shape};
use super::{Server, id, items, zhupi};

#[test]
fn messages_are_one_page_of_fifty_unless_all_are_wanted() {
    let server = Server::start();
    let first = server.json(&["messages"]);
    assert_shape(&first, &contract::messages());
    assert_eq!(
        (&first["total"], &first["unread"]),
        (&188.into(), &175.into())
    );
    let all = server.json(&["messages", "--all"]);
    assert_eq!(items(&all).len(), 188);
    assert_eq!(items(&first), &items(&all)[..50]);
    let some = server.json(&["messages", "--limit", "120"]);
    assert_eq!(items(&some), &items(&all)[..120]);
}

#[test]
fn messages_are_filtered_by_kind_state_and_title() {
    let server = Server::start();
    let unread = server.json(&["messages", "--unread", "--all"]);
    assert_eq!(items(&unread).len(), 175);
    assert!(items(&unread).iter().all(|one| one["read"] == false));
    for kind in ["task", "notice"] {
        let some = server.json(&["messages", "--kind", kind, "--all"]);
        assert!(!items(&some).is_empty());
        assert!(items(&some).iter().all(|one| one["kind"] == kind), "{kind}");
    }
    let found = server.json(&["messages", "--search", "付款", "--all"]);
    assert!((1..100).contains(&items(&found).len()));
    assert!(items(&server.json(&["messages", "--search", "no-such-title"])).is_empty());
}

#[test]
fn messages_become_read_and_unread_again() {
    let server = Server::start();
    let unread = server.json(&["messages", "--unread", "--limit", "2"]);
    let [one, other] = items(&unread) else {
        panic!("{unread}");
    };
    server
        .zhupi(&["messages", "read", id(one), id(other)])
        .ends(0)
        .shows("2");
    assert_eq!(server.json(&["messages"])["unread"], 173);
    server.zhupi(&["messages", "unread", id(one)]).ends(0);
    assert_eq!(server.json(&["counts"])["unread"], 174);
    let marked = server.json(&["messages", "read", "--all"]);
    assert_eq!(
        (&marked["read"], &marked["count"]),
        (&true.into(), &174.into())
    );
    assert_eq!(server.json(&["counts"])["unread"], 0);
}

#[test]
fn a_message_leads_to_its_item() {
    let server = Server::start();
    let messages = server.json(&["messages", "--kind", "task", "--all"]);
    let todo = server.json(&["list", "todo", "--all"]);
    let leads = |message: &&serde_json::Value| {
        items(&todo)
            .iter()
            .any(|item| item["task_id"] == message["task_id"])
    };
    let message = items(&messages).iter().find(leads).unwrap();
    let task = message["task_id"].as_str().unwrap();
    assert_eq!(server.json(&["show", task])["item"]["task_id"], task);
}

#[test]
fn marking_needs_to_know_what_and_an_account_that_may() {
    zhupi(&["messages", "read"]).ends(2);
    zhupi(&["messages", "read", "1", "--all"]).ends(2);
    zhupi(&["messages", "--kind", "gossip"])
        .ends(2)
        .says("notice");
    zhupi(&["demo", "messages", "read", "--all", "--read-only"]).ends(4);
}
