//! WeDa.
