//! 71360's words to ours and nothing else: no request is sent here.

pub(crate) mod canvas;
pub(crate) mod form;
pub(crate) mod history;
pub(crate) mod item;
pub(crate) mod state;
pub(crate) mod table;
