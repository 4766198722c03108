//! The inbox at a scripted server: how the verbs that close no task are guarded and settled, and
//! how a next approver is chosen (document 003, interfaces 5, 14, 15 and 17).

use jiff::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;
use zhupi::domain::choice::{self, Choice};
use zhupi::domain::decision::{Baseline, Decision, Receipt, Status};
use zhupi::domain::form::Form;
use zhupi::domain::id::Id;
use zhupi::domain::item::{Folder, Item};
use zhupi::domain::people::Person;
use zhupi::domain::verb::Verb;
use zhupi::inbox::{Inbox, Parts};
use zhupi::store::{Cache, Journal, Owners};

use super::server::{self, Reply, Server};
use super::story::{
    LEAVE, LI_SI, TRAVEL, TRAVEL_TASK, WANG_FANG, WANG_WU, bare, client, decision, first, good,
};

/// The clock of the scripted server, which is the inbox's too.
fn now() -> Timestamp {
    "2026-11-02T06:00:00Z".parse().unwrap()
}

/// 王芳's inbox at a scripted server.
struct Desk {
    server: Server,
    inbox: Inbox,
    journal: Journal,
    folder: TempDir,
}

impl Desk {
    async fn new() -> Self {
        let server = Server::start().await;
        server.on("sys_user", [good("sys-user")]);
        server.on("GetFlowInstanceTasks", [good("tasks")]);
        server.on("GetApprovalPageDetail", [good("page")]);
        server.on("DescribeProcessInstance", [good("describe-todo")]);
        server.on("GetFlowInstanceOperations", [acts(&[])]);
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(&folder.path().join("journal.db")).unwrap();
        let inbox = inbox(&server, &folder, &journal);
        Self {
            server,
            inbox,
            journal,
            folder,
        }
    }

    async fn send(&self, decision: Decision) -> Receipt {
        self.inbox.send(decision).await
    }

    /// The choice that an approval has left behind.
    async fn asked_to_choose(&self) -> Choice {
        self.server.on("CompleteTask", [good("complete-task-next")]);
        let item = bare(Folder::Todo, TRAVEL_TASK, TRAVEL_TASK, TRAVEL);
        let receipt = self.send(decision(item, Verb::Approve)).await;
        assert_eq!((receipt.status, receipt.next.len()), (Status::Done, 2));
        self.inbox.waiting_choices().await.unwrap().remove(0)
    }
}

fn inbox(server: &Server, folder: &TempDir, journal: &Journal) -> Inbox {
    let owners = Owners::new(folder.path());
    Inbox::new(Parts {
        account: "work".to_owned(),
        user_id: Some(WANG_FANG.into()),
        provider: Box::new(client(server)),
        journal: journal.clone(),
        cache: Cache::open(&folder.path().join("cache.db")).unwrap(),
        owner: owners.join().unwrap(),
        owners,
        names: zhupi::inbox::FieldNames::new(),
        read_only: false,
        concurrency: 2,
        clock: now,
    })
}

/// A history of these acts, each at 王芳's node, just after the server's clock.
fn acts(contents: &[Value]) -> Reply {
    let rows: Vec<_> = contents
        .iter()
        .map(|content| {
            json!({
                "ElementName": "部门负责人审批",
                "CreateTime": "2026-11-02T14:00:01.000+0800",
                "OperatorUser": WANG_FANG,
                "Content": content.to_string(),
            })
        })
        .collect();
    let data = json!({ "Result": rows, "TotalCount": rows.len() });
    server::json(200, &json!({ "Response": { "Data": data } }))
}

fn added(people: &[&str]) -> Value {
    let people: Vec<_> = people
        .iter()
        .map(|id| json!({ "id": id, "name": "" }))
        .collect();
    json!({ "action": 7, "operation": json!(people).to_string() })
}

fn countersign() -> Decision {
    let item = bare(Folder::Todo, TRAVEL_TASK, TRAVEL_TASK, TRAVEL);
    Decision {
        people: vec![Person::named(LI_SI, "李四"), Person::named(WANG_WU, "王五")],
        ..decision(item, Verb::Countersign)
    }
}

/// A decision on an own request, guarded.
async fn on_request(verb: Verb) -> Decision {
    let item: Item = first(Folder::Created, "list-created").await;
    Decision::new(item, verb, Baseline::Fresh(Form::default()))
}

