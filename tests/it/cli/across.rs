//! Decisions in several accounts by one line: each is sent through its own, and two items of the
//! same id are never taken for one.

use serde_json::{Value, json};

use super::merged::add;
use super::{Home, Server, at, can, contract, decided, front, id, items};

/// Where the next approver has to be chosen.
const NODE: &str = "数据负责人确认";

/// A second server of the same story, and its main person as an account of the first.
fn branch(server: &Server) -> Server {
    let other = Server::start();
    let text = std::fs::read_to_string(other.config()).unwrap();
    let start = text.find("[accounts.work]").unwrap();
    let length = text[start..].find("\n\n").unwrap();
    let work = &text[start..start + length];
    add(
        server,
        &format!("\n{}\n", work.replace(".work]", ".branch]")),
    );
    other
}

/// What a command on all accounts did.
#[track_caller]
fn done(server: &Server, line: &[&str], code: i32) -> Value {
    let line = [&["--account", "all", "-o", "json"], line].concat();
    let document = server.zhupi(&line).ends(code).json();
    contract::assert_shape(&document, &contract::of_accounts(contract::decided()));
    document
}

/// Account and id of each result.
fn pairs(document: &Value) -> Vec<(&str, &str)> {
    let results = document["results"].as_array().unwrap().iter();
    results
        .map(|one| (one["account"].as_str().unwrap(), id(one)))
        .collect()
}

/// The first to-do of an account that can be approved together with others.
fn todo_of(server: &Server, account: &str) -> Value {
    let list = server.json(&["--account", account, "list", "--all"]);
    let mut items = items(&list).iter();
    let fits = |item: &&Value| can("approve")(item) && item["batch"] == true;
    items.find(fits).unwrap().clone()
}

#[test]
fn items_of_several_accounts_are_decided_by_one_line_in_its_order() {
    let server = Server::start();
    let (one, other) = (todo_of(&server, "lisi"), todo_of(&server, "linguodong"));
    let document = done(&server, &["approve", id(&one), id(&other), "--yes"], 0);
    let wanted = [("lisi", id(&one)), ("linguodong", id(&other))];
    assert_eq!(pairs(&document), wanted);
    assert_eq!(document["done"], 2);
    let journal = server.json(&["journal"]);
    let hands = items(&journal)
        .iter()
        .map(|one| one["hand"]["name"].as_str().unwrap());
    let mut hands: Vec<_> = hands.collect();
    hands.sort_unstable();
    assert_eq!(hands, ["李四", "林国栋"]);
}

#[test]
fn a_filter_chooses_among_the_items_of_all_accounts() {
    let server = Server::start();
    let query = ["--filter", "(account=lisi | account=linguodong) batch:true"];
    let line = [&["approve", "--dry-run"][..], &query].concat();
    let document = done(&server, &line, 0);
    for account in ["lisi", "linguodong"] {
        let pairs = pairs(&document);
        let theirs = pairs.iter().filter(|(of, _)| *of == account);
        let line = ["--account", account, "list", "--filter", "batch:true"];
        let alone = items(&server.json(&line)).len();
        assert!(alone > 0, "{account}");
        assert_eq!(theirs.count(), alone, "{account}");
    }
    let approve = ["approve", "--yes", "--filter"];
    let query = format!("id={}", id(&todo_of(&server, "lisi")));
    let document = done(&server, &[&approve[..], &[&query]].concat(), 0);
    assert_eq!(document["results"][0]["account"], "lisi");
    assert_eq!(document["done"], 1);
}

#[test]
fn what_an_account_cannot_do_is_told_of_its_items_and_the_others_are_decided() {
    let server = Server::start();
    let lisi = todo_of(&server, "lisi");
    let query = format!("account=crm | id={}", id(&lisi));
    let document = done(&server, &["approve", "--yes", "--filter", &query], 3);
    assert_eq!(document["done"], 1);
    assert!(document["failed"].as_u64().unwrap() > 1);
    for result in document["results"].as_array().unwrap() {
        let wanted = if result["account"] == "crm" {
            "failed"
        } else {
            "done"
        };
        assert_eq!(result["receipt"], wanted);
    }
    done(&server, &["approve", "--yes", "--filter", "account=crm"], 4);
}

