//! What an approval is, in no provider's words: pure data and rules.
//! Never any I/O, clock, drawing or text for people.

pub mod alike;
pub mod ascii;
pub mod blank;
pub mod canvas;
pub mod choice;
pub mod claim;
pub mod date;
pub mod decision;
pub mod find;
pub mod flow;
pub mod form;
pub mod given;
pub mod id;
pub mod input;
pub mod instance;
pub mod item;
pub mod journal;
pub mod message;
pub mod moment;
pub mod order;
pub mod people;
pub mod phrase;
pub mod plan;
pub mod progress;
pub mod push;
pub mod query;
pub mod remembered;
pub mod text;
pub mod value;
pub mod verb;
pub mod view;
pub mod when;
