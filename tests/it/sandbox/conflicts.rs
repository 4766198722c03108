//! Decisions that are refused, come too late, or meet.

use serde_json::{Value, json};

use super::desk::Desk;

#[tokio::test]
async fn what_nobody_may_decide_is_refused_and_nothing_moves() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let body = desk.decision("王芳", &row, 2);
    let with = |key: &str, value: Value| {
        let mut body = body.clone();
        body[key] = value;
        body
    };
    let cases = [
        (with("Approver", desk.user("张三")), "UnauthorizedOperation"),
        (
            with("Approver", json!({ "UserId": "77", "Type": 4 })),
            "ResourceNotFound.User",
        ),
        (with("Approver", json!(null)), "MissingParameter"),
        (with("TaskId", json!("12")), "ResourceNotFound.Task"),
        (with("TaskId", json!("")), "MissingParameter"),
        (with("ButtonAction", json!(null)), "MissingParameter"),
        (with("ButtonAction", json!(9)), "InvalidParameter"),
        (with("ButtonAction", json!(1)), "FailedOperation.NotAllowed"),
        (with("Comment", json!("字".repeat(501))), "InvalidParameter"),
        (with("CcUserIds", json!(["77"])), "ResourceNotFound.User"),
    ];
    for (body, code) in cases {
        assert_eq!(
            desk.refusal("CompleteTask", body.clone()).await,
            code,
            "{body}"
        );
    }
    assert_eq!(desk.task(&row).await["TaskStatus"], 1);
    assert_eq!(desk.count("王芳", "TODO").await, 35);
    assert!(desk.sandbox.decisions().is_empty());
}

#[tokio::test]
async fn a_task_is_not_decided_twice() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    desk.decide("王芳", &row, 2).await;
    let again = desk
        .ask("CompleteTask", desk.decision("王芳", &row, 2))
        .await;
    assert_eq!(again["Error"]["Code"], "FailedOperation.TaskEnded");
    assert_eq!(desk.sandbox.decisions().values().collect::<Vec<_>>(), [&1]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_racing_decisions_exactly_one_wins() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let other = desk.theirs("赵敏", &row).await;
    let third = desk.theirs("周婷", &row).await;
    let answers = tokio::join!(
        desk.ask("CompleteTask", desk.decision("王芳", &row, 2)),
        desk.ask("CompleteTask", desk.decision("赵敏", &other, 2)),
        desk.ask("CompleteTask", desk.decision("周婷", &third, 2)),
        desk.ask("CompleteTask", desk.decision("王芳", &row, 3)),
    );
    let answers = [answers.0, answers.1, answers.2, answers.3];
    let won = answers.iter().filter(|answer| answer.get("Data").is_some());
    assert_eq!(won.count(), 1, "{answers:?}");
    let lost = answers
        .iter()
        .filter(|answer| answer["Error"]["Code"] == "FailedOperation.TaskEnded");
    assert_eq!(lost.count(), 3, "{answers:?}");
    assert_eq!(desk.sandbox.decisions().values().sum::<u32>(), 1);
}
