//! Commands: what each does to the model.

use super::place::{self, flows, instances, messages};
use super::{
    account, attachment, chart, choosing, copying, decide, detail, filling, handing, journal,
    limiting, list, marking, mouse, palette, receipts, reviewing, settling, sight, views,
};
use crate::domain::item::Folder;
use crate::domain::order;
use crate::tui::command::Command;
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::layout::{fits_both, layout};
use crate::tui::model::{Focus, Model, Overlay, Panes, Tab, Toast, Tone, Words};
use crate::tui::update::keys::info;

/// Carries out a command.
pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    if command.arranges()
        && let Some(message) = command.refusal(model)
    {
        place::refuse(model, Words::Message(message, Vec::new()));
        return Vec::new();
    }
    if let Some(effects) = moved(model, command).or_else(|| found(model, command)) {
        return effects;
    }
    if let Some(effects) = marking::run(model, command).or_else(|| committed(model, command)) {
        return effects;
    }
    match command {
        Command::Folder(folder) => list::open(model, folder),
        Command::Messages => messages::open(model),
        Command::MarkRead => messages::toggle(model),
        Command::MarkAllRead => messages::ask_all(model),
        Command::Instances => instances::open(model, ""),
        Command::Start => flows::open(model),
        Command::NextFolder => place::neighbour(model, 1),
        Command::PreviousFolder => place::neighbour(model, Folder::ALL.len()),
        Command::Fill => filling::open(model),
        Command::Copy => copying::open(model),
        Command::Palette => palette::open(model),
        Command::Attachment => attachment::open(model),
        Command::Refresh => {
            let mut effects = place::refresh(model);
            effects.push(Effect::Count);
            effects.extend(detail::refresh(model));
            effects
        }
        Command::RefreshAll => {
            model.details.forget_all();
            model.sight.forget_all();
            run(model, Command::Refresh)
        }
        Command::Help => palette::open_help(model),
        Command::Browse => handing::browse(model),
        Command::CopyNumber => handing::copy_number(model),
        Command::CopyLink => handing::copy_link(model),
        Command::Account => account::go(model, ""),
        Command::Reload => vec![Effect::Reload],
        Command::Mouse => mouse::toggle(model),
        Command::Redraw => vec![Effect::Redraw],
        Command::Suspend => vec![Effect::Suspend],
        Command::Interrupt => settling::halt(model).unwrap_or_else(|| super::quit(model, true)),
        Command::Quit => back(model).unwrap_or_else(|| super::quit(model, false)),
        Command::Back => back(model).unwrap_or_default(),
        deciding => decide::ask(model, deciding),
    }
}

/// The commands about what is staged and what became of it; `None` for all others.
fn committed(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    Some(match command {
        Command::Unstage => decide::take_back(model),
        Command::StageAgain => decide::put_back(model),
        Command::SendNow => decide::send_now(model),
        Command::Repeat => decide::repeat(model),
        Command::ShowPlan => reviewing::open(model),
        Command::Receipts => receipts::open(model),
        Command::Journal => journal::open(model),
        Command::ChooseNext => choosing::next(model),
        _ => return None,
    })
}

/// The commands that look for rows, limit or order them; `None` for all others.
fn found(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    let order = match command {
        Command::SearchNext => return Some(search(model, false)),
        Command::SearchPrevious => return Some(search(model, true)),
        Command::Limit => return Some(limiting::open(model)),
        Command::Views => return Some(views::open(model)),
        Command::Search | Command::SortColumn => {
            let editor = Editor::default();
            model.overlays.push(match command {
                Command::Search => Overlay::Search { editor },
                _ => Overlay::Column { editor },
            });
            return Some(Vec::new());
        }
        Command::SortArrived => Some(order::Key::Arrived),
        Command::SortStarted => None,
        Command::SortName => Some(order::Key::Name),
        Command::SortFlow => Some(order::Key::Flow),
        Command::SortMoney => Some(order::Key::Money),
        Command::SortReverse => return Some(sight::reverse(model)),
        _ => return None,
    };
    Some(sight::sort(model, order))
}

