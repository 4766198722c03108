//! Leaving with decisions staged, and coming back.

use super::office::Office;

#[tokio::test]
async fn kept_decisions_are_there_at_the_next_start_and_wait_for_the_word() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    let item = app.item();
    app.press("aq").await.see("还有 1 项未发出");
    assert!(!app.ended);
    app.press("k").await;
    assert!(app.ended);
    app.leave().await;
    assert_eq!(office.all_decisions(), 0);

    let mut app = office.sit_down().await;
    app.see("先前暂存的 1 项还在，按 $ 发出").see("等 $");
    app.pass(60_000).await;
    assert_eq!(office.all_decisions(), 0);
    app.press("$").await.see("1 待办 34");
    assert_eq!(office.decisions(&item), 1);
    app.leave().await;
    office.sit_down().await.not_see("先前暂存");
}

#[tokio::test]
async fn dropped_decisions_are_gone() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("aqd").await;
    assert!(app.ended);
    app.leave().await;
    office.sit_down().await.not_see("⏳").see("1 待办 35");
    assert_eq!(office.all_decisions(), 0);
}

#[tokio::test]
async fn decisions_sent_on_leaving_are_settled_before_the_end() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    let item = app.item();
    app.press("aqs").await;
    assert!(app.ended);
    assert_eq!(office.decisions(&item), 1);
    app.leave().await;
    office.sit_down().await.not_see("⏳").see("1 待办 34");
}

#[tokio::test]
async fn enter_does_not_leave_and_the_countdown_goes_on() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("aq").await;
    app.pass(60_000).await;
    assert_eq!(office.all_decisions(), 0);
    app.press("<enter>").await.see("⏳ 同意");
    assert!(!app.ended);
    app.pass(9_000).await.see("1 待办 34");
    app.press("q").await;
    assert!(app.ended, "with nothing staged nothing is asked");
}

#[tokio::test]
async fn the_system_ending_the_program_keeps_what_is_staged_and_sends_nothing() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("a").await;
    app.terminate();
    assert!(app.ended);
    app.leave().await;
    assert_eq!(office.all_decisions(), 0);
    office.sit_down().await.see("先前暂存的 1 项还在");
}
