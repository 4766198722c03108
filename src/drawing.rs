//! The drawing of a flow: its graph in layers from top to bottom, as cells that a screen colours or
//! that are printed as they are. Pure: no terminal, no colour, no words of its own.
//!
//! ```text
//! canvas ── arrows ── layers ── columns ── route (channel, margin) ── paint (boxes, lines)
//!           what is    the       where      rows, and the way of        cells
//!           connected  library              every arrow
//! ```

mod arrows;
mod boxes;
mod channel;
mod columns;
pub mod export;
mod layers;
mod lines;
pub mod look_ahead;
mod margin;
mod paint;
mod route;
mod signs;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::domain::canvas::{Canvas, Progress};
use crate::domain::text;

use arrows::Arrow;
use boxes::Words;
use layers::Layers;
use paint::Scene;

/// The most and the least columns for the words of a node.
const WIDEST: usize = 44;
const NARROWEST: usize = 20;

/// What is tried between them until the flow fits its paper.
const BETWEEN: [usize; 5] = [38, 32, 28, 25, 22];

/// For a flow that fits no paper.
const UNFITTING: usize = 28;

/// How a drawing is to be.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The columns it had best fit into.
    pub columns: u16,
    /// For terminals without line drawing characters.
    pub ascii: bool,
    /// In which times are told.
    pub zone: &'a TimeZone,
}

/// What a cell means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    Line(Progress),
    Label(Progress),
    Border(Progress),
    Name(Progress),
    Good,
    Bad,
    Pending,
    Muted,
    Comment,
}

/// One character, as wide as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub symbol: String,
    /// Columns it takes; the ones after the first hold no other cell.
    pub columns: i32,
    pub ink: Ink,
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

impl Area {
    pub fn contains(&self, x: i32, y: i32) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }

    /// Column and row of the middle.
    pub fn middle(&self) -> (i32, i32) {
        (self.x + self.width / 2, self.y + self.height / 2)
    }
}

/// A drawn flow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    pub width: i32,
    pub height: i32,
    /// By row and column.
    cells: BTreeMap<(i32, i32), Cell>,
    /// The nodes' boxes, in the canvas's order.
    areas: Vec<Area>,
    /// The corners of the edges' ways, in the canvas's order.
    ways: Vec<Vec<(i32, i32)>>,
    current: Option<usize>,
}

/// Draws a flow.
pub fn draw(canvas: &Canvas, options: &Options<'_>) -> Drawing {
    let (arrows, of_edge) = arrows::of(canvas);
    let loops = layers::loops(canvas, &arrows);
    let layers = layers::arrange(canvas.nodes.len(), &arrows, &loops);
    let sketch = Sketch {
        canvas,
        arrows,
        loops,
        layers,
    };
    let mut drawing = sketch.fitted(options);
    // A way is told from where it has left its source.
    let way = |arrow: Option<usize>| Some(drawing.ways.get(arrow?)?.get(1..)?.to_vec());
    drawing.ways = of_edge
        .into_iter()
        .map(|arrow| way(arrow).unwrap_or_default())
        .collect();
    drawing.current = canvas
        .nodes
        .iter()
        .position(|node| node.status == Progress::Current);
    drawing
}

/// What is the same however wide the nodes are.
struct Sketch<'a> {
    canvas: &'a Canvas,
    arrows: Vec<Arrow>,
    loops: Vec<bool>,
    layers: Layers,
}

