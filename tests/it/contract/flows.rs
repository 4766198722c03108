//! Flows and all their instances (document 003, interfaces 2, 3 and 6).

use serde_json::json;
use zhupi::domain::flow::{
    DeployedFlow, FlowInstance, FlowKind, InstanceQuery, InstanceSort, Started, State,
};
use zhupi::domain::input::Inputs;
use zhupi::domain::item::{Flow, Outcome};
use zhupi::domain::people::Named;
use zhupi::error::Kind;
use zhupi::provider::Provider;

use super::server::{self, Reply, Server};
use super::story::{TRAVEL, WANG_FANG, ZHANG_SAN, client, good};

fn travel() -> DeployedFlow {
    DeployedFlow {
        key: "flow_clbx".to_owned(),
        code: "2051844395631640577".into(),
        version: "3.0".to_owned(),
        name: "差旅报销".to_owned(),
        description: Some("出差费用".to_owned()),
        published: Some(true),
        has_inputs: Some(true),
    }
}

#[tokio::test]
async fn flows_are_asked_for_by_type_and_an_empty_error_is_none() {
    let server = Server::start().await;
    server.on("ListDeployedFlows", [good("flows")]);
    let weda = client(&server);
    let flows = weda.flows(FlowKind::Approval).await.unwrap();
    assert_eq!(server.body("ListDeployedFlows"), json!({ "Type": 2 }));
    assert_eq!(flows[0], travel());
    weda.flows(FlowKind::Logic).await.unwrap();
    assert_eq!(
        server.asked("ListDeployedFlows")[1].body,
        json!({ "Type": 1 })
    );
}

#[tokio::test]
async fn a_description_that_is_a_bool_says_nothing() {
    let server = Server::start().await;
    server.on("ListDeployedFlows", [good("flows")]);
    let purchase = client(&server)
        .flows(FlowKind::Approval)
        .await
        .unwrap()
        .remove(1);
    assert_eq!(purchase.description, None);
    assert_eq!(purchase.code.as_str(), "2063078419465240577");
    assert_eq!(
        (purchase.published, purchase.has_inputs),
        (Some(false), Some(false))
    );
}

#[tokio::test]
async fn an_answer_without_flows_is_an_empty_list() {
    let server = Server::start().await;
    let empty = r#"{"Response":{"Error":{"Code":"","Message":""},"Data":{}}}"#;
    server.on("ListDeployedFlows", [server::json(200, empty)]);
    let flows = client(&server).flows(FlowKind::Approval).await.unwrap();
    assert_eq!(flows, []);
}

async fn started(inputs: &Inputs, reply: Reply) -> (Server, Result<Started, zhupi::error::Error>) {
    let server = Server::start().await;
    server.on("StartFlow", [reply]);
    let started = client(&server).start_flow(&travel(), inputs).await;
    (server, started)
}

#[tokio::test]
async fn a_flow_is_started_with_its_three_names_and_its_variables_as_a_map() {
    let inputs = [("bx".to_owned(), json!({ "amount": "460.00", "days": 2 }))].into();
    let (server, result) = started(&inputs, good("started")).await;
    let body = json!({
        "FlowCode": "2051844395631640577",
        "FlowVersion": "3.0",
        "ProcessKey": "flow_clbx",
        "StartUser": { "UserId": WANG_FANG, "Type": 4 },
        "StartParams": { "bx": { "amount": "460.00", "days": 2 } },
    });
    assert_eq!(server.body("StartFlow"), body);
    let expected = Started {
        instance_id: "2117134613619933185".into(),
        task_id: Some("2117134617239617537".into()),
    };
    assert_eq!(result.unwrap(), expected);
    let (server, _) = started(&Inputs::new(), good("started")).await;
    assert_eq!(server.body("StartFlow").get("StartParams"), None);
}

#[tokio::test]
async fn a_start_without_an_own_task_has_none_however_that_is_said() {
    for task in [json!(null), json!("")] {
        let data = json!({ "FlowInstanceId": TRAVEL, "TaskId": task });
        let reply = server::json(200, &json!({ "Response": { "Data": data } }));
        let (_server, result) = started(&Inputs::new(), reply).await;
        assert_eq!(result.unwrap().task_id, None);
    }
}

