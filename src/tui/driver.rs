//! Effects to use-cases and their results back to events: the only part of the screen that
//! knows the inboxes. Never looks at the model.

mod browser;
mod keeper;

use std::sync::Arc;

use futures_util::future::join_all;
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, JoinSet};

use crate::inbox::{Halt, Inbox, Inboxes};
use crate::tui::driver::keeper::{Step, keep};
use crate::tui::effect::{Effect, Sought};
use crate::tui::event::Event;

/// Carries out effects in the background.
#[derive(Debug)]
pub struct Driver {
    inboxes: Inboxes,
    events: mpsc::UnboundedSender<Event>,
    /// One task writes the plan and sends what leaves it, in the order in which that happened.
    steps: mpsc::UnboundedSender<Step>,
    keeper: JoinHandle<()>,
    /// Calls off what was handed over and has not been sent.
    halt: Halt,
    /// Those who change nothing at a server, and may be broken off.
    readers: JoinSet<()>,
}

impl Driver {
    /// Must be called inside a tokio runtime.
    pub fn new(inboxes: impl Into<Inboxes>, events: mpsc::UnboundedSender<Event>) -> Self {
        let inboxes = inboxes.into();
        let (steps, queue) = mpsc::unbounded_channel();
        let keeper = tokio::spawn(keep(inboxes.clone(), queue, events.clone()));
        Self {
            inboxes,
            events,
            steps,
            keeper,
            halt: Halt::default(),
            readers: JoinSet::new(),
        }
    }

    /// Starts an effect; its answer comes as an event.
    pub fn start(&mut self, effect: Effect) {
        match effect {
            Effect::Send(decisions) => self.step(Step::Send(decisions, self.halt.clone())),
            Effect::Keep(groups) => self.step(Step::Keep(groups)),
            Effect::Release(item) => self.step(Step::Release(item)),
            // What is handed over later is another batch.
            Effect::Halt => std::mem::take(&mut self.halt).call(),
            Effect::Inherit => {
                let left = inherit(self.inboxes.clone(), self.events.clone());
                self.readers.spawn(left);
            }
            Effect::Elsewhere => {
                let told = elsewhere(self.inboxes.clone(), self.events.clone());
                self.readers.spawn(told);
            }
            Effect::At(account, effect) => {
                if let Some(inbox) = self.inboxes.get(&account) {
                    self.ask(inbox.clone(), *effect, Some(account));
                }
            }
            effect => {
                let whose = whose(&effect).and_then(|account| self.inboxes.get(account));
                let inbox = whose.unwrap_or(self.inboxes.home()).clone();
                self.ask(inbox, effect, None);
            }
        }
    }

    /// Asks an inbox; its answers name the account where the question did.
    fn ask(&mut self, inbox: Inbox, effect: Effect, account: Option<Arc<str>>) {
        let events = self.events.clone();
        let tell = move |event| {
            let event = match &account {
                Some(account) => Event::From(account.clone(), Box::new(event)),
                None => event,
            };
            // Without a receiver the program is ending.
            let _ = events.send(event);
        };
        let changes = effect.changes();
        let asking = async move {
            if effect == Effect::Identify {
                tell(known(&inbox).await);
                tell(identified(&inbox).await);
            } else if let Some(event) = perform(&inbox, effect).await {
                tell(event);
            }
        };
        if changes {
            tokio::spawn(asking);
        } else {
            while self.readers.try_join_next().is_some() {}
            self.readers.spawn(asking);
        }
    }

    fn step(&self, step: Step) {
        // The keeper lives as long as this does.
        let _ = self.steps.send(step);
    }

    /// Waits until the plan is on disk, and what was seen. Whoever still reads is not waited for:
    /// the inbox is free for who comes next.
    pub async fn finish(mut self) {
        self.readers.shutdown().await;
        drop(self.steps);
        let _ = self.keeper.await;
        join_all(self.inboxes.iter().map(Inbox::rest)).await;
    }
}

/// The account of the item that an effect names.
fn whose(effect: &Effect) -> Option<&Arc<str>> {
    match effect {
        Effect::Open { item, .. }
        | Effect::Learn(item)
        | Effect::Base(item)
        | Effect::Targets(item) => Some(&item.key.account),
        Effect::Save(decision) => Some(&decision.item.key.account),
        Effect::Choose { choice, .. } => Some(&choice.key.account),
        Effect::Confirm { account, .. } => Some(account),
        _ => None,
    }
}

/// What earlier runs have left of all accounts: what they had staged is told together, and then,
/// of each by itself, what had been sent. In this order: both take over the same dead processes.
async fn inherit(inboxes: Inboxes, events: mpsc::UnboundedSender<Event>) {
    let (mut staged, mut ended, mut failure) = (Vec::new(), Vec::new(), None);
    for inbox in inboxes.iter() {
        let (kept, taken) = inbox.kept().await;
        staged.extend(kept.groups);
        ended.push(kept.ended);
        failure = failure.or(taken.err());
    }
    let restored = match failure {
        Some(error) if staged.is_empty() => Err(error),
        None => Ok(staged),
        Some(error) => {
            // What could be taken over is not lost with what could not.
            let _ = events.send(Event::Failed(error));
            Ok(staged)
        }
    };
    let _ = events.send(Event::Restored(restored));
    join_all(inboxes.iter().zip(ended).map(async |(inbox, mut ended)| {
        let found = inbox.resume().await.map(|found| {
            ended.extend(found.entries);
            ended
        });
        let _ = events.send(Event::Recovered(found));
    }))
    .await;
}

