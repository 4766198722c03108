//! The flow in one line.

use zhupi::domain::canvas::{Canvas, NodeKind, Progress};
use zhupi::domain::instance::Action;
use zhupi::domain::text::columns;
use zhupi::drawing::look_ahead::{Viewer, line};

use super::flows::{self, Flow};

fn seen_by(name: &str, canvas: &Canvas, columns: usize) -> String {
    let id = name.into();
    let viewer = Viewer {
        id: Some(&id),
        name: Some(name),
        word: "你",
    };
    line(canvas, &viewer, columns)
}

#[test]
fn a_line_leads_from_the_last_decision_over_me_to_the_end() {
    assert_eq!(
        seen_by("王芳", &flows::linear(), 80),
        "部门主管审批✓ → [你] → 总经理审批 → 结束"
    );
}

#[test]
fn somebody_elses_turn_goes_by_the_name_of_its_node() {
    assert_eq!(
        seen_by("赵敏", &flows::linear(), 80),
        "部门主管审批✓ → [财务审批] → 总经理审批 → 结束"
    );
}

#[test]
fn gateways_and_branches_that_were_not_taken_are_left_out() {
    assert_eq!(
        seen_by("王芳", &flows::branch(), 80),
        "主管审批✓ → [你] → 出纳付款 → 结束"
    );
}

#[test]
fn branches_that_may_be_taken_stand_side_by_side() {
    let canvas = Flow::default()
        .node("提交", NodeKind::Start, Progress::Done)
        .node("主管", NodeKind::Approval, Progress::Current)
        .asked("王芳")
        .node("金额", NodeKind::Gateway, Progress::Waiting)
        .node("财务", NodeKind::Approval, Progress::Waiting)
        .node("出纳", NodeKind::Approval, Progress::Waiting)
        .node("结束", NodeKind::End, Progress::Waiting)
        .edges("提交 -> 主管 -> 金额 -> 财务 -> 结束")
        .edges("金额 -> 出纳 -> 结束")
        .canvas();
    assert_eq!(
        seen_by("王芳", &canvas, 80),
        "提交✓ → [你] → 财务 | 出纳 → 结束"
    );
}

#[test]
fn what_runs_beside_me_stands_beside_me_and_the_join_waits_for_the_longest_way() {
    assert_eq!(
        seen_by("单晓红", &flows::parallel(), 80),
        "法务审核✓ → [税务审核] | [你] → 业务盖章 → 总经理审批 → 结束"
    );
}

#[test]
fn ways_back_are_not_ahead() {
    assert_eq!(
        seen_by("王芳", &flows::loop_back(), 80),
        "… → 采购初审✓ → [你] → 结束"
    );
}

#[test]
fn where_the_only_way_on_leads_back_it_is_gone_again() {
    let canvas = Flow::default()
        .node("提交合同", NodeKind::Start, Progress::Done)
        .node("法务审核", NodeKind::Approval, Progress::Done)
        .node("结论", NodeKind::Gateway, Progress::Done)
        .node("修改合同", NodeKind::Handle, Progress::Current)
        .asked("张三")
        .node("会审", NodeKind::Approval, Progress::Waiting)
        .node("结束", NodeKind::End, Progress::Waiting)
        .edges("提交合同 -> 法务审核 -> 结论 -> 会审 -> 结束")
        .edges("结论 -> 修改合同 -> 法务审核")
        .canvas();
    assert_eq!(
        seen_by("张三", &canvas, 80),
        "提交合同✓ → [你] → 法务审核 → 会审 → 结束"
    );
}

#[test]
fn a_flow_that_has_not_begun_is_told_from_its_beginning() {
    let mut canvas = flows::linear();
    for node in &mut canvas.nodes {
        node.status = Progress::Waiting;
    }
    assert_eq!(
        seen_by("王芳", &canvas, 80),
        "提交申请 → 部门主管审批 → 财务审批 → 总经理审批 → 结束"
    );
}

#[test]
fn a_flow_that_has_ended_is_told_by_its_end() {
    let mut canvas = flows::linear();
    for node in &mut canvas.nodes {
        node.status = Progress::Done;
    }
    assert_eq!(seen_by("王芳", &canvas, 80), "… → 结束✓");
    let refused = Flow::default()
        .node("提交", NodeKind::Start, Progress::Done)
        .node("主管", NodeKind::Approval, Progress::Done)
        .did("李四", Action::Reject, "11-02T10:00")
        .node("结束", NodeKind::End, Progress::Waiting)
        .edges("提交 -> 主管 -> 结束")
        .canvas();
    assert_eq!(seen_by("王芳", &refused, 80), "主管✗");
}

#[test]
fn somebody_who_has_decided_is_not_asked_again() {
    let mut canvas = flows::all_sign();
    assert!(seen_by("王芳", &canvas, 80).contains("[你]"));
    for actor in &mut canvas.nodes[1].people {
        actor.action.get_or_insert(Action::Approve);
    }
    assert!(seen_by("王芳", &canvas, 80).contains("[评审会签]"));
}

#[test]
fn a_namesake_is_somebody_else() {
    let mut canvas = flows::linear();
    canvas.nodes[2].people[0].id = Some("305".into());
    let text = |id: &str| {
        let id = id.into();
        let viewer = Viewer {
            id: Some(&id),
            name: Some("王芳"),
            word: "你",
        };
        line(&canvas, &viewer, 80)
    };
    assert!(text("305").contains("[你]"));
    assert!(text("301").contains("[财务审批]"));
}

#[test]
fn what_does_not_fit_is_cut_between_wide_characters() {
    for width in 0..60 {
        let text = seen_by("王芳", &flows::linear(), width);
        assert!(columns(&text) <= width, "{text} is wider than {width}");
    }
    assert_eq!(
        seen_by("王芳", &flows::linear(), 26),
        "部门主管审批✓ → [你] → 总…"
    );
}

#[test]
fn there_is_no_line_without_a_flow() {
    assert_eq!(seen_by("王芳", &Canvas::default(), 80), "");
}
