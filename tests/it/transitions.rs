//! `update` alone: what each event changes and asks for, by equality of effects.

use zhupi::config::Commit;
use zhupi::domain::decision::{Baseline, Decision, Note, Receipt, Status};
use zhupi::domain::item::{Folder, Item, Page, PageRequest, ServerSort};
use zhupi::domain::plan::Group;
use zhupi::domain::verb::{Blocked, Verb};
use zhupi::error::{Error, Kind};
use zhupi::locale::Language;
use zhupi::tui::effect::Effect;
use zhupi::tui::event::Event;
use zhupi::tui::model::{Link, Overlay, Question, Toast, Words, later};

use crate::support::desk::{Desk, settings};
use crate::support::papers;

mod aiming;
mod choosing;
mod filling;

fn decision(item: &Item, verb: Verb, comment: Option<&str>) -> Decision {
    let baseline = Baseline::Shown(papers::form("1820.00"));
    Decision {
        comment: comment.map(str::to_owned),
        ..Decision::new(item.clone(), verb, baseline)
    }
}

fn group(number: u64, decision: Decision, left_ms: i64) -> Group {
    Group {
        number,
        verb: decision.verb,
        decisions: vec![decision],
        left_ms: Some(left_ms),
    }
}

/// What was sent and is not answered, as it is kept.
fn sent(decision: &Decision) -> Effect {
    Effect::Keep(vec![Group {
        left_ms: None,
        ..group(0, decision.clone(), 0)
    }])
}

fn settled(desk: &mut Desk, item: &Item, verb: Verb, receipt: Receipt) -> Vec<Effect> {
    desk.tell(Event::Settled {
        decision: Box::new(decision(item, verb, None)),
        receipt,
    })
}

fn done(verb: Verb) -> Receipt {
    Receipt::new(Status::Done, verb, Note::default())
}

fn message(desk: &Desk) -> Option<&'static str> {
    match &desk.model.toast {
        Some(Toast {
            words: Words::Message(key, _),
            ..
        }) => Some(key),
        _ => None,
    }
}

#[test]
fn the_program_begins_with_counts_the_first_page_and_what_earlier_runs_left() {
    let mut desk = Desk::empty(settings(), (120, 40));
    let effects = zhupi::tui::update::start(&mut desk.model);
    let request = PageRequest {
        folder: Folder::Todo,
        number: 1,
        size: 50,
        sort: ServerSort::Started,
        ascending: false,
    };
    assert_eq!(
        effects,
        [
            Effect::Count,
            Effect::List { ticket: 2, request },
            Effect::Identify,
            Effect::Inherit,
            Effect::Choices
        ]
    );
}

#[test]
fn approving_stages_what_was_seen_and_sends_nothing() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    let effects = desk.press("a");
    let staged = group(1, decision(&first, Verb::Approve, None), 8_000);
    assert_eq!(effects, [Effect::Keep(vec![staged])]);
    assert_eq!(desk.cursor_title(), "李四提交的采购申请");
}

#[test]
fn approving_at_a_handle_node_handles() {
    let mut desk = Desk::new();
    desk.press_and_read("jj");
    desk.press("a");
    assert_eq!(desk.model.plan.groups()[0].verb, Verb::Handle);
}

#[test]
fn the_countdown_sends_when_it_ends_and_not_before() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("a");
    for _ in 0..7 {
        assert_eq!(desk.pass(1_000), []);
    }
    let effects = desk.pass(1_000);
    let due = decision(&first, Verb::Approve, None);
    assert_eq!(effects, [sent(&due), Effect::Send(vec![due])]);
    assert!(desk.model.in_flight.contains_key(&first.key));
}

#[test]
fn a_countdown_wakes_the_screen_once_a_second_and_an_idle_one_never() {
    let mut desk = Desk::new();
    assert_eq!(desk.model.wakes_at(), None);
    desk.press("a");
    assert_eq!(desk.model.wakes_at(), Some(later(desk.model.now, 1_000)));
}

#[test]
fn a_countdown_rests_while_something_lies_over_it() {
    let mut desk = Desk::new();
    desk.press("a?");
    assert_eq!(desk.model.wakes_at(), None);
    for _ in 0..20 {
        assert_eq!(desk.pass(1_000), []);
    }
    desk.press("<esc>");
    assert_eq!(desk.model.plan.groups()[0].left_ms, Some(8_000 - 200));
}

