//! The remarks of a plan file: what each line is about, for whoever reviews it. Nothing of them is
//! read back.

use super::file::Ground;
use super::head::Head;
use crate::cli::look::Look;
use crate::domain::item::Item;
use crate::domain::text;
use crate::locale::remark;

/// How the file is to be read and changed.
pub(super) fn help(look: &Look) -> String {
    let lines = ["plan-help-lines", "plan-help-changed", "plan-help-remarks"];
    let lines = lines.map(|key| format!("# {}\n", look.locale.t(key)));
    format!("\n{}\n", lines.concat())
}

/// What an item is, and the values that it is decided on.
pub(super) fn about(look: &Look, ground: &Ground) -> String {
    let title = remark::title(&ground.item, look.now);
    let values = remark::values(&ground.form, &look.zone);
    format!("# {title}\n#   {values}\n")
}

/// What was set apart, each with the reason.
pub(super) fn apart(look: &Look, head: &Head, items: &[(Item, String)]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let rows = items.iter().map(|(item, reason)| {
        let title = remark::title(item, look.now);
        let name = head.name(&item.key);
        format!("#   {name} {title}: {}\n", text::neutral(reason))
    });
    let rows: String = rows.collect();
    format!("# {}\n{rows}\n", look.locale.t("plan-apart"))
}

/// What stands below.
pub(super) fn end(look: &Look) -> String {
    format!("# {}\n", look.locale.t("plan-end"))
}
