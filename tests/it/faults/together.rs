//! Two processes at once: what one is at, the other leaves alone.

use serde_json::Value;
use tokio::process::Child;

use super::{World, answer, receipt, rows, text};

/// The server puts every decision off; whoever sends one asks again and again.
const PUT_OFF: &str = "[[fault]]\ninterface = \"CompleteTask\"\nkind = \"rate\"";

impl World {
    /// An approval that has an intent and gets no answer until the faults are lifted. It is the
    /// journal's `nth`.
    async fn put_off(&self, task: &str, nth: u32) -> Child {
        let process = self.command(["approve", task, "--yes"]).spawn().unwrap();
        self.records().await.hold(nth).await;
        process
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_process_is_at_is_neither_settled_nor_decided() {
    let world = World::new().await;
    let task = world.todo().await;
    world.faults(PUT_OFF);
    let at_it = world.put_off(&task, 1).await;

    let resumed = world.zhupi(["resume"]).await.ends(0);
    assert_eq!(rows(&resumed), Vec::<Value>::new());
    let other = world.zhupi(["approve", &task, "--yes"]).await.ends(3);
    assert_eq!(receipt(&other), "failed");
    let message = &other.json()["results"][0]["message"];
    assert_eq!(message, "another zhupi is at it");
    assert_eq!(world.decided(&task), 0);

    world.faults("");
    let first = answer(at_it.wait_with_output().await.unwrap()).ends(0);
    assert_eq!(receipt(&first), "done");
    assert_eq!(world.decided(&task), 1);
    let journal = world.journal().await;
    assert_eq!(journal.len(), 1);
    assert_eq!(journal[0]["receipt"], "done");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_dead_are_recovered() {
    let world = World::new().await;
    let tasks = world.todos().await;
    world.faults(PUT_OFF);
    let alive = world.put_off(&tasks[0], 1).await;
    let mut dead = world.put_off(&tasks[1], 2).await;
    dead.kill().await.unwrap();

    let resumed = rows(&world.zhupi(["resume"]).await.ends(0));
    assert_eq!(resumed.len(), 1);
    assert_eq!(resumed[0]["id"], tasks[1].as_str());
    assert_eq!(resumed[0]["receipt"], "failed");
    let journal = world.journal().await;
    assert_eq!(journal[0]["receipt"], Value::Null);

    world.faults("");
    answer(alive.wait_with_output().await.unwrap()).ends(0);
    assert_eq!((world.decided(&tasks[0]), world.decided(&tasks[1])), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_that_recover_at_once_settle_each_decision_once() {
    let world = World::new().await;
    let tasks = world.todos().await;
    world.faults(PUT_OFF);
    let line = ["approve", &tasks[0], &tasks[1], &tasks[2], "--yes"];
    let mut dead = world.command(line).spawn().unwrap();
    let records = world.records().await;
    records.hold(3).await;
    dead.kill().await.unwrap();

    world.faults("");
    let (one, other) = tokio::join!(world.zhupi(["resume"]), world.zhupi(["resume"]));
    let settled = [one.ends(0), other.ends(0)];
    let mut settled: Vec<_> = settled.iter().flat_map(rows).collect();
    settled.sort_by_key(|entry| tasks.iter().position(|task| entry["id"] == task.as_str()));
    let settled: Vec<_> = settled.iter().map(|entry| text(&entry["id"])).collect();
    assert_eq!(settled, tasks[..3]);
    assert_eq!(records.receipts(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_that_decide_the_same_at_once_decide_it_once() {
    let world = World::new().await;
    for task in world.todos().await.iter().take(5) {
        let approve = world.zhupi(["approve", task, "--yes"]);
        let reject = world.zhupi(["reject", task, "--comment", "重复申请", "--yes"]);
        let (approved, rejected) = tokio::join!(approve, reject);
        let (approved, rejected) = (approved.code == Some(0), rejected.code == Some(0));
        assert!(approved != rejected, "{task}");
        assert_eq!(world.decided(task), 1);
    }
}
