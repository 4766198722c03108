//! One instance in full: its head, its page, its tasks and its history.

use serde_json::json;

use super::desk::{Desk, keys, keys_of};

#[tokio::test]
async fn the_head_has_the_documented_fields_and_agrees_with_the_row() {
    let desk = Desk::new().await;
    let wanted = keys(
        "InstanceId Name Description StartedBy StartUserId CanRevoke CcTime CcId CurrentApprover CurrentApproverName \
         StartTime EndTime IsCompleted CurrentNodeId CurrentNodeName CurrentNodeType TaskId FlowCode FlowVersion \
         CanApprove CanDelete UserTaskType Status BeSubmitNode",
    );
    for folder in ["TODO", "DONE", "CREATE", "CC", "DRAFT"] {
        let row = desk.list("王芳", folder).await.remove(0);
        let body = json!({ "FlowTaskId": row["TaskId"], "PageType": folder, "UserInfo": desk.user("王芳") });
        let head = desk.data("DescribeProcessInstance", body).await;
        assert_eq!(keys_of(&head), wanted, "{folder}");
        for (key, value) in head.as_object().unwrap() {
            if !["CurrentApprover", "CurrentApproverName"].contains(&key.as_str()) {
                assert_eq!(value, &row[key], "{folder} {key}");
            }
        }
        assert_eq!(head["CurrentApproverName"], row["CurrentApprover"]);
    }
}

#[tokio::test]
async fn a_copy_is_shown_only_to_whom_it_was_sent() {
    let desk = Desk::new().await;
    let row = desk.list("王芳", "CC").await.remove(0);
    let body =
        json!({ "FlowTaskId": row["TaskId"], "PageType": "CC", "UserInfo": desk.user("钱程") });
    assert_eq!(
        desk.refusal("DescribeProcessInstance", body).await,
        "UnauthorizedOperation"
    );
    let body = json!({ "FlowTaskId": row["TaskId"], "PageType": "CC" });
    assert_eq!(
        desk.refusal("DescribeProcessInstance", body).await,
        "MissingParameter"
    );
}

#[tokio::test]
async fn the_page_has_the_documented_fields_and_the_form() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let page = desk.page(&row, "TODO", false).await;
    let wanted = keys(
        "VariableInfos ShowSubmitApp ShowCarbonCopy ShowTurnToPerson ShowAddAssignee ShowRollBack ShowRevoke \
         OutEntityCodes Buttons",
    );
    assert_eq!(keys_of(&page), wanted);
    let infos = &page["VariableInfos"];
    let object = &infos["ObjectMap"][0];
    assert_eq!(
        keys_of(object),
        keys("EntityCode RecordId OutputKey FieldValueMap")
    );
    assert_eq!(object["FieldValueMap"]["amount"], "1820.00");
    assert!(object["FieldValueMap"]["depart_date"].is_i64());
    let list = &infos["ObjectListMap"][0];
    assert_eq!(
        keys_of(list),
        keys("EntityCode OutputKey FieldValueMapList")
    );
    assert_eq!(list["FieldValueMapList"].as_array().unwrap().len(), 3);
    assert_eq!(page["Buttons"], json!({ "1": "同意", "2": "拒绝" }));
}

#[tokio::test]
async fn a_page_asked_for_without_completion_is_a_completed_one() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "付款会签").await;
    let mut body = Desk::page_body(&row, "TODO");
    for completed in [json!(null), json!(true)] {
        body["IsCompleted"] = completed;
        let page = desk.data("GetApprovalPageDetail", body.clone()).await;
        for (key, value) in page.as_object().unwrap() {
            assert!(!key.starts_with("Show") || value == false, "{key}");
        }
    }
    body["IsCompleted"] = json!(false);
    let page = desk.data("GetApprovalPageDetail", body).await;
    for key in [
        "ShowCarbonCopy",
        "ShowTurnToPerson",
        "ShowAddAssignee",
        "ShowRollBack",
    ] {
        assert_eq!(page[key], true, "{key}");
    }
    for key in ["ShowSubmitApp", "ShowRevoke"] {
        assert_eq!(page[key], false, "{key}");
    }
}

#[tokio::test]
async fn a_request_taken_back_offers_only_its_submission() {
    let desk = Desk::new().await;
    let row = desk.todo("王芳", |row| row["BeSubmitNode"] == true).await;
    assert_eq!(row["Buttons"], json!({ "1": "提交" }));
    let page = desk.page(&row, "TODO", false).await;
    assert_eq!(page["ShowSubmitApp"], true);
    assert_eq!(page["ShowTurnToPerson"], false);
    assert_eq!(page["Buttons"], json!({ "3": "提交" }));
}

#[tokio::test]
async fn revocation_is_offered_where_it_would_work_now() {
    let desk = Desk::new().await;
    for folder in ["DONE", "CREATE"] {
        for row in desk.list("王芳", folder).await {
            let page = desk.page(&row, folder, row["IsCompleted"] == true).await;
            assert_eq!(page["ShowRevoke"], row["CanRevoke"], "{row}");
        }
    }
}

