//! People, items and instances with values of our own: one small office.

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use zhupi::domain::canvas::{Canvas, NodeKind, Progress};
use zhupi::domain::decision::{Note, Receipt, Status};
use zhupi::domain::flow::{DeployedFlow, FlowInstance};
use zhupi::domain::form::{Field, FieldType, Form, Part, Shape};
use zhupi::domain::input::Inputs;
use zhupi::domain::instance::{Act, Action, Allowed, Input, Instance, Task, TaskStatus};
use zhupi::domain::item::{Beyond, Counts, Flow, Folder, Item, Key, Kind, Outcome};
use zhupi::domain::journal::{Entry, Intent};
use zhupi::domain::message::{Message, MessageKind};
use zhupi::domain::people::{Named, Person};
use zhupi::domain::query::Query;
use zhupi::domain::verb::{Blocked, Verb};
use zhupi::domain::view::View;

use crate::drawing::flows;

/// The tests' present: 2026-11-02 10:00 in Shanghai.
pub fn now() -> Timestamp {
    "2026-11-02T10:00:00+08:00".parse().unwrap()
}

pub fn minutes_ago(minutes: i64) -> Timestamp {
    Timestamp::from_second(now().as_second() - minutes * 60).unwrap()
}

fn named(id: &str, name: &str) -> Named {
    Named::new(Some(id.into()), Some(name.to_owned()))
}

/// Two saved views of the to-dos and one of my own requests.
pub fn views() -> Vec<View> {
    [
        ("小额报销", Folder::Todo, "flow:报销 amount<5000"),
        ("张三的", Folder::Todo, "from:张三 -waiting<10m"),
        ("还没完的", Folder::Created, "status=running"),
    ]
    .map(|(name, folder, query)| View {
        name: name.to_owned(),
        folder,
        query: Query::parse(query).unwrap(),
    })
    .to_vec()
}

pub fn people() -> Vec<Person> {
    [
        ("301", "王芳"),
        ("302", "张三"),
        ("303", "李四"),
        ("304", "欧阳静"),
        ("305", "单晓红"),
    ]
    .map(|(id, name)| Person::named(id, name))
    .to_vec()
}

pub const COUNTS: Counts = Counts {
    todo: 5,
    done: 3,
    cc: 1,
    created: 2,
    draft: 0,
    unread: 7,
    beyond: Beyond::NONE,
};

/// A to-do: the number makes its ids.
pub fn todo(number: u32, flow: &str, from: &str, minutes: i64) -> Item {
    let key = Key {
        account: "work".into(),
        folder: Folder::Todo,
        id: format!("70000000000{number:04}").into(),
    };
    let task = key.id.clone();
    Item {
        title: format!("{from}提交的{flow}"),
        description: flow.to_owned(),
        flow: Flow {
            code: Some("9001".into()),
            version: Some("3.0".to_owned()),
            name: None,
        },
        node: named("approvalNode1", "部门经理审批"),
        applicant: Named::new(None, Some(from.to_owned())),
        started_at: Some(minutes_ago(minutes + 30)),
        arrived_at: Some(minutes_ago(minutes)),
        read: Some(number.is_multiple_of(2)),
        batch: Some(true),
        verbs: vec![Verb::Approve, Verb::Reject],
        ..Item::bare(key, Some(task), format!("60000000000{number:04}").into())
    }
}

/// Five to-dos, the third at a handle node.
pub fn todos() -> Vec<Item> {
    let mut items = vec![
        todo(1, "差旅报销", "张三", 25),
        todo(2, "采购申请", "李四", 130),
        todo(3, "权限申请", "欧阳静", 300),
        todo(4, "请假", "单晓红", 1_500),
        todo(5, "合同用印", "张三", 9_000),
    ];
    items[2].kind = Kind::Handle;
    items[2].node = named("handleNode1", "开通权限");
    items[2].verbs = vec![Verb::Handle];
    items
}

fn field(key: &str, label: &str, kind: Option<FieldType>) -> Field {
    Field {
        key: key.to_owned(),
        label: Some(label.to_owned()),
        kind,
        ..Field::default()
    }
}

