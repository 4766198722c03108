//! What was seen last, for the first picture and for when there is no line. Never newer than the
//! moment it names.

use jiff::Timestamp;

use super::instance::Instance;
use super::item::{Counts, Folder, Page};

/// A folder as it was read last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// When its newest rows were read.
    pub at: Timestamp,
    pub folder: Folder,
    /// Its newest rows, newest first, and how many there were on the server.
    pub page: Page,
    pub counts: Option<Counts>,
    /// The name of the hand that decides.
    pub hand: Option<String>,
    /// Details of some of the rows.
    pub details: Vec<Instance>,
}
