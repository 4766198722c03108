//! Fewer or more to-dos than the story has: scenes left out, or repeated with other times and amounts.

use serde_json::{Value, json};

use super::scene::{Part, Scene, Story};

/// Repeated scenes lie within this many minutes before their models.
const SPREAD: usize = 20 * 1440;

/// The story's own scenes, with at most `items` of its to-dos.
pub(super) fn own(story: &Story, items: Option<usize>) -> impl Iterator<Item = Scene> {
    let mut left = items.unwrap_or(usize::MAX);
    story.scene.iter().filter_map(move |scene| {
        if scene.part == Part::Other {
            return Some(scene.clone());
        }
        let mut scene = scene.clone();
        if left > 0 {
            left -= 1;
        } else if scene.part == Part::Todo {
            return None;
        } else {
            // The request stays where it was before it was taken back.
            scene.then.pop();
        }
        Some(scene)
    })
}

/// The scenes that bring the to-dos up to `items`, oldest first: so the database only appends.
pub(super) fn extra(story: &Story, items: Option<usize>) -> impl Iterator<Item = Scene> {
    let part = |part: Part| story.scene.iter().filter(move |scene| scene.part == part);
    let present = part(Part::Todo).count() + part(Part::Withdrawn).count();
    // Long stories are told once: a large tenant has to be there in seconds.
    let models: Vec<&Scene> = part(Part::Todo)
        .filter(|scene| scene.then.len() < 2)
        .collect();
    let wanted = items.unwrap_or(0).saturating_sub(present);
    let round = models.len().max(1);
    let mut order: Vec<(i64, usize)> = (0..wanted)
        // A prime step scatters neighbours over the whole spread.
        .map(|at| (i64::try_from(at * 7919 % SPREAD).unwrap_or(0), at))
        .collect();
    let day = |at: usize| models.get(at % round).map_or(0, |model| model.day);
    order.sort_unstable_by_key(|(earlier, at)| (-(earlier + day(*at) * 1440), *at));
    order.into_iter().filter_map(move |(earlier, at)| {
        let model = models.get(at % round)?;
        Some(repeat(model, earlier, at / round + 1))
    })
}

fn repeat(model: &Scene, earlier: i64, round: usize) -> Scene {
    let mut scene = model.clone();
    scene.earlier = earlier;
    if let Some(amount) = scene.form.get_mut("amount") {
        *amount = raised(amount, round);
    }
    scene
}

/// An amount `round` yuan and cents higher, in the notation it has.
fn raised(amount: &Value, round: usize) -> Value {
    let Some(yuan) = amount.as_str().and_then(|text| text.parse::<f64>().ok()) else {
        return amount.clone();
    };
    let round = u32::try_from(round).unwrap_or(0);
    json!(format!("{:.2}", yuan + f64::from(round) * 1.01))
}
