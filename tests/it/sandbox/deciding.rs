//! Deciding: agree, handle, reject, transfer, submit.

use serde_json::{Value, json};

use super::desk::{Desk, keys, keys_of};

#[tokio::test]
async fn an_approved_todo_moves_to_done_and_the_counts_follow() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;

    let data = desk.decide("王芳", &row, 2).await;

    let wanted = "OpenPageFlag ClosePageFlag RefreshPageFlag ToBeSubmittedFlowTaskFlag ToBeSubmittedFlowTaskInfo";
    assert_eq!(keys_of(&data), keys(wanted));
    assert_eq!(desk.count("王芳", "TODO").await, 34);
    assert_eq!(desk.count("王芳", "DONE").await, 18);
    let done = desk.list("王芳", "DONE").await;
    let mine = done
        .iter()
        .find(|done| done["TaskId"] == row["TaskId"])
        .unwrap();
    assert_eq!(mine["TaskDealResult"], 2);
    assert_eq!(
        desk.sandbox
            .decisions()
            .get(row["TaskId"].as_str().unwrap()),
        Some(&1)
    );
    let last = desk.operations(&row["InstanceId"]).await.pop().unwrap();
    assert_eq!(
        last["Content"],
        json!({ "action": 2, "operationComment": "收到" })
    );
    assert_eq!(last["OperatorUser"], desk.id("王芳"));
}

#[tokio::test]
async fn the_first_of_any_sign_settles_it_for_the_others() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let other = desk.theirs("赵敏", &row).await;

    desk.decide("王芳", &row, 2).await;

    assert_eq!(desk.task(&other).await["TaskStatus"], 3);
    assert_eq!(desk.task(&row).await["TaskStatus"], 2);
    let late = desk
        .ask("CompleteTask", desk.decision("赵敏", &other, 2))
        .await;
    assert_eq!(late["Error"]["Code"], "FailedOperation.TaskEnded");
    assert!(
        late["Error"]["Message"].as_str().unwrap().contains("王芳"),
        "{late}"
    );
    assert_eq!(
        desk.tasks(&row["InstanceId"]).await.last().unwrap()["ElementName"],
        "出纳付款"
    );
}

#[tokio::test]
async fn all_sign_waits_for_everybody() {
    let desk = Desk::new().await;
    let row = desk
        .todo("王芳", |row| {
            row["CurrentNodeName"] == "付款会签" && row["StartedBy"] == "郑洁"
        })
        .await;
    for (person, signed) in [("王芳", 1), ("陈静", 2), ("林国栋", 3)] {
        let mine = desk.theirs(person, &row).await;
        desk.decide(person, &mine, 2).await;
        let tasks = desk.tasks(&row["InstanceId"]).await;
        let next = tasks.iter().any(|task| task["ElementName"] == "登记付款");
        assert_eq!(next, signed == 3, "{person}");
    }
}

#[tokio::test]
async fn in_sequence_the_next_is_asked_after_the_one_before() {
    let desk = Desk::new().await;
    let row = desk
        .todo("王芳", |row| {
            row["CurrentNodeName"] == "依次会审" && row["StartedBy"] == "赵六"
        })
        .await;
    let asked = |tasks: Vec<Value>, id: String| {
        tasks
            .iter()
            .any(|task| task["TaskAssignee"]["UserId"] == id.as_str())
    };
    assert!(!asked(
        desk.tasks(&row["InstanceId"]).await,
        desk.id("林国栋")
    ));

    desk.decide("王芳", &row, 2).await;

    let next = desk.theirs("林国栋", &row).await;
    assert_eq!(next["CurrentNodeName"], "依次会审");
    desk.decide("林国栋", &next, 2).await;
    assert_eq!(
        desk.theirs("吴强", &row).await["CurrentNodeName"],
        "用印登记"
    );
}

#[tokio::test]
async fn parallel_branches_meet_before_the_flow_goes_on() {
    let desk = Desk::new().await;
    let row = desk
        .todo("王芳", |row| {
            row["CurrentNodeName"] == "预算审核" && row["StartedBy"] == "王五"
        })
        .await;
    desk.decide("王芳", &row, 2).await;
    let names = |tasks: Vec<Value>| {
        tasks
            .iter()
            .map(|task| super::desk::text(&task["ElementName"]))
            .collect::<Vec<_>>()
    };
    assert!(!names(desk.tasks(&row["InstanceId"]).await).contains(&"采购办理".to_owned()));

    let other = desk.theirs("李四", &row).await;
    desk.decide("李四", &other, 2).await;
    let tasks = names(desk.tasks(&row["InstanceId"]).await);
    assert_eq!(tasks.iter().filter(|name| *name == "采购办理").count(), 1);
}