/// What is staged in accounts that are not here.
async fn elsewhere(inboxes: Inboxes, events: mpsc::UnboundedSender<Event>) {
    let kept = inboxes.kept_elsewhere().await;
    // Without a receiver the program is ending.
    let _ = events.send(kept.map_or_else(Event::Failed, Event::Elsewhere));
}

/// Whose hand it is and who there is, as far as that is known at once.
async fn known(inbox: &Inbox) -> Event {
    Event::Identified {
        hand: inbox.known_hand(),
        people: Ok(inbox.remembered_people().await),
        // Until the server has said so, there is nobody to ask for others.
        whole: true,
    }
}

/// The same as it is now.
async fn identified(inbox: &Inbox) -> Event {
    Event::Identified {
        people: inbox.people().await.map(<[_]>::to_vec),
        hand: inbox.hand().await,
        whole: inbox.knows_everybody(),
    }
}

/// One use-case per effect.
async fn perform(inbox: &Inbox, effect: Effect) -> Option<Event> {
    Some(match effect {
        Effect::Count => Event::Counted(inbox.counts().await),
        Effect::List { ticket, request } => Event::Listed {
            ticket,
            page: inbox.page_so_far(&request).await,
        },
        Effect::Recall(folder) => {
            let remembered = inbox.remembered(folder, usize::MAX).await;
            Event::Recalled(remembered.map(Box::new))
        }
        Effect::Open { ticket, item } => Event::Opened {
            ticket,
            instance: Box::new(inbox.open_or_recall(&item).await),
            key: item.key,
        },
        Effect::Learn(item) => Event::Learned {
            facts: Box::new(inbox.open(&item).await.map(|instance| (&instance).into())),
            key: item.key,
        },
        Effect::Base(item) => Event::Based {
            form: inbox.form(&item).await,
            key: item.key,
        },
        Effect::Targets(item) => Event::Targets {
            targets: inbox.rollback_targets(&item).await,
            key: item.key,
        },
        Effect::Seek { ticket, what } => Event::Found {
            ticket,
            item: Box::new(match what {
                Sought::Task(task) => inbox.item_of_task(&task).await,
                Sought::Instance(instance) => inbox.item_of_instance(&instance).await,
            }),
        },
        Effect::Save(decision) => Event::Saved {
            receipt: inbox.save_draft(&decision).await,
            decision,
        },
        Effect::Choices => Event::Choices(inbox.waiting_choices().await),
        Effect::Choose { choice, tasks } => Event::Chosen {
            receipt: inbox.choose(&choice, &tasks).await,
            choice,
        },
        Effect::Confirm { account, instance } => Event::Confirmed {
            tasks: inbox.tasks(&instance).await,
            account,
            instance,
        },
        Effect::Browse(link) => return browser::open(link).await,
        effect => return beside_the_folders(inbox, effect).await,
    })
}

/// The same for what is not in a folder: people, messages, instances, flows.
async fn beside_the_folders(inbox: &Inbox, effect: Effect) -> Option<Event> {
    Some(match effect {
        Effect::FindPeople { ticket, text, skip } => Event::FoundPeople {
            ticket,
            page: inbox.find_people(&text, skip).await,
        },
        Effect::Meet(ids) => Event::Met(inbox.who_are(&ids).await),
        Effect::Messages { ticket, request } => Event::Messages {
            ticket,
            page: inbox.messages(&request).await,
        },
        Effect::Mark { ids, read } => Event::Marked {
            done: inbox.mark_messages(&ids, read).await,
            ids,
            read,
        },
        Effect::MarkAll => Event::MarkedAll(inbox.mark_all_messages(true).await),
        Effect::Instances {
            ticket,
            words,
            number,
            size,
        } => Event::Instances {
            ticket,
            page: inbox.instances_meant(&words, number, size).await,
        },
        Effect::Seats(instance) => Event::Seats {
            tasks: inbox.tasks(&instance).await,
            instance,
        },
        Effect::Flows { ticket, kind } => Event::Flows {
            ticket,
            flows: inbox.flows(kind).await,
        },
        Effect::Journal { ticket, latest } => Event::Journal {
            ticket,
            entries: inbox.latest_in_journal(latest).await,
        },
        Effect::PlacesUsed => Event::PlacesUsed(inbox.places_used().await),
        Effect::Start { key, name, inputs } => Event::Started {
            name,
            started: inbox.start(&key, &inputs).await,
        },
        // Sent and kept elsewhere, or for whoever holds the terminal.
        _ => return None,
    })
}
