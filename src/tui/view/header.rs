//! The two top lines: whose inbox it is, how the line is, and the folders with their counts.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Paint;
use super::text::{put, put_right, width};
use crate::domain::item::Folder;
use crate::locale::Locale;
use crate::locale::format;
use crate::tui::layout::{Areas, Spot};
use crate::tui::model::{Link, Model, Place};
use crate::tui::theme::Role;

/// The sign of an account that cannot be heard.
const FAILS: &str = "✗";

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
    let link_role = if model.sides.trouble().is_some() {
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
    let who = format!("  {}", whose(paint));
    let x = put(
        buffer,
        x,
        area.y,
        &who,
        room.saturating_sub(x),
        theme.style(Role::Muted),
    );
    let mut x = x;
    for (mark, role) in marks(paint) {
        let mark = format!(" · {mark}");
        let style = theme.style(role);
        x = put(buffer, x, area.y, &mark, room.saturating_sub(x), style);
    }
}

/// What must not be missed: decisions that wait out of sight, and a line that others can read.
fn marks(paint: Paint<'_>) -> impl Iterator<Item = (String, Role)> {
    let Paint { model, locale, .. } = paint;
    let waiting = elsewhere(paint).map(|text| (format!("⏳ {text}"), Role::Waiting));
    let is_open = model.sides.iter().any(|side| side.open);
    let open = is_open.then(|| (format!("http {}", locale.t("link-open")), Role::Bad));
    waiting.into_iter().chain(open)
}

/// How many decisions are staged in accounts that are not on the screen, and in which.
pub(super) fn elsewhere(paint: Paint<'_>) -> Option<String> {
    let Paint { model, locale, .. } = paint;
    let names = model.elsewhere.iter().map(|(account, _)| account.as_str());
    let args = [
        ("count", model.staged_elsewhere().into()),
        ("accounts", names.collect::<Vec<_>>().join(", ").into()),
    ];
    (!model.elsewhere.is_empty()).then(|| locale.f("screen-elsewhere", &args))
}

fn link(paint: Paint<'_>) -> String {
    let Paint { model, locale, .. } = paint;
    let synced = |at| {
        let time = format::clock(at, &model.settings.zone);
        locale.f("link-synced", &[("time", time.into())])
    };
    let when = match (model.list.remembered(), model.sides.synced_at()) {
        (Some(at), _) => {
            let age = format::age(at, model.now);
            locale.f("link-remembered", &[("age", age.into())])
        }
        (None, Some(at)) => synced(at),
        (None, None) => String::new(),
    };
    let unverified = match model.news.unverified() {
        0 => String::new(),
        count => format!("◌ {count}  "),
    };
    let sides = &model.sides;
    let link = if sides.are_several() {
        let open = sides.iter().map(|side| (&*side.account, sign(&side.link)));
        let shut = sides.shut.iter().map(|(account, _)| (&**account, FAILS));
        let mut all: Vec<_> = open.chain(shut).collect();
        // Those that fail must not be cut off.
        all.sort_by_key(|(_, sign)| *sign != FAILS);
        let each = all
            .iter()
            .map(|(account, sign)| format!("{account} {sign}"));
        each.collect::<Vec<_>>().join("  ")
    } else {
        locale.t(match &sides.home.link {
            Link::Connecting => "link-connecting",
            Link::Live => "link-live",
            Link::Offline(_) => "link-offline",
        })
    };
    format!("{unverified}{link}  {when}").trim_end().to_owned()
}

/// How the line to one of several accounts is.
fn sign(link: &Link) -> &'static str {
    match link {
        Link::Connecting => "…",
        Link::Live => "●",
        Link::Offline(_) => FAILS,
    }
}

/// Whose inbox it is, and what is to be known of it; of several, whose they all are.
fn whose(paint: Paint<'_>) -> String {
    let Paint { model, locale, .. } = paint;
    let sides = &model.sides;
    let home = sides.home.hand.label();
    if sides.are_several() {
        let mut deciding = sides.iter().filter(|side| !side.verbs.is_empty());
        let one = deciding.all(|side| side.hand.label() == home);
        let all = locale.t("screen-all-accounts");
        return if one { format!("{all} · {home}") } else { all };
    }
    let mut who = format!("{} · {home}", sides.home.account);
    if sides.home.read_only {
        who.push_str(" · ");
        who.push_str(&locale.t("screen-read-only"));
    }
    if let Some(days) = sides.home.days {
        who.push_str(" · ");
        who.push_str(&locale.f("screen-days", &[("count", days.into())]));
    }
    who
}

fn draw_folders(frame: &mut Frame<'_>, paint: Paint<'_>, areas: &Areas) {
    let area = areas.folders;
    for (tab, text, columns) in placed(paint.model, paint.locale, area) {
        let role = if tab.open { Role::Tab } else { Role::Muted };
        let style = paint.theme.style(role);
        let (x, room) = (columns.start, area.right() - columns.start);
        put(frame.buffer_mut(), x, area.y, &text, room, style);
    }
}

/// What the tab in a column stands for.
pub(super) fn tab_at(model: &Model, locale: &Locale, area: Rect, x: u16) -> Option<Spot> {
    let mut tabs = placed(model, locale, area).into_iter();
    let (tab, ..) = tabs.find(|(.., columns)| columns.contains(&x))?;
    Some(tab.spot)
}

/// The tabs, each with what is written on it and the columns it takes.
fn placed(model: &Model, locale: &Locale, area: Rect) -> Vec<(Tab, String, Range<u16>)> {
    let tabs = tabs(model, locale);
    let whole: u16 = tabs.iter().map(|tab| width(&tab.text(true))).sum();
    let roomy = whole < area.width;
    let mut x = area.x + 1;
    let place = |tab: Tab| {
        let text = tab.text(roomy || tab.open);
        let begin = x;
        x = begin.saturating_add(width(&text)).min(area.right());
        (tab, text, begin..x)
    };
    tabs.into_iter().map(place).collect()
}

/// A list with its key and count.
struct Tab {
    number: usize,
    name: String,
    /// Nothing where it is not known.
    count: String,
    open: bool,
    spot: Spot,
}

impl Tab {
    /// Without its name where there is no room for all names.
    fn text(&self, named: bool) -> String {
        let Self {
            number,
            name,
            count,
            ..
        } = self;
        if named {
            format!(" {number} {name} {count} ")
        } else {
            format!(" {number} {count} ")
        }
    }
}

/// The folders, and the messages with how many are unread.
fn tabs(model: &Model, locale: &Locale) -> Vec<Tab> {
    let counts = model.sides.counts();
    let folders = Folder::ALL
        .into_iter()
        .enumerate()
        .map(|(nth, folder)| Tab {
            number: nth + 1,
            name: locale.t(&format!("folder-{}", folder.name())),
            count: counts.map_or_else(String::new, |counts| counts.text(folder)),
            open: model.place.is_folder() && folder == model.list.folder,
            spot: Spot::Folder(folder),
        });
    let messages = Tab {
        number: Folder::ALL.len() + 1,
        name: locale.t("folder-messages"),
        count: counts.map_or_else(String::new, |counts| counts.unread_text()),
        open: matches!(model.place, Place::Messages(_)),
        spot: Spot::Messages,
    };
    folders.chain([messages]).collect()
}
