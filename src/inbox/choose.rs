//! Choosing next approvers: what waits for a choice, and making it: guard, journal, request,
//! settle. What may have been made is looked up, never sent again by itself.

use std::collections::BTreeSet;

use crate::domain::choice::{Attempt, Choice};
use crate::domain::decision::{Candidate, Note, Receipt, Status};
use crate::domain::id::Id;
use crate::domain::item::Key;
use crate::error::Result;
use crate::inbox::Inbox;
use crate::inbox::select::ended;
use crate::inbox::settle::whole_second;
use crate::provider::Answer;

impl Inbox {
    /// The choices that decisions of this account still wait for, oldest first. A flow stands
    /// still until its choice is made.
    pub async fn waiting_choices(&self) -> Result<Vec<Choice>> {
        self.parts.journal.choices(&self.parts.account).await
    }

    /// The choice that the latest decision on an item waits for.
    pub async fn waiting_choice(&self, key: &Key) -> Result<Option<Choice>> {
        self.parts.journal.choice_of(key).await
    }

    /// Makes a choice, at most once: `tasks` are waiting tasks of its candidates.
    pub async fn choose(&self, choice: &Choice, tasks: &[Id]) -> Receipt {
        let failed = |key| Receipt::new(Status::Failed, choice.verb, Note::ours(key));
        let _place = self.place().await;
        if self.read_only() {
            return failed("blocked-read-only");
        }
        let offered = |task: &Id| {
            let mut candidates = choice.candidates.iter();
            candidates.any(|one| one.wait_task_id == *task)
        };
        if tasks.is_empty() || !tasks.iter().all(offered) {
            return failed("note-not-a-candidate");
        }
        let made = self.make(choice.number, tasks).await;
        match made {
            Ok(Some(receipt)) => receipt,
            Ok(None) => Receipt::new(Status::Stale, choice.verb, chosen_already()),
            Err(error) => ended(choice.verb, Status::Failed, &error),
        }
    }

    /// `None` when it does not wait any more; an error means that nothing was sent.
    async fn make(&self, number: i64, tasks: &[Id]) -> Result<Option<Receipt>> {
        let (journal, account) = (&self.parts.journal, &self.parts.account);
        let Some(choice) = journal.choice(account, number).await? else {
            return Ok(None);
        };
        let in_flight = Receipt::new(Status::Failed, choice.verb, Note::ours("note-in-flight"));
        if self.is_under_way(choice.attempt.as_ref()) {
            return Ok(Some(in_flight));
        }
        // The interface names nobody: whoever has chosen already, it would not ask.
        let seated = self.seated(&choice).await?;
        let (owner, now) = (&self.parts.owner.name, self.now());
        let Some(attempt) = journal.attempt(&choice, owner, tasks, now).await? else {
            return Ok(Some(in_flight));
        };
        let receipt = match by_seats(&choice, tasks, &seated) {
            Some(receipt) => receipt,
            None => self.submit(&choice, tasks, &seated).await,
        };
        journal
            .attempted(attempt, &receipt, self.now())
            .await
            // The work is done; a journal that cannot say so leaves it to be looked up.
            .unwrap_or_default();
        Ok(Some(receipt))
    }

    async fn submit(&self, choice: &Choice, tasks: &[Id], before: &BTreeSet<&Id>) -> Receipt {
        match self.provider().submit_next(tasks).await {
            Answer::Done { request_id, .. } => Receipt {
                request_id,
                ..Receipt::new(Status::Done, choice.verb, Note::default())
            },
            Answer::Refused(error) => ended(choice.verb, Status::Refused, &error),
            Answer::Failed(error) => ended(choice.verb, Status::Failed, &error),
            Answer::Unknown(error) => {
                let unknown = ended(choice.verb, Status::Unknown, &error);
                let Ok(seated) = self.seated(choice).await else {
                    return unknown;
                };
                let all = || Receipt::new(Status::Done, choice.verb, Note::default());
                let changed = seated != *before && seated == chosen(choice, tasks);
                by_seats(choice, tasks, &seated)
                    .or_else(|| changed.then(all))
                    .unwrap_or(unknown)
            }
        }
    }

    /// The candidates who have a task of the instance since the choice was offered.
    async fn seated<'a>(&self, choice: &'a Choice) -> Result<BTreeSet<&'a Id>> {
        let since = whole_second(choice.server_at.unwrap_or(choice.at));
        let tasks = self.provider().tasks(&choice.instance_id).await?;
        let has_seat = |candidate: &&Candidate| {
            tasks.iter().any(|task| {
                let later = task.started_at.is_some_and(|at| at >= since);
                let theirs = candidate.user.id.is_some() && task.assignee.id == candidate.user.id;
                task.id == candidate.wait_task_id || later && theirs
            })
        };
        Ok(choice.candidates.iter().filter(has_seat).map(who).collect())
    }

    /// Whether a living process still waits for the answer to an attempt.
    fn is_under_way(&self, attempt: Option<&Attempt>) -> bool {
        let parts = &self.parts;
        attempt.is_some_and(|attempt| {
            attempt.end.is_none()
                && (attempt.owner == parts.owner.name
                    || parts.owners.take_over(&attempt.owner).is_none())
        })
    }
}

/// What the seats tell of a choice: some of the candidates have one, so it has been made. That
/// all have one, or none, tells nothing: a server may list the waiting ones too.
fn by_seats(choice: &Choice, tasks: &[Id], seated: &BTreeSet<&Id>) -> Option<Receipt> {
    let all: BTreeSet<_> = choice.candidates.iter().map(who).collect();
    if seated.is_empty() || *seated == all {
        return None;
    }
    Some(if *seated == chosen(choice, tasks) {
        Receipt::new(Status::Done, choice.verb, Note::default())
    } else {
        Receipt::new(Status::Stale, choice.verb, chosen_already())
    })
}

fn chosen<'a>(choice: &'a Choice, tasks: &[Id]) -> BTreeSet<&'a Id> {
    let candidates = choice.candidates.iter();
    candidates
        .filter(|one| tasks.contains(&one.wait_task_id))
        .map(who)
        .collect()
}

/// A person; of parallel branches one person has several waiting tasks.
fn who(candidate: &Candidate) -> &Id {
    let user = candidate.user.id.as_ref();
    user.unwrap_or(&candidate.wait_task_id)
}

fn chosen_already() -> Note {
    Note::ours("note-chosen-already")
}
