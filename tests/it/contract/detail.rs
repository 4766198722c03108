//! Opening an item: detail, page and tasks put together (document 003, interfaces 9, 10, 7).

use jiff::tz::TimeZone;
use serde_json::{Value, json};
use zhupi::domain::blank::Wanted;
use zhupi::domain::form::Shape;
use zhupi::domain::input::{Inputs, Misfit};
use zhupi::domain::instance::{Input, Instance};
use zhupi::domain::item::{Folder, Item, Kind, Outcome};
use zhupi::domain::verb::{Blocked, Verb};
use zhupi::provider::Provider;
use zhupi::provider::weda::Weda;

use super::server::{Reply, Server};
use super::story::{
    DRAFT, DRAFT_TASK, LEAVE, PURCHASE, PURCHASE_CC, PURCHASE_TASK, TRAVEL, TRAVEL_TASK, WANG_FANG,
    ZHANG_SAN, bare, client, first, good, good_with, listed,
};

/// A server on which the travel expenses can be opened.
async fn travel() -> (Server, Weda, Item) {
    let server = Server::start().await;
    server.on("DescribeProcessInstance", [good("describe-todo")]);
    server.on("GetApprovalPageDetail", [good("page")]);
    server.on("GetFlowInstanceTasks", [good("tasks")]);
    server.on("GetFlowInstanceOperations", [good("operations")]);
    server.on("GetProcessCanvasInfo", [good("canvas")]);
    let weda = client(&server);
    (server, weda, first(Folder::Todo, "list-todo").await)
}

/// The travel expenses, with one interface answering otherwise.
async fn travel_but(name: &str, reply: Reply) -> Instance {
    let (server, weda, item) = travel().await;
    server.on(name, [reply]);
    weda.open(&item).await.unwrap()
}

fn page_with(key: &str, value: Value) -> Reply {
    good_with("page", &format!("/Response/Data/{key}"), value)
}

#[tokio::test]
async fn opening_asks_five_interfaces_with_documented_keys() {
    let (server, weda, item) = travel().await;
    weda.open(&item).await.unwrap();
    let describe = json!({
        "FlowTaskId": TRAVEL_TASK,
        "PageType": "TODO",
        "UserInfo": { "UserId": WANG_FANG, "Type": 4 },
    });
    assert_eq!(server.body("DescribeProcessInstance"), describe);
    let page = json!({
        "InstanceId": TRAVEL,
        "FlowCode": "2051844395631640577",
        "NodeId": "approvalNode1778032801000",
        "IsCompleted": false,
        "PageType": "TODO",
        "TaskId": TRAVEL_TASK,
    });
    assert_eq!(server.body("GetApprovalPageDetail"), page);
    let list = json!({ "InstanceId": TRAVEL, "PageNumber": 1, "PageSize": 100 });
    assert_eq!(server.body("GetFlowInstanceTasks"), list);
    assert_eq!(server.body("GetFlowInstanceOperations"), list);
    let drawing = json!({ "InstanceId": TRAVEL, "FlowCode": "2051844395631640577" });
    assert_eq!(server.body("GetProcessCanvasInfo"), drawing);
}

#[tokio::test]
async fn a_detail_names_what_the_row_does_not() {
    let (_server, weda, item) = travel().await;
    let instance = weda.open(&item).await.unwrap();
    assert_eq!(instance.number, TRAVEL);
    assert_eq!(instance.item.flow.name.as_deref(), Some("差旅报销"));
    let applicant = instance.item.applicant;
    assert_eq!(applicant.id.unwrap().as_str(), ZHANG_SAN);
    assert_eq!(applicant.name.as_deref(), Some("张三"));
    assert_eq!(instance.cc_allowed, Some(true));
    assert_eq!(instance.buttons["2"], "驳回");
    assert_eq!(instance.history.len(), 8);
}

#[tokio::test]
async fn an_approver_is_read_under_the_key_of_the_table_and_of_the_example() {
    let (_server, weda, item) = travel().await;
    let instance = weda.open(&item).await.unwrap();
    let approver = instance.item.approver;
    assert_eq!(approver.id.unwrap().as_str(), WANG_FANG);
    assert_eq!(approver.name.as_deref(), Some("王芳"));
    let (server, weda, _) = travel().await;
    server.on("DescribeProcessInstance", [good("describe-ended")]);
    let item = first(Folder::Cc, "list-cc").await;
    let approver = weda.open(&item).await.unwrap().item.approver;
    assert_eq!(approver.id.unwrap().as_str(), WANG_FANG);
}

