//! `--account all`: commands on every account at once, one of which may not answer.

use std::fs;
use std::net::TcpListener;

use serde_json::{Value, json};

use super::contract::{self, assert_shape};
use super::{Home, Server, id, items};

/// The accounts that the sandbox has written, with these more.
fn add(server: &Server, more: &str) {
    let text = fs::read_to_string(server.config()).unwrap();
    fs::write(server.config(), text + more).unwrap();
}

/// The names in the sandbox's own configuration.
fn names(server: &Server) -> Vec<String> {
    let accounts = server.json(&["accounts"]);
    let name = |account: &Value| account["name"].as_str().unwrap().to_owned();
    items(&accounts).iter().map(name).collect()
}

/// An account at an address where nobody listens any more.
fn refusing() -> String {
    let address = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    format!(
        "\n[accounts.gone]\nprovider = \"weda\"\nenv_id = \"lowcode-7kq2m4xd1e9b03aa\"\n\
         base_url = \"http://{address}\"\nuser_id = \"301\"\nsecret_id = \"AKIDgone\"\n\
         secret_command = \"echo nothing\"\n"
    )
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
fn a_list_of_all_accounts_is_merged_newest_first_and_names_the_account_of_each_row() {
    let server = Server::start();
    let all = server.json(&["--account", "all", "list", "--all"]);
    assert_shape(&all, &contract::list());
    let started = items(&all).iter().map(|item| item["started_at"].as_str());
    assert!(started.is_sorted_by(|one, next| one >= next));
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
fn what_works_on_one_account_says_so() {
    let server = Server::start();
    server.zhupi(&["--account", "all", "users", "王"]).ends(2);
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
