//! SIGKILL at any instant: nothing is decided twice, nothing is forgotten, everything is settled
//! as the server's own count has it. The instants follow from a seed and from what happens, never
//! from a clock.

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;

use futures_util::future::join_all;
use zhupi::sandbox::Options;

use super::{Records, World, can, text};

/// Lanes run beside each other, each with a server and a journal of its own.
const LANES: u32 = 4;

/// The environment variable `ZHUPI_TEST_KILLS` asks for another number than this.
const KILLS: u32 = 200;

/// Every answer is late by a random while, and what has arrived at the server is carried out
/// although its sender is dead. A kill waits for an [`Instant`], then lets a random number of
/// other tasks have their turn.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_two_hundred_times_it_decides_nothing_twice_and_settles_everything_truthfully() {
    let kills = std::env::var("ZHUPI_TEST_KILLS");
    let kills = kills.map_or(KILLS, |kills| kills.parse().unwrap());
    let lanes = (0..LANES).map(|lane| async move {
        let mut lane = Lane::open(u64::from(lane), kills / LANES).await;
        lane.run(kills / LANES).await;
        lane.tally
    });
    let tallies = join_all(lanes).await;
    let sum = |of: fn(&Tally) -> u32| tallies.iter().map(of).sum::<u32>();
    assert_eq!(sum(|tally| tally.kills), kills / LANES * LANES);
    // The instants are worth nothing unless they lie on all sides of the request.
    let least = kills / 20;
    for (side, seen) in [
        ("before an intent", sum(|tally| tally.before)),
        ("before the work", sum(|tally| tally.undone)),
        ("before the answer", sum(|tally| tally.unanswered)),
        ("while settling", sum(|tally| tally.settling)),
    ] {
        assert!(seen >= least, "only {seen} kills {side}: {tallies:?}");
    }
}

/// Where the kills of a lane fell.
#[derive(Debug, Default)]
struct Tally {
    kills: u32,
    /// No new intent.
    before: u32,
    /// An intent without a receipt, and nothing done yet.
    undone: u32,
    /// An intent without a receipt, and the work done.
    unanswered: u32,
    /// A command that only settles.
    settling: u32,
}

/// What a kill waits for.
#[derive(Clone, Copy, Debug)]
enum Instant {
    /// The n-th request from its start.
    Arrival(u64),
    /// Its intent is in the journal.
    Intent,
    /// The server has carried it out.
    Decision,
}

/// A deciding command: its verb, its tasks, and the whole line.
#[derive(Clone, Debug)]
struct Order {
    verb: &'static str,
    tasks: Vec<String>,
    line: Vec<String>,
}

struct Lane {
    world: World,
    records: Records,
    random: Random,
    orders: Vec<Order>,
    /// By task: what was asked for.
    asked: BTreeMap<String, &'static str>,
    tally: Tally,
}

impl Lane {
    async fn open(seed: u64, kills: u32) -> Self {
        let options = Options {
            // A kill may decide several, and most of them decide at least one.
            items: Some(40 + 2 * kills as usize),
            ..Options::default()
        };
        let world = World::with(options).await;
        let orders = orders(&world).await;
        Self {
            records: world.records().await,
            random: Random(seed),
            asked: BTreeMap::new(),
            tally: Tally::default(),
            orders,
            world,
        }
    }

    async fn run(&mut self, kills: u32) {
        while self.tally.kills < kills {
            let at = self.random.below(self.orders.len());
            let order = self.orders[at].clone();
            self.fail_at_random();
            self.kill(&order).await;
            if self.random.below(6) == 0 {
                self.kill_settling().await;
            }
            self.world.faults("");
            match self.random.below(4) {
                // The next deciding command settles what it finds, and decides at most the rest.
                0 => self.again(&order).await,
                1 => self.settle().await,
                _ => {}
            }
            let world = &self.world;
            self.orders
                .retain(|order| order.tasks.iter().all(|task| world.decided(task) == 0));
        }
        self.settle().await;
        self.compare_with_done().await;
    }

