//! `--filter` and orders of the form's fields: what is listed, and what is decided.

use serde_json::Value;

use super::{Server, decided};

fn ids(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect()
}

/// The amount on an item's form.
fn amount(server: &Server, id: &str) -> f64 {
    let shown = server.json(&["show", id]);
    let parts = shown["form"].as_array().unwrap();
    let mut rows = parts
        .iter()
        .flat_map(|part| part["rows"].as_array().unwrap());
    rows.find_map(|row| row["amount"].as_str()?.parse().ok())
        .unwrap()
}

#[test]
fn a_list_shows_what_its_filter_means_rows_and_forms_alike() {
    let server = Server::start();
    let from = server.json(&["list", "--all", "--filter", "from:zs"]);
    assert!(!ids(&from).is_empty());
    assert_eq!(from["total"], ids(&from).len());
    for item in from["items"].as_array().unwrap() {
        assert_eq!(item["applicant"]["name"], "张三");
    }
    let cheap = server.json(&["list", "--all", "--filter", "flow:报销 amount<500"]);
    assert!(!ids(&cheap).is_empty());
    for id in ids(&cheap) {
        assert!(amount(&server, id) < 500.0, "{id}");
    }
    let all = server.json(&["list", "--all", "--filter", "flow:报销"]);
    let rest = server.json(&["list", "--all", "--filter", "flow:报销 -amount<500"]);
    assert_eq!(ids(&cheap).len() + ids(&rest).len(), ids(&all).len());
}

#[test]
fn a_filter_may_begin_with_a_negation_and_a_limit_applies_after_it() {
    let server = Server::start();
    let all = server.json(&["list", "--all", "--filter", "-flow:报销"]);
    let two = server.json(&["list", "--limit", "2", "--filter", "-flow:报销"]);
    assert_eq!(ids(&two), ids(&all)[..2]);
    assert_eq!(two["total"], all["total"]);
}

#[test]
fn a_column_of_the_form_is_an_order() {
    let server = Server::start();
    let line = ["list", "--all", "--filter", "flow:报销", "--sort", "amount"];
    let sorted = server.json(&line);
    let amounts: Vec<_> = ids(&sorted).iter().map(|id| amount(&server, id)).collect();
    assert!(amounts.len() > 2);
    assert!(amounts.is_sorted_by(|a, b| a >= b), "{amounts:?}");
    let back = server.json(&[&line[..], &["--reverse"]].concat());
    assert_eq!(ids(&back)[0], *ids(&sorted).last().unwrap());
}

#[test]
fn a_wrong_filter_is_wrong_usage_with_its_column() {
    let server = Server::start();
    server
        .zhupi(&["list", "--filter", "报销 (a"])
        .ends(2)
        .says("column 4")
        .says("\n  报销 (a\n       ^\n");
    let unknown = server.zhupi(&["list", "--filter", "amout<500"]);
    unknown
        .ends(2)
        .says("unknown field \"amout\"; did you mean \"amount\"?")
        .says("\n  amout<500\n  ^\n");
    server
        .zhupi(&["list", "--sort", "amout"])
        .ends(2)
        .says("amount");
    let nothing_like_it = server.zhupi(&["list", "--sort", "zzz"]).ends(2);
    assert!(!nothing_like_it.err.contains("did you mean"));
    let empty = server.zhupi(&["list", "--filter", " "]).ends(2);
    assert!(!empty.err.contains('^'), "{}", empty.err);
    let line = ["approve", "--filter", "waiting>soon", "--yes"];
    server.zhupi(&line).ends(2).says("column 9");
}

#[test]
fn a_field_is_called_unknown_only_after_every_detail_was_read() {
    let server = Server::start();
    // Only the forms of other flows have it, and only they could say that it exists.
    let line = ["list", "--all", "--filter", "flow:请假 amount>0"];
    assert!(ids(&server.json(&line)).is_empty());
    let line = ["list", "--all", "--filter", "flow:请假 amout>0"];
    server.zhupi(&line).ends(2);
}

#[test]
fn a_filter_that_matches_nothing_is_no_failure() {
    let server = Server::start();
    let list = server.json(&["list", "--filter", "from:诸葛亮"]);
    assert!(ids(&list).is_empty());
    let line = ["approve", "--filter", "from:诸葛亮", "--yes", "-o", "json"];
    let document = decided(&server.zhupi(&line).ends(0));
    assert_eq!(document["results"], Value::Array(vec![]));
}

