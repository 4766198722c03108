//! Rolling back to a node before.

use serde_json::{Value, json};

use super::desk::{Desk, keys, keys_of};

async fn targets(desk: &Desk, row: &Value) -> Vec<Value> {
    let body = json!({ "InstanceId": row["InstanceId"] });
    let mut data = desk.data("GetPreElementList", body).await;
    serde_json::from_value(data["ElementInfoList"].take()).unwrap()
}

fn body(desk: &Desk, person: &str, row: &Value, target: &Value) -> Value {
    json!({
        "UserInfo": desk.user(person), "TaskId": row["TaskId"],
        "TargetNodeId": target["ElementId"], "TargetActTaskId": target["ActTaskId"],
    })
}

#[tokio::test]
async fn the_nodes_before_are_told_last_first() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let targets = targets(&desk, &row).await;
    assert!(targets.iter().all(|one| keys_of(one) == keys("ElementId ElementName ActTaskId ApproveType LastNode")));
    let told: Vec<_> = targets
        .iter()
        .map(|one| {
            (
                one["ElementName"].as_str().unwrap(),
                one["ApproveType"].as_i64(),
                one["LastNode"].as_bool(),
            )
        })
        .collect();
    let wanted = [
        ("部门主管审批", Some(2), Some(true)),
        ("填写报销单", Some(1), Some(false)),
    ];
    assert_eq!(told, wanted);
    let tasks = desk.tasks(&row["InstanceId"]).await;
    assert_eq!(targets[0]["ActTaskId"], tasks[1]["TaskId"]);
}

#[tokio::test]
async fn the_people_of_the_node_are_asked_again_and_those_behind_it_no_more() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let beside = desk.theirs("赵敏", &row).await;
    let target = targets(&desk, &row).await.remove(0);

    let data = desk
        .data("RollBack", body(&desk, "王芳", &row, &target))
        .await;

    assert_eq!(data, json!({ "Result": true }));
    assert_eq!(desk.task(&row).await["TaskStatus"], 2);
    assert_eq!(desk.task(&row).await["OperationResult"], 6);
    assert_eq!(desk.task(&beside).await["TaskStatus"], 3);
    let again = desk.theirs("李四", &row).await;
    assert_eq!(again["CurrentNodeName"], "部门主管审批");
    assert_ne!(again["TaskId"], target["ActTaskId"]);
    let last = desk.operations(&row["InstanceId"]).await.pop().unwrap();
    assert_eq!(last["Content"], json!({ "action": 6 }));
    let act = (
        row["TaskId"].as_str().unwrap().to_owned(),
        "rollback".to_owned(),
    );
    assert_eq!(desk.sandbox.acts().get(&act), Some(&1));

    desk.decide("李四", &again, 2).await;
    assert_eq!(
        desk.theirs("王芳", &row).await["CurrentNodeName"],
        "财务审核"
    );
}

#[tokio::test]
async fn back_at_the_start_the_applicant_submits_again() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务经理审批").await;
    let target = targets(&desk, &row).await.pop().unwrap();
    assert_eq!(target["ApproveType"], 1);
    desk.data("RollBack", body(&desk, "王芳", &row, &target))
        .await;
    let starter = row["StartedBy"].as_str().unwrap();
    let again = desk.theirs(starter, &row).await;
    assert_eq!(again["BeSubmitNode"], true);
    assert_eq!(desk.task(&again).await["TaskStatus"], 5);
    assert!(targets(&desk, &row).await.is_empty());
    desk.decide(starter, &again, 1).await;
    assert_eq!(targets(&desk, &row).await.len(), 1);
}

#[tokio::test]
async fn before_a_split_all_branches_are_closed_and_asked_again() {
    let desk = Desk::new().await;
    let row = desk
        .todo("王芳", |row| {
            row["CurrentNodeName"] == "预算审核" && row["StartedBy"] == "王五"
        })
        .await;
    let branch = desk.theirs("李四", &row).await;
    let target = targets(&desk, &row).await.remove(0);
    assert_eq!(target["ElementName"], "部门主管审批");
    desk.data("RollBack", body(&desk, "王芳", &row, &target))
        .await;
    assert_eq!(desk.task(&branch).await["TaskStatus"], 3);
    let again = desk.theirs("李四", &row).await;
    desk.decide("李四", &again, 2).await;
    assert_eq!(
        desk.theirs("王芳", &row).await["CurrentNodeName"],
        "预算审核"
    );
    assert_eq!(
        desk.theirs("李四", &row).await["CurrentNodeName"],
        "技术评估"
    );
}

#[tokio::test]
async fn a_target_off_the_list_is_refused() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let told = targets(&desk, &row).await;
    let mut mixed = told[0].clone();
    mixed["ActTaskId"] = told[1]["ActTaskId"].clone();
    let mut here = told[0].clone();
    here["ElementId"] = row["CurrentNodeId"].clone();
    for wrong in [mixed, here] {
        let body = body(&desk, "王芳", &row, &wrong);
        assert_eq!(desk.refusal("RollBack", body).await, "InvalidParameter");
    }
    let stranger = body(&desk, "张三", &row, &told[0]);
    assert_eq!(
        desk.refusal("RollBack", stranger).await,
        "UnauthorizedOperation"
    );
    let strict = desk.todo_at("王芳", "入账登记").await;
    let target = targets(&desk, &strict).await.remove(0);
    let strict = body(&desk, "王芳", &strict, &target);
    assert_eq!(
        desk.refusal("RollBack", strict).await,
        "FailedOperation.NotAllowed"
    );
    assert_eq!(desk.task(&row).await["TaskStatus"], 1);
}
