//! A plan on paper: made, changed by hand, applied to what has not changed since.

use std::path::PathBuf;

use serde_json::Value;

use super::contract::{self, assert_shape};
use super::{Answer, Server, decided};

/// What a hand does to the text of a plan.
type Change = fn(&str) -> String;

/// A plan of approvals for everything that can be approved, and where it lies.
fn planned(server: &Server) -> (PathBuf, String) {
    let made = server.zhupi(&["plan", "--verb", "approve", "--comment", "同意"]);
    let path = server.home.path("plan.txt");
    let text = made.ends(0).out;
    std::fs::write(&path, &text).unwrap();
    (path, text)
}

/// The lines of a text that are decisions.
fn decisions(text: &str) -> Vec<&str> {
    let lines = text.lines().skip(4);
    lines
        .filter(|line| {
            ["approve ", "handle "]
                .iter()
                .any(|verb| line.starts_with(verb))
        })
        .collect()
}

/// What is applied after somebody has been at it.
fn apply_changed(server: &Server, change: impl Fn(&str) -> String) -> Answer {
    let (path, text) = planned(server);
    std::fs::write(&path, change(&text)).unwrap();
    server.zhupi(&["apply", path.to_str().unwrap(), "--yes", "-o", "json"])
}

fn results(document: &Value) -> &[Value] {
    document["results"].as_array().unwrap()
}

#[test]
fn a_plan_names_what_it_is_about_and_sends_nothing() {
    let server = Server::start();
    let (_, text) = planned(&server);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("zhupi-plan 1"));
    assert_eq!(lines.next(), Some("account work"));
    assert!(lines.next().unwrap().ends_with(" 王芳"), "{text}");
    assert!(lines.next().unwrap().starts_with("made 20"), "{text}");
    assert!(decisions(&text).len() > 10, "{text}");
    assert!(decisions(&text)[0].ends_with(" -- 同意"), "{text}");
    assert_eq!(server.json(&["journal"])["items"], Value::Array(vec![]));
}

#[test]
fn a_plan_is_of_what_the_query_means() {
    let server = Server::start();
    let line = [
        "plan",
        "--verb",
        "approve",
        "--filter",
        "flow:差旅报销 from:张三",
    ];
    let text = server.zhupi(&line).ends(0).out;
    assert!(
        text.contains("# 差旅报销 · 张三提交的差旅报销 · 张三"),
        "{text}"
    );
    assert!(!text.contains("请假"), "{text}");
    server
        .zhupi(&["plan", "--verb", "approve", "--filter", "from:("])
        .ends(2);
}

#[test]
fn a_line_that_was_deleted_leaves_its_item_alone_and_the_others_are_decided_on_the_plan() {
    let server = Server::start();
    let (path, text) = planned(&server);
    let kept: Vec<_> = decisions(&text)[..2].to_vec();
    let edited = text
        .lines()
        .filter(|line| kept.contains(line) || !decisions(&text).contains(line))
        .collect::<Vec<_>>()
        .join("\n");
    let edited = edited.replacen(" -- 同意", " -- 同意，已核", 1);
    std::fs::write(&path, edited).unwrap();
    let line = ["apply", path.to_str().unwrap(), "--yes", "-o", "json"];
    let document = decided(&server.zhupi(&line).ends(0));
    assert_eq!(document["done"], 2);
    for (result, line) in results(&document).iter().zip(&kept) {
        assert_eq!(result["guard"], "plan");
        assert!(line.contains(result["id"].as_str().unwrap()));
    }
    let journal = server.json(&["journal"]);
    let mut comments: Vec<_> = super::items(&journal)
        .iter()
        .map(|entry| entry["comment"].as_str())
        .collect();
    comments.sort_unstable();
    assert_eq!(comments, [Some("同意"), Some("同意，已核")]);
    // What is done is done: a second time nothing is sent.
    let again = decided(&server.zhupi(&line).ends(3));
    assert_eq!(again["stale"], 2);
    assert_eq!(super::items(&server.json(&["journal"])).len(), 2);
}