#[test]
fn a_verb_decides_exactly_what_its_filter_means() {
    let server = Server::start();
    let query = "flow:报销 amount<500 verb=approve";
    let meant = server.json(&["list", "--all", "--filter", query]);
    assert!(ids(&meant).len() > 1);
    let line = ["approve", "--filter", query, "-o", "json"];
    let dry = decided(&server.zhupi(&[&line[..], &["--dry-run"]].concat()).ends(0));
    for result in dry["results"].as_array().unwrap() {
        assert_eq!(result["receipt"], "planned");
    }
    let answer = server.zhupi(&[&line[..], &["--yes"]].concat());
    let document = decided(&answer);
    assert_eq!(document["done"], ids(&meant).len());
    let results = document["results"].as_array().unwrap();
    let results: Vec<_> = results
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(results, ids(&meant));
    let left = server.json(&["list", "--all", "--filter", query]);
    assert!(ids(&left).is_empty());
}

#[test]
fn while_somebody_may_be_meant_nothing_is_sent() {
    let server = Server::start();
    // A reason is no number: nobody can say whether it is more than five.
    let query = "flow:报销 (from:zs | reason>5)";
    let line = ["approve", "--filter", query, "--yes", "-o", "json"];
    let document = decided(&server.zhupi(&line).ends(3));
    assert_eq!(document["done"], 0);
    let results = document["results"].as_array().unwrap();
    let count = |receipt| {
        results
            .iter()
            .filter(|one| one["receipt"] == receipt)
            .count()
    };
    assert!(count("planned") > 0);
    assert!(count("failed") > 0);
    assert_eq!(count("planned") + count("failed"), results.len());
    assert_eq!(server.json(&["counts"])["todo"], 35);
}

#[test]
fn ids_and_a_filter_exclude_each_other_and_one_is_needed() {
    let server = Server::start();
    server
        .zhupi(&["approve", "1", "--filter", "a", "--yes"])
        .ends(2);
    server.zhupi(&["approve", "--yes"]).ends(2);
}

#[test]
fn what_may_not_be_decided_in_a_batch_is_set_apart_and_named_before_the_rest_is_sent() {
    let server = Server::start();
    let all = server.json(&["list", "--all", "--filter", "verb=approve"]);
    let of = |batch: bool| {
        let items = all["items"].as_array().unwrap();
        let found = items.iter().find(|item| item["batch"] == batch);
        found.unwrap()["id"].as_str().unwrap().to_owned()
    };
    let (fits, alone) = (of(true), of(false));
    let line = ["approve", &fits, &alone, "--yes", "-o", "json"];
    let document = decided(&server.zhupi(&line).ends(3).says(&alone));
    assert_eq!(document["results"][0]["receipt"], "done");
    assert_eq!(document["results"][1]["id"], *alone);
    assert_eq!(document["results"][1]["receipt"], "failed");
    let line = ["approve", &alone, "--yes", "-o", "json"];
    decided(&server.zhupi(&line).ends(0));
}

#[test]
fn an_account_that_is_not_there_is_named_with_the_nearest() {
    let server = Server::start();
    for line in [
        &["list", "--filter", "flow:报销 account:zork"][..],
        &["--account", "all", "list", "--filter", "account=zork"],
        &["approve", "--yes", "--filter", "account!=zork"],
        &["plan", "--verb", "approve", "--filter", "-account:zork"],
    ] {
        let told = server.zhupi(line).ends(2);
        told.says("There is no account \"zork\"; did you mean \"work\"?");
    }
    // It is there, and has nothing to show beside the account that is open.
    let list = server.json(&["list", "--filter", "account:lisi"]);
    assert!(ids(&list).is_empty());
}

#[test]
fn a_step_that_asks_for_another_verb_names_it() {
    let server = Server::start();
    let mut seen = 0;
    for (verb, wanted) in [("handle", "handle"), ("submit", "submit")] {
        let query = format!("verb={verb}");
        let line = ["--comment", "票据不全", "--yes", "-o", "json"];
        let line = [&["reject", "--filter", &query][..], &line].concat();
        for result in results(&decided(&server.zhupi(&line))) {
            if result["guard"] == "fresh" && result["message"] != Value::Null {
                assert_eq!(result["message"], format!("this step asks to {wanted}"));
                seen += 1;
            }
        }
    }
    assert!(seen > 1);
}

fn results(document: &Value) -> Vec<Value> {
    document["results"].as_array().unwrap().clone()
}
