//! `--account all`: commands on every account at once, one of which may not answer.

use std::fs;
use std::net::TcpListener;

use serde_json::{Value, json};

use super::contract::{self, assert_shape};
use super::{Home, Server, id, items};

/// The accounts that the sandbox has written, with these more.
pub(super) fn add(server: &Server, more: &str) {
    let text = fs::read_to_string(server.config()).unwrap();
    fs::write(server.config(), text + more).unwrap();
}

/// The names in the sandbox's own configuration.
fn names(server: &Server) -> Vec<String> {
    let accounts = server.json(&["accounts"]);
    let name = |account: &Value| account["name"].as_str().unwrap().to_owned();
    items(&accounts).iter().map(name).collect()
}

/// An account at an address of this machine.
pub(super) fn account(name: &str, address: &str) -> String {
    format!(
        "\n[accounts.{name}]\nprovider = \"weda\"\nenv_id = \"lowcode-7kq2m4xd1e9b03aa\"\n\
         base_url = \"http://{address}\"\nuser_id = \"301\"\nsecret_id = \"AKID{name}\"\n\
         secret_command = \"echo nothing\"\n"
    )
}

/// An account at an address where nobody listens any more.
fn refusing() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    account("gone", &listener.local_addr().unwrap().to_string())
}

/// The document of a command on all accounts.
fn all(server: &Server, line: &[&str]) -> Value {
    server.json(&[&["--account", "all"], line].concat())
}

#[test]
fn counts_of_all_accounts_are_their_sum() {
    let server = Server::start();
    let sum: u64 = names(&server)
        .iter()
        .map(|name| {
            server.json(&["--account", name, "counts"])["todo"]
                .as_u64()
                .unwrap()
        })
        .sum();
    let all = server.json(&["--account", "all", "counts"]);
    assert_shape(&all, &contract::counts());
    assert_eq!(all["todo"], sum);
}

#[test]
fn of_an_id_without_a_name_a_table_shows_its_end_and_json_all_of_it() {
    let server = Server::start();
    let table = server.zhupi(&["--account", "crm", "list"]).ends(0);
    assert!(table.out.contains('…') && !table.out.contains("FSUID_"));
    let whole = server.json(&["--account", "crm", "list"]);
    let from = items(&whole)[0]["applicant"]["id"].as_str().unwrap();
    assert!(from.starts_with("FSUID_"));
    let end = from.get(from.len() - 4..).unwrap();
    assert!(table.out.contains(&format!("…{end}")), "{}", table.out);
}

#[test]
fn a_list_of_all_accounts_is_merged_newest_first_and_names_the_account_of_each_row() {
    let server = Server::start();
    let all = server.json(&["--account", "all", "list", "--all"]);
    assert_shape(&all, &contract::list());
    // Where a list does not say when a request began, it stands where it came.
    let placed = items(&all).iter().map(|item| {
        let started = item["started_at"].as_str();
        started.or(item["arrived_at"].as_str()).unwrap()
    });
    assert!(placed.is_sorted_by(|one, next| one >= next));
    for name in names(&server) {
        let alone = server.json(&["--account", &name, "list", "--all"]);
        let theirs = items(&all).iter().filter(|item| item["account"] == *name);
        assert_eq!(theirs.count() as u64, alone["total"].as_u64().unwrap());
    }
    let first = server.json(&["--account", "all", "list", "--limit", "5"]);
    assert_eq!(items(&first), &items(&all)[..5]);
    assert_eq!(first["total"], all["total"]);
}

#[test]
fn the_table_of_several_accounts_has_a_column_for_them() {
    let server = Server::start();
    let table = server.zhupi(&["--account", "all", "list", "--lang", "zh"]);
    assert!(table.out.contains("账户"), "{}", table.out);
    let alone = server.zhupi(&["list", "--lang", "zh"]);
    assert!(!alone.out.contains("账户"), "{}", alone.out);
}

#[test]
fn an_order_and_a_filter_hold_across_accounts() {
    let server = Server::start();
    let all = ["--account", "all", "list", "--all"];
    let sorted = server.json(&[&all[..], &["--sort", "id"]].concat());
    let ids = items(&sorted).iter().map(|item| id(item).to_owned());
    let ids: Vec<_> = ids.collect();
    assert!(ids.iter().map(|id| (id.len(), id)).is_sorted());
    let work = server.json(&[&all[..], &["--filter", "account=work"]].concat());
    assert_eq!(work["total"], server.json(&["counts"])["todo"]);
    assert!(items(&work).iter().all(|item| item["account"] == "work"));
}

