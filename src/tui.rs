//! The terminal front end. It never speaks to a provider or a store.

pub mod screen;
pub mod terminal;
