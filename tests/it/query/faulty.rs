//! What is wrong with a query, and the column it is wrong at.

use zhupi::domain::query::{DEEPEST, LONGEST, Query, Reason};

#[track_caller]
fn check(query: &str, column: usize, fits: impl Fn(&Reason) -> bool) {
    let fault = Query::parse(query).unwrap_err();
    assert!(fits(&fault.reason), "{query}: {fault:?}");
    assert_eq!(fault.column, column, "{query}: {fault:?}");
}

#[test]
fn a_query_that_asks_for_nothing_is_none() {
    for query in ["", "   ", "　"] {
        check(query, 1, |reason| *reason == Reason::Empty);
    }
}

#[test]
fn what_is_never_closed_is_named_where_it_was_opened() {
    check("报销 (from:张三", 4, |reason| {
        *reason == Reason::OpenParenthesis
    });
    check("from:\"李 四", 6, |reason| *reason == Reason::OpenQuote);
}

#[test]
fn what_is_missing_is_missing_where_it_should_stand() {
    for (query, column) in [("金额<", 4), ("a |", 4), ("-", 2), ("a (", 4), ("from:", 6)] {
        check(query, column, |reason| *reason == Reason::Missing);
    }
}

#[test]
fn a_sign_out_of_place_is_named() {
    let sign =
        |text: &'static str| move |reason: &Reason| *reason == Reason::Unexpected(text.to_owned());
    check("报销 )", 4, sign(")"));
    check("a | | b", 5, sign("|"));
    check("()", 2, sign(")"));
    check("<500", 1, sign("<"));
    check("amount==5", 8, sign("="));
    check("amount::5", 8, sign(":"));
    check("amount:<<5", 9, sign("<"));
    check("from:张三 ＞3", 9, sign("＞"));
}

#[test]
fn a_value_that_cannot_be_one_of_its_field_is_named() {
    check("arrived>tomorrow", 9, |reason| {
        *reason == Reason::NoDate("tomorrow".to_owned())
    });
    check("报销 waiting>soon", 12, |reason| {
        *reason == Reason::NoDuration("soon".to_owned())
    });
    check("read=maybe", 6, |reason| {
        *reason == Reason::NoFlag("maybe".to_owned())
    });
    check("a from>张三", 3, |reason| {
        *reason == Reason::NoOrder("from".to_owned())
    });
}

#[test]
fn what_has_no_order_is_no_bound_for_a_forms_field() {
    for (query, column, text) in [
        ("amount<abc", 8, "abc"),
        ("报销 金额>=很多", 8, "很多"),
        ("amount<\"\"", 8, ""),
        ("form.title>¥", 12, "¥"),
    ] {
        let wrong = Reason::NoNumber(text.to_owned());
        check(query, column, |reason| *reason == wrong);
    }
    for query in [
        "amount<500元",
        "from_day<2026-11-01",
        "天数>3d",
        "amount=abc",
    ] {
        assert!(Query::parse(query).is_ok(), "{query}");
    }
}

#[test]
fn a_word_that_its_field_never_holds_is_named_with_the_nearest() {
    for (query, column, nearest) in [
        ("status:runing", 8, Some("running")),
        ("status=foo", 8, None),
        ("报销 verb:aprove", 9, Some("approve")),
        ("folder:nope", 8, None),
        ("folder!=tood", 9, Some("todo")),
    ] {
        check(query, column, |reason| {
            matches!(reason, Reason::NoWord(..)) && reason.nearest() == nearest
        });
    }
    for query in [
        "status:run",
        "status=other:14",
        "status:14",
        "status:驳回",
        "verb:app",
        "folder=cc",
        "folder:TODO",
    ] {
        assert!(Query::parse(query).is_ok(), "{query}");
    }
}

#[test]
fn length_and_depth_are_bounded() {
    let long = "报".repeat(LONGEST + 1);
    check(&long, LONGEST + 1, |reason| *reason == Reason::Long);
    let deep = format!("{}a{}", "(".repeat(DEEPEST + 1), ")".repeat(DEEPEST + 1));
    check(&deep, DEEPEST + 1, |reason| *reason == Reason::Deep);
    let bound = format!("{}a{}", "(".repeat(DEEPEST), ")".repeat(DEEPEST));
    assert!(Query::parse(&bound).is_ok());
}

#[test]
fn an_unknown_field_is_named_with_the_nearest_one_and_its_column() {
    let query = Query::parse("报销 amout<500").unwrap();
    let fault = query.no_field("amout", ["amount", "reason"].into_iter());
    assert_eq!(fault.column, 4);
    assert_eq!(fault.reason.nearest(), Some("amount"));
    let query = Query::parse("数量<500").unwrap();
    let fault = query.no_field("数量", ["amount"].into_iter());
    assert_eq!(fault.reason.nearest(), None);
}
