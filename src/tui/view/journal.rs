//! The journal: a line for each decision, the newest first, and all that is kept of the one under
//! the cursor.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::overlay::open_page;
use super::text::put;
use super::toast::{end_role, ending};
use super::{Paint, below};
use crate::domain::journal::Entry;
use crate::locale::format;
use crate::tui::model::journal::{LATEST, Records};
use crate::tui::theme::Role;

pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, records: &Records) {
    let Paint { locale, theme, .. } = paint;
    let rows = records.rows();
    let inner = open_page(
        frame,
        paint,
        &title(paint, records, rows.len()),
        &locale.t("journal-keys"),
    );
    let buffer = frame.buffer_mut();
    let told = match &records.entries {
        None => Some(locale.t("journal-reading")),
        Some(Err(error)) => Some(locale.error(error)),
        Some(Ok(_)) if rows.is_empty() => Some(locale.t("journal-none")),
        Some(Ok(_)) => None,
    };
    if let Some(told) = told {
        let style = theme.style(Role::Muted);
        put(buffer, inner.x, inner.y, &told, inner.width, style);
        return;
    }
    let here = rows.get(records.row).map(|entry| whole(paint, entry));
    let told: Vec<_> = here.map(|text| (text, Style::new())).into_iter().collect();
    let (list, rest) = below::split(inner, &told);
    let top = (records.row + 1).saturating_sub(usize::from(list.height));
    for (y, (nth, entry)) in (list.y..list.bottom()).zip(rows.iter().enumerate().skip(top)) {
        let line = Rect::new(list.x, y, list.width, 1);
        record(buffer, paint, line, entry, nth == records.row);
    }
    below::draw(buffer, paint, rest, &told);
}

fn title(paint: Paint<'_>, records: &Records, count: usize) -> String {
    let all = records.entries.iter().flatten().flatten().count();
    let key = if records.undone {
        "journal-title-undone"
    } else if all >= LATEST as usize {
        // There may be older ones.
        "journal-title-latest"
    } else {
        "journal-title"
    };
    paint.locale.f(key, &[("count", count.into())])
}

/// When, what became of it, on what.
fn record(buffer: &mut Buffer, paint: Paint<'_>, line: Rect, entry: &Entry, here: bool) {
    let Paint { model, theme, .. } = paint;
    let role = |role| theme.style(if here { Role::Selected } else { role });
    let base = if here {
        role(Role::Selected)
    } else {
        Style::new()
    };
    buffer.set_style(line, base);
    let at = format::date_time(entry.intent.at, &model.settings.zone);
    if here {
        put(buffer, line.x, line.y, "▌", 1, base);
    }
    let x = put(buffer, line.x + 2, line.y, &at, 16, role(Role::Muted)) + 2;
    let end = ending(paint, entry.intent.verb, entry.receipt.as_ref());
    let style = role(end_role(entry.receipt.as_ref()));
    put(buffer, x, line.y, &end, 22, style);
    let x = x + 24;
    let room = line.right().saturating_sub(x);
    let intent = &entry.intent;
    let title = model.titled(&intent.key, &intent.title);
    put(buffer, x, line.y, &title, room, base);
}

/// Everything that is kept; why it ended as it did before what may be long.
fn whole(paint: Paint<'_>, entry: &Entry) -> String {
    let Paint { model, locale, .. } = paint;
    let intent = &entry.intent;
    let receipt = entry.receipt.as_ref();
    let side = model.sides.of(&intent.key.account);
    let people = intent.people.iter().map(|person| side.label(person));
    let to = people.collect::<Vec<_>>().join(", ");
    let label = |key: &str, text: String| {
        let args = [("text", text.into())];
        locale.f(key, &args)
    };
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let parts = [
        some(side.label(&intent.hand)).map(|hand| label("journal-hand", hand)),
        some(&to).map(|to| format!("→ {to}")),
        receipt.and_then(|receipt| receipt.code.clone()),
        receipt.and_then(|receipt| locale.note(&receipt.note)),
        intent.flow.name.clone(),
        some(intent.node.label()),
        receipt.and_then(|receipt| receipt.request_id.clone()),
        Some(format!("{} {}", intent.key.account, intent.key.id)),
        intent
            .comment
            .as_ref()
            .map(|text| label("journal-comment", text.clone())),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
