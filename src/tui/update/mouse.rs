//! What the mouse does: it points, opens and scrolls. It decides nothing: no verb is asked for
//! here, and no question answered.

use crokey::crossterm::event::{KeyCode, KeyModifiers};

use super::{chart, overlay, place, run};
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::event::Gesture;
use crate::tui::keymap::Press;
use crate::tui::layout::Spot;
use crate::tui::model::{Focus, Model, Tab};
use crate::tui::update::keys::info;

/// Rows or lines that a notch of the wheel goes.
const NOTCH: i32 = 3;

/// Takes the mouse from the terminal, or gives it back.
pub(super) fn toggle(model: &mut Model) -> Vec<Effect> {
    let on = !model.mouse.on;
    model.mouse.on = on;
    model.toast = Some(info(if on {
        "toast-mouse-on"
    } else {
        "toast-mouse-off"
    }));
    vec![Effect::Mouse(on)]
}

/// Takes what the mouse did somewhere.
pub(super) fn happened(model: &mut Model, spot: Spot, gesture: Gesture) -> Vec<Effect> {
    model.list.touched = true;
    match gesture {
        Gesture::Click => clicked(model, spot),
        Gesture::WheelUp => rolled(model, spot, -1),
        Gesture::WheelDown => rolled(model, spot, 1),
    }
}

fn clicked(model: &mut Model, spot: Spot) -> Vec<Effect> {
    let double = model.mouse.click(spot, model.now);
    model.pending.clear();
    if spot != Spot::Overlay {
        model.toast = None;
    }
    match spot {
        Spot::Folder(folder) => run::run(model, Command::Folder(folder)),
        Spot::Messages => run::run(model, Command::Messages),
        Spot::Row(_) if double => run::run(model, Command::Open),
        Spot::Row(row) => {
            model.focus = Focus::List;
            place::point_at(model, row);
            Vec::new()
        }
        Spot::List => {
            model.focus = Focus::List;
            Vec::new()
        }
        Spot::Tab(tab) => {
            turn_to(model, tab);
            place::show_detail(model)
        }
        Spot::Detail if place::has_detail(model) => place::show_detail(model),
        Spot::Detail | Spot::Overlay | Spot::Nothing => Vec::new(),
    }
}

fn turn_to(model: &mut Model, tab: Tab) {
    if model.tab != tab {
        model.tab = tab;
        model.scroll = 0;
    }
}

/// What the pointer is over moves, whatever has the focus.
fn rolled(model: &mut Model, spot: Spot, notches: i32) -> Vec<Effect> {
    match spot {
        Spot::Row(_) | Spot::List => place::roll(model, notches * NOTCH),
        Spot::Tab(_) | Spot::Detail => chart::scroll(model, notches * NOTCH),
        Spot::Overlay => {
            let code = if notches < 0 {
                KeyCode::Up
            } else {
                KeyCode::Down
            };
            return overlay::press(model, Press::one_key(code, KeyModifiers::NONE), false);
        }
        Spot::Folder(_) | Spot::Messages | Spot::Nothing => {}
    }
    Vec::new()
}
