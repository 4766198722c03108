//! The six flows of the company as the screen draws them, each at several moments of its life: from
//! the sandbox's own instances through the client to the tab of the drawing.

use insta::{Settings, assert_snapshot};
use zhupi::domain::decision::{Baseline, Decision, Status};
use zhupi::domain::instance::Instance;
use zhupi::domain::item::{Folder, Item, Outcome};
use zhupi::domain::verb::Verb;
use zhupi::drawing::look_ahead::{Viewer, line};
use zhupi::inbox::Inbox;
use zhupi::locale::Language;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;

use super::office::Office;
use crate::support::desk::{Desk, settings};
use crate::support::papers;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

/// A clock that stands still in a day to come makes the same picture whenever it is taken.
async fn office() -> Office {
    Office::open_on(jiff::civil::date(2060, 3, 19)).await
}

/// The first item of a flow in somebody's folder that stands at a node.
async fn standing_at(
    office: &Office,
    (account, folder): (&str, Folder),
    (flow, node): (&str, &str),
    outcome: Option<Outcome>,
) -> Item {
    let mut items = office.items(account, folder).await.into_iter();
    let wanted = |item: &Item| {
        item.description == flow
            && item.node.name.as_deref() == Some(node)
            && item.outcome == outcome
    };
    items.find(wanted).unwrap()
}

/// Carries out a verb with whatever it needs.
async fn does(inbox: &Inbox, item: &Item, verb: Verb, with: impl FnOnce(&mut Decision)) {
    let baseline = Baseline::Fresh(inbox.form(item).await.unwrap());
    let mut decision = Decision::new(item.clone(), verb, baseline);
    with(&mut decision);
    let receipt = inbox.send(decision).await;
    assert_eq!(receipt.status, Status::Done, "{receipt:?}");
}

/// The pane of the drawing on a whole screen, and below it the flow in one line.
fn frame(instance: &Instance, size: (u16, u16)) -> String {
    let mut desk = Desk::empty(settings(), size);
    desk.tell(Event::Restored(Ok(Vec::new())));
    desk.tell(Event::Counted(Ok(papers::COUNTS)));
    let effects = desk.list(vec![instance.item.clone()]);
    for effect in effects {
        if let Effect::Open { ticket, item } = effect {
            desk.tell(Event::Opened {
                ticket,
                key: item.key,
                instance: Box::new(Ok(instance.clone())),
            });
        }
    }
    desk.press("]<enter>z");
    let viewer = Viewer {
        id: None,
        name: Some("王芳"),
        word: "你",
    };
    let ahead = line(&instance.canvas, &viewer, usize::from(size.0));
    let screen = desk.frame(Language::Chinese);
    let pane = screen
        .lines()
        .filter(|line| line.starts_with(['╭', '│', '╰']));
    let lines: Vec<_> = pane.chain([ahead.as_str()]).collect();
    lines.join("\n")
}

