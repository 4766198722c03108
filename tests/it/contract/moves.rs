//! What else moves an instance (document 003, interfaces 5, 14, 15, 17 to 19), and what an
//! approver adds to a decision (interface 4).

use serde_json::{Value, json};
use zhupi::domain::decision::{Decision, Target};
use zhupi::domain::id::Id;
use zhupi::domain::item::{Folder, Item};
use zhupi::domain::people::{Named, Person};
use zhupi::domain::verb::Verb;
use zhupi::provider::weda::Weda;
use zhupi::provider::{Answer, Provider};

use super::server::{self, Reply, Server};
use super::story::{
    LEAVE, LI_SI, TRAVEL, TRAVEL_TASK, WANG_FANG, WANG_WU, bare, client, decision, first, good,
};

fn travel() -> Item {
    bare(Folder::Todo, TRAVEL_TASK, TRAVEL_TASK, TRAVEL)
}

fn back() -> Target {
    Target {
        node: Named::new(Some("approvalNode1778032802000".into()), None),
        task_id: "2115974990611349505".into(),
        start: true,
        last: false,
    }
}

/// One decision of each verb that answers with a result, and its interface.
async fn moves() -> Vec<(&'static str, Decision)> {
    let created = first(Folder::Created, "list-created").await;
    let countersign = Decision {
        people: vec![Person::named(LI_SI, "李四"), Person::named(WANG_WU, "王五")],
        ..decision(travel(), Verb::Countersign)
    };
    let rollback = Decision {
        target: Some(back()),
        ..decision(travel(), Verb::Rollback)
    };
    let stop = Decision {
        comment: Some("行程取消".to_owned()),
        ..decision(created.clone(), Verb::Stop)
    };
    vec![
        ("AddCounterSignAssignee", countersign),
        ("RollBack", rollback),
        ("PressTask", decision(created, Verb::Remind)),
        ("StopFlow", stop),
    ]
}

async fn answered(name: &str, decision: &Decision, reply: Reply) -> (Server, Answer) {
    let server = Server::start().await;
    server.on(name, [reply]);
    let answer = client(&server).act(decision).await;
    (server, answer)
}

fn data(data: &Value) -> Reply {
    server::json(
        200,
        &json!({ "Response": { "RequestId": "r-7", "Data": data } }),
    )
}

#[tokio::test]
async fn each_move_sends_its_documented_keys_under_its_own_name_for_the_hand() {
    let me = json!({ "UserId": WANG_FANG, "Type": 4 });
    let bodies = [
        json!({ "TaskId": TRAVEL_TASK, "Approver": me, "AssigneeIds": [LI_SI, WANG_WU] }),
        json!({
            "TaskId": TRAVEL_TASK,
            "UserInfo": me,
            "TargetNodeId": "approvalNode1778032802000",
            "TargetActTaskId": "2115974990611349505",
        }),
        json!({ "InstanceId": LEAVE }),
        json!({ "InstanceId": LEAVE, "Operator": me, "DeleteReason": "行程取消" }),
    ];
    for ((name, decision), body) in moves().await.into_iter().zip(bodies) {
        let (server, answer) = answered(name, &decision, good("confirmed")).await;
        assert_eq!(server.body(name), body);
        let done = Answer::Done {
            request_id: Some("5f0d3b7a18c92".to_owned()),
            next: Vec::new(),
        };
        assert_eq!(answer, done, "{name}");
    }
}

