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
use proptest::test_runner::Config;

use office::rows;
use steps::{Step, steps};
use world::World;

/// Sequences that are tried; more where `ZHUPI_TEST_CASES` says so.
const CASES: u32 = 120;

fn cases() -> u32 {
    let told = std::env::var("ZHUPI_TEST_CASES");
    told.map_or(CASES, |cases| cases.parse().unwrap())
}

proptest! {
    #![proptest_config(Config {
        cases: cases(),
        max_shrink_iters: 4_000,
        failure_persistence: None,
        ..Config::default()
    })]

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
