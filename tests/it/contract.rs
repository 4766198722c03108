//! Documented shapes, over real HTTP, against the client: what it asks, what it understands,
//! what a failure proves. Fixtures are in `tests/fixtures/weda`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod acts;
mod auth;
mod canvas;
mod counts;
mod deeds;
mod detail;
mod failures;
mod feishu;
mod filters;
mod flows;
mod history;
mod lists;
mod messages;
mod moves;
mod numbers;
mod open71360;
mod people;
mod places;
mod secrets;
mod server;
mod settling;
mod standing;
mod story;
mod styles;
mod transport;
mod unknown;
