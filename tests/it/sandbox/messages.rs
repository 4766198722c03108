//! The message centre.

use serde_json::{Value, json};

use super::desk::{Desk, keys, keys_of};

async fn ask(desk: &Desk, extra: Value) -> Value {
    let mut body = json!({ "UserInfo": desk.user("王芳"), "PageNo": 1, "PageSize": 200 });
    body.as_object_mut()
        .unwrap()
        .extend(extra.as_object().unwrap().clone());
    desk.data("DescribeWorkflowMessages", body).await
}

fn rows(data: &Value) -> &Vec<Value> {
    data["ResponseList"].as_array().unwrap()
}

#[tokio::test]
async fn all_messages_come_newest_first_with_the_documented_fields() {
    let desk = Desk::new().await;
    let data = ask(&desk, json!({})).await;
    assert_eq!((&data["TotalCount"], rows(&data).len()), (&json!(188), 188));
    let wanted = keys(
        "MessageType MainTitle SubTitle MessageText MessagePageLink MessageId Status CreateTime UpdateTime",
    );
    assert!(rows(&data).iter().all(|row| keys_of(row) == wanted));
    let times: Vec<_> = rows(&data)
        .iter()
        .map(|row| row["CreateTime"].as_str().unwrap())
        .collect();
    assert!(times.windows(2).all(|pair| pair[0] >= pair[1]));
    assert!(times[0].ends_with("+0800"), "{}", times[0]);
}

#[tokio::test]
async fn type_state_and_title_filter_and_the_count_follows() {
    let desk = Desk::new().await;
    let unread = ask(&desk, json!({ "Status": "READ_TODO" })).await;
    assert_eq!(unread["TotalCount"], 175);
    assert!(rows(&unread).iter().all(|row| row["Status"] == "READ_TODO"));
    let read = ask(&desk, json!({ "Status": "READ_DONE" })).await;
    assert_eq!(read["TotalCount"], 13);
    let notices = ask(&desk, json!({ "MessageType": 2 })).await;
    assert!(rows(&notices).iter().all(|row| row["MessageType"] == 2));
    let found = ask(&desk, json!({ "SearchTitleName": "付款" })).await;
    let (found, total) = (rows(&found), &found["TotalCount"]);
    assert_eq!(*total, found.len());
    assert!((1..100).contains(&found.len()));
    assert!(found.iter().all(|row| row["SubTitle"] == "付款申请"));
}

#[tokio::test]
async fn pages_are_numbered_from_one_and_hold_at_most_two_hundred() {
    let desk = Desk::new().await;
    let one = ask(&desk, json!({ "PageSize": 100 })).await;
    let two = ask(&desk, json!({ "PageSize": 100, "PageNo": 2 })).await;
    assert_eq!((rows(&one).len(), rows(&two).len()), (100, 88));
    assert_ne!(rows(&one)[0], rows(&two)[0]);
    for (key, value, code) in [
        ("PageSize", json!(201), "InvalidParameter"),
        ("PageNo", json!(0), "InvalidParameter"),
        ("PageNo", Value::Null, "MissingParameter"),
        ("Status", json!("READ"), "InvalidParameter"),
    ] {
        let mut body = json!({ "UserInfo": desk.user("王芳"), "PageNo": 1, "PageSize": 10 });
        body[key] = value;
        assert_eq!(
            desk.refusal("DescribeWorkflowMessages", body).await,
            code,
            "{key}"
        );
    }
}

#[tokio::test]
async fn a_link_leads_to_its_task_inside_the_fragment() {
    let desk = Desk::new().await;
    let row = desk.todo_at("王芳", "财务审核").await;
    let data = ask(&desk, json!({ "MessageType": 0 })).await;
    let wanted = format!(
        "flowTaskId={}&pageType=TODO",
        row["TaskId"].as_str().unwrap()
    );
    let mut links = rows(&data)
        .iter()
        .map(|row| row["MessagePageLink"].as_str().unwrap());
    let link = links.find(|link| link.ends_with(&wanted)).unwrap();
    let (_, fragment) = link.split_once("/#/").unwrap();
    assert!(fragment.contains('?'));
}

#[tokio::test]
async fn messages_are_marked_read_and_unread_all_of_them_or_none() {
    let desk = Desk::new().await;
    let unread = ask(&desk, json!({ "Status": "READ_TODO" })).await;
    let ids: Vec<_> = rows(&unread)
        .iter()
        .take(3)
        .map(|row| row["MessageId"].clone())
        .collect();
    let body = |ids: Value, status: &str, person: &str| json!({ "UserInfo": desk.user(person), "MessageIdList": ids, "Status": status });
    let data = desk
        .data(
            "UpdateWorkflowMessageStatus",
            body(json!(ids), "READ_DONE", "王芳"),
        )
        .await;
    assert_eq!(data, json!({ "Result": true }));
    assert_eq!(desk.unread("王芳").await, 172);

    for (wrong, code) in [
        (
            body(json!([ids[0], "77"]), "READ_TODO", "王芳"),
            "ResourceNotFound.Message",
        ),
        (
            body(json!(ids), "READ_TODO", "张三"),
            "ResourceNotFound.Message",
        ),
        (body(json!([]), "READ_TODO", "王芳"), "MissingParameter"),
    ] {
        assert_eq!(
            desk.refusal("UpdateWorkflowMessageStatus", wrong).await,
            code
        );
    }
    assert_eq!(desk.unread("王芳").await, 172);
    desk.data(
        "UpdateWorkflowMessageStatus",
        body(json!(ids), "READ_TODO", "王芳"),
    )
    .await;
    assert_eq!(desk.unread("王芳").await, 175);
}
