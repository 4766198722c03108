//! The journal: one open intent per task, nothing changed, nothing removed.

use std::path::Path;

use tempfile::TempDir;
use zhupi::domain::decision::{Candidate, Receipt, Status};
use zhupi::domain::item::Item;
use zhupi::domain::journal::{Entry, Intent};
use zhupi::domain::verb::Verb;
use zhupi::store::{Begun, Journal};

use super::{at, intent, named, receipt};

fn journal() -> (TempDir, Journal) {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::open(&folder.path().join("journal.db")).unwrap();
    (folder, journal)
}

async fn begin(journal: &Journal, intent: Intent) -> i64 {
    match journal.begin(intent).await.unwrap() {
        Begun::Number(number) => number,
        Begun::Pending(earlier) => panic!("{earlier:?}"),
    }
}

async fn is_pending(journal: &Journal, intent: Intent) -> bool {
    matches!(journal.begin(intent).await.unwrap(), Begun::Pending(_))
}

#[tokio::test]
async fn an_entry_is_read_as_it_was_written_also_by_the_next_process() {
    let (folder, journal) = journal();
    let number = begin(&journal, intent("1")).await;
    journal
        .settle(number, receipt(Status::Refused), at(2))
        .await
        .unwrap();
    let written = [Entry {
        number,
        intent: intent("1"),
        receipt: Some(receipt(Status::Refused)),
    }];
    assert_eq!(journal.entries(None).await.unwrap(), written);
    assert_eq!(journal.latest(5).await.unwrap(), written);
    let newer = begin(&journal, intent("2")).await;
    let latest = journal.latest(1).await.unwrap();
    assert_eq!(latest[0].number, newer);
    drop(journal);
    let next = Journal::open(&folder.path().join("journal.db")).unwrap();
    assert_eq!(next.entries(None).await.unwrap()[..1], written);
}

#[tokio::test]
async fn a_second_intent_about_a_task_waits_until_the_first_is_settled() {
    let (_folder, journal) = journal();
    let first = begin(&journal, intent("1")).await;
    let pending = Begun::Pending(Box::new(Entry {
        number: first,
        intent: intent("1"),
        receipt: None,
    }));
    assert_eq!(journal.begin(intent("1")).await.unwrap(), pending);
    journal
        .settle(first, receipt(Status::Unknown), at(1))
        .await
        .unwrap();
    assert!(is_pending(&journal, intent("1")).await);
    journal
        .settle(first, receipt(Status::Failed), at(2))
        .await
        .unwrap();
    begin(&journal, intent("1")).await;
}

#[tokio::test]
async fn of_many_that_begin_together_each_task_is_begun_once_and_all_are_sealed() {
    let (_folder, journal) = journal();
    let tasks = (0..100).map(|nth| (nth % 40).to_string());
    let begun = tasks.map(|task| journal.begin(intent(&task)));
    let begun = futures_util::future::join_all(begun).await;
    let numbers = begun
        .iter()
        .filter(|begun| matches!(begun, Ok(Begun::Number(_))));
    assert_eq!(numbers.count(), 40);
    assert!(begun.iter().all(Result::is_ok), "{begun:?}");
    assert_eq!(journal.entries(None).await.unwrap().len(), 40);
    let found = journal.inspect().await.unwrap();
    assert_eq!((found.rows, found.flaw), (40 * 4, None));
}

#[tokio::test]
async fn what_cannot_be_written_takes_nothing_else_with_it() {
    let (_folder, journal) = journal();
    let number = begin(&journal, intent("1")).await;
    let nowhere = journal.settle(99, receipt(Status::Done), at(1));
    let (lost, settled, other) = tokio::join!(
        nowhere,
        journal.settle(number, receipt(Status::Done), at(1)),
        journal.begin(intent("2")),
    );
    assert_eq!(lost.unwrap_err().message, "error-store-work");
    settled.unwrap();
    assert!(matches!(other.unwrap(), Begun::Number(_)));
    assert_eq!(journal.unsettled("work").await.unwrap().len(), 1);
    assert_eq!(journal.inspect().await.unwrap().flaw, None);
}

