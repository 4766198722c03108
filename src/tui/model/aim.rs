//! Picking the node to go back to, on the drawing of the flow or from a list of names.

use crate::domain::canvas::Canvas;
use crate::domain::decision::Target;
use crate::tui::model::Chart;

/// The nodes that are offered, and the one in hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aim {
    /// `None` until the server has said.
    pub targets: Option<Vec<Target>>,
    pub row: usize,
    /// The drawing, where there is one with room and with all the nodes on it.
    pub chart: Option<Chart>,
    /// Whether names are preferred to the drawing; `None` while nobody has said.
    pub by_name: Option<bool>,
}

impl Aim {
    pub fn target(&self) -> Option<&Target> {
        self.targets.as_ref()?.get(self.row)
    }

    /// Whether a drawing has every node that is offered.
    pub fn is_on(&self, canvas: &Canvas) -> bool {
        let mut targets = self.targets.iter().flatten();
        self.targets.is_some() && targets.all(|target| place(target, canvas).is_some())
    }

    /// The drawing, if that is what is picked on: unless asked for, one that fits its room.
    pub fn drawn(&self) -> Option<&Chart> {
        let chart = self.chart.as_ref()?;
        let wide = chart.drawing.width > i32::from(chart.room.0);
        (!self.by_name.unwrap_or(wide)).then_some(chart)
    }

    /// The nodes of the drawing that are offered, with whether it is the one in hand.
    pub fn marks(&self) -> Vec<(usize, bool)> {
        let targets = self.targets.iter().flatten().enumerate();
        targets
            .filter_map(|(row, target)| {
                let canvas = &self.chart.as_ref()?.canvas;
                Some((place(target, canvas)?, row == self.row))
            })
            .collect()
    }

    /// The next node, or the one before, in the order in which the drawing is read; without a
    /// drawing, in the order of the list.
    pub fn step(&mut self, forward: bool) {
        let count = self.targets.as_ref().map_or(0, Vec::len).max(1);
        let beside = (self.row + if forward { 1 } else { count - 1 }) % count;
        self.row = self.neighbour(forward).unwrap_or(beside);
        self.centre();
    }

    fn neighbour(&self, forward: bool) -> Option<usize> {
        let chart = self.drawn()?;
        let targets = self.targets.as_ref()?;
        let mut node = place(targets.get(self.row)?, &chart.canvas)?;
        for _ in 0..chart.canvas.nodes.len() {
            node = if forward {
                chart.drawing.next(node)?
            } else {
                chart.drawing.previous(node)?
            };
            let mut rows = targets.iter();
            if let Some(row) = rows.position(|target| place(target, &chart.canvas) == Some(node)) {
                return Some(row);
            }
        }
        None
    }

    /// Brings the node in hand to the middle of the window.
    pub fn centre(&mut self) {
        let node = self.marks().into_iter().find(|(_, here)| *here);
        if let (Some(chart), Some((node, _))) = (self.chart.as_mut(), node) {
            chart.centre_on(node);
        }
    }
}

/// Which node of a drawing is meant.
fn place(target: &Target, canvas: &Canvas) -> Option<usize> {
    let id = target.node.id.as_ref()?;
    canvas.nodes.iter().position(|node| node.element_id == *id)
}
