//! zhupi: a terminal inbox for approvers.

pub mod config;
pub mod domain;
pub mod error;
pub mod inbox;
pub mod locale;
pub mod provider;
pub mod sandbox;
pub mod store;
pub mod tui;
