//! Integration tests: one binary, one module per concern.
mod sandbox;
mod screen;
mod terminal;
