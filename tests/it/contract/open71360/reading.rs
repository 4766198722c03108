//! How details are read: again where they may have changed, in parts, and from where it was left.

use std::time::Duration;

use serde_json::json;
use tokio::time::timeout;
use zhupi::domain::item::Folder;
use zhupi::provider::Provider;

use super::folders::{MORNING, details, listed, read_to, request, wire};
use super::story::{
    Shelf, WANG_FANG, account, approval, bad, bare, client, client_with, fixture, page, token,
};
use crate::contract::server::{Reply, Server};

/// After the moment that every answer of the scripted server bears.
const MEANWHILE: &str = "2026-11-02 14:20:00";

#[tokio::test]
async fn what_may_have_changed_while_others_were_read_is_read_again() {
    let server = Server::start().await;
    let client = client(&server);
    server.on("query", [page(&[(2, 1), (1, 1)], 2)]);
    server.on("get", [approval(&wire(WANG_FANG, "schedule", MEANWHILE))]);
    listed(&client, Folder::Todo).await;
    listed(&client, Folder::Todo).await;
    assert_eq!(details(&server), [(1, 2), (2, 2)].into());
}

#[tokio::test]
async fn an_approval_that_can_no_longer_be_read_is_no_longer_shown_and_read_again() {
    let server = Server::start().await;
    let client = client(&server);
    let good = || approval(&wire(WANG_FANG, "schedule", MORNING));
    server.on("query", [page(&[(1, 1)], 1), page(&[(1, 2)], 1)]);
    server.on("get", [good(), bad(15002, "illegal parameter"), good()]);
    assert_eq!(listed(&client, Folder::Todo).await.len(), 1);
    assert_eq!(listed(&client, Folder::Todo).await.len(), 0);
    assert_eq!(listed(&client, Folder::Todo).await.len(), 1);
}

#[tokio::test]
async fn those_that_are_refused_are_asked_for_again_a_few_at_a_time() {
    let server = Server::start().await;
    let client = client(&server);
    let rows: Vec<_> = (1..=20).map(|id| (id, 1)).collect();
    server.on("query", [page(&rows, rows.len())]);
    server.on("get", [bad(15002, "illegal parameter")]);
    for asked in [20, 28, 36] {
        listed(&client, Folder::Todo).await;
        assert_eq!(server.asked("get").len(), asked);
    }
    assert_eq!(details(&server).into_values().max(), Some(2));
}

#[tokio::test]
async fn a_page_comes_as_it_is_while_details_are_silent() {
    let server = Server::start().await;
    let client = client(&server);
    server.on("query", [page(&[(3, 1), (2, 1), (1, 1)], 3)]);
    let good = approval(&wire(WANG_FANG, "schedule", MORNING));
    server.on("get", [good, Reply::Silence]);
    let first = request(Folder::Todo, 1, 50);
    assert_eq!(read_to(&client, &first, 2).await.len(), 1);
    // They are asked for once, however often the page is.
    assert_eq!(read_to(&client, &first, 2).await.len(), 1);
    assert_eq!(server.asked("get").len(), 3);
    assert_eq!(server.asked("query").len(), 1);
}

#[tokio::test]
async fn a_long_reading_comes_in_parts_and_goes_on_where_a_program_that_was_ended_left_it() {
    let shelf = Shelf::default();
    let server = Server::start().await;
    let rows: Vec<_> = (1..=70).rev().map(|id| (id, 1)).collect();
    server.on("query", [page(&rows, rows.len())]);
    server.on("get", [approval(&wire(WANG_FANG, "schedule", MORNING))]);
    let first = request(Folder::Todo, 1, 100);
    let mine = account(&server.base);
    // The service takes no more of them for the next 20 seconds.
    let client = client_with(&server, &mine, "zh", shelf.clone());
    assert_eq!(read_to(&client, &first, 20).await.len(), 50);
    drop(client);
    let client = client_with(&server, &mine, "zh", shelf);
    assert_eq!(read_to(&client, &first, 0).await.len(), 70);
    // One more says that the others are as they were; the last few may not have been kept.
    let asked = server.asked("get").len();
    assert!((71..71 + 25).contains(&asked), "{asked}");
}

#[tokio::test]
async fn those_who_ask_together_share_one_token() {
    let server = Server::start().await;
    let client = client(&server);
    server.on("get", [approval(&fixture("payment"))]);
    let item = bare(Folder::Todo, "t", "31007");
    let all = futures_util::future::join_all((0..6).map(|_| client.open(&item))).await;
    assert!(all.iter().all(Result::is_ok));
    assert_eq!(server.asked("V2").len(), 1);
}

#[tokio::test]
async fn no_more_tokens_are_asked_for_than_the_service_gives_out_in_a_minute() {
    let server = Server::start().await;
    let client = client(&server);
    server.on("V2", [token("never good")]);
    server.on("get", [bad(20016, "corpAccessToken error")]);
    let item = bare(Folder::Todo, "t", "31007");
    for _ in 0..9 {
        client.open(&item).await.unwrap_err();
    }
    let second = Duration::from_secs(1);
    assert!(timeout(second, client.open(&item)).await.is_err());
    assert_eq!(server.asked("V2").len(), 10);
}

#[tokio::test]
async fn a_token_that_may_have_been_given_out_is_not_asked_for_again() {
    let server = Server::start().await;
    let client = client(&server);
    server.on("V2", [Reply::Cut, token("first")]);
    server.on("get", [approval(&json!({ "approvalId": 1 }))]);
    let item = bare(Folder::Todo, "t", "1");
    client.open(&item).await.unwrap_err();
    assert_eq!(server.asked("V2").len(), 1);
    client.open(&item).await.unwrap();
}