#[tokio::test]
async fn other_tasks_and_other_accounts_do_not_wait() {
    let (_folder, journal) = journal();
    begin(&journal, intent("1")).await;
    begin(&journal, intent("2")).await;
    let mut elsewhere = intent("1");
    elsewhere.key.account = "office".into();
    begin(&journal, elsewhere).await;
    let mut nameless = intent("1");
    nameless.task_id = None;
    begin(&journal, nameless.clone()).await;
    assert!(is_pending(&journal, nameless).await);
}

#[tokio::test]
async fn what_is_pending_is_found_by_its_item() {
    let (_folder, journal) = journal();
    let intent = intent("1");
    let item = Item::bare(
        intent.key.clone(),
        intent.task_id.clone(),
        intent.instance_id.clone(),
    );
    assert_eq!(journal.pending(&item).await.unwrap(), None);
    let number = begin(&journal, intent).await;
    let found = journal.pending(&item).await.unwrap().unwrap();
    assert_eq!((found.number, found.receipt), (number, None));
    journal
        .settle(number, receipt(Status::Done), at(1))
        .await
        .unwrap();
    assert_eq!(journal.pending(&item).await.unwrap(), None);
}

#[tokio::test]
async fn a_later_receipt_overrules_unknown_and_nothing_else() {
    let (_folder, journal) = journal();
    let number = begin(&journal, intent("1")).await;
    for (told, stands) in [
        (Status::Unknown, Status::Unknown),
        (Status::Done, Status::Done),
        (Status::Failed, Status::Done),
        (Status::Unknown, Status::Done),
    ] {
        journal.settle(number, receipt(told), at(1)).await.unwrap();
        let entries = journal.entries(None).await.unwrap();
        assert_eq!(entries[0].receipt, Some(receipt(stands)));
    }
    assert_eq!(journal.unsettled("work").await.unwrap(), []);
}

