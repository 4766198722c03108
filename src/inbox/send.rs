//! Sending one decision: guard, journal, request, settle. In this order, always.

use crate::domain::decision::{Baseline, CALLED_OFF, Decision, Note, Receipt, Status, Target};
use crate::domain::instance::{Standing, TaskStatus};
use crate::domain::item::{Folder, Item};
use crate::domain::journal::{Entry, Intent};
use crate::domain::people::{Named, Person};
use crate::domain::verb::{Guard, Verb};
use crate::error::Error;
use crate::inbox::Inbox;
use crate::inbox::batch::Halt;
use crate::inbox::select::{ended, failed};
use crate::inbox::settle::Earlier;
use crate::provider::Answer;
use crate::store::Begun;

impl Inbox {
    /// Carries out a decision, at most once, and says what became of it.
    pub async fn send(&self, decision: Decision) -> Receipt {
        self.send_unless(&decision, &Halt::default()).await
    }

    /// The same, unless it is called off before its turn has come.
    pub(super) async fn send_unless(&self, decision: &Decision, halt: &Halt) -> Receipt {
        if halt.is_called() {
            return called_off(decision);
        }
        if self.read_only() {
            return not_sent(decision, "blocked-read-only");
        }
        let receipt = match self.attempt(decision, halt).await {
            Ok(receipt) => receipt,
            Err(error) => failed(decision, &error),
        };
        note(&decision.item, &receipt);
        receipt
    }

    /// An error here means that nothing was sent.
    async fn attempt(&self, decision: &Decision, halt: &Halt) -> Result<Receipt, Error> {
        // Before the guard: what became of an earlier attempt is part of where the item stands.
        match self.earlier(&decision.item).await? {
            Earlier::Gone => {}
            Earlier::UnderWay => return Ok(in_flight(decision)),
            Earlier::Settled(entry) => {
                if let Some(receipt) = answer(*entry, decision) {
                    return Ok(receipt);
                }
            }
        }
        let place = self.place().await;
        // Asked for now, so that nothing stands between the guard and the request.
        let hand = self.hand().await;
        let standing = match self.guard(decision).await? {
            Ok(standing) => standing,
            Err(stale) => return Ok(stale),
        };
        drop(place);
        let intent = self.intent(decision, &standing, hand);
        let Begun::Number(number) = self.parts.journal.begin(intent.clone()).await? else {
            return Ok(in_flight(decision));
        };
        let receipt = self.request(decision, &intent, halt).await;
        self.parts
            .journal
            .settle(number, receipt.clone(), self.now())
            .await
            // The work is done; a journal that cannot say so leaves it to be looked up.
            .unwrap_or_default();
        if receipt.status == Status::Done && decision.verb.row().closes {
            self.parts.cache.forget(decision.item.key.clone());
        }
        Ok(receipt)
    }

    /// Sends what is written down already, unless it has been called off meanwhile.
    async fn request(&self, decision: &Decision, intent: &Intent, halt: &Halt) -> Receipt {
        let place = self.place().await;
        if halt.is_called() {
            return called_off(decision);
        }
        let answer = self.provider().act(decision).await;
        drop(place);
        match answer {
            Answer::Done { request_id, next } => Receipt {
                request_id,
                next,
                ..Receipt::new(Status::Done, decision.verb, Note::default())
            },
            Answer::Refused(error) => refused(decision.verb, &error),
            Answer::Failed(error) => ended(decision.verb, Status::Failed, &error),
            Answer::Unknown(error) => {
                let lost = ended(decision.verb, Status::Unknown, &error);
                self.look_up_lost(intent, error.kind, lost).await
            }
        }
    }

    fn intent(&self, decision: &Decision, standing: &Standing, hand: Named) -> Intent {
        let item = &decision.item;
        let node = standing.task.as_ref().map_or(&item.node, |task| &task.node);
        Intent {
            at: self.now(),
            server_at: standing.server_at,
            owner: self.parts.owner.name.clone(),
            hand,
            key: item.key.clone(),
            task_id: item.task_id.clone(),
            instance_id: item.instance_id.clone(),
            flow: item.flow.clone(),
            node: node.clone(),
            title: item.title.clone(),
            verb: decision.verb,
            comment: decision.comment.clone(),
            people: decision.people.iter().map(Person::as_named).collect(),
            target: decision.target.clone(),
            cc: decision.cc.iter().map(Person::as_named).collect(),
            inputs: decision.inputs.clone(),
        }
    }