#[test]
fn a_verb_changed_by_hand_is_what_is_sent() {
    let server = Server::start();
    let answer = apply_changed(&server, |text| {
        let first = decisions(text)
            .into_iter()
            .find(|line| line.starts_with("approve "))
            .unwrap();
        let id = first.split(' ').nth(1).unwrap();
        let changed = format!("reject {id} -- 发票缺一张");
        let rest = text
            .lines()
            .filter(|line| !decisions(text).contains(line) || *line == first);
        let rest = rest.collect::<Vec<_>>().join("\n");
        rest.replace(first, &changed)
    });
    let document = decided(&answer.ends(0));
    assert_shape(&document, &contract::decided());
    assert_eq!(results(&document).len(), 1);
    assert_eq!(results(&document)[0]["verb"], "reject");
}

#[test]
fn nonsense_is_told_with_file_and_line_and_nothing_is_sent() {
    let server = Server::start();
    let changes: [(&str, Change); 7] = [
        ("not a plan", |_| "approve 1\n".to_owned()),
        ("version 9", |text| {
            text.replacen("zhupi-plan 1", "zhupi-plan 9", 1)
        }),
        ("no verb", |text| text.replacen("\napprove ", "\nagree ", 1)),
        ("is not in this plan", |text| {
            format!("{text}approve 1234567\n")
        }),
        ("was changed", |text| {
            text.replacen("\"title\":\"", "\"title\":\"x", 1)
        }),
        ("made for office", |text| {
            text.replacen("account work", "account office", 1)
        }),
        ("head", |text| text.replacen("made ", "done ", 1)),
    ];
    for (words, change) in changes {
        let answer = apply_changed(&server, change).ends(2);
        let error = &answer.json()["error"];
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(words), "{words}: {message}");
        assert!(message.contains("plan.txt"), "{message}");
    }
    let bad = apply_changed(&server, |text| text.replacen("\napprove ", "\nagree ", 1));
    let message = bad.json()["error"]["message"].to_string();
    let (_, text) = planned(&server);
    let at = 1 + text
        .lines()
        .position(|line| line.starts_with("approve "))
        .unwrap();
    assert!(message.contains(&format!("plan.txt:{at}:")), "{message}");
    assert_eq!(server.json(&["journal"])["items"], Value::Array(vec![]));
}

#[test]
fn without_a_terminal_a_plan_is_applied_only_with_a_yes() {
    let server = Server::start();
    let (path, _) = planned(&server);
    let answer = server.zhupi(&["apply", path.to_str().unwrap()]);
    answer.ends(2).says("--yes");
    server.zhupi(&["apply", "no-such-plan", "--yes"]).ends(2);
    server
        .zhupi(&["plan", "--verb", "reject"])
        .ends(2)
        .says("--comment");
    server.zhupi(&["plan", "--verb", "transfer"]).ends(2);
}

#[test]
fn what_is_said_is_filled_for_each_item_and_stands_in_the_plan() {
    let server = Server::start();
    let comment = ["--comment", "同意，{amount} 已核"];
    let line = [
        "plan",
        "--filter",
        "flow:报销 amount<100",
        "--verb",
        "approve",
    ];
    let text = server.zhupi(&[&line[..], &comment].concat()).ends(0).out;
    assert_eq!(decisions(&text).len(), 1, "{text}");
    assert!(
        decisions(&text)[0].ends_with(" -- 同意，86.50 已核"),
        "{text}"
    );

    let line = ["approve", "--filter", "flow:报销 amount<100", "--yes"];
    server.zhupi(&[&line[..], &comment].concat()).ends(0);
    let journal = server.json(&["journal"]);
    assert_eq!(journal["items"][0]["comment"], "同意，86.50 已核");

    let line = ["plan", "--filter", "flow:请假", "--verb", "approve"];
    let text = server.zhupi(&[&line[..], &comment].concat()).ends(0).out;
    assert!(decisions(&text).is_empty(), "{text}");
    assert!(text.contains("amount"), "{text}");
    let line = ["approve", "--filter", "flow:请假", "--yes", "-o", "json"];
    let answer = server.zhupi(&[&line[..], &comment].concat()).ends(3);
    assert_eq!(answer.json()["done"], 0);
    assert_eq!(
        server.json(&["journal"])["items"].as_array().unwrap().len(),
        1
    );
}