    /// Late answers; every second decision stays on its way for longer, every third is cut off
    /// after the work.
    fn fail_at_random(&mut self) {
        let mut rule = |interface: &str, kind: &str| {
            let seed = self.random.next() >> 1;
            format!("[[fault]]\ninterface = \"{interface}\"\nseed = {seed}\n{kind}\n")
        };
        let mut faults = rule("*", "kind = \"delay\"\njitter_ms = 30");
        for interface in ["CompleteTask", "Revoke"] {
            let late = "kind = \"delay\"\nms = 100\njitter_ms = 200\nprobability = 0.5";
            faults += &rule(interface, late);
            faults += &rule(interface, "kind = \"cut-after\"\nprobability = 0.33");
        }
        self.world.faults(&faults);
    }

    async fn kill(&mut self, order: &Order) {
        let instant = match self.random.below(6) {
            0 | 1 => Instant::Arrival(1 + self.random.next() % 12),
            2 | 3 => Instant::Intent,
            _ => Instant::Decision,
        };
        for task in &order.tasks {
            self.asked.insert(task.clone(), order.verb);
        }
        let (intents, receipts) = (self.records.intents(), self.records.receipts());
        let earlier: Vec<_> = order
            .tasks
            .iter()
            .map(|task| self.world.decided(task))
            .collect();
        if !self.kill_line(order, instant).await {
            return;
        }
        self.tally.kills += 1;
        let begun = self.records.intents() - intents;
        let answered = self.records.receipts() - receipts;
        let now = order.tasks.iter().map(|task| self.world.decided(task));
        let done = now.zip(earlier).any(|(now, earlier)| now > earlier);
        match (begun, done) {
            (0, _) => self.tally.before += 1,
            (begun, _) if begun <= answered => {}
            (_, false) => self.tally.undone += 1,
            (_, true) => self.tally.unanswered += 1,
        }
    }

    async fn kill_settling(&mut self) {
        let resume = Order {
            verb: "resume",
            tasks: Vec::new(),
            line: vec!["resume".to_owned()],
        };
        let arrival = Instant::Arrival(1 + self.random.next() % 4);
        if self.tally.kills > 0 && self.kill_line(&resume, arrival).await {
            self.tally.settling += 1;
        }
    }

