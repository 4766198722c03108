//! What each field, operator and spelling means.

use serde_json::json;
use zhupi::domain::people::Named;
use zhupi::domain::query::Truth;
use zhupi::domain::verb::Verb;

use super::{facts, truth};
use crate::support::papers::{minutes_ago, todo};

/// A travel claim of 张三 that came 25 minutes ago, with its form read.
#[track_caller]
fn check(query: &str, expected: Truth) {
    let mut item = todo(1, "差旅报销", "张三", 25);
    item.read = Some(false);
    let facts = facts(json!({
        "amount": "1,820.50", "天数": 3, "reason": "上海客户 现场", "from_day": 1_793_462_400_000_i64,
        "note": null, "paid_on": "2026-11-01", "city": "三亚",
    }));
    assert_eq!(truth(query, &item, Some(&facts)), expected, "{query}");
}

#[test]
fn a_bare_word_searches_title_applicant_flow_and_node() {
    for query in ["差旅", "张三", "ZHANGSAN", "zs", "部门", "ｚｓ", "clbx"] {
        check(query, Truth::True);
    }
    check("采购", Truth::False);
    check("lowcode", Truth::False);
}

#[test]
fn terms_are_joined_by_and_and_or_and_turned_by_not() {
    check("from:张三 flow:报销", Truth::True);
    check("from:张三 flow:采购", Truth::False);
    check("from:李四 | flow:报销", Truth::True);
    check("-flow:采购 !from:李四", Truth::True);
    check("-(flow:采购 | from:zs)", Truth::False);
    check("flow:采购 from:李四 | zs", Truth::True);
}

#[test]
fn contains_folds_and_equals_is_exact() {
    check("from:zs", Truth::True);
    check("from=zs", Truth::False);
    check("from=张三", Truth::True);
    check("from!=张三", Truth::False);
    check("reason:\"上海客户 现\"", Truth::True);
    check("reason=上海客户", Truth::False);
}

#[test]
fn form_fields_are_named_by_key_by_label_and_behind_form() {
    for query in [
        "amount>1820",
        "金额>1820",
        "form.amount>1820",
        "form.金额>1820",
    ] {
        check(query, Truth::True);
    }
    check("form.天数>=3", Truth::True);
    check("天数>3", Truth::False);
    check("form.title:x", Truth::False);
}

#[test]
fn numbers_are_compared_as_numbers_and_exactly() {
    for query in [
        "amount=1820.5",
        "amount=1820.50",
        "amount<=1,820.50",
        "amount>¥1820",
        "amount>￥1,820",
        "amount>1820元",
        "amount<1万",
        "amount<１．２万元",
        "amount>0.18万",
        "amount<1亿",
        "amount=¥1820.50元",
        "amount:>1820",
        "amount：＞ 1820",
        "amount:=1820.50",
    ] {
        check(query, Truth::True);
    }
    check("amount!=1820.5", Truth::False);
    check("amount<1820.5", Truth::False);
}

#[test]
fn dates_are_days_where_the_reader_is() {
    check("arrived=2026-11-02", Truth::True);
    check("arrived:today", Truth::True);
    check("arrived>=today", Truth::True);
    check("arrived>2026-11-01", Truth::True);
    check("arrived<=2026-11-01", Truth::False);
    check("arrived>-1h", Truth::True);
    check("arrived<-7d", Truth::False);
    check("arrived>2026-11-02T01:00:00Z", Truth::True);
    check("paid_on=2026-11-01", Truth::True);
    check("paid_on<today", Truth::True);
    check("from_day=2026-11-01", Truth::True);
}

#[test]
fn waiting_is_a_duration() {
    for query in [
        "waiting>20m",
        "waiting<1h",
        "waiting<=2d",
        "waiting<1w",
        "waiting=25m",
    ] {
        check(query, Truth::True);
    }
    check("waiting<1小时", Truth::True);
    check("waiting>1天", Truth::False);
    check("waiting=0h", Truth::True);
}

#[test]
fn flags_and_words_of_the_contract_can_be_asked_for() {
    check("read=false batch=true", Truth::True);
    check("read:是", Truth::False);
    check("status=running folder:todo account=work", Truth::True);
    check("id:0001", Truth::True);
    check("node:经理", Truth::True);
}

#[test]
fn what_an_input_method_writes_means_the_same() {
    check(
        "from：张三 （amount＞1000｜flow：采购） －from：李四",
        Truth::True,
    );
    check("reason：“上海客户 现场”", Truth::True);
    check("！from：张三", Truth::False);
    check("amount＜＝1821 amount！＝5", Truth::True);
    check("from：张三　flow：报销", Truth::True);
}

#[test]
fn blanks_around_an_operator_change_nothing() {
    check("amount > 1000", Truth::True);
    check("from: 张三", Truth::True);
}

#[test]
fn a_detail_that_is_not_read_is_unknown_and_so_is_its_negation() {
    let item = todo(1, "差旅报销", "张三", 25);
    for query in [
        "amount<500",
        "-amount<500",
        "amount!=500",
        "from:zs amount<500",
    ] {
        assert_eq!(truth(query, &item, None), Truth::Unknown, "{query}");
    }
    assert_eq!(truth("from:李四 amount<500", &item, None), Truth::False);
    assert_eq!(truth("from:张三 | amount<500", &item, None), Truth::True);
}

#[test]
fn what_the_server_does_not_say_is_unknown() {
    let mut item = todo(1, "差旅报销", "张三", 25);
    item.batch = None;
    item.arrived_at = None;
    item.applicant = Named::default();
    for query in [
        "batch=true",
        "-batch=true",
        "arrived<today",
        "waiting>1h",
        "from:张三",
    ] {
        assert_eq!(truth(query, &item, None), Truth::Unknown, "{query}");
    }
    let known_not_to_have_ended = truth("ended<today", &item, None);
    assert_eq!(known_not_to_have_ended, Truth::False);
}

#[test]
fn a_form_without_the_field_is_no_match_and_a_value_that_is_no_number_is_unknown() {
    check("hotel<500", Truth::False);
    check("hotel!=500", Truth::False);
    check("-hotel<500", Truth::True);
    check("note:x", Truth::False);
    check("note=\"\"", Truth::True);
    check("city<500", Truth::Unknown);
    check("-city<500", Truth::Unknown);
}

#[test]
fn a_person_named_by_id_alone_is_found_by_the_name_in_the_directory() {
    let mut item = todo(1, "差旅报销", "张三", 25);
    item.applicant = Named::new(Some("303".into()), None);
    assert_eq!(truth("from:ls", &item, None), Truth::True);
    assert_eq!(truth("from=303", &item, None), Truth::True);
    item.applicant = Named::new(Some("999".into()), None);
    assert_eq!(truth("from:ls", &item, None), Truth::Unknown);
}

#[test]
fn a_verb_is_proved_by_the_row_and_denied_only_by_the_detail() {
    let item = todo(1, "差旅报销", "张三", minutes_since_today());
    assert_eq!(truth("verb=approve", &item, None), Truth::True);
    assert_eq!(truth("verb=rollback", &item, None), Truth::Unknown);
    let mut read = facts(json!({}));
    read.verbs = vec![Verb::Rollback];
    assert_eq!(truth("verb=rollback", &item, Some(&read)), Truth::True);
    assert_eq!(truth("verb=approve", &item, Some(&read)), Truth::False);
}

/// Minutes that have passed of the tests' day.
fn minutes_since_today() -> i64 {
    let midnight = "2026-11-02T00:00:00+08:00".parse().unwrap();
    let passed = minutes_ago(0).duration_since(midnight);
    passed.as_mins()
}
