//! An instance as both interfaces tell it (document 004, and v4 instances/get): times are numbers
//! in the one and text in the other.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use crate::domain::id::Id;
use crate::provider::lenient::each;
use crate::provider::{embedded, lenient};

/// The whole of one approval.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Instance {
    #[serde(deserialize_with = "lenient::id")]
    pub approval_code: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub approval_name: Option<String>,
    #[serde(deserialize_with = "lenient::time")]
    pub start_time: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::time")]
    pub end_time: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::id")]
    pub user_id: Option<Id>,
    #[serde(deserialize_with = "lenient::id")]
    pub open_id: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub serial_number: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub status: Option<String>,
    /// JSON in a string.
    pub form: Value,
    #[serde(deserialize_with = "each")]
    pub task_list: Vec<Task>,
    #[serde(deserialize_with = "each")]
    pub comment_list: Vec<Comment>,
    #[serde(deserialize_with = "each")]
    pub timeline: Vec<Event>,
    #[serde(deserialize_with = "lenient::text")]
    pub modified_instance_code: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub reverted_instance_code: Option<String>,
}

impl Instance {
    /// Everybody who has to do with it, by both ids.
    pub(crate) fn people(&self) -> impl Iterator<Item = (Option<&Id>, Option<&Id>)> {
        let seats = self.task_list.iter();
        let seats = seats.map(|seat| (seat.user_id.as_ref(), seat.open_id.as_ref()));
        let events = self.timeline.iter();
        let events = events.map(|event| (event.user_id.as_ref(), event.open_id.as_ref()));
        let own = (self.user_id.as_ref(), self.open_id.as_ref());
        [own].into_iter().chain(seats).chain(events)
    }
}

/// One person's seat.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Task {
    #[serde(deserialize_with = "lenient::id")]
    pub id: Option<Id>,
    /// Quirk: empty where nobody had to decide.
    #[serde(deserialize_with = "lenient::id")]
    pub user_id: Option<Id>,
    #[serde(deserialize_with = "lenient::id")]
    pub open_id: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub status: Option<String>,
    #[serde(deserialize_with = "lenient::id")]
    pub node_id: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub node_name: Option<String>,
    /// Quirk: how the people of the node decide together, or that nobody had to.
    #[serde(rename = "type", deserialize_with = "lenient::text")]
    pub kind: Option<String>,
    #[serde(deserialize_with = "lenient::time")]
    pub start_time: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::time")]
    pub end_time: Option<Timestamp>,
}

/// A remark beside the flow.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Comment {
    #[serde(deserialize_with = "lenient::id")]
    pub user_id: Option<Id>,
    #[serde(deserialize_with = "lenient::id")]
    pub open_id: Option<Id>,
    #[serde(rename = "comment", deserialize_with = "lenient::text")]
    pub text: Option<String>,
    #[serde(deserialize_with = "lenient::time")]
    pub create_time: Option<Timestamp>,
    #[serde(deserialize_with = "each")]
    pub files: Vec<File>,
}

/// A file beside a remark or a decision; only v4 tells them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct File {
    #[serde(deserialize_with = "lenient::text")]
    pub url: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub title: Option<String>,
    #[serde(rename = "type", deserialize_with = "lenient::text")]
    pub kind: Option<String>,
}

/// One entry of the timeline.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Event {
    #[serde(rename = "type", deserialize_with = "lenient::text")]
    pub kind: Option<String>,
    #[serde(deserialize_with = "lenient::time")]
    pub create_time: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::id")]
    pub user_id: Option<Id>,
    #[serde(deserialize_with = "lenient::id")]
    pub open_id: Option<Id>,
    #[serde(deserialize_with = "each")]
    pub user_id_list: Vec<Id>,
    #[serde(deserialize_with = "each")]
    pub open_id_list: Vec<Id>,
    #[serde(deserialize_with = "each")]
    pub cc_user_list: Vec<Receiver>,
    #[serde(deserialize_with = "lenient::id")]
    pub task_id: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub comment: Option<String>,
    /// JSON in a string, another meaning for each type; see [`Event::ext`].
    pub ext: Value,
    /// The only name of a node that rolling back takes.
    #[serde(deserialize_with = "lenient::id")]
    pub node_key: Option<Id>,
    #[serde(deserialize_with = "each")]
    pub files: Vec<File>,
}

/// Who got a copy.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Receiver {
    #[serde(deserialize_with = "lenient::id")]
    pub user_id: Option<Id>,
    #[serde(deserialize_with = "lenient::id")]
    pub open_id: Option<Id>,
}

/// What else an entry says: whom it concerned, and of a copy who sent it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Ext {
    #[serde(deserialize_with = "each")]
    pub user_id_list: Vec<Id>,
    #[serde(deserialize_with = "each")]
    pub open_id_list: Vec<Id>,
    #[serde(deserialize_with = "lenient::id")]
    pub user_id: Option<Id>,
    #[serde(deserialize_with = "lenient::id")]
    pub open_id: Option<Id>,
}

impl Event {
    /// Quirk: told to be there always, and left out where it has nothing to say.
    pub(crate) fn ext(&self) -> Ext {
        let parsed = embedded::parse(&self.ext).filter(Value::is_object);
        parsed
            .and_then(|value| serde_json::from_value(value).ok())
            .unwrap_or_default()
    }
}
