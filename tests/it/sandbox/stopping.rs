//! Stopping an instance.

use serde_json::{Value, json};

use super::desk::Desk;

fn body(desk: &Desk, person: &str, row: &Value) -> Value {
    json!({ "InstanceId": row["InstanceId"], "Operator": desk.user(person), "DeleteReason": "改用公司车辆" })
}

#[tokio::test]
async fn a_stopped_instance_asks_nobody_any_more() {
    let desk = Desk::new().await;
    let row = desk
        .row("王芳", "CREATE", |row| {
            row["CurrentNodeName"] == "财务审核"
        })
        .await;
    let theirs = desk.theirs("赵敏", &row).await;

    assert_eq!(
        desk.data("StopFlow", body(&desk, "王芳", &row)).await,
        json!({ "Result": true })
    );

    assert_eq!(desk.task(&theirs).await["TaskStatus"], 3);
    let ended = desk
        .row("王芳", "CREATE", |one| {
            one["InstanceId"] == row["InstanceId"]
        })
        .await;
    assert_eq!(
        (&ended["IsCompleted"], &ended["Status"]),
        (&json!(true), &json!(1))
    );
    let last = desk.operations(&row["InstanceId"]).await.pop().unwrap();
    assert_eq!(
        last["Content"],
        json!({ "action": 8, "operationComment": "改用公司车辆" })
    );
    let act = (
        row["InstanceId"].as_str().unwrap().to_owned(),
        "stop".to_owned(),
    );
    assert_eq!(desk.sandbox.acts().get(&act), Some(&1));
    assert_eq!(
        desk.refusal("StopFlow", body(&desk, "王芳", &row)).await,
        "FailedOperation.NotAllowed"
    );
}

#[tokio::test]
async fn only_its_applicant_stops_an_instance() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    assert_eq!(
        desk.refusal("StopFlow", body(&desk, "王芳", &row)).await,
        "UnauthorizedOperation"
    );
    let mut missing = body(&desk, "王芳", &row);
    missing["Operator"] = Value::Null;
    assert_eq!(desk.refusal("StopFlow", missing).await, "MissingParameter");
    assert_eq!(desk.task(&row).await["TaskStatus"], 1);
}