#[test]
fn an_account_that_fails_is_told_and_the_others_answer() {
    let server = Server::start();
    let healthy = server.json(&["--account", "all", "counts"]);
    add(&server, &refusing());
    let answer = server.zhupi(&["--account", "all", "counts", "-o", "json"]);
    let told: Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(told, healthy);
    assert_eq!(answer.code, Some(3));
    assert!(answer.err.contains("gone: "), "{}", answer.err);
}

#[test]
fn an_item_is_decided_in_the_account_that_has_it() {
    let server = Server::start();
    let all = server.json(&["--account", "all", "list", "--all"]);
    let of_another = items(&all)
        .iter()
        .find(|item| item["account"] != "work" && item["verbs"] == json!(["approve", "reject"]))
        .or_else(|| items(&all).iter().find(|item| item["account"] != "work"))
        .unwrap();
    let shown = server.json(&["--account", "all", "show", id(of_another)]);
    assert_eq!(shown["item"]["account"], of_another["account"]);
    let line = ["--account", "all", "approve", id(of_another), "--yes"];
    let decided = server.json(&line);
    assert_eq!(decided["done"], 1, "{decided}");
    let records = server.json(&["--account", "all", "journal"]);
    assert_eq!(items(&records)[0]["account"], of_another["account"]);
}

#[test]
fn nothing_is_decided_by_id_while_an_account_cannot_be_asked_whose_it_is() {
    let server = Server::start();
    let todo = id(&items(&server.json(&["list"]))[0]).to_owned();
    add(&server, &refusing());
    let refused = server.zhupi(&["--account", "all", "approve", &todo, "--yes"]);
    assert_eq!(refused.code, Some(5), "{}", refused.err);
    let journal = server.json(&["journal"]);
    assert!(items(&journal).is_empty());
}

#[test]
fn what_makes_no_sense_for_several_accounts_names_those_there_are() {
    let server = Server::start();
    let line = ["--account", "all", "start", "flow_leave"];
    let refused = server.zhupi(&line).ends(2).says("--account");
    refused.says("work").says("office");
}

#[test]
fn people_flows_instances_and_messages_name_the_account_of_each_row() {
    let server = Server::start();
    for (line, shape) in [
        (&["users", "王"][..], contract::users()),
        (&["flows"], contract::flows()),
        (&["instances", "--limit", "9"], contract::instances()),
        (&["messages", "--limit", "9"], contract::messages()),
    ] {
        let told = all(&server, line);
        assert_shape(&told, &contract::of_accounts(shape));
        assert!(items(&told).len() > 1, "{line:?}");
        assert!(items(&told).iter().all(|row| row["account"].is_string()));
    }
    let csv = server.zhupi(&["--account", "all", "users", "nobody", "-o", "csv"]);
    assert!(csv.out.starts_with("account,id,"), "{}", csv.out);
    let table = server.zhupi(&["--account", "all", "flows", "--lang", "zh"]);
    assert!(table.out.contains("账户"), "{}", table.out);
}

#[test]
fn instances_and_messages_of_several_accounts_are_merged_the_latest_first() {
    let server = Server::start();
    for (line, time, total) in [
        (["instances", "--limit", "30"], "started_at", "total"),
        (["messages", "--limit", "30"], "created_at", "unread"),
    ] {
        let told = all(&server, &line);
        assert_eq!(items(&told).len(), 30);
        let times = items(&told).iter().map(|row| row[time].as_str());
        assert!(times.is_sorted_by(|one, next| one >= next), "{line:?}");
        let alone = server.json(&line);
        assert!(told[total].as_u64() > alone[total].as_u64(), "{line:?}");
    }
}

