//! Six flows that people know, each at a moment of its life.

use jiff::Timestamp;
use zhupi::domain::canvas::{Actor, Canvas, Edge, Node, NodeKind, Progress};
use zhupi::domain::instance::Action;

use Progress::{Current, Done, Waiting};

/// A flow under construction: nodes are known by their names.
#[derive(Default)]
pub struct Flow {
    canvas: Canvas,
}

impl Flow {
    pub fn node(mut self, name: &str, kind: NodeKind, status: Progress) -> Self {
        self.canvas.nodes.push(Node {
            id: self.canvas.nodes.len().to_string(),
            element_id: name.into(),
            name: name.to_owned(),
            kind,
            mode: None,
            status,
            people: Vec::new(),
        });
        self
    }

    pub fn mode(mut self, mode: &str) -> Self {
        self.canvas.nodes.last_mut().unwrap().mode = Some(mode.to_owned());
        self
    }

    pub fn asked(self, name: &str) -> Self {
        self.actor(name, None, None, None)
    }

    pub fn did(self, name: &str, action: Action, at: &str) -> Self {
        self.actor(name, Some(action), Some(at), None)
    }

    pub fn said(mut self, comment: &str) -> Self {
        let node = self.canvas.nodes.last_mut().unwrap();
        node.people.last_mut().unwrap().comment = Some(comment.to_owned());
        self
    }

    pub fn to(mut self, name: &str) -> Self {
        let node = self.canvas.nodes.last_mut().unwrap();
        node.people.last_mut().unwrap().to = Some(name.to_owned());
        self
    }

    fn actor(
        mut self,
        name: &str,
        action: Option<Action>,
        at: Option<&str>,
        to: Option<&str>,
    ) -> Self {
        let time = |at: &str| format!("2026-{at}:00+08:00").parse::<Timestamp>().unwrap();
        let node = self.canvas.nodes.last_mut().unwrap();
        node.people.push(Actor {
            id: None,
            name: name.to_owned(),
            action,
            at: at.map(time),
            comment: None,
            to: to.map(str::to_owned),
        });
        self
    }

    /// `A -> B -> C`, as far as the flow has come at both ends of each.
    pub fn edges(mut self, path: &str) -> Self {
        let names: Vec<&str> = path.split(" -> ").collect();
        for pair in names.windows(2) {
            self = self.edge(pair[0], pair[1], None);
        }
        self
    }

    pub fn labelled(self, from: &str, to: &str, label: &str) -> Self {
        self.edge(from, to, Some(label))
    }

    fn edge(mut self, from: &str, to: &str, label: Option<&str>) -> Self {
        let status = |name: &str| {
            let node = self.canvas.nodes.iter().find(|node| node.name == name);
            node.map_or(Waiting, |node| node.status)
        };
        let gone = status(from) == Done && status(to) != Waiting;
        self.canvas.edges.push(Edge {
            from: from.into(),
            to: to.into(),
            label: label.map(str::to_owned),
            status: if gone { Done } else { Waiting },
        });
        self
    }

    pub fn canvas(self) -> Canvas {
        self.canvas
    }
}

pub fn linear() -> Canvas {
    Flow::default()
        .node("提交申请", NodeKind::Start, Done)
        .did("张三", Action::Submit, "11-02T09:10")
        .node("部门主管审批", NodeKind::Approval, Done)
        .did("李四", Action::Approve, "11-02T09:35")
        .said("同意，请尽快安排")
        .node("财务审批", NodeKind::Approval, Current)
        .asked("王芳")
        .node("总经理审批", NodeKind::Approval, Waiting)
        .node("结束", NodeKind::End, Waiting)
        .edges("提交申请 -> 部门主管审批 -> 财务审批 -> 总经理审批 -> 结束")
        .canvas()
}

pub fn branch() -> Canvas {
    Flow::default()
        .node("提交报销", NodeKind::Start, Done)
        .did("张三", Action::Submit, "11-02T09:10")
        .node("主管审批", NodeKind::Approval, Done)
        .did("李四", Action::Approve, "11-02T09:35")
        .node("金额判断", NodeKind::Gateway, Done)
        .node("财务总监审批", NodeKind::Approval, Current)
        .asked("王芳")
        .node("财务审批", NodeKind::Approval, Waiting)
        .asked("赵敏")
        .node("出纳付款", NodeKind::Handle, Waiting)
        .node("结束", NodeKind::End, Waiting)
        .edges("提交报销 -> 主管审批 -> 金额判断")
        .labelled("金额判断", "财务总监审批", "≥ 5,000 元")
        .labelled("金额判断", "财务审批", "1,000 – 5,000 元")
        .labelled("金额判断", "出纳付款", "< 1,000 元")
        .edges("财务总监审批 -> 出纳付款 -> 结束")
        .edges("财务审批 -> 出纳付款")
        .canvas()
}