#[test]
fn a_countdown_rests_while_the_machine_sleeps_or_the_line_is_down() {
    let mut desk = Desk::new();
    desk.press("a");
    assert_eq!(desk.pass(60_000), []);
    let down = Error::new(Kind::Unreachable, "error-unreachable");
    desk.tell(Event::Counted(Err(down.clone())));
    assert_eq!(desk.model.link, Link::Offline(down));
    for _ in 0..20 {
        assert_eq!(desk.pass(1_000), []);
    }
    desk.tell(Event::Counted(Ok(papers::COUNTS)));
    desk.pass(1_000);
    assert_eq!(desk.model.plan.groups()[0].left_ms, Some(7_000));
}

#[test]
fn the_dollar_key_sends_at_once() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("a");
    let due = decision(&first, Verb::Approve, None);
    assert_eq!(desk.press("$"), [sent(&due), Effect::Send(vec![due])]);
    assert_eq!(desk.press("$"), []);
    assert_eq!(message(&desk), Some("toast-nothing-staged"));
}

#[test]
fn with_manual_commit_only_the_dollar_key_sends() {
    let mut desk = Desk::empty(
        zhupi::tui::model::Settings {
            commit: Commit::Manual,
            ..settings()
        },
        (120, 40),
    );
    desk.settle(papers::todos());
    desk.press("a");
    for _ in 0..100 {
        assert_eq!(desk.pass(1_000), []);
    }
    assert!(matches!(
        desk.press("$").as_slice(),
        [Effect::Keep(_), Effect::Send(_)]
    ));
}

#[test]
fn taking_back_brings_the_cursor_back_and_putting_back_stages_again() {
    let mut desk = Desk::new();
    desk.press("a");
    assert_eq!(desk.press("u"), [Effect::Keep(vec![])]);
    assert_eq!(desk.cursor_title(), "张三提交的差旅报销");
    let first = papers::todos()[0].clone();
    let again = group(1, decision(&first, Verb::Approve, None), 8_000);
    assert_eq!(desk.press("U"), [Effect::Keep(vec![again])]);
}

#[test]
fn a_key_held_down_for_a_second_stages_one_decision() {
    let mut desk = Desk::new();
    desk.press("a");
    // The keyboard waits half a second, then repeats thirty times a second.
    desk.pass(500);
    desk.burst("a");
    for _ in 0..15 {
        desk.pass(33);
        desk.burst("a");
    }
    assert_eq!(desk.model.plan.groups().len(), 1);
    assert_eq!(
        desk.model.plan.groups()[0].decisions[0].item.title,
        "张三提交的差旅报销"
    );
    assert_eq!(desk.cursor_title(), "李四提交的采购申请");
}

#[test]
fn two_presses_with_a_pause_stage_two_decisions() {
    let mut desk = Desk::new();
    desk.press_and_read("a");
    desk.pass(400);
    desk.press("a");
    assert_eq!(desk.model.plan.groups().len(), 2);
}

#[test]
fn a_burst_of_input_stages_nothing() {
    let mut desk = Desk::new();
    assert_eq!(desk.burst("approve all $ q"), []);
    assert!(desk.model.plan.is_empty());
    assert!(desk.model.overlays.is_empty());
    assert!(!desk.model.quitting);
    assert_eq!(message(&desk), Some("toast-burst"));
}

#[test]
fn two_hundred_motions_at_once_are_two_hundred_motions() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.settle(
        (1..=300)
            .map(|n| papers::todo(n, "请假", "张三", 10))
            .collect(),
    );
    desk.burst(&"j".repeat(200));
    assert_eq!(desk.model.list.row(), 200);
}

#[test]
fn pasted_text_is_never_keys() {
    let mut desk = Desk::new();
    let before = desk.model.clone();
    assert_eq!(desk.tell(Event::Paste("a$q\r".to_owned())), []);
    assert_eq!(message(&desk), Some("toast-paste-ignored"));
    desk.model.toast = None;
    assert_eq!(desk.model, before);
}

#[test]
fn full_width_keys_are_the_same_keys() {
    let mut desk = Desk::new();
    desk.press("a￥");
    assert_eq!(desk.model.in_flight.len(), 1);
    desk.press("？");
    assert!(matches!(
        desk.model.overlays.as_slice(),
        [Overlay::Help { .. }]
    ));
}

