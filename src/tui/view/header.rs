//! The two top lines: whose inbox it is, how the line is, and the folders with their counts.

use ratatui::Frame;

use super::Paint;
use super::text::{put, put_right, width};
use crate::domain::item::Folder;
use crate::locale::format;
use crate::tui::layout::Areas;
use crate::tui::model::Link;
use crate::tui::theme::Role;

pub(super) fn draw(frame: &mut Frame<'_>, paint: Paint<'_>, areas: &Areas) {
    draw_title(frame, paint, areas);
    draw_folders(frame, paint, areas);
}

fn draw_title(frame: &mut Frame<'_>, paint: Paint<'_>, areas: &Areas) {
    let Paint {
        model,
        locale,
        theme,
    } = paint;
    let area = areas.header;
    let buffer = frame.buffer_mut();
    let link = link(paint);
    let link_width = width(&link).min(area.width / 2);
    let link_role = if matches!(model.link, Link::Offline(_)) {
        Role::Bad
    } else {
        Role::Muted
    };
    put_right(
        buffer,
        area.right().saturating_sub(1),
        area.y,
        &link,
        link_width,
        theme.style(link_role),
    );
    let room = area.width.saturating_sub(link_width + 3);
    let x = put(
        buffer,
        1,
        area.y,
        &locale.t("app-name"),
        room,
        theme.style(Role::Title),
    );
    let mut who = format!("  {} · {}", model.settings.account, model.hand.label());
    if model.settings.read_only {
        who.push_str(" · ");
        who.push_str(&locale.t("screen-read-only"));
    }
    let x = put(
        buffer,
        x,
        area.y,
        &who,
        room.saturating_sub(x),
        theme.style(Role::Muted),
    );
    if model.settings.open {
        // Whoever is on the way reads it all.
        let mark = format!(" · http {}", locale.t("link-open"));
        put(
            buffer,
            x,
            area.y,
            &mark,
            room.saturating_sub(x),
            theme.style(Role::Bad),
        );
    }
}

fn link(paint: Paint<'_>) -> String {
    let Paint { model, locale, .. } = paint;
    let synced = |at| {
        let time = format::clock(at, &model.settings.zone);
        locale.f("link-synced", &[("time", time.into())])
    };
    let when = match (model.list.remembered, model.synced_at) {
        (Some(at), _) => {
            let age = format::age(at, model.now);
            locale.f("link-remembered", &[("age", age.into())])
        }
        (None, Some(at)) => synced(at),
        (None, None) => String::new(),
    };
    let key = match &model.link {
        Link::Connecting => "link-connecting",
        Link::Live => "link-live",
        Link::Offline(_) => "link-offline",
    };
    format!("{}  {when}", locale.t(key)).trim_end().to_owned()
}

fn draw_folders(frame: &mut Frame<'_>, paint: Paint<'_>, areas: &Areas) {
    let Paint {
        model,
        locale,
        theme,
    } = paint;
    let area = areas.folders;
    let buffer = frame.buffer_mut();
    let whole: u16 = Folder::ALL
        .map(|folder| width(&tab(paint, folder, true)))
        .iter()
        .sum();
    let roomy = whole < area.width;
    let mut x = 1;
    for folder in Folder::ALL {
        let open = folder == model.list.folder;
        let role = if open { Role::Tab } else { Role::Muted };
        let text = tab(paint, folder, roomy || open);
        let room = area.width.saturating_sub(x);
        x = put(buffer, x, area.y, &text, room, theme.style(role));
    }
    if let Some(counts) = model.counts {
        let text = locale.f("folder-unread", &[("count", counts.unread.into())]);
        let room = area.width.saturating_sub(x + 1);
        if width(&text) <= room {
            put(buffer, x + 1, area.y, &text, room, theme.style(Role::Muted));
        }
    }
}

/// A folder with its key and count; without its name where there is no room for all names.
fn tab(paint: Paint<'_>, folder: Folder, named: bool) -> String {
    let number = 1 + Folder::ALL
        .iter()
        .position(|other| *other == folder)
        .unwrap_or(0);
    let count = paint
        .model
        .counts
        .map(|counts| counts.of(folder).to_string());
    let count = count.unwrap_or_default();
    if named {
        let name = paint.locale.t(&format!("folder-{}", folder.name()));
        format!(" {number} {name} {count} ")
    } else {
        format!(" {number} {count} ")
    }
}
