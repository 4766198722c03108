//! The next approver, chosen by the previous one.

use serde_json::{Value, json};

use super::desk::{Desk, text};

const NODE: &str = "数据负责人确认";

/// Decides the first such to-do of 王芳's; the row and the candidates.
async fn decided(desk: &Desk) -> (Value, Vec<Value>) {
    let row = desk.todo_at("王芳", NODE).await;
    let data = desk.decide("王芳", &row, 2).await;
    assert_eq!(data["ToBeSubmittedFlowTaskFlag"], true);
    let candidates = data["ToBeSubmittedFlowTaskInfo"]
        .as_array()
        .unwrap()
        .clone();
    (row, candidates)
}

async fn names(desk: &Desk, row: &Value, status: i64) -> Vec<String> {
    let tasks = desk.tasks(&row["InstanceId"]).await;
    let tasks = tasks.iter().filter(|task| task["TaskStatus"] == status);
    tasks.map(|task| text(&task["ElementName"])).collect()
}

#[tokio::test]
async fn the_story_has_several_todos_that_ask_for_the_next_approver() {
    let desk = Desk::new().await;
    let rows = desk.list("王芳", "TODO").await;
    let asking = rows.iter().filter(|row| row["CurrentNodeName"] == NODE);
    assert_eq!(asking.count(), 3);
}

#[tokio::test]
async fn nothing_moves_before_the_next_approver_is_chosen() {
    let desk = Desk::new().await;
    let before = desk.count("徐浩", "TODO").await;
    let (row, candidates) = decided(&desk).await;

    let told: Vec<_> = candidates
        .iter()
        .map(|one| (&one["AssigneeName"], &one["Assignee"]))
        .collect();
    let (xuhao, hejun) = (json!(desk.id("徐浩")), json!(desk.id("何军")));
    assert_eq!(told, [(&json!("徐浩"), &xuhao), (&json!("何军"), &hejun)]);
    assert_eq!(names(&desk, &row, 1).await, [""; 0]);
    assert_eq!(desk.count("徐浩", "TODO").await, before);
    let wait = json!({ "FlowTaskId": candidates[0]["WaitFlowTaskId"], "PageType": "TODO" });
    let refusal = desk.refusal("DescribeProcessInstance", wait).await;
    assert_eq!(refusal, "ResourceNotFound.Task");
}

#[tokio::test]
async fn who_is_chosen_is_asked_and_the_others_are_not() {
    let desk = Desk::new().await;
    let unread = desk.unread("何军").await;
    let (row, candidates) = decided(&desk).await;
    let ids = json!({ "FlowTaskIds": [candidates[1]["WaitFlowTaskId"]] });

    let data = desk.data("SubmitFlowTaskList", ids.clone()).await;

    assert_eq!(data, json!({ "Result": true }));
    let next = desk.theirs("何军", &row).await;
    assert_eq!(next["TaskId"], candidates[1]["WaitFlowTaskId"]);
    assert_eq!(next["CurrentNodeName"], "开通权限");
    assert_eq!(names(&desk, &row, 1).await, ["开通权限"]);
    assert_eq!(
        names(&desk, &row, 3)
            .await
            .iter()
            .filter(|name| *name == "开通权限")
            .count(),
        1
    );
    assert_eq!(desk.unread("何军").await, unread + 1);
    assert_eq!(
        desk.refusal("SubmitFlowTaskList", ids).await,
        "FailedOperation.TaskEnded"
    );
    let wait = text(&candidates[1]["WaitFlowTaskId"]);
    assert_eq!(
        desk.sandbox.acts().get(&(wait.clone(), "next".to_owned())),
        Some(&1)
    );
    assert_eq!(desk.sandbox.decisions().get(&wait), None);
    desk.decide("何军", &next, 2).await;
}

#[tokio::test]
async fn all_may_be_chosen_and_the_first_settles_it() {
    let desk = Desk::new().await;
    let (row, candidates) = decided(&desk).await;
    let ids: Vec<_> = candidates
        .iter()
        .map(|one| &one["WaitFlowTaskId"])
        .collect();
    desk.data("SubmitFlowTaskList", json!({ "FlowTaskIds": ids }))
        .await;
    let (one, other) = (
        desk.theirs("徐浩", &row).await,
        desk.theirs("何军", &row).await,
    );
    desk.decide("徐浩", &one, 2).await;
    assert_eq!(desk.task(&other).await["TaskStatus"], 3);
}

#[tokio::test]
async fn one_wrong_id_chooses_nobody() {
    let desk = Desk::new().await;
    let (row, candidates) = decided(&desk).await;
    let good = &candidates[0]["WaitFlowTaskId"];
    let open = &desk.todo_at("王芳", "财务审核").await["TaskId"];
    for (wrong, code) in [
        (json!([good, "77"]), "ResourceNotFound.Task"),
        (json!([good, open]), "FailedOperation.TaskEnded"),
        (json!([]), "MissingParameter"),
    ] {
        let body = json!({ "FlowTaskIds": wrong });
        assert_eq!(desk.refusal("SubmitFlowTaskList", body).await, code);
    }
    assert_eq!(names(&desk, &row, 1).await, [""; 0]);
}

#[tokio::test]
async fn a_decision_is_taken_back_while_the_choice_is_open_and_the_choice_is_void() {
    let desk = Desk::new().await;
    let (row, candidates) = decided(&desk).await;
    let body = json!({ "TaskId": row["TaskId"], "Revoker": desk.user("王芳"), "RevokeType": 1 });
    desk.data("Revoke", body).await;
    assert_eq!(desk.theirs("王芳", &row).await["CurrentNodeName"], NODE);
    let ids = json!({ "FlowTaskIds": [candidates[0]["WaitFlowTaskId"]] });
    assert_eq!(
        desk.refusal("SubmitFlowTaskList", ids).await,
        "FailedOperation.TaskEnded"
    );
}
