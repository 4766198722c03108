//! The sandbox, asked by raw HTTP: no line of the client is used here.

mod canvas;
mod choosing;
mod conflicts;
mod countersigning;
mod deciding;
#[expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a desk serves tests alone, and a test that cannot ask has failed"
)]
mod desk;
mod detail;
mod documented;
mod faults;
mod flows;
mod gateway;
mod inputs;
mod lists;
mod messages;
mod parameters;
mod pressing;
mod revoking;
mod rolling_back;
mod stopping;
mod story;
