//! The comment box: the text, and under it the ready phrases, or how the text reads for a few of
//! the items.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Paint;
use super::overlay::{edit, open_box, title};
use super::text::{put, put_right};
use crate::domain::decision::COMMENT_LIMIT;
use crate::domain::phrase::{fill, has_placeholders};
use crate::domain::verb::Verb;
use crate::tui::editor::Editor;
use crate::tui::model::{Draft, Overlay};
use crate::tui::theme::Role;

/// Lines to write on.
const LINES: u16 = 6;

/// Items whose text is shown filled in.
const SAMPLES: usize = 3;

/// The most phrases that have a key.
const PHRASES: usize = 9;

/// The box with the list of its phrases open, the cursor on a row of it.
pub(super) fn with_phrases(frame: &mut Frame<'_>, paint: Paint<'_>, row: usize) {
    let below = paint.model.overlays.iter().rev().nth(1);
    if let Some(Overlay::Comment { draft, editor }) = below {
        draw(frame, paint, draft, editor, Some(row));
    }
}

pub(super) fn draw(
    frame: &mut Frame<'_>,
    paint: Paint<'_>,
    draft: &Draft,
    editor: &Editor,
    row: Option<usize>,
) {
    let Paint { locale, theme, .. } = paint;
    let columns = frame.area().width.saturating_sub(8).min(64);
    let below = below(paint, draft, editor, row.is_some());
    let more = u16::try_from(below.len()).unwrap_or(0);
    let size = (columns, LINES + more);
    let inner = open_box(
        frame,
        paint,
        size,
        &title(paint, draft),
        &locale.t("comment-keys"),
    );
    let more = more.min(inner.height.saturating_sub(2));
    let text = Rect {
        height: inner.height.saturating_sub(more),
        ..inner
    };
    edit(frame, editor, text);
    let buffer = frame.buffer_mut();
    for (y, (nth, line)) in (text.bottom()..inner.bottom()).zip(below.iter().enumerate()) {
        let style = if Some(nth) == row {
            theme.style(Role::Selected)
        } else {
            theme.style(Role::Muted)
        };
        buffer.set_style(Rect::new(inner.x, y, inner.width, 1), style);
        put(buffer, inner.x, y, line, inner.width, style);
    }
    let count = editor.length();
    let style = theme.style(if count > COMMENT_LIMIT {
        Role::Bad
    } else {
        Role::Muted
    });
    let count = format!(" {count}/{COMMENT_LIMIT} ");
    put_right(buffer, inner.right(), inner.y - 1, &count, 12, style);
}

/// What stands under the text.
fn below(paint: Paint<'_>, draft: &Draft, editor: &Editor, open: bool) -> Vec<String> {
    if open || editor.is_empty() {
        return phrases(paint, draft.verb);
    }
    let text = editor.text();
    if !has_placeholders(&text) {
        return Vec::new();
    }
    let items = draft.items.iter().take(SAMPLES);
    let filled = items.map(|item| {
        let filled = fill(&text, item, paint.model.sight.facts(&item.key));
        let filled = filled.unwrap_or_else(|_| "…".to_owned());
        format!("→ {}", filled.replace('\n', " "))
    });
    filled.collect()
}

fn phrases(paint: Paint<'_>, verb: Verb) -> Vec<String> {
    let phrases = paint.model.settings.phrases_of(verb).iter();
    let numbered = phrases.take(PHRASES).zip(1..);
    numbered
        .map(|(phrase, number)| format!("Alt-{number} {}", phrase.replace('\n', " ")))
        .collect()
}
