//! Whether a server has to be asked for people.

/// Whether there are people beside those who are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Others {
    #[default]
    Perhaps,
    None,
}
