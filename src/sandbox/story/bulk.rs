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

/// The scenes that bring the to-dos up to `items`.
pub(super) fn extra(story: &Story, items: Option<usize>) -> impl Iterator<Item = Scene> {
    let part = |part: Part| story.scene.iter().filter(move |scene| scene.part == part);
    let models: Vec<&Scene> = part(Part::Todo).collect();
    let present = models.len() + part(Part::Withdrawn).count();
    let wanted = items.unwrap_or(0).saturating_sub(present);
    (0..wanted).filter_map(move |at| {
        let round = at / models.len() + 1;
        models
            .get(at % models.len())
            .map(|model| repeat(model, at, round))
    })
}

fn repeat(model: &Scene, at: usize, round: usize) -> Scene {
    let mut scene = model.clone();
    // A prime step scatters neighbours over the whole spread.
    scene.earlier = i64::try_from(at * 7919 % SPREAD).unwrap_or(0);
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
