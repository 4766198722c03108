//! The folders: which approvals are in them for whom, and how the list is read for that.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::timeout;
use zhupi::domain::item::{Counts, Folder, Item, PageRequest, ServerSort};
use zhupi::provider::Provider;
use zhupi::provider::open71360::Open71360;

use super::story::{
    LI_SI, Shelf, WANG_FANG, ZHANG_SAN, account, approval, bad, client, client_with, now, page,
};
use crate::contract::server::Server;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

pub(super) fn request(folder: Folder, number: u32, size: u32) -> PageRequest {
    PageRequest {
        folder,
        number,
        size,
        sort: ServerSort::Started,
        ascending: false,
    }
}

/// An approval that 李四 sent, at a step of one person in a state.
pub(super) fn wire(member: &str, state: &str, updated: &str) -> Value {
    json!({
        "approvalId": 1,
        "status": 1,
        "approveType": 1,
        "senderId": LI_SI,
        "feed": { "createTime": "2026-10-30 09:00:00", "lastUpdateTime": updated },
        "approvalTasks": [{
            "taskId": "t1",
            "state": state,
            "taskMembers": [{ "employeeId": member, "state": state }],
            "sequenceNumber": "1",
        }],
        "currentTaskId": "t1",
    })
}

pub(super) const MORNING: &str = "2026-11-01 08:00:00";
const NOON: &str = "2026-11-01 12:00:00";

/// The rows of a page, once no more than so many details are still to be read.
pub(super) async fn read_to(client: &Open71360, request: &PageRequest, unread: usize) -> Vec<Item> {
    loop {
        let page = timeout(LONG, client.list(request)).await;
        let page = page.unwrap().unwrap();
        if page.unread <= unread {
            return page.items;
        }
    }
}

/// Longer than a page may take.
const LONG: Duration = Duration::from_secs(10);

pub(super) async fn listed(client: &Open71360, folder: Folder) -> Vec<Item> {
    read_to(client, &request(folder, 1, 50), 0).await
}

/// How often details were asked for, by approval.
pub(super) fn details(server: &Server) -> BTreeMap<i64, usize> {
    let mut counts = BTreeMap::new();
    for asked in server.asked("get") {
        *counts
            .entry(asked.body["approvalId"].as_i64().unwrap())
            .or_default() += 1;
    }
    counts
}

/// In which folders 王芳 finds an approval.
async fn found_in(wire: &Value) -> Vec<(Folder, String)> {
    let server = Server::start().await;
    let client = client(&server);
    server.on("query", [page(&[(1, 1)], 1)]);
    server.on("get", [approval(wire)]);
    let mut found = Vec::new();
    for folder in Folder::ALL {
        let items = listed(&client, folder).await;
        found.extend(
            items
                .into_iter()
                .map(|item| (folder, item.key.id.to_string())),
        );
    }
    found
}

#[tokio::test]
async fn what_waits_for_me_is_what_its_current_step_waits_for_in_either_word() {
    for state in ["schedule", "in_progress"] {
        let todo = vec![(Folder::Todo, "t1".to_owned())];
        assert_eq!(
            found_in(&wire(WANG_FANG, state, NOON)).await,
            todo,
            "{state}"
        );
    }
    let mut elsewhere = wire(WANG_FANG, "schedule", NOON);
    elsewhere["currentTaskId"] = json!("t0");
    assert_eq!(found_in(&elsewhere).await, []);
    let mut ended = wire(WANG_FANG, "schedule", NOON);
    ended["status"] = json!(4);
    assert_eq!(found_in(&ended).await, []);
}

#[tokio::test]
async fn what_i_decided_is_done_and_cancelling_is_no_decision() {
    for (state, found) in [
        ("agree", vec![(Folder::Done, "t1".to_owned())]),
        ("reject", vec![(Folder::Done, "t1".to_owned())]),
        ("go_back", vec![(Folder::Done, "t1".to_owned())]),
        ("cancel", vec![]),
        ("error", vec![]),
    ] {
        let mut wire = wire(WANG_FANG, state, NOON);
        wire["status"] = json!(2);
        assert_eq!(found_in(&wire).await, found, "{state}");
    }
}

#[tokio::test]
async fn what_i_sent_is_mine_and_what_i_may_see_without_a_part_in_it_is_a_copy() {
    let mut wire = wire(ZHANG_SAN, "schedule", NOON);
    wire["visibleEmployeeIds"] = json!([WANG_FANG]);
    assert_eq!(found_in(&wire).await, [(Folder::Cc, "1".to_owned())]);
    wire["senderId"] = json!(WANG_FANG);
    assert_eq!(found_in(&wire).await, [(Folder::Created, "1".to_owned())]);
    wire["senderId"] = json!(LI_SI);
    wire["approvalTasks"][0]["taskMembers"][0]["employeeId"] = json!(WANG_FANG);
    assert_eq!(found_in(&wire).await, [(Folder::Todo, "t1".to_owned())]);
}