#[test]
fn rejecting_asks_for_a_comment_and_does_without_none() {
    let mut desk = Desk::new();
    desk.press("d");
    assert!(matches!(
        desk.model.overlays.as_slice(),
        [Overlay::Comment { .. }]
    ));
    assert_eq!(desk.press("<enter>"), []);
    assert_eq!(message(&desk), Some("toast-comment-required"));
    desk.tell(Event::Paste("发票抬头不对".to_owned()));
    let effects = desk.press("<enter>");
    let first = papers::todos()[0].clone();
    let staged = group(
        1,
        decision(&first, Verb::Reject, Some("发票抬头不对")),
        8_000,
    );
    assert_eq!(effects, [Effect::Keep(vec![staged])]);
}

#[test]
fn a_comment_has_at_most_five_hundred_characters() {
    let mut desk = Desk::new();
    desk.press("A");
    desk.tell(Event::Paste("字".repeat(501)));
    assert_eq!(desk.press("<enter>"), []);
    assert_eq!(message(&desk), Some("toast-comment-too-long"));
    desk.press("<backspace><enter>");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(staged.comment.as_ref().unwrap().chars().count(), 500);
}

#[test]
fn an_emoji_counts_as_the_characters_it_is_made_of() {
    let mut desk = Desk::new();
    desk.press("A");
    // A family is three people and what joins them.
    desk.tell(Event::Paste(format!("{}👨‍👩‍👧", "字".repeat(496))));
    assert!(desk.frame(Language::Chinese).contains(" 501/500 "));
    assert_eq!(desk.press("<enter>"), []);
    assert_eq!(message(&desk), Some("toast-comment-too-long"));
    desk.press("<esc>A");
    for _ in 0..5 {
        desk.press("<backspace>");
    }
    desk.tell(Event::Paste("👍".repeat(4)));
    desk.press("<enter>");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(staged.comment.as_ref().unwrap().chars().count(), 500);
}

#[test]
fn a_comment_whose_box_is_closed_is_still_there_when_it_is_opened_again() {
    let mut desk = Desk::new();
    desk.press("d材料不全<esc>");
    assert!(desk.model.overlays.is_empty());
    desk.press("d<enter>");
    assert_eq!(
        desk.model.plan.groups()[0].decisions[0].comment.as_deref(),
        Some("材料不全")
    );
}

#[test]
fn an_unmarked_paste_into_the_comment_box_does_not_stage() {
    let mut desk = Desk::new();
    desk.press("d");
    desk.burst("wrong<enter>invoice");
    assert!(desk.model.plan.is_empty());
    desk.press("<enter>");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(staged.comment.as_deref(), Some("wrong\ninvoice"));
}

#[test]
fn a_person_is_picked_by_the_first_letters_of_the_pinyin() {
    let mut desk = Desk::new();
    desk.press("toyj<enter>");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(staged.verb, Verb::Transfer);
    assert_eq!(
        staged.people.first().map(|person| person.name.as_str()),
        Some("欧阳静")
    );
}

#[test]
fn alt_enter_picks_the_person_and_opens_the_comment() {
    let mut desk = Desk::new();
    desk.press("tlisi<alt-enter>");
    desk.press("请看<enter>");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(staged.comment.as_deref(), Some("请看"));
    assert_eq!(
        staged.people.first().map(|person| person.name.as_str()),
        Some("李四")
    );
}

#[test]
fn a_key_that_cannot_act_says_why() {
    let mut desk = Desk::new();
    assert_eq!(desk.press("S"), []);
    let words = desk.model.toast.as_ref().map(|toast| toast.words.clone());
    assert_eq!(words, Some(Words::Blocked(Verb::Submit, Blocked::Kind)));
    desk.press("w");
    let words = desk.model.toast.as_ref().map(|toast| toast.words.clone());
    assert_eq!(words, Some(Words::Blocked(Verb::Revoke, Blocked::Folder)));
}

#[test]
fn a_read_only_account_stages_nothing() {
    let mut desk = Desk::empty(
        zhupi::tui::model::Settings {
            read_only: true,
            ..settings()
        },
        (120, 40),
    );
    desk.settle(papers::todos());
    assert_eq!(desk.press("a"), []);
    let words = desk.model.toast.as_ref().map(|toast| toast.words.clone());
    assert_eq!(
        words,
        Some(Words::Blocked(Verb::Approve, Blocked::ReadOnly))
    );
}