/// Compares the drawing of an item in every size with what is on record.
async fn check(name: &str, inbox: &Inbox, item: &Item) {
    let instance = inbox.open(item).await.unwrap();
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../../frames");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for size in SIZES {
        let frame = frame(&instance, size);
        settings.bind(|| assert_snapshot!(format!("flow-{name}-{}", size.0), frame));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leave_at_its_beginning_in_its_branch_taken_back_and_ended() {
    let office = office().await;
    let inbox = office.inbox("work");
    let mine = ("work", Folder::Created);
    let moments = [
        ("begun", "部门主管审批", None),
        ("branch", "人事审批", None),
        ("withdrawn", "填写请假单", None),
        ("approved", "部门主管审批", Some(Outcome::Approved)),
        ("rejected", "部门主管审批", Some(Outcome::Rejected)),
    ];
    for (name, node, outcome) in moments {
        let item = standing_at(&office, mine, ("请假", node), outcome).await;
        check(&format!("leave-{name}"), &inbox, &item).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_travel_claim_in_its_branch_and_rolled_back_to_its_beginning() {
    let office = office().await;
    let inbox = office.inbox("work");
    let mine = ("work", Folder::Todo);
    let item = standing_at(&office, mine, ("差旅报销", "财务经理审批"), None).await;
    check("travel-branch", &inbox, &item).await;
    let targets = inbox.rollback_targets(&item).await.unwrap();
    does(&inbox, &item, Verb::Rollback, |decision| {
        decision.target = targets.into_iter().find(|target| target.start);
        decision.comment = Some("请补充超标说明".to_owned());
    })
    .await;
    let item = inbox.item_of_instance(&item.instance_id).await.unwrap();
    check("travel-rolled-back", &inbox, &item).await;
    let ended = ("差旅报销", "财务经理审批");
    let done = ("work", Folder::Done);
    let item = standing_at(&office, done, ended, Some(Outcome::Approved)).await;
    check("travel-approved", &inbox, &item).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_purchase_in_both_its_branches_in_one_and_ended() {
    let office = office().await;
    let inbox = office.inbox("work");
    let mine = ("work", Folder::Todo);
    let item = standing_at(&office, mine, ("采购申请", "预算审核"), None).await;
    check("purchase-split", &inbox, &item).await;
    does(&inbox, &item, Verb::Approve, |decision| {
        decision.comment = Some("预算内".to_owned());
    })
    .await;
    check("purchase-one-branch", &inbox, &item).await;
    let ended = ("采购申请", "预算审核");
    let done = ("work", Folder::Done);
    let item = standing_at(&office, done, ended, Some(Outcome::Approved)).await;
    check("purchase-approved", &inbox, &item).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_signed_together_with_somebody_added_and_ended() {
    let office = office().await;
    let inbox = office.inbox("work");
    let mine = ("work", Folder::Todo);
    let item = standing_at(&office, mine, ("付款申请", "付款会签"), None).await;
    check("payment-signing", &inbox, &item).await;
    let added = inbox.person("赵六").await.unwrap();
    does(&inbox, &item, Verb::Countersign, |decision| {
        decision.people = vec![added];
    })
    .await;
    check("payment-added", &inbox, &item).await;
    let ended = ("付款申请", "付款会签");
    let done = ("work", Folder::Done);
    let item = standing_at(&office, done, ended, Some(Outcome::Approved)).await;
    check("payment-approved", &inbox, &item).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_in_its_loop_behind_it_rolled_back_and_ended() {
    let office = office().await;
    let applicant = office.inbox("zhangsan");
    let theirs = ("zhangsan", Folder::Todo);
    let item = standing_at(&office, theirs, ("合同用印", "修改合同"), None).await;
    check("seal-loop", &applicant, &item).await;
    let inbox = office.inbox("work");
    let mine = ("work", Folder::Todo);
    let item = standing_at(&office, mine, ("合同用印", "依次会审"), None).await;
    check("seal-sequence", &inbox, &item).await;
    let targets = inbox.rollback_targets(&item).await.unwrap();
    does(&inbox, &item, Verb::Rollback, |decision| {
        decision.target = targets.into_iter().find(|target| target.last);
    })
    .await;
    let item = inbox.item_of_instance(&item.instance_id).await.unwrap();
    check("seal-rolled-back", &inbox, &item).await;
    let ended = ("合同用印", "依次会审");
    let done = ("work", Folder::Done);
    let item = standing_at(&office, done, ended, Some(Outcome::Approved)).await;
    check("seal-approved", &inbox, &item).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_access_at_its_beginning_in_its_branch_and_ended() {
    let office = office().await;
    let inbox = office.inbox("work");
    let created = ("work", Folder::Created);
    let item = standing_at(&office, created, ("权限申请", "直属主管审批"), None).await;
    check("access-begun", &inbox, &item).await;
    let mine = ("work", Folder::Todo);
    let item = standing_at(&office, mine, ("权限申请", "数据负责人确认"), None).await;
    check("access-branch", &inbox, &item).await;
    let ended = ("权限申请", "数据负责人确认");
    let done = ("work", Folder::Done);
    let item = standing_at(&office, done, ended, Some(Outcome::Approved)).await;
    check("access-approved", &inbox, &item).await;
}