#[tokio::test]
async fn one_approval_may_be_in_several_folders() {
    let mut wire = wire(WANG_FANG, "agree", NOON);
    wire["senderId"] = json!(WANG_FANG);
    let again = json!({
        "taskId": "t2",
        "state": "schedule",
        "taskMembers": [{ "employeeId": WANG_FANG, "state": "schedule" }],
        "sequenceNumber": "2",
    });
    wire["approvalTasks"].as_array_mut().unwrap().push(again);
    wire["currentTaskId"] = json!("t2");
    let found = [
        (Folder::Todo, "t2".to_owned()),
        (Folder::Done, "t1".to_owned()),
        (Folder::Created, "1".to_owned()),
    ];
    assert_eq!(found_in(&wire).await, found);
}

/// The spans that were asked for, in days before the present, at an account that reaches so far.
async fn spans(days: Option<u32>) -> Vec<(i64, i64)> {
    let server = Server::start().await;
    server.on("query", [page(&[], 0)]);
    let account = zhupi::config::Account {
        days,
        ..account(&server.base)
    };
    let client = client_with(&server, &account, "zh", Shelf::default());
    listed(&client, Folder::Todo).await;
    let end = now().as_millisecond() + DAY / 24;
    let before = |at: &Value| (end - at.as_i64().unwrap()) / DAY;
    let asked = server.asked("query").into_iter();
    asked
        .map(|asked| {
            (
                before(&asked.body["startTime"]),
                before(&asked.body["endTime"]),
            )
        })
        .collect()
}

#[tokio::test]
async fn no_span_is_wider_than_the_service_takes_and_together_they_reach_far_enough() {
    assert_eq!(spans(None).await, [(180, 0)]);
    assert_eq!(spans(Some(30)).await, [(30, 0)]);
    assert_eq!(spans(Some(400)).await, [(180, 0), (360, 180), (400, 360)]);
}

#[tokio::test]
async fn a_page_is_as_long_as_the_service_takes() {
    let server = Server::start().await;
    let client = client(&server);
    server.on("query", [page(&[], 0)]);
    listed(&client, Folder::Todo).await;
    let body = server.body("query");
    assert_eq!(body["pageSize"], 1000);
    assert_eq!(body["pageNumber"], 1);
}

#[tokio::test]
async fn nothing_slips_through_where_the_list_moves_between_two_pages() {
    let server = Server::start().await;
    let client = client(&server);
    // While the first page was read, 4 came to the front and pushed 2 to the second.
    server.on(
        "query",
        [
            page(&[(1, 1), (2, 1)], 4),
            page(&[(2, 1), (3, 1)], 4),
            page(&[], 4),
            page(&[(4, 1), (1, 1)], 4),
            page(&[(2, 1), (3, 1)], 4),
        ],
    );
    server.on("get", [approval(&wire(WANG_FANG, "schedule", NOON))]);
    assert_eq!(listed(&client, Folder::Todo).await.len(), 4);
    assert_eq!(details(&server), [(1, 1), (2, 1), (3, 1), (4, 1)].into());
}

#[tokio::test]
async fn a_list_that_never_stands_still_is_not_read_for_ever() {
    let server = Server::start().await;
    let client = client(&server);
    server.on("query", [page(&[(1, 1)], 7)]);
    server.on("get", [approval(&wire(WANG_FANG, "schedule", NOON))]);
    assert_eq!(listed(&client, Folder::Todo).await.len(), 1);
    assert!(server.asked("query").len() <= 10);
}

/// A client that has read three approvals, the newest first.
async fn settled(server: &Server) -> Open71360 {
    let client = client(server);
    server.on("query", [page(&[(3, 1), (2, 1), (1, 1)], 3)]);
    server.on("get", [approval(&wire(WANG_FANG, "schedule", MORNING))]);
    listed(&client, Folder::Todo).await;
    client
}

#[tokio::test]
async fn details_are_read_once_and_looking_for_news_reads_one() {
    let server = Server::start().await;
    let client = settled(&server).await;
    assert_eq!(details(&server), [(1, 1), (2, 1), (3, 1)].into());
    for _ in 0..4 {
        assert_eq!(listed(&client, Folder::Todo).await.len(), 3);
    }
    assert_eq!(details(&server), [(1, 1), (2, 1), (3, 5)].into());
    // Further pages are of what was read.
    let second = client.list(&request(Folder::Todo, 2, 2)).await.unwrap();
    assert_eq!((second.items.len(), second.total), (1, 3));
    assert_eq!(server.asked("query").len(), 5);
}

