//! The margin at the right, where loops go back up: the shorter ones inside the longer ones.

use std::collections::{BTreeMap, BTreeSet};

use super::arrows::Arrow;
use super::layers::Layers;
use super::route::{Point, Turn};

/// A column of the margin: the rows that are taken, and the widest words beside its line.
#[derive(Debug, Default)]
struct Lane {
    taken: Vec<(i32, i32)>,
    words: i32,
}

/// Leads each loop from its source through the margin to its target; returns where its words go.
pub(super) fn go_around(
    layers: &Layers,
    arrows: &[Arrow],
    turns: &[Turn],
    ends: Vec<[Vec<Point>; 2]>,
    ways: &mut [Vec<Point>],
) -> BTreeMap<usize, Point> {
    let mut lanes: Vec<Lane> = Vec::new();
    let mut seats = Vec::new();
    for (turn, ends) in turns.iter().zip(ends) {
        let row = |end: Option<&Point>| end.map_or(0, |point| point.1);
        let (leave, come) = (row(ends[0].last()), row(ends[1].first()));
        seats.push((turn.arrow, (leave.min(come), leave.max(come)), ends));
    }
    seats.sort_by_key(|(arrow, rows, _)| (rows.1 - rows.0, *arrow));
    let mut lane_of = BTreeMap::new();
    for (arrow, rows, _) in &seats {
        let free = |lane: &Lane| {
            let apart = |taken: &(i32, i32)| rows.1 < taken.0 || taken.1 < rows.0;
            lane.taken.iter().all(apart)
        };
        let nth = lanes.iter().position(free).unwrap_or(lanes.len());
        lanes.resize_with(lanes.len().max(nth + 1), Lane::default);
        lanes[nth].taken.push(*rows);
        lanes[nth].words = lanes[nth]
            .words
            .max(super::columns_of(&arrows[*arrow].label));
        lane_of.insert(*arrow, nth);
    }
    let columns = columns(layers, &lanes);
    let turned: BTreeSet<i32> = seats
        .iter()
        .flat_map(|(_, rows, _)| [rows.0, rows.1])
        .collect();
    let mut words = BTreeMap::new();
    for (arrow, rows, [leave, come]) in seats {
        let x = columns[lane_of[&arrow]];
        let corner = |end: Option<&Point>| end.map(|point| (x, point.1));
        let (out, back) = (corner(leave.last()), corner(come.first()));
        if !arrows[arrow].label.is_empty() {
            words.insert(arrow, (x, beside_no_turn(rows, &turned)));
        }
        let way = leave.into_iter().chain(out).chain(back).chain(come);
        ways[arrow] = way.collect();
    }
    words
}

/// The row nearest to the middle in which no loop goes sideways: words there would seem to be its.
fn beside_no_turn((top, bottom): (i32, i32), turned: &BTreeSet<i32>) -> i32 {
    let middle = i32::midpoint(top, bottom);
    (top + 1..bottom)
        .filter(|row| !turned.contains(row))
        .min_by_key(|row| (row - middle).abs())
        .unwrap_or(middle)
}

/// Where the lanes are; their words stand in the middle of the line.
fn columns(layers: &Layers, lanes: &[Lane]) -> Vec<i32> {
    let right = layers.slots.iter().map(|slot| slot.x + slot.width).max();
    let mut x = right.unwrap_or(0) + 1;
    let mut columns = Vec::new();
    for lane in lanes {
        x += 1 + lane.words / 2;
        columns.push(x);
        x += 1 + lane.words / 2;
    }
    columns
}
