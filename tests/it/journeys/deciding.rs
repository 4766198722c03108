//! Deciding from the keyboard: what the keys stage, when it is sent, what the server then says.

use zhupi::domain::item::{Folder, Item, Kind, Outcome};
use zhupi::domain::verb::Verb;

use super::office::Office;

/// A travel claim that any of the finance people may settle.
fn claim(item: &Item) -> bool {
    item.node.label() == "财务审核" && item.applicant.label() == "张三"
}

#[tokio::test]
async fn an_approval_that_is_sent_moves_the_item_from_todo_to_done() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(claim).await;
    let item = app.item();
    app.press("a").await.see("⏳ 同意 差旅报销 · 张三 8s");
    assert_ne!(app.item(), item, "the cursor goes on to the next row");
    assert_eq!(office.all_decisions(), 0);

    app.press("$").await.see("1 待办 34  2 已办 18");
    assert_eq!(office.decisions(&item), 1);
    app.press("k").await;
    assert_eq!(app.item(), item, "the row stays");
    assert!(app.row().contains('✓'), "{}", app.row());
    app.press("a").await.see("这一项已经决定过了");

    app.press("r")
        .await
        .not_see("│ ✓")
        .not_see("▌✓")
        .see("/34 ");
    assert!(!app.model().list.contains(&item.key));
    app.press("2").await.see("/18 ");
    app.go_to(|done| done.instance_id == item.instance_id).await;
    app.press("]]").await.see("王芳 同意");
    assert!(office.waits_for("zhouting", &item).await);

    app.press("gl").await.see("日志 1 项").see("✓ 同意 完成");
    app.see("经办 王芳").see(&item.title);
    app.press("f").await.see("没有记录");
}

#[tokio::test]
async fn an_approval_waits_out_its_countdown_and_is_sent_once() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    let item = app.item();
    app.press("a").await;
    app.pass(7_900).await.see(" 1s ");
    assert_eq!(office.all_decisions(), 0);
    app.pass(100).await.see("1 待办 34");
    assert_eq!(office.decisions(&item), 1);
    app.pass(60_000).await;
    assert_eq!(office.all_decisions(), 1);
}

#[tokio::test]
async fn a_countdown_rests_while_something_lies_over_it() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("a?").await;
    app.pass(60_000).await;
    assert_eq!(office.all_decisions(), 0);
    app.press("<esc>").await;
    app.pass(9_000).await;
    assert_eq!(office.all_decisions(), 1);
}

#[tokio::test]
async fn what_is_taken_back_in_time_is_never_sent() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    let item = app.item();
    app.press("a").await;
    app.pass(3_000).await;
    app.press("u").await.see("已撤回").not_see("⏳");
    assert_eq!(app.item(), item, "the cursor is back on it");
    app.pass(60_000).await;
    assert_eq!(office.all_decisions(), 0);
    app.press("r").await.see("1 待办 35");
    app.press("U").await.see("⏳ 同意");
    app.press("$").await;
    assert_eq!(office.decisions(&item), 1);
}

#[tokio::test]
async fn a_rejection_wants_a_comment_and_ends_the_instance() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(claim).await;
    let item = app.item();
    app.press("d<enter>").await.see("驳回须写意见");
    app.press("住宿超标，请附说明<enter>").await;
    app.see("⏳ 驳回 差旅报销 · 张三").press("$").await;
    assert_eq!(office.decisions(&item), 1);
    app.press("k]]").await;
    app.see("王芳 驳回").see("│ 住宿超标，请附说明");

    let mut his = office.sit_down_as("zhangsan").await;
    his.press("4").await;
    his.go_to(|own| own.instance_id == item.instance_id).await;
    assert!(his.row().contains("已驳回"), "{}", his.row());
    assert_eq!(his.item().outcome, Some(Outcome::Rejected));
}

#[tokio::test]
async fn a_transfer_goes_to_the_person_whose_name_was_typed_in_pinyin() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(claim).await;
    let item = app.item();
    app.press("tlisi").await.see("李四");
    app.press("<enter>").await.see("⏳ 转办").press("$").await;
    app.see("1 待办 34");
    assert_eq!(office.decisions(&item), 1);
    assert!(office.waits_for("lisi", &item).await);
    assert!(!office.waits_for("work", &item).await);
    app.press("k]]").await.see("王芳 转办 → 李四");
}

#[tokio::test]
async fn a_handle_node_is_handled_by_the_key_that_approves() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(|item| item.kind == Kind::Handle).await;
    let item = app.item();
    app.press("d").await.see("驳回：").not_see("⏳");
    app.press("a").await.see("⏳ 处理").press("$").await;
    assert_eq!(office.decisions(&item), 1);
    assert_eq!(app.model().receipts[&item.key].verb, Verb::Handle);
}

#[tokio::test]
async fn a_draft_and_a_request_taken_back_are_submitted() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("5").await.see(" 1/2 ");
    let draft = app.item();
    app.press("S").await.see("⏳ 提交").press("$").await;
    app.see("4 我发起 52  5 草稿 1");
    assert_eq!(office.decisions(&draft), 1);
    let sent = office.items("work", Folder::Created).await;
    assert!(sent.iter().any(|own| own.instance_id == draft.instance_id));

    app.press("1").await;
    app.go_to(|item| item.kind == Kind::Submit).await;
    let item = app.item();
    app.press("a").await.see("同意：").not_see("⏳");
    app.press("S$").await.see("1 待办 34");
    assert_eq!(office.decisions(&item), 1);
    assert!(!office.waits_for("work", &item).await);
    assert!(office.waits_for("linguodong", &item).await);
}

#[tokio::test]
async fn a_last_decision_is_repeated_on_another_row_with_its_words() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(claim).await;
    app.press("A预算内<enter>").await.see("⏳ 同意");
    let second = app.item();
    app.press(".").await.see("（共 2 组）").press("$").await;
    assert_eq!(office.all_decisions(), 2);
    app.go_to(|item| item.key == second.key).await;
    app.press("]]").await.see("│ 预算内");
}

#[tokio::test]
async fn a_batch_that_is_called_off_before_it_has_begun_sends_nothing_and_may_be_tried_again() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("xjxjxa").await.see("⏳ 同意 3 项 8s");
    app.rush("$<ctrl-c>").await.see("停发 3 项");
    assert_eq!(office.all_decisions(), 0);
    app.press("gr").await.see("已中断，没有发送");
    app.press("r").await.see("⏳ 同意 3 项 8s");
    app.press("$").await.see("完成 3 项，未成 0 项");
    assert_eq!(office.all_decisions(), 3);
}
