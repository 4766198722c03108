//! Deciding and revoking (document 003, interfaces 4 and 16): what is sent, and what an answer
//! proves.

use serde_json::{Value, json};
use zhupi::domain::decision::{Candidate, Decision};
use zhupi::domain::item::{Folder, Item, Kind};
use zhupi::domain::people::{Named, Person};
use zhupi::domain::verb::Verb;
use zhupi::error;
use zhupi::provider::{Answer, Provider};

use super::server::{self, Reply, Server};
use super::story::{
    LI_SI, TRAVEL, TRAVEL_TASK, WANG_FANG, WANG_WU, bare, client, decision, first, good, listed,
};

fn travel() -> Item {
    bare(Folder::Todo, TRAVEL_TASK, TRAVEL_TASK, TRAVEL)
}

async fn sent(decision: Decision) -> Value {
    let server = Server::start().await;
    server.on("CompleteTask", [good("complete-task")]);
    let answer = client(&server).act(&decision).await;
    assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
    server.body("CompleteTask")
}

async fn answered(name: &str, verb: Verb, reply: Reply) -> Answer {
    let server = Server::start().await;
    server.on(name, [reply]);
    let item = match verb {
        Verb::Revoke => first(Folder::Done, "list-done").await,
        _ => travel(),
    };
    client(&server).act(&decision(item, verb)).await
}

fn response(body: &Value) -> Reply {
    server::json(200, &json!({ "Response": body }))
}

#[tokio::test]
async fn an_approval_sends_the_task_the_button_and_the_hand() {
    let expected = json!({
        "TaskId": TRAVEL_TASK,
        "ButtonAction": 2,
        "Approver": { "UserId": WANG_FANG, "Type": 4 },
    });
    assert_eq!(sent(decision(travel(), Verb::Approve)).await, expected);
}

#[tokio::test]
async fn a_rejection_sends_its_comment() {
    let rejection = Decision {
        comment: Some("发票不全".to_owned()),
        ..decision(travel(), Verb::Reject)
    };
    let body = sent(rejection).await;
    assert_eq!(
        (&body["ButtonAction"], &body["Comment"]),
        (&json!(3), &json!("发票不全"))
    );
}

#[tokio::test]
async fn a_transfer_names_the_person_as_one_of_the_own_directory() {
    let transfer = Decision {
        people: vec![Person::named(LI_SI, "李四")],
        ..decision(travel(), Verb::Transfer)
    };
    let body = sent(transfer).await;
    assert_eq!(body["ButtonAction"], 4);
    assert_eq!(body["TurnToUser"], json!({ "UserId": LI_SI, "Type": 4 }));
}

#[tokio::test]
async fn to_submit_is_button_one_and_to_handle_is_button_two() {
    let submit = sent(decision(travel(), Verb::Submit)).await;
    assert_eq!(submit["ButtonAction"], 1);
    let handle = sent(decision(travel(), Verb::Handle)).await;
    assert_eq!(handle["ButtonAction"], 2);
    let item = Item {
        kind: Kind::Handle,
        ..travel()
    };
    let approve = sent(decision(item, Verb::Approve)).await;
    assert_eq!(approve["ButtonAction"], 2);
}

#[tokio::test]
async fn a_decision_is_revoked_under_both_spellings_of_the_key() {
    for (folder, fixture, kind) in [
        (Folder::Done, "list-done", 1),
        (Folder::Created, "list-created", 2),
    ] {
        let server = Server::start().await;
        server.on("Revoke", [good("revoke")]);
        let item = listed(folder, fixture).await.remove(0);
        let task = item.task_id.clone().unwrap();
        let answer = client(&server).act(&decision(item, Verb::Revoke)).await;
        let expected = json!({
            "TaskId": task,
            "Revoker": { "UserId": WANG_FANG, "Type": 4 },
            "RevokerType": kind,
            "RevokeType": kind,
        });
        assert_eq!(server.body("Revoke"), expected);
        let done = Answer::Done {
            request_id: Some("5f0d3b7a18c92".to_owned()),
            next: Vec::new(),
        };
        assert_eq!(answer, done);
    }
}

#[tokio::test]
async fn the_next_approver_is_asked_for_with_the_tasks_that_wait() {
    let answer = answered("CompleteTask", Verb::Approve, good("complete-task-next")).await;
    let candidate = |task: &str, id: &str, name: &str| Candidate {
        wait_task_id: task.into(),
        user: Named::new(Some(id.into()), Some(name.to_owned())),
    };
    let expected = Answer::Done {
        request_id: Some("b3c2f81d0e675".to_owned()),
        next: vec![
            candidate("2117134613619933185", LI_SI, "李四"),
            candidate("2117134613624127489", WANG_WU, "王五"),
        ],
    };
    assert_eq!(answer, expected);
}

#[tokio::test]
async fn completing_succeeds_by_the_absence_of_an_error_code() {
    for body in [
        json!({ "RequestId": "r-1", "Data": {} }),
        json!({ "RequestId": "r-1", "Data": null }),
        json!({ "RequestId": "r-1", "Error": { "Code": "", "Message": "" }, "Data": {} }),
        json!({ "RequestId": "r-1", "Error": null }),
    ] {
        let answer = answered("CompleteTask", Verb::Approve, response(&body)).await;
        let done = Answer::Done {
            request_id: Some("r-1".to_owned()),
            next: Vec::new(),
        };
        assert_eq!(answer, done, "{body}");
    }
}

