//! The form tab: who asks for what, then each object as lines and each list as a table.

mod table;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use serde_json::{Map, Value};

use super::text::{fit, width, wrap};
use super::{Paint, news, toast};
use crate::domain::canvas::Progress;
use crate::domain::decision::Receipt;
use crate::domain::form::{Field, FieldType, Part, Shape};
use crate::domain::instance::Instance;
use crate::domain::item::Item;
use crate::drawing::look_ahead::{self, Viewer};
use crate::locale::format;
use crate::tui::model::Detail;
use crate::tui::theme::Role;

/// The widest a column of a table gets, and a label.
const WIDEST: u16 = 24;

/// The least room for labels, so that all of a screen's values start in one column.
const LABEL: u16 = 10;

/// All lines of the tab.
pub(super) fn lines(paint: Paint<'_>, instance: &Instance, columns: u16) -> Vec<Line<'static>> {
    let mut lines = summary(paint, &instance.item, columns);
    lines.extend(modes(paint, instance, columns));
    lines.extend(look_ahead(paint, instance, columns));
    lines.extend(super::filling::sent(paint, instance, columns));
    if let Some(text) = &instance.text {
        lines.push(Line::default());
        let note = paint.locale.t("detail-unread");
        let style = paint.theme.style(Role::Muted);
        lines.push(Line::styled(fit(&note, columns), style));
        lines.extend(wrap(text, columns).into_iter().map(Line::raw));
    }
    for part in &instance.form.parts {
        lines.push(Line::default());
        let name = part.name.iter().flat_map(|name| wrap(name, columns));
        lines.extend(name.map(Line::raw));
        match part.shape {
            Shape::Object => object(&mut lines, paint, part, columns),
            Shape::List => table::draw(&mut lines, paint, part, columns),
        }
    }
    for part in &instance.tables {
        lines.push(Line::default());
        let name = part.name.iter().flat_map(|name| wrap(name, columns));
        lines.extend(name.map(Line::raw));
        table::draw(&mut lines, paint, part, columns);
    }
    lines.extend(beside(paint, instance, columns));
    lines
}

/// What belongs to the form and stands outside of it: other records, and files.
fn beside(paint: Paint<'_>, instance: &Instance, columns: u16) -> Vec<Line<'static>> {
    let locale = paint.locale;
    let related = instance.related.iter().map(|other| {
        let key = format!("related-{}", other.kind.replace('_', "-"));
        let kind = locale.known(&key).unwrap_or_else(|| other.kind.clone());
        let id = other.id.as_deref().unwrap_or_default();
        ("detail-related", format!("{kind} {id}"))
    });
    let files = instance.attachments.iter().map(|file| {
        let kind = file.kind.as_ref();
        let kind = kind.and_then(|kind| locale.known(&format!("file-{kind}")));
        let kind = kind.map(|kind| format!(" · {kind}")).unwrap_or_default();
        ("detail-attachment", format!("{}{kind}", file.name))
    });
    let all = related.chain(files);
    all.flat_map(|(key, text)| labelled(paint, &locale.t(key), &text, LABEL, columns, None))
        .collect()
}

/// How the people decide together where the flow stands, where the server says so.
fn modes(paint: Paint<'_>, instance: &Instance, columns: u16) -> Option<Line<'static>> {
    let nodes = instance.canvas.nodes.iter();
    let mut current = nodes.filter(|node| node.status == Progress::Current);
    let mode = current.find_map(|node| node.mode.as_ref())?;
    let word = paint.model.settings.modes.get(mode);
    let name = paint.locale.t("detail-mode");
    Some(pair(paint, &name, word.unwrap_or(mode), columns))
}

/// Where the flow stands and what is still to come: `主管✓ → [你] → 财务 → 结束`.
fn look_ahead(paint: Paint<'_>, instance: &Instance, columns: u16) -> Option<Line<'static>> {
    let hand = &paint.model.here().hand;
    let viewer = Viewer {
        id: hand.id.as_ref(),
        name: hand.name.as_deref(),
        word: &paint.locale.t("look-ahead-you"),
    };
    let text = look_ahead::line(&instance.canvas, &viewer, usize::from(columns));
    (!text.is_empty()).then(|| Line::styled(text, paint.theme.style(Role::Label)))
}

/// What the row already tells.
pub(super) fn summary(paint: Paint<'_>, item: &Item, columns: u16) -> Vec<Line<'static>> {
    let Paint {
        model,
        locale,
        theme,
    } = paint;
    let bold = Style::new().add_modifier(ratatui::style::Modifier::BOLD);
    let mut lines: Vec<Line<'static>> = wrap(&item.title, columns)
        .into_iter()
        .map(|line| Line::styled(line, bold))
        .collect();
    let side = model.sides.of(&item.key.account);
    for (key, value) in told(paint, item) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            lines.push(pair(paint, &locale.t(key), &value, columns));
        }
    }
    if let Some(gone) = model.news.gone(&item.key) {
        let text = locale.f(
            "news-gone-by",
            &[("how", news::gone(paint, side, gone).into())],
        );
        let style = theme.style(Role::Waiting);
        let text = wrap(&text, columns).into_iter();
        lines.extend(text.map(|line| Line::styled(line, style)));
    }
    if let Some(receipt) = model.receipts.get(&item.key) {
        let mut ends = model.settled.iter().rev();
        let of = ends.find(|one| one.decision.item.key == item.key && one.receipt == *receipt);
        let text = toast::receipt(paint, of.map(|one| &one.decision), receipt);
        lines.extend(
            wrap(&text, columns)
                .into_iter()
                .map(|line| Line::styled(line, theme.style(Role::Waiting))),
        );
        lines.extend(changes(paint, receipt, columns));
    }
    lines
}

/// What a row says, by its words.
fn told(paint: Paint<'_>, item: &Item) -> [(&'static str, Option<String>); 7] {
    let model = paint.model;
    let zone = &model.settings.zone;
    let time = |at: Option<jiff::Timestamp>| {
        at.map(|at| {
            format!(
                "{} · {}",
                format::date_time(at, zone),
                format::age(at, model.now)
            )
        })
    };
    let state = match &item.outcome {
        Some(outcome) => Some(outcome_word(paint, outcome)),
        None => item.node.name.clone(),
    };
    let side = model.sides.of(&item.key.account);
    let stands_with = (!item.completed).then(|| side.label(&item.approver).to_owned());
    let several = model.sides.are_several();
    [
        (
            "detail-account",
            several.then(|| item.key.account.to_string()),
        ),
        (
            "detail-applicant",
            Some(side.label(&item.applicant).to_owned()),
        ),
        ("detail-node", state),
        (
            "detail-approver",
            stands_with.filter(|name| !name.is_empty()),
        ),
        ("detail-started", time(item.started_at)),
        ("detail-arrived", time(item.arrived_at)),
        ("detail-ended", time(item.ended_at)),
    ]
}

/// What differs from what was decided on: `Δ 金额 8,000 → 80,000`.
fn changes(paint: Paint<'_>, receipt: &Receipt, columns: u16) -> Vec<Line<'static>> {
    let form = paint.model.detail().and_then(|detail| match detail {
        Detail::Ready(instance) => Some(&instance.form),
        _ => None,
    });
    receipt
        .changed
        .iter()
        .flat_map(|change| {
            let key = change.field.split('[').next().unwrap_or_default();
            let field = form.and_then(|form| form.field(key));
            let text = |value| match field {
                Some(field) => format::field_value(field, value, &paint.model.settings.zone),
                None => format::plain(value),
            };
            let name = field.map_or(change.field.as_str(), label);
            let text = format!("Δ {name} {} → {}", text(&change.was), text(&change.is));
            let style = paint.theme.style(Role::Bad);
            let lines = wrap(&text, columns).into_iter();
            lines.map(move |line| Line::styled(line, style))
        })
        .collect()
}

/// How an instance ended, in words.
pub(super) fn outcome_word(paint: Paint<'_>, outcome: &crate::domain::item::Outcome) -> String {
    use crate::domain::item::Outcome;
    match outcome {
        Outcome::Approved => paint.locale.t("outcome-approved"),
        Outcome::Rejected => paint.locale.t("outcome-rejected"),
        Outcome::Stopped => paint.locale.t("outcome-stopped"),
        Outcome::Voided => paint.locale.t("outcome-voided"),
        Outcome::Failed => paint.locale.t("outcome-failed"),
        Outcome::Other(code) => format!("other:{code}"),
        Outcome::Word(word) => format!("other:{}", crate::domain::text::neutral(word)),
    }
}

fn label(field: &Field) -> &str {
    field.label.as_deref().unwrap_or(&field.key)
}

/// One record, each of its fields by its label.
fn object(lines: &mut Vec<Line<'static>>, paint: Paint<'_>, part: &Part, columns: u16) {
    let indent = indent(part);
    if let Some(row) = part.rows.first() {
        for field in &part.fields {
            lines.extend(value_of(paint, field, row, indent, columns));
        }
    }
}

/// Where the values begin, behind the longest label.
fn indent(part: &Part) -> u16 {
    let labels = part.fields.iter().map(|field| width(label(field)));
    labels.max().unwrap_or(0).clamp(LABEL, WIDEST)
}

fn value_of(
    paint: Paint<'_>,
    field: &Field,
    row: &Map<String, Value>,
    indent: u16,
    columns: u16,
) -> Vec<Line<'static>> {
    let zone = &paint.model.settings.zone;
    let value = row.get(&field.key);
    let value = value.map(|value| format::field_value(field, value, zone));
    let role = (field.kind == Some(FieldType::Money)).then_some(Role::Money);
    let value = value.unwrap_or_default();
    labelled(paint, label(field), &value, indent, columns, role)
}

/// A label and its value, which goes on below itself where it is long.
fn labelled(
    paint: Paint<'_>,
    label: &str,
    value: &str,
    indent: u16,
    columns: u16,
    role: Option<Role>,
) -> Vec<Line<'static>> {
    let style = role.map(|role| paint.theme.style(role)).unwrap_or_default();
    let of_label = paint.theme.style(Role::Label);
    let room = columns.saturating_sub(indent + 2).max(4);
    let mut lines = Vec::new();
    let mut name = fit(label, indent);
    if width(label) > indent {
        // It has a line of its own.
        name.clear();
        let above = wrap(label, columns).into_iter();
        lines.extend(above.map(|line| Line::styled(line, of_label)));
    }
    for part in wrap(value, room) {
        let gap = usize::from(indent + 2 - width(&name));
        lines.push(Line::from(vec![
            Span::styled(std::mem::take(&mut name), of_label),
            Span::raw(" ".repeat(gap)),
            Span::styled(part, style),
        ]));
    }
    lines
}

pub(super) fn pair(paint: Paint<'_>, name: &str, value: &str, columns: u16) -> Line<'static> {
    labelled(
        paint,
        &fit(name, LABEL),
        &fit(value, columns.saturating_sub(LABEL + 2)),
        LABEL,
        columns,
        None,
    )
    .into_iter()
    .next()
    .unwrap_or_default()
}
