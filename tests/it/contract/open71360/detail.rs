//! An approval as it is opened: where it stands, who did what, its drawing, files and records.

use serde_json::{Value, json};
use zhupi::domain::canvas::{NodeKind, Progress};
use zhupi::domain::instance::{Action, Instance, TaskStatus};
use zhupi::domain::item::{Folder, Outcome};
use zhupi::domain::verb::{Blocked, Verb};
use zhupi::provider::{Answer, Provider};

use super::story::{
    LI_SI, WANG_FANG, ZHANG_SAN, approval, bare, client, fixture, opened, opened_in,
};
use crate::contract::server::Server;

/// The payment with one value replaced.
fn payment_with(pointer: &str, value: Value) -> Value {
    let mut wire = fixture("payment");
    *wire.pointer_mut(pointer).unwrap() = value;
    wire
}

fn acts(instance: &Instance) -> Vec<(Option<&str>, String, Option<&str>)> {
    let acts = instance.history.iter();
    acts.map(|act| {
        let operator = act.operator.id.as_ref().map(zhupi::domain::id::Id::as_str);
        (operator, act.action.name(), act.comment.as_deref())
    })
    .collect()
}

#[tokio::test]
async fn a_row_is_told_what_the_approval_says_and_nothing_else() {
    let item = opened(&fixture("payment")).await.item;
    assert_eq!(item.title, "支付展架货款");
    assert_eq!(item.flow_name(), "付款申请");
    assert_eq!(item.applicant.id.unwrap().as_str(), ZHANG_SAN);
    assert_eq!(item.applicant.name, None);
    assert_eq!(item.started_at.unwrap().to_string(), "2026-10-30T01:15:20Z");
    assert_eq!(
        (item.arrived_at, item.handled_at, item.ended_at),
        (None, None, None)
    );
    assert_eq!(item.node.name.as_deref(), Some("第 2 步"));
    assert_eq!(item.approver.id.unwrap().as_str(), WANG_FANG);
    assert_eq!((item.completed, item.outcome), (false, None));
}

#[tokio::test]
async fn the_name_of_a_form_is_found_under_the_key_of_the_table_of_the_example_or_of_its_kind() {
    let mut wire = fixture("payment");
    let object = wire.as_object_mut().unwrap();
    let name = object.remove("approveFormName").unwrap();
    assert_eq!(opened(&wire).await.item.flow_name(), "付款申请");
    wire["approvalFormName"] = name;
    assert_eq!(opened(&wire).await.item.flow_name(), "付款申请");
    wire["approvalFormName"] = json!("货款支付");
    assert_eq!(opened(&wire).await.item.flow_name(), "货款支付");
    wire.as_object_mut().unwrap().remove("approvalFormName");
    assert_eq!(opened_in("en", &wire).await.item.flow_name(), "Payment");
}

#[tokio::test]
async fn each_status_says_how_it_ended() {
    for (status, outcome, completed) in [
        (json!(1), None, false),
        (json!(2), Some(Outcome::Approved), true),
        (json!("3"), Some(Outcome::Rejected), true),
        (json!(4), Some(Outcome::Voided), true),
        (json!(5), Some(Outcome::Failed), false),
        (json!(9), Some(Outcome::Other(9)), false),
    ] {
        let item = opened(&payment_with("/status", status)).await.item;
        assert_eq!((item.outcome, item.completed), (outcome, completed));
        let ended = item.ended_at.map(|at| at.to_string());
        assert_eq!(ended, completed.then(|| "2026-10-31T08:02:05Z".to_owned()));
    }
}

#[tokio::test]
async fn the_current_step_is_the_one_that_is_named_whatever_word_the_waiting_ones_have() {
    let canvas = opened(&fixture("payment")).await.canvas;
    let nodes: Vec<_> = canvas
        .nodes
        .iter()
        .map(|node| (node.name.as_str(), node.status))
        .collect();
    assert_eq!(
        nodes,
        [
            ("发起", Progress::Done),
            ("第 1 步", Progress::Done),
            ("第 2 步", Progress::Current),
            ("第 3 步", Progress::Waiting),
            ("结束", Progress::Waiting),
        ]
    );
    let modes: Vec<_> = canvas
        .nodes
        .iter()
        .map(|node| node.mode.as_deref())
        .collect();
    assert_eq!(modes, [None, None, Some("all"), Some("any"), None]);
    assert_eq!(canvas.nodes[2].kind, NodeKind::Approval);
    assert_eq!(canvas.edges.len(), 4);
    // The third has the word that the second has in the table.
    for current in ["5d0e", "nobody"] {
        let wire = payment_with("/currentTaskId", json!(current));
        let canvas = opened(&wire).await.canvas;
        let at_work = |node: &&zhupi::domain::canvas::Node| node.status == Progress::Current;
        let at_work: Vec<_> = canvas.nodes.iter().filter(at_work).collect();
        assert_eq!(at_work.len(), usize::from(current == "5d0e"), "{current}");
    }
}

#[tokio::test]
async fn an_ended_flow_has_reached_its_end_and_waits_nowhere() {
    let canvas = opened(&payment_with("/status", json!(2))).await.canvas;
    assert_eq!(canvas.nodes.last().unwrap().status, Progress::Done);
    let waits = canvas
        .nodes
        .iter()
        .any(|node| node.status == Progress::Current);
    assert!(!waits);
}

