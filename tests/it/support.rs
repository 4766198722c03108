//! What the tests share: a desk to press keys at, and people and papers to put on it.

pub mod desk;
pub mod hostile;
pub mod merged;
pub mod papers;
pub mod parameters;
pub mod ports;
pub mod pushes;
pub mod random;