#[test]
fn messages_are_marked_in_the_accounts_that_have_them() {
    let server = Server::start();
    let of = |account| {
        let unread = ["--account", account, "messages", "--unread", "--limit", "1"];
        items(&server.json(&unread))[0]["id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let (one, other) = (of("work"), of("lisi"));
    assert_eq!(
        all(&server, &["messages", "read", &one, &other])["count"],
        2
    );
    assert_ne!(of("work"), one);
    assert_ne!(of("lisi"), other);
    let unknown = ["--account", "all", "messages", "read", "12", "--lang", "en"];
    server.zhupi(&unknown).ends(1).says("12");
}

#[test]
fn a_flow_and_its_tasks_are_what_all_accounts_say_who_see_them() {
    let server = Server::start();
    let item = server.item("todo", |_| true);
    let instance = item["instance_id"].as_str().unwrap();
    for line in [
        &["canvas", "--instance", instance][..],
        &["tasks", instance],
    ] {
        assert_eq!(all(&server, line), server.json(line));
    }
    let drawn = all(&server, &["canvas", id(&item)]);
    assert_eq!(drawn, server.json(&["canvas", id(&item)]));
}

#[test]
fn a_query_that_names_an_account_asks_no_other() {
    let server = Server::start();
    let work = ["list", "--filter", "account=work", "--limit", "1"];
    let healthy = all(&server, &work);
    add(&server, &refusing());
    let answer = server.zhupi(&[&["--account", "all", "-o", "json"], &work[..]].concat());
    assert_eq!(answer.ends(0).json(), healthy);
    let other = ["--account", "all", "list", "--filter", "-account=work"];
    server.zhupi(&other).ends(3).says("gone");
}

#[test]
fn a_field_of_one_account_is_no_error_of_the_others() {
    let server = Server::start();
    let told = all(&server, &["list", "--filter", "amount<200", "--all"]);
    assert!(!items(&told).is_empty());
    let nowhere = ["--account", "all", "list", "--filter", "no_such_field>1"];
    server.zhupi(&nowhere).ends(2).says("no_such_field");
}

#[test]
fn an_account_that_is_silent_is_told_and_the_others_answer() {
    let server = Server::start();
    let healthy = all(&server, &["list", "--limit", "3"]);
    let mute = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = mute.local_addr().unwrap().to_string();
    add(&server, &(account("mute", &address) + &refusing()));
    let line = ["--account", "all", "list", "--limit", "3", "-o", "json"];
    let answer = server.zhupi(&line).ends(3);
    assert_eq!(answer.json(), healthy);
    answer.says("mute: ").says("5 s").says("gone: ");
    // Nobody can say whether it has the item too.
    let of_work = id(&items(&healthy)[0]).to_owned();
    let line = ["--account", "all", "approve", &of_work, "--yes"];
    server.zhupi(&line).ends(5).says("--account");
    assert!(items(&server.json(&["journal"])).is_empty());
}

#[test]
fn all_cannot_be_the_name_of_an_account() {
    let home = Home::new();
    let config = home.path("config.toml");
    fs::write(&config, "[accounts.all]\nprovider = \"weda\"\n").unwrap();
    let answer = home.zhupi(&["--config", config.to_str().unwrap(), "counts"]);
    assert!(answer.err.contains("every account"), "{}", answer.err);
    assert_ne!(answer.code, Some(0));
}

#[test]
fn what_sets_one_account_up_says_that_all_are_none() {
    let server = Server::start();
    for line in [
        &["doctor"][..],
        &["logout"],
        &["login"],
        &["config", "check"],
    ] {
        let line = [&["--account", "all"], line].concat();
        let answer = server.zhupi(&line).ends(2);
        let told = answer.out + &answer.err;
        assert!(told.contains("one account at a time"), "{line:?}: {told}");
    }
}

#[test]
fn a_server_that_is_slow_is_waited_for_as_long_as_it_answers_at_all() {
    let server = Server::start();
    let slow = Server::with(&["--latency", "2000"]);
    let text = fs::read_to_string(slow.config()).unwrap();
    let start = text.find("[accounts.lisi]").unwrap();
    let length = text[start..].find("\n\n").unwrap();
    let account = text[start..start + length].replace(".lisi]", ".slow]");
    add(&server, &format!("\n{account}\n"));
    // Token, page and the details one after the other take longer than silence may.
    let line = [
        "list",
        "--filter",
        "(account=slow | account=work) amount>0",
        "--all",
    ];
    let told = all(&server, &line);
    let of = |name| {
        items(&told)
            .iter()
            .filter(|item| item["account"] == name)
            .count()
    };
    assert!(of("slow") > 0 && of("work") > 0, "{told}");
}

#[test]
fn the_demo_has_accounts_of_all_kinds_to_ask_at_once() {
    let answer = super::zhupi(&["demo", "list", "--account", "all", "--all", "-o", "json"]);
    let told = answer.ends(0).json();
    for account in ["work", "office", "crm"] {
        assert!(
            items(&told).iter().any(|item| item["account"] == account),
            "{account}"
        );
    }
}

#[test]
fn where_no_account_answers_each_is_told_with_its_reason() {
    let home = Home::new();
    let config = home.path("config.toml");
    let both = refusing() + &refusing().replace("gone", "away");
    fs::write(&config, both).unwrap();
    let line = [
        "--config",
        config.to_str().unwrap(),
        "--account",
        "all",
        "counts",
    ];
    home.zhupi(&line).ends(5).says("away: ").says("gone: ");
}
