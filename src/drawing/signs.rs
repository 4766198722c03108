//! The signs of a drawing, for terminals with line drawing and for those without.

use crate::domain::canvas::{NodeKind, Progress};
use crate::domain::instance::Action;

/// The corners and sides of a box: from the upper left one clockwise, then across and down.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub corners: [&'static str; 4],
    pub across: &'static str,
    pub down: &'static str,
}

const fn frame(corners: [&'static str; 4], across: &'static str, down: &'static str) -> Frame {
    Frame {
        corners,
        across,
        down,
    }
}

/// The frame of a node: by its kind, and doubled where the flow stands.
pub(super) fn frame_of(kind: &NodeKind, progress: Progress, ascii: bool) -> Frame {
    let current = progress == Progress::Current;
    match (kind, ascii) {
        (NodeKind::Gateway, false) if current => frame(["◇", "◇", "◇", "◇"], "═", "║"),
        (NodeKind::Gateway, false) => frame(["◇", "◇", "◇", "◇"], "─", "│"),
        (_, false) if current => frame(["╔", "╗", "╝", "╚"], "═", "║"),
        (NodeKind::Start | NodeKind::End, false) => frame(["╭", "╮", "╯", "╰"], "─", "│"),
        (NodeKind::Cc, false) => frame(["┌", "┐", "┘", "└"], "┈", "┊"),
        (_, false) => frame(["┌", "┐", "┘", "└"], "─", "│"),
        (NodeKind::Gateway, true) if current => frame(["/", "\\", "/", "\\"], "=", "#"),
        (NodeKind::Gateway, true) => frame(["/", "\\", "/", "\\"], "-", "|"),
        (_, true) if current => frame(["#", "#", "#", "#"], "=", "#"),
        (NodeKind::Start | NodeKind::End, true) => frame(["(", ")", ")", "("], "-", "|"),
        (NodeKind::Cc, true) => frame(["+", "+", "+", "+"], ".", ":"),
        (_, true) => frame(["+", "+", "+", "+"], "-", "|"),
    }
}

/// How far the flow has come at a node.
pub(super) fn progress(progress: Progress, ascii: bool) -> &'static str {
    match (progress, ascii) {
        (Progress::Done, false) => "✓",
        (Progress::Current, false) => "▶",
        (Progress::Waiting, false) => "○",
        (Progress::Other(_), _) => "?",
        (Progress::Done, true) => "*",
        (Progress::Current, true) => ">",
        (Progress::Waiting, true) => "o",
    }
}

/// What became of somebody's part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Agreed,
    Refused,
    HandedOn,
    TakenBack,
    Unknown,
    /// The flow waits for it.
    Asked,
    /// It is not yet asked for.
    Later,
}

/// What the sign of a person says.
pub(super) fn mark(action: Option<&Action>, at_node: Progress) -> Mark {
    match action {
        None if !at_node.has_begun() => Mark::Later,
        None | Some(Action::SaveDraft | Action::Comment) => Mark::Asked,
        Some(
            Action::Submit
            | Action::Approve
            | Action::Skip
            | Action::Handle
            | Action::Cc
            | Action::Countersign,
        ) => Mark::Agreed,
        Some(
            Action::Reject | Action::SkipRejected | Action::Stop | Action::Void | Action::Failed,
        ) => Mark::Refused,
        Some(Action::Transfer) => Mark::HandedOn,
        Some(Action::Revoke | Action::Rollback | Action::RemoveApprover) => Mark::TakenBack,
        Some(Action::Other(_) | Action::Word(_)) => Mark::Unknown,
    }
}

impl Mark {
    pub(super) fn sign(self, ascii: bool) -> &'static str {
        match (self, ascii) {
            (Self::Agreed, false) => "✓",
            (Self::Refused, false) => "✗",
            (Self::HandedOn, false) => "→",
            (Self::TakenBack, false) => "↩",
            (Self::Asked, false) => "…",
            (Self::Later, false) => "○",
            (Self::Unknown, _) => "?",
            (Self::Agreed, true) => "*",
            (Self::Refused, true) => "x",
            (Self::HandedOn, true) => ">",
            (Self::TakenBack, true) => "<",
            (Self::Asked, true) => ".",
            (Self::Later, true) => "o",
        }
    }
}
