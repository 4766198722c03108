//! The sandbox, asked by raw HTTP: no line of the client is used here.

mod conflicts;
mod deciding;
#[expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a desk serves tests alone, and a test that cannot ask has failed"
)]
mod desk;
mod detail;
mod faults;
mod gateway;
mod lists;
mod revoking;
mod story;
