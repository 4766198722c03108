//! What an approval is, in no provider's words: pure data and rules.
//! Never any I/O, clock, drawing or text for people.

pub mod canvas;
pub mod decision;
pub mod find;
pub mod form;
pub mod id;
pub mod instance;
pub mod item;
pub mod journal;
pub mod people;
pub mod plan;
pub mod text;
pub mod verb;
