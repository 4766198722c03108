//! The first picture and the last known state: what was seen before is there at once, with its
//! age, and gives way to what is so now.

use zhupi::domain::decision::Baseline;
use zhupi::tui::model::Link;

use super::office::Office;

/// Nothing reaches the server.
const CUT: &str = "[[fault]]\ninterface = \"*\"\nkind = \"cut-before\"\n";

/// Somebody who has seen the first two folders sits down again, an hour later by their clock.
async fn seen_before() -> Office {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.see("1 待办 35").not_see("缓存");
    // Going elsewhere and back asks the cache too, after all that was left to it.
    app.press("21").await;
    app.leave().await;
    office
}

#[tokio::test]
async fn without_a_server_the_last_known_state_opens_with_its_age() {
    let office = seen_before().await;
    let first = office.sit_down().await.item();
    office.faults(CUT);
    let mut app = office.sit_down().await;
    assert_eq!(app.item(), first);
    app.see("○ 离线  缓存 ").see("work · 王芳").see("1 待办 35");
    assert_eq!(app.model().list.items.len(), 35);
    assert!(matches!(app.model().sides.home.link, Link::Offline(_)));
    // Its form is there too; what is decided on it waits for the line.
    assert!(app.model().details.ready(&first.key).is_some());
    app.press("a").await.see("⏳ 同意").see("暂停");
    let staged = app.model().plan.staged(&first.key).unwrap();
    assert!(matches!(staged.baseline, Baseline::Shown(_)));
    app.press("2").await.see("2 已办 17").see("缓存");
    assert_eq!(office.all_decisions(), 0);
}

#[tokio::test]
async fn what_is_so_now_takes_the_place_of_what_was_and_the_cursor_stays_on_its_item() {
    let office = seen_before().await;
    let mut elsewhere = office.sit_down_as("zhaomin").await;
    elsewhere.see("赵敏");
    office.faults(CUT);
    let mut app = office.sit_down().await;
    app.press("jjj").await.see("缓存");
    let item = app.item();
    office.faults("");
    app.press("r").await.see("● 在线").not_see("缓存");
    assert_eq!(app.item(), item);
    assert_eq!(app.model().list.items.len(), 35);
}

#[tokio::test]
async fn what_was_decided_meanwhile_does_not_come_back_from_the_cache() {
    let office = seen_before().await;
    let mut app = office.sit_down().await;
    let item = app.item();
    app.press("a$").await.see("1 待办 34").press("21").await;
    app.leave().await;
    office.faults(CUT);
    let app = office.sit_down().await;
    assert_eq!(app.model().list.items.len(), 34);
    assert!(!app.model().list.contains(&item.key));
}
