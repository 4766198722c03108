//! Why a command can do nothing now: said in the hint bar and the palette, and when its key is
//! pressed.

use super::Command;
use crate::domain::verb::Blocked;
use crate::tui::layout::fits_both;
use crate::tui::model::{Model, Place};

impl Command {
    /// Why the command can do nothing now, if it cannot.
    pub fn blocked(self, model: &Model) -> Option<Blocked> {
        match self {
            Self::Fill => model.fill_blocked(),
            Self::Copy => model.copy_blocked(),
            command => model.blocked(command.verb()?),
        }
    }

    /// The key of the words that say why the command can do nothing now, if it cannot.
    pub fn refusal(self, model: &Model) -> Option<&'static str> {
        if let Some(blocked) = self.blocked(model) {
            return Some(blocked.message());
        }
        match self {
            Self::SendNow | Self::ShowPlan if model.plan.is_empty() => Some("toast-nothing-staged"),
            Self::Receipts if model.settled.is_empty() => Some("toast-no-receipts"),
            Self::Unmark if model.marks.is_empty() => Some("toast-no-marks"),
            Self::Repeat if model.last.is_none() => Some("toast-nothing-to-repeat"),
            Self::ChooseNext if model.choices.is_empty() => Some("toast-no-choice"),
            Self::SearchNext | Self::SearchPrevious if model.searched.is_none() => {
                Some("toast-nothing-searched")
            }
            Self::Views if model.settings.views.is_empty() => Some("toast-no-views"),
            Self::Browse | Self::CopyLink if model.link_here().is_none() => Some("toast-no-link"),
            command if command.arranges() && !model.place.is_folder() => Some("toast-folders-only"),
            Self::MarkRead | Self::MarkAllRead => mark_refusal(model),
            Self::CopyNumber if model.current().is_none() => Some("toast-no-item"),
            Self::Preview | Self::PreviewPosition if !fits_both(model.size) => {
                Some("toast-no-room")
            }
            _ => None,
        }
    }
}

fn mark_refusal(model: &Model) -> Option<&'static str> {
    if !matches!(model.place, Place::Messages(_)) {
        return Some("toast-no-messages-here");
    }
    let read_only = model.sides.home.read_only;
    read_only.then(|| Blocked::ReadOnly.message())
}
