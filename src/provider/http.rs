//! Shared transport.
