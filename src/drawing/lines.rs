//! Lines in cells: where ways meet they join, where they cross one passes under the other.

use std::collections::BTreeMap;

use super::arrows::further;
use super::route::Point;
use crate::domain::canvas::Progress;

const UP: u8 = 1;
const DOWN: u8 = 2;
const LEFT: u8 = 4;
const RIGHT: u8 = 8;
const UPRIGHT: u8 = UP | DOWN;
const LEVEL: u8 = LEFT | RIGHT;

/// By directions, as bits.
const SOLID: [&str; 16] = [
    " ", "│", "│", "│", "─", "┘", "┐", "┤", "─", "└", "┌", "├", "─", "┴", "┬", "┼",
];
const DOTTED: [&str; 16] = [
    " ", "┊", "┊", "┊", "┈", "╯", "╮", "┤", "┈", "╰", "╭", "├", "┈", "┴", "┬", "┼",
];
const ASCII: [&str; 16] = [
    " ", "|", "|", "|", "-", "+", "+", "+", "-", "+", "+", "+", "-", "+", "+", "+",
];
const ASCII_DOTTED: [&str; 16] = [
    " ", ":", ":", ":", ".", "+", "+", "+", ".", "+", "+", "+", ".", "+", "+", "+",
];

/// What passes through a cell.
#[derive(Clone, Copy, Debug)]
struct Stroke {
    directions: u8,
    dotted: bool,
    progress: Progress,
}

/// All lines of a drawing, by row and column.
#[derive(Debug, Default)]
pub(super) struct Lines {
    strokes: BTreeMap<(i32, i32), Vec<Stroke>>,
}

impl Lines {
    /// Draws a way through its corners.
    pub(super) fn draw(&mut self, way: &[Point], dotted: bool, progress: Progress) {
        let mut cells: BTreeMap<(i32, i32), u8> = BTreeMap::new();
        for pair in way.windows(2) {
            if let [from, to] = pair {
                segment(&mut cells, *from, *to);
            }
        }
        for (cell, directions) in cells {
            self.strokes.entry(cell).or_default().push(Stroke {
                directions,
                dotted,
                progress,
            });
        }
    }

    /// Each cell's sign, and how far the flow has come there.
    pub(super) fn signs(
        &self,
        ascii: bool,
    ) -> impl Iterator<Item = (Point, &'static str, Progress)> {
        self.strokes.iter().map(move |((y, x), strokes)| {
            let seen = seen(strokes);
            let sets = match (seen.dotted, ascii) {
                (false, false) => &SOLID,
                (true, false) => &DOTTED,
                (false, true) => &ASCII,
                (true, true) => &ASCII_DOTTED,
            };
            let sign = sets.get(usize::from(seen.directions)).unwrap_or(&" ");
            ((*x, *y), *sign, seen.progress)
        })
    }
}

/// One sign for all that passes a cell. What goes straight down passes over what goes across.
fn seen(strokes: &[Stroke]) -> Stroke {
    let crossing = strokes
        .iter()
        .all(|stroke| [UPRIGHT, LEVEL].contains(&stroke.directions));
    let mut shown: Vec<&Stroke> = strokes.iter().collect();
    if crossing && strokes.iter().any(|stroke| stroke.directions == UPRIGHT) {
        shown.retain(|stroke| stroke.directions == UPRIGHT);
    }
    let nothing = Stroke {
        directions: 0,
        dotted: true,
        progress: Progress::Waiting,
    };
    shown.into_iter().fold(nothing, |all, stroke| Stroke {
        directions: all.directions | stroke.directions,
        dotted: all.dotted && stroke.dotted,
        progress: further(all.progress, stroke.progress),
    })
}

fn segment(cells: &mut BTreeMap<(i32, i32), u8>, from: Point, to: Point) {
    let mut mark = |x: i32, y: i32, directions: u8| {
        *cells.entry((y, x)).or_default() |= directions;
    };
    let (left, right) = (from.0.min(to.0), from.0.max(to.0));
    let (top, bottom) = (from.1.min(to.1), from.1.max(to.1));
    for x in left..right {
        mark(x, from.1, RIGHT);
        mark(x + 1, from.1, LEFT);
    }
    for y in top..bottom {
        mark(to.0, y, DOWN);
        mark(to.0, y + 1, UP);
    }
}