#[tokio::test]
async fn the_task_stays_the_asked_one_though_the_answer_names_another() {
    let (_server, weda, item) = travel().await;
    let instance = weda.open(&item).await.unwrap();
    assert_eq!(instance.item.task_id.unwrap().as_str(), TRAVEL_TASK);
    assert_eq!(instance.item.key, item.key);
}

#[tokio::test]
async fn a_form_is_read_under_misspelt_keys_and_its_own_keys_are_left_alone() {
    let (_server, weda, item) = travel().await;
    let form = weda.open(&item).await.unwrap().form;
    let [object, list] = form.parts.try_into().unwrap();
    assert_eq!(object.shape, Shape::Object);
    assert_eq!(object.entity.as_deref(), Some("clbx_3n7xw1a"));
    assert_eq!(
        object.key.as_deref(),
        Some("approvalNode1778032801000outputKey#1778032805000")
    );
    let keys: Vec<_> = object
        .fields
        .iter()
        .map(|field| field.key.as_str())
        .collect();
    assert_eq!(
        keys,
        ["amount", "start", "city", "currentApprove", "applicant"]
    );
    let values = json!({
        "amount": "1820.00",
        "start": 1_793_203_200_000_i64,
        "city": "上海",
        "currentApprove": "a key of the tenant",
        "applicant": 1_764_456_977_934_581_761_i64,
    });
    assert_eq!(Value::Object(object.rows[0].clone()), values);
    assert_eq!((list.shape, list.rows.len()), (Shape::List, 2));
    assert_eq!(list.rows[1]["amount"], json!(1266.5));
    let keys: Vec<_> = list.fields.iter().map(|field| field.key.as_str()).collect();
    assert_eq!(keys, ["item", "amount", "nights"]);
}

#[tokio::test]
async fn inputs_are_the_outputs_of_the_page() {
    let (_server, weda, item) = travel().await;
    let input = Input {
        more: Vec::new(),
        key: "bx7".to_owned(),
        kind: Some("object".to_owned()),
        entity: Some("clbx_3n7xw1a".to_owned()),
    };
    assert_eq!(weda.open(&item).await.unwrap().inputs, [input]);
}

