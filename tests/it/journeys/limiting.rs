//! Limiting the list against a real server: rows, forms, and what is wrong.

use super::office::Office;

#[tokio::test]
async fn a_limit_by_a_form_field_reads_the_details_and_leaves_what_fits() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("f").await.paste("flow:报销 amount<500").await;
    app.press("<enter>").await;
    app.see("flow:报销 amount<500").see("显示 ");
    app.not_see("未知").not_see("读取");
    let shown = app.model().list.len();
    assert!((1..35).contains(&shown), "{shown}");
    app.press("<esc>").await.see("/35 ");
}

#[tokio::test]
async fn a_decision_on_a_limited_row_goes_to_the_item_that_is_seen() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("f").await.paste("from:张三 verb=approve").await;
    app.press("<enter>").await;
    let seen = app.model().current().unwrap().key.clone();
    app.press("a$").await;
    assert!(app.model().receipts.contains_key(&seen));
    assert_eq!(app.model().receipts.len(), 1);
}

#[tokio::test]
async fn a_field_that_does_not_exist_is_named() {
    let office = Office::open().await;
    let mut app = office.sit_down().await;
    app.press("f").await.paste("amout<500").await;
    app.press("<enter>")
        .await
        .see("没有字段“amout”，是不是“amount”？");
}
