//! An embedded WeDa-compatible server.
