//! Every widget type of document 004, drawn as what it is.

use jiff::tz::TimeZone;
use serde_json::{Value, json};
use zhupi::domain::form::Shape;
use zhupi::domain::instance::Instance;
use zhupi::locale::format::field_value;

use super::with_form;

/// `part: label = value`, a list's rows numbered.
fn shown(instance: &Instance) -> Vec<String> {
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    let mut lines = Vec::new();
    for part in &instance.form.parts {
        for (nth, row) in part.rows.iter().enumerate() {
            for field in &part.fields {
                let Some(value) = row.get(&field.key) else {
                    continue;
                };
                let name = part.name.as_deref().unwrap_or("");
                let name = match part.shape {
                    Shape::Object => name.to_owned(),
                    Shape::List => format!("{name}[{}]", nth + 1),
                };
                let label = field.label.as_deref().unwrap_or(&field.key);
                lines.push(format!(
                    "{name}: {label} = {}",
                    field_value(field, value, &zone)
                ));
            }
        }
    }
    lines
}

async fn lines(widgets: Value) -> Vec<String> {
    shown(&with_form(&widgets).await)
}

#[tokio::test]
async fn plain_widgets_are_fields_under_their_labels() {
    let widgets = json!([
        { "id": "1", "name": "单行", "type": "input", "value": "甲" },
        { "id": "2", "name": "多行", "type": "textarea", "value": "乙" },
        { "id": "3", "name": "日期", "type": "date", "value": "2026-11-02T14:17:15+08:00" },
        { "id": "4", "name": "单选", "type": "radio", "value": "公事" },
        { "id": "5", "name": "单选二", "type": "radioV2", "value": "私事" },
        { "id": "6", "name": "地址", "type": "address", "value": "中国/上海/浦东/世纪大道 1 号" },
        { "id": "7", "name": "数字", "type": "number", "value": 1234.56 },
        { "id": "8", "name": "金额", "type": "amount", "value": 1234.5 },
        { "id": "9", "name": "公式", "type": "formula", "value": 8 },
        { "id": "10", "name": "外币", "type": "amount", "value": 99.9, "ext": { "currency": "USD" } },
        { "id": "11", "name": "多选", "type": "checkbox", "value": ["甲", "乙"] },
        { "id": "12", "name": "多选二", "type": "checkboxV2", "value": ["丙"] },
        { "id": "13", "name": "电话", "type": "telephone", "value": { "country_code": "+86", "national_number": "13800001234" } },
        { "id": "14", "name": "部门", "type": "department", "value": [{ "open_id": "od-1" }, { "open_id": "od-2" }] },
        { "id": "15", "name": "联系人", "type": "contact", "value": ["41aa90d2"], "open_ids": ["ou_lisi"] },
        { "id": "16", "name": "空", "type": "input" },
    ]);
    assert_eq!(
        lines(widgets).await,
        [
            ": 单行 = 甲",
            ": 多行 = 乙",
            ": 日期 = 2026-11-02 14:17",
            ": 单选 = 公事",
            ": 单选二 = 私事",
            ": 地址 = 中国/上海/浦东/世纪大道 1 号",
            ": 数字 = 1234.56",
            ": 金额 = ¥ 1,234.50",
            ": 公式 = 8",
            ": 外币 (USD) = 99.9",
            ": 多选 = 甲, 乙",
            ": 多选二 = 丙",
            ": 电话 = +86 13800001234",
            ": 部门 = od-1, od-2",
            ": 联系人 = 41aa90d2",
            ": 空 = ",
        ]
    );
}

