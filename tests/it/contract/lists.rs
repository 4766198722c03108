//! Rows of the five folders (document 003, interface 12).

use serde_json::{Value, json};
use zhupi::domain::item::{Folder, Kind, Outcome, PageRequest, ServerSort};
use zhupi::domain::people::Named;
use zhupi::domain::verb::Verb;
use zhupi::error;
use zhupi::provider::Provider;

use super::server::Server;
use super::story::{
    DRAFT, DRAFT_TASK, LEAVE, LEAVE_TASK, LI_SI, PURCHASE_CC, PURCHASE_TASK, TRAVEL, TRAVEL_TASK,
    TRAVEL_TASK_2, WANG_FANG, client, first, first_page, fixture, good, good_with, listed,
};

#[tokio::test]
async fn a_page_is_asked_for_with_a_stated_order() {
    let server = Server::start().await;
    server.on("ListProcessInstances", [good("list-todo")]);
    let page = PageRequest {
        number: 2,
        size: 1000,
        sort: ServerSort::Updated,
        ascending: true,
        ..first_page(Folder::Todo)
    };
    assert_eq!(client(&server).list(&page).await.unwrap().total, 35);
    let [asked] = server.asked("ListProcessInstances").try_into().unwrap();
    assert_eq!(asked.method, "POST");
    assert_eq!(asked.target, "/weda/workflow/v1/prod/ListProcessInstances");
    assert_eq!(asked.authorization, "Bearer token-of-the-fixture");
    let expected = json!({
        "UserInfo": { "UserId": WANG_FANG, "Type": 4 },
        "PageType": "TODO",
        "PageNumber": 2,
        "PageSize": 200,
        "Sort": "updateTime",
        "Order": "asc",
    });
    assert_eq!(asked.body, expected);
}

#[tokio::test]
async fn each_folder_is_asked_for_by_its_page_type_newest_start_first() {
    let server = Server::start().await;
    server.on("ListProcessInstances", [good("list-cc")]);
    let weda = client(&server);
    for folder in Folder::ALL {
        weda.list(&first_page(folder)).await.unwrap();
    }
    let asked = server.asked("ListProcessInstances");
    let types: Vec<_> = asked.iter().map(|asked| &asked.body["PageType"]).collect();
    assert_eq!(types, ["TODO", "DONE", "CC", "CREATE", "DRAFT"]);
    assert!(asked.iter().all(|asked| asked.body["Sort"] == "startTime"));
    assert!(asked.iter().all(|asked| asked.body["Order"] == "desc"));
}

#[tokio::test]
async fn an_approval_row_becomes_an_item() {
    let item = first(Folder::Todo, "list-todo").await;
    assert_eq!(&*item.key.account, "work");
    assert_eq!(item.key.id.as_str(), TRAVEL_TASK);
    assert_eq!(item.instance_id.as_str(), TRAVEL);
    assert_eq!(item.title, "张三提交的差旅报销");
    assert_eq!(item.kind, Kind::Approval);
    assert_eq!(
        item.flow.code.as_ref().unwrap().as_str(),
        "2051844395631640577"
    );
    assert_eq!(item.flow.version.as_deref(), Some("3.0"));
    assert_eq!(item.node.label(), "部门负责人审批");
    assert_eq!(item.applicant, Named::new(None, Some("张三".to_owned())));
    assert_eq!(item.started_at.unwrap().to_string(), "2026-10-30T01:12:05Z");
    assert_eq!(item.arrived_at.unwrap().to_string(), "2026-10-30T01:14:40Z");
    assert_eq!((item.handled_at, item.handled_as), (None, None));
    assert_eq!((item.read, item.batch), (Some(false), Some(true)));
}

#[tokio::test]
async fn a_row_gives_no_flow_name_because_the_name_is_the_title() {
    let item = first(Folder::Todo, "list-todo").await;
    assert_eq!(item.flow.name, None);
    assert_eq!(item.flow_name(), "差旅报销");
}

