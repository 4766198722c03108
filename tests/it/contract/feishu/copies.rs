//! Copies that go with a decision: each is sent once, and what became of it is not told as what
//! became of the decision.

use serde_json::{Value, json};
use zhupi::domain::decision::Decision;
use zhupi::domain::people::Person;
use zhupi::domain::verb::Verb;
use zhupi::error::Kind;
use zhupi::provider::{Answer, Provider};

use super::{WANG_FANG, client, fixture, reply, todo};
use crate::contract::server::{Reply, Server};
use crate::contract::story::decision;

fn copied() -> Decision {
    Decision {
        comment: Some("请知悉".to_owned()),
        cc: vec![
            Person::named("5f03c8b1", "赵敏"),
            Person::named("9d4410ce", "何军"),
        ],
        ..decision(todo("7303"), Verb::Approve)
    }
}

/// The instance after copies went out: from whom, when, to whom.
fn after(sender: &str, at: i64, people: &[&str]) -> Reply {
    let mut body = fixture();
    let copy = json!({
        "type": "CC", "create_time": at, "comment": "请知悉", "user_id_list": people,
        "ext": json!({ "user_id": sender }).to_string(),
    });
    body["data"]["timeline"].as_array_mut().unwrap().push(copy);
    reply(200, &body)
}

/// Later than the task began.
const SINCE: i64 = 1_793_603_000_000;

fn done() -> Reply {
    reply(200, &json!({ "code": 0, "msg": "success" }))
}

fn receivers(server: &Server) -> Vec<Value> {
    let asked = server.asked("cc").into_iter();
    asked
        .map(|asked| asked.body["cc_user_ids"].clone())
        .collect()
}

#[tokio::test]
async fn a_decision_that_is_made_again_does_not_send_its_copies_again() {
    let server = Server::start().await;
    let all = ["5f03c8b1", "9d4410ce"];
    server.on(
        "F1BBCDCB",
        [
            reply(200, &fixture()),
            reply(200, &fixture()),
            after(WANG_FANG, SINCE, &all),
        ],
    );
    server.on("cc", [done()]);
    let no = json!({ "code": 1_390_018, "msg": "signature" });
    server.on("approve", [reply(400, &no), done()]);
    let feishu = client(&server);
    assert!(matches!(feishu.act(&copied()).await, Answer::Refused(_)));
    let again = feishu.act(&copied()).await;
    assert!(matches!(again, Answer::Done { .. }), "{again:?}");
    assert_eq!(receivers(&server), [json!(all)]);
    assert_eq!(server.asked("approve").len(), 2);
}

#[tokio::test]
async fn only_those_get_a_copy_who_have_none_from_me_since_it_is_mine() {
    for (there, wanted) in [
        (after(WANG_FANG, SINCE, &["9d4410ce"]), json!(["5f03c8b1"])),
        (
            after("41aa90d2", SINCE, &["9d4410ce"]),
            json!(["5f03c8b1", "9d4410ce"]),
        ),
        (
            after(WANG_FANG, 1_793_600_999_000, &["9d4410ce"]),
            json!(["5f03c8b1", "9d4410ce"]),
        ),
    ] {
        let server = Server::start().await;
        server.on("F1BBCDCB", [there]);
        server.on("cc", [done()]).on("approve", [done()]);
        client(&server).act(&copied()).await;
        assert_eq!(receivers(&server), [wanted]);
    }
}

#[tokio::test]
async fn a_copy_that_arrived_without_an_answer_does_not_hold_up_the_decision() {
    let server = Server::start().await;
    let first = [reply(200, &fixture()), reply(200, &fixture())];
    let then = after(WANG_FANG, SINCE, &["5f03c8b1", "9d4410ce"]);
    server.on("F1BBCDCB", first.into_iter().chain([then]));
    server.on("cc", [Reply::Cut]).on("approve", [done()]);
    let answer = client(&server).act(&copied()).await;
    assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
    assert_eq!(receivers(&server).len(), 1);
}

#[tokio::test]
async fn a_decision_whose_copies_nobody_knows_of_is_not_sent_and_says_why() {
    let server = Server::start().await;
    server.on("F1BBCDCB", [reply(200, &fixture())]);
    server.on("cc", [Reply::Cut]).on("approve", [done()]);
    let Answer::Failed(error) = client(&server).act(&copied()).await else {
        panic!("the decision surely did not run");
    };
    assert_eq!(
        (error.kind, error.message),
        (Kind::Unreachable, "error-copies-lost")
    );
    assert_eq!(server.asked("approve").len(), 0);
    assert_eq!(receivers(&server).len(), 1);
}
