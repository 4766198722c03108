//! Kleene's three truth values: what is not known is neither true nor false, nor is its negation.

use std::ops::Not;

/// Whether something holds, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    False,
    Unknown,
    True,
}

impl Truth {
    /// True where all are: the least of them.
    pub fn all(truths: impl IntoIterator<Item = Self>) -> Self {
        let mut least = Self::True;
        for truth in truths {
            least = least.min(truth);
            if least == Self::False {
                break;
            }
        }
        least
    }

    /// True where one is: the greatest of them.
    pub fn any(truths: impl IntoIterator<Item = Self>) -> Self {
        let mut greatest = Self::False;
        for truth in truths {
            greatest = greatest.max(truth);
            if greatest == Self::True {
                break;
            }
        }
        greatest
    }
}

impl Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}
