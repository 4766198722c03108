//! Lists and totals.

use serde_json::{Value, json};

use super::desk::{Desk, keys, keys_of};

const FOLDERS: [&str; 5] = ["TODO", "DONE", "CREATE", "CC", "DRAFT"];

#[tokio::test]
async fn counts_equal_the_lists_through_all_pages_in_every_folder() {
    let desk = Desk::new().await;
    for person in ["王芳", "张三", "李四", "林国栋", "周婷"] {
        for folder in FOLDERS {
            let rows = desk.list(person, folder).await;
            let count = desk.count(person, folder).await;
            assert_eq!(rows.len() as u64, count, "{person} {folder}");
        }
    }
}

#[tokio::test]
async fn all_five_totals_come_when_no_type_is_asked_for() {
    let desk = Desk::new().await;
    let data = desk
        .data(
            "ListProcessInstancesCount",
            json!({ "UserInfo": desk.user("王芳") }),
        )
        .await;
    let totals = data["TotalCounts"].as_array().unwrap();
    let folders: Vec<_> = totals
        .iter()
        .map(|one| one["PageType"].as_str().unwrap())
        .collect();
    assert_eq!(folders, FOLDERS);
}

#[tokio::test]
async fn a_page_has_ten_rows_unless_told_and_never_more_than_two_hundred() {
    let desk = Desk::new().await;
    let ask = |extra: Value| {
        let mut body = json!({ "UserInfo": desk.user("王芳"), "PageType": "TODO" });
        body.as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        desk.data("ListProcessInstances", body)
    };
    let plain = ask(json!({})).await;
    assert_eq!(plain["Records"].as_array().unwrap().len(), 10);
    assert_eq!(
        (&plain["PageSize"], &plain["PageNumber"], &plain["Pages"]),
        (&json!(10), &json!(1), &json!(4))
    );
    assert_eq!(
        (&plain["FirstPage"], &plain["LastPage"]),
        (&json!(true), &json!(false))
    );

    let large = ask(json!({ "PageSize": 1000 })).await;
    assert_eq!(large["PageSize"], 200);
    assert_eq!(large["Records"].as_array().unwrap().len(), 35);

    let beyond = ask(json!({ "PageNumber": 9 })).await;
    assert_eq!(beyond["Records"], json!([]));
    assert_eq!(beyond["LastPage"], true);
}

#[tokio::test]
async fn rows_are_sorted_by_start_or_update_either_way() {
    let desk = Desk::new().await;
    let cases = [
        ("TODO", "startTime", "StartTime"),
        ("TODO", "updateTime", "TaskStartTime"),
        ("DONE", "updateTime", "TaskDealTime"),
        ("CC", "updateTime", "CcTime"),
        ("CREATE", "startTime", "StartTime"),
    ];
    for (folder, sort, key) in cases {
        for order in ["asc", "desc"] {
            let body = json!({ "UserInfo": desk.user("王芳"), "PageType": folder, "Sort": sort, "Order": order, "PageSize": 200 });
            let data = desk.data("ListProcessInstances", body).await;
            let times: Vec<_> = data["Records"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| row[key].as_i64().unwrap())
                .collect();
            let mut sorted = times.clone();
            sorted.sort_unstable();
            if order == "desc" {
                sorted.reverse();
            }
            assert_eq!(times, sorted, "{folder} {sort} {order}");
        }
    }
}

#[tokio::test]
async fn a_row_has_the_fields_of_the_table_and_of_the_example() {
    let desk = Desk::new().await;
    let wanted = keys(
        "InstanceId Name Description StartedBy StartUserId CanRevoke CcTime CcId CurrentApprover StartTime EndTime \
         IsCompleted CurrentNodeId CurrentNodeName CurrentNodeType TaskId FlowCode FlowVersion CanApprove CanDelete \
         Status BeSubmitNode TaskStartTime TaskWaitTime TaskDealTime TaskDealResult OperationName UserTaskType \
         Buttons BeRead IsSupportBatchHandle",
    );
    for folder in FOLDERS {
        for row in desk.list("王芳", folder).await {
            assert_eq!(keys_of(&row), wanted, "{folder}");
            for id in ["InstanceId", "StartUserId", "TaskId", "FlowCode"] {
                assert!(row[id].is_string(), "{folder} {id}");
            }
            assert_eq!(row["CcId"].is_string(), folder == "CC");
            assert_eq!(row["CcTime"].is_i64(), folder == "CC");
            assert_eq!(
                row["Status"].is_null(),
                row["IsCompleted"] == false,
                "{row}"
            );
            assert_eq!(
                row["EndTime"].is_null(),
                row["IsCompleted"] == false,
                "{row}"
            );
        }
    }
}

#[tokio::test]
async fn a_running_request_names_its_current_task() {
    let desk = Desk::new().await;
    let rows = desk.list("王芳", "CREATE").await;
    for row in rows.iter().filter(|row| row["IsCompleted"] == false) {
        let task = desk.task(row).await;
        let status = task["TaskStatus"].as_i64().unwrap();
        assert!([1, 5].contains(&status), "{row}");
        assert_eq!(task["ElementId"], row["CurrentNodeId"]);
        assert_eq!(
            row["CurrentApprover"].as_str(),
            desk.name_of(&task["TaskAssignee"]["UserId"])
                .await
                .as_deref()
        );
    }
}

#[tokio::test]
async fn what_makes_no_sense_in_a_list_request_is_refused() {
    let desk = Desk::new().await;
    let user = desk.user("王芳");
    let cases = [
        (json!({ "PageType": "TODO" }), "MissingParameter"),
        (json!({ "UserInfo": user }), "MissingParameter"),
        (
            json!({ "UserInfo": user, "PageType": "INBOX" }),
            "InvalidParameter",
        ),
        (
            json!({ "UserInfo": user, "PageType": "TODO", "PageSize": 0 }),
            "InvalidParameter",
        ),
        (
            json!({ "UserInfo": user, "PageType": "TODO", "PageNumber": "1" }),
            "InvalidParameter",
        ),
        (
            json!({ "UserInfo": user, "PageType": "TODO", "Sort": "name" }),
            "InvalidParameter",
        ),
        (
            json!({ "UserInfo": { "UserId": "1", "Type": 4 }, "PageType": "TODO" }),
            "ResourceNotFound.User",
        ),
        (
            json!({ "UserInfo": { "UserId": desk.id("王芳"), "Type": 1 }, "PageType": "TODO" }),
            "ResourceNotFound.User",
        ),
        (
            json!({ "UserInfo": { "UserId": desk.id("王芳") }, "PageType": "TODO" }),
            "MissingParameter",
        ),
        (json!([1]), "InvalidParameter"),
    ];
    for (body, code) in cases {
        assert_eq!(
            desk.refusal("ListProcessInstances", body.clone()).await,
            code,
            "{body}"
        );
    }
}
