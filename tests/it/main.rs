//! Integration tests: one binary, one module per concern.
mod contract;
mod sandbox;
