//! What is done with an event: its line, the command, and the sandbox that sends it.

use std::process::Command;

use serde_json::{Value, json};

use super::{Listener, PATH, lines, step, wait_for};
use crate::cli::Home;

#[test]
fn an_event_is_one_line_of_the_contract() {
    let home = Home::new();
    let file = home.path("events.jsonl");
    let listener = Listener::start(&home, "127.0.0.1:0", &["--jsonl", file.to_str().unwrap()]);
    listener.push(&step(2_055_471_203_884_171_266, 3).to_string());
    let end = json!({
        "FlowCode": 2_055_471_203_884_171_265_u64,
        "InstanceId": 2_055_471_203_884_171_266_u64,
        "EndTime": 1_793_600_299_000_u64,
        "StartUser": { "SourceUid": "wx-zhangsan", "TenantUid": "2055000000000000003" },
    });
    listener.push(&end.to_string());
    let mut events = lines(&file, 2);
    let received = events[0]["received_at"].take();
    assert!(received.as_str().unwrap().ends_with('Z'));
    assert_eq!(
        events[0],
        json!({
            "kind": "sync", "received_at": null,
            "instance_id": "2055471203884171266", "flow_code": "2055471203884171265",
            "status": "running",
            "decision": {
                "task_id": "2055471203884171269", "action": "approve",
                "approver": { "id": "2055000000000000002", "source_id": "wx-lisi" },
                "comment": "第3步", "arrived_at": "2026-11-02T06:17:15Z",
                "ended_at": "2026-11-02T06:18:19Z", "cc": [], "attachments": [],
            },
            "todo": [], "started_by": null, "started_at": null, "ended_at": null,
            "form": { "purchase": { "type": "object", "value": { "amount": 299.5 } } },
        })
    );
    assert_eq!(events[1]["kind"], "completed");
    assert_eq!(events[1]["status"], "finished");
    assert_eq!(events[1]["decision"], Value::Null);
    assert_eq!(events[1]["started_by"]["source_id"], "wx-zhangsan");
}

#[test]
fn a_command_runs_once_for_each_event_with_its_line() {
    let home = Home::new();
    let file = home.path("seen.jsonl");
    let exec = format!("cat >> '{}'", file.display());
    let listener = Listener::start(&home, "127.0.0.1:0", &["--exec", &exec]);
    for number in [1, 2, 1, 2] {
        listener.push(&step(2_055_471_203_884_171_266, number).to_string());
    }
    let seen = lines(&file, 2);
    let comments: Vec<_> = seen
        .iter()
        .map(|event| &event["decision"]["comment"])
        .collect();
    assert_eq!(comments, ["第1步", "第2步"]);
}

#[test]
fn a_command_that_keeps_failing_leaves_a_dead_letter_that_can_be_tried_again() {
    let home = Home::new();
    let (count, seen) = (home.path("count"), home.path("seen.jsonl"));
    let exec = format!("echo >> '{}'; exit 7", count.display());
    {
        let listener = Listener::start(&home, "127.0.0.1:0", &["--exec", &exec]);
        listener.push(&step(2_055_471_203_884_171_266, 1).to_string());
        wait_for(|| {
            let tries = std::fs::read_to_string(&count).unwrap_or_default();
            (!tries.is_empty()).then_some(())
        });
    }
    let retry = |exec: &[&str]| {
        let line = ["-o", "json", "listen", "--retry"];
        home.command(&[&line, exec].concat()).output().unwrap()
    };
    // What was open when it was killed is brought to its end first, and buried.
    let failed = retry(&["--exec", &exec]);
    assert_eq!(failed.status.code(), Some(3), "{failed:?}");
    let told: Value = serde_json::from_slice(&failed.stdout).unwrap();
    assert_eq!(told["dead"], 1);
    let tries = std::fs::read_to_string(&count).unwrap();
    let failed = retry(&[]);
    assert_eq!(failed.status.code(), Some(3), "{failed:?}");
    let told: Value = serde_json::from_slice(&failed.stdout).unwrap();
    assert_eq!(told, json!({ "retried": 1, "dead": 1 }));
    assert_eq!(std::fs::read_to_string(&count).unwrap(), tries + "\n");
    let worked = retry(&["--exec", &format!("cat >> '{}'", seen.display())]);
    assert_eq!(worked.status.code(), Some(0), "{worked:?}");
    let told: Value = serde_json::from_slice(&worked.stdout).unwrap();
    assert_eq!(told, json!({ "retried": 1, "dead": 0 }));
    assert_eq!(lines(&seen, 1).len(), 1);
}

#[test]
fn the_path_is_made_once_and_never_shown() {
    let home = Home::new();
    let mut said = Vec::new();
    for _ in 0..2 {
        let line = ["-o", "json", "listen", "--retry", "--exec", "true"];
        assert!(home.command(&line).output().unwrap().status.success());
        said.push(home.path("state/zhupi/listen-path").exists());
    }
    // Only who listens needs one.
    assert_eq!(said, [false, false]);
}

/// Both of the sandbox's styles push what the receiver understands.
#[test]
fn the_sandbox_pushes_what_was_decided() {
    for style in ["clean", "as-documented"] {
        let home = Home::new();
        let file = home.path("events.jsonl");
        let jsonl = ["--jsonl", file.to_str().unwrap()];
        let listener = Listener::start(&home, "127.0.0.1:0", &jsonl);
        let config = home.path("accounts.toml");
        let push = format!("http://{}{PATH}", listener.addr);
        let mut line = vec![
            "sandbox",
            "--style",
            style,
            "--push",
            &push,
            "--write-config",
        ];
        line.push(config.to_str().unwrap());
        let mut sandbox = home.command(&line).spawn().unwrap();
        wait_for(|| config.exists().then_some(()));
        let run = |args: &[&str]| {
            let mut command: Command = home.command(args);
            let output = command.env("ZHUPI_CONFIG", &config).output().unwrap();
            serde_json::from_slice::<Value>(&output.stdout).unwrap()
        };
        let todo = run(&["-o", "json", "list", "todo"]);
        let items = todo["items"].as_array().unwrap();
        let plain = |item: &&Value| item["kind"] == "approval";
        let item = items.iter().find(plain).unwrap();
        let id = item["id"].as_str().unwrap();
        let told = run(&["-o", "json", "reject", id, "--comment", "金额有误", "--yes"]);
        assert_eq!(told["done"], 1, "{told}");
        let events = lines(&file, 1);
        sandbox.kill().unwrap();
        sandbox.wait().unwrap();
        assert_eq!(events[0]["instance_id"], item["instance_id"]);
        assert_eq!(events[0]["status"], "finished");
        assert_eq!(events[0]["decision"]["action"], "reject");
        assert_eq!(events[0]["decision"]["comment"], "金额有误");
        assert_eq!(events[0]["decision"]["task_id"], id);
    }
}
