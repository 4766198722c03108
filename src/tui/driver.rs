//! Effects to use-cases and their results back to events: the only part of the screen that
//! knows the inbox. Never looks at the model.

mod browser;
mod keeper;

use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::inbox::{Halt, Inbox};
use crate::tui::driver::keeper::{Step, keep};
use crate::tui::effect::{Effect, Sought};
use crate::tui::event::Event;

/// Carries out effects in the background.
#[derive(Debug)]
pub struct Driver {
    inbox: Inbox,
    events: mpsc::UnboundedSender<Event>,
    /// One task writes the plan and sends what leaves it, in the order in which that happened.
    steps: mpsc::UnboundedSender<Step>,
    keeper: JoinHandle<()>,
    /// Calls off what was handed over and has not been sent.
    halt: Halt,
}

impl Driver {
    /// Must be called inside a tokio runtime.
    pub fn new(inbox: Inbox, events: mpsc::UnboundedSender<Event>) -> Self {
        let (steps, queue) = mpsc::unbounded_channel();
        let keeper = tokio::spawn(keep(inbox.clone(), queue, events.clone()));
        Self {
            inbox,
            events,
            steps,
            keeper,
            halt: Halt::default(),
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
                tokio::spawn(inherit(self.inbox.clone(), self.events.clone()));
            }
            Effect::Identify => {
                tokio::spawn(identify(self.inbox.clone(), self.events.clone()));
            }
            effect => {
                let (inbox, events) = (self.inbox.clone(), self.events.clone());
                tokio::spawn(async move {
                    if let Some(event) = perform(&inbox, effect).await {
                        // Without a receiver the program is ending.
                        let _ = events.send(event);
                    }
                });
            }
        }
    }

    fn step(&self, step: Step) {
        // The keeper lives as long as this does.
        let _ = self.steps.send(step);
    }

    /// Waits until the plan is on disk, and what was seen.
    pub async fn finish(self) {
        drop(self.steps);
        let _ = self.keeper.await;
        self.inbox.rest().await;
    }
}

/// In this order, one after the other: both take over the same dead processes.
async fn inherit(inbox: Inbox, events: mpsc::UnboundedSender<Event>) {
    let (groups, taken) = inbox.kept().await;
    let restored = match taken {
        Err(error) if groups.is_empty() => Err(error),
        Ok(()) => Ok(groups),
        Err(error) => {
            // What could be taken over is not lost with what could not.
            let _ = events.send(Event::Failed(error));
            Ok(groups)
        }
    };
    let _ = events.send(Event::Restored(restored));
    let found = inbox.resume().await.map(|found| found.entries);
    let _ = events.send(Event::Recovered(found));
}

/// What is known at once, then how it is now.
async fn identify(inbox: Inbox, events: mpsc::UnboundedSender<Event>) {
    let _ = events.send(Event::Identified {
        hand: inbox.known_hand(),
        people: Ok(inbox.remembered_people().await),
        // Until the server has said so, there is nobody to ask for others.
        whole: true,
    });
    let _ = events.send(Event::Identified {
        people: inbox.people().await.map(<[_]>::to_vec),
        hand: inbox.hand().await,
        whole: inbox.knows_everybody(),
    });
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
