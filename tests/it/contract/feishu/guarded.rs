//! What the guard compares: also what tells a value from another that looks the same.

use serde_json::{Value, json};
use zhupi::domain::form::Change;

use super::with_form;

async fn changes(was: Value, is: Value) -> Vec<Change> {
    let (was, is) = tokio::join!(with_form(&was), with_form(&is));
    assert_eq!(was.form.changes(&was.form), []);
    was.form.changes(&is.form)
}

#[tokio::test]
async fn the_same_number_in_another_currency_is_a_change() {
    let form = |currency: &str| {
        let ext = json!({ "currency": currency, "capitalValue": "x" });
        json!([{ "id": "1", "name": "货款", "type": "amount", "value": 900, "ext": ext }])
    };
    for (was, is) in [("USD", "EUR"), ("CNY", "USD"), ("USD", "CNY")] {
        let [change] = changes(form(was), form(is)).await.try_into().unwrap();
        assert_eq!(
            (change.field.as_str(), change.was, change.is),
            ("货款 · currency", json!(was), json!(is))
        );
    }
    assert_eq!(changes(form("USD"), form("USD")).await, []);
}

#[tokio::test]
async fn another_currency_in_a_line_of_a_list_is_a_change() {
    let form = |currency: &str| {
        let ext = json!({ "currency": currency });
        let sum = json!({ "id": "2", "name": "货款", "type": "amount", "value": 900, "ext": ext });
        json!([{ "id": "1", "name": "明细", "type": "fieldList", "value": [[sum]] }])
    };
    let [change] = changes(form("USD"), form("JPY")).await.try_into().unwrap();
    assert_eq!(change.field, "货款 · currency[1]");
}

#[tokio::test]
async fn another_document_of_the_same_title_is_a_change() {
    let form = |token: &str| {
        let value = json!({ "token": token, "type": "docx", "title": "合同", "url": "https://y.example/docx/same" });
        json!([{ "id": "1", "name": "正文", "type": "document", "value": value }])
    };
    let [change] = changes(form("dox1"), form("dox2"))
        .await
        .try_into()
        .unwrap();
    assert_eq!((change.was, change.is), (json!("dox1"), json!("dox2")));
}

#[tokio::test]
async fn another_department_of_the_same_name_is_a_change() {
    let form = |id: &str| {
        let value = json!([{ "name": "销售部", "open_id": id }]);
        json!([{ "id": "1", "name": "部门", "type": "department", "value": value }])
    };
    let [change] = changes(form("od-1"), form("od-2"))
        .await
        .try_into()
        .unwrap();
    assert_eq!((change.was, change.is), (json!(["od-1"]), json!(["od-2"])));
}
