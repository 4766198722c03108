//! A thousand decisions at a server 20 ms away, eight at a time: what guard, journal and settling
//! cost, beside as many plain requests and beside the ideal; how long a key waits for its frame
//! meanwhile; and how much memory it takes. Another number than a thousand is an argument.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that fails may say so by panicking, and its answer is what it prints"
)]

mod desk;
mod server;

use std::path::Path;
use std::time::Duration;

use futures_util::stream::{self, StreamExt};
use tokio::time::Instant;
use zhupi::config::{Config, Env, Folders, Overrides};
use zhupi::domain::decision::{Baseline, Decision, Status};
use zhupi::domain::item::{Folder, Item, ServerSort};
use zhupi::domain::verb::Verb;
use zhupi::inbox::{Halt, Inbox};

use desk::Desk;
use server::{LATENCY, Server, serve};

const AT_ONCE: usize = 8;

/// What may come on top of the ideal, and what on top of plain requests.
const OVER_IDEAL: f64 = 1.10;
const BESIDE_PLAIN: f64 = 1.05;

/// Within this a key is answered, whatever goes on.
const KEY_BOUND: Duration = Duration::from_millis(16);

/// Asked of the program itself, to be the server of another run.
const SERVE: &str = "--serve";

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let count = arguments.iter().find_map(|one| one.parse().ok());
    let count = count.unwrap_or(1_000);
    if arguments.iter().any(|one| one == SERVE) {
        return serve(count).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(SERVE, 6 * count);
    let inbox = inbox(&server, folder.path());
    let mut items = fitting(&inbox).await;
    assert!(items.len() >= 2 * count, "only {} fit", items.len());
    let seen = items.drain(count..2 * count).collect();
    items.truncate(count);

    let decisions = decided_on(&inbox, items).await;
    let (before, begun) = (server.arrivals(), Instant::now());
    let done = inbox
        .send_all(decisions, &Halt::default())
        .filter(|(_, receipt)| std::future::ready(receipt.status == Status::Done))
        .count()
        .await;
    let alone = begun.elapsed();
    assert_eq!(done, count, "not everything was done");
    let requests = server.arrivals() - before;
    let floor = plain(&server, requests).await;

    let run = Desk::new(inbox, seen).await.run().await;

    let rounds = u32::try_from(requests.div_ceil(AT_ONCE as u64)).unwrap();
    let ideal = LATENCY * rounds;
    println!("{count} decisions, {requests} requests, {AT_ONCE} at a time, {LATENCY:?} away");
    let times = [
        ("ideal", ideal),
        ("plain requests", floor),
        ("decisions", alone),
        ("from the screen", run.took),
    ];
    for (what, took) in times {
        let (over, beside) = (ratio(took, ideal), ratio(took, floor));
        let seconds = took.as_secs_f64();
        println!("{what:>16}  {seconds:6.2} s  {over:.3} × ideal  {beside:.3} × plain requests");
    }
    println!("{run}");
    for took in [alone, run.took] {
        assert!(ratio(took, ideal) <= OVER_IDEAL, "far from the ideal");
        assert!(ratio(took, floor) <= BESIDE_PLAIN, "slower than requests");
    }
    assert!(run.keys.worst() <= KEY_BOUND, "a key had to wait");
}

fn ratio(took: Duration, than: Duration) -> f64 {
    took.as_secs_f64() / than.as_secs_f64()
}

fn inbox(server: &Server, folder: &Path) -> Inbox {
    let config = Config::parse(
        &server.config,
        folder.join("config.toml"),
        Folders::below(folder),
        Env::default(),
        Overrides::default(),
    );
    zhupi::open(&config.unwrap()).unwrap()
}

/// What can be approved together with others.
async fn fitting(inbox: &Inbox) -> Vec<Item> {
    let page = inbox.all(Folder::Todo, ServerSort::Started, false);
    let mut items = page.await.unwrap().items;
    items.retain(|item| item.verbs.contains(&Verb::Approve) && item.batch != Some(false));
    items
}

/// Approvals of items, each on its form as it is.
async fn decided_on(inbox: &Inbox, items: Vec<Item>) -> Vec<Decision> {
    stream::iter(items)
        .map(|item| async {
            let baseline = Baseline::Fresh(inbox.form(&item).await.unwrap());
            Decision::new(item, Verb::Approve, baseline)
        })
        .buffered(32)
        .collect()
        .await
}

/// So many requests, each as late as any, by as many workers.
async fn plain(server: &Server, requests: u64) -> Duration {
    let client = reqwest::Client::builder()
        .tls_certs_only([])
        .no_proxy()
        .build()
        .unwrap();
    let address = format!("{}/weda/workflow/v1/prod/none", server.base_url);
    let begun = Instant::now();
    stream::iter(0..requests)
        .map(|_| async {
            let answer = client.post(&address).body("{}").send().await.unwrap();
            answer.bytes().await.unwrap()
        })
        .buffer_unordered(AT_ONCE)
        .count()
        .await;
    begun.elapsed()
}
