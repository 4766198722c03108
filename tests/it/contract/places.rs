//! The seats of an instance (document 003, interface 7), and finding the item of one.

use serde_json::json;
use zhupi::domain::instance::{Action, TaskStatus};
use zhupi::domain::item::Folder;
use zhupi::provider::Provider;

use super::server::{Reply, Server};
use super::story::{TRAVEL, TRAVEL_TASK, WANG_FANG, ZHANG_SAN, client, good, good_with};

async fn office(tasks: Reply) -> Server {
    let server = Server::start().await;
    server.on("GetFlowInstanceTasks", [tasks]);
    server.on("DescribeProcessInstance", [good("describe-todo")]);
    server
}

#[tokio::test]
async fn seats_come_in_the_order_in_which_they_began_with_result_and_link() {
    let server = office(good("tasks")).await;
    let tasks = client(&server).tasks(&TRAVEL.into()).await.unwrap();
    let expected = json!({ "InstanceId": TRAVEL, "PageNumber": 1, "PageSize": 100 });
    assert_eq!(server.body("GetFlowInstanceTasks"), expected);
    let [submitted, open] = tasks.as_slice() else {
        panic!("{tasks:?}");
    };
    assert_eq!(submitted.status, TaskStatus::Done);
    assert_eq!(submitted.result, Some(Action::Submit));
    assert_eq!(submitted.assignee.id.as_ref().unwrap().as_str(), ZHANG_SAN);
    assert_eq!((submitted.link.as_ref(), &open.result), (None, &None));
    assert_eq!(open.status.name(), "open");
    assert!(open.link.as_ref().unwrap().ends_with("pageType=TODO"));
}

#[tokio::test]
async fn a_result_that_nobody_defines_survives() {
    let reply = good_with(
        "tasks",
        "/Response/Data/Result/1/OperationResult",
        json!(77),
    );
    let server = office(reply).await;
    let tasks = client(&server).tasks(&TRAVEL.into()).await.unwrap();
    assert_eq!(tasks[0].result.as_ref().unwrap().name(), "other:77");
}

#[tokio::test]
async fn the_task_of_a_message_is_found_in_the_folder_where_it_stands_now() {
    let server = office(good("tasks")).await;
    let item = client(&server)
        .item_of_task(&TRAVEL_TASK.into())
        .await
        .unwrap();
    assert_eq!(
        (item.key.folder, item.key.id.as_str()),
        (Folder::Todo, TRAVEL_TASK)
    );
    assert_eq!(item.instance_id.as_str(), TRAVEL);
    assert_eq!(item.title, "张三提交的差旅报销");
    let asked = server.body("DescribeProcessInstance");
    assert_eq!(asked["FlowTaskId"], TRAVEL_TASK);
    let over = good_with("tasks", "/Response/Data/Result/0/TaskStatus", json!(2));
    let server = office(over).await;
    let item = client(&server)
        .item_of_task(&TRAVEL_TASK.into())
        .await
        .unwrap();
    assert_eq!(item.key.folder, Folder::Done);
}

#[tokio::test]
async fn an_instance_is_found_by_my_open_task_or_as_my_own_request() {
    let server = office(good("tasks")).await;
    let item = client(&server)
        .item_of_instance(&TRAVEL.into())
        .await
        .unwrap();
    assert_eq!(
        (item.key.folder, item.key.id.as_str()),
        (Folder::Todo, TRAVEL_TASK)
    );
    let mut body: serde_json::Value =
        serde_json::from_str(&super::story::fixture("tasks")).unwrap();
    for row in body["Response"]["Data"]["Result"].as_array_mut().unwrap() {
        row["TaskAssignee"]["UserId"] = json!(ZHANG_SAN);
        row["FlowStartUser"]["UserId"] = json!(WANG_FANG);
    }
    let server = office(super::server::json(200, &body)).await;
    let item = client(&server)
        .item_of_instance(&TRAVEL.into())
        .await
        .unwrap();
    assert_eq!(
        (item.key.folder, item.key.id.as_str()),
        (Folder::Created, TRAVEL)
    );
    assert_eq!(server.body("DescribeProcessInstance")["PageType"], "CREATE");
}
