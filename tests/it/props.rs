//! What holds whatever is pressed, whatever is answered and in which order: a small generated
//! office answers what the screen asks for, late, twice, wrongly or not at all, and after every
//! step the screen is held against laws of its own.

mod answers;
mod laws;
mod office;
mod queries;
mod steps;
mod world;

use proptest::prelude::*;

use office::rows;
use steps::{Step, steps};
use world::World;

use crate::support::random;

/// Sequences that are tried.
const CASES: u32 = 120;

proptest! {
    #![proptest_config(random::config(CASES))]

    #[test]
    fn whatever_happens_only_what_was_seen_and_staged_is_sent_and_once(
        rows in rows(), steps in steps()
    ) {
        let mut world = World::new(rows);
        for step in &steps {
            world.take(step);
        }
        world.take(&Step::Rest);
    }
}
