//! What was done with an instance (document 003, interface 8), and reading through pages.

use serde_json::{Value, json};
use zhupi::domain::instance::{Act, Action, Attachment};
use zhupi::domain::item::Folder;
use zhupi::domain::people::Named;
use zhupi::error::Kind;
use zhupi::provider::Provider;

use super::server::{self, Reply, Server};
use super::story::{LI_SI, TRAVEL, TRAVEL_TASK, WANG_FANG, WANG_WU, bare, client, good, good_with};

async fn acts(replies: impl IntoIterator<Item = Reply>) -> (Server, Vec<Act>) {
    let server = Server::start().await;
    server.on("GetFlowInstanceOperations", replies);
    let item = bare(Folder::Todo, TRAVEL_TASK, TRAVEL_TASK, TRAVEL);
    let acts = client(&server).history(&item).await.unwrap();
    (server, acts)
}

async fn with_content(content: &str) -> Act {
    let pointer = "/Response/Data/Result/0/Content";
    let (_server, acts) = acts([good_with("operations", pointer, json!(content))]).await;
    let of_review = |act: &Act| act.node.as_deref() == Some("费用复核");
    acts.into_iter().find(of_review).unwrap()
}

#[tokio::test]
async fn entries_are_sorted_by_time_whatever_order_they_came_in() {
    let (_server, acts) = acts([good("operations")]).await;
    let names: Vec<_> = acts.iter().map(|act| act.action.name()).collect();
    let expected = [
        "submit",
        "revoke",
        "countersign",
        "handle",
        "cc",
        "other:0",
        "skip_rejected",
        "other:42",
    ];
    assert_eq!(names, expected);
    assert_eq!(acts[0].at.unwrap().to_string(), "2026-10-30T01:14:40Z");
    assert_eq!(acts[1].operator, Named::new(Some(WANG_FANG.into()), None));
}

#[tokio::test]
async fn broken_json_with_bare_numeric_keys_is_still_understood() {
    let (_server, acts) = acts([good("operations")]).await;
    let handled = &acts[3];
    assert_eq!(handled.action, Action::Handle);
    assert_eq!(handled.comment.as_deref(), Some("@王五 已入库"));
    let file = Attachment {
        id: Some("f-20261030".to_owned()),
        name: "入库单.pdf".to_owned(),
        kind: Some("pdf".to_owned()),
    };
    assert_eq!(handled.attachments, [file]);
    assert_eq!(handled.note, None);
}

#[tokio::test]
async fn people_are_read_from_json_inside_json_inside_a_string() {
    let (_server, acts) = acts([good("operations")]).await;
    let named = Named::new(Some(WANG_WU.into()), Some("王五".to_owned()));
    assert_eq!(acts[2].people, [named]);
    let copied = [WANG_FANG, WANG_WU].map(|id| Named::new(Some(id.into()), None));
    assert_eq!(acts[4].people, copied);
}

#[tokio::test]
async fn plain_words_where_json_is_expected_become_the_note() {
    let (_server, acts) = acts([good("operations")]).await;
    assert_eq!(acts[1].action, Action::Revoke);
    assert_eq!(acts[1].note.as_deref(), Some("审批人撤销"));
}

#[tokio::test]
async fn content_that_does_not_parse_is_kept_as_it_came() {
    let (_server, acts) = acts([good("operations")]).await;
    assert_eq!(acts[5].action, Action::Other(0));
    assert_eq!(acts[5].note.as_deref(), Some("{action=9, operation=none}"));
}

#[tokio::test]
async fn a_trailing_comma_does_not_hide_an_unknown_action() {
    let (_server, acts) = acts([good("operations")]).await;
    assert_eq!(
        (&acts[7].action, &acts[7].note),
        (&Action::Other(42), &None)
    );
}

