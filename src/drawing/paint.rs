//! Puts boxes, lines, words and arrow heads into cells.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::arrows::Arrow;
use super::boxes::Words;
use super::layers::What;
use super::lines::Lines;
use super::route::Plan;
use super::signs::frame_of;
use super::{Area, Cell, Ink, columns_of};
use crate::domain::canvas::{Canvas, Node};

/// Cells by row and column.
pub(super) type Cells = BTreeMap<(i32, i32), Cell>;

/// What is drawn.
pub(super) struct Scene<'a> {
    pub canvas: &'a Canvas,
    pub arrows: &'a [Arrow],
    pub loops: &'a [bool],
    pub words: &'a [Vec<Words>],
    pub ascii: bool,
}

pub(super) fn paint(scene: &Scene<'_>, plan: &Plan) -> Cells {
    let mut cells = Cells::new();
    let mut lines = Lines::default();
    let arrows = || scene.arrows.iter().zip(&plan.ways).zip(scene.loops);
    for ((arrow, way), is_loop) in arrows() {
        lines.draw(way, *is_loop, arrow.progress);
    }
    for ((x, y), sign, progress) in lines.signs(scene.ascii) {
        put(&mut cells, x, y, sign, Ink::Line(progress));
    }
    for (slot, top) in plan.layers.slots.iter().zip(&plan.tops) {
        if let What::Label(arrow) = slot.what {
            words(&mut cells, scene, arrow, slot.middle(), *top);
        }
    }
    for (arrow, (x, y)) in &plan.words {
        words(&mut cells, scene, *arrow, *x, *y);
    }
    let boxes = scene.canvas.nodes.iter().zip(scene.words);
    for ((node, words), area) in boxes.zip(areas(plan, scene.canvas.nodes.len())) {
        draw_box(&mut cells, node, words, area, scene.ascii);
    }
    for ((arrow, way), _) in arrows() {
        head(&mut cells, way, arrow, scene.ascii);
    }
    cells
}

/// The boxes of the nodes.
pub(super) fn areas(plan: &Plan, nodes: usize) -> Vec<Area> {
    let slots = plan.layers.slots.iter().zip(&plan.tops).take(nodes);
    slots
        .map(|(slot, top)| Area {
            x: slot.x,
            y: *top,
            width: slot.width,
            height: slot.height,
        })
        .collect()
}

/// Writes text; a wide character that does not find all its cells is never there in part.
fn put(cells: &mut Cells, x: i32, y: i32, text: &str, ink: Ink) -> i32 {
    let mut x = x;
    for grapheme in text.graphemes(true) {
        let wide = i32::try_from(grapheme.width()).unwrap_or(0);
        if wide == 0 {
            continue;
        }
        for covered in x + 1..x + wide {
            cells.remove(&(y, covered));
        }
        let cell = Cell {
            symbol: grapheme.to_owned(),
            columns: wide,
            ink,
        };
        cells.insert((y, x), cell);
        x += wide;
    }
    x
}

/// The words of an arrow, centred on its line by the columns they take.
fn words(cells: &mut Cells, scene: &Scene<'_>, arrow: usize, middle: i32, y: i32) {
    let Some(arrow) = scene.arrows.get(arrow) else {
        return;
    };
    let x = middle - columns_of(&arrow.label) / 2;
    put(cells, x, y, &arrow.label, Ink::Label(arrow.progress));
}

fn draw_box(cells: &mut Cells, node: &Node, words: &[Words], area: Area, ascii: bool) {
    let frame = frame_of(&node.kind, node.status, ascii);
    let ink = Ink::Border(node.status);
    let (right, bottom) = (area.x + area.width - 1, area.y + area.height - 1);
    for x in area.x + 1..right {
        put(cells, x, area.y, frame.across, ink);
        put(cells, x, bottom, frame.across, ink);
    }
    for y in area.y + 1..bottom {
        put(cells, area.x, y, frame.down, ink);
        put(cells, right, y, frame.down, ink);
    }
    let corners = [
        (area.x, area.y),
        (right, area.y),
        (right, bottom),
        (area.x, bottom),
    ];
    for ((x, y), sign) in corners.into_iter().zip(frame.corners) {
        put(cells, x, y, sign, ink);
    }
    for (y, line) in (area.y + 1..bottom).zip(words) {
        put(cells, area.x + 2, y, &line.text, line.ink);
    }
}

fn head(cells: &mut Cells, way: &[(i32, i32)], arrow: &Arrow, ascii: bool) {
    let Some((x, y)) = way.last() else {
        return;
    };
    let beside = way.iter().rev().find(|point| *point != &(*x, *y));
    let sign = match (beside.is_some_and(|before| before.1 == *y), ascii) {
        (true, false) => "◀",
        (true, true) => "<",
        (false, false) => "▼",
        (false, true) => "v",
    };
    put(cells, *x, *y, sign, Ink::Line(arrow.progress));
}