#[test]
fn the_same_id_in_two_accounts_is_told_with_both_and_nothing_is_sent() {
    let server = Server::start();
    let _other = branch(&server);
    let item = todo_of(&server, "work");
    assert_eq!(id(&todo_of(&server, "branch")), id(&item));
    for line in [&["show", id(&item)][..], &["approve", id(&item), "--yes"]] {
        let line = [&["--account", "all"], line].concat();
        let told = server.zhupi(&line).ends(1);
        told.says("work").says("branch").says("--account");
    }
    assert!(items(&server.json(&["journal"])).is_empty());

    let line = [
        "--account",
        "branch",
        "approve",
        id(&item),
        "--yes",
        "-o",
        "json",
    ];
    assert_eq!(decided(&server.zhupi(&line).ends(0))["done"], 1);
    let journal = server.json(&["journal"]);
    assert_eq!(items(&journal)[0]["account"], "branch");
    // The same task of the other account is another task.
    let line = [
        "--account",
        "work",
        "approve",
        id(&item),
        "--yes",
        "-o",
        "json",
    ];
    assert_eq!(decided(&server.zhupi(&line).ends(0))["done"], 1);
    let journal = server.json(&["--account", "all", "journal"]);
    assert_eq!(items(&journal)[1]["account"], "work");
}

#[test]
fn a_plan_of_several_accounts_keeps_items_of_the_same_id_apart() {
    let server = Server::start();
    let _other = branch(&server);
    let item = todo_of(&server, "work");
    let query = format!("id={} (account=work | account=branch)", id(&item));
    let plan = [
        "--account",
        "all",
        "plan",
        "--verb",
        "approve",
        "--filter",
        &query,
    ];
    let text = server.zhupi(&plan).ends(0).out;
    let head: Vec<_> = text.lines().take(5).collect();
    assert_eq!((head[1], head[3]), ("account branch", "account work"));
    for account in ["work", "branch"] {
        let line = format!("\napprove {account}/{}\n", id(&item));
        assert!(text.contains(&line), "{text}");
    }
    let path = server.home.path("plan.txt");
    std::fs::write(&path, &text).unwrap();
    let apply = ["apply", path.to_str().unwrap(), "--yes"];
    // Neither of the accounts alone is whose plan it is.
    server.zhupi(&apply).ends(2).says("--account all");
    let kept = text.replace(&format!("approve work/{}", id(&item)), "");
    std::fs::write(&path, kept).unwrap();
    let document = done(&server, &apply, 0);
    assert_eq!(pairs(&document), [("branch", id(&item))]);
    std::fs::write(&path, &text).unwrap();
    let document = done(&server, &apply, 3);
    assert_eq!(
        pairs(&document),
        [("branch", id(&item)), ("work", id(&item))]
    );
    let receipts = document["results"].as_array().unwrap().iter();
    let receipts: Vec<_> = receipts.map(|one| &one["receipt"]).collect();
    assert_eq!(receipts, ["stale", "done"]);
}

#[test]
fn people_are_those_whom_each_account_knows() {
    let server = Server::start();
    let (one, other) = (todo_of(&server, "lisi"), todo_of(&server, "linguodong"));
    let line = ["transfer", id(&one), id(&other), "--to", "王五", "--yes"];
    let document = done(&server, &line, 0);
    assert_eq!(document["done"], 2);
    let item = todo_of(&server, "lisi");
    let nobody = ["transfer", id(&item), "--to", "nobody", "--yes"];
    let line = [&["--account", "all"], &nobody[..]].concat();
    server.zhupi(&line).ends(1).says("nobody");
}

#[test]
fn a_choice_of_next_approvers_is_made_in_its_own_account() {
    let server = Server::start();
    let _other = branch(&server);
    let item = server.item("todo", at(NODE));
    for account in ["work", "branch"] {
        let line = ["--account", account, "approve", id(&item), "--yes"];
        server.zhupi(&line).ends(3);
    }
    let waiting = server.json(&["--account", "all", "next"]);
    contract::assert_shape(&waiting, &contract::choices());
    let accounts: Vec<_> = items(&waiting).iter().map(|one| &one["account"]).collect();
    assert_eq!(accounts, ["work", "branch"]);
    let choose = ["next", id(&item), "--all"];
    let ambiguous = server.zhupi(&[&["--account", "all"], &choose[..]].concat());
    ambiguous.ends(1).says("work").says("branch");
    server
        .zhupi(&[&["--account", "branch"], &choose[..]].concat())
        .ends(0);
    let document = done(&server, &choose, 0);
    assert_eq!(pairs(&document), [("work", id(&item))]);
    assert_eq!(
        server.json(&["--account", "all", "next"]),
        json!({"items": []})
    );
}

