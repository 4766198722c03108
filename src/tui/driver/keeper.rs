//! The plan on its way to disk and to the server: nothing is sent before it is written down that it
//! is about to be, and nothing is written out of turn.

use futures_util::StreamExt;
use tokio::sync::mpsc;

use crate::domain::decision::{Decision, Note, Receipt, Status};
use crate::domain::item::Key;
use crate::domain::plan::Group;
use crate::error::Result;
use crate::inbox::{Halt, Inbox, Inboxes};
use crate::tui::event::Event;

/// One change of what is kept.
#[derive(Debug)]
pub(super) enum Step {
    /// This is staged now.
    Keep(Vec<Group>),
    /// This leaves the plan for the server.
    Send(Vec<Decision>, Halt),
    /// This has ended.
    Release(Key),
}

/// Takes steps until there are no more to come.
pub(super) async fn keep(
    inboxes: Inboxes,
    mut steps: mpsc::UnboundedReceiver<Step>,
    events: mpsc::UnboundedSender<Event>,
) {
    let mut next = steps.recv().await;
    while let Some(step) = next.take() {
        match step {
            Step::Keep(mut groups) => {
                // Of plans right behind each other only the last counts.
                while let Ok(step) = steps.try_recv() {
                    let Step::Keep(newer) = step else {
                        next = Some(step);
                        break;
                    };
                    groups = newer;
                }
                for inbox in inboxes.iter() {
                    let own = own_groups(inbox, &groups);
                    complain(inbox.keep(own).await, &events);
                }
            }
            Step::Release(item) => {
                let mut ended = vec![item];
                while let Ok(step) = steps.try_recv() {
                    let Step::Release(item) = step else {
                        next = Some(step);
                        break;
                    };
                    ended.push(item);
                }
                for inbox in inboxes.iter() {
                    let own: Vec<_> = ended.iter().filter(|key| is_of(inbox, key)).collect();
                    if !own.is_empty() {
                        let own = own.into_iter().cloned().collect();
                        complain(inbox.release(own).await, &events);
                    }
                }
            }
            Step::Send(mut decisions, halt) => {
                for inbox in inboxes.iter() {
                    let own = |one: &mut Decision| is_of(inbox, &one.item.key);
                    let own: Vec<_> = decisions.extract_if(.., own).collect();
                    if !own.is_empty() {
                        hand_out(inbox, own, &halt, &events).await;
                    }
                }
                // Of an account that is not here.
                hold_back(decisions, &events);
            }
        }
        if next.is_none() {
            next = steps.recv().await;
        }
    }
}

fn is_of(inbox: &Inbox, key: &Key) -> bool {
    *key.account == *inbox.account()
}

/// What of the plan is an account's.
fn own_groups(inbox: &Inbox, groups: &[Group]) -> Vec<Group> {
    let own = |group: &Group| {
        let decisions = group.decisions.iter();
        let decisions: Vec<_> = decisions
            .filter(|decision| is_of(inbox, &decision.item.key))
            .cloned()
            .collect();
        (!decisions.is_empty()).then(|| Group {
            decisions,
            ..*group
        })
    };
    groups.iter().filter_map(own).collect()
}

fn complain(written: Result<()>, events: &mpsc::UnboundedSender<Event>) {
    if let Err(error) = written {
        let _ = events.send(Event::Failed(error));
    }
}

/// Sends decisions of one account, once it is written down that they are about to be.
async fn hand_out(
    inbox: &Inbox,
    decisions: Vec<Decision>,
    halt: &Halt,
    events: &mpsc::UnboundedSender<Event>,
) {
    let items = decisions.iter().map(|one| one.item.key.clone()).collect();
    let written = inbox.hand_out(items).await;
    if written.is_ok() {
        send(inbox, decisions, halt, events.clone());
    } else {
        hold_back(decisions, events);
    }
    complain(written, events);
}

/// Tells of decisions that nothing was sent for.
fn hold_back(decisions: Vec<Decision>, events: &mpsc::UnboundedSender<Event>) {
    for decision in decisions {
        let note = Note::ours("note-not-kept");
        let receipt = Receipt::new(Status::Failed, decision.verb, note);
        let decision = Box::new(decision);
        let _ = events.send(Event::Settled { decision, receipt });
    }
}

/// Sends decisions in the background; each is answered as it ends.
fn send(
    inbox: &Inbox,
    decisions: Vec<Decision>,
    halt: &Halt,
    events: mpsc::UnboundedSender<Event>,
) {
    let mut ends = Box::pin(inbox.send_all(decisions, halt));
    tokio::spawn(async move {
        while let Some((decision, receipt)) = ends.next().await {
            let decision = Box::new(decision);
            let _ = events.send(Event::Settled { decision, receipt });
        }
    });
}
