//! Taking back what has been sent already.

use zhupi::domain::item::{Folder, Item, Kind};

use super::office::Office;

/// Submitted, and nobody has decided yet.
fn own_leave(item: &Item) -> bool {
    item.description == "请假" && !item.completed && item.node.label() == "部门主管审批"
}

#[tokio::test]
async fn an_own_request_taken_back_returns_as_something_to_submit() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("4").await;
    app.go_to(own_leave).await;
    let own = app.item();
    assert!(app.row().contains("卡在 林国栋"), "{}", app.row());
    assert!(office.waits_for("linguodong", &own).await);

    app.press("w").await.see("⏳ 撤销").press("$").await;
    app.see("1 待办 36");
    assert!(!office.waits_for("linguodong", &own).await);
    app.press("1").await;
    app.go_to(|item| item.instance_id == own.instance_id).await;
    assert_eq!(app.item().kind, Kind::Submit);
    app.press("]]").await.see("王芳 撤销");
}

#[tokio::test]
async fn an_own_decision_taken_back_waits_again() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("2").await;
    app.go_to(|done| done.node.label() == "付款会签" && !done.completed)
        .await;
    let done = app.item();
    assert!(!office.waits_for("work", &done).await);
    app.press("w$").await.see("1 待办 36  2 已办 16");
    assert_eq!(office.all_decisions(), 1);
    assert!(office.waits_for("work", &done).await);
}

#[tokio::test]
async fn what_cannot_be_taken_back_says_why_and_stages_nothing() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("w").await.see("撤销：").not_see("⏳");
    app.press("4").await;
    app.go_to(|own| own.completed).await;
    app.press("w").await.see("撤销：流程已经结束").not_see("⏳");
    app.press("$").await.see("没有待发出的决定");
    assert_eq!(office.all_decisions(), 0);
}

#[tokio::test]
async fn after_sending_u_offers_to_revoke_and_yes_does_it_after_a_countdown() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(|item| item.node.label() == "财务审核").await;
    let item = app.item();
    app.press("a$").await.see("1 待办 34");

    app.press("u").await.see("撤销刚才的决定？");
    app.press("<enter>").await.not_see("撤销刚才的决定？");
    app.pass(60_000).await;
    assert_eq!(office.all_decisions(), 1, "Enter says no");

    app.press("uy").await.see("⏳ 撤销");
    app.pass(7_900).await;
    assert!(!office.waits_for("work", &item).await);
    app.pass(200).await.see("1 待办 35");
    app.go_to(|row| row.instance_id == item.instance_id).await;
    assert!(app.row().contains('↶'), "{}", app.row());
    app.press("u").await.not_see("撤销刚才的决定？");
    app.press("r").await;
    app.go_to(|row| row.instance_id == item.instance_id).await;
    assert!(!app.row().contains('↶'), "{}", app.row());
    assert!(office.waits_for("work", &item).await);
    assert!(!office.waits_for("zhouting", &item).await);
}

#[tokio::test]
async fn after_sending_u_says_why_it_is_too_late() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(|item| item.node.label() == "财务审核").await;
    let item = app.item();
    app.press("a$").await;
    office.agrees("zhouting", &item).await;
    app.press("u")
        .await
        .see("撤销：")
        .not_see("撤销刚才的决定？");
    let done = office.items("work", Folder::Done).await;
    assert!(done.iter().any(|done| done.instance_id == item.instance_id));
}
