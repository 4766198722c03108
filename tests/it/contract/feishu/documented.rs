//! The instance as document 004 tells it, and as the fourth set does.

use serde_json::{Value, json};
use zhupi::domain::canvas::Progress;
use zhupi::domain::instance::{Action, Instance, TaskStatus};
use zhupi::domain::item::{Folder, Outcome};
use zhupi::domain::people::Named;
use zhupi::domain::verb::{Blocked, Verb};
use zhupi::provider::Provider;

use super::{client, client_in, fixture, opened, reply, todo};
use crate::contract::server::Server;

fn told(instance: &Instance) -> Vec<String> {
    let acts = instance.history.iter().map(|act| {
        let people: Vec<_> = act.people.iter().map(Named::label).collect();
        let rest = [&act.node, &act.comment, &act.note].map(|it| it.as_deref().unwrap_or("-"));
        let who = act.operator.label();
        format!("{who} {} {people:?} {}", act.action.name(), rest.join(" "))
    });
    acts.collect()
}

#[tokio::test]
async fn the_timeline_and_the_remarks_are_the_history_whatever_their_ext_means() {
    let instance = opened(json!({})).await;
    assert_eq!(
        told(&instance),
        [
            "6c1e0b7d submit [] - - -",
            r#"6c1e0b7d cc ["88b2d6f0", "9d4410ce"] - 请知悉 -"#,
            "41aa90d2 approve [] 直属上级 核对过 -",
            " skip [] 预算检查 - -",
            "6c1e0b7d comment [] - 发票已补 -",
            r#"5f03c8b1 transfer ["88b2d6f0"] 财务审批 出差中 -"#,
            r#"25d8aee4 countersign ["9d4410ce"] 财务审批 - ADD_APPROVER_BEFORE"#,
            r#"25d8aee4 remove_approver ["9d4410ce"] 财务审批 - -"#,
            " other:OVERTIME_NOTE [] - - -",
        ]
    );
}

#[tokio::test]
async fn every_other_type_of_the_timeline_is_an_act_of_ours() {
    for (kind, action) in [
        ("REJECT", Action::Reject),
        ("AUTO_REJECT", Action::SkipRejected),
        ("REMOVE_REPEAT", Action::Skip),
        ("ADD_APPROVER", Action::Countersign),
        ("ADD_APPROVER_AFTER", Action::Countersign),
        ("ROLLBACK_SELECTED", Action::Rollback),
        ("ROLLBACK", Action::Rollback),
        ("CANCEL", Action::Revoke),
        ("DELETE", Action::Void),
    ] {
        let timeline = json!([{ "type": kind, "create_time": 1_793_600_235_000_i64 }]);
        let instance = opened(json!({ "timeline": timeline, "comment_list": [] })).await;
        assert_eq!(instance.history[0].action, action, "{kind}");
    }
}

#[tokio::test]
async fn the_task_list_is_the_drawing() {
    let canvas = opened(json!({})).await.canvas;
    let nodes: Vec<_> = canvas
        .nodes
        .iter()
        .map(|node| (node.name.as_str(), node.mode.as_deref(), node.status))
        .collect();
    assert_eq!(
        nodes,
        [
            ("发起", None, Progress::Done),
            ("直属上级", Some("any"), Progress::Done),
            ("预算检查", None, Progress::Done),
            ("财务审批", Some("all"), Progress::Current),
            ("结束", None, Progress::Waiting),
        ]
    );
    let edges: Vec<_> = canvas
        .edges
        .iter()
        .map(|edge| format!("{}>{}", edge.from, edge.to))
        .collect();
    assert_eq!(edges, ["start>n1", "n1>n2", "n2>n3", "n3>end"]);
    let at = &canvas.nodes[3].people;
    assert_eq!(at[1].action, Some(Action::Transfer));
    assert_eq!(at[1].to.as_deref(), Some("88b2d6f0"));
    assert_eq!(canvas.nodes[2].people[0].action, Some(Action::Skip));
}

#[tokio::test]
async fn an_instance_says_what_it_is_and_what_it_was_made_of() {
    let instance = opened(json!({ "reverted_instance_code": "D1" })).await;
    assert_eq!(instance.number, "202611020007");
    assert_eq!(instance.item.title, "费用报销");
    assert_eq!(instance.item.node.label(), "财务审批");
    assert_eq!(instance.item.ended_at, None);
    let made: Vec<_> = instance.related.iter().map(|it| it.kind.as_str()).collect();
    assert_eq!(made, ["modified", "reverted"]);
    assert_eq!(instance.blocked(Verb::Approve), None);
    assert_eq!(instance.blocked(Verb::Handle), Some(Blocked::Provider));
    let plain = opened(json!({ "modified_instance_code": null })).await;
    assert_eq!(plain.related, []);
}

#[tokio::test]
async fn an_instance_ends_in_every_documented_way_and_in_others() {
    for (status, outcome) in [
        ("PENDING", None),
        ("APPROVED", Some(Outcome::Approved)),
        ("REJECTED", Some(Outcome::Rejected)),
        ("CANCELED", Some(Outcome::Stopped)),
        ("DELETED", Some(Outcome::Voided)),
        ("OVERTIME", Some(Outcome::Word("OVERTIME".to_owned()))),
    ] {
        let item = opened(json!({ "status": status })).await.item;
        assert_eq!(
            (item.completed, item.outcome),
            (status != "PENDING", outcome)
        );
    }
}