#[tokio::test]
async fn a_skip_says_by_its_choice_whether_it_counts_as_agreed() {
    let skip = |choice: &str| {
        let operation = json!([{ "id": choice, "name": "x" }]).to_string();
        json!({ "action": 9, "operation": operation }).to_string()
    };
    assert_eq!(with_content(&skip("2")).await.action, Action::Skip);
    assert_eq!(with_content(&skip("3")).await.action, Action::SkipRejected);
    assert_eq!(with_content(r#"{"action":9}"#).await.action, Action::Skip);
}

#[tokio::test]
async fn a_rollback_names_nodes_and_no_people() {
    let operation = json!([{ "name": "财务复核" }, { "name": "发起申请" }]).to_string();
    let content = json!({ "action": 6, "operation": operation }).to_string();
    let act = with_content(&content).await;
    assert_eq!((act.action, act.people), (Action::Rollback, Vec::new()));
    assert_eq!(act.note.as_deref(), Some("财务复核, 发起申请"));
}

#[tokio::test]
async fn an_operator_is_known_as_an_id_a_number_or_a_whole_user() {
    let pointer = "/Response/Data/Result/0/OperatorUser";
    for user in [
        json!(LI_SI),
        json!(1_764_457_230_058_389_505_i64),
        json!({ "UserId": LI_SI, "Source": 4 }),
    ] {
        let (_server, acts) = acts([good_with("operations", pointer, user)]).await;
        assert_eq!(acts[2].operator, Named::new(Some(LI_SI.into()), None));
    }
}

#[tokio::test]
async fn no_break_spaces_and_a_byte_order_mark_do_not_matter() {
    let act = with_content("\u{feff}{\u{a0}\"action\":\u{a0}2 }").await;
    assert_eq!(act.action, Action::Approve);
}

#[tokio::test]
async fn the_same_code_is_read_by_the_numbering_of_the_history() {
    for (code, action) in [
        (2, Action::Approve),
        (3, Action::Reject),
        (4, Action::Transfer),
        (5, Action::Revoke),
        (6, Action::Rollback),
        (8, Action::Stop),
        (10, Action::SkipRejected),
        (16, Action::Void),
        (17, Action::SaveDraft),
    ] {
        let act = with_content(&json!({ "action": code }).to_string()).await;
        assert_eq!(act.action, action, "{code}");
    }
}

fn page(rows: std::ops::Range<usize>, total: &Value) -> Reply {
    let rows: Vec<_> = rows
        .map(|number| {
            json!({
                "ElementName": format!("node {number:03}"),
                "OperatorUser": LI_SI,
                "CreateTime": 1_793_322_725_000_u64 + number as u64 * 1000,
                "Content": "{\"action\":2}",
            })
        })
        .collect();
    let data = json!({ "Result": rows, "TotalCount": total });
    server::json(200, &json!({ "Response": { "Data": data } }))
}

fn page_numbers(server: &Server) -> Vec<u64> {
    let asked = server.asked("GetFlowInstanceOperations");
    let number = |body: &Value| body["PageNumber"].as_u64().unwrap();
    asked.iter().map(|asked| number(&asked.body)).collect()
}

#[tokio::test]
async fn all_pages_are_read_up_to_a_total_that_is_a_string() {
    let pages = [page(0..100, &json!("130")), page(100..130, &json!("130"))];
    let (server, acts) = acts(pages).await;
    assert_eq!(acts.len(), 130);
    assert_eq!(acts[129].node.as_deref(), Some("node 129"));
    assert_eq!(page_numbers(&server), [1, 2]);
}

#[tokio::test]
async fn a_server_that_gives_smaller_pages_than_asked_is_read_to_the_end() {
    let pages = [page(0..10, &json!(12)), page(10..12, &json!(12))];
    let (_server, acts) = acts(pages).await;
    assert_eq!(acts.len(), 12);
}

#[tokio::test]
async fn without_a_total_an_empty_page_ends_the_list() {
    let pages = [page(0..10, &Value::Null), page(0..0, &Value::Null)];
    let (server, acts) = acts(pages).await;
    assert_eq!(acts.len(), 10);
    assert_eq!(page_numbers(&server), [1, 2]);
}

#[tokio::test]
async fn a_server_that_ignores_the_page_number_is_asked_twice_and_no_more() {
    let (server, acts) = acts([page(0..10, &json!(99))]).await;
    assert_eq!(acts.len(), 10);
    assert_eq!(page_numbers(&server), [1, 2]);
}

#[tokio::test]
async fn a_missing_list_is_an_error_because_it_does_not_say_that_nothing_was_done() {
    let server = Server::start().await;
    let empty = server::json(200, r#"{"Response":{"Data":{}}}"#);
    server.on("GetFlowInstanceOperations", [empty]);
    let item = bare(Folder::Todo, TRAVEL_TASK, TRAVEL_TASK, TRAVEL);
    let error = client(&server).history(&item).await.unwrap_err();
    assert_eq!(error.kind, Kind::Corrupt);
}
