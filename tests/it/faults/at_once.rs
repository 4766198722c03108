//! How many requests of a batch are under way together, and where calling it off stops it: seen
//! from between the inbox and its back-end, which is the sandbox.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use futures_util::StreamExt;
use tempfile::TempDir;
use zhupi::config::{Env, File};
use zhupi::domain::decision::{Baseline, Decision, Status};
use zhupi::domain::form::Form;
use zhupi::domain::id::Id;
use zhupi::domain::instance::{Act, Instance, Standing};
use zhupi::domain::item::{Counts, Folder, Item, Page, PageRequest, ServerSort};
use zhupi::domain::people::Person;
use zhupi::domain::verb::Verb;
use zhupi::error::Result;
use zhupi::inbox::{Halt, Inbox, Parts};
use zhupi::provider::{Answer, Capabilities, Provider, weda};
use zhupi::sandbox::{Options, start};
use zhupi::store::{Cache, Journal, Owners};

use crate::support::papers::now;

const AT_ONCE: usize = 3;

/// What a batch asks of its back-end.
#[derive(Debug, Default)]
struct Traffic {
    under_way: AtomicUsize,
    most: AtomicUsize,
    written: AtomicUsize,
    /// Called off while so many are being written.
    stop: Option<(usize, Halt)>,
}

impl Traffic {
    async fn during<T>(&self, request: impl Future<Output = T>) -> T {
        let under_way = self.under_way.fetch_add(1, Ordering::Relaxed) + 1;
        self.most.fetch_max(under_way, Ordering::Relaxed);
        let answer = request.await;
        self.under_way.fetch_sub(1, Ordering::Relaxed);
        answer
    }
}

/// A back-end, and who counts what it is asked.
#[derive(Debug)]
struct Counted {
    inner: Box<dyn Provider>,
    traffic: Arc<Traffic>,
}

#[async_trait]
impl Provider for Counted {
    fn capabilities(&self) -> Capabilities {
        self.inner.capabilities()
    }

    async fn counts(&self) -> Result<Counts> {
        self.inner.counts().await
    }

    async fn list(&self, page: &PageRequest) -> Result<Page> {
        self.inner.list(page).await
    }

    async fn open(&self, item: &Item) -> Result<Instance> {
        self.inner.open(item).await
    }

    async fn form(&self, item: &Item) -> Result<Form> {
        self.inner.form(item).await
    }

    async fn standing(&self, item: &Item, verb: Verb, with_form: bool) -> Result<Standing> {
        let standing = self.inner.standing(item, verb, with_form);
        self.traffic.during(standing).await
    }

    async fn history(&self, item: &Item) -> Result<Vec<Act>> {
        self.traffic.during(self.inner.history(item)).await
    }

    async fn act(&self, decision: &Decision) -> Answer {
        let written = self.traffic.written.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some((count, halt)) = &self.traffic.stop
            && written == *count
        {
            halt.call();
        }
        self.traffic.during(self.inner.act(decision)).await
    }

    async fn people(&self) -> Result<Vec<Person>> {
        self.inner.people().await
    }
}

/// Sends approvals of all that fits; how many were done, and how many were not sent.
async fn send(traffic: &Arc<Traffic>, halt: &Halt) -> (usize, usize) {
    let options = Options {
        items: Some(60),
        ..Options::default()
    };
    let sandbox = start(options).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let config = File::parse(&sandbox.config_toml(), folder.path()).unwrap();
    let inbox = inbox(&config, &folder, traffic);
    let todos = inbox.all(Folder::Todo, ServerSort::Started, false);
    let mut decisions = Vec::new();
    for item in todos.await.unwrap().items {
        if item.verbs.contains(&Verb::Approve) {
            let baseline = Baseline::Fresh(inbox.form(&item).await.unwrap());
            decisions.push(Decision::new(item, Verb::Approve, baseline));
        }
    }
    let total = decisions.len();
    let ends: Vec<_> = inbox.send_all(decisions, halt).collect().await;
    assert_eq!(ends.len(), total);
    let count = |status| {
        let ends = ends.iter();
        ends.filter(|(_, receipt)| receipt.status == status).count()
    };
    let decided: u32 = sandbox.decisions().values().sum();
    assert_eq!(decided as usize, count(Status::Done));
    let unsettled = Journal::open(&folder.path().join("journal.db")).unwrap();
    assert_eq!(unsettled.unsettled("work").await.unwrap(), []);
    (count(Status::Done), count(Status::Failed))
}

fn inbox(config: &File, folder: &TempDir, traffic: &Arc<Traffic>) -> Inbox {
    let account = &config.accounts["work"];
    let owners = Owners::new(folder.path());
    Inbox::new(Parts {
        account: "work".to_owned(),
        user_id: account.user_id.clone().map(Id::from),
        provider: Box::new(Counted {
            inner: Box::new(weda::connect("work", account, &Env::default()).unwrap()),
            traffic: Arc::clone(traffic),
        }),
        journal: Journal::open(&folder.path().join("journal.db")).unwrap(),
        cache: Cache::open(&folder.path().join("cache.db")).unwrap(),
        owner: owners.join().unwrap(),
        owners,
        names: config.fields.clone(),
        read_only: false,
        concurrency: AT_ONCE,
        clock: now,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_uses_every_place_and_never_one_more() {
    let traffic = Arc::new(Traffic::default());
    let (done, failed) = send(&traffic, &Halt::default()).await;
    assert!(done > 2 * AT_ONCE, "{done} are no batch");
    assert_eq!(failed, 0);
    assert_eq!(traffic.most.load(Ordering::Relaxed), AT_ONCE);
}

#[tokio::test]
async fn once_it_is_called_off_nothing_more_is_written() {
    let halt = Halt::default();
    let traffic = Arc::new(Traffic {
        stop: Some((5, halt.clone())),
        ..Traffic::default()
    });
    let (done, failed) = send(&traffic, &halt).await;
    assert_eq!(traffic.written.load(Ordering::Relaxed), 5);
    assert_eq!(done, 5);
    assert!(failed > 0, "there was nothing left to call off");
}
