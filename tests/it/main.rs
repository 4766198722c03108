//! Integration tests: one binary, one module per concern.
#[cfg(test)]
mod cli;
mod sandbox;