#[tokio::test]
async fn what_may_be_filled_names_its_entity() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务经理审批").await;
    let page = desk.page(&row, "TODO", false).await;
    let entity = &page["VariableInfos"]["ObjectMap"][0]["EntityCode"];
    let wanted = json!([{ "EntityCode": entity, "Type": "object", "VariableKey": "verified" }]);
    assert_eq!(page["OutEntityCodes"], wanted);
}

#[tokio::test]
async fn a_copy_is_opened_by_its_id() {
    let desk = Desk::new().await;
    let row = desk.list("王芳", "CC").await.remove(0);
    let mut body = Desk::page_body(&row, "CC");
    assert_eq!(
        desk.refusal("GetApprovalPageDetail", body.clone()).await,
        "MissingParameter"
    );
    body["Id"] = row["CcId"].clone();
    let page = desk.data("GetApprovalPageDetail", body).await;
    assert!(page["VariableInfos"]["ObjectMap"][0]["FieldValueMap"].is_object());
}

#[tokio::test]
async fn a_page_of_ids_that_do_not_belong_together_is_refused() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "付款会签").await;
    let other = desk.todo_at("王芳", "财务审核").await;
    for key in ["InstanceId", "FlowCode"] {
        let mut body = Desk::page_body(&row, "TODO");
        body[key] = other[key].clone();
        assert_eq!(
            desk.refusal("GetApprovalPageDetail", body).await,
            "InvalidParameter",
            "{key}"
        );
    }
    let mut body = Desk::page_body(&row, "TODO");
    body["NodeId"] = json!("approvalNode1");
    assert_eq!(
        desk.refusal("GetApprovalPageDetail", body).await,
        "InvalidParameter"
    );
}

#[tokio::test]
async fn tasks_are_told_in_order_and_can_be_asked_for_singly() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let tasks = desk.tasks(&row["InstanceId"]).await;
    let names: Vec<_> = tasks
        .iter()
        .map(|task| task["ElementName"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "填写报销单",
            "部门主管审批",
            "财务审核",
            "财务审核",
            "财务审核"
        ]
    );
    let wanted = keys(
        "InstanceId TaskId FlowName FlowCode FlowStartUser TaskAssignee ElementName ElementId StartTime EndTime \
         TaskStatus OperationResult PageTransitionUrl",
    );
    assert!(tasks.iter().all(|task| keys_of(task) == wanted));
    assert_eq!(tasks[0]["StartTime"], "2026-03-19T21:28:00.000+0800");
    assert_eq!(tasks[1]["TaskStatus"], 2);
    assert_eq!(tasks[4]["EndTime"], json!(null));

    let mine = desk.task(&row).await;
    assert_eq!(mine["TaskAssignee"], desk.user("王芳"));
    let body = json!({ "InstanceId": row["InstanceId"], "TaskStatus": 1, "TaskAssignee": desk.user("赵敏") });
    let data = desk.data("GetFlowInstanceTasks", body).await;
    assert_eq!(data["TotalCount"], 1);
    let body = json!({ "InstanceId": row["InstanceId"], "PageSize": 2, "PageNumber": 3 });
    let data = desk.data("GetFlowInstanceTasks", body).await;
    assert_eq!(
        (
            data["Result"].as_array().unwrap().len(),
            &data["TotalCount"]
        ),
        (1, &json!(5))
    );
}

#[tokio::test]
async fn the_history_is_told_in_order_with_its_words() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let operations = desk.operations(&row["InstanceId"]).await;
    let wanted = keys("ElementName CreateTime OperatorUser Content Result");
    assert!(
        operations
            .iter()
            .all(|operation| keys_of(operation) == wanted)
    );
    let acts: Vec<_> = operations
        .iter()
        .map(|one| one["Content"]["action"].as_i64().unwrap())
        .collect();
    assert_eq!(acts, [1, 2]);
    assert_eq!(operations[1]["Content"]["operationComment"], "情况属实");
    assert_eq!(operations[1]["OperatorUser"], desk.id("李四"));
}

#[tokio::test]
async fn unknown_ids_are_refused_as_such() {
    let desk = Desk::new().await;
    let cases = [
        (
            "GetFlowInstanceTasks",
            json!({ "InstanceId": "12" }),
            "ResourceNotFound.Instance",
        ),
        (
            "GetFlowInstanceOperations",
            json!({ "InstanceId": "12" }),
            "ResourceNotFound.Instance",
        ),
        (
            "DescribeProcessInstance",
            json!({ "FlowTaskId": "12", "PageType": "TODO" }),
            "ResourceNotFound.Task",
        ),
        (
            "DescribeProcessInstance",
            json!({ "FlowTaskId": "twelve", "PageType": "TODO" }),
            "InvalidParameter",
        ),
        (
            "DescribeProcessInstance",
            json!({ "PageType": "TODO" }),
            "MissingParameter",
        ),
    ];
    for (interface, body, code) in cases {
        assert_eq!(desk.refusal(interface, body).await, code, "{interface}");
    }
}
