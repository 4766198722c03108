//! WeDa's JSON as it comes: tolerant, with every key and value that may be missing or odd.
//! Never leaves this provider, never decides what anything means.

pub(crate) mod act;
pub(crate) mod canvas;
pub(crate) mod element;
pub(crate) mod envelope;
pub(crate) mod flow;
pub(crate) mod message;
pub(crate) mod operation;
pub(crate) mod page;
pub(crate) mod process;
pub(crate) mod task;
pub(crate) mod token;
pub(crate) mod user;

pub(crate) use crate::provider::lenient;
