//! From WeDa's JSON to the domain and back: pure and total. Never asks a server or a clock.

pub(crate) mod action;
pub(crate) mod canvas;
pub(crate) mod decision;
pub(crate) mod flow;
pub(crate) mod form;
pub(crate) mod history;
pub(crate) mod instance;
pub(crate) mod item;
pub(crate) mod message;
