//! The remarks of a plan file: what each line is about, for whoever reviews it. Nothing of them is
//! read back.

use super::file::Ground;
use super::head::Head;
use crate::cli::look::Look;
use crate::domain::form::{Form, Shape};
use crate::domain::item::Item;
use crate::domain::text;
use crate::locale::format;

/// Columns of a remark.
const WIDTH: usize = 100;

/// Columns of one value in it.
const VALUE: usize = 28;

/// Values of one form.
const VALUES: usize = 8;

/// How the file is to be read and changed.
pub(super) fn help(look: &Look) -> String {
    let lines = ["plan-help-lines", "plan-help-changed"];
    let lines = lines.map(|key| format!("# {}\n", look.locale.t(key)));
    format!("\n{}\n", lines.concat())
}

/// What an item is, and the values that it is decided on.
pub(super) fn about(look: &Look, ground: &Ground) -> String {
    let values = values(look, &ground.form);
    let values = text::fit(&values.join(" · "), WIDTH);
    format!("# {}\n#   {values}\n", title(look, &ground.item))
}

/// What was set apart, each with the reason.
pub(super) fn apart(look: &Look, head: &Head, items: &[(Item, String)]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let rows = items.iter().map(|(item, reason)| {
        let title = title(look, item);
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

fn title(look: &Look, item: &Item) -> String {
    let age = look.age(item.arrived_at.or(item.started_at));
    let parts = [item.flow_name(), &item.title, item.applicant.label(), &age];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    text::fit(&parts.join(" · "), WIDTH)
}

fn values(look: &Look, form: &Form) -> Vec<String> {
    let parts = form.parts.iter().flat_map(|part| {
        let cell = |field: &crate::domain::form::Field| {
            let value = part.rows.first()?.get(&field.key)?;
            let shown = format::field_value(field, value, &look.zone);
            let label = field.label.as_deref().unwrap_or(&field.key);
            (!shown.is_empty()).then(|| format!("{label} {}", text::fit(&shown, VALUE)))
        };
        match part.shape {
            Shape::Object => part.fields.iter().filter_map(cell).collect(),
            Shape::List => {
                let name = part.name.as_ref().or(part.key.as_ref());
                let name = name.map_or("", String::as_str);
                vec![format!("{name} ×{}", part.rows.len())]
            }
        }
    });
    parts.take(VALUES).collect()
}
