//! The documented style: every oddity of the examples, and the clean style without it.

use serde_json::{Value, json};

use super::desk::{Desk, options, text};
use zhupi::sandbox::{Options, Style};

/// The same question to both: the clean `Response`, the documented one.
async fn both(interface: &str, body: impl AsyncFn(&Desk) -> Value) -> (Value, Value) {
    let (clean, odd) = desks().await;
    (
        clean.ask(interface, body(&clean).await).await,
        odd.ask(interface, body(&odd).await).await,
    )
}

async fn desks() -> (Desk, Desk) {
    let style = Style::AsDocumented;
    let odd = Desk::with(Options { style, ..options() }).await;
    (Desk::new().await, odd)
}

/// The first to-do of 王芳's at a node, as the style tells it.
async fn todo(desk: &Desk, node: &str) -> Value {
    let body = json!({ "UserInfo": desk.user("王芳"), "PageType": "TODO", "PageSize": 200, "Sort": "startTime", "Order": "desc" });
    let mut response = desk.ask("ListProcessInstances", body).await;
    let Value::Array(rows) = response["Data"]["Records"].take() else {
        panic!("no rows: {response}");
    };
    let mut rows = rows.into_iter();
    rows.find(|row| row["CurrentNodeName"] == node).unwrap()
}

#[tokio::test]
async fn success_has_an_empty_error_and_some_answers_have_no_request_id() {
    let (clean, odd) = desks().await;
    let user = json!({ "UserInfo": odd.user("王芳"), "PageType": "TODO" });
    for (interface, body, named) in [
        ("ListProcessInstancesCount", user.clone(), true),
        ("ListProcessInstances", user, false),
        ("ListDeployedFlows", json!({ "Type": 2 }), true),
    ] {
        let answer = clean.ask(interface, body.clone()).await;
        assert_eq!(
            (answer.get("Error"), answer["RequestId"].is_string()),
            (None, true)
        );
        let answer = odd.ask(interface, body).await;
        assert_eq!(answer["Error"], json!({ "Code": "", "Message": "" }));
        assert_eq!(answer.get("RequestId").is_some(), named, "{interface}");
    }
    let refused = odd.ask("ListDeployedFlows", json!({})).await;
    assert_eq!(refused["Error"]["Code"], "MissingParameter");
}

#[tokio::test]
async fn rows_leave_out_the_applicants_id_and_tell_no_time_as_zero() {
    let body = async |desk: &Desk| json!({ "UserInfo": desk.user("王芳"), "PageType": "TODO" });
    let (clean, odd) = both("ListProcessInstances", body).await;
    let (clean, odd) = (&clean["Data"]["Records"][0], &odd["Data"]["Records"][0]);
    assert!(clean["StartUserId"].is_string() && odd.get("StartUserId").is_none());
    assert_eq!(
        (&clean["EndTime"], &odd["EndTime"]),
        (&Value::Null, &json!(0))
    );
    assert_eq!(
        (&clean["CurrentApprover"], &odd["CurrentApprover"]),
        (&json!("王芳"), &json!(""))
    );
    assert_eq!(
        (&clean["CanApprove"], &odd["CanApprove"]),
        (&json!(true), &json!(false))
    );
    assert!(clean["CurrentNodeType"].is_i64() && odd["CurrentNodeType"].is_null());
    assert!(odd.get("Flag").is_some() && clean.get("Flag").is_none());
}

#[tokio::test]
async fn lists_ascend_where_no_order_is_asked_for() {
    let (clean, odd) = desks().await;
    for (interface, list, key) in [
        ("ListProcessInstances", "Records", "StartTime"),
        ("GetFlowInstances", "Result", "StartTime"),
    ] {
        for (desk, order, ascending) in [
            (&clean, Value::Null, false),
            (&odd, Value::Null, true),
            (&odd, json!("desc"), false),
        ] {
            let body = json!({ "UserInfo": desk.user("王芳"), "PageType": "TODO", "Order": order });
            let answer = desk.ask(interface, body).await;
            let rows = answer["Data"][list].as_array().unwrap();
            let ends = [&rows[0], &rows[rows.len() - 1]].map(|row| row[key].to_string());
            assert_eq!(ends[0] < ends[1], ascending, "{interface}");
        }
    }
}

