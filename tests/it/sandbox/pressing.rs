//! Reminding: three times a day for each current task.

use serde_json::{Value, json};

use super::desk::Desk;

async fn press(desk: &Desk, row: &Value) -> Value {
    desk.data("PressTask", json!({ "InstanceId": row["InstanceId"] }))
        .await["Result"]
        .take()
}

async fn own(desk: &Desk) -> Value {
    desk.row("王芳", "CREATE", |row| {
        row["CurrentNodeName"] == "财务审核"
    })
    .await
}

#[tokio::test]
async fn the_fourth_reminder_of_a_day_is_refused_without_an_error() {
    let desk = Desk::new().await;
    let row = own(&desk).await;
    let unread = desk.unread("赵敏").await;
    for wanted in [true, true, true, false, false] {
        assert_eq!(press(&desk, &row).await, wanted);
    }
    assert_eq!(desk.unread("赵敏").await, unread + 3);
    let act = (
        row["InstanceId"].as_str().unwrap().to_owned(),
        "remind".to_owned(),
    );
    assert_eq!(desk.sandbox.acts().get(&act), Some(&3));
    assert!(desk.sandbox.decisions().is_empty());
}

#[tokio::test]
async fn the_next_day_begins_anew() {
    let desk = Desk::new().await;
    let row = own(&desk).await;
    for _ in 0..4 {
        press(&desk, &row).await;
    }
    desk.faults("[[fault]]\ninterface = \"PressTask\"\nkind = \"clock-skew\"\nskew_ms = 86400000");
    assert_eq!(press(&desk, &row).await, true);
    desk.faults("");
    assert_eq!(press(&desk, &row).await, false);
}

#[tokio::test]
async fn a_task_that_comes_later_may_be_reminded_of_again() {
    let desk = Desk::new().await;
    let row = own(&desk).await;
    for _ in 0..4 {
        press(&desk, &row).await;
    }
    let theirs = desk.theirs("赵敏", &row).await;
    desk.decide("赵敏", &theirs, 2).await;
    assert_eq!(press(&desk, &row).await, true);
}

#[tokio::test]
async fn nobody_is_reminded_of_what_has_ended_or_waits_for_its_applicant() {
    let desk = Desk::new().await;
    let ended = desk
        .row("王芳", "CREATE", |row| row["IsCompleted"] == true)
        .await;
    let back = desk.todo("王芳", |row| row["BeSubmitNode"] == true).await;
    for row in [ended, back] {
        let body = json!({ "InstanceId": row["InstanceId"] });
        assert_eq!(
            desk.refusal("PressTask", body).await,
            "FailedOperation.NotAllowed"
        );
    }
}
