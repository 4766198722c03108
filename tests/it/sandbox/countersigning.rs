//! Countersigning: more people at a node, which waits for them.

use serde_json::{Value, json};

use super::desk::Desk;

async fn signing(desk: &Desk) -> Value {
    desk.todo("王芳", |row| {
        row["CurrentNodeName"] == "付款会签" && row["StartedBy"] == "郑洁"
    })
    .await
}

fn body(desk: &Desk, row: &Value, people: &[&str]) -> Value {
    let ids: Vec<_> = people.iter().map(|name| desk.id(name)).collect();
    json!({ "TaskId": row["TaskId"], "Approver": desk.user("王芳"), "AssigneeIds": ids })
}

#[tokio::test]
async fn the_node_waits_for_whoever_was_added() {
    let desk = Desk::new().await;
    let row = signing(&desk).await;

    let data = desk
        .data(
            "AddCounterSignAssignee",
            body(&desk, &row, &["赵六", "周婷"]),
        )
        .await;

    assert_eq!(data, json!({ "Result": true }));
    for person in ["王芳", "陈静", "林国栋", "赵六", "周婷"] {
        let tasks = desk.tasks(&row["InstanceId"]).await;
        assert!(
            tasks.iter().all(|task| task["ElementName"] != "登记付款"),
            "{person}"
        );
        let mine = desk.theirs(person, &row).await;
        assert_eq!(mine["CurrentNodeId"], row["CurrentNodeId"]);
        desk.decide(person, &mine, 2).await;
    }
    let tasks = desk.tasks(&row["InstanceId"]).await;
    assert!(tasks.iter().any(|task| task["ElementName"] == "登记付款"));
}

#[tokio::test]
async fn in_sequence_the_next_comes_after_whoever_was_added() {
    let desk = Desk::new().await;
    let row = desk
        .todo("王芳", |row| {
            row["CurrentNodeName"] == "依次会审" && row["StartedBy"] == "赵六"
        })
        .await;
    desk.data("AddCounterSignAssignee", body(&desk, &row, &["李四"]))
        .await;
    let asked = |tasks: Vec<Value>| {
        let id = desk.id("林国栋");
        tasks
            .iter()
            .any(|task| task["TaskAssignee"]["UserId"] == id.as_str())
    };
    desk.decide("王芳", &row, 2).await;
    assert!(!asked(desk.tasks(&row["InstanceId"]).await));
    let added = desk.theirs("李四", &row).await;
    desk.decide("李四", &added, 2).await;
    assert!(asked(desk.tasks(&row["InstanceId"]).await));
}

#[tokio::test]
async fn the_history_names_who_was_added() {
    let desk = Desk::new().await;
    let row = signing(&desk).await;
    desk.data("AddCounterSignAssignee", body(&desk, &row, &["赵六"]))
        .await;
    let last = desk.operations(&row["InstanceId"]).await.pop().unwrap();
    assert_eq!(
        (&last["Content"]["action"], &last["Result"]),
        (&json!(7), &json!(""))
    );
    let people = last["Content"]["operation"].as_str().unwrap();
    let people: Value = serde_json::from_str(people).unwrap();
    assert_eq!(people, json!([{ "id": desk.id("赵六"), "name": "赵六" }]));
    let acts = desk.sandbox.acts();
    let act = (
        row["TaskId"].as_str().unwrap().to_owned(),
        "countersign".to_owned(),
    );
    assert_eq!(acts.get(&act), Some(&1));
}

#[tokio::test]
async fn nobody_is_added_twice_or_where_the_node_forbids_it() {
    let desk = Desk::new().await;
    let row = signing(&desk).await;
    for people in [
        vec!["陈静"],
        vec!["王芳"],
        vec!["赵六", "赵六"],
        vec!["赵六", "陈静"],
    ] {
        let body = body(&desk, &row, &people);
        assert_eq!(
            desk.refusal("AddCounterSignAssignee", body).await,
            "InvalidParameter"
        );
    }
    let strict = desk.todo_at("王芳", "财务审核").await;
    let cases = [
        (
            body(&desk, &strict, &["赵六"]),
            "FailedOperation.NotAllowed",
        ),
        (body(&desk, &row, &[]), "MissingParameter"),
    ];
    for (body, code) in cases {
        assert_eq!(desk.refusal("AddCounterSignAssignee", body).await, code);
    }
    let mut unknown = body(&desk, &row, &["赵六"]);
    unknown["AssigneeIds"][0] = json!("77");
    assert_eq!(
        desk.refusal("AddCounterSignAssignee", unknown).await,
        "ResourceNotFound.User"
    );
    let mut stranger = body(&desk, &row, &["赵六"]);
    stranger["Approver"] = desk.user("张三");
    assert_eq!(
        desk.refusal("AddCounterSignAssignee", stranger).await,
        "UnauthorizedOperation"
    );
    assert_eq!(desk.tasks(&row["InstanceId"]).await.len(), 4);
}
