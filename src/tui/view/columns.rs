//! Business columns of the list: what the configuration wants to see of a flow's form, as far as
//! the details have come. Reads nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use serde_json::Value;

use super::Paint;
use super::text::{put, put_right, width};
use crate::domain::form::{Field, FieldType};
use crate::domain::item::Item;
use crate::locale::format;
use crate::tui::theme::Role;

/// What one column takes beside the money.
const SLOT: u16 = 16;

/// What the rest of a row takes before a column beside the money has room.
const REST: u16 = 74;

/// Where the columns are: the money, and the others before it.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) others: (u16, u16),
    pub(super) money: (u16, u16),
}

/// What a row says in its columns.
#[derive(Default)]
struct Cells {
    money: Option<String>,
    others: Vec<Cell>,
}

struct Cell {
    /// Of numbers: words speak for themselves, and amounts have their sign.
    label: Option<String>,
    value: String,
    role: Option<Role>,
}

/// How wide the columns before the money are together in a row of so many columns.
pub(super) fn width_of_others(paint: Paint<'_>, row: u16) -> u16 {
    let wanted = paint.model.settings.columns.values().map(Vec::len).max();
    // One stands where the money does, be it the money or not.
    let wanted = u16::try_from(wanted.unwrap_or(0)).unwrap_or(u16::MAX);
    let fitting = row.saturating_sub(REST) / SLOT;
    fitting.min(wanted.saturating_sub(1)) * SLOT
}

/// Draws what is known of an item's form.
pub(super) fn draw(
    buffer: &mut Buffer,
    paint: Paint<'_>,
    place: Place,
    y: u16,
    item: &Item,
    look: (Style, impl Fn(Role) -> Style),
) {
    let (base, accent) = look;
    let Cells { money, others } = cells(paint, item);
    let (x, room) = place.others;
    let count = room / SLOT;
    for (nth, cell) in (0..count).zip(&others) {
        let area = Rect::new(x + nth * SLOT, y, SLOT - 1, 1);
        draw_cell(buffer, area, cell, base, &accent);
    }
    let (x, room) = place.money;
    if let Some(money) = money {
        // An amount is read whole; its round cents are the first to go.
        let round = money.strip_suffix(".00").filter(|_| width(&money) > room);
        let money = round.unwrap_or(&money);
        put_right(buffer, x + room, y, money, room, accent(Role::Money));
    } else if let Some(cell) = others.get(usize::from(count)) {
        let area = Rect::new(x + 1, y, room.saturating_sub(1), 1);
        draw_cell(buffer, area, cell, base, &accent);
    }
}

/// The label before its value; an amount at the right, as in its own column.
fn draw_cell(
    buffer: &mut Buffer,
    area: Rect,
    cell: &Cell,
    base: Style,
    accent: impl Fn(Role) -> Style,
) {
    let Rect {
        x, y, width: room, ..
    } = area;
    if let Some(role) = cell.role {
        put_right(buffer, area.right(), y, &cell.value, room, accent(role));
        return;
    }
    let label = cell.label.as_deref().unwrap_or_default();
    let taken = put(buffer, x, y, label, room / 2, accent(Role::Muted)) - x;
    let gap = u16::from(taken > 0);
    let room = room.saturating_sub(taken + gap);
    put(buffer, x + taken + gap, y, &cell.value, room, base);
}

/// The fields that the configuration names for the flow; the money alone where it names none.
fn cells(paint: Paint<'_>, item: &Item) -> Cells {
    let Some(facts) = paint.model.sight.facts(&item.key) else {
        return Cells::default();
    };
    let flow = facts.flow.as_deref().unwrap_or(item.flow_name());
    let Some(names) = paint.model.settings.columns.get(flow) else {
        let money = facts
            .form
            .money()
            .and_then(|(_, value)| format::money(value));
        return Cells {
            money,
            ..Cells::default()
        };
    };
    let mut cells = Cells::default();
    for (field, value) in names.iter().filter_map(|name| facts.first(name)) {
        let text = format::field_value(field, value, &paint.model.settings.zone);
        let is_money = field.kind == Some(FieldType::Money);
        if is_money && cells.money.is_none() {
            cells.money = Some(text);
            continue;
        }
        let is_number = !is_money && format::decimal(&Value::from(&*text)).is_some();
        cells.others.push(Cell {
            label: is_number.then(|| label(field)),
            value: text,
            role: is_money.then_some(Role::Money),
        });
    }
    cells
}

fn label(field: &Field) -> String {
    field.label.as_ref().unwrap_or(&field.key).clone()
}