fn record(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// An expense claim with a list of its receipts.
pub fn form(amount: &str) -> Form {
    let mut claim = Part::from_rows(
        Some("claim".to_owned()),
        Some("claim".to_owned()),
        Shape::Object,
        vec![record(json!({
            "amount": amount,
            "reason": "到上海客户现场实施，含往返高铁与两晚住宿；发票已随附件上传，请审核。",
            "day": 1_793_462_400_000_i64,
        }))],
    );
    claim.fields = vec![
        field("amount", "金额", Some(FieldType::Money)),
        field("reason", "事由", None),
        field("day", "日期", None),
    ];
    let mut lines = Part::from_rows(
        Some("line".to_owned()),
        Some("lines".to_owned()),
        Shape::List,
        vec![
            record(json!({"kind": "高铁", "cost": "1106.00"})),
            record(json!({"kind": "住宿（两晚）", "cost": "714.00"})),
        ],
    );
    lines.fields = vec![
        field("kind", "类别", None),
        field("cost", "费用", Some(FieldType::Money)),
    ];
    Form {
        parts: vec![claim, lines],
    }
}

/// A variable of the claim that the approver fills: two fields of the form, and one more that no
/// page shows before it is filled.
pub fn input() -> Input {
    Input {
        key: "checked".to_owned(),
        kind: Some("object".to_owned()),
        entity: Some("claim".to_owned()),
        more: vec![field("days", "核准天数", Some(FieldType::Number))],
    }
}

/// The way of every request: it stands with 王芳.
fn flow() -> Canvas {
    flows::Flow::default()
        .node("提交申请", NodeKind::Start, Progress::Done)
        .did("张三", Action::Submit, "11-02T09:05")
        .said("烦请尽快")
        .node("直属主管审批", NodeKind::Approval, Progress::Done)
        .did("李四", Action::Approve, "11-02T09:35")
        .node("部门经理审批", NodeKind::Approval, Progress::Current)
        .asked("王芳")
        .node("财务审批", NodeKind::Approval, Progress::Waiting)
        .node("结束", NodeKind::End, Progress::Waiting)
        .edges("提交申请 -> 直属主管审批 -> 部门经理审批 -> 财务审批 -> 结束")
        .canvas()
}

/// The whole of an item, with a short history.
pub fn instance(item: &Item) -> Instance {
    let open = item.key.folder == Folder::Todo;
    let allowed = |verb: Verb, blocked: Option<Blocked>| Allowed { verb, blocked };
    let verbs = if open {
        vec![
            allowed(Verb::Approve, None),
            allowed(Verb::Reject, None),
            allowed(Verb::Handle, None),
            allowed(Verb::Transfer, None),
            allowed(Verb::Countersign, None),
            allowed(Verb::Rollback, None),
        ]
    } else {
        vec![
            allowed(Verb::Revoke, None),
            allowed(Verb::Remind, None),
            allowed(Verb::Stop, None),
        ]
    };
    Instance {
        number: item.instance_id.to_string(),
        text: None,
        buttons: [("1".to_owned(), "同意".to_owned())].into(),
        cc_allowed: Some(true),
        form: form("1820.00"),
        inputs: Vec::new(),
        verbs,
        attachments: Vec::new(),
        tables: Vec::new(),
        related: Vec::new(),
        canvas: flow(),
        history: vec![Act {
            at: Some(minutes_ago(60)),
            node: Some("提交申请".to_owned()),
            operator: Named::new(Some("302".into()), None),
            action: Action::Submit,
            comment: Some("烦请尽快".to_owned()),
            people: Vec::new(),
            attachments: Vec::new(),
            note: None,
        }],
        link: None,
        raw: vec![(
            "DescribeProcessInstance".to_owned(),
            "{\n  \"Name\": \"…\"\n}".to_owned(),
        )],
        item: item.clone(),
    }
}

fn message(number: u32, title: &str, subtitle: &str, text: &str) -> Message {
    let task = (title == "审批提醒").then(|| format!("70000000000{number:04}"));
    let link = task.as_ref().map(|task| {
        format!(
            "https://lowcode-7kq2m4xd1e9b03aa.example.com/#/detail?envType=prod&flowTaskId={task}"
        )
    });
    Message {
        id: format!("50000000000{number:04}").into(),
        kind: if task.is_some() {
            MessageKind::Task
        } else {
            MessageKind::Notice
        },
        title: title.to_owned(),
        subtitle: subtitle.to_owned(),
        text: text.to_owned(),
        task_id: task.map(Into::into),
        link,
        read: number.is_multiple_of(2),
        created_at: Some(minutes_ago(i64::from(number) * 95)),
        updated_at: None,
    }
}

/// Three messages: two of tasks, one of them read, and a notice with a text that would hide.
pub fn messages() -> Vec<Message> {
    vec![
        message(1, "审批提醒", "差旅报销", "张三提交的差旅报销等待您审批。"),
        message(2, "审批提醒", "采购申请", "李四提交的采购申请等待您审批。"),
        message(
            3,
            "每周摘要",
            "财务部",
            "本周共有 12 项审批完成。\n\u{202e}其中 3 项被驳回\u{1b}[2J，请留意附件说明中的金额差异，并在下周一之前与申请人确认。",
        ),
    ]
}

/// One that runs, one that has ended.
pub fn instances() -> Vec<FlowInstance> {
    let one = |number: u32, flow: &str, from: &str| FlowInstance {
        instance_id: format!("60000000000{number:04}").into(),
        title: flow.to_owned(),
        flow: Flow {
            code: Some("9001".into()),
            version: Some("3.0".to_owned()),
            name: Some(flow.to_owned()),
        },
        applicant: named("302", from),
        started_at: Some(minutes_ago(i64::from(number) * 300)),
        ended_at: None,
        outcome: None,
    };
    let ended = FlowInstance {
        ended_at: Some(minutes_ago(200)),
        outcome: Some(Outcome::Approved),
        ..one(2, "采购申请", "李四")
    };
    vec![one(1, "差旅报销", "张三"), ended]
}

/// The seats of the first: one done, one open.
pub fn seats() -> Vec<Task> {
    let seat = |number: u32, node: &str, who: Named, status: TaskStatus| Task {
        id: format!("70000000000{number:04}").into(),
        instance_id: "600000000000001".into(),
        node: named("approvalNode1", node),
        assignee: who,
        started_at: Some(minutes_ago(280)),
        ended_at: (status == TaskStatus::Done).then(|| minutes_ago(250)),
        result: (status == TaskStatus::Done).then_some(Action::Approve),
        status,
        link: None,
    };
    vec![
        seat(8, "直属主管审批", named("303", "李四"), TaskStatus::Done),
        seat(9, "部门经理审批", named("301", "王芳"), TaskStatus::Open),
    ]
}

pub fn flows() -> Vec<DeployedFlow> {
    [
        ("flow_travel", "差旅报销", true),
        ("flow_seal", "合同用印", false),
    ]
    .map(|(key, name, inputs)| DeployedFlow {
        key: key.to_owned(),
        code: "9001".into(),
        version: "3.0".to_owned(),
        name: name.to_owned(),
        description: Some(format!("{name}的申请")),
        published: Some(true),
        has_inputs: Some(inputs),
    })
    .to_vec()
}

/// What the journal holds of the to-dos: a request in flight, a refusal, an approval.
pub fn recorded() -> Vec<Entry> {
    let entry = |number: i64, item: &Item, receipt: Option<Receipt>| Entry {
        number,
        intent: Intent {
            at: minutes_ago(10 - number),
            server_at: None,
            owner: "process-one".to_owned(),
            hand: named("301", "王芳"),
            key: item.key.clone(),
            task_id: item.task_id.clone(),
            instance_id: item.instance_id.clone(),
            flow: item.flow.clone(),
            node: item.node.clone(),
            title: item.title.clone(),
            verb: Verb::Approve,
            comment: (number == 2).then(|| "同意，1820 已核".to_owned()),
            people: Vec::new(),
            target: None,
            cc: Vec::new(),
            inputs: Inputs::new(),
        },
        receipt,
    };
    let refused = Receipt {
        code: Some("FailedOperation.TaskMoved".to_owned()),
        request_id: Some("5c1e".to_owned()),
        ..Receipt::new(
            Status::Refused,
            Verb::Approve,
            Note::server(Some("该任务已被他人处理".to_owned())),
        )
    };
    let done = Receipt::new(Status::Done, Verb::Approve, Note::default());
    let ends = [Some(done), Some(refused), None];
    let items = todos();
    let entries = (1..).zip(items.iter().zip(ends));
    let mut entries: Vec<_> = entries
        .map(|(number, (item, end))| entry(number, item, end))
        .collect();
    entries.reverse();
    entries
}