#[test]
fn an_item_never_seen_is_read_before_it_is_sent() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.tell(Event::Restored(Ok(Vec::new())));
    desk.list(papers::todos());
    let first = papers::todos()[0].clone();
    let effects = desk.press("a");
    let mut unread = decision(&first, Verb::Approve, None);
    unread.baseline = Baseline::Pending;
    let staged = group(1, unread.clone(), 8_000);
    assert_eq!(
        effects[..2],
        [
            Effect::Base(Box::new(first.clone())),
            Effect::Keep(vec![staged])
        ]
    );
    assert_eq!(desk.press("$"), []);
    let read = Decision {
        baseline: Baseline::Fresh(papers::form("1820.00")),
        ..unread
    };
    let effects = desk.tell(Event::Based {
        key: first.key,
        form: Ok(papers::form("1820.00")),
    });
    assert_eq!(effects[..2], [sent(&read), Effect::Send(vec![read])]);
}

#[test]
fn an_item_that_cannot_be_read_leaves_the_plan_and_says_why() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.tell(Event::Restored(Ok(Vec::new())));
    desk.list(papers::todos());
    let first = papers::todos()[0].clone();
    desk.press("a");
    let effects = desk.tell(Event::Based {
        key: first.key.clone(),
        form: Err(Error::new(Kind::Server, "error-server")),
    });
    assert_eq!(effects, [Effect::Keep(vec![])]);
    assert_eq!(desk.model.receipts[&first.key].status, Status::Failed);
}

#[test]
fn a_narrow_list_has_not_shown_a_form_that_it_only_prefetched() {
    let mut desk = Desk::sized(80, 24);
    desk.press("a");
    assert_eq!(
        desk.model.plan.groups()[0].decisions[0].baseline,
        Baseline::Pending
    );
}

#[test]
fn what_was_done_stays_in_sight_and_the_counts_are_asked_again() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("a$");
    let effects = settled(&mut desk, &first, Verb::Approve, done(Verb::Approve));
    assert!(effects.contains(&Effect::Count));
    assert!(desk.model.list.contains(&first.key));
    desk.press("ka");
    assert_eq!(message(&desk), Some("toast-decided-already"));
    assert!(desk.model.plan.is_empty());
}

#[test]
fn what_was_refused_can_be_decided_again() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("a$");
    let said = Note::server(Some("任务已结束".to_owned()));
    settled(
        &mut desk,
        &first,
        Verb::Approve,
        Receipt::new(Status::Refused, Verb::Approve, said),
    );
    desk.press("ka");
    assert_eq!(desk.model.plan.groups().len(), 1);
}

#[test]
fn an_answer_to_a_question_no_longer_asked_is_dropped() {
    let mut desk = Desk::new();
    desk.press("2");
    let before = desk.model.clone();
    let late = Page {
        total: 1,
        items: vec![papers::todo(9, "请假", "张三", 1)],
    };
    assert_eq!(
        desk.tell(Event::Listed {
            ticket: 1,
            page: Ok(late)
        }),
        []
    );
    assert_eq!(desk.model.list, before.list);
}

#[test]
fn a_refresh_keeps_the_cursor_on_its_item() {
    let mut desk = Desk::new();
    desk.press_and_read("jj");
    desk.press("r");
    let mut rows = papers::todos();
    rows.insert(0, papers::todo(8, "付款申请", "张三", 1));
    rows.remove(2);
    desk.list(rows);
    assert_eq!(desk.cursor_title(), "欧阳静提交的权限申请");
    assert_eq!(desk.model.list.row(), 2);
}

#[test]
fn news_are_announced_and_move_nothing() {
    let mut desk = Desk::empty(
        zhupi::tui::model::Settings {
            poll_ms: Some(30_000),
            ..settings()
        },
        (120, 40),
    );
    desk.settle(papers::todos());
    desk.press_and_read("j");
    let effects = desk.pass(30_000);
    assert!(matches!(
        effects.as_slice(),
        [Effect::Count, Effect::List { .. }]
    ));
    let mut rows = papers::todos();
    rows.insert(0, papers::todo(8, "付款申请", "张三", 1));
    desk.list(rows);
    assert_eq!(desk.model.list.arrived, 1);
    assert_eq!(desk.model.list.items.len(), 5);
    assert_eq!(desk.cursor_title(), "李四提交的采购申请");
}

#[test]
fn quitting_with_staged_decisions_asks_and_takes_no_hasty_answer() {
    let mut desk = Desk::new();
    desk.press("aq");
    assert!(matches!(
        desk.model.overlays.as_slice(),
        [Overlay::Confirm {
            question: Question::QuitStaged(1),
            ..
        }]
    ));
    desk.burst("d");
    assert_eq!(
        desk.model.overlays.len(),
        1,
        "an answer within 300 ms is none"
    );
    desk.pass(400);
    assert_eq!(desk.burst("<enter>"), []);
    assert!(desk.model.overlays.is_empty());
    assert_eq!(desk.model.plan.groups().len(), 1);
}