#[tokio::test]
async fn an_id_larger_than_a_float_can_hold_arrives_whole_as_a_number() {
    let items = listed(Folder::Todo, "list-todo").await;
    assert_eq!(items[1].key.id.as_str(), PURCHASE_TASK);
    assert_eq!(items[1].applicant.id.as_ref().unwrap().as_str(), LI_SI);
}

#[tokio::test]
async fn an_id_that_arrives_as_a_float_is_refused_with_its_place() {
    let server = Server::start().await;
    let pointer = "/Response/Data/Records/1/StartUserId";
    server.on(
        "ListProcessInstances",
        [good_with("list-todo", pointer, json!(1.55e18))],
    );
    let page = first_page(Folder::Todo);
    let error = client(&server).list(&page).await.unwrap_err();
    assert_eq!(error.kind, error::Kind::Corrupt);
    assert!(
        error
            .args
            .contains(&("place", "Records[1].StartUserId".to_owned()))
    );
}

#[tokio::test]
async fn a_row_without_an_instance_is_an_error_and_never_lost_in_silence() {
    let server = Server::start().await;
    let pointer = "/Response/Data/Records/0/InstanceId";
    server.on(
        "ListProcessInstances",
        [good_with("list-todo", pointer, json!(""))],
    );
    let page = first_page(Folder::Todo);
    let error = client(&server).list(&page).await.unwrap_err();
    assert_eq!(error.kind, error::Kind::Corrupt);
}

#[tokio::test]
async fn zero_and_null_ends_both_mean_not_ended() {
    let items = listed(Folder::Todo, "list-todo").await;
    assert_eq!((items[0].ended_at, items[1].ended_at), (None, None));
}

#[tokio::test]
async fn an_arrival_that_is_not_said_is_the_time_in_the_task_id() {
    let items = listed(Folder::Todo, "list-todo").await;
    let arrived = items[1].arrived_at.unwrap();
    assert_eq!(arrived.to_string(), "2026-10-29T02:02:11.5Z");
}

#[tokio::test]
async fn a_handle_row_without_a_task_type_is_known_by_its_node() {
    let items = listed(Folder::Todo, "list-todo").await;
    assert_eq!(items[1].kind, Kind::Handle);
    assert_eq!(items[1].verbs, [Verb::Handle]);
}

#[tokio::test]
async fn a_handle_row_without_type_and_node_is_known_by_its_button() {
    let server = Server::start().await;
    let pointer = "/Response/Data/Records/1/CurrentNodeId";
    server.on(
        "ListProcessInstances",
        [good_with("list-todo", pointer, json!(null))],
    );
    let page = client(&server)
        .list(&first_page(Folder::Todo))
        .await
        .unwrap();
    assert_eq!(page.items[1].kind, Kind::Handle);
}

#[tokio::test]
async fn a_false_can_approve_takes_no_verb_from_a_to_do() {
    let item = first(Folder::Todo, "list-todo").await;
    assert_eq!(item.verbs, [Verb::Approve, Verb::Reject]);
}

#[tokio::test]
async fn a_submit_node_asks_to_submit_and_a_named_approver_is_no_id() {
    let items = listed(Folder::Todo, "list-todo").await;
    assert_eq!(items[2].kind, Kind::Submit);
    assert_eq!(items[2].verbs, [Verb::Submit]);
    assert_eq!(items[2].approver, Named::new(None, Some("王芳".to_owned())));
    assert_eq!(items[1].approver.id.as_ref().unwrap().as_str(), WANG_FANG);
    assert_eq!((items[2].read, items[2].batch), (None, None));
}

#[tokio::test]
async fn two_tasks_of_one_instance_are_two_items() {
    let items = listed(Folder::Todo, "list-todo").await;
    assert_eq!(items[3].key.id.as_str(), TRAVEL_TASK_2);
    assert_eq!(items[3].instance_id, items[0].instance_id);
}

