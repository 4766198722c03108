//! What the guard and the look-up make of a world that moved on: the inbox itself, against a
//! sandbox in which others decide too.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use tempfile::TempDir;
use zhupi::config::{Env, File};
use zhupi::domain::decision::{Baseline, Decision, Receipt, Status};
use zhupi::domain::id::Id;
use zhupi::domain::input::Inputs;
use zhupi::domain::item::{Folder, Item, ServerSort};
use zhupi::domain::journal::Intent;
use zhupi::domain::people::Named;
use zhupi::domain::verb::Verb;
use zhupi::inbox::{Inbox, Parts};
use zhupi::provider::weda;
use zhupi::sandbox::{Options, Sandbox, start};
use zhupi::store::{Begun, Cache, Journal, Owners};

/// A moment at which nobody decides: everything the tests do comes later.
fn now() -> Timestamp {
    "2020-01-01T00:00:00Z".parse().unwrap()
}

/// An office in which each person has an inbox and a journal.
struct Office {
    sandbox: Sandbox,
    folder: TempDir,
}

/// One person's inbox, and the journal behind it.
struct Desk {
    inbox: Inbox,
    journal: Journal,
    user: Id,
}

impl Office {
    async fn open() -> Self {
        Self {
            sandbox: start(Options::default()).await.unwrap(),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// `work` is 王芳's; the others are called by their names in pinyin.
    fn desk(&self, name: &str) -> Desk {
        let config = self.sandbox.config_toml();
        let config = File::parse(&config, self.folder.path()).unwrap();
        let account = &config.accounts[name];
        let folder = self.folder.path().join(name);
        std::fs::create_dir(&folder).unwrap();
        let journal = Journal::open(&folder.join("journal.db")).unwrap();
        let owners = Owners::new(&folder);
        let user = Id::from(account.user_id.clone().unwrap());
        let inbox = Inbox::new(Parts {
            account: name.to_owned(),
            user_id: Some(user.clone()),
            provider: Box::new(weda::connect(name, account, &Env::default()).unwrap()),
            journal: journal.clone(),
            cache: Cache::open(&folder.join("cache.db")).unwrap(),
            owner: owners.join().unwrap(),
            owners,
            names: config.fields.clone(),
            read_only: false,
            concurrency: 2,
            clock: now,
        });
        Desk {
            inbox,
            journal,
            user,
        }
    }

    fn decided(&self, item: &Item) -> u32 {
        let counts = self.sandbox.decisions();
        let task = item.task_id.as_ref().unwrap();
        counts.get(task.as_str()).copied().unwrap_or_default()
    }
}

impl Desk {
    async fn todos(&self) -> Vec<Item> {
        let list = self.inbox.all(Folder::Todo, ServerSort::Started, false);
        list.await.unwrap().items
    }

    async fn todo_at(&self, node: &str) -> Item {
        let todos = self.todos().await.into_iter();
        let mut there = todos.filter(|item| item.node.name.as_deref() == Some(node));
        there.next().unwrap()
    }

    async fn decision(&self, item: &Item, verb: Verb, comment: Option<&str>) -> Decision {
        let baseline = Baseline::Fresh(self.inbox.form(item).await.unwrap());
        Decision {
            comment: comment.map(str::to_owned),
            ..Decision::new(item.clone(), verb, baseline)
        }
    }

    async fn decide(&self, item: &Item, verb: Verb, comment: &str) -> Receipt {
        let decision = self.decision(item, verb, Some(comment)).await;
        self.inbox.send(decision).await
    }

    /// An intent as a process that died just after it has left it.
    async fn left_behind(&self, item: &Item, verb: Verb, comment: Option<&str>) {
        let intent = Intent {
            at: now() - SignedDuration::from_secs(2),
            server_at: None,
            owner: "process-that-died".to_owned(),
            hand: Named::new(Some(self.user.clone()), None),
            key: item.key.clone(),
            task_id: item.task_id.clone(),
            instance_id: item.instance_id.clone(),
            flow: item.flow.clone(),
            node: item.node.clone(),
            title: item.title.clone(),
            verb,
            comment: comment.map(str::to_owned),
            people: Vec::new(),
            target: None,
            cc: Vec::new(),
            inputs: Inputs::new(),
        };
        let begun = self.journal.begin(intent).await.unwrap();
        assert!(matches!(begun, Begun::Number(_)), "{begun:?}");
    }

    /// The receipt of the one entry that is recovered.
    async fn recovered(&self) -> Receipt {
        let [entry] = self
            .inbox
            .resume()
            .await
            .unwrap()
            .entries
            .try_into()
            .unwrap();
        assert_eq!(
            self.journal
                .unsettled(&entry.intent.key.account)
                .await
                .unwrap(),
            []
        );
        entry.receipt.unwrap()
    }
}

#[track_caller]
fn assert_note(receipt: &Receipt, status: Status, key: &str, text: Option<&str>) {
    let name = receipt.note.args.get("text").map(String::as_str);
    let note = (receipt.note.key.as_deref(), name);
    assert_eq!((receipt.status, note), (status, (Some(key), text)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_verb_and_words_in_the_history_are_the_lost_decision() {
    let office = Office::open().await;
    let desk = office.desk("work");
    let item = desk.todo_at("财务审核").await;
    assert_eq!(
        desk.decide(&item, Verb::Approve, "票据齐全").await.status,
        Status::Done
    );
    // The journal of a machine whose own record of it stopped at the intent.
    desk.left_behind(&item, Verb::Approve, Some("票据齐全"))
        .await;
    let receipt = desk.recovered().await;
    assert_eq!(
        (receipt.status, receipt.verb),
        (Status::Done, Verb::Approve)
    );
    assert_eq!(office.decided(&item), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn other_words_or_another_verb_of_mine_are_another_decision() {
    let office = Office::open().await;
    let desk = office.desk("work");
    for (did, comment, told) in [
        (Verb::Approve, "票据不全也同意", "approve"),
        (Verb::Reject, "票据齐全", "reject"),
    ] {
        let item = desk.todo_at("财务审核").await;
        assert_eq!(desk.decide(&item, did, comment).await.status, Status::Done);
        desk.left_behind(&item, Verb::Approve, Some("票据齐全"))
            .await;
        let receipt = desk.recovered().await;
        assert_note(
            &receipt,
            Status::Stale,
            "note-decided-otherwise",
            Some(told),
        );
        assert_eq!(office.decided(&item), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_else_decided_is_stale_and_names_them() {
    let office = Office::open().await;
    let (mine, theirs) = (office.desk("work"), office.desk("zhaomin"));
    let (my_items, their_items) = (mine.todos().await, theirs.todos().await);
    // A seat for any of several: whoever is first decides for all.
    let same = |item: &&Item| {
        let here = |other: &Item| other.instance_id == item.instance_id && other.node == item.node;
        item.node.name.as_deref() == Some("财务审核") && their_items.iter().any(here)
    };
    let item = my_items.iter().find(same).unwrap();
    let theirs_of_it = their_items
        .iter()
        .find(|other| other.instance_id == item.instance_id);
    mine.left_behind(item, Verb::Approve, None).await;
    let done = theirs
        .decide(theirs_of_it.unwrap(), Verb::Approve, "已复核")
        .await;
    assert_eq!(done.status, Status::Done);
    let receipt = mine.recovered().await;
    assert_note(
        &receipt,
        Status::Stale,
        "note-decided-by-other",
        Some("赵敏"),
    );
    assert_eq!(office.decided(item), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_still_stands_open_failed_and_is_offered_again() {
    let office = Office::open().await;
    let desk = office.desk("work");
    let item = desk.todo_at("财务审核").await;
    desk.left_behind(&item, Verb::Approve, None).await;
    let receipt = desk.recovered().await;
    assert_note(&receipt, Status::Failed, "note-still-open", None);
    assert_eq!(office.decided(&item), 0);
    let again = desk.decision(&item, Verb::Approve, None).await;
    assert_eq!(desk.inbox.send(again).await.status, Status::Done);
    assert_eq!(office.decided(&item), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_decision_settles_the_lost_one_and_is_not_sent_where_that_was_it() {
    let office = Office::open().await;
    let desk = office.desk("work");
    let item = desk.todo_at("财务审核").await;
    let same = desk.decision(&item, Verb::Approve, Some("同意")).await;
    let other = desk.decision(&item, Verb::Approve, Some("再次同意")).await;
    assert_eq!(desk.inbox.send(same.clone()).await.status, Status::Done);

    desk.left_behind(&item, Verb::Approve, Some("同意")).await;
    let answered = desk.inbox.send(same).await;
    assert_eq!((answered.status, answered.note.key), (Status::Done, None));

    desk.left_behind(&item, Verb::Approve, Some("同意")).await;
    let refused = desk.inbox.send(other).await;
    let words = "note-decided-before";
    assert_note(&refused, Status::Stale, words, Some("approve"));
    assert_eq!(desk.journal.unsettled("work").await.unwrap(), []);
    assert_eq!(desk.journal.entries(None).await.unwrap().len(), 3);
    assert_eq!(office.decided(&item), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_changed_is_stale_with_the_difference_and_nothing_is_sent() {
    let office = Office::open().await;
    let desk = office.desk("work");
    let item = desk.todo_at("财务审核").await;
    let mut decision = desk.decision(&item, Verb::Approve, None).await;
    let Baseline::Fresh(form) = &mut decision.baseline else {
        panic!("{:?}", decision.baseline);
    };
    let row = &mut form.parts[0].rows[0];
    let is = row.insert("amount".to_owned(), json!("8.00")).unwrap();
    let receipt = desk.inbox.send(decision).await;
    assert_note(&receipt, Status::Stale, "note-changed", None);
    let [change] = receipt.changed.as_slice() else {
        panic!("{:?}", receipt.changed);
    };
    assert_eq!(change.field, "amount");
    assert_eq!((&change.was, &change.is), (&json!("8.00"), &is));
    assert_eq!(office.decided(&item), 0);
    assert_eq!(desk.journal.entries(None).await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_of_somebody_else_is_stale_and_names_them() {
    let office = Office::open().await;
    let (mine, theirs) = (office.desk("work"), office.desk("zhaomin"));
    mine.inbox.people().await.unwrap();
    let item = theirs.todos().await.swap_remove(0);
    let receipt = mine.decide(&item, Verb::Approve, "代批").await;
    assert_note(&receipt, Status::Stale, "note-not-mine", Some("赵敏"));
    assert_eq!(office.decided(&item), 0);
    assert_eq!(mine.journal.entries(None).await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_request_cannot_be_taken_back() {
    let office = Office::open().await;
    let desk = office.desk("work");
    let created = desk.inbox.all(Folder::Created, ServerSort::Started, false);
    let created = created.await.unwrap().items;
    let ended = created.iter().find(|item| item.completed).unwrap();
    let receipt = desk.decide(ended, Verb::Revoke, "").await;
    assert_note(&receipt, Status::Stale, "note-ended", None);
    assert_eq!(desk.journal.entries(None).await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_closed_by_the_end_of_its_instance_is_stale() {
    let office = Office::open().await;
    let (mine, theirs) = (office.desk("work"), office.desk("linguodong"));
    // A payment that several must agree to ends with the first who does not.
    let item = mine.todo_at("付款会签").await;
    let seats = theirs.todos().await;
    let seat = seats
        .iter()
        .find(|other| other.instance_id == item.instance_id);
    let decision = mine.decision(&item, Verb::Approve, None).await;
    let ended = theirs.decide(seat.unwrap(), Verb::Reject, "预算不足").await;
    assert_eq!(ended.status, Status::Done);
    let receipt = mine.inbox.send(decision).await;
    let words = "note-decided-by-other";
    assert_note(&receipt, Status::Stale, words, Some("林国栋"));
    assert_eq!(office.decided(&item), 0);
}
