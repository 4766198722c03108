//! Taking back: one's own request, one's own decision.

use serde_json::{Value, json};

use super::desk::Desk;

#[tokio::test]
async fn an_applicant_takes_a_running_request_back() {
    let desk = Desk::new().await;
    let row = desk
        .row("王芳", "CREATE", |row| {
            row["CurrentNodeName"] == "财务审核"
        })
        .await;

    let data = desk.data("Revoke", body(&desk, "王芳", &row, 2)).await;

    assert_eq!(data, json!({ "Result": true }));
    assert_eq!(desk.task(&row).await["TaskStatus"], 3);
    let again = desk.theirs("王芳", &row).await;
    assert_eq!(again["BeSubmitNode"], true);
    assert_ne!(again["TaskId"], row["TaskId"]);
    assert_eq!(desk.task(&again).await["TaskStatus"], 5);
    let last = desk.operations(&row["InstanceId"]).await.pop().unwrap();
    assert_eq!(
        last["Content"],
        json!({ "action": 5, "operation": "发起人撤销" })
    );
    assert_eq!(desk.count("王芳", "CREATE").await, 51);
    assert_eq!(
        desk.refusal("Revoke", body(&desk, "王芳", &again, 2)).await,
        "FailedOperation.NotAllowed"
    );
}

#[tokio::test]
async fn either_name_of_the_type_will_do() {
    let desk = Desk::new().await;
    let row = desk
        .row("王芳", "CREATE", |row| row["CanRevoke"] == true)
        .await;
    let mut body = body(&desk, "王芳", &row, 2);
    let kind = body.as_object_mut().unwrap().remove("RevokeType").unwrap();
    assert_eq!(
        desk.refusal("Revoke", body.clone()).await,
        "MissingParameter"
    );
    body["RevokerType"] = kind;
    desk.data("Revoke", body).await;
}

#[tokio::test]
async fn a_request_is_taken_back_by_nobody_else_and_only_where_the_flow_lets_it() {
    let desk = Desk::new().await;
    let row = desk
        .row("王芳", "CREATE", |row| row["CanRevoke"] == true)
        .await;
    assert_eq!(
        desk.refusal("Revoke", body(&desk, "张三", &row, 2)).await,
        "UnauthorizedOperation"
    );
    let strict = desk
        .row("王芳", "CREATE", |row| row["Description"] == "权限申请")
        .await;
    assert_eq!(
        desk.refusal("Revoke", body(&desk, "王芳", &strict, 2))
            .await,
        "FailedOperation.NotAllowed"
    );
    let ended = desk
        .row("王芳", "CREATE", |row| row["IsCompleted"] == true)
        .await;
    assert_eq!(
        desk.refusal("Revoke", body(&desk, "王芳", &ended, 2)).await,
        "FailedOperation.NotAllowed"
    );
}

#[tokio::test]
async fn an_approver_takes_a_decision_back_while_the_next_node_is_untouched() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    desk.decide("王芳", &row, 2).await;
    let next = desk.theirs("周婷", &row).await;

    let data = desk.data("Revoke", body(&desk, "王芳", &row, 1)).await;

    assert_eq!(data, json!({ "Result": true }));
    assert_eq!(desk.task(&next).await["TaskStatus"], 3);
    assert_eq!(
        (
            desk.count("王芳", "TODO").await,
            desk.count("王芳", "DONE").await
        ),
        (35, 17)
    );
    let again = desk.theirs("王芳", &row).await;
    assert_eq!(again["CurrentNodeId"], row["CurrentNodeId"]);
    assert_ne!(again["TaskId"], row["TaskId"]);
    let last = desk.operations(&row["InstanceId"]).await.pop().unwrap();
    assert_eq!(
        last["Content"],
        json!({ "action": 5, "operation": "审批人撤销" })
    );

    desk.decide("王芳", &again, 2).await;
    assert_eq!(
        desk.tasks(&row["InstanceId"]).await.last().unwrap()["ElementName"],
        "出纳付款"
    );
}

