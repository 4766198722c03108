//! Deployed flows, the start of one, and instances by their marks.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::desk::{Desk, keys, keys_of, text};

async fn flow(desk: &Desk, name: &str) -> Value {
    let data = desk.data("ListDeployedFlows", json!({ "Type": 2 })).await;
    let flows = data["FlowSet"].as_array().unwrap();
    flows
        .iter()
        .find(|flow| flow["Name"] == name)
        .unwrap()
        .clone()
}

fn start(desk: &Desk, person: &str, flow: &Value) -> Value {
    json!({
        "FlowCode": flow["FlowCode"], "FlowVersion": flow["Version"], "ProcessKey": flow["ProcessKey"],
        "StartUser": desk.user(person),
    })
}

async fn instances(desk: &Desk, body: Value) -> (u64, Vec<Value>) {
    let mut data = desk.data("GetFlowInstances", body).await;
    let rows = serde_json::from_value(data["Result"].take()).unwrap();
    (data["TotalCount"].as_u64().unwrap(), rows)
}

#[tokio::test]
async fn the_deployed_flows_are_told_by_type() {
    let desk = Desk::new().await;
    let data = desk.data("ListDeployedFlows", json!({ "Type": 2 })).await;
    assert_eq!(data["TotalCount"], 6);
    let flows = data["FlowSet"].as_array().unwrap();
    let wanted = keys("FlowCode ProcessKey Published Version Name Description BeginElementType");
    assert!(flows.iter().all(|flow| keys_of(flow) == wanted));
    let begins: BTreeSet<_> = flows
        .iter()
        .map(|flow| flow["BeginElementType"].as_i64())
        .collect();
    assert_eq!(begins.len(), 2);
    let logic = desk.data("ListDeployedFlows", json!({ "Type": 1 })).await;
    assert_eq!(logic, json!({ "TotalCount": 0, "FlowSet": [] }));
    for (body, code) in [
        (json!({}), "MissingParameter"),
        (json!({ "Type": 3 }), "InvalidParameter"),
    ] {
        assert_eq!(desk.refusal("ListDeployedFlows", body).await, code);
    }
}

#[tokio::test]
async fn a_flow_begins_with_the_applicants_own_task() {
    let desk = Desk::new().await;
    let mut body = start(&desk, "王芳", &flow(&desk, "请假").await);
    body["StartParams"] = json!({ "request": { "days": "2", "leave_type": "年假" } });
    let data = desk.data("StartFlow", body).await;
    assert_eq!(keys_of(&data), keys("FlowInstanceId TaskId"));
    let row = desk
        .todo("王芳", |row| row["TaskId"] == data["TaskId"])
        .await;
    assert_eq!(
        (&row["InstanceId"], &row["BeSubmitNode"]),
        (&data["FlowInstanceId"], &json!(true))
    );
    let page = desk.page(&row, "TODO", false).await;
    assert_eq!(
        page["VariableInfos"]["ObjectMap"][0]["FieldValueMap"]["days"],
        "2"
    );
    desk.decide("王芳", &row, 1).await;
    assert_eq!(
        desk.theirs("林国栋", &row).await["CurrentNodeName"],
        "部门主管审批"
    );
    let act = (text(&data["FlowInstanceId"]), "start".to_owned());
    assert_eq!(desk.sandbox.acts().get(&act), Some(&1));
}

#[tokio::test]
async fn a_flow_that_begins_with_others_answers_no_task() {
    let desk = Desk::new().await;
    let mut body = start(&desk, "王芳", &flow(&desk, "权限申请").await);
    body["StartParams"] = json!({ "request": { "system": "客户系统" } });
    let data = desk.data("StartFlow", body).await;
    assert_eq!(data["TaskId"], Value::Null);
    let row = desk
        .todo("林国栋", |row| {
            row["InstanceId"] == data["FlowInstanceId"]
        })
        .await;
    assert_eq!(row["CurrentNodeName"], "直属主管审批");
}

#[tokio::test]
async fn a_start_that_does_not_fit_is_refused() {
    let desk = Desk::new().await;
    let (_, before) = instances(&desk, json!({})).await;
    let leave = flow(&desk, "请假").await;
    let good = start(&desk, "王芳", &leave);
    let cases = [
        ("FlowVersion", json!("1.0"), "InvalidParameter"),
        (
            "FlowCode",
            flow(&desk, "付款申请").await["FlowCode"].clone(),
            "InvalidParameter",
        ),
        ("ProcessKey", json!("flow_unheard"), "InvalidParameter"),
        ("StartParams", json!({ "unheard": {} }), "InvalidParameter"),
        (
            "StartParams",
            json!({ "request": { "days": "two" } }),
            "InvalidParameter",
        ),
        ("FlowCode", Value::Null, "MissingParameter"),
        (
            "StartUser",
            json!({ "UserId": "77", "Type": 4 }),
            "ResourceNotFound.User",
        ),
    ];
    for (key, value, code) in cases {
        let mut body = good.clone();
        body[key] = value;
        assert_eq!(desk.refusal("StartFlow", body).await, code, "{key}");
    }
    assert_eq!(instances(&desk, json!({})).await.1, before);
}