#[tokio::test]
async fn what_i_did_is_read_in_the_numbering_of_the_canvas() {
    let items = listed(Folder::Done, "list-done").await;
    let words: Vec<_> = items
        .iter()
        .map(|item| item.handled_as.as_deref())
        .collect();
    assert_eq!(words, [Some("approve"), Some("handle"), Some("other:21")]);
    let at = items[1].handled_at.unwrap();
    assert_eq!(at.to_string(), "2026-10-29T04:59:59Z");
}

#[tokio::test]
async fn an_outcome_is_told_only_of_what_has_ended_and_four_is_voided() {
    let items = listed(Folder::Done, "list-done").await;
    let outcomes: Vec<_> = items.into_iter().map(|item| item.outcome).collect();
    let expected = [None, Some(Outcome::Voided), Some(Outcome::Other(7))];
    assert_eq!(outcomes, expected);
}

#[tokio::test]
async fn a_done_row_can_be_revoked_only_where_it_says_so() {
    let items = listed(Folder::Done, "list-done").await;
    assert_eq!(items[0].verbs, [Verb::Revoke]);
    assert_eq!(
        (items[2].can_revoke, items[2].verbs.as_slice()),
        (None, &[][..])
    );
}

#[tokio::test]
async fn a_copy_is_known_by_its_own_id() {
    let item = first(Folder::Cc, "list-cc").await;
    assert_eq!(item.key.id.as_str(), PURCHASE_CC);
    assert_eq!(item.cc_id.as_ref().unwrap().as_str(), PURCHASE_CC);
    assert_eq!(item.task_id.as_ref().unwrap().as_str(), PURCHASE_TASK);
    assert_eq!(item.cc_at.unwrap().to_string(), "2026-10-27T03:00:00Z");
    assert_eq!(item.verbs, []);
}

#[tokio::test]
async fn what_others_did_with_a_copied_instance_is_not_what_i_did() {
    let server = Server::start().await;
    let mut body: Value = serde_json::from_str(&fixture("list-cc")).unwrap();
    body["Response"]["Data"]["Records"][0]["TaskDealResult"] = json!(2);
    body["Response"]["Data"]["Records"][0]["TaskDealTime"] = json!(1_793_249_999_000_i64);
    server.on("ListProcessInstances", [super::server::json(200, &body)]);
    let page = client(&server).list(&first_page(Folder::Cc)).await.unwrap();
    let item = &page.items[0];
    assert_eq!((item.handled_at, item.handled_as.as_ref()), (None, None));
}

#[tokio::test]
async fn a_request_of_mine_is_known_by_its_instance_whoever_has_it() {
    let items = listed(Folder::Created, "list-created").await;
    assert_eq!(items[0].key.id.as_str(), LEAVE);
    assert_eq!(items[0].task_id.as_ref().unwrap().as_str(), LEAVE_TASK);
    assert_eq!(items[0].verbs, [Verb::Revoke, Verb::Remind]);
    assert_eq!(items[1].outcome, Some(Outcome::Approved));
    assert_eq!(
        (items[1].task_id.as_ref(), items[1].verbs.as_slice()),
        (None, &[][..])
    );
}

#[tokio::test]
async fn a_draft_waits_to_be_submitted() {
    let item = first(Folder::Draft, "list-draft").await;
    assert_eq!(item.key.id.as_str(), DRAFT);
    assert_eq!(item.task_id.as_ref().unwrap().as_str(), DRAFT_TASK);
    assert_eq!(
        (item.kind, item.verbs.as_slice()),
        (Kind::Submit, &[Verb::Submit][..])
    );
}

#[tokio::test]
async fn an_answer_without_rows_is_an_empty_page() {
    let server = Server::start().await;
    let empty = super::server::json(200, r#"{"Response":{"Data":{}}}"#);
    server.on("ListProcessInstances", [empty]);
    let page = client(&server).list(&first_page(Folder::Cc)).await.unwrap();
    assert_eq!((page.total, page.items.len()), (0, 0));
}
