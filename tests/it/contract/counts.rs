//! Totals of folders and messages (document 003, interfaces 13 and 21).

use serde_json::json;
use zhupi::domain::item::Counts;
use zhupi::provider::Provider;

use super::server::{self, Server};
use super::story::{WANG_FANG, client, good};

#[tokio::test]
async fn counts_are_found_by_their_type_in_any_order_and_spelling() {
    let server = Server::start().await;
    server.on("ListProcessInstancesCount", [good("counts")]);
    server.on("DescribeWorkflowMessageCount", [good("message-count")]);
    let counts = client(&server).counts().await.unwrap();
    let expected = Counts {
        todo: 35,
        done: 17,
        cc: 10,
        created: 51,
        draft: 2,
        unread: 175,
        ..Counts::default()
    };
    assert_eq!(counts, expected);
    let asked = server.body("ListProcessInstancesCount");
    assert_eq!(
        asked,
        json!({ "UserInfo": { "UserId": WANG_FANG, "Type": 4 } })
    );
}

#[tokio::test]
async fn unread_asks_for_both_message_types_and_counts_neither_twice() {
    let server = Server::start().await;
    server.on("ListProcessInstancesCount", [good("counts")]);
    server.on("DescribeWorkflowMessageCount", [good("message-count")]);
    assert_eq!(client(&server).counts().await.unwrap().unread, 162 + 13);
    let asked = server.asked("DescribeWorkflowMessageCount");
    let mut types: Vec<_> = asked
        .iter()
        .map(|asked| asked.body["MessageType"].as_i64().unwrap())
        .collect();
    types.sort_unstable();
    assert_eq!(types, [0, 2]);
}

#[tokio::test]
async fn a_folder_that_the_answer_leaves_out_is_asked_for_by_itself() {
    let server = Server::start().await;
    let one = |kind: &str, total: u64| {
        let counts = json!([{ "PageType": kind, "Total": total }]);
        server::json(
            200,
            &json!({ "Response": { "Data": { "TotalCounts": counts } } }),
        )
    };
    server.on("DescribeWorkflowMessageCount", [good("message-count")]);
    server.on(
        "ListProcessInstancesCount",
        [one("TODO", 35), one("CC", 10)],
    );
    let counts = client(&server).counts().await.unwrap();
    assert_eq!((counts.todo, counts.cc, counts.draft), (35, 10, 0));
    let asked = server.asked("ListProcessInstancesCount");
    let mut types: Vec<_> = asked
        .iter()
        .filter_map(|asked| asked.body["PageType"].as_str())
        .collect();
    types.sort_unstable();
    assert_eq!(types, ["CC", "CREATE", "DONE", "DRAFT"]);
}