#[tokio::test]
async fn a_false_result_is_a_refusal_and_a_missing_one_is_unknown() {
    for (name, decision) in moves().await {
        let (_server, answer) = answered(name, &decision, data(&json!({ "Result": false }))).await;
        let Answer::Refused(error) = answer else {
            panic!("{name}: {answer:?}");
        };
        assert_eq!(error.message, "error-refused-no-reason");
        assert_eq!(error.request_id.as_deref(), Some("r-7"));
        for nothing in [json!({}), json!(null), json!({ "Result": null })] {
            let (_server, answer) = answered(name, &decision, data(&nothing)).await;
            assert!(matches!(answer, Answer::Unknown(_)), "{name}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn a_cut_line_leaves_every_move_unknown_and_is_asked_once() {
    for (name, decision) in moves().await {
        let (server, answer) = answered(name, &decision, Reply::Cut).await;
        assert!(matches!(answer, Answer::Unknown(_)), "{name}: {answer:?}");
        assert_eq!(server.asked(name).len(), 1);
    }
}

#[tokio::test]
async fn without_a_person_or_a_node_nothing_is_sent() {
    for (name, verb) in [
        ("AddCounterSignAssignee", Verb::Countersign),
        ("RollBack", Verb::Rollback),
    ] {
        let decision = decision(travel(), verb);
        let (server, answer) = answered(name, &decision, good("confirmed")).await;
        assert!(matches!(answer, Answer::Failed(_)), "{answer:?}");
        assert_eq!(server.asked(name).len(), 0);
    }
}

#[tokio::test]
async fn the_nodes_to_go_back_to_are_asked_for_by_instance() {
    let server = Server::start().await;
    server.on("GetPreElementList", [good("targets")]);
    let targets = client(&server).rollback_targets(&travel()).await.unwrap();
    assert_eq!(
        server.body("GetPreElementList"),
        json!({ "InstanceId": TRAVEL })
    );
    let named = |id: &str, name: &str| Named::new(Some(id.into()), Some(name.to_owned()));
    let expected = [
        Target {
            node: named("approvalNode1778032802000", "发起申请"),
            ..back()
        },
        Target {
            node: named("approvalNode1778032807000", "组长审批"),
            task_id: "2115975102234361857".into(),
            start: false,
            last: true,
        },
    ];
    assert_eq!(targets, expected);
}

#[tokio::test]
async fn an_answer_without_nodes_says_that_there_is_nowhere_to_go_back_to() {
    let server = Server::start().await;
    server.on("GetPreElementList", [data(&json!({}))]);
    let targets = client(&server).rollback_targets(&travel()).await.unwrap();
    assert_eq!(targets, []);
}

async fn choosing(reply: Reply) -> (Server, Answer) {
    let server = Server::start().await;
    server.on("SubmitFlowTaskList", [reply]);
    let tasks = ["2117134613619933185", "2117134613624127489"].map(Id::from);
    let answer = client(&server).submit_next(&tasks).await;
    (server, answer)
}

#[tokio::test]
async fn next_approvers_are_chosen_by_their_waiting_tasks_alone() {
    let (server, answer) = choosing(good("confirmed")).await;
    assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
    let body = json!({ "FlowTaskIds": ["2117134613619933185", "2117134613624127489"] });
    assert_eq!(server.body("SubmitFlowTaskList"), body);
    let (_server, answer) = choosing(data(&json!({ "Result": false }))).await;
    assert!(matches!(answer, Answer::Refused(_)), "{answer:?}");
    let (_server, answer) = choosing(data(&json!({}))).await;
    assert!(matches!(answer, Answer::Unknown(_)), "{answer:?}");
}

fn filled(verb: Verb) -> Decision {
    Decision {
        inputs: [(
            "bx7".to_owned(),
            json!({ "amount": "1820.00", "nights": 3, "applicant": 1_764_456_977_934_581_761_i64 }),
        )]
        .into(),
        cc: vec![Person::named(LI_SI, "李四"), Person::named(WANG_WU, "王五")],
        ..decision(travel(), verb)
    }
}

#[tokio::test]
async fn inputs_go_by_variable_with_their_type_and_copies_as_bare_ids() {
    for (verb, button) in [(Verb::Approve, 2), (Verb::Handle, 2), (Verb::Submit, 1)] {
        let reply = good("complete-task");
        let (server, answer) = answered("CompleteTask", &filled(verb), reply).await;
        assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
        let body = json!({
            "TaskId": TRAVEL_TASK,
            "ButtonAction": button,
            "Approver": { "UserId": WANG_FANG, "Type": 4 },
            "PageParams": { "bx7": {
                "Type": "object",
                "Value": { "amount": "1820.00", "nights": 3, "applicant": 1_764_456_977_934_581_761_i64 },
            } },
            "CcUserIds": [LI_SI, WANG_WU],
        });
        assert_eq!(server.body("CompleteTask"), body);
    }
}

async fn saved(reply: Reply) -> (Server, Answer) {
    let server = Server::start().await;
    server.on("CompleteTask", [reply]);
    let weda: Weda = client(&server);
    let answer = weda.save_draft(&filled(Verb::Submit)).await;
    (server, answer)
}

#[tokio::test]
async fn a_draft_is_saved_by_the_undocumented_button_where_the_server_takes_it() {
    let (server, answer) = saved(good("complete-task")).await;
    assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
    let body = server.body("CompleteTask");
    assert_eq!(body["ButtonAction"], 17);
    assert_eq!(body["PageParams"]["bx7"]["Value"]["nights"], 3);
    let error = json!({ "Code": "InvalidParameter", "Message": "ButtonAction" });
    let refused = server::json(200, &json!({ "Response": { "Error": error } }));
    let (_server, answer) = saved(refused).await;
    assert!(matches!(answer, Answer::Refused(_)), "{answer:?}");
}
