//! What approvers fill in: told when it is wrong, sent when it is right, kept as a draft; and who
//! gets a copy.

use serde_json::{Value, json};
use zhupi::domain::form::Form;
use zhupi::domain::item::{Folder, Item, Kind};
use zhupi::tui::model::Overlay;

use super::app::App;
use super::office::Office;

/// Waits for the finance manager, who fills in what she has verified.
fn to_verify(item: &Item) -> bool {
    item.node.label() == "财务经理审批"
}

/// Empties the field of such a name and types into it; the box is open.
async fn type_into(app: &mut App, label: &str, text: &str) {
    loop {
        let Some(Overlay::Fill(filling)) = app.model().overlays.last() else {
            panic!("no box to fill in");
        };
        if filling.blanks[filling.row].label() == label {
            let typed = filling.editors[filling.row].length();
            app.press(&"<backspace>".repeat(typed)).await;
            app.press(text).await;
            return;
        }
        app.press("<tab>").await;
    }
}

/// The form of an instance as somebody finds it now.
async fn form(office: &Office, folder: Folder, instance: &Item) -> Form {
    let items = office.items("work", folder).await;
    let mut items = items.into_iter();
    let item = items.find(|item| item.instance_id == instance.instance_id);
    office.inbox("work").form(&item.unwrap()).await.unwrap()
}

fn value(form: &Form, field: &str) -> Value {
    form.first(field).unwrap().1.clone()
}

/// How often the server did such a thing with an item's task.
fn acts(office: &Office, item: &Item, verb: &str) -> u32 {
    let task = item.task_id.as_ref().unwrap().to_string();
    let acts = office.sandbox.acts();
    acts.get(&(task, verb.to_owned()))
        .copied()
        .unwrap_or_default()
}

#[tokio::test]
async fn what_is_typed_wrong_is_told_before_anything_is_sent_and_what_is_right_arrives() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(to_verify).await;
    let item = app.item();
    app.press("e").await.see("填写 差旅报销");
    type_into(&mut app, "金额", "四千").await;
    type_into(&mut app, "出发日期", "明天").await;
    app.press("<enter>")
        .await
        .see("✗ 须为数字")
        .see("✗ 须为日期");
    app.see("标出的内容不合要求").not_see("⏳");
    assert_eq!(office.all_decisions(), 0);

    type_into(&mut app, "金额", "6100.5").await;
    type_into(&mut app, "出发日期", "2026-03-09").await;
    app.press("<enter>").await.see("填了 2 项");
    app.see("✎ 将填写 金额")
        .see("→ ¥ 6,100.50")
        .see("→ 2026-03-09");
    app.press("a").await.see("填 2 项").press("$").await;
    assert_eq!(office.decisions(&item), 1);
    let sent = json!({ "amount": "6100.5", "depart_date": 1_772_985_600_000_i64 });
    let arrived = form(&office, Folder::Done, &item).await;
    for (field, expected) in sent.as_object().unwrap() {
        assert_eq!(value(&arrived, field), *expected);
    }
    let journal = office.inbox("work").journal(None).await.unwrap();
    assert_eq!(journal.last().unwrap().intent.inputs["verified"], sent);
}

#[tokio::test]
async fn a_staged_decision_is_filled_in_later_and_is_still_on_what_was_seen() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(to_verify).await;
    let item = app.item();
    app.press("a").await;
    app.go_to(|other| *other == item).await;
    app.press("e").await;
    type_into(&mut app, "所属项目", "海外拓展").await;
    app.press("<enter>").await.see("填 1 项").press("$").await;
    assert_eq!(office.decisions(&item), 1);
    let arrived = form(&office, Folder::Done, &item).await;
    assert_eq!(value(&arrived, "project"), "海外拓展");
}

#[tokio::test]
async fn a_field_that_no_page_shows_yet_is_filled_in() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(|item| item.node.label() == "数据负责人确认")
        .await;
    let item = app.item();
    app.press("e").await;
    type_into(&mut app, "风险等级", "低").await;
    app.press("<enter>").await.press("a$").await;
    let arrived = form(&office, Folder::Done, &item).await;
    assert_eq!(value(&arrived, "risk"), "低");
}

#[tokio::test]
async fn a_node_that_asks_for_nothing_says_that_there_is_nothing_to_fill_in() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(|item| item.node.label() == "财务审核").await;
    app.press("e").await.see("填写：这里没有要填写的");
    assert!(app.model().overlays.is_empty());
}

#[tokio::test]
async fn a_draft_is_saved_and_submitted_later_with_what_was_filled_in() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("5").await;
    let draft = app.item();
    app.press("e").await.see("Alt-Enter 存草稿");
    let (label, field) = ("建议供应商", "vendor");
    let (label, field) = if draft.description == "差旅报销" {
        ("事由", "reason")
    } else {
        (label, field)
    };
    type_into(&mut app, label, "改过一次").await;
    app.press("<alt-enter>").await.see("存草稿 完成");
    app.see("改过一次").see("5 草稿 2");
    assert_eq!(acts(&office, &draft, "save"), 1);
    assert_eq!(office.all_decisions(), 0);
    let kept = form(&office, Folder::Draft, &draft).await;
    assert_eq!(value(&kept, field), "改过一次");

    app.press("e").await;
    type_into(&mut app, label, "改过两次").await;
    app.press("<enter>S").await.see("填 1 项").press("$").await;
    app.see("5 草稿 1");
    assert_eq!(office.decisions(&draft), 1);
    let sent = form(&office, Folder::Created, &draft).await;
    assert_eq!(value(&sent, field), "改过两次");
}

#[tokio::test]
async fn a_request_taken_back_can_be_put_among_the_drafts() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(|item| item.kind == Kind::Submit).await;
    let item = app.item();
    app.press("e<alt-enter>").await;
    app.see("1 待办 34").see("5 草稿 3");
    assert_eq!(acts(&office, &item, "save"), 1);
    app.press("5").await;
    app.go_to(|draft| draft.instance_id == item.instance_id)
        .await;
    app.press("S$").await.see("5 草稿 2");
    assert_eq!(office.decisions(&item), 1);
}

#[tokio::test]
async fn a_copy_of_what_is_staged_lands_with_those_who_were_named() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(|item| item.node.label() == "财务审核").await;
    let item = app.item();
    let copied = async |account: &str| {
        let copies = office.items(account, Folder::Cc).await;
        copies
            .iter()
            .any(|copy| copy.instance_id == item.instance_id)
    };
    app.press("C").await.see("抄送：还没有暂存的决定");
    app.press("aC").await.see("抄送 差旅报销");
    app.press("lisi<tab>").await;
    app.press("<backspace><backspace><backspace><backspace>wangwu<tab><enter>")
        .await;
    app.see("抄送 李四, 王五");
    assert!(!copied("lisi").await);
    app.press("$").await;
    assert_eq!(office.decisions(&item), 1);
    assert!(copied("lisi").await && copied("wangwu").await);
    assert!(!copied("zhaoliu").await);
}
