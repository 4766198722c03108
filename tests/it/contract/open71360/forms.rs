//! Forms: the eight preset ones in both languages, and those that name their fields themselves.

use serde_json::{Value, json};
use zhupi::domain::form::{FieldType, Form, Shape};

use super::story::{fixture, opened, opened_in};

/// The form of an approval of a kind with this record.
async fn form_in(language: &str, kind: i64, record: Value) -> Form {
    let mut wire = fixture("payment");
    wire["approveType"] = json!(kind);
    wire["formRecord"] = record;
    opened_in(language, &wire).await.form
}

async fn form(kind: i64, record: Value) -> Form {
    form_in("zh", kind, record).await
}

/// The first row as label and text, with codes in words.
fn shown(form: &Form) -> Vec<(String, String)> {
    let cells = form.parts.iter().flat_map(|part| {
        part.fields.iter().filter_map(|field| {
            let value = part.rows.first()?.get(&field.key)?;
            let text = field
                .word(value)
                .map_or_else(|| zhupi::domain::value::plain(value), str::to_owned);
            Some((
                field.label.clone().unwrap_or_else(|| field.key.clone()),
                text,
            ))
        })
    });
    cells.collect()
}

fn texts(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(label, text): &(&str, &str)| ((*label).to_owned(), (*text).to_owned());
    pairs.iter().map(owned).collect()
}

#[tokio::test]
async fn a_payment_has_its_labels_in_the_order_of_the_document_and_unknown_fields_last() {
    let form = opened(&fixture("payment")).await.form;
    let expected = texts(&[
        ("付款金额", "48600.5"),
        ("付款时间", "2026-11-05 10:00"),
        ("付款方式", "银行转账"),
        ("是否开票", "是"),
        ("收款人姓名", "云图展示器材"),
        ("收款人账号", "3310045277"),
        ("企业名称", "云帆科技"),
        ("costCenter", "市场"),
    ]);
    assert_eq!(shown(&form), expected);
    assert_eq!(form.parts[0].fields[0].kind, Some(FieldType::Money));
    // Money stays what was sent, digit by digit.
    assert_eq!(
        form.parts[0].rows[0]["paymentAmount"].to_string(),
        "48600.5"
    );
}

#[tokio::test]
async fn lines_are_a_table_under_either_name_and_flat_where_they_are_flat() {
    let line = json!({ "travelType": 4, "travelAmount": 768, "remark": "两晚" });
    let expected = texts(&[("类型", "住宿"), ("报销金额", "768"), ("备注", "两晚")]);
    for (record, shape) in [
        (
            json!({ "details": [line.clone(), line.clone()] }),
            Shape::List,
        ),
        (json!({ "items": [line.clone()] }), Shape::List),
        (line.clone(), Shape::Object),
    ] {
        let form = form(8, record).await;
        let [part] = form.parts.as_slice() else {
            panic!("one part: {form:?}");
        };
        assert_eq!(part.shape, shape);
        assert_eq!(shown(&form), expected);
    }
}

#[tokio::test]
async fn the_same_number_means_another_thing_in_another_form() {
    for (kind, field, code, words) in [
        (8, "travelType", 1, ["飞机", "plane"]),
        (8, "travelType", 3, ["火车", "train"]),
        (4, "vehicle", 1, ["火车", "train"]),
        (4, "vehicle", 2, ["飞机", "plane"]),
        (2, "leaveType", 7, ["丧假", "bereavement"]),
        (2, "leaveType", 11, ["其他", "other"]),
        (9, "leaveType", 8, ["加班", "overtime"]),
    ] {
        for (language, word) in ["zh", "en"].into_iter().zip(words) {
            let record = json!({ "details": [{ (field): code }] });
            let form = form_in(language, kind, record).await;
            assert_eq!(shown(&form)[0].1, word, "{kind} {code}");
        }
    }
}

#[tokio::test]
async fn a_code_that_nobody_knows_stays_a_code() {
    let form = form(2, json!({ "details": [{ "leaveType": 8 }] })).await;
    assert_eq!(shown(&form), texts(&[("请假类型", "8")]));
}

#[tokio::test]
async fn every_preset_form_has_its_labels_in_both_languages() {
    let records = fixture("records");
    for record in records.as_array().unwrap() {
        let kind = record["approveType"].as_i64().unwrap();
        for (language, labels) in [("zh", &record["zh"]), ("en", &record["en"])] {
            let form = form_in(language, kind, record["formRecord"].clone()).await;
            let found: Vec<_> = shown(&form).into_iter().map(|(label, _)| label).collect();
            assert_eq!(json!(found), *labels, "{kind} {language}");
        }
    }
    assert_eq!(records.as_array().unwrap().len(), 8);
}

#[tokio::test]
async fn a_custom_form_goes_by_its_labels_and_tells_those_that_repeat_apart() {
    let instance = opened(&fixture("custom")).await;
    let expected = texts(&[
        ("合同名称", "仓配服务框架"),
        ("类型", "收入类"),
        ("涉及事项", "数据交换, 驻场"),
        ("备注 (w5)", "法务已确认"),
        ("备注 (w6)", "盖章两份"),
        ("盖章页", "m-41, m-42"),
        ("正文", "m-40"),
        ("w9", ""),
        ("编号", "7"),
    ]);
    assert_eq!(shown(&instance.form), expected);
    let keys: Vec<_> = instance.form.parts[0].rows[0].keys().collect();
    assert_eq!(keys[3], "备注 (w5)");
    let files = instance.attachments.iter();
    let files: Vec<_> = files
        .map(|it| (it.name.as_str(), it.kind.as_deref()))
        .collect();
    let image = Some("image");
    assert_eq!(
        files,
        [("m-41", image), ("m-42", image), ("m-40", Some("file"))]
    );
}

#[tokio::test]
async fn no_field_hides_another_whatever_their_labels_are() {
    let field =
        |label: &str, value: &str| json!({ "label": label, "value": value, "type": "text" });
    let record = json!({
        "w5": field("备注", "一"),
        "w6": field("备注", "二"),
        "w7": field("备注 (w5)", "三"),
        "w8": field("备注 (w6)'", "四"),
        "备注": "五",
        "w9": { "label": "规格", "type": "text", "value": "A4", "unit": "张" },
    });
    let form = form(100, record).await;
    let expected = texts(&[
        ("备注 (w5)'", "一"),
        ("备注 (w6)", "二"),
        ("备注 (w5)", "三"),
        ("备注 (w6)'", "四"),
        ("备注 (备注)", "五"),
        ("规格", r#"{"value":"A4","unit":"张"}"#),
    ]);
    assert_eq!(shown(&form), expected);
}

#[tokio::test]
async fn a_record_that_is_no_object_is_shown_as_it_came() {
    let mut wire = fixture("payment");
    for (record, text) in [
        (json!("金额：十元"), Some("金额：十元".to_owned())),
        (json!([1]), Some("[\n  1\n]".to_owned())),
        (json!(null), None),
    ] {
        wire["formRecord"] = record;
        let instance = opened(&wire).await;
        assert_eq!(instance.text, text);
        assert!(instance.form.parts.is_empty());
    }
}