#[test]
fn quitting_and_sending_waits_for_the_answer() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("aq");
    desk.pass(400);
    let effects = desk.burst("s");
    assert!(matches!(
        effects.as_slice(),
        [Effect::Keep(_), Effect::Send(_)]
    ));
    let effects = settled(&mut desk, &first, Verb::Approve, done(Verb::Approve));
    assert_eq!(effects.last(), Some(&Effect::Quit));
}

#[test]
fn quitting_can_keep_or_drop_what_is_staged() {
    let mut desk = Desk::new();
    desk.press("aq");
    desk.pass(400);
    let kept = desk.model.plan.groups().to_vec();
    assert_eq!(desk.burst("k"), [Effect::Keep(kept), Effect::Quit]);
    let mut desk = Desk::new();
    desk.press("aq");
    desk.pass(400);
    assert_eq!(desk.burst("d"), [Effect::Keep(vec![]), Effect::Quit]);
}

#[test]
fn the_system_ending_the_program_keeps_what_is_staged_and_sends_nothing() {
    let mut desk = Desk::new();
    desk.press("a");
    let kept = desk.model.plan.groups().to_vec();
    let effects = desk.tell(Event::Terminate);
    assert_eq!(effects[..2], [Effect::Keep(kept), Effect::Quit]);
}

#[test]
fn what_an_earlier_run_had_staged_waits_for_the_dollar_key() {
    let mut desk = Desk::new();
    let item = papers::todo(40, "请假", "李四", 5);
    let kept = vec![vec![decision(&item, Verb::Approve, None)]];
    desk.tell(Event::Restored(Ok(kept)));
    for _ in 0..100 {
        assert_eq!(desk.pass(1_000), []);
    }
    assert!(matches!(
        desk.press("$").as_slice(),
        [Effect::Keep(_), Effect::Send(_)]
    ));
}

#[test]
fn after_sending_taking_back_asks_the_server_whether_it_can_be_revoked() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("a$");
    settled(&mut desk, &first, Verb::Approve, done(Verb::Approve));
    let effects = desk.press("u");
    let [Effect::Open { ticket, item }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(item.key.folder, Folder::Done);
    let instance = papers::instance(item);
    desk.tell(Event::Opened {
        ticket: *ticket,
        key: item.key.clone(),
        instance: Box::new(Ok(instance)),
    });
    desk.pass(400);
    let effects = desk.burst("y");
    assert!(matches!(effects.as_slice(), [Effect::Keep(groups)] if groups[0].verb == Verb::Revoke));
}

#[test]
fn moving_past_many_rows_asks_for_few_details() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.list(
        (1..=300)
            .map(|n| papers::todo(n, "请假", "张三", 10))
            .collect(),
    );
    let asked = |effects: &[Effect]| {
        let open = |effect: &&Effect| matches!(effect, Effect::Open { .. });
        effects.iter().filter(open).count()
    };
    let effects: Vec<_> = (0..100).flat_map(|_| desk.press("j")).collect();
    assert!(asked(&effects) <= 3, "asked for {}", asked(&effects));
}

#[test]
fn searching_goes_round_by_pinyin() {
    let mut desk = Desk::new();
    desk.press("/zs<enter>");
    assert_eq!(desk.cursor_title(), "张三提交的合同用印");
    desk.press("n");
    assert_eq!(desk.cursor_title(), "张三提交的差旅报销");
    desk.press("N");
    assert_eq!(desk.cursor_title(), "张三提交的合同用印");
}

#[test]
fn repeating_a_rejection_opens_the_box_with_its_words() {
    let mut desk = Desk::new();
    desk.press("d超出标准<enter>");
    desk.press(".");
    assert!(
        matches!(desk.model.overlays.as_slice(), [Overlay::Comment { editor, .. }] if editor.text() == "超出标准")
    );
    desk.press("<enter>");
    assert_eq!(desk.model.plan.groups().len(), 2);
}

#[test]
fn nothing_is_sent_while_the_line_is_down() {
    let mut desk = Desk::new();
    desk.press("a");
    let down = Error::new(Kind::Unreachable, "error-unreachable");
    desk.tell(Event::Counted(Err(down)));
    assert_eq!(desk.press("$"), [Effect::Count]);
    assert_eq!(message(&desk), Some("toast-offline"));
    assert_eq!(desk.model.plan.groups().len(), 1);
    desk.tell(Event::Counted(Ok(papers::COUNTS)));
    assert!(matches!(
        desk.press("$").as_slice(),
        [Effect::Keep(_), Effect::Send(_)]
    ));
}

