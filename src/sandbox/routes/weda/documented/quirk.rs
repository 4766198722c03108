//! Oddities of single fields, as data: in which answer, where, and what it is like.

use serde_json::{Map, Value, json};

/// How one field is told.
#[derive(Debug, Clone, Copy)]
pub(super) enum Quirk {
    /// A number as text.
    Text,
    /// An id as a number, too large for many a reader.
    Number,
    /// Under another key.
    Named(&'static str),
    /// Null as 0.
    Zero,
    Null,
    /// Not at all.
    Missing,
    /// This, whatever it is; where nothing is, too.
    Words(&'static str),
    Flag(bool),
}

/// Interface, path of the field with `*` for each of a list, oddity.
pub(super) const QUIRKS: [(&str, &str, Quirk); 26] = [
    (
        "ListDeployedFlows",
        "FlowSet.*.Description",
        Quirk::Flag(true),
    ),
    ("StartFlow", "TaskId", Quirk::Number),
    ("GetFlowInstanceTasks", "TotalCount", Quirk::Text),
    (
        "GetFlowInstanceTasks",
        "Result.*.FlowStartUser.Type",
        Quirk::Named("Source"),
    ),
    (
        "GetFlowInstanceTasks",
        "Result.*.TaskAssignee.Type",
        Quirk::Named("Source"),
    ),
    ("DescribeProcessInstance", "StartUserId", Quirk::Number),
    ("DescribeProcessInstance", "CcId", Quirk::Null),
    ("DescribeProcessInstance", "CcTime", Quirk::Null),
    (
        "DescribeProcessInstance",
        "StartAppCode",
        Quirk::Words("app_k7x2p9m4"),
    ),
    (
        "DescribeProcessInstance",
        "StartAppName",
        Quirk::Words("办公平台"),
    ),
    ("DescribeProcessInstance", "TenantZoneId", Quirk::Null),
    (
        "GetApprovalPageDetail",
        "VariableInfos.ObjectListMap",
        Quirk::Named("ObejctListMap"),
    ),
    (
        "GetApprovalPageDetail",
        "VariableInfos.ObjectMap.*.EntityCode",
        Quirk::Named("entityCode"),
    ),
    (
        "GetApprovalPageDetail",
        "AppCode",
        Quirk::Words("app_k7x2p9m4"),
    ),
    ("GetApprovalPageDetail", "PageUrl", Quirk::Words("")),
    ("GetApprovalPageDetail", "Show", Quirk::Flag(true)),
    (
        "GetApprovalPageDetail",
        "DataSourceInputParams",
        Quirk::Null,
    ),
    ("GetProcessCanvasInfo", "Nodes.*.Conf.*.OpTime", Quirk::Zero),
    (
        "ListProcessInstances",
        "Records.*.StartUserId",
        Quirk::Missing,
    ),
    (
        "ListProcessInstances",
        "Records.*.CurrentApprover",
        Quirk::Words(""),
    ),
    ("ListProcessInstances", "Records.*.EndTime", Quirk::Zero),
    (
        "ListProcessInstances",
        "Records.*.CurrentNodeType",
        Quirk::Null,
    ),
    (
        "ListProcessInstances",
        "Records.*.CanApprove",
        Quirk::Flag(false),
    ),
    ("ListProcessInstances", "Records.*.CanDelete", Quirk::Null),
    ("ListProcessInstances", "Records.*.Flag", Quirk::Words("")),
    (
        "DescribeWorkflowMessages",
        "ResponseList.*.AppCode",
        Quirk::Words("app_k7x2p9m4"),
    ),
];

impl Quirk {
    /// Makes the field at `path` odd, everywhere it is met.
    pub(super) fn apply(self, path: &str, value: &mut Value) {
        match (path.split_once('.'), value) {
            (Some(("*", rest)), Value::Array(list)) => {
                for value in list {
                    self.apply(rest, value);
                }
            }
            (Some((key, rest)), value) => {
                if let Some(inside) = value.get_mut(key) {
                    self.apply(rest, inside);
                }
            }
            (None, Value::Object(fields)) => self.tell(path, fields),
            (None, _) => {}
        }
    }

    fn tell(self, key: &str, fields: &mut Map<String, Value>) {
        let present = fields.get(key).cloned().unwrap_or_default();
        let id = present.as_str().and_then(|text| text.parse::<i64>().ok());
        let odd = match self {
            Self::Text => json!(present.to_string()),
            Self::Number => id.map_or(present, Value::from),
            Self::Named(other) => {
                fields.remove(key);
                fields.insert(other.to_owned(), present);
                return;
            }
            Self::Zero if present.is_null() => json!(0),
            Self::Zero => present,
            Self::Null => Value::Null,
            Self::Missing => {
                fields.remove(key);
                return;
            }
            Self::Words(words) => json!(words),
            Self::Flag(flag) => json!(flag),
        };
        fields.insert(key.to_owned(), odd);
    }
}