#[tokio::test]
async fn files_pictures_and_documents_are_attachments_called_by_their_names() {
    let instance = with_form(&json!([
        { "id": "1", "name": "附件", "type": "attachmentV2", "ext": "'合同.pdf','附表.xlsx'", "value": ["https://f.example/1?s=a", "https://f.example/2"] },
        { "id": "2", "name": "旧附件", "type": "attachment", "ext": "旧.doc", "value": ["https://f.example/3"] },
        { "id": "3", "name": "图片", "type": "image", "ext": "", "value": ["https://f.example/p/4.png?s=b"] },
        { "id": "4", "name": "图片二", "type": "imageV2", "ext": "a,b.png,c.png", "value": ["https://f.example/5", "https://f.example/6"] },
        { "id": "5", "name": "文档", "type": "document", "value": { "token": "dox1", "type": "docx", "title": "目录", "url": "https://y.example/docx/dox1" } },
    ]))
    .await;
    let files: Vec<_> = instance
        .attachments
        .iter()
        .map(|file| {
            (
                file.name.as_str(),
                file.id.as_deref().unwrap(),
                file.kind.as_deref().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        files,
        [
            ("合同.pdf", "https://f.example/1?s=a", "file"),
            ("附表.xlsx", "https://f.example/2", "file"),
            ("旧.doc", "https://f.example/3", "file"),
            ("4.png", "https://f.example/p/4.png?s=b", "image"),
            ("5", "https://f.example/5", "image"),
            ("6", "https://f.example/6", "image"),
            ("目录", "https://y.example/docx/dox1", "document"),
        ]
    );
    assert_eq!(
        shown(&instance),
        [
            ": 附件 = 合同.pdf, 附表.xlsx",
            ": 旧附件 = 旧.doc",
            ": 图片 = 4.png",
            ": 图片二 = a,b.png,c.png",
            ": 文档 = 目录",
        ]
    );
}

#[tokio::test]
async fn files_that_come_as_something_else_are_shown_as_it_is() {
    let widget = json!([{ "id": "1", "name": "附件", "type": "attachmentV2", "ext": "合同.pdf", "value": { "start": "第一页" } }]);
    let instance = with_form(&widget).await;
    assert!(instance.attachments.is_empty());
    let said = shown(&instance).concat();
    assert!(said.contains("第一页"), "{said}");
}

#[tokio::test]
async fn an_address_that_is_signed_anew_is_no_change_of_the_form() {
    let form = |sign: &str| json!([{ "id": "1", "name": "图片", "type": "imageV2", "ext": "", "value": [format!("https://f.example/4.png?s={sign}")] }]);
    let (one, other) = (with_form(&form("a")).await, with_form(&form("b")).await);
    assert_eq!(one.form.changes(&other.form), []);
}

#[tokio::test]
async fn approvals_that_it_is_connected_with_are_related() {
    let widgets = json!([{ "id": "1", "name": "关联", "type": "connect", "value": ["A1", "A2"] }]);
    let instance = with_form(&widgets).await;
    let related: Vec<_> = instance
        .related
        .iter()
        .map(|it| it.id.as_deref().unwrap())
        .collect();
    assert_eq!(related[..2], ["A1", "A2"]);
    assert_eq!(shown(&instance), [": 关联 = A1, A2"]);
}

#[tokio::test]
async fn composite_widgets_are_parts_of_their_own() {
    let (start, end) = ("2026-11-02T08:00:00+08:00", "2026-11-04T00:00:00+08:00");
    let widgets = json!([
        { "id": "1", "name": "时段", "type": "dateInterval", "value": { "start": start, "end": end, "interval": 2.5 } },
        { "id": "2", "name": "请假", "type": "leaveGroup", "value": { "name": "年假", "start": start, "end": "2019-10-2T00:0:00+08:00", "interval": 2 } },
        { "id": "3", "name": "请假二", "type": "widgetLeaveGroupV2", "value": { "name": "事假", "unit": "HOUR", "reason": "搬家" } },
        { "id": "4", "name": "补卡", "type": "remedyGroup", "value": { "time": start, "reason": "忘带" } },
        { "id": "5", "name": "换班", "type": "shiftGroup", "value": { "shiftTime": start, "returnTime": end, "reason": "对调" } },
        { "id": "6", "name": "加班", "type": "workGroup", "value": { "name": "加班费", "interval": 3, "reason": "结账" } },
    ]);
    assert_eq!(
        lines(widgets).await,
        [
            "时段: 开始时间 = 2026-11-02 08:00",
            "时段: 结束时间 = 2026-11-04",
            "时段: 时长 = 2.5",
            "请假: 假期类型 = 年假",
            "请假: 开始时间 = 2026-11-02 08:00",
            "请假: 结束时间 = 2019-10-2T00:0:00+08:00",
            "请假: 时长 = 2",
            "请假二: 假期类型 = 事假",
            "请假二: 时长单位 = 小时",
            "请假二: 原因 = 搬家",
            "补卡: 补卡时间 = 2026-11-02 08:00",
            "补卡: 原因 = 忘带",
            "换班: 换班时间 = 2026-11-02 08:00",
            "换班: 还班时间 = 2026-11-04",
            "换班: 原因 = 对调",
            "加班: 加班类型 = 加班费",
            "加班: 时长 = 3",
            "加班: 原因 = 结账",
        ]
    );
}

#[tokio::test]
async fn a_trip_has_its_legs_as_a_table() {
    let widgets = json!([{ "id": "1", "name": "出差", "type": "tripGroup", "value": {
        "schedule": [
            { "start": "2026-11-02T08:00:00+08:00", "departure": "上海", "destination": "成都", "transportation": "飞机", "oneRound": "往返", "remark": "" },
            { "departure": "成都", "destination": "重庆" },
        ],
        "interval": 3, "reason": "回访", "peer": ["41aa90d2"],
    } }]);
    assert_eq!(
        lines(widgets).await,
        [
            "出差: 时长 = 3",
            "出差: 原因 = 回访",
            "出差: 同行人 = 41aa90d2",
            "出差 · 行程[1]: 开始时间 = 2026-11-02 08:00",
            "出差 · 行程[1]: 出发地 = 上海",
            "出差 · 行程[1]: 目的地 = 成都",
            "出差 · 行程[1]: 交通工具 = 飞机",
            "出差 · 行程[1]: 单程或往返 = 往返",
            "出差 · 行程[1]: 备注 = ",
            "出差 · 行程[2]: 出发地 = 成都",
            "出差 · 行程[2]: 目的地 = 重庆",
        ]
    );
}

#[tokio::test]
async fn lists_of_fields_are_tables_also_inside_each_other() {
    let widgets = json!([{ "id": "1", "name": "明细", "type": "fieldList", "value": [
        [{ "id": "a", "type": "input", "value": "高铁" },
         { "id": "b", "name": "金额", "type": "amount", "value": 553 },
         { "id": "c", "name": "时段", "type": "dateInterval", "value": { "start": "2026-11-02T08:00:00+08:00", "interval": 1 } }],
        [{ "id": "a", "type": "input", "value": "住宿" },
         { "id": "d", "name": "发票", "type": "fieldList", "value": [[{ "id": "e", "name": "号码", "type": "input", "value": "0471" }]] }],
    ] }]);
    assert_eq!(
        lines(widgets).await,
        [
            "明细[1]: a = 高铁",
            "明细[1]: 金额 = ¥ 553.00",
            "明细[1]: 时段 · 开始时间 = 2026-11-02 08:00",
            "明细[1]: 时段 · 时长 = 1",
            "明细[2]: a = 住宿",
            "发票[1]: 号码 = 0471",
        ]
    );
}

#[tokio::test]
async fn labels_that_repeat_bring_their_widgets_id() {
    let widgets = json!([
        { "id": "w1", "name": "备注", "type": "input", "value": "甲" },
        { "id": "w2", "name": "备注", "type": "input", "value": "乙" },
        { "id": "w2", "name": "备注", "type": "input", "value": "丙" },
        { "id": "w3", "type": "input", "value": "丁" },
    ]);
    let instance = with_form(&widgets).await;
    let row = &instance.form.parts[0].rows[0];
    let keys: Vec<_> = row
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    let expected = [
        r#"备注 (w1)="甲""#,
        r#"备注 (w2)="乙""#,
        r#"备注 (w2) (2)="丙""#,
        r#"w3="丁""#,
    ];
    assert_eq!(keys, expected);
}
