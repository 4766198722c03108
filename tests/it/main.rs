//! Integration tests: one binary, one module per concern.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that fails says so by panicking"
)]
#![expect(unreachable_pub, reason = "a test binary exports nothing")]

mod charts;
mod cli;
mod complaints;
mod contract;
mod drawing;
mod faults;
mod frames;
mod journeys;
mod keymap;
mod props;
#[cfg(unix)]
mod pty;
mod query;
mod sandbox;
mod screen;
mod spots;
mod store;
mod support;
mod terminal;
mod tidy;
mod transitions;
#[cfg(unix)]
mod webhook;