    /// Reads the item again. The inner error is the receipt of a decision that no longer
    /// meets what it was made on.
    async fn guard(&self, decision: &Decision) -> Result<Result<Standing, Receipt>, Error> {
        if decision.baseline == Baseline::Off {
            return Ok(Ok(Standing::default()));
        }
        let (item, verb) = (&decision.item, decision.verb);
        let with_form = verb.row().guard.compares_form();
        let standing = self.provider().standing(item, verb, with_form).await?;
        let stale = |note| Receipt::new(Status::Stale, verb, note);
        if let Some(note) = self.wrong_state(item, &standing, verb.row().guard) {
            let winner = match &standing.task {
                Some(task) if verb.row().guard == Guard::OpenTask && !task.status.is_open() => {
                    self.winner(item, task).await
                }
                _ => None,
            };
            return Ok(Err(stale(winner.unwrap_or(note))));
        }
        if !with_form {
            return Ok(Ok(standing));
        }
        let (Some(was), Some(is)) = (decision.baseline.form(), &standing.form) else {
            return Ok(Err(stale(Note::ours("note-no-baseline"))));
        };
        let changed = was.changes(is);
        if !changed.is_empty() {
            return Ok(Err(Receipt {
                changed,
                ..stale(Note::ours("note-changed"))
            }));
        }
        Ok(Ok(standing))
    }

    /// Why the present state forbids the verb, if it does.
    fn wrong_state(&self, item: &Item, standing: &Standing, guard: Guard) -> Option<Note> {
        let own_request = item.key.folder == Folder::Created;
        if guard == Guard::Running || guard == Guard::Revocable && own_request {
            return match standing.running {
                Some(true) => None,
                Some(false) => Some(Note::ours("note-ended")),
                None => Some(Note::ours("note-gone")),
            };
        }
        let Some(task) = &standing.task else {
            return Some(Note::ours("note-gone"));
        };
        let mine = task.assignee.id == self.parts.user_id;
        match guard {
            _ if !mine => Some(Note::about("note-not-mine", self.name_of(&task.assignee))),
            Guard::OpenTask => (!task.status.is_open()).then(|| Note::ours("note-decided-already")),
            Guard::Revocable | Guard::Running => {
                (task.status != TaskStatus::Done).then(|| Note::ours("note-nothing-to-revoke"))
            }
        }
    }

    /// A person's name if the directory has been read, else what the server called them.
    pub(super) fn name_of(&self, person: &Named) -> String {
        let known = person.id.as_ref().and_then(|id| self.directory.known(id));
        known.map_or_else(|| person.label().to_owned(), |person| person.name)
    }
}

/// One line of the log for a decision: never what was written with it.
fn note(item: &Item, receipt: &Receipt) {
    tracing::info!(
        account = item.key.account.as_ref(),
        id = item.key.id.as_str(),
        receipt = receipt.status.name(),
        code = receipt.code.as_deref(),
        request_id = receipt.request_id.as_deref(),
        hint = receipt.hint,
        "{}",
        receipt.verb.name()
    );
}

/// The receipt of an earlier decision, where a new one need not or must not be sent: the
/// earlier was this very one and is carried out, or nobody can say yet.
fn answer(earlier: Entry, decision: &Decision) -> Option<Receipt> {
    let same = is_same(&earlier.intent, decision);
    earlier.receipt.filter(|receipt| match receipt.status {
        // It may yet be carried out: a second one could only come on top of it.
        Status::Unknown => true,
        Status::Done => same,
        _ => false,
    })
}

/// Whether an intent is this decision: the same verb, given the same.
fn is_same(intent: &Intent, decision: &Decision) -> bool {
    let alike = |named: &[Named], people: &[Person]| {
        let ids = people.iter().map(|person| Some(&person.id));
        named.iter().map(|one| one.id.as_ref()).eq(ids)
    };
    let back_to = |target: &Option<Target>| target.as_ref().map(|target| target.task_id.clone());
    intent.verb == decision.verb
        && intent.comment == decision.comment
        && alike(&intent.people, &decision.people)
        && alike(&intent.cc, &decision.cc)
        && back_to(&intent.target) == back_to(&decision.target)
        && intent.inputs == decision.inputs
}

fn in_flight(decision: &Decision) -> Receipt {
    not_sent(decision, "note-in-flight")
}

fn called_off(decision: &Decision) -> Receipt {
    not_sent(decision, CALLED_OFF)
}

fn not_sent(decision: &Decision, why: &'static str) -> Receipt {
    Receipt::new(Status::Failed, decision.verb, Note::ours(why))
}

/// The server said no. A reminder that is refused without a word was one too many for today
/// (document 003, interface 15).
fn refused(verb: Verb, error: &Error) -> Receipt {
    let mut receipt = ended(verb, Status::Refused, error);
    if verb == Verb::Remind && error.code.is_none() && error.said.is_none() {
        receipt.note = Note::ours("note-reminded-enough");
    }
    receipt
}