#[tokio::test]
async fn entries_are_told_oldest_first_and_from_a_moment_on() {
    let (_folder, journal) = journal();
    for second in [5, 3, 9] {
        let mut intent = intent(&second.to_string());
        intent.at = at(second);
        begin(&journal, intent).await;
    }
    let tasks = |entries: Vec<Entry>| {
        let ids = entries.iter().map(|entry| entry.intent.key.id.to_string());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(tasks(journal.entries(None).await.unwrap()), ["5", "3", "9"]);
    let since = journal.entries(Some(at(5))).await.unwrap();
    assert_eq!(tasks(since), ["5", "9"]);
}

#[tokio::test]
async fn what_is_unsettled_is_an_accounts_own_and_includes_the_unknown() {
    let (_folder, journal) = journal();
    let unknown = begin(&journal, intent("1")).await;
    journal
        .settle(unknown, receipt(Status::Unknown), at(1))
        .await
        .unwrap();
    let done = begin(&journal, intent("2")).await;
    journal
        .settle(done, receipt(Status::Done), at(1))
        .await
        .unwrap();
    let open = begin(&journal, intent("3")).await;
    let mut elsewhere = intent("4");
    elsewhere.key.account = "office".into();
    begin(&journal, elsewhere).await;
    let numbers = journal.unsettled("work").await.unwrap();
    let numbers: Vec<_> = numbers.iter().map(|entry| entry.number).collect();
    assert_eq!(numbers, [unknown, open]);
}

/// What the database says to a statement by hand.
fn by_hand(path: &Path, statement: &str) -> String {
    let connection = rusqlite::Connection::open(path).unwrap();
    match connection.execute(statement, []) {
        Ok(rows) => format!("{rows} rows"),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn the_file_itself_refuses_to_change_or_to_forget() {
    let (folder, journal) = journal();
    let number = begin(&journal, intent("1")).await;
    journal
        .settle(number, receipt(Status::Unknown), at(1))
        .await
        .unwrap();
    let path = folder.path().join("journal.db");
    for statement in [
        "UPDATE intent SET verb = 'reject'",
        "DELETE FROM intent",
        "UPDATE receipt SET status = 'done'",
        "DELETE FROM receipt",
        "UPDATE party SET name = 'nobody'",
        "DELETE FROM party",
    ] {
        assert_eq!(by_hand(&path, statement), "append-only", "{statement}");
    }
    let entries = journal.entries(None).await.unwrap();
    assert_eq!(entries[0].intent, intent("1"));
    assert_eq!(entries[0].receipt, Some(receipt(Status::Unknown)));
}

#[test]
fn a_journal_that_cannot_be_read_is_an_error_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let text = "this was a journal once, and somebody may still save it\n".repeat(40);
    std::fs::write(&path, &text).unwrap();
    let error = Journal::open(&path).unwrap_err();
    assert_eq!(error.message, "error-store");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_journal_of_a_later_version_is_an_error_and_stays() {
    let (folder, journal) = journal();
    drop(journal);
    let path = folder.path().join("journal.db");
    by_hand(&path, "PRAGMA user_version = 99");
    let error = Journal::open(&path).unwrap_err();
    assert_eq!(error.message, "error-store-newer");
    assert_eq!(error.arg("file"), path.to_str());
    assert!(by_hand(&path, "DELETE FROM intent").ends_with("rows"));
}

#[tokio::test]
async fn whom_an_answer_offers_is_durable_with_the_receipt_and_waits() {
    let (folder, journal) = journal();
    let number = begin(&journal, intent("1")).await;
    let candidate = Candidate {
        wait_task_id: "71".into(),
        user: named("1621", "王五"),
    };
    let done = Receipt {
        next: vec![candidate.clone()],
        ..receipt(Status::Done)
    };
    journal.settle(number, done, at(2)).await.unwrap();
    let path = folder.path().join("journal.db");
    assert_eq!(by_hand(&path, "DELETE FROM candidate"), "append-only");
    let next = Journal::open(&path).unwrap();
    let [choice] = next.choices("work").await.unwrap().try_into().unwrap();
    assert_eq!(
        (choice.number, choice.candidates.as_slice()),
        (number, &[candidate][..])
    );
    assert_eq!(choice.flow, intent("1").flow);
    assert_eq!(next.choices("office").await.unwrap(), []);
}

#[tokio::test]
async fn of_two_attempts_at_one_choice_the_later_is_turned_away() {
    let (_folder, journal) = journal();
    let number = begin(&journal, intent("1")).await;
    let done = Receipt {
        next: vec![Candidate {
            wait_task_id: "71".into(),
            user: named("1621", "王五"),
        }],
        ..receipt(Status::Done)
    };
    journal.settle(number, done, at(2)).await.unwrap();
    let choice = journal.choices("work").await.unwrap().remove(0);
    let tasks = ["71".into()];
    let attempt = |owner| journal.attempt(&choice, owner, &tasks, at(3));
    let first = attempt("process-one").await.unwrap().unwrap();
    assert_eq!(attempt("process-two").await.unwrap(), None);
    for (status, waiting) in [(Status::Unknown, 1), (Status::Stale, 0)] {
        journal
            .attempted(first, &receipt(status), at(4))
            .await
            .unwrap();
        assert_eq!(journal.choices("work").await.unwrap().len(), waiting);
    }
}

#[tokio::test]
async fn a_reminder_that_stays_unknown_is_neither_pending_nor_unsettled() {
    let (_folder, journal) = journal();
    let remind = Intent {
        verb: Verb::Remind,
        ..intent("1")
    };
    let number = begin(&journal, remind.clone()).await;
    assert!(is_pending(&journal, remind.clone()).await);
    journal
        .settle(number, receipt(Status::Unknown), at(1))
        .await
        .unwrap();
    assert_eq!(journal.unsettled("work").await.unwrap(), []);
    begin(&journal, remind).await;
}
