//! Where an item stands just before or after a decision (document 003, interfaces 7, 9, 10).

use serde_json::json;
use zhupi::domain::instance::{Standing, TaskStatus};
use zhupi::domain::item::Folder;
use zhupi::domain::verb::Verb;
use zhupi::error::Kind;
use zhupi::provider::Provider;

use super::server::{self, Server};
use super::story::{
    LEAVE_TASK, TRAVEL, TRAVEL_TASK, TRAVEL_TASK_2, WANG_FANG, bare, client, first, good, good_with,
};

#[tokio::test]
async fn a_task_is_asked_for_by_its_id_and_picked_by_it() {
    let server = Server::start().await;
    server.on("GetFlowInstanceTasks", [good("tasks")]);
    let item = first(Folder::Todo, "list-todo").await;
    let standing = client(&server).standing(&item, Verb::Approve, false).await;
    let Standing {
        task: Some(task),
        running: None,
        outcome: None,
        form: None,
        server_at: Some(server_at),
    } = standing.unwrap()
    else {
        panic!("no task, or more than was asked for");
    };
    assert_eq!(task.id.as_str(), TRAVEL_TASK);
    assert_eq!(task.instance_id.as_str(), TRAVEL);
    assert_eq!(task.status, TaskStatus::Open);
    assert_eq!(task.assignee.id.unwrap().as_str(), WANG_FANG);
    assert_eq!(task.node.id.unwrap().as_str(), "approvalNode1778032801000");
    assert_eq!(task.started_at.unwrap().to_string(), "2026-10-30T01:14:40Z");
    assert_eq!(task.ended_at, None);
    assert_eq!(server_at.to_string(), "2026-11-02T06:00:00Z");
    let asked = json!({
        "InstanceId": TRAVEL,
        "TaskIds": [TRAVEL_TASK],
        "PageNumber": 1,
        "PageSize": 100,
    });
    assert_eq!(server.body("GetFlowInstanceTasks"), asked);
}

#[tokio::test]
async fn every_state_of_a_task_is_kept_apart() {
    for (code, status) in [
        (json!(2), TaskStatus::Done),
        (json!("3"), TaskStatus::Void),
        (json!(4), TaskStatus::Draft),
        (json!(5), TaskStatus::Unsubmitted),
        (json!(6), TaskStatus::Other(6)),
        (json!(null), TaskStatus::Other(0)),
    ] {
        let server = Server::start().await;
        let pointer = "/Response/Data/Result/0/TaskStatus";
        server.on("GetFlowInstanceTasks", [good_with("tasks", pointer, code)]);
        let item = first(Folder::Todo, "list-todo").await;
        let standing = client(&server).standing(&item, Verb::Approve, false).await;
        assert_eq!(standing.unwrap().task.unwrap().status, status);
    }
}

#[tokio::test]
async fn with_the_form_the_page_of_the_tasks_node_is_asked_too() {
    let server = Server::start().await;
    server.on("GetFlowInstanceTasks", [good("tasks")]);
    server.on("GetApprovalPageDetail", [good("page")]);
    let item = bare(Folder::Todo, TRAVEL_TASK, TRAVEL_TASK, TRAVEL);
    let standing = client(&server).standing(&item, Verb::Approve, true).await;
    assert_eq!(standing.unwrap().form.unwrap().parts.len(), 2);
    let page = server.body("GetApprovalPageDetail");
    assert_eq!(page["NodeId"], "approvalNode1778032801000");
    assert_eq!(page["FlowCode"], "2051844395631640577");
    assert_eq!(page["IsCompleted"], false);
}

#[tokio::test]
async fn the_form_of_a_task_that_is_over_is_not_asked_for() {
    let server = Server::start().await;
    let pointer = "/Response/Data/Result/0/TaskStatus";
    server.on(
        "GetFlowInstanceTasks",
        [good_with("tasks", pointer, json!(2))],
    );
    let item = first(Folder::Todo, "list-todo").await;
    let standing = client(&server).standing(&item, Verb::Approve, true).await;
    assert_eq!(standing.unwrap().form, None);
    assert_eq!(server.asked("GetApprovalPageDetail").len(), 0);
}

#[tokio::test]
async fn a_task_that_is_not_among_the_answered_ones_is_gone() {
    let server = Server::start().await;
    server.on("GetFlowInstanceTasks", [good("tasks")]);
    let item = bare(Folder::Todo, TRAVEL_TASK_2, TRAVEL_TASK_2, TRAVEL);
    let standing = client(&server).standing(&item, Verb::Approve, true).await;
    assert_eq!(standing.unwrap().task, None);
}

#[tokio::test]
async fn an_instance_that_the_workflow_does_not_know_has_no_task() {
    let server = Server::start().await;
    let error = json!({ "Code": "ResourceNotFound.Instance", "Message": "流程实例不存在" });
    let gone = json!({ "Response": { "Error": error } });
    server.on("GetFlowInstanceTasks", [server::json(200, &gone)]);
    let item = first(Folder::Todo, "list-todo").await;
    let standing = client(&server).standing(&item, Verb::Approve, true).await;
    assert_eq!(standing.unwrap(), Standing::default());
}

#[tokio::test]
async fn a_wrong_address_does_not_say_that_a_task_is_gone() {
    let server = Server::start().await;
    let wrong = server::json(404, r#"{"code":"INVALID_ENV","message":"env not found"}"#);
    server.on("GetFlowInstanceTasks", [wrong]);
    let item = first(Folder::Todo, "list-todo").await;
    let standing = client(&server).standing(&item, Verb::Approve, true).await;
    assert_eq!(standing.unwrap_err().kind, Kind::NotFound);
}

#[tokio::test]
async fn an_answer_without_a_list_does_not_say_that_a_task_is_gone() {
    let server = Server::start().await;
    let empty = server::json(200, r#"{"Response":{"Data":{}}}"#);
    server.on("GetFlowInstanceTasks", [empty]);
    let item = first(Folder::Todo, "list-todo").await;
    let standing = client(&server).standing(&item, Verb::Approve, true).await;
    assert_eq!(standing.unwrap_err().kind, Kind::Corrupt);
}

#[tokio::test]
async fn a_request_of_mine_is_asked_whether_it_runs() {
    for (fixture, running) in [("describe-todo", true), ("describe-ended", false)] {
        let server = Server::start().await;
        server.on("DescribeProcessInstance", [good(fixture)]);
        let item = first(Folder::Created, "list-created").await;
        let standing = client(&server).standing(&item, Verb::Revoke, false).await;
        let standing = standing.unwrap();
        assert_eq!(standing.running, Some(running));
        assert!(standing.server_at.is_some());
        let asked = server.body("DescribeProcessInstance");
        assert_eq!(asked["FlowTaskId"], LEAVE_TASK);
        assert_eq!(asked["PageType"], "CREATE");
    }
}

#[tokio::test]
async fn to_revoke_a_decision_its_own_task_is_looked_at() {
    let server = Server::start().await;
    server.on("GetFlowInstanceTasks", [good("tasks")]);
    let item = first(Folder::Done, "list-done").await;
    let standing = client(&server).standing(&item, Verb::Revoke, false).await;
    assert_eq!(standing.unwrap().task.unwrap().id.as_str(), TRAVEL_TASK);
}
