//! Beside the folders: messages that lead to tasks, flows that are started, instances and seats.

use zhupi::domain::item::Folder;

use super::office::Office;

#[tokio::test]
async fn a_message_is_marked_and_the_task_it_leads_to_is_approved() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("6").await;
    app.see("6 消息 175")
        .see(" 1/188 ")
        .see("Enter 打开这项任务");
    app.press("m").await.see("6 消息 174");
    app.press("m").await.see("6 消息 175");
    app.press("a").await.see("光标下没有申请").not_see("⏳");

    app.press("<enter>").await.see("6 消息 174");
    let item = app.item();
    assert_eq!(item.key.folder, Folder::Todo);
    app.press("a$").await.see("1 待办 34").see("✓ 同意 完成");
    assert_eq!(office.decisions(&item), 1);
    app.press("<esc>").await.see("Enter 打开这项任务");
    app.press("G").await.see(" 188/188 ");
}

#[tokio::test]
async fn all_messages_become_read_when_asked_and_confirmed() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("6M").await.see("把全部消息标为已读");
    app.press("<enter>").await.see("6 消息 175");
    app.press("My").await.see("6 消息 0").not_see("│ ●");
}

#[tokio::test]
async fn a_title_that_is_in_no_row_is_searched_for_at_the_server() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("6/no-such-title<enter>").await;
    app.see("“no-such-title”").see("这里没有内容");
    app.press("<esc>").await.see(" 1/188 ");
}

#[tokio::test]
async fn a_flow_is_started_by_keys_and_its_number_leads_to_my_requests() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press(":start<enter>").await.see("发起审批流程");
    app.press("j<enter>").await.see("发起 差旅报销");
    app.press("request<enter>").await.see("第 1 行：");
    app.press(".city=suzhou<enter>").await;
    app.see("以 王芳 的身份发起「差旅报销」？");
    app.press("<enter>").await.see("request.city=suzhou");
    app.press("<enter>y").await;
    app.see("「差旅报销」已发起，编号").see("4 我发起 52");
    app.press("y").await.see("╭─ 我发起 ─");
    app.see("suzhou");

    app.press(":start<enter>j<enter>").await;
    app.see("request.city=").not_see("suzhou");
}

#[tokio::test]
async fn every_instance_shows_its_seats_and_opens_whole() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press(":instances --status running<enter>").await;
    app.see("流程实例  --status running")
        .see("▸ ")
        .see("· 王芳  待处理");
    app.press("<enter>").await.see("表单").see("申请人");
    app.press("]").await.see("┌");
    app.press("<esc><esc>").await.see("╭─ 待办 ─");
}
