//! The real binary in a real terminal: a PTY, with an emulator that shows what a user would see.

mod account;
mod editing;
mod input;
mod killed;
mod leaving;
mod login;
mod merged;
mod mouse;
mod pushing;
mod resizing;
mod seat;
mod stream;
mod waiting;
