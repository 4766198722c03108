//! `O`: the files that an item names. One with an address of the web is shown by the browser; of
//! the others the interface hands out none, so none is fetched, and none is ever run.

use super::handing;
use super::keys::info;
use crate::domain::instance::Attachment;
use crate::tui::effect::Effect;
use crate::tui::model::{Model, Toast, Tone, Words};

/// Opens the first file that can be opened, else tells where they are.
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
    if let Some(address) = files.iter().find_map(|file| file.address()) {
        let address = address.to_owned();
        return handing::visit(model, address);
    }
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    if names.is_empty() {
        model.toast = Some(info("toast-no-attachment"));
        return Vec::new();
    }
    let names = vec![("files", names.join(", "))];
    model.toast = Some(Toast {
        tone: Tone::Info,
        words: Words::Message("toast-attachment-stored", names),
    });
    Vec::new()
}