#[tokio::test]
async fn a_page_without_data_is_an_empty_form() {
    let empty = super::server::json(200, r#"{"Response":{"RequestId":"p-1"}}"#);
    let instance = travel_but("GetApprovalPageDetail", empty).await;
    assert_eq!(instance.form.parts, []);
    assert_eq!(instance.blocked(Verb::Approve), None);
    assert_eq!(instance.blocked(Verb::Transfer), Some(Blocked::Flow));
}

#[tokio::test]
async fn verbs_are_complete_and_each_says_why_not() {
    let (_server, weda, item) = travel().await;
    let instance = weda.open(&item).await.unwrap();
    let verbs: Vec<_> = instance
        .verbs
        .iter()
        .map(|allowed| (allowed.verb, allowed.blocked))
        .collect();
    let expected = [
        (Verb::Approve, None),
        (Verb::Reject, None),
        (Verb::Handle, Some(Blocked::Kind(Kind::Approval))),
        (Verb::Submit, Some(Blocked::Kind(Kind::Approval))),
        (Verb::Transfer, None),
        (Verb::Countersign, Some(Blocked::Flow)),
        (Verb::Rollback, Some(Blocked::Flow)),
        (Verb::Revoke, Some(Blocked::Folder)),
        (Verb::Remind, Some(Blocked::Folder)),
        (Verb::Stop, Some(Blocked::Folder)),
    ];
    assert_eq!(verbs, expected);
}

#[tokio::test]
async fn a_flow_that_shows_no_transfer_blocks_it() {
    let reply = page_with("ShowTurnToPerson", json!(false));
    let instance = travel_but("GetApprovalPageDetail", reply).await;
    assert_eq!(instance.blocked(Verb::Transfer), Some(Blocked::Flow));
}

#[tokio::test]
async fn a_flow_that_shows_countersign_and_rollback_allows_them() {
    let reply = page_with("ShowAddAssignee", json!(true));
    let instance = travel_but("GetApprovalPageDetail", reply).await;
    assert_eq!(instance.blocked(Verb::Countersign), None);
    let reply = page_with("ShowRollBack", json!(true));
    let instance = travel_but("GetApprovalPageDetail", reply).await;
    assert_eq!(instance.blocked(Verb::Rollback), None);
}

#[tokio::test]
async fn a_running_request_of_mine_may_be_reminded_and_stopped() {
    let (server, weda, _) = travel().await;
    let item = first(Folder::Created, "list-created").await;
    let instance = weda.open(&item).await.unwrap();
    assert_eq!(instance.blocked(Verb::Remind), None);
    assert_eq!(instance.blocked(Verb::Stop), None);
    server.on("DescribeProcessInstance", [good("describe-ended")]);
    let instance = weda.open(&item).await.unwrap();
    assert_eq!(instance.blocked(Verb::Remind), Some(Blocked::Ended));
    assert_eq!(instance.blocked(Verb::Stop), Some(Blocked::Ended));
}

#[tokio::test]
async fn a_drawing_that_is_refused_hides_neither_form_nor_verbs() {
    let error = json!({ "Code": "FailedOperation.NoCanvas", "Message": "没有画布" });
    let refused = super::server::json(200, &json!({ "Response": { "Error": error } }));
    let instance = travel_but("GetProcessCanvasInfo", refused).await;
    assert_eq!(instance.canvas.nodes, []);
    assert_eq!(instance.form.parts.len(), 2);
    assert_eq!(instance.blocked(Verb::Approve), None);
}

#[tokio::test]
async fn a_page_that_shows_the_submit_button_asks_to_submit() {
    let reply = page_with("ShowSubmitApp", json!(true));
    let instance = travel_but("GetApprovalPageDetail", reply).await;
    assert_eq!(instance.item.kind, Kind::Submit);
    assert_eq!(instance.blocked(Verb::Submit), None);
    let reason = Blocked::Kind(Kind::Submit);
    assert_eq!(instance.blocked(Verb::Approve), Some(reason));
}

#[tokio::test]
async fn a_handle_node_is_handled_and_never_rejected() {
    let pointer = "/Response/Data/UserTaskType";
    let reply = good_with("describe-todo", pointer, json!(2));
    let instance = travel_but("DescribeProcessInstance", reply).await;
    assert_eq!(instance.item.kind, Kind::Handle);
    assert_eq!(instance.blocked(Verb::Approve), None);
    assert_eq!(instance.blocked(Verb::Handle), None);
    let reason = Blocked::Kind(Kind::Handle);
    assert_eq!(instance.blocked(Verb::Reject), Some(reason));
}

#[tokio::test]
async fn a_to_do_whose_task_is_over_cannot_be_decided() {
    let reply = good_with("tasks", "/Response/Data/Result/0/TaskStatus", json!(3));
    let instance = travel_but("GetFlowInstanceTasks", reply).await;
    assert_eq!(instance.blocked(Verb::Approve), Some(Blocked::NotMine));
}

#[tokio::test]
async fn a_to_do_that_went_to_somebody_else_cannot_be_decided() {
    let pointer = "/Response/Data/Result/0/TaskAssignee/UserId";
    let reply = good_with("tasks", pointer, json!(ZHANG_SAN));
    let instance = travel_but("GetFlowInstanceTasks", reply).await;
    assert_eq!(instance.blocked(Verb::Approve), Some(Blocked::NotMine));
}

#[tokio::test]
async fn an_ended_instance_takes_no_verb_though_can_approve_is_true() {
    let reply = good("describe-ended");
    let instance = travel_but("DescribeProcessInstance", reply).await;
    assert_eq!(instance.item.outcome, Some(Outcome::Approved));
    assert_eq!(instance.blocked(Verb::Approve), Some(Blocked::Ended));
    assert_eq!(instance.blocked(Verb::Handle), Some(Blocked::Ended));
}

#[tokio::test]
async fn a_decision_is_revoked_where_the_page_shows_it() {
    let (server, weda, _) = travel().await;
    let items = listed(Folder::Done, "list-done").await;
    server.on(
        "GetApprovalPageDetail",
        [page_with("ShowRevoke", json!(true))],
    );
    let instance = weda.open(&items[0]).await.unwrap();
    assert_eq!(instance.blocked(Verb::Revoke), None);
    assert_eq!(instance.blocked(Verb::Approve), Some(Blocked::Folder));
    server.on(
        "GetApprovalPageDetail",
        [page_with("ShowRevoke", json!(false))],
    );
    let instance = weda.open(&items[0]).await.unwrap();
    assert_eq!(instance.blocked(Verb::Revoke), Some(Blocked::Flow));
}

#[tokio::test]
async fn a_copy_is_described_by_its_task_and_its_page_by_its_own_id() {
    let (server, weda, _) = travel().await;
    server.on("DescribeProcessInstance", [good("describe-ended")]);
    let item = first(Folder::Cc, "list-cc").await;
    let instance = weda.open(&item).await.unwrap();
    let describe = server.body("DescribeProcessInstance");
    assert_eq!(describe["FlowTaskId"], PURCHASE_TASK);
    assert_eq!(describe["PageType"], "CC");
    assert_eq!(describe["UserInfo"]["UserId"], WANG_FANG);
    let page = server.body("GetApprovalPageDetail");
    assert_eq!(page["Id"], PURCHASE_CC);
    assert_eq!(page["IsCompleted"], true);
    assert_eq!(instance.item.cc_id.unwrap().as_str(), PURCHASE_CC);
    assert_eq!(instance.item.key, item.key);
}

#[tokio::test]
async fn a_draft_is_opened_by_its_row_alone() {
    let (server, weda, _) = travel().await;
    let item = first(Folder::Draft, "list-draft").await;
    let instance = weda.open(&item).await.unwrap();
    assert_eq!(server.asked("DescribeProcessInstance").len(), 0);
    let page = json!({
        "InstanceId": DRAFT,
        "FlowCode": "2051844395631640577",
        "NodeId": "approvalNode1778032802000",
        "IsCompleted": false,
        "PageType": "DRAFT",
        "TaskId": DRAFT_TASK,
    });
    assert_eq!(server.body("GetApprovalPageDetail"), page);
    assert_eq!(instance.item.kind, Kind::Submit);
}

#[tokio::test]
async fn a_row_without_a_task_is_opened_by_the_newest_of_its_instance() {
    let (server, weda, _) = travel().await;
    let item = listed(Folder::Created, "list-created").await.remove(1);
    let instance = weda.open(&item).await.unwrap();
    assert_eq!(
        server.body("DescribeProcessInstance")["FlowTaskId"],
        TRAVEL_TASK
    );
    assert_eq!(instance.item.task_id.unwrap().as_str(), TRAVEL_TASK);
}

#[tokio::test]
async fn a_bare_item_learns_from_its_detail_what_it_asks_for() {
    let (server, weda, _) = travel().await;
    server.on("DescribeProcessInstance", [good("describe-ended")]);
    let item = bare(Folder::Done, PURCHASE_TASK, PURCHASE_TASK, PURCHASE);
    let instance = weda.open(&item).await.unwrap();
    assert_eq!(instance.item.kind, Kind::Handle);
    assert_eq!(instance.item.title, "李四提交的采购申请");
    assert!(instance.item.completed);
}

#[tokio::test]
async fn the_raw_answers_are_kept_by_the_name_of_what_was_asked() {
    let (_server, weda, item) = travel().await;
    let raw = weda.open(&item).await.unwrap().raw;
    let names: Vec<_> = raw.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "DescribeProcessInstance",
        "GetApprovalPageDetail",
        "GetFlowInstanceTasks",
        "GetFlowInstanceOperations",
        "GetProcessCanvasInfo",
    ];
    assert_eq!(names, expected);
    assert!(raw[0].1.contains("\"StartUserId\": 1764456977934581761"));
    assert!(raw[1].1.contains("\"ObejctListMap\""));
}

