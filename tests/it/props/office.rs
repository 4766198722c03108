//! The rows of the world as the server has them, and how they change.

use proptest::prelude::*;
use serde_json::json;
use zhupi::domain::form::{Field, FieldType, Form};
use zhupi::domain::instance::Instance;
use zhupi::domain::item::{Folder, Item, Key, Kind};
use zhupi::domain::verb::Verb;

use crate::support::papers;

const FLOWS: [&str; 3] = ["差旅报销", "采购申请", "合同用印"];

/// The last one would write over the screen if it were let.
const PEOPLE: [&str; 3] = ["张三", "李四", "欧阳\u{1b}[2J\u{202e}静"];

/// The account beside `work`, with its own numbers.
pub const ELSEWHERE: &str = "office";

/// A request that waits, or has waited.
#[derive(Clone, Debug)]
pub struct Row {
    pub number: u32,
    pub flow: usize,
    pub from: usize,
    pub amount: u32,
    /// Not every form has it.
    pub days: Option<u32>,
    pub handle: bool,
    pub batch: Option<bool>,
    pub inputs: bool,
    /// Whether it waits in the other account.
    pub elsewhere: bool,
}

pub fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (
        0..FLOWS.len(),
        0..PEOPLE.len(),
        prop_oneof![Just(499), Just(500), 1..20_000_u32],
        proptest::option::weighted(0.7, 0..6_u32),
        proptest::bool::weighted(0.15),
        proptest::option::weighted(0.7, proptest::bool::weighted(0.9)),
        proptest::bool::weighted(0.3),
        any::<bool>(),
    );
    let row = row.prop_map(
        |(flow, from, amount, days, handle, batch, inputs, elsewhere)| Row {
            number: 0,
            flow,
            from,
            amount,
            days,
            handle,
            batch,
            inputs,
            elsewhere,
        },
    );
    let rows = prop_oneof![
        4 => prop::collection::vec(row.clone(), 1..12),
        1 => prop::collection::vec(row, 50..70),
    ];
    (rows, any::<bool>()).prop_map(|(mut rows, several)| {
        let (mut here, mut there) = (1.., 1..);
        for row in &mut rows {
            row.elsewhere &= several;
            // Each account has numbers of its own.
            let numbers = if row.elsewhere { &mut there } else { &mut here };
            row.number = numbers.next().unwrap();
        }
        rows
    })
}

impl Row {
    pub fn item(&self, folder: Folder) -> Item {
        let flow = FLOWS[self.flow];
        let mut item = papers::todo(
            self.number,
            flow,
            PEOPLE[self.from],
            10 + i64::from(self.number),
        );
        if self.elsewhere {
            item.key.account = ELSEWHERE.into();
        }
        item.batch = self.batch;
        if self.handle {
            item.kind = Kind::Handle;
            item.verbs = vec![Verb::Handle];
        }
        match folder {
            Folder::Todo => {}
            Folder::Done => {
                item.can_revoke = Some(true);
                item.verbs = vec![Verb::Revoke];
            }
            _ => {
                item.key.id = item.instance_id.clone();
                item.verbs = vec![Verb::Revoke, Verb::Remind, Verb::Stop];
            }
        }
        item.key.folder = folder;
        item
    }

    pub fn form(&self) -> Form {
        let mut form = papers::form(&format!("{}.00", self.amount));
        if let Some(days) = self.days {
            let part = &mut form.parts[0];
            part.fields.push(Field {
                key: "days".to_owned(),
                label: Some("天数".to_owned()),
                kind: Some(FieldType::Number),
                ..Field::default()
            });
            part.rows[0].insert("days".to_owned(), json!(days));
        }
        form
    }

    fn instance(&self, item: &Item) -> Instance {
        let mut instance = Instance {
            form: self.form(),
            ..papers::instance(item)
        };
        if self.inputs {
            instance.inputs.push(papers::input());
        }
        instance
    }
}

/// Something that others do at the server.
#[derive(Clone, Copy, Debug)]
pub enum Change {
    /// A colleague was quicker.
    Taken(u8),
    Arrived,
    /// The applicant has changed the form.
    Edited(u8),
}

/// What the server has.
pub struct Office {
    pub todo: Vec<Row>,
    pub done: Vec<Row>,
    next: u32,
    /// Whether nothing gets through.
    pub down: bool,
}

impl Office {
    pub fn new(todo: Vec<Row>) -> Self {
        Self {
            next: u32::try_from(todo.len()).unwrap() + 1,
            todo,
            done: Vec::new(),
            down: false,
        }
    }

    pub fn change(&mut self, change: Change) {
        let at = |place: u8| usize::from(place) % self.todo.len().max(1);
        match change {
            Change::Taken(place) if !self.todo.is_empty() => drop(self.todo.remove(at(place))),
            Change::Edited(place) if !self.todo.is_empty() => {
                let place = at(place);
                self.todo[place].amount += 100;
            }
            Change::Arrived => {
                let row = Row {
                    number: self.next,
                    flow: 0,
                    from: 0,
                    amount: 120,
                    days: Some(2),
                    handle: false,
                    batch: Some(true),
                    inputs: false,
                    elsewhere: false,
                };
                self.next += 1;
                self.todo.insert(0, row);
            }
            Change::Taken(_) | Change::Edited(_) => {}
        }
    }

    /// What an account has in a folder.
    pub fn folder(&self, account: &str, folder: Folder) -> Vec<Item> {
        let mut items = self.everything(folder);
        items.retain(|item| *item.key.account == *account);
        items
    }

    fn everything(&self, folder: Folder) -> Vec<Item> {
        let rows = match folder {
            Folder::Todo => &self.todo[..],
            Folder::Done => &self.done[..],
            Folder::Created => &self.todo[..self.todo.len().min(2)],
            Folder::Cc | Folder::Draft => &[],
        };
        rows.iter().map(|row| row.item(folder)).collect()
    }

    pub fn row(&self, key: &Key) -> Option<&Row> {
        let mut rows = self.todo.iter().chain(&self.done);
        rows.find(|row| {
            let item = row.item(key.folder);
            item.key == *key
        })
    }

    pub fn instance(&self, item: &Item) -> Option<Instance> {
        Some(self.row(&item.key)?.instance(item))
    }

    /// Whether it waits for me.
    pub fn waits(&self, key: &Key) -> bool {
        let mut rows = self.todo.iter();
        rows.any(|row| row.item(key.folder).key == *key)
    }

    /// I have decided it.
    pub fn close(&mut self, key: &Key) {
        let mut rows = self.todo.iter();
        if let Some(at) = rows.position(|row| row.item(key.folder).key == *key) {
            let row = self.todo.remove(at);
            self.done.insert(0, row);
        }
    }
}