#[test]
fn a_form_that_was_read_again_but_not_shown_is_not_what_was_decided_on() {
    let mut desk = Desk::sized(80, 24);
    desk.press_and_read("<enter><esc>");
    let item = papers::todos()[0].clone();
    let effects = desk.press("r");
    desk.list(papers::todos());
    let changed = zhupi::domain::instance::Instance {
        form: papers::form("990000.00"),
        ..papers::instance(&item)
    };
    for effect in effects {
        if let Effect::Open { ticket, item } = effect {
            desk.tell(Event::Opened {
                ticket,
                key: item.key.clone(),
                instance: Box::new(Ok(changed.clone())),
            });
        }
    }
    desk.press("a");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(staged.baseline, Baseline::Shown(papers::form("1820.00")));
}

#[test]
fn nothing_is_written_before_it_is_known_what_earlier_runs_left() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.list(papers::todos());
    let effects = desk.press("a");
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Keep(_)))
    );
    let item = papers::todo(40, "请假", "李四", 5);
    let kept = vec![vec![decision(&item, Verb::Approve, None)]];
    let effects = desk.tell(Event::Restored(Ok(kept)));
    assert!(matches!(effects.last(), Some(Effect::Keep(groups)) if groups.len() == 2));
}

#[test]
fn a_key_that_the_terminal_calls_held_moves_and_never_decides() {
    let mut desk = Desk::new();
    let key = |c: &str| crate::support::desk::keys_of(c)[0];
    desk.press("a");
    for _ in 0..30 {
        desk.pass(500);
        desk.tell(Event::Repeated(key("a")));
    }
    assert!(desk.model.plan.groups().len() <= 1);
    let row = desk.model.list.row();
    desk.tell(Event::Repeated(key("j")));
    assert_eq!(desk.model.list.row(), row + 1);
}

#[test]
fn holding_the_key_that_opened_a_box_types_nothing_into_it() {
    let mut desk = Desk::new();
    desk.press("d");
    desk.pass(500);
    desk.burst("d");
    for _ in 0..10 {
        desk.pass(33);
        desk.burst("d");
    }
    desk.pass(400);
    desk.press("ok<enter>");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(staged.comment.as_deref(), Some("ok"));
}

#[test]
fn the_letter_of_the_key_that_opened_a_box_can_be_typed_into_it() {
    let mut desk = Desk::new();
    desk.press("dduplicate<enter>");
    let staged = &desk.model.plan.groups()[0].decisions[0];
    assert_eq!(staged.comment.as_deref(), Some("duplicate"));
}

#[test]
fn putting_back_what_was_never_read_reads_it() {
    let mut desk = Desk::empty(settings(), (120, 40));
    desk.tell(Event::Restored(Ok(Vec::new())));
    desk.list(papers::todos());
    let first = papers::todos()[0].clone();
    desk.press("au");
    let effects = desk.press("U");
    assert!(effects.contains(&Effect::Base(Box::new(first))));
}

#[test]
fn a_countdown_rests_while_the_window_is_too_small_to_show_it() {
    let mut desk = Desk::new();
    desk.press("a");
    desk.tell(Event::Resize(30, 8));
    for _ in 0..20 {
        assert_eq!(desk.pass(1_000), []);
    }
}

#[test]
fn a_countdown_does_not_run_while_the_program_is_stopped() {
    let mut desk = Desk::new();
    desk.press("a");
    for _ in 0..7 {
        desk.pass(1_000);
    }
    desk.tell(Event::Resumed);
    assert_eq!(desk.pass(1_500), []);
    assert_eq!(desk.model.plan.groups()[0].left_ms, Some(1_000));
}

#[test]
fn whoever_asked_to_send_and_leave_is_shown_what_was_not_done() {
    let mut desk = Desk::new();
    let first = papers::todos()[0].clone();
    desk.press("aq");
    desk.pass(400);
    desk.burst("s");
    let stale = Receipt::new(Status::Stale, Verb::Approve, Note::ours("note-changed"));
    let effects = settled(&mut desk, &first, Verb::Approve, stale);
    assert!(!effects.contains(&Effect::Quit));
    assert!(!desk.model.quitting);
}
