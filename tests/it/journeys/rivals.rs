//! The same person at two screens, deciding the same items at once.

use std::collections::BTreeSet;

use zhupi::domain::decision::{Receipt, Status};
use zhupi::domain::item::Item;
use zhupi::domain::verb::Verb;

use super::app::App;
use super::office::Office;

/// Fewer than what asks for a look at the plan.
const MANY: usize = 4;

/// A few that can be approved, no two of one instance.
fn chosen(app: &App) -> Vec<Item> {
    let mut seen = BTreeSet::new();
    let rows = app
        .model()
        .list
        .rows()
        .filter(|item| item.verbs.contains(&Verb::Approve) && item.batch != Some(false));
    let rows = rows.filter(|item| seen.insert(item.instance_id.clone()));
    rows.take(MANY).cloned().collect()
}

async fn stage(app: &mut App, items: &[Item]) {
    for item in items {
        app.go_to(|row| row.key == item.key).await.press("x").await;
    }
    app.press("a").await;
    assert_eq!(app.model().plan.held(), items.len());
}

fn receipt<'a>(app: &'a App, item: &Item) -> &'a Receipt {
    &app.model().receipts[&item.key]
}

#[tokio::test(flavor = "multi_thread")]
async fn two_screens_that_send_the_same_at_once_decide_each_item_once() {
    let office = Office::open().await;
    let mut one = office.sit_down().await;
    let mut other = App::start(office.inbox_at("elsewhere", "work")).await;
    let items = chosen(&one);
    stage(&mut one, &items).await;
    stage(&mut other, &items).await;
    tokio::join!(one.press("$"), other.press("$"));
    for item in &items {
        assert_eq!(office.decisions(item), 1, "{}", item.title);
        let both = [receipt(&one, item), receipt(&other, item)];
        let done = both.iter().filter(|one| one.status == Status::Done);
        assert_eq!(done.count(), 1, "{both:?}");
        let lost = both.iter().find(|one| one.status != Status::Done).unwrap();
        assert!(
            lost.note.key.is_some() || lost.note.text.is_some(),
            "{lost:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_screens_of_one_machine_that_send_the_same_at_once_decide_each_item_once() {
    let office = Office::open().await;
    let mut one = office.sit_down().await;
    let mut other = office.sit_down().await;
    let items = chosen(&one);
    stage(&mut one, &items).await;
    stage(&mut other, &items).await;
    tokio::join!(one.press("$"), other.press("$"));
    for item in &items {
        assert_eq!(office.decisions(item), 1, "{}", item.title);
        let both = [receipt(&one, item), receipt(&other, item)];
        // They share the journal: what the other one has done may be told as done.
        assert!(
            both.iter().any(|one| one.status == Status::Done),
            "{both:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_second_is_told_that_it_was_oneself_at_another_screen() {
    let office = Office::open().await;
    let mut one = office.sit_down().await;
    let mut other = App::start(office.inbox_at("elsewhere", "work")).await;
    let items = chosen(&one);
    stage(&mut one, &items).await;
    stage(&mut other, &items).await;
    one.press("$").await;
    other.press("$").await;
    for item in &items {
        assert_eq!(office.decisions(item), 1, "{}", item.title);
        assert_eq!(receipt(&other, item).status, Status::Stale);
    }
    other.press("gr").await.see("你已经决定过");
}
