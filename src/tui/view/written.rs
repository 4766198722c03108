//! The plan as a text for the user's editor: one decision a line, above it what it is about.

use crate::domain::plan::text::{Line, name};
use crate::locale::{Locale, remark};
use crate::tui::model::Model;

/// The lines can be read back, changed; the remarks among them are for whoever changes them.
pub fn plan_text(model: &Model, locale: &Locale) -> String {
    let several = model.sides.are_several();
    let mut text = format!(
        "# {}\n# {}\n",
        locale.t("plan-help-lines"),
        locale.t("plan-help-remarks")
    );
    for decision in model.plan.decisions() {
        let item = &decision.item;
        let people = decision.people.iter().map(|person| person.id.to_string());
        let line = Line {
            verb: decision.verb,
            id: name(&item.key, several),
            people: people.collect(),
            comment: decision.comment.clone(),
        };
        text.extend(["\n# ", &remark::title(item, model.now), "\n"]);
        if let Some(form) = decision.baseline.form() {
            text.extend(["#   ", &remark::values(form, &model.settings.zone), "\n"]);
        }
        text.extend([&line.to_string(), "\n"]);
    }
    text
}
