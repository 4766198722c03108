//! An account at Feishu on the screen: what its forms hold is seen, and its verbs are carried out.

use zhupi::domain::item::{Folder, Item};
use zhupi::locale::Language;
use zhupi::tui::event::Event;

use super::app::App;
use super::office::Office;

/// To-dos of a flow by somebody, the newest first.
fn of(flow: &'static str, applicant: &'static str) -> impl Fn(&Item) -> bool {
    move |item| item.flow_name() == flow && item.applicant.label() == applicant
}

/// 王芳 sits down at her to-dos in Feishu, reading Chinese.
async fn sit_down(office: &Office) -> App {
    App::start(office.inbox_in(Language::Chinese, "office")).await
}

/// How often a verb was carried out at an item's task.
fn acts(office: &Office, item: &Item, verb: &str) -> u32 {
    let task = item.task_id.as_ref().unwrap().to_string();
    let acts = office.sandbox.acts();
    acts.get(&(task, verb.to_owned()))
        .copied()
        .unwrap_or_default()
}

#[tokio::test]
async fn what_every_form_holds_is_on_the_screen() {
    let office = Office::open().await;
    let mut app = sit_down(&office).await;
    app.happen(Event::Resize(200, 50));
    for (flow, applicant, texts) in [
        (
            "费用报销",
            "王五",
            &[
                "展会现场采购易耗品",
                "¥ 8,640.00",
                "(USD)",
                "1205.44",
                "展台.jpg",
            ][..],
        ),
        ("请假", "赵敏", &["年假", "回乡探亲", "+86 13800004274"]),
        (
            "请假",
            "张伟",
            &["早会外出，忘记打卡", "与同事对调", "还班时间"],
        ),
        (
            "出差",
            "刘洋",
            &["西南区年度回访", "拜访客户", "火车", "天府大道 1 号"],
        ),
        (
            "资料外发",
            "徐浩",
            &["投标附件", "公司简介", "近三年审计报告", "投标目录"],
        ),
        ("资料外发", "何军", &["客户尽调"]),
        ("请假", "周婷", &["当晚系统维护，未加班"]),
    ] {
        app.go_to(of(flow, applicant)).await;
        for text in texts {
            app.see(text);
        }
        let link = app.model().link_here().unwrap();
        assert!(link.starts_with("https://applink.feishu.cn/"), "{link}");
    }
}

#[tokio::test]
async fn lines_of_a_list_and_files_are_on_the_screen() {
    let office = Office::open().await;
    let mut app = sit_down(&office).await;
    app.happen(Event::Resize(200, 50));
    app.go_to(of("费用报销", "张三")).await;
    let newest = app.item().instance_id;
    app.see("住一晚");
    let older = of("费用报销", "张三");
    app.go_to(|item| older(item) && item.instance_id != newest)
        .await;
    app.see("高铁票.pdf").see("住宿发票.pdf").see("1,280.50");
    app.press("]]")
        .await
        .see("李四 同意")
        .see("行程已核对")
        .see("住宿发票抬头已更正");
}

#[tokio::test]
async fn rows_say_when_they_came_and_with_whom_a_request_stands_once_it_was_read() {
    let office = Office::open().await;
    let mut app = sit_down(&office).await;
    app.happen(Event::Resize(160, 40));
    app.press("3").await;
    assert!(
        app.row().trim_end_matches(['│', ' ']).ends_with('d'),
        "{}",
        app.row()
    );
    app.press("4").await;
    assert!(app.row().contains("卡在 王五"), "{}", app.row());
}

#[tokio::test]
async fn what_went_by_itself_is_nobodys() {
    let office = Office::open().await;
    let mut app = sit_down(&office).await;
    app.press("2").await;
    app.go_to(of("请假", "周婷")).await;
    app.press("<enter>]]").await;
    app.see(":10  跳过");
}

#[tokio::test]
async fn an_approval_is_sent_once_and_stands_among_what_was_done() {
    let office = Office::open().await;
    let mut app = sit_down(&office).await;
    app.go_to(of("请假", "赵敏")).await;
    let item = app.item();
    app.press("a").await.see("⏳ 同意");
    assert_eq!(acts(&office, &item, "approve"), 0);
    app.press("$").await;
    assert_eq!(acts(&office, &item, "approve"), 1);
    app.press("k").await;
    assert!(app.row().contains('✓'), "{}", app.row());
    app.press("2").await;
    app.go_to(|done| done.instance_id == item.instance_id).await;
    app.press("]]").await.see("王芳 同意");
}

#[tokio::test]
async fn a_rejection_goes_out_with_its_comment() {
    let office = Office::open().await;
    let mut app = sit_down(&office).await;
    app.go_to(of("资料外发", "徐浩")).await;
    let item = app.item();
    app.press("d").await.press("审计报告不得外发<enter>$").await;
    assert_eq!(acts(&office, &item, "reject"), 1);
    app.press("2").await;
    app.go_to(|done| done.instance_id == item.instance_id).await;
    app.press("]]")
        .await
        .see("王芳 驳回")
        .see("审计报告不得外发");
}

#[tokio::test]
async fn a_transfer_goes_to_a_person_whom_a_list_has_named() {
    let office = Office::open().await;
    let mut app = sit_down(&office).await;
    app.go_to(of("出差", "刘洋")).await;
    let item = app.item();
    app.press("t").await.paste("王五").await.pass(300).await;
    app.see("王五")
        .press("<enter>")
        .await
        .see("⏳ 转办")
        .press("$")
        .await;
    assert_eq!(acts(&office, &item, "transfer"), 1);
    let left = office.items("office", Folder::Todo).await;
    assert!(left.iter().all(|todo| todo.task_id != item.task_id));
}

#[tokio::test]
async fn a_request_goes_back_to_the_node_before() {
    let office = Office::open().await;
    let mut app = sit_down(&office).await;
    app.go_to(of("费用报销", "王五")).await;
    let item = app.item();
    app.press("b")
        .await
        .see("直属上级")
        .press("<enter>")
        .await
        .see("回退")
        .press("$")
        .await;
    assert_eq!(acts(&office, &item, "rollback"), 1);
    let inbox = office.inbox_in(Language::Chinese, "office");
    let shown = inbox.open(&item).await.unwrap();
    assert_eq!(shown.item.node.label(), "直属上级");
}