#[tokio::test]
async fn a_start_whose_answer_names_no_instance_may_have_run_and_is_sent_once() {
    for reply in [server::json(200, r#"{"Response":{"Data":{}}}"#), Reply::Cut] {
        let (server, result) = started(&Inputs::new(), reply).await;
        assert!(result.unwrap_err().kind.may_have_run());
        assert_eq!(server.asked("StartFlow").len(), 1);
    }
    let error = json!({ "Code": "InvalidParameter", "Message": "FlowVersion" });
    let refused = server::json(200, &json!({ "Response": { "Error": error } }));
    let (_server, result) = started(&Inputs::new(), refused).await;
    assert_eq!(result.unwrap_err().kind, Kind::Refused);
}

#[tokio::test]
async fn instances_are_asked_for_with_documented_keys_and_always_with_an_order() {
    let server = Server::start().await;
    server.on("GetFlowInstances", [good("instances")]);
    let weda = client(&server);
    let query = InstanceQuery::default();
    weda.instances(&query, 1, 50).await.unwrap();
    let all = json!({ "PageNumber": 1, "PageSize": 50, "Sort": "start_time", "Order": "desc" });
    assert_eq!(server.body("GetFlowInstances"), all);
    let query = InstanceQuery {
        flow_code: Some("2051844395631640577".into()),
        flow_key: Some("flow_clbx".to_owned()),
        version: Some("3.0".to_owned()),
        starter: Some(ZHANG_SAN.into()),
        since: "2026-10-27T00:00:00Z".parse().ok(),
        until: "2026-11-01T00:00:00Z".parse().ok(),
        state: Some(State::Running),
        sort: InstanceSort::Applicant,
        ascending: true,
    };
    weda.instances(&query, 2, 1000).await.unwrap();
    let some = json!({
        "FlowCode": "2051844395631640577",
        "ProcessKey": "flow_clbx",
        "FlowVersion": "3.0",
        "StartUserId": ZHANG_SAN,
        "StartTime": 1_793_059_200_000_i64,
        "EndTime": 1_793_491_200_000_i64,
        "Status": 4,
        "PageNumber": 2,
        "PageSize": 200,
        "Sort": "create_by_name",
        "Order": "asc",
    });
    assert_eq!(server.asked("GetFlowInstances")[1].body, some);
}

#[tokio::test]
async fn four_is_running_among_instances_and_voided_nowhere_here() {
    let server = Server::start().await;
    server.on("GetFlowInstances", [good("instances")]);
    let page = client(&server)
        .instances(&InstanceQuery::default(), 1, 50)
        .await
        .unwrap();
    assert_eq!(page.total, 5);
    let expected = FlowInstance {
        instance_id: "2114914983773995001".into(),
        title: "员工差旅".to_owned(),
        flow: Flow {
            code: Some("2051844395631640577".into()),
            version: Some("3.0".to_owned()),
            name: Some("差旅报销".to_owned()),
        },
        applicant: Named::new(None, Some("张三".to_owned())),
        started_at: "2026-10-27T01:00:00Z".parse().ok(),
        ended_at: "2026-10-27T02:30:07.013Z".parse().ok(),
        outcome: Some(Outcome::Approved),
    };
    assert_eq!(page.items[0], expected);
    assert_eq!(page.items[1].instance_id.as_str(), TRAVEL);
    let outcomes: Vec<_> = page.items.into_iter().map(|one| one.outcome).collect();
    let expected = [
        Some(Outcome::Approved),
        None,
        Some(Outcome::Stopped),
        Some(Outcome::Rejected),
        Some(Outcome::Other(9)),
    ];
    assert_eq!(outcomes, expected);
}

#[tokio::test]
async fn an_instance_that_runs_has_no_end_however_that_is_said() {
    let server = Server::start().await;
    server.on("GetFlowInstances", [good("instances")]);
    let page = client(&server)
        .instances(&InstanceQuery::default(), 1, 50)
        .await
        .unwrap();
    assert_eq!(
        (page.items[1].ended_at, page.items[2].ended_at),
        (None, None)
    );
}
