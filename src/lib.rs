//! zhupi: a terminal inbox for approvers.

pub mod config;
pub mod domain;
pub mod error;
pub mod locale;
pub mod provider;
pub mod sandbox;