impl Sketch<'_> {
    /// Draws with as much room for words as fits the paper.
    fn fitted(&self, options: &Options<'_>) -> Drawing {
        let fits = |drawing: &Drawing| drawing.width <= i32::from(options.columns);
        let widest = self.draw(WIDEST, options);
        if fits(&widest) {
            return widest;
        }
        let narrowest = self.draw(NARROWEST, options);
        if !fits(&narrowest) {
            return self.draw(UNFITTING, options);
        }
        let mut between = BETWEEN.iter().map(|columns| self.draw(*columns, options));
        between.find(fits).unwrap_or(narrowest)
    }

    /// Draws with so many columns for the words of a node.
    fn draw(&self, columns: usize, options: &Options<'_>) -> Drawing {
        let words: Vec<Vec<Words>> = self
            .canvas
            .nodes
            .iter()
            .map(|node| boxes::lines(node, columns, options))
            .collect();
        let mut layers = self.layers.clone();
        for (nth, (slot, words)) in layers.slots.iter_mut().zip(&words).enumerate() {
            (slot.width, slot.height) = self.size(nth, words);
        }
        layers.widen_words();
        columns::place(&mut layers);
        let plan = route::plan(layers, &self.arrows, &self.loops);
        let scene = Scene {
            canvas: self.canvas,
            arrows: &self.arrows,
            loops: &self.loops,
            words: &words,
            ascii: options.ascii,
        };
        let cells = paint::paint(&scene, &plan);
        let right = cells.iter().map(|((_, x), cell)| x + cell.columns);
        Drawing {
            width: right.max().unwrap_or(0),
            height: cells.keys().map(|(y, _)| y + 1).max().unwrap_or(0),
            areas: paint::areas(&plan, self.canvas.nodes.len()),
            ways: plan.ways,
            cells,
            current: None,
        }
    }

    /// Columns and rows of a node's box: odd, so that there is a middle; high enough for a loop
    /// to come in beside it where another leaves.
    fn size(&self, node: usize, words: &[Words]) -> (i32, i32) {
        let wide = words.iter().map(|line| columns_of(&line.text)).max();
        let looped = |end: fn(&Arrow) -> usize| {
            let mut arrows = self.arrows.iter().zip(&self.loops);
            arrows.any(|(arrow, is_loop)| *is_loop && end(arrow) == node)
        };
        let is_last = self.layers.rows.iter().any(|row| row.last() == Some(&node));
        let turned = is_last && looped(|arrow| arrow.from) && looped(|arrow| arrow.to);
        let rows = i32::try_from(words.len()).unwrap_or(i32::MAX - 2);
        (
            (wide.unwrap_or(0).max(4) + 4) | 1,
            (rows + 2).max(if turned { 5 } else { 3 }),
        )
    }
}

fn columns_of(words: &str) -> i32 {
    i32::try_from(text::columns(words)).unwrap_or(i32::MAX)
}

impl Drawing {
    /// The characters of a row from one column on, with their columns.
    pub fn row(&self, y: i32, from: i32) -> impl Iterator<Item = (i32, &Cell)> {
        self.cells
            .range((y, from)..(y + 1, i32::MIN))
            .map(|((_, x), cell)| (*x, cell))
    }

    /// A node's box.
    pub fn area(&self, node: usize) -> Option<Area> {
        self.areas.get(node).copied()
    }

    /// The corners of an edge's way from its source to its head; nothing where one of its ends
    /// is no node.
    pub fn way(&self, edge: usize) -> &[(i32, i32)] {
        self.ways.get(edge).map_or(&[], Vec::as_slice)
    }

    /// The first node at which the flow stands.
    pub fn current(&self) -> Option<usize> {
        self.current
    }

    /// The node in whose box a cell is.
    pub fn node_at(&self, x: i32, y: i32) -> Option<usize> {
        self.areas.iter().position(|area| area.contains(x, y))
    }

    /// The node after another one, as one reads; the first one after the last.
    pub fn next(&self, node: usize) -> Option<usize> {
        self.step(node, 1)
    }

    /// The node before another one, as one reads.
    pub fn previous(&self, node: usize) -> Option<usize> {
        self.step(node, self.areas.len().saturating_sub(1))
    }

    fn step(&self, node: usize, by: usize) -> Option<usize> {
        let mut order: Vec<usize> = (0..self.areas.len()).collect();
        order.sort_by_key(|node| self.areas.get(*node).map(|area| (area.y, area.x)));
        let at = order.iter().position(|other| *other == node)?;
        order.get((at + by) % order.len()).copied()
    }

    /// The whole drawing as lines of text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for y in 0..self.height {
            let mut column = 0;
            for (x, cell) in self.row(y, i32::MIN) {
                let gap = usize::try_from(x - column).unwrap_or(0);
                text.push_str(&" ".repeat(gap));
                text.push_str(&cell.symbol);
                column = x + cell.columns;
            }
            text.push('\n');
        }
        text
    }
}