#[tokio::test]
async fn a_lost_countersign_is_done_where_the_history_names_its_people() {
    for (told, status) in [
        (vec![added(&[LI_SI, WANG_WU])], Status::Done),
        (vec![added(&[LI_SI]), added(&[WANG_WU])], Status::Done),
        (vec![added(&[LI_SI])], Status::Failed),
        (vec![], Status::Failed),
    ] {
        let desk = Desk::new().await;
        desk.server.on("AddCounterSignAssignee", [Reply::Cut]);
        desk.server.on("GetFlowInstanceOperations", [acts(&told)]);
        // Its own task stays open all the while, which proves nothing.
        assert_eq!(desk.send(countersign()).await.status, status, "{told:?}");
        assert_eq!(desk.server.asked("AddCounterSignAssignee").len(), 1);
    }
}

#[tokio::test]
async fn an_ended_request_is_neither_reminded_nor_stopped() {
    for (verb, name) in [(Verb::Remind, "PressTask"), (Verb::Stop, "StopFlow")] {
        let desk = Desk::new().await;
        desk.server
            .on("DescribeProcessInstance", [good("describe-ended")]);
        let receipt = desk.send(on_request(verb).await).await;
        assert_eq!(receipt.status, Status::Stale);
        assert_eq!(receipt.note.key.as_deref(), Some("note-ended"));
        assert_eq!(desk.server.asked(name).len(), 0);
        assert_eq!(desk.journal.entries(None).await.unwrap(), []);
    }
}

#[tokio::test]
async fn a_lost_reminder_stays_unknown_and_keeps_nobody_from_the_next() {
    let desk = Desk::new().await;
    desk.server.on("PressTask", [Reply::Cut, good("confirmed")]);
    let remind = on_request(Verb::Remind).await;
    assert_eq!(desk.send(remind.clone()).await.status, Status::Unknown);
    assert_eq!(desk.inbox.resume().await.unwrap().entries, []);
    assert_eq!(desk.server.asked("PressTask").len(), 1);
    assert_eq!(desk.send(remind).await.status, Status::Done);
    let told: Vec<_> = desk.journal.entries(None).await.unwrap();
    let told: Vec<_> = told
        .iter()
        .map(|one| one.receipt.as_ref().unwrap().status)
        .collect();
    assert_eq!(told, [Status::Unknown, Status::Done]);
}

