//! zhupi: a terminal inbox for approvers.

pub mod sandbox;
