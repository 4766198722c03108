//! The drawing of a flow (document 003, interface 11).

use serde_json::{Value, json};
use zhupi::domain::canvas::{Canvas, NodeKind, Progress};
use zhupi::domain::instance::Action;
use zhupi::error::Kind;
use zhupi::provider::Provider;

use super::server::{self, Reply, Server};
use super::story::{TRAVEL, client, fixture, good};

async fn drawn(reply: Reply) -> (Server, Canvas) {
    let server = Server::start().await;
    server.on("GetFlowInstanceTasks", [good("tasks")]);
    server.on("GetProcessCanvasInfo", [reply]);
    let canvas = client(&server).canvas(&TRAVEL.into()).await.unwrap();
    (server, canvas)
}

/// The drawing after a change of its JSON.
async fn changed(change: impl Fn(&mut Value)) -> Canvas {
    let mut body: Value = serde_json::from_str(&fixture("canvas")).unwrap();
    change(&mut body["Response"]["Data"]);
    drawn(server::json(200, &body)).await.1
}

fn edges(canvas: &Canvas) -> Vec<(String, String, Progress)> {
    let letters = |id: &str| id.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let told = canvas.edges.iter();
    told.map(|edge| {
        (
            letters(edge.from.as_str()),
            letters(edge.to.as_str()),
            edge.status,
        )
    })
    .collect()
}

#[tokio::test]
async fn a_drawing_is_asked_for_by_the_flow_code_that_the_tasks_tell() {
    let (server, _) = drawn(good("canvas")).await;
    let expected = json!({ "InstanceId": TRAVEL, "FlowCode": "2051844395631640577" });
    assert_eq!(server.body("GetProcessCanvasInfo"), expected);
}

#[tokio::test]
async fn nodes_come_in_the_order_of_their_numbers_and_not_of_the_answer() {
    let (_server, canvas) = drawn(good("canvas")).await;
    let ids: Vec<_> = canvas.nodes.iter().map(|node| node.id.as_str()).collect();
    assert_eq!(ids, ["1", "2", "3", "4", "5", "6", "7", "10"]);
    let states: Vec<_> = canvas.nodes.iter().map(|node| node.status).collect();
    assert_eq!(
        states[..3],
        [Progress::Done, Progress::Done, Progress::Current]
    );
    assert!(states[3..].iter().all(|state| *state == Progress::Waiting));
}

#[tokio::test]
async fn an_undocumented_type_is_known_by_how_the_id_begins_or_kept() {
    let (_server, canvas) = drawn(good("canvas")).await;
    let kinds: Vec<_> = canvas.nodes.iter().map(|node| node.kind.clone()).collect();
    let expected = [
        NodeKind::Start,
        NodeKind::Approval,
        NodeKind::Approval,
        NodeKind::Gateway,
        NodeKind::Handle,
        NodeKind::Cc,
        NodeKind::Other(42),
        NodeKind::End,
    ];
    assert_eq!(kinds, expected);
    assert_eq!(canvas.nodes[6].kind.name(), "other:42");
}

#[tokio::test]
async fn the_state_of_a_person_has_a_numbering_of_its_own() {
    let (_server, canvas) = drawn(good("canvas")).await;
    let [passed_on, waiting] = canvas.nodes[2].people.as_slice() else {
        panic!("{:?}", canvas.nodes[2].people);
    };
    assert_eq!(passed_on.action, Some(Action::Transfer));
    assert_eq!(passed_on.to.as_deref(), Some("王芳"));
    assert_eq!(passed_on.comment.as_deref(), Some("请王芳看"));
    assert_eq!(passed_on.at.unwrap().as_millisecond(), 1_793_323_000_000);
    assert_eq!(
        (waiting.name.as_str(), &waiting.action, waiting.at),
        ("王芳", &None, None)
    );
    let to_pay = &canvas.nodes[4].people[0];
    assert_eq!(
        (&to_pay.action, to_pay.at, &to_pay.comment),
        (&None, None, &None)
    );
    for (code, action) in [
        (13, Action::Handle),
        (9, Action::Skip),
        (42, Action::Other(42)),
    ] {
        let canvas = changed(|data| data["Nodes"][0]["Conf"][1]["Status"] = json!(code)).await;
        assert_eq!(canvas.nodes[2].people[1].action, Some(action));
    }
}

#[tokio::test]
async fn true_in_the_place_of_a_person_is_nobody() {
    let (_server, canvas) = drawn(good("canvas")).await;
    assert_eq!(canvas.nodes[1].people[0].to, None);
}

#[tokio::test]
async fn edges_that_all_deny_what_the_nodes_say_are_told_by_their_nodes() {
    let (_server, canvas) = drawn(good("canvas")).await;
    let told = edges(&canvas);
    let edge = |from: &str, to: &str, state| (from.to_owned(), to.to_owned(), state);
    assert_eq!(told[0], edge("startNode", "approvalNode", Progress::Done));
    assert_eq!(
        told[1],
        edge("approvalNode", "approvalNode", Progress::Current)
    );
    assert_eq!(
        told[2],
        edge("approvalNode", "exclusiveGateway", Progress::Waiting)
    );
    assert!(
        told[2..]
            .iter()
            .all(|(.., state)| *state == Progress::Waiting)
    );
    assert_eq!(canvas.edges[1].label.as_deref(), Some("提交申请"));
    assert_eq!(canvas.edges[0].label, None);
}

#[tokio::test]
async fn an_edge_that_agrees_with_its_nodes_is_believed_and_another_is_not() {
    let canvas = changed(|data| {
        // The first edge done, the one behind it not begun, and one done that leads nowhere yet.
        data["Edges"][7]["Status"] = json!(1);
        data["Edges"][3]["Status"] = json!(1);
    })
    .await;
    let states: Vec<_> = edges(&canvas)
        .into_iter()
        .map(|(.., state)| state)
        .collect();
    assert_eq!(states[..2], [Progress::Done, Progress::Waiting]);
    assert!(states[2..].iter().all(|state| *state == Progress::Waiting));
}

#[tokio::test]
async fn a_drawing_without_nodes_or_edges_is_empty() {
    let empty = server::json(200, r#"{"Response":{"Data":{"Nodes":null}}}"#);
    assert_eq!(drawn(empty).await.1, Canvas::default());
}

#[tokio::test]
async fn asked_for_alone_a_drawing_that_is_refused_is_an_error() {
    let server = Server::start().await;
    let error = json!({ "Code": "FailedOperation.NoCanvas", "Message": "没有画布" });
    let refused = server::json(200, &json!({ "Response": { "Error": error } }));
    server.on("GetFlowInstanceTasks", [good("tasks")]);
    server.on("GetProcessCanvasInfo", [refused]);
    let error = client(&server).canvas(&TRAVEL.into()).await.unwrap_err();
    assert_eq!(error.kind, Kind::Refused);
}
