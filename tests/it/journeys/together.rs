//! Several people at the same flow, and a form that changes under the approver's eyes.

use zhupi::domain::decision::Status;
use zhupi::domain::item::Item;

use super::office::Office;

fn claim(item: &Item) -> bool {
    item.node.label() == "财务审核" && item.applicant.label() == "张三"
}

#[tokio::test]
async fn a_node_that_all_must_sign_stays_open_until_the_last_has_signed() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(|item| item.node.label() == "付款会签" && item.applicant.label() == "郑洁")
        .await;
    let item = app.item();
    app.press("a$").await.see("1 待办 34");
    for signer in ["chenjing", "linguodong"] {
        assert!(office.waits_for(signer, &item).await);
        assert!(!office.waits_for("zhouting", &item).await);
        office.agrees(signer, &item).await;
    }
    assert!(office.waits_for("zhouting", &item).await);
    app.press("2").await;
    app.go_to(|done| done.instance_id == item.instance_id).await;
    app.press("]]").await;
    app.see("王芳 同意").see("陈静 同意").see("林国栋 同意");
}

#[tokio::test]
async fn a_colleague_who_was_quicker_makes_the_decision_stale_and_nothing_counts_twice() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(claim).await;
    let item = app.item();
    app.press("a").await;
    office.agrees("zhaomin", &item).await;
    app.press("$").await.see("已变化");
    assert_eq!(app.model().receipts[&item.key].status, Status::Stale);
    assert_eq!(office.all_decisions(), 1);
    app.press("k").await;
    assert!(app.row().contains('Δ'), "{}", app.row());
    app.press("]]").await.see("赵敏 同意").not_see("王芳 同意");
    app.press("r").await.see("1 待办 34");
    assert!(!app.model().list.contains(&item.key));
}

#[tokio::test]
async fn a_form_that_has_changed_is_not_decided_on_until_it_was_seen_again() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.go_to(claim).await;
    let item = app.item();
    app.press("a").await;
    assert!(
        office
            .sandbox
            .edit(item.instance_id.as_str(), "amount", "9999.00")
    );
    app.press("$").await;
    assert_eq!(office.all_decisions(), 0);
    app.press("k").await.see("Δ 金额 ¥ 1,820.00 → ¥ 9,999.00");
    assert!(app.row().contains('Δ'), "{}", app.row());
    assert!(office.waits_for("work", &item).await);

    app.press("a$").await.see("1 待办 34");
    assert_eq!(office.decisions(&item), 1);
}
