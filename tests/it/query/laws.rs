//! What holds for every query, every text and every item.

use proptest::prelude::*;
use serde_json::json;
use zhupi::domain::query::{At, Comparison, Expr, Field, Literal, Op, Query, Truth};

use super::{facts, truth};
use crate::support::papers::todo;

fn truths() -> impl Strategy<Value = Truth> {
    prop_oneof![Just(Truth::False), Just(Truth::Unknown), Just(Truth::True)]
}

/// Fields whose literal may be any text.
fn comparisons() -> impl Strategy<Value = Expr> {
    let field = prop_oneof![
        Just(Field::From),
        Just(Field::Flow),
        "[a-z金额.\" （-]{1,6}".prop_map(|name| Field::parse(&name)),
        Just(Field::Form("title".to_owned())),
    ];
    let op = prop_oneof![Just(Op::Contains), Just(Op::Is), Just(Op::IsNot)];
    (field, op, ".{0,8}")
        .prop_filter("a field that takes any text", |(field, _, _)| {
            matches!(field, Field::From | Field::Flow | Field::Form(_))
        })
        .prop_map(|(field, op, text)| {
            Expr::Compare(Comparison {
                field,
                op,
                with: Literal::new(text),
                at: At::default(),
            })
        })
}

fn queries() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![".{0,8}".prop_map(Expr::Word), comparisons()];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Expr::And),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Expr::Or),
            inner.prop_map(|inner| Expr::Not(Box::new(inner))),
        ]
    })
}

proptest! {
    #[test]
    fn and_or_and_not_obey_de_morgan(a in truths(), b in truths()) {
        prop_assert_eq!(!Truth::all([a, b]), Truth::any([!a, !b]));
        prop_assert_eq!(!Truth::any([a, b]), Truth::all([!a, !b]));
        prop_assert_eq!(!!a, a);
    }

    #[test]
    fn and_and_or_commute_associate_absorb_and_distribute(
        a in truths(), b in truths(), c in truths()
    ) {
        prop_assert_eq!(Truth::all([a, b]), Truth::all([b, a]));
        prop_assert_eq!(Truth::all([a, Truth::all([b, c])]), Truth::all([a, b, c]));
        prop_assert_eq!(Truth::any([a, Truth::any([b, c])]), Truth::any([a, b, c]));
        prop_assert_eq!(Truth::all([a, Truth::any([a, b])]), a);
        let both = Truth::any([Truth::all([a, b]), Truth::all([a, c])]);
        prop_assert_eq!(Truth::all([a, Truth::any([b, c])]), both);
    }

    #[test]
    fn what_is_printed_parses_to_the_same(expr in queries()) {
        let printed = expr.to_string();
        let parsed = Query::parse(&printed);
        prop_assert_eq!(parsed.map(|query| query.expr().clone()), Ok(expr), "{}", printed);
    }

    #[test]
    fn no_text_is_too_strange_and_every_column_lies_within_it(
        text in "[a-z0-9 :<>=!()|\"\\-－：“（｜金额]{0,40}|\\PC{0,60}"
    ) {
        match Query::parse(&text) {
            Ok(query) => {
                let again = Query::parse(&query.to_string());
                prop_assert_eq!(again.map(|query| query.to_string()), Ok(query.to_string()));
            }
            Err(fault) => prop_assert!((1..=text.chars().count() + 1).contains(&fault.column)),
        }
    }

    #[test]
    fn a_query_and_its_negation_never_match_together_and_an_unknown_matches_neither(
        expr in queries(), read in any::<bool>()
    ) {
        let item = todo(1, "差旅报销", "张三", 25);
        let facts = facts(json!({"amount": 5, "title": "x"}));
        let facts = read.then_some(&facts);
        let is = truth(&expr.to_string(), &item, facts);
        let is_not = truth(&Expr::Not(Box::new(expr)).to_string(), &item, facts);
        prop_assert_eq!(is_not, !is);
        prop_assert_eq!(is == Truth::Unknown, is_not == Truth::Unknown);
    }

    #[test]
    fn what_a_row_tells_no_detail_takes_back(amount in 0..1000_i64, bound in 0..1000_i64) {
        let item = todo(1, "差旅报销", "张三", 25);
        let facts = facts(json!({"amount": amount}));
        let query = format!("from:zs (amount<{bound} | from:李四)");
        prop_assert_eq!(truth(&query, &item, None), Truth::Unknown);
        prop_assert_eq!(truth(&query, &item, Some(&facts)), (amount < bound).into());
    }
}
