//! SIGKILL at any instant of a long batch, on a line that loses every tenth answer; and two
//! processes at the same batch. The server's own count is the truth.

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;

use serde_json::Value;
use zhupi::sandbox::Options;

use super::killed::Random;
use super::{Records, World, command, text};
use crate::cli::{Answer, Home};

/// The environment variable `ZHUPI_TEST_BATCH_KILLS` asks for another number than this, on a
/// batch of a thousand.
const KILLS: u32 = 3;

/// Every tenth answer is lost, whatever was asked; the work is done all the same.
const LOSSES: &str =
    "[[fault]]\ninterface = \"*\"\nkind = \"cut-after\"\nprobability = 0.1\nseed = 11\n";

/// A plan of approvals of everything that can be approved at once, and the tasks in it.
pub(super) struct Batch {
    path: PathBuf,
    pub(super) tasks: Vec<String>,
}

impl Batch {
    pub(super) async fn plan(world: &World) -> Self {
        let made = world.zhupi(["plan", "--verb", "approve"]).await.ends(0).out;
        let path = world.home.path("plan.txt");
        std::fs::write(&path, &made).unwrap();
        let lines = made.lines().filter_map(|line| {
            let rest = ["approve ", "handle "]
                .iter()
                .find_map(|verb| line.strip_prefix(verb));
            rest.map(str::to_owned)
        });
        Self {
            path,
            tasks: lines.collect(),
        }
    }

    pub(super) fn line(&self) -> [&str; 3] {
        ["apply", self.path.to_str().unwrap(), "--yes"]
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_through_a_batch_it_decides_nothing_twice_forgets_nothing_and_tells_the_truth() {
    let kills = std::env::var("ZHUPI_TEST_BATCH_KILLS");
    let kills = kills.map_or(KILLS, |kills| kills.parse().unwrap());
    let options = Options {
        items: Some(if kills > KILLS { 1_000 } else { 60 }),
        ..Options::default()
    };
    let world = World::with(options).await;
    let records = world.records().await;
    let batch = Batch::plan(&world).await;
    let mut random = Random(23);
    world.faults(LOSSES);
    let mut killed = 0;
    for nth in 0..kills {
        let fell = kill(&world, &records, &batch, kills - nth, &mut random).await;
        killed += u32::from(fell);
    }
    assert!(killed > kills / 2, "only {killed} of {kills} kills fell");
    world.faults("");
    world.zhupi(["resume"]).await.ends(0);
    compare(&world).await;

    // Whoever goes on then finishes what is left.
    let rest = world.zhupi(batch.line()).await;
    assert!(matches!(rest.code, Some(0 | 3)), "{rest:?}");
    compare(&world).await;
    for task in &batch.tasks {
        assert_eq!(world.decided(task), 1, "{task}");
    }
    world.zhupi(["journal", "--verify"]).await.ends(0);
}

/// Kills a run of the batch somewhere in what is left of it, so that the later ones find enough;
/// false when it came to its end before.
async fn kill(
    world: &World,
    records: &Records,
    batch: &Batch,
    runs: u32,
    random: &mut Random,
) -> bool {
    let decided = batch.tasks.iter().filter(|task| world.decided(task) > 0);
    let left = batch.tasks.len() - decided.count();
    // One share more than runs: the last one, too, falls before the end.
    let share = (left / (runs as usize + 1)).max(1);
    let until = records.intents() + u32::try_from(random.below(share)).unwrap();
    let turns = random.below(400);
    let mut process = world.command(batch.line()).spawn().unwrap();
    let reached = async {
        records.hold(until).await;
        for _ in 0..turns {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        _ = process.wait() => {}
        () = reached => {}
    }
    let _ = process.start_kill();
    process.wait().await.unwrap().signal() == Some(9)
}

/// The journal says what the server knows: every task once, none open, none more.
async fn compare(world: &World) {
    let truth = world.sandbox.decisions();
    assert!(truth.values().all(|count| *count == 1), "{truth:?}");
    let mut done: BTreeMap<String, u32> = BTreeMap::new();
    for entry in world.journal().await {
        match entry["receipt"].as_str() {
            Some("done") => *done.entry(text(&entry["task_id"]).to_owned()).or_default() += 1,
            Some("failed" | "stale" | "refused") => {}
            _ => panic!("not settled: {entry}"),
        }
    }
    assert_eq!(done, truth);
}

fn receipts(answer: &Answer) -> BTreeMap<String, (String, Value)> {
    let document = answer.json();
    let results = document["results"].as_array().unwrap().iter();
    results
        .map(|result| {
            let receipt = text(&result["receipt"]).to_owned();
            (
                text(&result["id"]).to_owned(),
                (receipt, result["message"].clone()),
            )
        })
        .collect()
}

/// What both told of one task: exactly one has done it, and the other says why it has not.
fn assert_won_once(task: &str, world: &World, both: [&BTreeMap<String, (String, Value)>; 2]) {
    let told = both.map(|receipts| &receipts[task]);
    let done = told.iter().filter(|(receipt, _)| receipt == "done").count();
    assert_eq!((world.decided(task), done), (1, 1), "{task}: {told:?}");
    let (receipt, message) = told
        .into_iter()
        .find(|(receipt, _)| receipt != "done")
        .unwrap();
    assert!(
        ["stale", "refused", "failed"].contains(&receipt.as_str()),
        "{told:?}"
    );
    assert!(message.is_string(), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_on_one_machine_at_the_same_batch_decide_each_item_once() {
    let world = World::with(Options {
        items: Some(40),
        ..Options::default()
    })
    .await;
    let batch = Batch::plan(&world).await;
    let (one, other) = tokio::join!(world.zhupi(batch.line()), world.zhupi(batch.line()));
    let truth = world.sandbox.decisions();
    assert!(truth.values().all(|count| *count == 1), "{truth:?}");
    let (one, other) = (receipts(&one), receipts(&other));
    for task in &batch.tasks {
        // Of one machine they share the journal: what the other has done may be told as done.
        assert_eq!(world.decided(task), 1, "{task}");
        assert!(
            [&one, &other].iter().any(|told| told[task].0 == "done"),
            "{task}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_on_two_machines_decide_each_item_once_and_the_loser_is_told_who_won() {
    let world = World::with(Options {
        items: Some(40),
        ..Options::default()
    })
    .await;
    let batch = Batch::plan(&world).await;
    let elsewhere = Home::new();
    std::fs::copy(
        world.home.path("accounts.toml"),
        elsewhere.path("accounts.toml"),
    )
    .unwrap();
    let other = async { super::answer(command(&elsewhere, batch.line()).output().await.unwrap()) };
    let (one, other) = tokio::join!(world.zhupi(batch.line()), other);
    let (one, other) = (receipts(&one), receipts(&other));
    for task in &batch.tasks {
        assert_won_once(task, &world, [&one, &other]);
    }
    // Whoever comes later still is told by whom it was decided.
    let late = Home::new();
    std::fs::copy(world.home.path("accounts.toml"), late.path("accounts.toml")).unwrap();
    let late = super::answer(command(&late, batch.line()).output().await.unwrap()).ends(3);
    for (receipt, message) in receipts(&late).values() {
        assert_eq!(receipt, "stale");
        let told = text(message).starts_with("already decided by you (");
        assert!(told, "{message}");
    }
}
