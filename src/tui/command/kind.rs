//! What kind of thing a command does: which verb it asks for, whether it moves, decides, arranges.

use super::Command;
use crate::domain::verb::Verb;

impl Command {
    /// The verb that a deciding command asks for.
    pub fn verb(self) -> Option<Verb> {
        match self {
            Self::Approve | Self::ApproveWith => Some(Verb::Approve),
            Self::Reject => Some(Verb::Reject),
            Self::Transfer => Some(Verb::Transfer),
            Self::Countersign => Some(Verb::Countersign),
            Self::Rollback => Some(Verb::Rollback),
            Self::Remind => Some(Verb::Remind),
            Self::Stop => Some(Verb::Stop),
            Self::Revoke => Some(Verb::Revoke),
            Self::Submit => Some(Verb::Submit),
            _ => None,
        }
    }

    /// Whether the command only moves about: the only kind that a burst of input may trigger.
    pub fn moves(self) -> bool {
        matches!(
            self,
            Self::Down
                | Self::Up
                | Self::Top
                | Self::Bottom
                | Self::HalfDown
                | Self::HalfUp
                | Self::PageDown
                | Self::PageUp
                | Self::ScrollDown
                | Self::ScrollUp
        )
    }

    /// Whether what it starts may end at the server: such a command has no key that is pressed
    /// without looking.
    pub fn is_grave(self) -> bool {
        matches!(self, Self::Repeat | Self::SendNow) || self.verb().is_some()
    }

    /// Whether it limits or orders the rows of a folder: other lists are as the server sends them.
    pub fn arranges(self) -> bool {
        matches!(
            self,
            Self::Limit
                | Self::SortArrived
                | Self::SortStarted
                | Self::SortName
                | Self::SortFlow
                | Self::SortMoney
                | Self::SortColumn
                | Self::SortReverse
        )
    }

    /// Whether it changes what will be decided: such a key does nothing more while it is held.
    pub fn decides(self) -> bool {
        let with_plan = matches!(
            self,
            Self::Fill | Self::Copy | Self::Repeat | Self::Unstage | Self::StageAgain
        );
        with_plan || self.verb().is_some()
    }
}
