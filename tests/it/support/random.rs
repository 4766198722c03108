//! How often what is generated is tried.

use proptest::test_runner::Config;

/// As often as this, or as the environment variable `ZHUPI_TEST_CASES` says.
pub fn config(cases: u32) -> Config {
    let told = std::env::var("ZHUPI_TEST_CASES");
    Config {
        cases: told.map_or(cases, |told| told.parse().unwrap()),
        max_shrink_iters: 4_000,
        failure_persistence: None,
        ..Config::default()
    }
}
