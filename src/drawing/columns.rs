//! The columns of the slots: each as near to the middle of its neighbours above and below as the
//! order in its layer lets it be.

use super::layers::{Layers, Slot};

/// How often layers are straightened at most, down and up.
const SWEEPS: usize = 12;

/// How much more a straight way counts in the end.
const STRAIGHT: i64 = 6;

/// Gives every slot its column, from 0 on.
pub(super) fn place(layers: &mut Layers) {
    let mut above: Vec<Vec<usize>> = vec![Vec::new(); layers.slots.len()];
    let mut below = above.clone();
    for link in &layers.links {
        above[link.to].push(link.from);
        below[link.from].push(link.to);
    }
    for row in &layers.rows {
        settle(&mut layers.slots, row, &[], |_| 1);
    }
    for _ in 0..SWEEPS {
        let before = middles(layers);
        for row in &layers.rows {
            settle(&mut layers.slots, row, &[&above], |_| 1);
        }
        for row in layers.rows.iter().rev() {
            settle(&mut layers.slots, row, &[&below], |_| 1);
        }
        if middles(layers) == before {
            break;
        }
    }
    straighten(layers, &above, &below);
    let left = layers.slots.iter().map(|slot| slot.x).min().unwrap_or(0);
    for slot in &mut layers.slots {
        slot.x -= left;
    }
}

fn middles(layers: &Layers) -> Vec<i32> {
    layers.slots.iter().map(Slot::middle).collect()
}

/// In the end all stand below what leads to them; what is alone there, straight below it.
fn straighten(layers: &mut Layers, above: &Vec<Vec<usize>>, below: &[Vec<usize>]) {
    for row in layers.rows.clone() {
        let alone = |slot: usize| {
            let [before] = above[slot].as_slice() else {
                return 1;
            };
            if below[*before].len() == 1 {
                STRAIGHT
            } else {
                1
            }
        };
        settle(&mut layers.slots, &row, &[above], alone);
    }
}

/// Slots that push each other: where each of them wants the first one to start, by weight.
struct Run {
    wishes: Vec<(i64, i64)>,
    slots: usize,
}

impl Run {
    /// The weighted median: the middle one of three under one arrow stands right below it.
    fn start(&self) -> i64 {
        let all: i64 = self.wishes.iter().map(|(_, weight)| weight).sum();
        let reach = |wanted: i64| {
            let mut sum = 0;
            let mut wishes = self.wishes.iter();
            wishes.find(|(_, weight)| {
                sum += weight;
                sum >= wanted
            })
        };
        let start = |wish: Option<&(i64, i64)>| wish.map_or(0, |(start, _)| *start);
        i64::midpoint(start(reach((all + 1) / 2)), start(reach(all / 2 + 1)))
    }

    fn join(&mut self, right: Self) {
        self.wishes.extend(right.wishes);
        self.wishes.sort_unstable();
        self.slots += right.slots;
    }
}

/// Moves a layer's slots as little away from their neighbours' middle as they need to keep apart:
/// isotonic regression by pooling.
fn settle(
    slots: &mut [Slot],
    row: &[usize],
    sides: &[&Vec<Vec<usize>>],
    weight: impl Fn(usize) -> i64,
) {
    let mut offsets = Vec::new();
    let mut runs: Vec<Run> = Vec::new();
    let mut offset = 0;
    for (nth, slot) in row.iter().enumerate() {
        if let Some(before) = nth.checked_sub(1).and_then(|nth| row.get(nth)) {
            offset += slots[*before].width + gap(&slots[*before], &slots[*slot]);
        }
        offsets.push(offset);
        let wish = wish(slots, *slot, sides);
        let (middle, weight) =
            wish.map_or((middle(slots, *slot), 1), |middle| (middle, weight(*slot)));
        let start = middle - i64::from(slots[*slot].width / 2 + offset);
        let mut run = Run {
            wishes: vec![(start, weight)],
            slots: 1,
        };
        while let Some(mut left) = runs.pop_if(|left| left.start() > run.start()) {
            left.join(run);
            run = left;
        }
        runs.push(run);
    }
    let starts = runs
        .iter()
        .flat_map(|run| std::iter::repeat_n(run.start(), run.slots));
    for ((slot, offset), start) in row.iter().zip(offsets).zip(starts) {
        slots[*slot].x = i32::try_from(start).unwrap_or(0) + offset;
    }
}

/// Where the middle of a slot wants to be: amid its neighbours, if it has any. What only passes
/// wants to go on straight.
fn wish(slots: &[Slot], slot: usize, sides: &[&Vec<Vec<usize>>]) -> Option<i64> {
    let neighbours = || sides.iter().flat_map(|side| &side[slot]);
    let passes = |other: &&usize| !slots[slot].is_node() && !slots[**other].is_node();
    let mut middles: Vec<i64> = neighbours()
        .filter(passes)
        .map(|other| middle(slots, *other))
        .collect();
    if middles.is_empty() {
        middles.extend(neighbours().map(|other| middle(slots, *other)));
    }
    middles.sort_unstable();
    let half = middles.len() / 2;
    let one = middles.get(half)?;
    let other = middles.get(middles.len() - half - 1)?;
    Some(i64::midpoint(*one, *other))
}

fn middle(slots: &[Slot], slot: usize) -> i64 {
    i64::from(slots[slot].middle())
}

/// Columns between two slots of a layer.
fn gap(left: &Slot, right: &Slot) -> i32 {
    if left.is_node() && right.is_node() {
        4
    } else {
        2
    }
}