#[tokio::test]
async fn a_reminder_too_many_is_refused() {
    let desk = Desk::new().await;
    let no = server::json(200, r#"{"Response":{"Data":{"Result":false}}}"#);
    desk.server.on("PressTask", [no]);
    let receipt = desk.send(on_request(Verb::Remind).await).await;
    assert_eq!(receipt.status, Status::Refused);
    assert_eq!(
        desk.server.body("PressTask"),
        json!({ "InstanceId": LEAVE })
    );
}

#[tokio::test]
async fn a_lost_stop_is_done_where_the_request_ended_as_stopped_and_stale_otherwise() {
    for (outcome, status) in [(1, Status::Done), (3, Status::Stale)] {
        let desk = Desk::new().await;
        let mut ended: Value =
            serde_json::from_str(&super::story::fixture("describe-ended")).unwrap();
        ended["Response"]["Data"]["Status"] = json!(outcome);
        let replies = [good("describe-todo"), server::json(200, &ended)];
        desk.server.on("DescribeProcessInstance", replies);
        desk.server.on("StopFlow", [Reply::Cut]);
        let stop = Decision {
            comment: Some("行程取消".to_owned()),
            ..on_request(Verb::Stop).await
        };
        assert_eq!(desk.send(stop).await.status, status);
    }
}

#[tokio::test]
async fn a_choice_waits_across_processes_until_it_is_made_once() {
    let desk = Desk::new().await;
    let choice = desk.asked_to_choose().await;
    let next = inbox(&desk.server, &desk.folder, &desk.journal);
    let waiting = next.waiting_choices().await.unwrap();
    assert_eq!(waiting, std::slice::from_ref(&choice));
    let li_si = Id::from(LI_SI);
    let tasks: Vec<_> = choice.tasks_of(&li_si).cloned().collect();
    desk.server.on("SubmitFlowTaskList", [good("confirmed")]);
    assert_eq!(next.choose(&choice, &tasks).await.status, Status::Done);
    let body = json!({ "FlowTaskIds": ["2117134613619933185"] });
    assert_eq!(desk.server.body("SubmitFlowTaskList"), body);
    assert_eq!(next.waiting_choices().await.unwrap(), []);
    let again = desk.inbox.choose(&choice, &tasks).await;
    assert_eq!(again.status, Status::Stale);
    assert_eq!(desk.server.asked("SubmitFlowTaskList").len(), 1);
}

#[tokio::test]
async fn a_choice_that_fails_goes_on_waiting() {
    let desk = Desk::new().await;
    let choice = desk.asked_to_choose().await;
    let task = [choice.candidates[0].wait_task_id.clone()];
    let no = server::json(200, r#"{"Response":{"Data":{"Result":false}}}"#);
    for (reply, status) in [(no, Status::Refused), (Reply::Cut, Status::Unknown)] {
        desk.server.on("SubmitFlowTaskList", [reply]);
        assert_eq!(desk.inbox.choose(&choice, &task).await.status, status);
        let [waiting] = desk
            .inbox
            .waiting_choices()
            .await
            .unwrap()
            .try_into()
            .unwrap();
        assert_eq!(waiting.attempt.unwrap().end, Some(status));
    }
}

#[tokio::test]
async fn only_who_is_offered_can_be_chosen() {
    let desk = Desk::new().await;
    let choice = desk.asked_to_choose().await;
    for tasks in [&[][..], &[Id::from(TRAVEL_TASK)]] {
        let receipt = desk.inbox.choose(&choice, tasks).await;
        assert_eq!(receipt.note.key.as_deref(), Some("note-not-a-candidate"));
    }
    assert_eq!(desk.server.asked("SubmitFlowTaskList").len(), 0);
}

#[tokio::test]
async fn what_somebody_else_has_chosen_is_not_chosen_again() {
    let desk = Desk::new().await;
    let choice = desk.asked_to_choose().await;
    let seat = json!({
        "InstanceId": TRAVEL, "TaskId": "2117134613624127489", "TaskStatus": 1,
        "TaskAssignee": { "UserId": WANG_WU }, "StartTime": "2026-11-02T14:00:05.000+0800",
    });
    let tasks = json!({ "Response": { "Data": { "Result": [seat], "TotalCount": 1 } } });
    desk.server
        .on("GetFlowInstanceTasks", [server::json(200, &tasks)]);
    let task = [choice.candidates[0].wait_task_id.clone()];
    let receipt = desk.inbox.choose(&choice, &task).await;
    assert_eq!(receipt.note.key.as_deref(), Some("note-chosen-already"));
    assert_eq!(desk.server.asked("SubmitFlowTaskList").len(), 0);
    assert_eq!(desk.inbox.waiting_choices().await.unwrap(), []);
}

#[tokio::test]
async fn a_lost_choice_is_made_where_its_people_have_their_seats() {
    let desk = Desk::new().await;
    let choice = desk.asked_to_choose().await;
    let seat = json!({
        "InstanceId": TRAVEL, "TaskId": "2117134613619933185", "TaskStatus": 1,
        "TaskAssignee": { "UserId": LI_SI }, "StartTime": "2026-11-02T14:00:05.000+0800",
    });
    let tasks = json!({ "Response": { "Data": { "Result": [seat], "TotalCount": 1 } } });
    let replies = [good("tasks"), server::json(200, &tasks)];
    desk.server.on("GetFlowInstanceTasks", replies);
    desk.server.on("SubmitFlowTaskList", [Reply::Cut]);
    let task = [choice.candidates[0].wait_task_id.clone()];
    assert_eq!(desk.inbox.choose(&choice, &task).await.status, Status::Done);
    assert_eq!(desk.inbox.waiting_choices().await.unwrap(), []);
}

#[tokio::test]
async fn choices_with_the_same_people_at_the_same_node_are_asked_together() {
    let desk = Desk::new().await;
    let one = desk.asked_to_choose().await;
    let mut elsewhere = one.clone();
    elsewhere.node.name = Some("财务审核".to_owned());
    let mut others = one.clone();
    others.candidates.pop();
    let groups = choice::groups(vec![one.clone(), elsewhere, one, others]);
    let sizes: Vec<_> = groups.iter().map(Vec::len).collect();
    assert_eq!(sizes, [2, 1, 1]);
}
