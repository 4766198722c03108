//! Feishu's JSON as it comes: tolerant, with every key and value that may be missing or odd.
//! Never leaves this provider, never decides what anything means.

pub(crate) mod contact;
pub(crate) mod envelope;
pub(crate) mod instance;
pub(crate) mod task;
pub(crate) mod token;
pub(crate) mod widget;
