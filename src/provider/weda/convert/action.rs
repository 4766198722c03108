//! WeDa's three numberings of what people do. They overlap and differ, so each is a type of
//! its own; never is one read as another.

use crate::domain::instance::Action;
use crate::domain::verb::Verb;

/// What a decision asks for (interface 4, `ButtonAction`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ButtonAction {
    Submit = 1,
    /// Also handles a handle node, which the document does not say.
    Agree = 2,
    Reject = 3,
    TurnTo = 4,
    /// Not in the document either.
    SaveDraft = 17,
}

impl ButtonAction {
    /// The button of a verb; the other verbs have interfaces of their own.
    pub(crate) fn of(verb: Verb) -> Option<Self> {
        match verb {
            Verb::Submit => Some(Self::Submit),
            Verb::Approve | Verb::Handle => Some(Self::Agree),
            Verb::Reject => Some(Self::Reject),
            Verb::Transfer => Some(Self::TurnTo),
            Verb::Countersign | Verb::Rollback | Verb::Revoke | Verb::Remind | Verb::Stop => None,
        }
    }
}

/// What the history tells (interface 8, `Content.action`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OperationAction(pub i64);

impl OperationAction {
    pub(crate) fn action(self) -> Action {
        match self.0 {
            10 => Action::SkipRejected,
            15 => Action::Cc,
            16 => Action::Void,
            17 => Action::SaveDraft,
            code => shared(code),
        }
    }
}

/// What a person did at a node, as canvas and lists number it (`Processor.Status`,
/// `TaskDealResult`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ProcessorStatus(pub i64);

impl ProcessorStatus {
    /// `None` while the person has done nothing: 0 waits to approve, 10 waits to handle.
    pub(crate) fn action(self) -> Option<Action> {
        match self.0 {
            0 | 10 => None,
            code => Some(shared(code)),
        }
    }
}

/// The codes that history and canvas happen to share.
fn shared(code: i64) -> Action {
    match code {
        1 => Action::Submit,
        2 => Action::Approve,
        3 => Action::Reject,
        4 => Action::Transfer,
        5 => Action::Revoke,
        6 => Action::Rollback,
        7 => Action::Countersign,
        8 => Action::Stop,
        9 => Action::Skip,
        13 => Action::Handle,
        code => Action::Other(code),
    }
}

#[cfg(test)]
mod tests {
    use super::{OperationAction, ProcessorStatus};
    use crate::domain::instance::Action;

    #[test]
    fn ten_is_a_rejecting_skip_in_the_history_and_nothing_yet_on_the_canvas() {
        assert_eq!(OperationAction(10).action(), Action::SkipRejected);
        assert_eq!(ProcessorStatus(10).action(), None);
    }

    #[test]
    fn fifteen_is_a_copy_in_the_history_and_unknown_on_the_canvas() {
        assert_eq!(OperationAction(15).action(), Action::Cc);
        assert_eq!(ProcessorStatus(15).action(), Some(Action::Other(15)));
    }

    #[test]
    fn a_code_nobody_knows_survives() {
        assert_eq!(OperationAction(99).action().name(), "other:99");
    }
}