pub fn parallel() -> Canvas {
    Flow::default()
        .node("提交合同", NodeKind::Start, Done)
        .did("张三", Action::Submit, "11-02T09:10")
        .node("并行开始", NodeKind::Gateway, Done)
        .node("法务审核", NodeKind::Approval, Done)
        .did("李四", Action::Approve, "11-02T11:20")
        .said("第七条违约金比例建议下调到百分之十")
        .node("税务审核", NodeKind::Approval, Current)
        .did("王芳", Action::Transfer, "11-02T10:02")
        .to("欧阳静")
        .asked("欧阳静")
        .node("业务复核", NodeKind::Approval, Current)
        .asked("单晓红")
        .node("业务盖章", NodeKind::Handle, Waiting)
        .node("并行结束", NodeKind::Gateway, Waiting)
        .node("总经理审批", NodeKind::Approval, Waiting)
        .node("结束", NodeKind::End, Waiting)
        .edges("提交合同 -> 并行开始 -> 法务审核 -> 并行结束 -> 总经理审批 -> 结束")
        .edges("并行开始 -> 税务审核 -> 并行结束")
        .edges("并行开始 -> 业务复核 -> 业务盖章 -> 并行结束")
        .canvas()
}

pub fn loop_back() -> Canvas {
    Flow::default()
        .node("提交采购", NodeKind::Start, Done)
        .did("张三", Action::Submit, "11-02T09:10")
        .node("主管审批", NodeKind::Approval, Done)
        .did("李四", Action::Approve, "11-02T09:35")
        .node("采购初审", NodeKind::Approval, Done)
        .did("王五", Action::Rollback, "11-02T13:05")
        .said("缺少三家比价")
        .did("王五", Action::Approve, "11-02T15:40")
        .node("是否通过", NodeKind::Gateway, Done)
        .node("财务审批", NodeKind::Approval, Current)
        .asked("王芳")
        .node("结束", NodeKind::End, Waiting)
        .edges("提交采购 -> 主管审批 -> 采购初审 -> 是否通过")
        .labelled("是否通过", "财务审批", "通过")
        .labelled("是否通过", "主管审批", "退回")
        .edges("财务审批 -> 结束")
        .labelled("财务审批", "提交采购", "补充材料")
        .canvas()
}

/// Ways back from beside others, over each other, and into the same node.
pub fn loops() -> Canvas {
    Flow::default()
        .node("起草", NodeKind::Start, Done)
        .node("法务", NodeKind::Approval, Current)
        .asked("王芳")
        .node("税务", NodeKind::Approval, Waiting)
        .node("会签", NodeKind::Approval, Waiting)
        .node("结束", NodeKind::End, Waiting)
        .edges("起草 -> 法务 -> 会签 -> 结束")
        .edges("起草 -> 税务 -> 会签")
        .labelled("法务", "起草", "退回")
        .labelled("税务", "起草", "退回")
        .labelled("会签", "会签", "加签")
        .labelled("会签", "法务", "重审")
        .canvas()
}

pub fn all_sign() -> Canvas {
    Flow::default()
        .node("发起评审", NodeKind::Start, Done)
        .did("张三", Action::Submit, "11-02T09:10")
        .node("评审会签", NodeKind::Approval, Current)
        .mode("all")
        .did("李四", Action::Approve, "11-02T09:35")
        .said("架构没有问题，接口需要补充限流说明")
        .did("王五", Action::Reject, "11-02T10:12")
        .said("安全评估还没做完，建议下周再上线；附上漏洞扫描的结果和整改清单，请逐条确认")
        .did("赵敏", Action::Countersign, "11-02T10:30")
        .to("欧阳静")
        .asked("王芳")
        .asked("欧阳静")
        .did("单晓红", Action::Other(42), "11-02T10:40")
        .node("总监审批", NodeKind::Approval, Waiting)
        .asked("陈晨")
        .node("结束", NodeKind::End, Waiting)
        .edges("发起评审 -> 评审会签 -> 总监审批 -> 结束")
        .canvas()
}

pub fn handle_and_cc() -> Canvas {
    Flow::default()
        .node("申请权限", NodeKind::Start, Done)
        .did("欧阳静", Action::Submit, "11-01T17:48")
        .node("主管审批", NodeKind::Approval, Done)
        .did("李四", Action::Approve, "11-02T09:35")
        .node("抄送安全组", NodeKind::Cc, Done)
        .did("单晓红", Action::Cc, "11-02T09:35")
        .node("开通权限", NodeKind::Handle, Current)
        .asked("王芳")
        .node("回访", NodeKind::Other(12), Waiting)
        .node("结束", NodeKind::End, Waiting)
        .edges("申请权限 -> 主管审批 -> 抄送安全组 -> 开通权限 -> 回访 -> 结束")
        .canvas()
}
