//! A plan on paper, and a world that goes on: forms that change, and a user who thinks again.

use std::collections::BTreeMap;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use zhupi::sandbox::Options;

use super::batch::Batch;
use super::{World, text};

/// Whoever comes after the first ten is carried out only once the interruption has come.
const SILENCE: &str =
    "[[fault]]\ninterface = \"CompleteTask\"\nkind = \"delay\"\nms = 2000\nskip = 10\n";

/// The results of an answer by their items.
fn results(document: &Value) -> BTreeMap<&str, &Value> {
    let results = document["results"].as_array().unwrap().iter();
    results.map(|one| (text(&one["id"]), one)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_changed_since_the_plan_was_made_is_not_decided_and_the_difference_is_told() {
    let world = World::new().await;
    let batch = Batch::plan(&world).await;
    let rows = world.list("todo").await;
    let mut planned = rows
        .iter()
        .filter(|row| batch.tasks.iter().any(|task| row["id"] == **task));
    let changed = planned.find(|row| {
        let instance = text(&row["instance_id"]);
        world.sandbox.edit(instance, "amount", "99999.00")
    });
    let changed = text(&changed.unwrap()["id"]);

    let document = world.zhupi(batch.line()).await.ends(3).json();
    let results = results(&document);
    assert_eq!(results.len(), batch.tasks.len());
    for task in &batch.tasks {
        let is_changed = task == changed;
        let result = results[task.as_str()];
        let receipt = if is_changed { "stale" } else { "done" };
        assert_eq!(result["receipt"], receipt, "{result}");
        assert_eq!(result["guard"], "plan");
        assert_eq!(world.decided(task), u32::from(!is_changed));
    }
    let [difference] = results[changed]["changed"].as_array().unwrap().as_slice() else {
        panic!("{}", results[changed]);
    };
    assert_eq!(difference["field"], "amount");
    assert_eq!(difference["is"], "99999.00");
    assert_ne!(difference["was"], "99999.00");
    let journal = world.journal().await;
    assert!(journal.iter().all(|entry| entry["task_id"] != *changed));

    // What was seen anew is another plan.
    let again = Batch::plan(&world).await;
    let document = world.zhupi(again.line()).await.ends(0).json();
    assert_eq!(document["done"], 1);
    assert_eq!(world.decided(changed), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_is_interrupted_says_of_each_item_whether_it_was_sent() {
    let options = Options {
        items: Some(120),
        ..Options::default()
    };
    let world = World::with(options).await;
    let batch = Batch::plan(&world).await;
    world.faults(SILENCE);
    let process = world.command(batch.line()).spawn().unwrap();
    while world.sandbox.decisions().len() < 10 {
        tokio::task::yield_now().await;
    }
    let pid = i32::try_from(process.id().unwrap()).unwrap();
    kill_process(Pid::from_raw(pid).unwrap(), Signal::INT).unwrap();
    let answer = super::answer(process.wait_with_output().await.unwrap()).ends(3);

    let document = answer.json();
    let results = results(&document);
    assert_eq!(results.len(), batch.tasks.len());
    for (task, result) in &results {
        let sent = world.decided(task) == 1;
        let (receipt, told) = (text(&result["receipt"]), result["message"].as_str());
        if sent {
            assert_eq!(receipt, "done", "{result}");
        } else {
            assert_eq!(receipt, "failed", "{result}");
            assert_eq!(told, Some("interrupted before it was sent"));
        }
    }
    // What was under way with the tenth came to its end, and nothing after it was begun: what
    // had been written down already is written off.
    let sent = world.sandbox.decisions().len();
    assert!((10..=18).contains(&sent), "{sent}");
    let journal = world.journal().await;
    let ended = |receipt: &str| {
        let entries = journal.iter();
        entries.filter(|entry| entry["receipt"] == receipt).count()
    };
    assert_eq!(ended("done"), sent);
    assert_eq!(ended("failed"), journal.len() - sent);
}
