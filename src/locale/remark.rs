//! What an item is and what it is decided on, in the words that stand above its line in a plan
//! that is edited. Nothing of them is read back.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::format;
use crate::domain::form::{Field, Form, Shape};
use crate::domain::item::Item;
use crate::domain::text;

/// Columns of a remark.
const WIDTH: usize = 100;

/// Columns of one value in it.
const VALUE: usize = 28;

/// Values of one form.
const VALUES: usize = 8;

/// Flow, title, applicant, and how long ago it came.
pub fn title(item: &Item, now: Timestamp) -> String {
    let then = item.arrived_at.or(item.started_at);
    let age = then.map_or_else(String::new, |then| format::age(then, now));
    let parts = [item.flow_name(), &item.title, item.applicant.label(), &age];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    text::fit(&parts.join(" · "), WIDTH)
}

/// The first values of a form, with their labels.
pub fn values(form: &Form, zone: &TimeZone) -> String {
    let parts = form.parts.iter().flat_map(|part| {
        let cell = |field: &Field| {
            let value = part.rows.first()?.get(&field.key)?;
            let shown = format::field_value(field, value, zone);
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
    let values: Vec<String> = parts.take(VALUES).collect();
    text::fit(&values.join(" · "), WIDTH)
}
