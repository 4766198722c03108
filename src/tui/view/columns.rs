//! Business columns of the list: what the configuration wants to see of a flow's form, as far as
//! the details have come. Reads nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

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
    /// Amounts need none.
    label: Option<String>,
    value: String,
}

/// How wide the columns before the money are together in a row of so many columns.
pub(super) fn width_of_others(paint: Paint<'_>, row: u16) -> u16 {
    let wanted = paint.model.settings.columns.values().map(Vec::len).max();
    // One of them is the money, which has its own.
    let wanted = u16::try_from(wanted.unwrap_or(0)).unwrap_or(u16::MAX);
    let fitting = row.saturating_sub(REST) / SLOT;
    fitting.min(wanted) * SLOT
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
    let cells = cells(paint, item);
    let (x, room) = place.money;
    if let Some(money) = cells.money.filter(|_| room > 0) {
        let style = accent(Role::Money);
        put_right(buffer, x + room, y, &money, room - 1, style);
    }
    let (x, room) = place.others;
    for (nth, cell) in (0..room / SLOT).zip(&cells.others) {
        let area = Rect::new(x + nth * SLOT, y, SLOT - 1, 1);
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
    let Some(label) = &cell.label else {
        let style = accent(Role::Money);
        put_right(buffer, area.right(), area.y, &cell.value, area.width, style);
        return;
    };
    let taken = width(label).min(area.width / 2);
    put(buffer, area.x, area.y, label, taken, accent(Role::Muted));
    let (x, room) = (area.x + taken + 1, area.width - taken - 1);
    put(buffer, x, area.y, &cell.value, room, base);
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
        } else {
            cells.others.push(Cell {
                label: (!is_money).then(|| label(field)),
                value: text,
            });
        }
    }
    cells
}

fn label(field: &Field) -> String {
    field.label.as_ref().unwrap_or(&field.key).clone()
}