#[tokio::test]
async fn a_seat_that_is_over_or_somebody_elses_cannot_be_decided() {
    let mut tasks = fixture()["data"]["task_list"].clone();
    tasks[2]["status"] = json!("DONE");
    let instance = opened(json!({ "task_list": tasks })).await;
    assert_eq!(instance.blocked(Verb::Approve), Some(Blocked::NotMine));
    tasks[2]["status"] = json!("PENDING");
    tasks[2]["user_id"] = json!("41aa90d2");
    let instance = opened(json!({ "task_list": tasks })).await;
    assert_eq!(instance.blocked(Verb::Reject), Some(Blocked::NotMine));
}

#[tokio::test]
async fn a_form_that_does_not_parse_is_kept_as_it_came_and_still_guarded() {
    let broken = r#"[{"id": "w1", "name": "用途", "type": "textarea"}, "value": "尽调"]"#;
    let instance = opened(json!({ "form": broken })).await;
    assert_eq!(instance.text.as_deref(), Some(broken));
    assert!(
        instance
            .form
            .parts
            .iter()
            .all(|part| part.fields.is_empty())
    );
    let other = opened(json!({ "form": broken.replace("尽调", "投标") })).await;
    assert_eq!(instance.form.changes(&other.form).len(), 1);
}

#[tokio::test]
async fn a_form_with_what_people_write_by_mistake_is_read_all_the_same() {
    let form = r#"[{"id":"w1","name":"用途","type":"input","value":"尽调",},]"#;
    let instance = opened(json!({ "form": form })).await;
    assert_eq!(instance.text, None);
    assert_eq!(instance.form.first("用途").unwrap().1, "尽调");
}

#[tokio::test]
async fn it_is_asked_for_in_the_readers_language_by_code_or_uuid() {
    for (language, locale) in [("zh", "zh-CN"), ("en", "en-US")] {
        let server = Server::start().await;
        server.on("get", [reply(200, &fixture())]);
        let feishu = client_in(&server, language);
        let item = feishu
            .item_of_instance(&"yunfan-0007".into())
            .await
            .unwrap();
        assert_eq!(item.task_id, Some("7303".into()));
        let asked = server.asked("get").pop().unwrap();
        assert_eq!(asked.target, "/approval/openapi/v2/instance/get");
        assert_eq!(asked.body["instance_code"], "yunfan-0007");
        assert_eq!(asked.body["locale"], locale);
        assert_eq!(asked.authorization, "Bearer t-1");
    }
}

/// Times and nothing else are texts in the fourth set.
fn fourth(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::from(number.to_string()),
        Value::Array(all) => all.iter().map(fourth).collect(),
        Value::Object(all) => {
            let each = all.iter().map(|(key, one)| (key.clone(), fourth(one)));
            Value::Object(each.collect())
        }
        other => other.clone(),
    }
}

#[tokio::test]
async fn the_fourth_set_means_the_same_with_its_times_as_text() {
    let mut body = fixture();
    body["data"] = fourth(&body["data"]);
    let server = Server::start().await;
    server.on("F1BBCDCB", [reply(200, &body)]);
    server.on("get", [reply(200, &fixture())]);
    let (feishu, item) = (client(&server), todo("7303"));
    let shown = feishu.open(&item).await.unwrap();
    let standing = feishu.standing(&item, Verb::Approve, true).await.unwrap();
    assert_eq!(shown.form.changes(&standing.form.unwrap()), []);
    let task = standing.task.unwrap();
    assert_eq!(task.status, TaskStatus::Open);
    assert_eq!(task.assignee.id, Some("25d8aee4".into()));
    assert_eq!(feishu.history(&item).await.unwrap(), shown.history);
}

#[tokio::test]
async fn going_back_leads_to_the_start_and_to_every_node_that_was_passed() {
    let server = Server::start().await;
    server.on("F1BBCDCB", [reply(200, &fixture())]);
    let targets = client(&server)
        .rollback_targets(&todo("7303"))
        .await
        .unwrap();
    let told: Vec<_> = targets
        .iter()
        .map(|target| (target.node.label(), target.start, target.last))
        .collect();
    assert_eq!(told, [("发起", true, false), ("直属上级", false, true)]);
    assert_eq!(targets[1].node.id, Some("APPROVAL_1".into()));
}

#[tokio::test]
async fn a_seat_that_is_over_was_handled_by_its_person_only_where_the_timeline_says_so() {
    for (timeline, status, action) in [
        (json!([]), TaskStatus::Void, None),
        (
            json!([{ "type": "PASS", "task_id": "7303", "user_id": "25d8aee4" }]),
            TaskStatus::Done,
            Some(Action::Approve),
        ),
        (
            json!([{ "type": "REJECT", "task_id": "7303", "open_id": "ou_wangfang" }]),
            TaskStatus::Done,
            Some(Action::Reject),
        ),
        (
            json!([{ "type": "PASS", "task_id": "7303", "user_id": "41aa90d2" }]),
            TaskStatus::Void,
            None,
        ),
    ] {
        let mut body = fixture();
        body["data"]["task_list"][2]["status"] = json!("DONE");
        body["data"]["task_list"][2]["end_time"] = json!(1_793_603_000_000_i64);
        body["data"]["timeline"] = timeline;
        let server = Server::start().await;
        server.on("get", [reply(200, &body)]);
        let feishu = client(&server);
        let seats = feishu.tasks(&"F1BBCDCB".into()).await.unwrap();
        let seat = seats.iter().find(|seat| seat.id == "7303".into()).unwrap();
        assert_eq!((&seat.status, &seat.result), (&status, &action));
        let mut row = todo("7303");
        row.key.folder = Folder::Done;
        let item = feishu.open(&row).await.unwrap().item;
        assert_eq!(item.handled_at.is_some(), action.is_some());
        assert_eq!(item.handled_as, action.as_ref().map(Action::name));
    }
}
