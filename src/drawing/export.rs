//! A flow as text for other programs: Graphviz's dot and Mermaid. Whatever a server wrote stays
//! between the quotes.

use std::fmt::Write;

use super::arrows::{self, Arrow};
use crate::domain::canvas::{Canvas, Node, NodeKind, Progress};
use crate::domain::instance::Action;
use crate::domain::text::neutral;

/// The flow in Graphviz's language, with a word for what each has done.
pub fn dot(canvas: &Canvas, word: impl Fn(&Action) -> String) -> String {
    let (arrows, _) = arrows::of(canvas);
    let mut text = "digraph flow {\n  node [shape=box];\n".to_owned();
    for (nth, node) in canvas.nodes.iter().enumerate() {
        let label = quoted_dot(&label(node, &word));
        let style = match node.status {
            Progress::Done => "style=filled",
            Progress::Current => "peripheries=2",
            Progress::Waiting => "style=dashed",
            Progress::Other(_) => "style=dotted",
        };
        let shape = match node.kind {
            NodeKind::Start | NodeKind::End => ", shape=ellipse",
            NodeKind::Gateway => ", shape=diamond",
            NodeKind::Cc => ", shape=note",
            _ => "",
        };
        write_line(
            &mut text,
            format_args!("  n{nth} [label={label}, {style}{shape}];"),
        );
    }
    for arrow in &arrows {
        let Arrow { from, to, .. } = arrow;
        let label = match arrow.label.as_str() {
            "" => String::new(),
            words => format!(" [label={}]", quoted_dot(words)),
        };
        write_line(&mut text, format_args!("  n{from} -> n{to}{label};"));
    }
    text + "}\n"
}

/// The same in Mermaid's language.
pub fn mermaid(canvas: &Canvas, word: impl Fn(&Action) -> String) -> String {
    let (arrows, _) = arrows::of(canvas);
    let mut text = "flowchart TD\n".to_owned();
    for (nth, node) in canvas.nodes.iter().enumerate() {
        let label = quoted_mermaid(&label(node, &word));
        let (open, close) = match node.kind {
            NodeKind::Start | NodeKind::End => ("([", "])"),
            NodeKind::Gateway => ("{", "}"),
            NodeKind::Cc => ("[/", "/]"),
            _ => ("[", "]"),
        };
        let class = match node.status {
            Progress::Done => "done",
            Progress::Current => "current",
            Progress::Waiting => "waiting",
            Progress::Other(_) => "other",
        };
        write_line(
            &mut text,
            format_args!("  n{nth}{open}{label}{close}:::{class}"),
        );
    }
    for arrow in &arrows {
        let Arrow { from, to, .. } = arrow;
        let label = match arrow.label.as_str() {
            "" => String::new(),
            words => format!("|{}|", quoted_mermaid(words)),
        };
        write_line(&mut text, format_args!("  n{from} -->{label} n{to}"));
    }
    text.push_str("  classDef done fill:#e6f4ea,stroke:#137333\n");
    text.push_str("  classDef current stroke-width:3px,stroke:#c5221f\n");
    text.push_str("  classDef waiting stroke-dasharray:4\n");
    text.push_str("  classDef other stroke-dasharray:1\n");
    text
}

fn write_line(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{line}");
}

/// A node's name, and under it those who have to do with it.
fn label(node: &Node, word: &impl Fn(&Action) -> String) -> String {
    let name = match node.name.trim() {
        "" => node.element_id.as_str(),
        name => name,
    };
    let people = node.people.iter().map(|actor| match &actor.action {
        Some(action) => format!("{}: {}", actor.name, word(action)),
        None => actor.name.clone(),
    });
    let lines: Vec<String> = [name.to_owned()]
        .into_iter()
        .chain(people)
        .map(|line| neutral(&line).into_owned())
        .collect();
    lines.join("\n")
}

fn quoted_dot(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// Mermaid has no escapes inside quotes but character codes; markup is read there too.
fn quoted_mermaid(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '\n' => quoted.push_str("<br/>"),
            '"' | '#' | '&' | '<' | '>' | '`' | '\\' | '*' | '_' | ';' => {
                quoted.extend(["#", &u32::from(c).to_string(), ";"]);
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
