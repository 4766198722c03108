//! What stands in a node's box: its name, how its people decide, and each of them with what they
//! did, when, and with which words. Names are wrapped, all else is cut.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::signs::{self, Mark};
use super::{Ink, Options};
use crate::domain::canvas::{Actor, Node, NodeKind, Progress};
use crate::domain::instance::Action;
use crate::domain::text::{fit, neutral};

/// A line of a box.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub text: String,
    pub ink: Ink,
}

/// The lines of a node in at most so many columns.
pub(super) fn lines(node: &Node, columns: usize, options: &Options<'_>) -> Vec<Words> {
    let ink = Ink::Name(node.status);
    let mut lines = Vec::new();
    let sign = signs::progress(node.status, options.ascii);
    for (nth, part) in wrap(name(node).as_ref(), columns.saturating_sub(2))
        .into_iter()
        .enumerate()
    {
        let before = if nth == 0 { sign } else { " " };
        lines.push(Words {
            text: format!("{before} {part}"),
            ink,
        });
    }
    let other = match node.kind {
        NodeKind::Other(_) => Some(node.kind.name()),
        _ => None,
    };
    for note in node.mode.iter().chain(&other) {
        lines.push(Words {
            text: cut(&format!("  {note}"), columns, options),
            ink: Ink::Muted,
        });
    }
    for actor in &node.people {
        lines.extend(person(actor, node.status, columns, options));
    }
    lines
}

/// A node without a name goes by the name that the edges know it by.
fn name(node: &Node) -> String {
    let name = neutral(&node.name);
    match name.trim() {
        "" => neutral(node.element_id.as_str()).into_owned(),
        name => name.to_owned(),
    }
}

fn person(actor: &Actor, at_node: Progress, columns: usize, options: &Options<'_>) -> Vec<Words> {
    let mark = signs::mark(actor.action.as_ref(), at_node);
    let mut text = format!("{} {}", mark.sign(options.ascii), actor.name);
    if let Some(to) = &actor.to {
        text.push_str(if options.ascii { " > " } else { " → " });
        text.push_str(to);
    }
    if let Some(unknown @ (Action::Other(_) | Action::Word(_))) = &actor.action {
        text.extend([" ", &unknown.name()]);
    }
    if let Some(at) = actor.at {
        let at = at.to_zoned(options.zone.clone());
        text.push_str(&at.strftime(" %m-%d %H:%M").to_string());
    }
    let ink = match mark {
        Mark::Agreed => Ink::Good,
        Mark::Refused => Ink::Bad,
        Mark::Later => Ink::Muted,
        Mark::HandedOn | Mark::TakenBack | Mark::Unknown | Mark::Asked => Ink::Pending,
    };
    let mut lines = vec![Words {
        text: cut(&text, columns, options),
        ink,
    }];
    let comment = actor.comment.as_deref().map(neutral).unwrap_or_default();
    if !comment.trim().is_empty() {
        lines.push(Words {
            text: cut(&format!("  {}", comment.trim()), columns, options),
            ink: Ink::Comment,
        });
    }
    lines
}

fn cut(text: &str, columns: usize, options: &Options<'_>) -> String {
    let cut = fit(text, columns);
    match cut.strip_suffix('…') {
        Some(kept) if options.ascii && !text.ends_with('…') => format!("{kept}~"),
        _ => cut,
    }
}

/// Cuts a name into lines, anywhere: Chinese names of nodes have no spaces.
fn wrap(name: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for grapheme in name.graphemes(true) {
        let wide = grapheme.width();
        if used > 0 && used + wide > columns {
            lines.push(String::new());
            used = 0;
        }
        used += wide;
        if let Some(line) = lines.last_mut() {
            line.push_str(grapheme);
        }
    }
    lines
}