#[tokio::test]
async fn a_business_error_is_refused_with_the_servers_own_words() {
    let error = json!({ "Code": "FailedOperation.TaskEnded", "Message": "该任务已由李四处理" });
    let reply = response(&json!({ "RequestId": "r-2", "Error": error }));
    let answer = answered("CompleteTask", Verb::Approve, reply).await;
    let Answer::Refused(error) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(error.code.as_deref(), Some("FailedOperation.TaskEnded"));
    assert_eq!(error.said.as_deref(), Some("该任务已由李四处理"));
    assert_eq!(error.request_id.as_deref(), Some("r-2"));
}

#[tokio::test]
async fn an_error_code_that_is_a_number_or_lower_case_is_an_error_all_the_same() {
    for error in [
        json!({ "Code": 4001, "Message": "no" }),
        json!({ "code": "Denied" }),
    ] {
        let reply = response(&json!({ "error": error }));
        let answer = answered("CompleteTask", Verb::Approve, reply).await;
        assert!(matches!(answer, Answer::Refused(_)), "{answer:?}");
    }
}

#[tokio::test]
async fn an_unknown_task_is_refused_and_not_called_an_error_of_ours() {
    let error = json!({ "Code": "ResourceNotFound.Task", "Message": "任务不存在" });
    let reply = response(&json!({ "Error": error }));
    let answer = answered("CompleteTask", Verb::Approve, reply).await;
    assert!(matches!(answer, Answer::Refused(_)), "{answer:?}");
}

#[tokio::test]
async fn a_code_that_means_time_out_or_internal_leaves_the_outcome_unknown() {
    for code in [
        "SERVER_TIMEOUT",
        "FailedOperation.Timeout",
        "InternalError",
        "InternalError.Database",
        "SYS_ERR",
    ] {
        let reply = response(&json!({ "Error": { "Code": code, "Message": "?" } }));
        let answer = answered("CompleteTask", Verb::Approve, reply).await;
        assert!(matches!(answer, Answer::Unknown(_)), "{code}: {answer:?}");
    }
}

#[tokio::test]
async fn a_false_result_is_refused_without_a_reason() {
    let reply = response(&json!({ "RequestId": "r-3", "Data": { "Result": false } }));
    for (name, verb) in [("Revoke", Verb::Revoke), ("CompleteTask", Verb::Approve)] {
        let answer = answered(name, verb, reply.clone()).await;
        let expected = error::Error::new(error::Kind::Refused, "error-refused-no-reason")
            .request(Some("r-3".to_owned()));
        assert_eq!(answer, Answer::Refused(expected));
    }
}

#[tokio::test]
async fn a_missing_result_where_one_is_documented_is_unknown() {
    for data in [json!({}), json!(null), json!({ "Result": null })] {
        let reply = response(&json!({ "RequestId": "r-4", "Data": data }));
        let answer = answered("Revoke", Verb::Revoke, reply).await;
        let Answer::Unknown(error) = answer else {
            panic!("{answer:?}");
        };
        assert_eq!(error.request_id.as_deref(), Some("r-4"));
    }
}

#[tokio::test]
async fn an_answer_that_is_no_frame_leaves_the_outcome_unknown() {
    for body in ["{}", "[]", "not json", "", r#"{"Response":"yes"}"#] {
        let reply = server::json(200, body);
        let answer = answered("CompleteTask", Verb::Approve, reply).await;
        assert!(matches!(answer, Answer::Unknown(_)), "{body}: {answer:?}");
    }
}

#[tokio::test]
async fn a_cut_or_failing_server_leaves_the_outcome_unknown_and_is_asked_once() {
    let cut = fixture_cut();
    for reply in [
        Reply::Cut,
        cut,
        server::json(503, ""),
        server::json(500, "{}"),
    ] {
        let server = Server::start().await;
        server.on("CompleteTask", [reply.clone()]);
        let decision = decision(travel(), Verb::Approve);
        let answer = client(&server).act(&decision).await;
        assert!(
            matches!(answer, Answer::Unknown(_)),
            "{reply:?}: {answer:?}"
        );
        assert_eq!(server.asked("CompleteTask").len(), 1);
    }
}

fn fixture_cut() -> Reply {
    Reply::CutBody(super::story::fixture("complete-task"))
}

#[tokio::test]
async fn an_answer_that_refuses_by_status_is_refused() {
    for status in [400, 402, 403, 404, 409, 423, 451, 302] {
        let reply = server::json(status, r#"{"code":"SAID_NO","message":"no"}"#);
        let answer = answered("CompleteTask", Verb::Approve, reply).await;
        assert!(matches!(answer, Answer::Refused(_)), "{status}: {answer:?}");
    }
}

#[tokio::test]
async fn without_a_task_nothing_is_sent() {
    let server = Server::start().await;
    let item = Item {
        task_id: None,
        ..travel()
    };
    let answer = client(&server).act(&decision(item, Verb::Approve)).await;
    assert!(matches!(answer, Answer::Failed(_)), "{answer:?}");
    assert_eq!(server.asked("CompleteTask").len(), 0);
}