/// Lets every item be decided in a batch, which the story allows at few nodes.
fn in_batches(server: &Server) {
    let word = "\"IsSupportBatchHandle\":";
    let (was, is) = (format!("{word}false"), format!("{word}true"));
    let front = front::start(&server.base_url, was, is);
    let text = std::fs::read_to_string(server.config()).unwrap();
    std::fs::write(server.config(), text.replace(&server.base_url, &front)).unwrap();
}

#[test]
fn next_approvers_are_chosen_for_each_of_several_items() {
    let server = Server::start();
    in_batches(&server);

    let list = server.json(&["list", "--all"]);
    let ids: Vec<_> = items(&list)
        .iter()
        .filter(|item| at(NODE)(item))
        .map(id)
        .collect();
    assert!(ids.len() > 1, "{ids:?}");
    let chosen = server.json(&["users", "何军"])["items"][0]["id"].clone();
    let line = ["approve", "--yes", "-o", "json", "--next", "何军", "--"];
    let document = decided(&server.zhupi(&[&line[..], &ids].concat()).ends(0));
    assert_eq!(document["done"], ids.len());
    for result in document["results"].as_array().unwrap() {
        assert_eq!(result["next"], json!([]));
        let item = server.item("done", |item| item["id"] == result["id"]);
        let tasks = server.json(&["tasks", item["instance_id"].as_str().unwrap()]);
        let open = items(&tasks).iter().filter(|task| task["status"] == "open");
        let asked: Vec<_> = open.map(|task| &task["assignee"]["id"]).collect();
        assert_eq!(asked, [&chosen]);
    }
    assert!(items(&server.json(&["next"])).is_empty());
}

#[test]
fn who_is_offered_for_none_of_several_items_leaves_each_choice_open() {
    let server = Server::start();
    in_batches(&server);

    let query = format!("node:{NODE}");
    let line = [
        "approve", "--yes", "-o", "json", "--filter", &query, "--next", "张三",
    ];
    let document = decided(&server.zhupi(&line).ends(3));
    let results = document["results"].as_array().unwrap();
    assert!(results.len() > 1);
    assert_eq!(document["done"], results.len());
    for result in results {
        assert_eq!(result["next"].as_array().unwrap().len(), 2);
        assert!(result["message"].is_string());
    }
    assert_eq!(items(&server.json(&["next"])).len(), results.len());
}

#[test]
fn what_nobody_knows_the_end_of_is_looked_up_in_each_account() {
    let home = Home::new();
    let faults = home.path("faults.toml");
    let lost = "[[fault]]\ninterface = \"CompleteTask\"\nkind = \"cut-after\"\n\
        [[fault]]\ninterface = \"GetFlowInstanceOperations\"\nkind = \"cut-before\"\n";
    std::fs::write(&faults, lost).unwrap();
    let server = Server::with(&["--faults", faults.to_str().unwrap()]);
    let (one, other) = (todo_of(&server, "lisi"), todo_of(&server, "linguodong"));
    let document = done(&server, &["approve", id(&one), id(&other), "--yes"], 3);
    assert_eq!(document["unknown"], 2, "{document}");
    let resume = ["resume", "-o", "json"];
    let resumed = server.zhupi(&[&["--account", "all"], &resume[..]].concat());
    let resumed = resumed.ends(3).json();
    contract::assert_shape(&resumed, &contract::journal());
    let accounts = items(&resumed)
        .iter()
        .map(|one| one["account"].as_str().unwrap());
    let mut accounts: Vec<_> = accounts.collect();
    accounts.sort_unstable();
    assert_eq!(accounts, ["linguodong", "lisi"]);
}

#[test]
fn an_id_goes_before_an_instance_that_others_know_by_it() {
    let server = Server::start();
    let list = server.json(&["--account", "zhangsan", "list", "created"]);
    let todo = server.json(&["list", "--all"]);
    let waits = |request: &&Value| {
        let mut todo = items(&todo).iter();
        todo.any(|item| item["instance_id"] == request["id"])
    };
    let request = items(&list).iter().find(waits).unwrap();
    let shown = server.json(&["--account", "all", "show", id(request)]);
    assert_eq!(shown["item"]["account"], "zhangsan");
    // What can be done to it there goes before what cannot.
    let line = ["stop", id(request), "--reason", "重复", "--dry-run"];
    assert_eq!(pairs(&done(&server, &line, 0)), [("zhangsan", id(request))]);
}
