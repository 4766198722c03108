//! What the list pane shows: a folder, or one of the lists beside the folders, whose rows are no
//! items and so can never be decided.

pub mod flows;
pub mod instances;
pub mod messages;
pub mod rows;
pub mod window;

use crate::domain::item::Item;
use crate::tui::event::Ticket;

pub use flows::Flows;
pub use instances::{Instances, Seats};
pub use messages::Messages;
pub use rows::Rows;
pub use window::Window;

/// The open list.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Place {
    /// The folder in the model's list.
    #[default]
    Folder,
    Messages(Messages),
    Instances(Instances),
    Flows(Flows),
}

impl Place {
    pub fn is_folder(&self) -> bool {
        matches!(self, Self::Folder)
    }

    /// How far a list beside the folders has come.
    pub fn window(&self) -> Option<&Window> {
        match self {
            Self::Folder => None,
            Self::Messages(messages) => Some(&messages.rows.window),
            Self::Instances(instances) => Some(&instances.rows.window),
            Self::Flows(flows) => Some(&flows.rows.window),
        }
    }

    pub fn window_mut(&mut self) -> Option<&mut Window> {
        match self {
            Self::Folder => None,
            Self::Messages(messages) => Some(&mut messages.rows.window),
            Self::Instances(instances) => Some(&mut instances.rows.window),
            Self::Flows(flows) => Some(&mut flows.rows.window),
        }
    }

    /// The next row beside the folders, from the cursor on and around, that matches.
    pub fn find(&self, wanted: &str, backward: bool) -> Option<usize> {
        match self {
            Self::Folder => None,
            Self::Messages(messages) => messages.rows.find(wanted, backward),
            Self::Instances(instances) => instances.rows.find(wanted, backward),
            Self::Flows(flows) => flows.rows.find(wanted, backward),
        }
    }
}

/// An item that a row leads to, shown by itself; it lasts while the detail has the focus.
#[derive(Clone, Debug, PartialEq)]
pub enum Visit {
    /// Its item is being looked up.
    Sought(Ticket),
    Here(Box<Item>),
}
