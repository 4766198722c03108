//! The message centre (document 003, interfaces 20 and 22).

use serde_json::{Value, json};
use zhupi::domain::message::{Message, MessageFilter, MessageKind, MessageRequest};
use zhupi::error::Kind;
use zhupi::provider::Provider;

use super::server::{self, Reply, Server};
use super::story::{TRAVEL_TASK, WANG_FANG, client, fixture, good};

fn request(filter: MessageFilter) -> MessageRequest {
    MessageRequest {
        filter,
        number: 1,
        size: 500,
    }
}

async fn read(filter: MessageFilter, replies: impl IntoIterator<Item = Reply>) -> Vec<Message> {
    let server = Server::start().await;
    server.on("DescribeWorkflowMessages", replies);
    let page = client(&server).messages(&request(filter)).await.unwrap();
    assert_eq!(page.total, 188);
    page.items
}

/// The fixture as the tables have it: without the read state that only the example shows.
fn as_the_table_says(keep: &[&str]) -> Reply {
    let mut body: Value = serde_json::from_str(&fixture("messages")).unwrap();
    let rows = body["Response"]["Data"]["ResponseList"]
        .as_array_mut()
        .unwrap();
    for row in rows.iter_mut() {
        row.as_object_mut().unwrap().remove("Status");
    }
    rows.retain(|row| {
        let id = row["MessageId"].to_string();
        keep.iter()
            .any(|ending| id.trim_matches('"').ends_with(ending))
    });
    server::json(200, &body)
}

#[tokio::test]
async fn messages_are_asked_for_with_documented_keys_and_at_most_200_at_once() {
    let server = Server::start().await;
    server.on("DescribeWorkflowMessages", [good("messages")]);
    let weda = client(&server);
    weda.messages(&request(MessageFilter::default()))
        .await
        .unwrap();
    let me = json!({ "UserId": WANG_FANG, "Type": 4 });
    let all = json!({ "UserInfo": me, "PageNo": 1, "PageSize": 200 });
    assert_eq!(server.body("DescribeWorkflowMessages"), all);
    let filter = MessageFilter {
        search: Some("报销".to_owned()),
        kind: Some(MessageKind::Notice),
        read: Some(false),
    };
    weda.messages(&request(filter)).await.unwrap();
    let some = json!({
        "UserInfo": me,
        "PageNo": 1,
        "PageSize": 200,
        "SearchTitleName": "报销",
        "MessageType": 2,
        "Status": "READ_TODO",
    });
    assert_eq!(server.asked("DescribeWorkflowMessages")[1].body, some);
}

#[tokio::test]
async fn a_reminder_is_a_tasks_message_and_links_to_it_inside_the_fragment() {
    let messages = read(MessageFilter::default(), [good("messages")]).await;
    let link = "https://lowcode-7kq2m4xd1e9b03aa-1307700001.tcloudbaseapp.com/adminportal/#/app/\
                app-7kq2-prod/x1?envType=prod&flowTaskId=2115975639826694145&pageType=TODO";
    let at = "2026-11-01T07:13:23Z".parse().ok();
    let expected = Message {
        id: "2117000000000000001".into(),
        kind: MessageKind::Task,
        title: "催办提醒".to_owned(),
        subtitle: "差旅报销".to_owned(),
        text: "张三请你尽快审批差旅报销".to_owned(),
        link: Some(link.to_owned()),
        task_id: Some(TRAVEL_TASK.into()),
        read: false,
        created_at: at,
        updated_at: at,
    };
    assert_eq!(messages[0], expected);
}

#[tokio::test]
async fn a_message_without_a_link_or_with_an_unknown_type_survives() {
    let messages = read(MessageFilter::default(), [good("messages")]).await;
    let notice = &messages[1];
    assert_eq!((notice.kind, notice.read), (MessageKind::Notice, true));
    assert_eq!((&notice.link, &notice.task_id), (&None, &None));
    let strange = &messages[2];
    assert_eq!(strange.kind.name(), "other:7");
    assert_eq!((strange.text.as_str(), strange.subtitle.as_str()), ("", ""));
    // Its query does not stand in a fragment, so it is not one of the service's own pages.
    assert_eq!(strange.task_id, None);
    assert!(strange.created_at.is_some());
}

#[tokio::test]
async fn a_state_that_the_server_tells_stands_though_another_was_asked_for() {
    let filter = MessageFilter {
        read: Some(true),
        ..MessageFilter::default()
    };
    let messages = read(filter.clone(), [good("messages")]).await;
    let states: Vec<_> = messages.iter().map(|message| message.read).collect();
    assert_eq!(states, [false, true, false]);
    let wanted = messages.iter().filter(|message| filter.admits(message));
    assert_eq!(wanted.count(), 1);
}

#[tokio::test]
async fn without_a_state_in_the_answer_the_filter_tells_it() {
    for asked in [true, false] {
        let filter = MessageFilter {
            read: Some(asked),
            ..MessageFilter::default()
        };
        let messages = read(filter, [as_the_table_says(&["1", "2", "3"])]).await;
        assert!(messages.iter().all(|message| message.read == asked));
    }
}

#[tokio::test]
async fn without_state_and_filter_the_unread_ones_are_asked_for() {
    let server = Server::start().await;
    let pages = [&["1", "2", "3"][..], &["3"], &[]].map(as_the_table_says);
    server.on("DescribeWorkflowMessages", pages);
    let weda = client(&server);
    let page = weda
        .messages(&request(MessageFilter::default()))
        .await
        .unwrap();
    let states: Vec<_> = page.items.iter().map(|message| message.read).collect();
    assert_eq!(states, [true, true, false]);
    let asked = server.asked("DescribeWorkflowMessages");
    let told: Vec<_> = asked
        .iter()
        .map(|asked| (asked.body["Status"].as_str(), asked.body["PageNo"].as_u64()))
        .collect();
    let unread = Some("READ_TODO");
    assert_eq!(
        told,
        [(None, Some(1)), (unread, Some(1)), (unread, Some(2))]
    );
}

#[tokio::test]
async fn messages_are_marked_by_their_ids() {
    for (read, status) in [(true, "READ_DONE"), (false, "READ_TODO")] {
        let server = Server::start().await;
        server.on("UpdateWorkflowMessageStatus", [good("confirmed")]);
        let ids = ["2117000000000000001".into(), "2117000000000000002".into()];
        client(&server).mark_messages(&ids, read).await.unwrap();
        let body = json!({
            "UserInfo": { "UserId": WANG_FANG, "Type": 4 },
            "MessageIdList": ["2117000000000000001", "2117000000000000002"],
            "Status": status,
        });
        assert_eq!(server.body("UpdateWorkflowMessageStatus"), body);
    }
}

#[tokio::test]
async fn marking_fails_where_the_result_is_false_or_missing() {
    for (data, kind) in [
        (json!({ "Result": false }), Kind::Refused),
        (json!({}), Kind::Corrupt),
    ] {
        let server = Server::start().await;
        let reply = server::json(200, &json!({ "Response": { "Data": data } }));
        server.on("UpdateWorkflowMessageStatus", [reply]);
        let error = client(&server).mark_messages(&["1".into()], true).await;
        assert_eq!(error.unwrap_err().kind, kind);
    }
}
