//! Flows for other programs.

use zhupi::domain::canvas::{NodeKind, Progress};
use zhupi::domain::instance::Action;
use zhupi::drawing::export::{dot, mermaid};

use super::flows::Flow;

fn small() -> Flow {
    Flow::default()
        .node("提交", NodeKind::Start, Progress::Done)
        .did("张三", Action::Submit, "11-02T09:10")
        .node("金额", NodeKind::Gateway, Progress::Done)
        .node("主管", NodeKind::Approval, Progress::Current)
        .asked("王芳")
        .node("抄送", NodeKind::Cc, Progress::Waiting)
        .edges("提交 -> 金额")
        .labelled("金额", "主管", "≥500元")
        .edges("主管 -> 抄送")
}

#[test]
fn dot_has_a_node_and_an_arrow_a_line() {
    let expected = "\
digraph flow {
  node [shape=box];
  n0 [label=\"提交\\n张三: submit\", style=filled, shape=ellipse];
  n1 [label=\"金额\", style=filled, shape=diamond];
  n2 [label=\"主管\\n王芳\", peripheries=2];
  n3 [label=\"抄送\", style=dashed, shape=note];
  n0 -> n1;
  n1 -> n2 [label=\"≥500元\"];
  n2 -> n3;
}
";
    assert_eq!(dot(&small().canvas(), Action::name), expected);
}

#[test]
fn mermaid_has_a_node_and_an_arrow_a_line() {
    let expected = "\
flowchart TD
  n0([\"提交<br/>张三: submit\"]):::done
  n1{\"金额\"}:::done
  n2[\"主管<br/>王芳\"]:::current
  n3[/\"抄送\"/]:::waiting
  n0 --> n1
  n1 -->|\"≥500元\"| n2
  n2 --> n3
";
    let text = mermaid(&small().canvas(), Action::name);
    assert!(text.starts_with(expected), "{text}");
    for status in [Progress::Done, Progress::Current, Progress::Waiting] {
        let class = format!("  classDef {} ", status.name());
        assert_eq!(text.matches(&class).count(), 1);
    }
}

#[test]
fn names_cannot_leave_their_quotes() {
    let name = "a\"]; x -> y; <img src=x> \\\" `b` #quot; \u{1b}[31m\n -->|c|";
    let mut canvas = small().labelled("提交", "抄送", name).canvas();
    canvas.nodes[2].name = name.to_owned();
    let dot = dot(&canvas, Action::name);
    let mermaid = mermaid(&canvas, Action::name);
    for (text, lines) in [(&dot, 11), (&mermaid, 13)] {
        assert_eq!(text.lines().count(), lines);
        assert!(!text.contains('\u{1b}'));
    }
    let escaped = "a\\\"]; x -> y; <img src=x> \\\\\\\" `b`";
    assert_eq!(dot.matches(escaped).count(), 2);
    for line in mermaid.lines().filter(|line| line.contains("img")) {
        let quoted = line.split('"').collect::<Vec<_>>();
        assert_eq!(quoted.len(), 3, "{line}");
        let words = quoted[1].replace("<br/>", "");
        assert!(!words.contains(['<', '>', '`', '\\']), "{line}");
    }
}
