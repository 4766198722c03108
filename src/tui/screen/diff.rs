//! What changed from one frame to the next, glyph by glyph. A column covered by a wide glyph
//! belongs to that glyph: it is never compared or printed by itself.

use std::iter;

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::layout::Position;

/// The glyphs of `new` that `old` did not show in the same place, row by row from the left.
/// Both frames have the same size.
pub(super) fn changes<'a>(
    old: &'a Buffer,
    new: &'a Buffer,
) -> impl Iterator<Item = (Position, &'a Cell)> {
    let width = columns(new);
    let rows = old.content.chunks(width).zip(new.content.chunks(width));
    (0..).zip(rows).flat_map(|(y, (old, new))| {
        row_changes(old, new).map(move |(x, cell)| ((x, y).into(), cell))
    })
}

/// Walks both rows from glyph to glyph. Where no old glyph began, the terminal shows a half of one.
fn row_changes<'a>(old: &'a [Cell], new: &'a [Cell]) -> impl Iterator<Item = (u16, &'a Cell)> {
    let (mut began, mut at) = (0, 0);
    iter::from_fn(move || {
        loop {
            let here = at;
            let cell = new.get(usize::from(here))?;
            at += span(cell);
            while began < here {
                began += old.get(usize::from(began)).map_or(1, span);
            }
            if began != here || old.get(usize::from(here)) != Some(cell) {
                return Some((here, cell));
            }
            began = at;
        }
    })
}

/// Blanks the wide glyphs that do not fit: those another widget painted over from the right, and
/// those that reach past the end of the row. A terminal cannot show half a glyph.
pub(super) fn blank_cut_glyphs(frame: &mut Buffer) {
    let width = columns(frame);
    for row in frame.content.chunks_mut(width) {
        for x in 0..row.len() {
            if is_cut(row.get(x..).unwrap_or_default())
                && let Some(cell) = row.get_mut(x)
            {
                cell.set_symbol(" ");
            }
        }
    }
}

/// Whether the first glyph of the rest of a row lacks the column beside it.
fn is_cut(rest: &[Cell]) -> bool {
    let Some(cell) = rest.first() else {
        return false;
    };
    // The width comes last: it is what costs.
    cell.symbol().len() > 1
        && cell.diff_option == CellDiffOption::None
        && rest.get(1).is_none_or(|beside| beside.symbol() != " ")
        && span(cell) > 1
}

/// The columns a cell's glyph takes.
pub(super) fn span(cell: &Cell) -> u16 {
    cell.cell_width().max(1)
}

fn columns(frame: &Buffer) -> usize {
    usize::from(frame.area.width).max(1)
}