#[tokio::test]
async fn five_totals_answer_the_question_for_one() {
    let body = async |desk: &Desk| json!({ "UserInfo": desk.user("王芳"), "PageType": "TODO" });
    let (clean, odd) = both("ListProcessInstancesCount", body).await;
    let totals = |answer: &Value| answer["Data"]["TotalCounts"].as_array().unwrap().len();
    assert_eq!((totals(&clean), totals(&odd)), (1, 5));
}

#[tokio::test]
async fn tasks_call_a_type_a_source_and_count_in_text() {
    let body =
        async |desk: &Desk| json!({ "InstanceId": todo(desk, "财务审核").await["InstanceId"] });
    let (clean, odd) = both("GetFlowInstanceTasks", body).await;
    assert_eq!(
        (&clean["Data"]["TotalCount"], &odd["Data"]["TotalCount"]),
        (&json!(5), &json!("5"))
    );
    let (clean, odd) = (&clean["Data"]["Result"][0], &odd["Data"]["Result"][0]);
    for person in ["FlowStartUser", "TaskAssignee"] {
        assert_eq!(clean[person]["Type"], 4);
        assert_eq!(
            odd[person],
            json!({ "UserId": odd[person]["UserId"], "Source": 4 })
        );
    }
}

#[tokio::test]
async fn a_mention_makes_a_content_that_is_no_json() {
    let (clean, odd) = desks().await;
    for (desk, odd) in [(&clean, false), (&odd, true)] {
        let row = todo(desk, "财务审核").await;
        let mut body = desk.decision("王芳", &row, 2);
        body["Comment"] = json!("@李四 请核对");
        desk.ask("CompleteTask", body).await;
        let answer = desk
            .ask(
                "GetFlowInstanceOperations",
                json!({ "InstanceId": row["InstanceId"] }),
            )
            .await;
        let rows = answer["Data"]["Result"].as_array().unwrap();
        assert_eq!(rows[0]["Result"] == "null", odd);
        let content = text(&rows[rows.len() - 1]["Content"]);
        let key = format!("{{{}:\"@李四\"}}", desk.id("李四"));
        assert_eq!(content.contains(&key), odd, "{content}");
        assert_eq!(serde_json::from_str::<Value>(&content).is_err(), odd);
        assert_eq!(
            content.contains(r#""highlightPositionList":"{\"0\":3}""#),
            odd,
            "{content}"
        );
    }
}

#[tokio::test]
async fn the_story_has_a_mention_of_its_own() {
    let (_, odd) = desks().await;
    let row = todo(&odd, "数据负责人确认").await;
    let body = json!({ "InstanceId": row["InstanceId"] });
    let answer = odd.ask("GetFlowInstanceOperations", body).await;
    let rows = answer["Data"]["Result"].as_array().unwrap();
    assert!(
        rows.iter()
            .any(|row| serde_json::from_str::<Value>(row["Content"].as_str().unwrap()).is_err())
    );
}

#[tokio::test]
async fn a_head_has_an_id_as_a_number_and_another_task_than_was_asked_for() {
    let body = async |desk: &Desk| json!({ "FlowTaskId": todo(desk, "财务审核").await["TaskId"], "PageType": "TODO" });
    let (clean, odd) = both("DescribeProcessInstance", body).await;
    let (clean, odd) = (&clean["Data"], &odd["Data"]);
    assert_eq!(
        clean["StartUserId"],
        odd["StartUserId"].as_i64().unwrap().to_string()
    );
    assert_ne!(clean["TaskId"], odd["TaskId"]);
    assert_eq!(clean["InstanceId"], odd["InstanceId"]);
    assert!(odd.get("StartAppCode").is_some() && clean.get("StartAppCode").is_none());
}

#[tokio::test]
async fn the_head_of_a_copy_keeps_its_id_to_itself() {
    let body = async |desk: &Desk| {
        let body = json!({ "UserInfo": desk.user("王芳"), "PageType": "CC" });
        let row = desk.ask("ListProcessInstances", body).await["Data"]["Records"][0].take();
        assert!(row["CcId"].is_string());
        json!({ "FlowTaskId": row["TaskId"], "PageType": "CC", "UserInfo": desk.user("王芳") })
    };
    let (clean, odd) = both("DescribeProcessInstance", body).await;
    for key in ["CcId", "CcTime"] {
        assert!(
            !clean["Data"][key].is_null() && odd["Data"][key].is_null(),
            "{key}"
        );
    }
}

#[tokio::test]
async fn a_page_misspells_its_lists_and_their_entity() {
    let body = async |desk: &Desk| {
        let mut body = Desk::page_body(&todo(desk, "财务审核").await, "TODO");
        body["IsCompleted"] = json!(false);
        body
    };
    let (clean, odd) = both("GetApprovalPageDetail", body).await;
    let (clean_infos, odd_infos) = (
        &clean["Data"]["VariableInfos"],
        &odd["Data"]["VariableInfos"],
    );
    assert_eq!(clean_infos["ObjectListMap"], odd_infos["ObejctListMap"]);
    assert!(odd_infos.get("ObjectListMap").is_none());
    let (clean_object, odd_object) = (&clean_infos["ObjectMap"][0], &odd_infos["ObjectMap"][0]);
    assert_eq!(clean_object["EntityCode"], odd_object["entityCode"]);
    assert!(odd_object.get("EntityCode").is_none());
    assert_eq!(
        (odd["Data"].get("Show"), clean["Data"].get("Show")),
        (Some(&json!(true)), None)
    );
}

#[tokio::test]
async fn a_canvas_says_visited_and_forgets_the_ways_of_a_finished_flow() {
    let (clean, odd) = desks().await;
    for (desk, odd) in [(&clean, false), (&odd, true)] {
        let row = todo(desk, "财务审核").await;
        let body = json!({ "InstanceId": row["InstanceId"], "FlowCode": row["FlowCode"] });
        let canvas = desk.ask("GetProcessCanvasInfo", body.clone()).await["Data"].take();
        for node in canvas["Nodes"].as_array().unwrap() {
            let reached = json!(node["Status"] != 2);
            assert_eq!(node.get("visited"), odd.then_some(&reached));
        }
        let submitter = &canvas["Nodes"][0]["Conf"][0];
        assert_eq!(submitter["Status"], 1);
        assert_eq!(
            submitter["NewProcessors"] == "true" && submitter["Comment"].is_null(),
            odd
        );
        assert_eq!(canvas["Nodes"][4]["Conf"][0]["OpTime"] == 0, odd);
        assert!(
            canvas["Edges"]
                .as_array()
                .unwrap()
                .iter()
                .any(|edge| edge["Status"] == 1)
        );

        desk.ask("CompleteTask", desk.decision("王芳", &row, 2))
            .await;
        let tasks = desk.ask("GetFlowInstanceTasks", body.clone()).await;
        let last = tasks["Data"]["Result"].as_array().unwrap().last().unwrap();
        desk.ask("CompleteTask", desk.decision("周婷", last, 2))
            .await;
        let canvas = desk.ask("GetProcessCanvasInfo", body).await["Data"].take();
        let edges = canvas["Edges"].as_array().unwrap();
        assert_eq!(edges.iter().all(|edge| edge["Status"] == 2), odd);
    }
}

#[tokio::test]
async fn the_total_of_messages_ignores_their_state() {
    let body = async |desk: &Desk| json!({ "UserInfo": desk.user("王芳"), "PageNo": 1, "PageSize": 10, "Status": "READ_DONE" });
    let (clean, odd) = both("DescribeWorkflowMessages", body).await;
    assert_eq!(
        (&clean["Data"]["TotalCount"], &odd["Data"]["TotalCount"]),
        (&json!(13), &json!(188))
    );
}

#[tokio::test]
async fn a_start_answers_its_task_as_a_number() {
    let body = async |desk: &Desk| {
        let flows = desk.ask("ListDeployedFlows", json!({ "Type": 2 })).await;
        let flow = &flows["Data"]["FlowSet"][0];
        json!({
            "FlowCode": flow["FlowCode"], "FlowVersion": flow["Version"], "ProcessKey": flow["ProcessKey"],
            "StartUser": desk.user("王芳"),
        })
    };
    let (clean, odd) = both("StartFlow", body).await;
    assert!(clean["Data"]["TaskId"].is_string());
    assert!(odd["Data"]["TaskId"].is_i64());
}

#[tokio::test]
async fn deciding_works_the_same_in_the_documented_style() {
    let (_, odd) = desks().await;
    let row = todo(&odd, "财务审核").await;
    let answer = odd.ask("CompleteTask", odd.decision("王芳", &row, 2)).await;
    assert_eq!(answer["Data"]["ToBeSubmittedFlowTaskFlag"], false);
    let again = odd.ask("CompleteTask", odd.decision("王芳", &row, 2)).await;
    assert_eq!(again["Error"]["Code"], "FailedOperation.TaskEnded");
    assert_eq!(odd.sandbox.decisions().get(&text(&row["TaskId"])), Some(&1));
}
