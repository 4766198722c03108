//! The sandbox, asked by raw HTTP.
