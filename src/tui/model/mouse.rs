//! The mouse: whether it is ours, and what it clicked last.

use jiff::Timestamp;

use crate::tui::layout::Spot;

/// Milliseconds within which a second click belongs to the first.
const DOUBLE_MS: i64 = 400;

/// What is known of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mouse {
    /// Whether the terminal reports it to us instead of selecting text with it.
    pub on: bool,
    clicked: Option<(Spot, Timestamp)>,
}

impl Mouse {
    /// Notes a click; whether it is the second one on its spot.
    pub fn click(&mut self, spot: Spot, now: Timestamp) -> bool {
        let before = self.clicked.take();
        let double = before.is_some_and(|(at, then)| {
            at == spot && now.as_millisecond() - then.as_millisecond() <= DOUBLE_MS
        });
        self.clicked = (!double).then_some((spot, now));
        double
    }

    /// What was clicked before has nothing to do with what comes.
    pub fn forget_click(&mut self) {
        self.clicked = None;
    }
}
