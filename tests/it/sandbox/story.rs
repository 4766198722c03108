//! The story: what the sandbox holds before anybody asks.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::desk::{Desk, options};
use zhupi::sandbox::Options;

const DAY: i64 = 86_400_000;
/// 2026-03-20 00:00 in Asia/Shanghai.
const MIDNIGHT: i64 = 1_773_936_000_000;

#[tokio::test]
async fn the_demo_starts_with_its_known_numbers() {
    let desk = Desk::new().await;
    for (folder, count) in [
        ("TODO", 35),
        ("DONE", 17),
        ("CC", 10),
        ("CREATE", 51),
        ("DRAFT", 2),
    ] {
        assert_eq!(desk.count("王芳", folder).await, count, "{folder}");
    }
    let (mut waiting, mut finished) = (0, 0);
    for kind in [0, 2] {
        let body = json!({ "UserInfo": desk.user("王芳"), "MessageType": kind });
        let data = desk.data("DescribeWorkflowMessageCount", body).await;
        let row = &data["Result"][0];
        assert_eq!(row["MessageType"], kind);
        waiting += row["WaitingCount"].as_i64().unwrap();
        finished += row["FinishCount"].as_i64().unwrap();
    }
    assert_eq!((waiting, waiting + finished), (175, 188));
}

#[tokio::test]
async fn the_todos_are_of_every_flow_and_kind() {
    let desk = Desk::new().await;
    let rows = desk.list("王芳", "TODO").await;
    let all = |key: &str| {
        rows.iter()
            .map(|row| row[key].to_string())
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(all("Description").len(), 6);
    for key in [
        "UserTaskType",
        "BeSubmitNode",
        "BeRead",
        "IsSupportBatchHandle",
    ] {
        assert_eq!(all(key).len(), 2, "{key}");
    }
    let waits = rows
        .iter()
        .map(|row| MIDNIGHT - row["TaskStartTime"].as_i64().unwrap());
    let (shortest, longest) = (waits.clone().min().unwrap(), waits.max().unwrap());
    assert_eq!((shortest, longest), (20 * 60_000, 12 * DAY));
    let signing = rows
        .iter()
        .filter(|row| row["CurrentNodeName"] == "付款会签");
    assert_eq!(signing.count(), 4);
}

#[tokio::test]
async fn amounts_of_the_todos_reach_from_small_change_to_a_machine_room() {
    let desk = Desk::new().await;
    let mut amounts = Vec::new();
    for row in desk.list("王芳", "TODO").await {
        let page = desk.page(&row, "TODO", false).await;
        let object = &page["VariableInfos"]["ObjectMap"][0]["FieldValueMap"];
        amounts.extend(
            object["amount"]
                .as_str()
                .and_then(|amount| amount.parse::<f64>().ok()),
        );
    }
    amounts.sort_by(f64::total_cmp);
    assert_eq!(
        (amounts.first().copied(), amounts.last().copied()),
        (Some(86.5), Some(480_000.0))
    );
}

#[tokio::test]
async fn nothing_in_the_story_happens_today() {
    let desk = Desk::new().await;
    for folder in ["TODO", "DONE", "CREATE", "CC", "DRAFT"] {
        for row in desk.list("王芳", folder).await {
            for key in [
                "StartTime",
                "EndTime",
                "TaskStartTime",
                "TaskDealTime",
                "CcTime",
            ] {
                assert!(row[key].as_i64().unwrap_or(0) < MIDNIGHT, "{folder} {row}");
            }
        }
    }
}

#[tokio::test]
async fn ids_carry_the_time_of_their_making() {
    let desk = Desk::new().await;
    for row in desk.list("王芳", "TODO").await {
        for (id, time) in [("InstanceId", "StartTime"), ("TaskId", "TaskStartTime")] {
            let made =
                (row[id].as_str().unwrap().parse::<i64>().unwrap() >> 22) + 1_288_834_974_657;
            assert_eq!(made, row[time].as_i64().unwrap());
        }
    }
}

#[tokio::test]
async fn some_things_can_be_taken_back() {
    let desk = Desk::new().await;
    for folder in ["DONE", "CREATE"] {
        let rows = desk.list("王芳", folder).await;
        let can: BTreeSet<_> = rows.iter().map(|row| row["CanRevoke"] == true).collect();
        assert_eq!(can.len(), 2, "{folder}");
    }
}

#[tokio::test]
async fn the_same_day_makes_the_same_data() {
    let (one, other) = (Desk::new().await, Desk::new().await);
    for person in ["王芳", "李四"] {
        for folder in ["TODO", "DONE", "CREATE", "CC", "DRAFT"] {
            assert_eq!(
                told(&one, person, folder).await,
                told(&other, person, folder).await,
                "{folder}"
            );
        }
    }
}

/// A list as text, without what grows while one waits.
async fn told(desk: &Desk, person: &str, folder: &str) -> String {
    let mut rows = desk.list(person, folder).await;
    for row in &mut rows {
        row["TaskWaitTime"] = Value::Null;
    }
    Value::Array(rows).to_string()
}

#[tokio::test]
async fn another_day_makes_other_ids() {
    let one = Desk::new().await;
    let other = Desk::with(Options {
        today: jiff::civil::date(2026, 3, 21),
        ..options()
    })
    .await;
    assert_ne!(
        told(&one, "王芳", "TODO").await,
        told(&other, "王芳", "TODO").await
    );
}

#[tokio::test]
async fn a_large_tenant_differs_only_in_its_todos() {
    let desk = Desk::with(Options {
        items: Some(2000),
        ..options()
    })
    .await;
    let rows = desk.list_by("王芳", "TODO", 200).await;
    let ids: BTreeSet<_> = rows.iter().map(|row| row["TaskId"].to_string()).collect();
    assert_eq!(ids.len(), 2000);
    for (folder, count) in [("DONE", 17), ("CC", 10), ("CREATE", 51), ("DRAFT", 2)] {
        assert_eq!(desk.count("王芳", folder).await, count, "{folder}");
    }
    assert_eq!(desk.unread("王芳").await, 175);
}

#[tokio::test]
async fn a_small_tenant_may_be_empty() {
    for items in [0, 1, 3] {
        let desk = Desk::with(Options {
            items: Some(items),
            ..options()
        })
        .await;
        assert_eq!(desk.count("王芳", "TODO").await, items as u64);
        assert_eq!(desk.count("王芳", "CREATE").await, 51);
    }
}

#[tokio::test]
async fn a_database_file_keeps_what_was_decided() {
    let folder = tempfile::tempdir().unwrap();
    let kept = || Options {
        db: Some(folder.path().join("sandbox.db")),
        ..options()
    };
    let desk = Desk::with(kept()).await;
    let row = desk.todo_at("王芳", "财务审核").await;
    desk.decide("王芳", &row, 2).await;
    drop(desk);

    let desk = Desk::with(kept()).await;
    assert_eq!(desk.count("王芳", "TODO").await, 34);
    assert_eq!(desk.task(&row).await["TaskStatus"], 2);
    assert_eq!(desk.sandbox.decisions().len(), 1);
}