#[tokio::test]
async fn the_form_alone_is_the_form_that_opening_shows() {
    let (_server, weda, item) = travel().await;
    let shown = weda.open(&item).await.unwrap().form;
    assert_eq!(weda.form(&item).await.unwrap(), shown);
    let (_server, weda, _) = travel().await;
    let done = listed(Folder::Done, "list-done").await.remove(0);
    assert_eq!(weda.form(&done).await.unwrap(), shown);
    let created = first(Folder::Created, "list-created").await;
    assert_eq!(created.instance_id.as_str(), LEAVE);
    assert_eq!(weda.form(&created).await.unwrap(), shown);
}

#[tokio::test]
async fn what_is_filled_in_is_typed_like_what_stands_there() {
    let (_server, weda, item) = travel().await;
    let instance = weda.open(&item).await.unwrap();
    let present = instance.filled(&instance.inputs[0]).unwrap();
    assert_eq!(present.rows[0]["city"], "上海");
    let mut inputs = Inputs::new();
    for (field, text) in [("amount", "1900.00"), ("start", "1793203200000")] {
        instance
            .fill(&mut inputs, "bx7", field, text, &TimeZone::UTC)
            .unwrap();
    }
    let filled = json!({ "amount": "1900.00", "start": 1_793_203_200_000_i64 });
    assert_eq!(inputs["bx7"], filled);
    let wrong = instance.fill(&mut inputs, "bx7", "start", "明天", &TimeZone::UTC);
    let (field, wanted) = ("start".to_owned(), Wanted::Date);
    assert_eq!(wrong, Err(Misfit::Unlike { field, wanted }));
    let unknown = instance.fill(&mut inputs, "bx8", "amount", "1", &TimeZone::UTC);
    let known = vec!["bx7".to_owned()];
    assert_eq!(unknown, Err(Misfit::NoVariable { known }));
    assert_eq!(inputs["bx7"], filled);
}
