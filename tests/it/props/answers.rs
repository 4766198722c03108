//! What the office answers to each question, well or badly.

use zhupi::domain::choice::Choice;
use zhupi::domain::decision::{Candidate, Decision, Note, Receipt, Status, Target};
use zhupi::domain::flow::{InstancePage, Started};
use zhupi::domain::instance::Instance;
use zhupi::domain::item::{Folder, Item, Page, PageRequest};
use zhupi::domain::message::MessagePage;
use zhupi::domain::people::{Named, PeoplePage};
use zhupi::domain::remembered::Remembered;
use zhupi::domain::verb::Verb;
use zhupi::error::{Error, Kind};
use zhupi::tui::effect::{Effect, Sought};
use zhupi::tui::event::Event;

use super::world::{Asked, World, broken};
use crate::support::papers;

type Answer<T> = Result<T, Error>;

impl World {
    pub fn answered(&mut self, asked: Asked, how: u8) -> Vec<Event> {
        match asked {
            Asked::Recover => vec![Event::Recovered(self.heard(how, |_| Vec::new()))],
            Asked::Settle(decision) => {
                let receipt = self.settled(&decision, how);
                vec![Event::Settled { decision, receipt }]
            }
            Asked::Effect(account, effect, then) => {
                let told = Box::new(self.told(&account, effect, then, how));
                vec![Event::From(account, told)]
            }
        }
    }

    /// An answer, unless the line is down or the server refuses.
    fn heard<T>(&self, how: u8, answer: impl FnOnce(&Self) -> T) -> Answer<T> {
        match how {
            _ if self.office.down => Err(broken()),
            0 => Err(broken()),
            1 => Err(Error::new(Kind::Refused, "error-refused")),
            _ => Ok(answer(self)),
        }
    }

    fn opened(&self, item: &Item, how: u8) -> Answer<Instance> {
        let gone = || Error::new(Kind::NotFound, "error-not-found");
        self.heard(how, |world| world.office.instance(item))?
            .ok_or_else(gone)
    }

    fn told(&mut self, account: &str, effect: Effect, then: Vec<Item>, how: u8) -> Event {
        match effect {
            Effect::Count => Event::Counted(self.heard(how, |_| papers::COUNTS)),
            Effect::List { ticket, request } => {
                // Late answers tell how it was.
                let rows = if how < 5 {
                    then
                } else {
                    self.office.folder(account, request.folder)
                };
                let page = self.heard(how, |_| page_of(&rows, &request));
                Event::Listed { ticket, page }
            }
            Effect::Recall(folder) => Event::Recalled((how < 4).then(|| {
                Box::new(Remembered {
                    at: papers::minutes_ago(90),
                    folder,
                    page: Page {
                        total: then.len() as u64,
                        items: then,
                        unread: 0,
                    },
                    counts: Some(papers::COUNTS),
                    hand: None,
                    details: Vec::new(),
                })
            })),
            Effect::Open { ticket, item } => Event::Opened {
                ticket,
                instance: Box::new(self.opened(&item, how)),
                key: item.key,
            },
            Effect::Learn(item) => Event::Learned {
                facts: Box::new(self.opened(&item, how).map(|instance| (&instance).into())),
                key: item.key,
            },
            Effect::Base(item) => Event::Based {
                form: self.opened(&item, how).map(|instance| instance.form),
                key: item.key,
            },
            Effect::Targets(item) => Event::Targets {
                key: item.key,
                targets: self.heard(how, |_| targets()),
            },
            Effect::Inherit => Event::Restored(Ok(self.left())),
            Effect::Elsewhere => Event::Elsewhere(vec![("crm".to_owned(), u32::from(how))]),
            Effect::Choices => Event::Choices(self.heard(how, Self::choices)),
            Effect::Save(decision) => Event::Saved {
                receipt: Receipt::new(Status::Done, decision.verb, Note::default()),
                decision,
            },
            Effect::Choose { choice, .. } => Event::Chosen {
                receipt: Receipt::new(Status::Done, choice.verb, Note::default()),
                choice,
            },
            beside => self.told_beside(account, beside, how),
        }
    }