#[tokio::test]
async fn a_handle_node_is_handled_by_agreeing() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "入账登记").await;
    assert_eq!(
        (&row["UserTaskType"], &row["Buttons"]),
        (&json!(2), &json!({ "2": "处理" }))
    );
    assert_eq!(
        desk.refusal("CompleteTask", desk.decision("王芳", &row, 3))
            .await,
        "FailedOperation.NotAllowed"
    );

    desk.decide("王芳", &row, 2).await;

    let acts = desk.operations(&row["InstanceId"]).await;
    let acts: Vec<_> = acts
        .iter()
        .map(|act| act["Content"]["action"].as_i64().unwrap())
        .collect();
    assert_eq!(acts.iter().rev().take(2).collect::<Vec<_>>(), [&15, &13]);
    let copies = desk.list("王芳", "CC").await;
    assert!(
        copies
            .iter()
            .any(|copy| copy["InstanceId"] == row["InstanceId"])
    );
}

#[tokio::test]
async fn a_rejection_ends_the_instance_for_everybody() {
    let desk = Desk::new().await;
    let row = desk
        .todo("王芳", |row| {
            row["CurrentNodeName"] == "付款会签" && row["StartedBy"] == "郑洁"
        })
        .await;
    let other = desk.theirs("陈静", &row).await;

    desk.decide("王芳", &row, 3).await;

    assert_eq!(desk.task(&other).await["TaskStatus"], 3);
    let created = desk.list("郑洁", "CREATE").await;
    let ended = created
        .iter()
        .find(|created| created["InstanceId"] == row["InstanceId"])
        .unwrap();
    assert_eq!(
        (&ended["IsCompleted"], &ended["Status"]),
        (&json!(true), &json!(2))
    );
    assert!(ended["EndTime"].is_i64());
}

#[tokio::test]
async fn the_last_approval_ends_the_instance_as_approved() {
    let desk = Desk::new().await;
    let row = desk.todo("王芳", |row| row["StartedBy"] == "赵敏").await;
    let told = desk.unread("赵敏").await;

    desk.decide("王芳", &row, 2).await;

    let created = desk.list("赵敏", "CREATE").await;
    let ended = created
        .iter()
        .find(|created| created["InstanceId"] == row["InstanceId"])
        .unwrap();
    assert_eq!(ended["Status"], 3);
    assert_eq!(desk.unread("赵敏").await, told + 1);
}

#[tokio::test]
async fn a_transfer_hands_the_seat_on() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务经理审批").await;
    let mut body = desk.decision("王芳", &row, 4);
    body["TurnToUser"] = desk.user("赵敏");

    desk.data("CompleteTask", body).await;

    let mine = desk.task(&row).await;
    assert_eq!(
        (&mine["TaskStatus"], &mine["OperationResult"]),
        (&json!(2), &json!(4))
    );
    let next = desk.theirs("赵敏", &row).await;
    assert_eq!(next["CurrentNodeId"], row["CurrentNodeId"]);
    assert_ne!(next["TaskId"], row["TaskId"]);
    let last = desk.operations(&row["InstanceId"]).await.pop().unwrap();
    let people: Value =
        serde_json::from_str(last["Content"]["operation"].as_str().unwrap()).unwrap();
    assert_eq!(people, json!([{ "id": desk.id("赵敏"), "name": "赵敏" }]));
}

#[tokio::test]
async fn a_transfer_that_leads_nowhere_is_refused() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let mut body = desk.decision("王芳", &row, 4);
    assert_eq!(
        desk.refusal("CompleteTask", body.clone()).await,
        "MissingParameter"
    );
    let cases = [
        (desk.user("王芳"), "InvalidParameter"),
        (desk.user("赵敏"), "InvalidParameter"),
        (
            json!({ "UserId": "77", "Type": 4 }),
            "ResourceNotFound.User",
        ),
    ];
    for (to, code) in cases {
        body["TurnToUser"] = to;
        assert_eq!(desk.refusal("CompleteTask", body.clone()).await, code);
    }
    assert_eq!(desk.task(&row).await["TaskStatus"], 1);
    assert!(desk.sandbox.decisions().is_empty());
}

