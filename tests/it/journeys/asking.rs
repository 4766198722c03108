//! Who else is asked, and what goes back or waits: countersigning, the next approver, going back,
//! reminding.

use zhupi::domain::item::{Folder, Item, Kind};
use zhupi::tui::model::Overlay;

use super::office::Office;

fn claim(item: &Item) -> bool {
    item.node.label() == "财务审核" && item.applicant.label() == "张三"
}

fn acts(office: &Office, id: &str, verb: &str) -> u32 {
    let acts = office.sandbox.acts();
    acts.get(&(id.to_owned(), verb.to_owned()))
        .copied()
        .unwrap_or_default()
}

#[tokio::test]
async fn whoever_is_added_to_a_node_is_waited_for() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(|item| item.node.label() == "付款会签" && item.applicant.label() == "郑洁")
        .await;
    let item = app.item();
    assert!(!office.waits_for("zhaomin", &item).await);
    app.press("+zhaomin<enter>").await;
    app.see("⏳ 加签").see("→ 赵敏").press("$").await;
    assert!(office.waits_for("zhaomin", &item).await);
    assert!(office.waits_for("work", &item).await, "hers stays open");
    app.go_to(|other| other.key == item.key).await;
    app.press("]").await.see("赵敏");
    app.press("[a$").await.see("1 待办 34");
    for signer in ["chenjing", "linguodong"] {
        office.agrees(signer, &item).await;
    }
    assert!(!office.waits_for("zhouting", &item).await);
    office.agrees("zhaomin", &item).await;
    assert!(office.waits_for("zhouting", &item).await);
}

#[tokio::test]
async fn the_next_approver_is_asked_for_as_a_badge_and_never_over_what_is_typed() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(|item| item.node.label() == "数据负责人确认")
        .await;
    let item = app.item();
    app.press("a").await.not_see("选人");
    // The answer comes while she is writing about the next item.
    app.rush("$A写到一半").await;
    app.see("选人 1（gn）").see("写到一半");
    let Some(Overlay::Comment { editor, .. }) = app.model().overlays.last() else {
        panic!("what is typed is still in hand");
    };
    assert_eq!(editor.text(), "写到一半");
    assert_eq!(office.decisions(&item), 1);

    app.press("<esc>gn").await.see("徐浩").see("何军");
    app.press("<esc>").await.see("按 gn 再选").see("选人 1");
    app.press("gnj<enter>").await.not_see("选人 1");
    app.press("2").await;
    app.go_to(|done| done.instance_id == item.instance_id).await;
    app.press("]")
        .await
        .see("开通权限")
        .see("何军")
        .not_see("徐浩");
}

#[tokio::test]
async fn a_request_goes_back_to_the_node_that_was_picked_and_not_to_its_neighbour() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(claim).await;
    let item = app.item();
    app.press("b")
        .await
        .see("→ 部门主管审批")
        .see("(•)")
        .see("( )");
    app.press("k").await.see("→ 填写报销单");
    app.press("<enter>").await;
    app.see("⏳ 回退 差旅报销 · 张三 → 填写报销单")
        .press("$")
        .await;
    assert_eq!(acts(&office, item.key.id.as_str(), "rollback"), 1);
    let todos = office.items("zhangsan", Folder::Todo).await;
    let again = todos
        .iter()
        .find(|todo| todo.instance_id == item.instance_id);
    assert_eq!(again.unwrap().node.label(), "填写报销单");
    assert_eq!(again.unwrap().kind, Kind::Submit);
    assert!(!office.waits_for("lisi", &item).await);
    let journal = office.inbox("work").journal(None).await.unwrap();
    let target = journal.last().unwrap().intent.target.clone().unwrap();
    assert_eq!(target.node.label(), "填写报销单");
}

#[tokio::test]
async fn without_another_choice_a_request_goes_back_to_the_node_before() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(claim).await;
    let item = app.item();
    app.press("b<tab>").await.see("部门主管审批  （上一节点）");
    app.press("<enter>$").await;
    assert!(office.waits_for("lisi", &item).await);
    assert!(!office.waits_for("work", &item).await);
}

#[tokio::test]
async fn a_stuck_request_is_reminded_of_three_times_a_day_and_then_plainly_refused() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("4").await;
    let stuck =
        |item: &Item| item.description == "请假" && !item.completed && item.kind != Kind::Submit;
    app.go_to(stuck).await;
    let own = app.item();
    for times in 1..=3 {
        app.go_to(|item| item.key == own.key).await;
        app.press("!").await.see("⏳ 催办");
        app.press("$").await.see("催办 完成");
        assert_eq!(acts(&office, own.instance_id.as_str(), "remind"), times);
    }
    app.go_to(|item| item.key == own.key).await;
    app.press("!$").await;
    app.see("催办 被拒 · 今天已经催办过三次，明天可以再催");
    assert_eq!(acts(&office, own.instance_id.as_str(), "remind"), 3);
}

#[tokio::test]
async fn a_comment_of_five_hundred_characters_arrives_whole_and_one_more_is_too_many() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(claim).await;
    let item = app.item();
    app.press("A").await;
    app.paste(&"审".repeat(499)).await;
    app.paste("👍票").await.see(" 501/500 ");
    app.press("<enter>")
        .await
        .see("意见最多 500 字")
        .not_see("⏳");
    app.press("<backspace><enter>")
        .await
        .see("⏳")
        .press("$")
        .await;
    assert_eq!(office.decisions(&item), 1);
    let done = office.items("work", Folder::Done).await;
    let same = |done: &&Item| done.instance_id == item.instance_id;
    let inbox = office.inbox("work");
    let instance = inbox.open(done.iter().find(same).unwrap()).await;
    let history = instance.unwrap().history;
    let said = history.last().unwrap().comment.clone().unwrap();
    assert_eq!(said, format!("{}👍", "审".repeat(499)));
}