    fn told_beside(&self, account: &str, effect: Effect, how: u8) -> Event {
        match effect {
            Effect::Seek { ticket, what } => {
                let ids = |item: &&Item| match &what {
                    Sought::Task(task) => item.task_id.as_ref() == Some(task),
                    Sought::Instance(instance) => item.instance_id == *instance,
                };
                let rows = self.office.folder(account, Folder::Todo);
                let found = rows.iter().find(ids).cloned();
                let gone = || Error::new(Kind::NotFound, "error-not-found");
                Event::Found {
                    ticket,
                    item: Box::new(found.ok_or_else(gone)),
                }
            }
            Effect::Messages { ticket, .. } => Event::Messages {
                ticket,
                page: self.heard(how, |_| MessagePage {
                    total: 3,
                    items: papers::messages(),
                }),
            },
            Effect::Mark { ids, read } => Event::Marked {
                ids,
                read,
                done: self.heard(how, |_| ()),
            },
            Effect::MarkAll => Event::MarkedAll(self.heard(how, |_| 3)),
            Effect::Instances { ticket, .. } => Event::Instances {
                ticket,
                page: self.heard(how, |_| InstancePage {
                    total: 2,
                    items: papers::instances(),
                }),
            },
            Effect::Seats(instance) => Event::Seats {
                instance,
                tasks: self.heard(how, |_| papers::seats()),
            },
            Effect::Flows { ticket, .. } => Event::Flows {
                ticket,
                flows: self.heard(how, |_| papers::flows()),
            },
            Effect::PlacesUsed => Event::PlacesUsed(Ok(std::collections::BTreeMap::new())),
            Effect::Start { name, .. } => Event::Started {
                name,
                started: self.heard(how, |_| Started {
                    instance_id: "600000000009999".into(),
                    task_id: None,
                }),
            },
            Effect::Journal { ticket, .. } => Event::Journal {
                ticket,
                entries: self.heard(how, |_| papers::recorded()),
            },
            people => self.told_of_people(&people, how),
        }
    }

    fn told_of_people(&self, effect: &Effect, how: u8) -> Event {
        match effect {
            Effect::Identify => Event::Identified {
                hand: Named::new(Some("301".into()), None),
                people: self.heard(how, |_| papers::people()),
                whole: true,
            },
            Effect::FindPeople { ticket, .. } => Event::FoundPeople {
                ticket: *ticket,
                page: self.heard(how, |_| PeoplePage::default()),
            },
            Effect::Meet(_) => Event::Met(self.heard(how, |_| papers::people())),
            other => panic!("nobody answers {other:?}"),
        }
    }

    /// What the last run had staged and the journal does not know.
    fn left(&mut self) -> Vec<Vec<Decision>> {
        self.disk.sent.clear();
        let groups = self.disk.kept.iter().map(|group| group.decisions.clone());
        groups.filter(|group| !group.is_empty()).collect()
    }

    fn settled(&mut self, decision: &Decision, how: u8) -> Receipt {
        let key = &decision.item.key;
        let waits = decision.item.key.folder != Folder::Todo || self.office.waits(key);
        let status = match how {
            _ if self.halted && how.is_multiple_of(2) => Status::Failed,
            _ if self.office.down => Status::Failed,
            _ if !waits => Status::Stale,
            0 => Status::Failed,
            1 => Status::Unknown,
            2 => Status::Refused,
            3 => Status::Stale,
            _ => Status::Done,
        };
        if status == Status::Done && decision.verb.row().closes {
            self.office.close(key);
        }
        let mut receipt = Receipt::new(status, decision.verb, Note::default());
        if status == Status::Done && how == 4 {
            receipt.next = candidates();
        }
        receipt
    }

    fn choices(&self) -> Vec<Choice> {
        let done = self.office.done.iter().take(2);
        let choice = |(number, item): (i64, Item)| Choice {
            number,
            at: papers::now(),
            server_at: None,
            instance_id: item.instance_id.clone(),
            title: item.title.clone(),
            flow: item.flow.clone(),
            node: item.node.clone(),
            verb: Verb::Approve,
            candidates: candidates(),
            attempt: None,
            key: item.key,
        };
        let rows = done.map(|row| row.item(Folder::Todo));
        (1..).zip(rows).map(choice).collect()
    }
}

fn candidates() -> Vec<Candidate> {
    [("302", "张三"), ("303", "李四")]
        .map(|(id, name)| Candidate {
            wait_task_id: format!("71{id}").as_str().into(),
            user: Named::new(Some(id.into()), Some(name.to_owned())),
        })
        .to_vec()
}

fn targets() -> Vec<Target> {
    vec![Target {
        node: Named::new(
            Some("approvalNode0".into()),
            Some("直属主管审批".to_owned()),
        ),
        task_id: "700000000009990".into(),
        start: false,
        last: true,
    }]
}

fn page_of(rows: &[Item], request: &PageRequest) -> Page {
    let size = request.size as usize;
    let from = (request.number as usize - 1) * size;
    Page {
        total: rows.len() as u64,
        items: rows.iter().skip(from).take(size).cloned().collect(),
        unread: 0,
    }
}

/// What somebody leaves in the editor.
pub fn altered(text: &str, how: u8) -> Answer<String> {
    match how {
        0 => Ok(text.to_owned()),
        1 => Ok(text.split_inclusive('\n').skip(2).collect()),
        2 => Ok(text.replace("approve ", "transfer ")),
        3 => Ok(format!("{text}\nwhat is this")),
        4 => Err(Error::new(Kind::System, "error-editor")),
        _ => Ok(text
            .lines()
            .map(|line| {
                let said =
                    line.contains(" -- ") || line.starts_with('#') || !line.starts_with("approve");
                if said {
                    format!("{line}\n")
                } else {
                    format!("{line} -- 已核\n")
                }
            })
            .collect()),
    }
}
