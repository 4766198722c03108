//! What pushes say, in a line, always with how far it can be relied upon; and what became of a row
//! that waits no more.

use super::Paint;
use crate::domain::instance;
use crate::domain::push::{Action, Status};
use crate::tui::model::Side;
use crate::tui::model::news::{Gone, Standing, Told};
use crate::tui::theme::Role;

/// The last push, and how it is painted.
pub(super) fn told(paint: Paint<'_>) -> Option<(String, Role)> {
    let Paint { model, locale, .. } = paint;
    let told = model.news.told.as_ref()?;
    let (key, role) = match told.standing {
        Standing::Unverified => ("news-unverified", Role::Waiting),
        Standing::Confirmed => ("news-confirmed", Role::Good),
        Standing::Withdrawn => ("news-withdrawn", Role::Muted),
    };
    Some((locale.f(key, &[("said", said(paint, told).into())]), role))
}

/// Who did what to which, and with which words.
fn said(paint: Paint<'_>, told: &Told) -> String {
    let Paint { model, locale, .. } = paint;
    let claim = &told.claim;
    let did = match (&claim.action, &claim.status) {
        (Some(Action::Verb(verb)), _) => locale.t(&format!("action-{}", verb.name())),
        (Some(Action::Other(code)), _) => format!("other:{code}"),
        (None, Status::Started) => locale.t("news-started"),
        (None, Status::Finished) => locale.t("news-finished"),
        (None, Status::Running | Status::Other(_)) => locale.t("news-running"),
    };
    let (account, instance) = &told.approval;
    let which = match &told.subject {
        Some(subject) => subject.clone(),
        None => format!("#…{}", instance.ending()),
    };
    let who = model.sides.of(account).label(&claim.who);
    let mut said = [who, &did, &which].join(" ").trim_start().to_owned();
    if let Some(comment) = &claim.comment {
        said.push_str(" · ");
        said.push_str(comment);
    }
    said
}

/// Why a row waits no more.
pub(super) fn gone(paint: Paint<'_>, side: &Side, gone: &Gone) -> String {
    let locale = paint.locale;
    let did = match &gone.action {
        Some(instance::Action::Other(code)) => format!("other:{code}"),
        Some(known) => locale.t(&format!("action-{}", known.name().replace('_', "-"))),
        None => return locale.t("news-gone"),
    };
    format!("{} {did}", side.label(&gone.who))
}
