//! The plan on its way to disk and to the server: nothing is sent before it is written down that it
//! is about to be, and nothing is written out of turn.

use futures_util::StreamExt;
use tokio::sync::mpsc;

use crate::domain::decision::{Decision, Note, Receipt, Status};
use crate::domain::item::Key;
use crate::domain::plan::Group;
use crate::inbox::{Halt, Inbox};
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
    inbox: Inbox,
    mut steps: mpsc::UnboundedReceiver<Step>,
    events: mpsc::UnboundedSender<Event>,
) {
    let mut next = steps.recv().await;
    while let Some(step) = next.take() {
        let written = match step {
            Step::Keep(mut groups) => {
                // Of plans right behind each other only the last counts.
                while let Ok(step) = steps.try_recv() {
                    let Step::Keep(newer) = step else {
                        next = Some(step);
                        break;
                    };
                    groups = newer;
                }
                inbox.keep(groups).await
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
                inbox.release(ended).await
            }
            Step::Send(decisions, halt) => {
                let items = decisions.iter().map(|one| one.item.key.clone()).collect();
                let written = inbox.hand_out(items).await;
                if written.is_ok() {
                    send(&inbox, decisions, &halt, events.clone());
                } else {
                    hold_back(decisions, &events);
                }
                written
            }
        };
        if let Err(error) = written {
            let _ = events.send(Event::Failed(error));
        }
        if next.is_none() {
            next = steps.recv().await;
        }
    }
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
