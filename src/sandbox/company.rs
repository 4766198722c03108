//! The company the sandbox serves: its people and its flows, read from data under `assets/sandbox`.
//! Never changes while the server runs.

mod staff;

use serde::Deserialize;

use super::Error;
use super::flow::{Flow, Version};

const PEOPLE: &str = include_str!("../../assets/sandbox/people.toml");
const FLOWS: [(&str, &str); 6] = [
    (
        "leave",
        include_str!("../../assets/sandbox/flows/leave.toml"),
    ),
    (
        "travel",
        include_str!("../../assets/sandbox/flows/travel.toml"),
    ),
    (
        "purchase",
        include_str!("../../assets/sandbox/flows/purchase.toml"),
    ),
    (
        "payment",
        include_str!("../../assets/sandbox/flows/payment.toml"),
    ),
    ("seal", include_str!("../../assets/sandbox/flows/seal.toml")),
    (
        "access",
        include_str!("../../assets/sandbox/flows/access.toml"),
    ),
];

/// One person of the company.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    /// What flows and the story call them: their name in pinyin.
    pub(super) key: String,
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) title: String,
    pub(super) phone: String,
    #[serde(default)]
    pub(super) roles: Vec<String>,
    /// Key of the person they report to; none for the head of the company.
    pub(super) manager: Option<String>,
    /// Has a ready account in the written config.
    #[serde(default)]
    pub(super) main: bool,
}

/// People and flows.
#[derive(Debug)]
pub(super) struct Company {
    pub(super) people: Vec<Person>,
    /// Who is there beside them, and has no part in any flow yet.
    staff: Vec<Person>,
    pub(super) flows: Vec<Flow>,
}

#[derive(Deserialize)]
struct People {
    person: Vec<Person>,
}

impl Company {
    /// Reads the data that is built into the program; `people` is how many there are at least.
    pub(super) fn load(people: usize) -> Result<Self, Error> {
        let least = people;
        let people: People = read("people", PEOPLE)?;
        let flows = FLOWS.iter().map(|(name, text)| read(name, text));
        Ok(Self {
            staff: staff::hire(least.saturating_sub(people.person.len())),
            people: people.person,
            flows: flows.collect::<Result<_, _>>()?,
        })
    }

    /// The person with this id.
    pub(super) fn person(&self, id: i64) -> Option<&Person> {
        self.everybody().find(|person| person.id == id)
    }

    /// All who can be chosen.
    pub(super) fn everybody(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().chain(&self.staff)
    }

    /// The person whom the data call `key`.
    pub(super) fn by_key(&self, key: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.key == key)
    }

    /// A person's name, empty when nobody has the id.
    pub(super) fn name(&self, id: i64) -> &str {
        self.person(id).map_or("", |person| &person.name)
    }

    /// The flow that has a version with this `FlowCode`.
    pub(super) fn flow(&self, code: &str) -> Option<&Flow> {
        let mut flows = self.flows.iter();
        flows.find(|flow| flow.version(code).is_some())
    }

    /// Every version of every flow.
    pub(super) fn versions(&self) -> impl Iterator<Item = (&Flow, &Version)> {
        let flows = self.flows.iter();
        flows.flat_map(|flow| flow.versions().map(move |version| (flow, version)))
    }

    /// The deployed flow with this `ProcessKey`.
    pub(super) fn flow_by_key(&self, key: &str) -> Option<&Flow> {
        self.flows.iter().find(|flow| flow.key == key)
    }
}

/// Reads one data file; `name` is for the error message.
pub(super) fn read<T: for<'de> Deserialize<'de>>(name: &str, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|source| Error::Data {
        name: name.to_owned(),
        source: Box::new(source),
    })
}