/// The commands that only move about; `None` for all others.
fn moved(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    match command {
        Command::Down => step(model, 1),
        Command::Up => step(model, -1),
        Command::HalfDown => step(model, page(model) / 2),
        Command::HalfUp => step(model, -(page(model) / 2)),
        Command::PageDown => step(model, page(model)),
        Command::PageUp => step(model, -page(model)),
        Command::Top => step(model, -i32::MAX),
        Command::Bottom => step(model, i32::MAX),
        Command::ScrollDown => chart::scroll(model, 1),
        Command::ScrollUp => chart::scroll(model, -1),
        Command::Left if chart::sideways(model, -1) => {}
        Command::Right if chart::sideways(model, 1) => {}
        Command::Left if model.panes != Panes::Detail => model.focus = Focus::List,
        Command::Open if !model.place.is_folder() => return Some(place::enter(model)),
        Command::Right | Command::Open => {
            if place::has_detail(model) {
                return Some(place::show_detail(model));
            }
        }
        Command::Zoom => {
            let zoom = model.panes != Panes::Detail && place::has_detail(model);
            (model.panes, model.focus) = if zoom {
                (Panes::Detail, Focus::Detail)
            } else {
                (Panes::Both, zoomed_out(model))
            };
        }
        Command::Preview | Command::PreviewPosition if !fits_both(model.size) => {
            model.toast = Some(info("toast-no-room"));
        }
        Command::PreviewPosition => model.below = !model.below,
        Command::Preview => {
            model.panes = match model.panes {
                Panes::Both => Panes::List,
                Panes::List | Panes::Detail => Panes::Both,
            };
            model.focus = Focus::List;
        }
        Command::NextTab | Command::PreviousTab if model.current().is_none() => {
            return flows::turn(model).or(Some(Vec::new()));
        }
        Command::NextTab => turn(model, 1),
        Command::PreviousTab => turn(model, Tab::ALL.len() - 1),
        Command::Left => {}
        _ => return None,
    }
    Some(Vec::new())
}

/// Where the focus goes: an item shown by itself has only its detail.
fn zoomed_out(model: &Model) -> Focus {
    match model.visit {
        Some(_) => Focus::Detail,
        None => Focus::List,
    }
}

/// The focused pane's rows on screen.
fn page(model: &Model) -> i32 {
    let areas = layout(model.size, model);
    let rows = match model.focus {
        Focus::List => areas.list_rows(),
        Focus::Detail => usize::from(areas.detail_rows()),
    };
    i32::try_from(rows.max(2)).unwrap_or(2)
}

fn step(model: &mut Model, rows: i32) {
    match model.focus {
        Focus::Detail => chart::scroll(model, rows.clamp(-65_535, 65_535)),
        Focus::List => {
            let distance = rows.unsigned_abs() as usize;
            let row = place::row(model);
            let to = if rows < 0 {
                row.saturating_sub(distance)
            } else {
                row.saturating_add(distance)
            };
            place::go(model, to);
        }
    }
}

fn turn(model: &mut Model, by: usize) {
    let at = Tab::ALL
        .iter()
        .position(|tab| *tab == model.tab)
        .unwrap_or(0);
    model.tab = Tab::ALL[(at + by) % Tab::ALL.len()];
    model.scroll = 0;
}

/// One layer back; `None` when there is none.
fn back(model: &mut Model) -> Option<Vec<Effect>> {
    if model.focus == Focus::Detail {
        if model.panes == Panes::Detail {
            model.panes = Panes::Both;
        }
        model.focus = Focus::List;
        place::keep_in_sight(model);
        return Some(Vec::new());
    }
    if model.marks.anchor.take().is_some() {
        return Some(Vec::new());
    }
    if let Some(effects) = messages::clear_search(model) {
        return Some(effects);
    }
    if model.searched.take().is_some() {
        return Some(Vec::new());
    }
    if !model.place.is_folder() {
        return place::leave_untabbed(model);
    }
    model.sight.limit.take().map(|_| {
        sight::refresh(model);
        Vec::new()
    })
}

/// Goes to the next row that matches what was searched last.
pub(super) fn search(model: &mut Model, backward: bool) -> Vec<Effect> {
    let Some(wanted) = model.searched.clone() else {
        model.toast = Some(info("toast-nothing-searched"));
        return Vec::new();
    };
    if !model.place.is_folder() {
        return place::search(model, &wanted, backward);
    }
    let found = {
        let fits = sight::searched(model, &wanted);
        model.list.find(fits, backward, false)
    };
    match found {
        Some(row) => list::go(model, row),
        None => {
            model.toast = Some(Toast {
                tone: Tone::Info,
                words: Words::Message("toast-not-found", vec![("text", wanted)]),
            });
        }
    }
    Vec::new()
}
