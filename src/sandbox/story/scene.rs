//! The shape of the story's data.

use jiff::civil::Time;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::sandbox::fail::{Code, Fail};

/// The whole story.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    /// Key of the main person.
    pub(super) hand: String,
    /// The main person has read what is older than this many days.
    pub(super) read_days: i64,
    pub(super) scene: Vec<Scene>,
    /// What is still to come today, each when it is its turn.
    pub(super) later: Vec<Scene>,
    pub(super) notice: Vec<Notice>,
}

/// One request and what became of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scene {
    #[serde(default)]
    pub(super) part: Part,
    /// `ProcessKey`.
    pub(super) flow: String,
    /// Key of the applicant.
    pub(super) by: String,
    /// Days before today: 1 is yesterday.
    #[serde(default)]
    pub(super) day: i64,
    #[serde(default)]
    pub(super) at: Time,
    pub(super) form: Map<String, Value>,
    #[serde(default)]
    pub(super) lines: Vec<Value>,
    /// Saved and never submitted.
    #[serde(default)]
    pub(super) draft: bool,
    /// Whoever is asked last has opened it.
    #[serde(default)]
    pub(super) seen: bool,
    #[serde(default)]
    pub(super) then: Vec<Step>,
    /// Minutes by which a repeated scene comes earlier than its model.
    #[serde(skip)]
    pub(super) earlier: i64,
}

/// What a scene is for.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Part {
    /// Ends as a to-do of the main person.
    Todo,
    /// A request of the main person's own, taken back by the last step: a to-do to submit again.
    Withdrawn,
    #[default]
    Other,
}

/// One act in a scene.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Step {
    pub(super) by: String,
    /// Minutes after the act before.
    pub(super) after: i64,
    pub(super) does: Deed,
    pub(super) says: String,
    /// Who gets a transfer.
    pub(super) to: String,
    pub(super) cc: Vec<String>,
    /// Who is asked next where the decision leaves the choice; nobody named means everybody.
    pub(super) picks: Vec<String>,
    /// Values by page variable.
    pub(super) fills: std::collections::BTreeMap<String, Map<String, Value>>,
}

/// What is done.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Deed {
    Submit,
    /// Agrees, or handles at a handle node.
    #[default]
    Agree,
    Reject,
    Transfer,
    /// An approver's own decision.
    TakeBack,
    /// The applicant's request.
    Withdraw,
}

/// A message of the message centre that comes once a day for some days.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Notice {
    pub(super) to: String,
    pub(super) title: String,
    pub(super) text: String,
    /// Days before today of the last one.
    pub(super) last_day: i64,
    /// How many days it came.
    pub(super) days: i64,
    /// Minute of the day.
    pub(super) minute: i64,
}

impl Scene {
    /// How long before the end of the story it begins.
    pub(super) fn minutes_before(&self) -> Result<i64, Fail> {
        let minute = i64::from(self.at.hour()) * 60 + i64::from(self.at.minute());
        let before = self.day * 1440 - minute + self.earlier;
        let wrong = || Fail::new(Code::InvalidParameter, "a scene must begin before today");
        (before > 0).then_some(before).ok_or_else(wrong)
    }

    /// What errors call it.
    pub(super) fn title(&self) -> String {
        format!(
            "{} by {} on day {} at {}",
            self.flow, self.by, self.day, self.at
        )
    }
}
