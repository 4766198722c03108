//! The columns of the slots: each as near to the middle of its neighbours above and below as the
//! order in its layer lets it be.

use super::layers::{Layers, Slot};

/// How often layers are straightened, down and up.
const SWEEPS: usize = 12;

/// How much more a straight way counts where it only passes.
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
        settle(&mut layers.slots, row, &[]);
    }
    for _ in 0..SWEEPS {
        for row in &layers.rows {
            settle(&mut layers.slots, row, &[&above]);
        }
        for row in layers.rows.iter().rev() {
            settle(&mut layers.slots, row, &[&below]);
        }
    }
    for row in &layers.rows {
        settle(&mut layers.slots, row, &[&above, &below]);
    }
    let left = layers.slots.iter().map(|slot| slot.x).min().unwrap_or(0);
    for slot in &mut layers.slots {
        slot.x -= left;
    }
}

/// A run of slots that push each other: the sum of where they want to start, by weight.
struct Run {
    sum: i64,
    weight: i64,
    slots: usize,
}

impl Run {
    fn start(&self) -> i64 {
        (2 * self.sum + self.weight).div_euclid(2 * self.weight)
    }
}

/// Moves a layer's slots as little away from their neighbours' middle as they need to keep apart:
/// isotonic regression by pooling.
fn settle(slots: &mut [Slot], row: &[usize], sides: &[&Vec<Vec<usize>>]) {
    let mut offsets = Vec::new();
    let mut runs: Vec<Run> = Vec::new();
    let mut offset = 0;
    for (nth, slot) in row.iter().enumerate() {
        if let Some(before) = nth.checked_sub(1).and_then(|nth| row.get(nth)) {
            offset += slots[*before].width + gap(&slots[*before], &slots[*slot]);
        }
        offsets.push(offset);
        let (sum, weight) = wish(slots, *slot, sides);
        let shift = i64::from(slots[*slot].width / 2 + offset);
        runs.push(Run {
            sum: sum - weight * shift,
            weight,
            slots: 1,
        });
        pool(&mut runs);
    }
    let starts = runs
        .iter()
        .flat_map(|run| std::iter::repeat_n(run.start(), run.slots));
    for ((slot, offset), start) in row.iter().zip(offsets).zip(starts) {
        slots[*slot].x = i32::try_from(start).unwrap_or(0) + offset;
    }
}

fn pool(runs: &mut Vec<Run>) {
    while let [.., left, right] = runs.as_slice()
        && left.sum * right.weight > right.sum * left.weight
    {
        let merged = Run {
            sum: left.sum + right.sum,
            weight: left.weight + right.weight,
            slots: left.slots + right.slots,
        };
        runs.truncate(runs.len() - 2);
        runs.push(merged);
    }
}

/// Where the middle of a slot wants to be: the sum and the weight of its mean.
fn wish(slots: &[Slot], slot: usize, sides: &[&Vec<Vec<usize>>]) -> (i64, i64) {
    let (mut sum, mut weight) = (0, 0);
    for other in sides.iter().flat_map(|side| &side[slot]) {
        let passes = !slots[slot].is_node() && !slots[*other].is_node();
        let counts = if passes { STRAIGHT } else { 1 };
        sum += counts * i64::from(slots[*other].middle());
        weight += counts;
    }
    if weight == 0 {
        return (i64::from(slots[slot].middle()), 1);
    }
    (sum, weight)
}

/// Columns between two slots of a layer.
fn gap(left: &Slot, right: &Slot) -> i32 {
    if left.is_node() && right.is_node() {
        4
    } else {
        2
    }
}
