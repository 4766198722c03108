//! The screen: a pure core (model, update) and a thin shell (driver, view).

pub mod command;
pub mod driver;
pub mod editor;
pub mod effect;
pub mod event;
pub mod keymap;
pub mod layout;
pub mod model;
pub mod theme;
pub mod update;
pub mod view;
