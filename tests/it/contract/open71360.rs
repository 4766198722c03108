//! 71360 (document 002): its shapes, over real HTTP, against the client. Fixtures are in
//! `tests/fixtures/open71360`.

mod detail;
mod folders;
mod forms;
mod golden;
mod hostile;
mod reading;
mod story;
mod tables;
mod token;
