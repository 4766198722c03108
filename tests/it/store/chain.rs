//! The journal's chain: whoever changes, removes, adds or reorders rows behind the program's back
//! is found out, and told where.

use std::path::PathBuf;

use rusqlite::Connection;
use tempfile::TempDir;
use zhupi::domain::decision::{Candidate, Receipt, Status};
use zhupi::domain::journal::{Flaw, Harm, Inspection};
use zhupi::store::{Begun, Journal};

use super::{at, intent, named, receipt};

/// A journal in which something of every kind is written down.
struct Book {
    _folder: TempDir,
    path: PathBuf,
    journal: Journal,
}

impl Book {
    /// Three decisions; the second one offers somebody, and a choice is made.
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        let journal = Journal::open(&path).unwrap();
        for task in ["1", "2", "3"] {
            let Begun::Number(number) = journal.begin(intent(task)).await.unwrap() else {
                panic!("{task} is pending");
            };
            let next = (task == "2").then(|| Candidate {
                wait_task_id: "71".into(),
                user: named("1621", "王五"),
            });
            let done = Receipt {
                next: next.into_iter().collect(),
                ..receipt(Status::Done)
            };
            journal.settle(number, done, at(2)).await.unwrap();
        }
        let choice = journal.choices("work").await.unwrap().remove(0);
        let attempt = journal
            .attempt(&choice, "process-one", &["71".into()], at(3))
            .await
            .unwrap()
            .unwrap();
        journal
            .attempted(attempt, &receipt(Status::Done), at(4))
            .await
            .unwrap();
        Self {
            _folder: folder,
            path,
            journal,
        }
    }

    async fn inspect(&self) -> Inspection {
        self.journal.inspect().await.unwrap()
    }

    /// What somebody does who knows the file: the triggers go first.
    fn tamper(&self, statements: &str) {
        let file = Connection::open(&self.path).unwrap();
        let names: Vec<String> = file
            .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        for name in names {
            file.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
        }
        file.execute_batch(&format!("PRAGMA foreign_keys = OFF; {statements}"))
            .unwrap();
    }
}

/// What is found after somebody was at the file.
async fn found_after(statements: &str) -> Option<(Harm, String, i64)> {
    let book = Book::new().await;
    book.tamper(statements);
    let flaw = book.inspect().await.flaw;
    flaw.map(|Flaw { harm, part, row }| (harm, part, row))
}

#[tokio::test]
async fn what_nobody_touched_is_whole_and_every_row_is_sealed() {
    let book = Book::new().await;
    let found = book.inspect().await;
    // For each decision itself, three people and a receipt; a candidate, an attempt, its outcome.
    assert_eq!((found.rows, found.flaw), (3 * 5 + 3, None));
    assert_eq!(found.head.unwrap().len(), 64);
}

#[tokio::test]
async fn the_head_changes_with_every_row_and_never_by_looking() {
    let book = Book::new().await;
    let before = book.inspect().await.head;
    assert_eq!(book.inspect().await.head, before);
    book.journal.begin(intent("4")).await.unwrap();
    assert_ne!(book.inspect().await.head, before);
}

#[tokio::test]
async fn a_changed_row_is_found_in_every_table() {
    for (statement, part, row) in [
        (
            "UPDATE intent SET verb = 'reject' WHERE number = 2",
            "intent",
            2,
        ),
        (
            "UPDATE intent SET hand_name = NULL WHERE number = 3",
            "intent",
            3,
        ),
        (
            "UPDATE party SET name = '赵六' WHERE number = 4",
            "party",
            4,
        ),
        (
            "UPDATE receipt SET status = 'refused' WHERE number = 1",
            "receipt",
            1,
        ),
        ("UPDATE candidate SET id = '1'", "candidate", 1),
        ("UPDATE attempt SET tasks = '[]'", "attempt", 1),
        ("UPDATE outcome SET at = at + 1", "outcome", 1),
    ] {
        let found = found_after(statement).await;
        assert_eq!(
            found,
            Some((Harm::Changed, part.to_owned(), row)),
            "{statement}"
        );
    }
}

#[tokio::test]
async fn a_row_taken_from_the_middle_is_missed() {
    let found = found_after("DELETE FROM receipt WHERE number = 2").await;
    assert_eq!(found, Some((Harm::Removed, "receipt".to_owned(), 2)));
    // Also together with its seal.
    let both = "DELETE FROM chain WHERE part = 'receipt' AND row = 2;
        DELETE FROM receipt WHERE number = 2";
    assert_eq!(
        found_after(both).await,
        Some((Harm::Removed, "chain".to_owned(), 10))
    );
    // And where the seals after it are moved up.
    let closed = format!("{both}; UPDATE chain SET number = number - 1 WHERE number > 10");
    let (harm, part, _) = found_after(&closed).await.unwrap();
    assert_eq!((harm, part.as_str()), (Harm::Changed, "candidate"));
}

#[tokio::test]
async fn two_rows_that_changed_places_are_found() {
    let swap = "UPDATE receipt SET number = 99 WHERE number = 1;
        UPDATE receipt SET number = 1 WHERE number = 2;
        UPDATE receipt SET number = 2 WHERE number = 99";
    assert_eq!(
        found_after(swap).await,
        Some((Harm::Changed, "receipt".to_owned(), 1))
    );
    let order = "UPDATE chain SET number = -1 WHERE number = 5;
        UPDATE chain SET number = 5 WHERE number = 6;
        UPDATE chain SET number = 6 WHERE number = -1";
    assert_eq!(
        found_after(order).await,
        Some((Harm::Changed, "intent".to_owned(), 2))
    );
}

#[tokio::test]
async fn a_row_slipped_in_is_found_even_after_more_was_written() {
    let book = Book::new().await;
    book.tamper(
        "INSERT INTO receipt (intent, at, status, verb) VALUES (1, 0, 'failed', 'approve')",
    );
    book.journal.begin(intent("4")).await.unwrap();
    let found = book.inspect().await;
    assert_eq!(
        found.flaw,
        Some(Flaw {
            harm: Harm::Added,
            part: "receipt".to_owned(),
            row: 4
        })
    );
    assert_eq!(found.rows, 18 + 4);
}

#[tokio::test]
async fn what_is_cut_off_the_end_shows_in_the_head_alone() {
    let book = Book::new().await;
    let noted = book.inspect().await.head;
    book.tamper("DELETE FROM chain WHERE part = 'outcome'; DELETE FROM outcome");
    let found = book.inspect().await;
    assert_eq!(found.flaw, None);
    assert_ne!(found.head, noted);
}

#[tokio::test]
async fn a_journal_older_than_the_chain_is_sealed_when_it_is_opened() {
    let book = Book::new().await;
    book.tamper(
        "DROP TABLE chain; DROP INDEX kept_of_item; CREATE INDEX kept_by ON kept (account, owner);
         ALTER TABLE kept DROP COLUMN since; ALTER TABLE kept DROP COLUMN item;
         PRAGMA user_version = 2",
    );
    let journal = Journal::open(&book.path).unwrap();
    let found = journal.inspect().await.unwrap();
    assert_eq!((found.rows, found.flaw), (18, None));
    book.tamper("UPDATE intent SET comment = '不同意' WHERE number = 1");
    assert_eq!(journal.inspect().await.unwrap().rows, 0);
}

#[tokio::test]
async fn an_empty_journal_is_whole_and_has_no_head() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::open(&folder.path().join("journal.db")).unwrap();
    assert_eq!(journal.inspect().await.unwrap(), Inspection::default());
}