#[tokio::test]
async fn a_decision_stands_once_the_next_node_is_decided() {
    let desk = Desk::new().await;
    let row = desk
        .todo("王芳", |row| {
            row["CurrentNodeName"] == "依次会审" && row["StartedBy"] == "赵六"
        })
        .await;
    desk.decide("王芳", &row, 2).await;
    let next = desk.theirs("林国栋", &row).await;
    desk.decide("林国栋", &next, 2).await;
    assert_eq!(
        desk.refusal("Revoke", body(&desk, "王芳", &row, 1)).await,
        "FailedOperation.NotAllowed"
    );
    desk.data("Revoke", body(&desk, "林国栋", &next, 1)).await;
    assert_eq!(
        desk.refusal("Revoke", body(&desk, "王芳", &next, 1)).await,
        "UnauthorizedOperation"
    );
}

#[tokio::test]
async fn in_sequence_taking_back_unasks_the_next() {
    let desk = Desk::new().await;
    let row = desk
        .row("王芳", "DONE", |row| {
            row["Description"] == "合同用印" && row["CanRevoke"] == true
        })
        .await;
    let next = desk.theirs("林国栋", &row).await;
    desk.data("Revoke", body(&desk, "王芳", &row, 1)).await;
    assert_eq!(desk.task(&next).await["TaskStatus"], 3);
    let again = desk.theirs("王芳", &row).await;
    desk.decide("王芳", &again, 2).await;
    desk.theirs("林国栋", &row).await;
}

#[tokio::test]
async fn one_signature_of_all_sign_is_taken_back_alone() {
    let desk = Desk::new().await;
    let row = desk
        .row("王芳", "DONE", |row| {
            row["CurrentNodeName"] == "付款会签" && row["CanRevoke"] == true
        })
        .await;
    let other = desk.theirs("林国栋", &row).await;
    desk.data("Revoke", body(&desk, "王芳", &row, 1)).await;
    assert_eq!(desk.task(&other).await["TaskStatus"], 1);

    desk.decide("林国栋", &other, 2).await;
    let again = desk.theirs("王芳", &row).await;
    assert_eq!(again["CurrentNodeName"], "付款会签");
    desk.decide("王芳", &again, 2).await;
    assert_eq!(
        desk.tasks(&row["InstanceId"]).await.last().unwrap()["ElementName"],
        "登记付款"
    );
}

#[tokio::test]
async fn a_branch_is_taken_back_while_the_other_is_still_out() {
    let desk = Desk::new().await;
    let row = desk
        .row("王芳", "DONE", |row| {
            row["CurrentNodeName"] == "预算审核" && row["CanRevoke"] == true
        })
        .await;
    desk.data("Revoke", body(&desk, "王芳", &row, 1)).await;
    let again = desk.theirs("王芳", &row).await;
    let other = desk.theirs("李四", &row).await;
    desk.decide("李四", &other, 2).await;
    desk.decide("王芳", &again, 2).await;
    assert_eq!(
        desk.tasks(&row["InstanceId"]).await.last().unwrap()["ElementName"],
        "采购办理"
    );
}

#[tokio::test]
async fn a_decision_does_not_outlive_the_withdrawal_of_the_request() {
    let desk = Desk::new().await;
    let row = desk
        .row("王芳", "DONE", |row| {
            row["StartedBy"] == "马超" && row["CurrentNodeName"] == "财务审核"
        })
        .await;
    assert_eq!(row["CanRevoke"], true);
    let created = desk.list("马超", "CREATE").await;
    let request = created
        .iter()
        .find(|created| created["InstanceId"] == row["InstanceId"])
        .unwrap();
    desk.data("Revoke", body(&desk, "马超", request, 2)).await;
    assert_eq!(
        desk.refusal("Revoke", body(&desk, "王芳", &row, 1)).await,
        "FailedOperation.NotAllowed"
    );
}

#[tokio::test]
async fn neither_a_rejection_nor_a_transfer_is_taken_back() {
    let desk = Desk::new().await;
    for result in [3, 4] {
        let row = desk
            .row("王芳", "DONE", |row| row["TaskDealResult"] == result)
            .await;
        assert_eq!(
            desk.refusal("Revoke", body(&desk, "王芳", &row, 1)).await,
            "FailedOperation.NotAllowed"
        );
    }
}

fn body(desk: &Desk, person: &str, row: &Value, kind: i64) -> Value {
    json!({ "TaskId": row["TaskId"], "Revoker": desk.user(person), "RevokeType": kind })
}