#[tokio::test]
async fn what_was_updated_is_read_again_and_nothing_behind_it() {
    let server = Server::start().await;
    let client = settled(&server).await;
    server.on("query", [page(&[(2, 1), (3, 1), (1, 1)], 3)]);
    let updated = approval(&wire(LI_SI, "schedule", NOON));
    let as_it_was = approval(&wire(WANG_FANG, "schedule", MORNING));
    server.on("get", [updated, as_it_was]);
    assert_eq!(listed(&client, Folder::Todo).await.len(), 2);
    assert_eq!(details(&server), [(1, 1), (2, 2), (3, 2)].into());
}

#[tokio::test]
async fn another_status_is_reason_enough_to_read_again() {
    let server = Server::start().await;
    let client = settled(&server).await;
    server.on("query", [page(&[(3, 1), (2, 1), (1, 2)], 3)]);
    let mut ended = wire(WANG_FANG, "agree", NOON);
    ended["status"] = json!(2);
    server.on(
        "get",
        [
            approval(&ended),
            approval(&wire(WANG_FANG, "schedule", MORNING)),
        ],
    );
    assert_eq!(listed(&client, Folder::Todo).await.len(), 2);
    assert_eq!(details(&server), [(1, 2), (2, 1), (3, 2)].into());
}

#[tokio::test]
async fn what_has_left_the_span_leaves_the_folder() {
    let server = Server::start().await;
    let client = settled(&server).await;
    server.on("query", [page(&[(3, 1)], 1)]);
    assert_eq!(listed(&client, Folder::Todo).await.len(), 1);
}

#[tokio::test]
async fn what_was_read_is_known_after_the_next_start_by_the_same_person_in_the_same_language() {
    let shelf = Shelf::default();
    let server = Server::start().await;
    server.on("query", [page(&[(3, 1), (2, 1), (1, 1)], 3)]);
    server.on("get", [approval(&wire(WANG_FANG, "schedule", MORNING))]);
    let mine = account(&server.base);
    let mut theirs = mine.clone();
    theirs.user_id = Some(LI_SI.to_owned());
    let mut read = 0;
    for (account, language, asked, found) in [
        (&mine, "zh", 3, 3),
        (&mine, "zh", 1, 3),
        (&mine, "en", 3, 3),
        (&theirs, "en", 3, 0),
    ] {
        let client = client_with(&server, account, language, shelf.clone());
        assert_eq!(listed(&client, Folder::Todo).await.len(), found);
        read += asked;
        assert_eq!(server.asked("get").len(), read, "{language}");
    }
}

#[tokio::test]
async fn counts_and_lists_that_are_asked_together_read_the_list_once() {
    let server = Server::start().await;
    let client = client(&server);
    server.on("query", [page(&[(1, 1)], 1)]);
    server.on("get", [approval(&wire(WANG_FANG, "schedule", NOON))]);
    let first = request(Folder::Todo, 1, 50);
    let (counts, listed) = tokio::join!(client.counts(), client.list(&first));
    let expected = Counts {
        todo: 1,
        ..Counts::default()
    };
    assert_eq!(counts.unwrap(), expected);
    assert_eq!(listed.unwrap().total, 1);
    assert_eq!(server.asked("query").len(), 1);
}

#[tokio::test]
async fn an_approval_that_cannot_be_read_keeps_no_other_from_being_shown() {
    let server = Server::start().await;
    let client = client(&server);
    server.on("query", [page(&[(1, 1), (2, 1)], 2)]);
    let refused = bad(15002, "illegal parameter");
    server.on(
        "get",
        [refused, approval(&wire(WANG_FANG, "schedule", NOON))],
    );
    assert_eq!(listed(&client, Folder::Todo).await.len(), 1);
}

#[tokio::test]
async fn a_line_that_breaks_in_between_is_an_error_and_what_was_read_is_kept() {
    let server = Server::start().await;
    let client = client(&server);
    server.on("query", [page(&[(1, 1), (2, 1)], 2)]);
    let good = || approval(&wire(WANG_FANG, "schedule", NOON));
    server.on("get", [good(), bad(15003, "no access"), good()]);
    let first = request(Folder::Todo, 1, 50);
    client.list(&first).await.unwrap_err();
    assert_eq!(client.list(&first).await.unwrap().total, 2);
    assert_eq!(server.asked("get").len(), 3);
    assert_eq!(server.asked("query").len(), 1);
}