#[tokio::test]
async fn everything_that_was_said_is_in_the_history() {
    let instance = opened(&fixture("payment")).await;
    assert_eq!(
        acts(&instance),
        [
            (Some(ZHANG_SAN), "submit".to_owned(), None),
            (None, "cc".to_owned(), None),
            (Some(LI_SI), "comment".to_owned(), Some("请补发票")),
            (Some(LI_SI), "approve".to_owned(), Some("已核")),
            (Some(ZHANG_SAN), "comment".to_owned(), Some("发票已补")),
            (Some(WANG_FANG), "comment".to_owned(), Some("待复核")),
        ]
    );
    assert_eq!(instance.history[1].people.len(), 2);
    let file = &instance.history[3].attachments[0];
    assert_eq!(
        (file.name.as_str(), file.kind.as_deref()),
        ("核对.mp3", Some("audio"))
    );
    assert_eq!(instance.history[3].node.as_deref(), Some("第 1 步"));
}

#[tokio::test]
async fn what_kind_of_flow_it_is_and_which_departments_may_see_it_is_told() {
    let mut wire = fixture("payment");
    wire["visibleDepartmentIds"] = json!([0, 1204, "x"]);
    for (language, kind, note, departments) in [
        (
            "zh",
            json!(1),
            "自由流程",
            ["全公司", "部门 1204", "部门 x"],
        ),
        (
            "en",
            json!("2"),
            "fixed flow",
            ["the whole company", "department 1204", "department x"],
        ),
        (
            "en",
            json!(3),
            "other:3",
            ["the whole company", "department 1204", "department x"],
        ),
    ] {
        wire["flowType"] = kind;
        let instance = opened_in(language, &wire).await;
        assert_eq!(instance.history[0].note.as_deref(), Some(note));
        let people = instance.history[1].people.iter();
        let named: Vec<_> = people.filter_map(|it| it.name.as_deref()).collect();
        assert_eq!(named, departments);
    }
}

#[tokio::test]
async fn a_step_that_failed_says_why() {
    let mut wire = payment_with("/status", json!(5));
    wire["approvalTasks"][1]["state"] = json!("error");
    wire["approvalTasks"][1]["errorMessage"] = json!("审批人已停用");
    let instance = opened(&wire).await;
    let failed = instance
        .history
        .iter()
        .find(|act| act.action == Action::Failed);
    assert_eq!(failed.unwrap().note.as_deref(), Some("审批人已停用"));
    let people = &instance.canvas.nodes[2].people;
    assert!(
        people
            .iter()
            .any(|it| it.comment.as_deref() == Some("待复核\n审批人已停用"))
    );
}

#[tokio::test]
async fn files_and_records_are_told_by_what_they_are() {
    let instance = opened(&fixture("payment")).await;
    let files = instance.attachments.iter();
    let files: Vec<_> = files
        .map(|file| (file.name.as_str(), file.kind.as_deref()))
        .collect();
    assert_eq!(
        files,
        [
            ("合同.docx", Some("file")),
            ("m-52", Some("image")),
            ("怪.bin", Some("other:8")),
        ]
    );
    let related = instance.related.iter();
    let related: Vec<_> = related
        .map(|it| (it.id.as_deref(), it.kind.as_str()))
        .collect();
    assert_eq!(
        related,
        [
            (Some("9021"), "contract"),
            (Some("c1"), "visit_action"),
            (Some("x"), "other:999"),
        ]
    );
}

#[tokio::test]
async fn an_approval_without_any_optional_part_is_an_approval() {
    let wire = json!({ "approvalId": "31007", "status": 1, "approveType": 1, "approveFormName": "普通审批" });
    let instance = opened(&wire).await;
    assert_eq!(instance.item.title, "普通审批");
    assert!(instance.form.parts.is_empty() && instance.canvas.nodes.is_empty());
    assert_eq!(instance.number, "31007");
    assert_eq!(instance.raw[0].0, "approval/get");
}

#[tokio::test]
async fn nothing_can_be_decided_and_every_verb_says_so() {
    let server = Server::start().await;
    let client = client(&server);
    server.on("get", [approval(&fixture("payment"))]);
    let item = bare(Folder::Todo, "5c1f", "31007");
    let instance = client.open(&item).await.unwrap();
    assert_eq!(instance.blocked(Verb::Approve), Some(Blocked::Provider));
    assert!(
        instance
            .verbs
            .iter()
            .all(|it| it.blocked == Some(Blocked::Provider))
    );
    assert!(instance.link.unwrap().starts_with("http"));
    assert!(client.capabilities().verbs.is_empty());
    let decision = crate::contract::story::decision(item, Verb::Approve);
    assert!(matches!(client.act(&decision).await, Answer::Failed(_)));
}

#[tokio::test]
async fn the_people_of_every_step_have_a_seat() {
    let server = Server::start().await;
    let client = client(&server);
    server.on("get", [approval(&fixture("payment"))]);
    let seats = client.tasks(&"31007".into()).await.unwrap();
    let statuses: Vec<_> = seats.iter().map(|seat| seat.status.clone()).collect();
    assert_eq!(
        statuses,
        [
            TaskStatus::Done,
            TaskStatus::Open,
            TaskStatus::Open,
            TaskStatus::Unsubmitted,
        ]
    );
}