#[tokio::test]
async fn a_decision_may_copy_people_where_the_node_lets_it() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let before = desk.count("邓飞", "CC").await;
    let mut body = desk.decision("王芳", &row, 2);
    body["CcUserIds"] = json!([desk.id("邓飞")]);
    desk.data("CompleteTask", body).await;

    let copies = desk.list("邓飞", "CC").await;
    assert_eq!(copies.len() as u64, before + 1);
    assert!(
        copies
            .iter()
            .any(|copy| copy["InstanceId"] == row["InstanceId"] && copy["CcTime"].is_i64())
    );
    let last = desk.operations(&row["InstanceId"]).await.pop().unwrap();
    assert_eq!(last["Content"]["ccUserIds"], json!([desk.id("邓飞")]));

    let closed = desk.todo_at("周婷", "出纳付款").await;
    let mut body = desk.decision("周婷", &closed, 2);
    body["CcUserIds"] = json!([desk.id("邓飞")]);
    assert_eq!(
        desk.refusal("CompleteTask", body).await,
        "FailedOperation.NotAllowed"
    );
}

#[tokio::test]
async fn what_an_approver_fills_in_stands_in_the_form() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务经理审批").await;
    let mut body = desk.decision("王芳", &row, 2);
    body["PageParams"] = json!({ "unheard": { "Type": "object", "Value": { "amount": "1.00" } } });
    assert_eq!(
        desk.refusal("CompleteTask", body.clone()).await,
        "InvalidParameter"
    );
    body["PageParams"] =
        json!({ "verified": { "Type": "object", "Value": { "amount": "4100.00" } } });
    desk.data("CompleteTask", body).await;

    let page = desk.page(&row, "DONE", false).await;
    let form = &page["VariableInfos"]["ObjectMap"][0]["FieldValueMap"];
    assert_eq!(form["amount"], "4100.00");
    assert!(form["city"].is_string());
}

#[tokio::test]
async fn the_amount_decides_who_is_asked_next() {
    let desk = Desk::new().await;
    for row in desk.list("王芳", "TODO").await {
        let node = row["CurrentNodeName"].as_str().unwrap();
        if !["财务审核", "财务经理审批"].contains(&node) {
            continue;
        }
        let page = desk.page(&row, "TODO", false).await;
        let amount = &page["VariableInfos"]["ObjectMap"][0]["FieldValueMap"]["amount"];
        let amount: f64 = amount.as_str().unwrap().parse().unwrap();
        assert_eq!(amount >= 5000.0, node == "财务经理审批", "{amount}");
    }
}

#[tokio::test]
async fn what_was_taken_back_is_submitted_again() {
    let desk = Desk::new().await;
    let row = desk.todo("王芳", |row| row["BeSubmitNode"] == true).await;
    assert_eq!(
        desk.refusal("CompleteTask", desk.decision("王芳", &row, 2))
            .await,
        "FailedOperation.NotAllowed"
    );

    desk.decide("王芳", &row, 1).await;

    assert_eq!(desk.count("王芳", "TODO").await, 34);
    assert_eq!(desk.count("王芳", "DONE").await, 17);
    assert_eq!(
        desk.theirs("林国栋", &row).await["CurrentNodeName"],
        "部门主管审批"
    );
}

#[tokio::test]
async fn a_submitted_draft_becomes_a_request() {
    let desk = Desk::new().await;
    let row = desk.list("王芳", "DRAFT").await.remove(0);
    assert_eq!(desk.task(&row).await["TaskStatus"], 4);
    desk.decide("王芳", &row, 1).await;
    assert_eq!(desk.count("王芳", "DRAFT").await, 1);
    assert_eq!(desk.count("王芳", "CREATE").await, 52);
}

#[tokio::test]
async fn a_contract_goes_back_to_be_changed_as_often_as_the_lawyer_says() {
    let desk = Desk::new().await;
    let mut changed = desk.todo_at("张三", "修改合同").await;
    for conclusion in ["需修改", "可用印"] {
        desk.decide("张三", &changed, 2).await;
        let review = desk.theirs("陈静", &changed).await;
        let mut body = desk.decision("陈静", &review, 2);
        body["PageParams"] =
            json!({ "review": { "Type": "object", "Value": { "conclusion": conclusion } } });
        desk.data("CompleteTask", body).await;
        if conclusion == "需修改" {
            changed = desk.theirs("张三", &changed).await;
        }
    }
    assert_eq!(
        desk.theirs("王芳", &changed).await["CurrentNodeName"],
        "依次会审"
    );
}