#[tokio::test]
async fn an_old_version_is_known_and_started_no_more() {
    let desk = Desk::new().await;
    let travel = flow(&desk, "差旅报销").await;
    let all = json!({ "ProcessKey": travel["ProcessKey"], "PageSize": 200 });
    let (total, rows) = instances(&desk, all).await;
    assert_eq!(total, rows.len() as u64);
    let codes: BTreeSet<_> = rows.iter().map(|row| text(&row["FlowCode"])).collect();
    assert_eq!(codes.len(), 3);
    let old = rows
        .iter()
        .find(|row| row["FlowCode"] != travel["FlowCode"])
        .unwrap();
    let body =
        json!({ "FlowCode": old["FlowCode"], "FlowVersion": old["FlowVersion"], "PageSize": 200 });
    let (some, rows) = instances(&desk, body).await;
    assert!((1..total).contains(&some));
    assert!(
        rows.iter()
            .all(|row| row["FlowVersion"] == old["FlowVersion"])
    );
    let mut body = start(&desk, "王芳", &travel);
    body["FlowCode"] = old["FlowCode"].clone();
    body["FlowVersion"] = old["FlowVersion"].clone();
    assert_eq!(desk.refusal("StartFlow", body).await, "InvalidParameter");
}

#[tokio::test]
async fn instances_are_told_newest_first_with_the_documented_fields() {
    let desk = Desk::new().await;
    let (total, rows) = instances(&desk, json!({})).await;
    assert_eq!(rows.len(), 10);
    assert!(total > 100);
    let wanted = keys(
        "InstanceId Description FlowCode FlowName FlowVersion StartUserName StartTime EndTime Status",
    );
    assert!(rows.iter().all(|row| keys_of(row) == wanted));
    let times: Vec<_> = rows
        .iter()
        .map(|row| row["StartTime"].as_str().unwrap())
        .collect();
    assert!(times.windows(2).all(|pair| pair[0] >= pair[1]));
    assert!(times[0].ends_with("+0800"));
}

#[tokio::test]
async fn every_mark_filters() {
    let desk = Desk::new().await;
    let wangfang = desk.id("王芳");
    let mut sum = 0;
    for status in 1..=4 {
        let body = json!({ "StartUserId": wangfang, "Status": status, "PageSize": 200 });
        let (total, rows) = instances(&desk, body).await;
        assert!(
            rows.iter()
                .all(|row| row["Status"] == status && row["StartUserName"] == "王芳")
        );
        assert!(
            rows.iter()
                .all(|row| row["EndTime"].is_null() == (status == 4))
        );
        sum += total;
    }
    let (drafts, created) = (
        desk.count("王芳", "DRAFT").await,
        desk.count("王芳", "CREATE").await,
    );
    assert_eq!(sum, drafts + created);
    // 2026-03-19 and 2026-03-20 at 00:00 in Asia/Shanghai.
    let (from, until) = (1_773_849_600_000_i64, 1_773_936_000_000_i64);
    let (_, late) = instances(&desk, json!({ "StartTime": from, "PageSize": 200 })).await;
    assert!(
        !late.is_empty()
            && late
                .iter()
                .all(|row| text(&row["StartTime"]).starts_with("2026-03-19"))
    );
    let (_, ended) = instances(&desk, json!({ "EndTime": until, "PageSize": 200 })).await;
    assert!(!ended.is_empty() && ended.iter().all(|row| row["EndTime"].is_string()));
}

#[tokio::test]
async fn instances_are_sorted_by_what_is_asked_for() {
    let desk = Desk::new().await;
    for (sort, key) in [
        ("start_time", "StartTime"),
        ("flow_code", "FlowCode"),
        ("flow_name", "FlowName"),
        ("create_by_name", "StartUserName"),
        ("status", "Status"),
        ("instance_id", "InstanceId"),
    ] {
        let ask = |order: &str| {
            instances(
                &desk,
                json!({ "Sort": sort, "Order": order, "PageSize": 200 }),
            )
        };
        let (_, up) = ask("asc").await;
        let (_, mut down) = ask("desc").await;
        let keys: Vec<_> = up.iter().map(|row| row[key].to_string()).collect();
        assert!(keys.windows(2).all(|pair| pair[0] <= pair[1]), "{sort}");
        down.reverse();
        assert_eq!(up, down, "{sort}");
    }
    for (key, value) in [("Sort", "startTime"), ("Order", "up")] {
        assert_eq!(
            desk.refusal("GetFlowInstances", json!({ key: value }))
                .await,
            "InvalidParameter"
        );
    }
}
