//! The drawing of an instance's flow.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::desk::{Desk, keys, keys_of, text};

async fn canvas(desk: &Desk, row: &Value) -> Value {
    let body = json!({ "InstanceId": row["InstanceId"], "FlowCode": row["FlowCode"] });
    desk.data("GetProcessCanvasInfo", body).await
}

fn nodes(canvas: &Value) -> BTreeMap<String, Value> {
    let nodes = canvas["Nodes"].as_array().unwrap();
    nodes
        .iter()
        .map(|node| (text(&node["Name"]), node.clone()))
        .collect()
}

/// The states of edges as `from → to`.
fn edges(canvas: &Value) -> BTreeMap<String, i64> {
    let all = canvas["Nodes"].as_array().unwrap();
    let name = |id: &Value| {
        let node = all.iter().find(|node| node["ElementId"] == *id).unwrap();
        text(&node["Name"])
    };
    let edges = canvas["Edges"].as_array().unwrap();
    edges
        .iter()
        .map(|edge| {
            (
                format!("{} → {}", name(&edge["Source"]), name(&edge["Target"])),
                edge["Status"].as_i64().unwrap(),
            )
        })
        .collect()
}

#[tokio::test]
async fn a_canvas_has_the_documented_fields_and_its_nodes_are_not_in_order() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let canvas = canvas(&desk, &row).await;
    let all = canvas["Nodes"].as_array().unwrap();
    assert!(
        all.iter()
            .all(|node| keys_of(node) == keys("Id ElementId Name DataType Status Conf"))
    );
    let numbers: Vec<_> = all
        .iter()
        .map(|node| node["Id"].as_i64().unwrap())
        .collect();
    assert_eq!(numbers, [2, 3, 4, 5, 6, 7, 1, 8]);
    let kinds: Vec<_> = all
        .iter()
        .map(|node| node["DataType"].as_i64().unwrap())
        .collect();
    assert_eq!(kinds, [17, 17, 5, 17, 17, 23, 1, 13]);
    let edges = canvas["Edges"].as_array().unwrap();
    assert!(
        edges
            .iter()
            .all(|edge| keys_of(edge) == keys("Label Type Source Target Status"))
    );
    assert!(edges.iter().any(|edge| edge["Label"] == "≥5000元"));
}

#[tokio::test]
async fn nodes_and_edges_tell_how_far_it_has_come() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let canvas = canvas(&desk, &row).await;
    let nodes = nodes(&canvas);
    for (name, status) in [
        ("开始", 1),
        ("填写报销单", 1),
        ("部门主管审批", 1),
        ("金额判断", 1),
        ("财务审核", 3),
        ("财务经理审批", 2),
        ("出纳付款", 2),
        ("结束", 2),
    ] {
        assert_eq!(nodes[name]["Status"], status, "{name}");
    }
    let edges = edges(&canvas);
    for (edge, status) in [
        ("开始 → 填写报销单", 1),
        ("部门主管审批 → 金额判断", 1),
        ("金额判断 → 财务审核", 3),
        ("金额判断 → 财务经理审批", 2),
        ("财务审核 → 出纳付款", 2),
    ] {
        assert_eq!(edges[edge], status, "{edge}");
    }
}

#[tokio::test]
async fn people_stand_at_their_node_with_what_they_did() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let nodes = nodes(&canvas(&desk, &row).await);
    assert_eq!(nodes["开始"]["Conf"], Value::Null);
    assert_eq!(nodes["出纳付款"]["Conf"], json!([]));
    let manager = &nodes["部门主管审批"]["Conf"][0];
    assert_eq!(
        keys_of(manager),
        keys("Name Status OpTime Comment NewProcessors")
    );
    assert_eq!(
        (&manager["Name"], &manager["Status"], &manager["Comment"]),
        (&json!("李四"), &json!(2), &json!("情况属实"))
    );
    assert!(manager["OpTime"].is_i64());
    let waiting: Vec<_> = nodes["财务审核"]["Conf"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                text(&one["Name"]),
                one["Status"].as_i64(),
                one["OpTime"].is_null(),
            )
        })
        .collect();
    assert_eq!(
        waiting,
        ["王芳", "赵敏", "周婷"].map(|name| (name.to_owned(), Some(0), true))
    );
}

#[tokio::test]
async fn a_transfer_names_the_new_processor() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务经理审批").await;
    let mut body = desk.decision("王芳", &row, 4);
    body["TurnToUser"] = desk.user("赵敏");
    desk.data("CompleteTask", body).await;
    let nodes = nodes(&canvas(&desk, &row).await);
    let people = nodes["财务经理审批"]["Conf"].as_array().unwrap().clone();
    let told: Vec<_> = people
        .iter()
        .map(|one| {
            (
                one["Name"].as_str().unwrap(),
                one["Status"].as_i64(),
                one["NewProcessors"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(told, [("王芳", Some(4), "赵敏"), ("赵敏", Some(0), "")]);
}

#[tokio::test]
async fn branches_run_side_by_side_and_an_end_is_done() {
    let desk = Desk::new().await;
    let row = desk
        .todo("王芳", |row| {
            row["CurrentNodeName"] == "预算审核" && row["StartedBy"] == "王五"
        })
        .await;
    desk.decide("王芳", &row, 2).await;
    let edges = edges(&canvas(&desk, &row).await);
    assert_eq!((edges["预算审核 → 汇合"], edges["技术评估 → 汇合"]), (1, 2));

    let ended = desk.todo("王芳", |row| row["StartedBy"] == "赵敏").await;
    desk.decide("王芳", &ended, 2).await;
    let ended = canvas(&desk, &ended).await;
    assert_eq!(nodes(&ended)["结束"]["Status"], 1);
}

#[tokio::test]
async fn what_is_rolled_back_lies_ahead_again() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let mut before = desk
        .data(
            "GetPreElementList",
            json!({ "InstanceId": row["InstanceId"] }),
        )
        .await;
    let target = before["ElementInfoList"][0].take();
    let body = json!({
        "UserInfo": desk.user("王芳"), "TaskId": row["TaskId"],
        "TargetNodeId": target["ElementId"], "TargetActTaskId": target["ActTaskId"],
    });
    desk.data("RollBack", body).await;
    let canvas = canvas(&desk, &row).await;
    let nodes = nodes(&canvas);
    let status = |name: &str| nodes[name]["Status"].as_i64().unwrap();
    assert_eq!(
        (
            status("部门主管审批"),
            status("金额判断"),
            status("财务审核")
        ),
        (3, 2, 2)
    );
    let rolled = nodes["财务审核"]["Conf"].as_array().unwrap();
    assert_eq!((rolled.len(), &rolled[0]["Status"]), (1, &json!(6)));
    assert_eq!(edges(&canvas)["填写报销单 → 部门主管审批"], 3);
}

#[tokio::test]
async fn a_canvas_of_another_flow_is_refused() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let body = json!({ "InstanceId": row["InstanceId"], "FlowCode": "1" });
    assert_eq!(
        desk.refusal("GetProcessCanvasInfo", body).await,
        "InvalidParameter"
    );
}
