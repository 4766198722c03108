//! Identifiers: text, whatever the server sent, and the time hidden in some of them.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Milliseconds between the Unix epoch and the one that snowflake ids count from.
const SNOWFLAKE_EPOCH_MS: i64 = 1_288_834_974_657;

/// An id as the server wrote it. Never a number: WeDa's ids are larger than a float can hold.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Arc<str>);

impl Id {
    pub fn new(text: impl AsRef<str>) -> Self {
        Self(Arc::from(text.as_ref()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The creation time inside a snowflake id, if it is one of the years 2010 to 2100.
    pub fn born(&self) -> Option<Timestamp> {
        let id: i64 = self.0.parse().ok()?;
        if id < 1 << 50 {
            return None;
        }
        let ms = (id >> 22).checked_add(SNOWFLAKE_EPOCH_MS)?;
        (1_288_834_974_657..4_102_444_800_000)
            .contains(&ms)
            .then(|| Timestamp::from_millisecond(ms).ok())?
    }

    /// The last four characters: how an id is named on a crowded screen.
    pub fn ending(&self) -> &str {
        let start = self.0.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
        self.0.get(start..).unwrap_or(&self.0)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Id {
    fn from(text: String) -> Self {
        Self(Arc::from(text))
    }
}
