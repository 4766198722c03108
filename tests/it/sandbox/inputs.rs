//! What people fill in: page variables, drafts, the variables of a start.

use serde_json::{Value, json};

use super::desk::Desk;

async fn form(desk: &Desk, row: &Value, folder: &str) -> Value {
    let mut page = desk.page(row, folder, false).await;
    page["VariableInfos"]["ObjectMap"][0]["FieldValueMap"].take()
}

fn filled(mut body: Value, key: &str, values: &Value) -> Value {
    body["PageParams"] = json!({ key: { "Type": "object", "Value": values } });
    body
}

#[tokio::test]
async fn a_value_of_the_wrong_type_is_refused_by_the_name_of_its_field() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务经理审批").await;
    let body = desk.decision("王芳", &row, 2);
    for (field, value) in [
        ("amount", json!("四千")),
        ("days", json!([3])),
        ("depart_date", json!("2026-03-01")),
        ("city", json!(7)),
        ("unheard", json!("x")),
    ] {
        let body = filled(body.clone(), "verified", &json!({ field: value }));
        let answer = desk.ask("CompleteTask", body).await;
        assert_eq!(answer["Error"]["Code"], "InvalidParameter", "{field}");
        let message = answer["Error"]["Message"].as_str().unwrap();
        assert!(message.contains(field), "{message}");
    }
    assert_eq!(desk.task(&row).await["TaskStatus"], 1);
    let good = json!({ "amount": 6100.5, "days": "3", "depart_date": 1_772_000_000_000_i64, "city": null });
    desk.data("CompleteTask", filled(body, "verified", &good))
        .await;
    assert_eq!(form(&desk, &row, "DONE").await["amount"], 6100.5);
}

#[tokio::test]
async fn a_draft_keeps_what_was_filled_in() {
    let desk = Desk::new().await;
    let row = desk.todo("王芳", |row| row["BeSubmitNode"] == true).await;
    let body = filled(
        desk.decision("王芳", &row, 17),
        "application",
        &json!({ "reason": "改期" }),
    );

    desk.data("CompleteTask", body).await;

    assert_eq!(desk.task(&row).await["TaskStatus"], 4);
    assert_eq!(desk.count("王芳", "DRAFT").await, 3);
    assert_eq!(desk.count("王芳", "TODO").await, 34);
    let draft = desk
        .row("王芳", "DRAFT", |one| one["TaskId"] == row["TaskId"])
        .await;
    assert_eq!(form(&desk, &draft, "DRAFT").await["reason"], "改期");
    let last = desk.operations(&row["InstanceId"]).await.pop().unwrap();
    assert_eq!(last["Content"], json!({ "action": 17 }));
    let task = row["TaskId"].as_str().unwrap().to_owned();
    assert_eq!(
        desk.sandbox.acts().get(&(task.clone(), "save".to_owned())),
        Some(&1)
    );
    desk.decide("王芳", &draft, 1).await;
    assert_eq!(desk.sandbox.decisions().get(&task), Some(&1));
}

#[tokio::test]
async fn an_approver_saves_no_draft() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let body = desk.decision("王芳", &row, 17);
    assert_eq!(
        desk.refusal("CompleteTask", body).await,
        "FailedOperation.NotAllowed"
    );
}
