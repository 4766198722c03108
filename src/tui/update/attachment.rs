//! `O`: where the files are that an item names. The interface hands none of them out, so none is
//! fetched, and none is ever run.

use super::keys::info;
use crate::domain::instance::Attachment;
use crate::tui::effect::Effect;
use crate::tui::model::{Model, Toast, Tone, Words};

/// Tells where the files are: those with an address of the web by their address, the others by
/// their names.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let instance = model
        .current()
        .and_then(|item| model.details.ready(&item.key));
    let acts = instance.into_iter().flat_map(|instance| &instance.history);
    let of_acts = acts.flat_map(|act| &act.attachments);
    let of_form = instance
        .into_iter()
        .flat_map(|instance| &instance.attachments);
    let files: Vec<&Attachment> = of_form.chain(of_acts).collect();
    let addresses: Vec<&str> = files.iter().filter_map(|file| file.address()).collect();
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let words = match (names.as_slice(), addresses.as_slice()) {
        ([], _) => {
            model.toast = Some(info("toast-no-attachment"));
            return Vec::new();
        }
        (names, []) => ("toast-attachment-stored", names.join(", ")),
        (_, addresses) => ("toast-attachment-at", addresses.join(" ")),
    };
    model.toast = Some(Toast {
        tone: Tone::Info,
        words: Words::Message(words.0, vec![("files", words.1)]),
    });
    Vec::new()
}