    /// Whether the process was alive when it was killed.
    async fn kill_line(&mut self, order: &Order, instant: Instant) -> bool {
        let turns = self.random.below(400);
        let intents = self.records.intents();
        let mut arrivals = self.world.sandbox.arrivals();
        let arrived = *arrivals.borrow();
        let line = order.line.iter().map(String::as_str);
        let mut process = self.world.command(line).spawn().unwrap();
        let reached = async {
            match instant {
                Instant::Arrival(nth) => {
                    arrivals
                        .wait_for(|count| *count >= arrived + nth)
                        .await
                        .unwrap();
                }
                Instant::Intent => self.records.hold(intents + 1).await,
                Instant::Decision => {
                    self.records.hold(intents + 1).await;
                    while order.tasks.iter().all(|task| self.world.decided(task) == 0) {
                        tokio::task::yield_now().await;
                    }
                }
            }
            for _ in 0..turns {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            _ = process.wait() => {}
            () = reached => {}
        }
        // It may have ended by itself in the meantime.
        let _ = process.start_kill();
        process.wait().await.unwrap().signal() == Some(9)
    }

    /// The same command, undisturbed.
    async fn again(&mut self, order: &Order) {
        let line = order.line.iter().map(String::as_str);
        let answer = self.world.zhupi(line).await;
        // What was revoked is in no list any more: not found.
        let gone = order.tasks.iter().all(|task| self.world.decided(task) > 0);
        let fits = matches!(answer.code, Some(0 | 3)) || answer.code == Some(1) && gone;
        assert!(fits, "{order:?}: {answer:?}");
    }

    /// The next start: afterwards the journal says what the server knows.
    async fn settle(&mut self) {
        self.world.zhupi(["resume"]).await.ends(0);
        let truth = self.world.sandbox.decisions();
        let mut done: BTreeMap<String, u32> = BTreeMap::new();
        for entry in self.world.journal().await {
            match entry["receipt"].as_str() {
                Some("done") => *done.entry(text(&entry["task_id"]).to_owned()).or_default() += 1,
                Some("failed" | "stale" | "refused") => {}
                _ => panic!("not settled: {entry}"),
            }
        }
        assert_eq!(done, truth);
        assert!(truth.values().all(|count| *count == 1), "{truth:?}");
        assert_eq!(
            self.world.zhupi(["resume"]).await.json()["items"],
            serde_json::json!([])
        );
    }

    /// What was done is what was asked for.
    async fn compare_with_done(&self) {
        let rows = self.world.list("done").await;
        for (task, verb) in &self.asked {
            let row = rows.iter().find(|row| row["id"] == task.as_str());
            match (self.world.decided(task), row) {
                (0, None) => {}
                // Its row is the one that waits again.
                _ if *verb == "revoke" => {}
                (1, Some(row)) => assert_eq!(row["handled_as"], *verb),
                (count, row) => panic!("{task} decided {count} times: {row:?}"),
            }
        }
    }
}

/// Everything that the story's main person can decide, at most one task of an instance, so that
/// no decision takes another's task away.
async fn orders(world: &World) -> Vec<Order> {
    let mut seen = std::collections::HashSet::new();
    let mut orders = Vec::new();
    for folder in ["todo", "done", "created"] {
        for row in world.list(folder).await {
            if !seen.insert(text(&row["instance_id"]).to_owned()) {
                continue;
            }
            let nth = orders.len();
            orders.extend(order(folder, &row, nth));
        }
    }
    together(orders)
}

fn order(folder: &str, row: &serde_json::Value, nth: usize) -> Option<Order> {
    let (verb, more): (_, &[&str]) = match (folder, nth % 5) {
        ("done", _) if can(row, "revoke") => ("revoke", &["--as", "approver"]),
        ("created", _) if can(row, "revoke") => ("revoke", &["--as", "applicant"]),
        ("todo", _) if can(row, "handle") => ("handle", &[]),
        ("todo", 0) if can(row, "reject") => ("reject", &["--comment", "金额与发票不符"]),
        ("todo", 1) if can(row, "approve") => ("transfer", &["--to", "孙丽"]),
        ("todo", 2) if can(row, "approve") => ("approve", &["--comment", "同意"]),
        ("todo", _) if can(row, "approve") => ("approve", &[]),
        _ => return None,
    };
    let line = [verb, text(&row["id"]), "--yes"];
    let line = line.iter().chain(more);
    Some(Order {
        verb,
        tasks: vec![text(&row["task_id"]).to_owned()],
        line: line.map(|word| (*word).to_owned()).collect(),
    })
}

/// Some of the plain approvals become one command for three.
fn together(orders: Vec<Order>) -> Vec<Order> {
    let plain = |order: &Order| order.verb == "approve" && order.line.len() == 3;
    let (plain, mut others): (Vec<_>, Vec<_>) = orders.into_iter().partition(plain);
    for three in plain.chunks(3) {
        if others.len() % 2 == 0 {
            others.extend_from_slice(three);
            continue;
        }
        let tasks: Vec<_> = three.iter().flat_map(|order| order.tasks.clone()).collect();
        let mut line = vec!["approve".to_owned(), "--yes".to_owned()];
        line.extend(tasks.clone());
        others.push(Order {
            verb: "approve",
            tasks,
            line,
        });
    }
    others
}

/// Numbers that follow from a seed (`SplitMix64`).
pub(super) struct Random(pub(super) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap() % end
    }
}
