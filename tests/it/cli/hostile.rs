//! Texts that a terminal would obey: no command lets them reach one, in any format.

use serde_json::Value;
use zhupi::domain::text;

use super::{Server, can, front, id};

/// An escape sequence, another that begins with one character, a direction, and nothing that can
/// be seen: as JSON spells them.
const ESCAPED: &str = "\\u001b[2J\\u009b31m\\u202e\\u200b";

/// The same as they are.
const RAW: &str = "\u{1b}[2J\u{9b}31m\u{202e}\u{200b}";

/// What is left of them where nothing can be spelt otherwise.
const NEUTRAL: &str = "\u{fffd}[2J\u{fffd}31m";

/// A server whose people and flows have hostile names.
fn hostile() -> Server {
    let server = Server::start();
    let between = |first: &str, second: &str| format!("{first}{ESCAPED}{second}");
    let people = front::start(&server.base_url, "张三".to_owned(), between("张", "三"));
    let all = front::start(&people, "报销".to_owned(), between("报", "销"));
    let text = std::fs::read_to_string(server.config()).unwrap();
    std::fs::write(server.config(), text.replace(&server.base_url, &all)).unwrap();
    server
}

/// What a command writes in every format; in each, and only as an escape, it says what the server
/// did.
#[track_caller]
fn check(server: &Server, line: &[&str]) {
    for format in ["table", "json", "jsonl", "csv"] {
        let answer = server.zhupi(&[line, &["-o", format]].concat());
        for written in [&answer.out, &answer.err] {
            assert_eq!(text::neutral_lines(written), *written, "{line:?} {format}");
        }
        let told = match format {
            "json" | "jsonl" => ESCAPED,
            _ => NEUTRAL,
        };
        assert!(answer.out.contains(told), "{line:?} {format}: {answer:?}");
    }
}

/// A to-do whose applicant and flow have such names.
#[track_caller]
fn todo(server: &Server) -> Value {
    server.item("todo", |item| {
        let title = item["title"].as_str().unwrap();
        can("approve")(item) && title.starts_with('张') && title.ends_with('销')
    })
}

#[test]
fn what_a_server_says_reaches_no_terminal_as_a_command_to_it() {
    let server = hostile();
    let item = todo(&server);
    let instance = item["instance_id"].as_str().unwrap();
    for line in [
        &["list", "--all"][..],
        &["show", id(&item)],
        &["canvas", id(&item)],
        &["users", "张"],
        &["messages", "--all"],
        &["flows"],
        &["instances", "--all"],
        &["tasks", instance],
    ] {
        check(&server, line);
    }
    for drawing in ["dot", "mermaid"] {
        let line = ["canvas", id(&item), "--format", drawing];
        let drawn = server.zhupi(&line).ends(0).shows(NEUTRAL).out;
        assert_eq!(text::neutral_lines(&drawn), drawn);
    }
    let raw = server.zhupi(&["show", id(&item), "--raw"]).ends(0);
    assert_eq!(text::neutral_lines(&raw.out), raw.out);
}

#[test]
fn in_json_it_is_still_what_the_server_said() {
    let server = hostile();
    let item = todo(&server);
    assert_eq!(item["applicant"]["name"], format!("张{RAW}三"));
    let raw = server.json(&["show", id(&item), "--raw"]).to_string();
    assert!(raw.contains("\\u001b[2J\u{9b}31m"), "{raw}");
}

#[test]
fn what_was_said_with_a_decision_reaches_no_terminal_as_a_command_to_it() {
    let server = hostile();
    let item = todo(&server);
    let line = ["approve", id(&item), "--yes", "--comment", RAW];
    server.zhupi(&line).ends(0);
    check(&server, &["journal"]);
    check(&server, &["show", id(&item)]);
}

#[test]
fn a_plan_can_be_looked_at_and_is_still_what_was_decided_on() {
    let server = hostile();
    let item = todo(&server);
    let query = format!("id={}", id(&item));
    let line = ["plan", "--filter", &query, "--verb", "approve"];
    let comment = ["--comment", "{title}已核"];
    let plan = server.zhupi(&[&line[..], &comment].concat()).ends(0).out;
    assert_eq!(text::neutral_lines(&plan), plan);
    assert!(plan.contains(ESCAPED) && plan.contains(NEUTRAL), "{plan}");
    let file = server.home.path("plan");
    std::fs::write(&file, plan).unwrap();
    let line = ["apply", file.to_str().unwrap(), "--yes"];
    server.zhupi(&line).ends(0);
}
