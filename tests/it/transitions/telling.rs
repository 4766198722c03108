//! What is told is told whole, however small the screen is.

use zhupi::domain::decision::{Note, Receipt, Status};
use zhupi::domain::item;
use zhupi::domain::people::Person;
use zhupi::domain::verb::Verb;
use zhupi::error::{Error, Kind};
use zhupi::locale::Language;
use zhupi::tui::event::Event;

use super::decision;
use crate::support::desk::Desk;
use crate::support::papers;

/// Longer than two lines of the smallest terminal, without a space.
const REASON: &str = "报销金额超过本人审批权限，需先由部门负责人加签，且本月预算仅余一千二百元；\
                      发票抬头与公司名称不一致，请退回申请人更正后重新提交，如有疑问请联系财务共享中心处理。";

/// The text of a picture without its frames and the breaks of its lines.
fn read(desk: &Desk) -> String {
    let frame = desk.frame(Language::Chinese);
    frame
        .chars()
        .filter(|c| !c.is_whitespace() && !"│╭╮╰╯─".contains(*c))
        .collect()
}

/// The first to-do was transferred, and the server would not have that.
fn refused(desk: &mut Desk) {
    let item = papers::todos()[0].clone();
    desk.press_and_read("to<enter>$");
    let mut decision = desk.model.in_flight[&item.key].clone();
    assert!(!decision.people.is_empty());
    decision.comment = Some("请代为处理".to_owned());
    let mut receipt = Receipt::new(
        Status::Refused,
        Verb::Transfer,
        Note::server(Some(REASON.to_owned())),
    );
    receipt.code = Some("TransferDenied".to_owned());
    receipt.request_id = Some("5b1e1c9a-47f2-4f35-9a53-0c1f6be1d70e".to_owned());
    desk.tell(Event::Settled {
        decision: Box::new(decision),
        receipt,
    });
}

#[test]
fn why_the_server_refused_is_read_whole_as_it_happens_and_among_the_receipts() {
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        let mut desk = Desk::sized(width, height);
        desk.press_and_read("jjgg");
        refused(&mut desk);
        let toast = read(&desk);
        assert!(toast.contains(REASON), "{toast}");
        assert!(toast.contains("5b1e1c9a"), "{toast}");
        desk.press("gr");
        let receipts = read(&desk);
        assert!(receipts.contains(REASON), "{receipts}");
        assert!(receipts.contains("请代为处理"), "{receipts}");
    }
}

#[test]
fn a_toast_of_several_lines_leaves_no_trace_of_what_it_covered() {
    let mut desk = Desk::sized(80, 24);
    desk.press_and_read("jjgg");
    refused(&mut desk);
    let frame = desk.frame(Language::Chinese);
    let lines: Vec<&str> = frame.lines().collect();
    let from = lines
        .iter()
        .position(|line| line.contains("TransferDenied"));
    for line in &lines[from.unwrap()..] {
        assert!(!line.contains('│') && !line.contains('╰'), "{frame}");
    }
    desk.press("j");
    assert!(desk.frame(Language::Chinese).contains('╰'));
}

#[test]
fn a_receipt_names_everybody_it_went_to() {
    let mut desk = Desk::new();
    let item = papers::todos()[0].clone();
    let mut decision = decision(&item, Verb::Countersign, None);
    decision.people = vec![Person::named("302", "李四"), Person::named("303", "王五")];
    let keys = "a$";
    desk.press(keys);
    desk.tell(Event::Settled {
        decision: Box::new(decision),
        receipt: super::done(Verb::Countersign),
    });
    assert!(
        read(&desk).contains("加签→李四,王五完成"),
        "{}",
        read(&desk)
    );
    desk.press("gr");
    assert!(
        read(&desk).contains("加签→李四,王五完成"),
        "{}",
        read(&desk)
    );
}

#[test]
fn which_of_many_are_left_out_and_why_is_read_whole() {
    let mut desk = Desk::sized(80, 24);
    for item in desk.model.list.items.iter_mut().skip(1) {
        item.kind = item::Kind::Handle;
    }
    desk.press_and_read("jjjjgg");
    desk.press("<space><space><space><space>");
    let left: Vec<String> = (desk.model.marked().iter().skip(1))
        .map(|item| item.title.clone())
        .collect();
    desk.press("d");
    let told = read(&desk);
    for title in left {
        assert!(told.contains(&title), "{title} in {told}");
    }
}

#[test]
fn what_went_wrong_is_read_whole_with_its_request() {
    let mut desk = Desk::sized(80, 24);
    let request = "5b1e1c9a-47f2-4f35-9a53-0c1f6be1d70e";
    let error = Error::new(Kind::Refused, "error-refused")
        .server(Some("FailedOperation".to_owned()), Some(REASON.to_owned()))
        .request(Some(request.to_owned()));
    desk.tell(Event::Failed(error));
    let told = read(&desk);
    assert_eq!(told.matches(REASON).count(), 1, "{told}");
    assert_eq!(told.matches(request).count(), 1, "{told}");
    assert!(told.contains("?帮助"), "the keys are still there: {told}");
}

#[test]
fn why_a_command_can_do_nothing_is_read_whole_in_the_palette() {
    let mut desk = Desk::sized(60, 20);
    desk.press(":view");
    let locale = zhupi::locale::Locale::new(Language::English);
    let chosen = match desk.model.overlays.last() {
        Some(zhupi::tui::model::Overlay::Palette(finder)) => finder.matches[finder.row],
        other => panic!("{other:?}"),
    };
    let reason = locale.t(chosen.refusal(&desk.model).unwrap());
    assert!(reason.len() > 26, "{reason}");
    let frame = desk.frame(Language::English);
    let words: Vec<&str> = frame
        .split(|c: char| c.is_whitespace() || c == '│')
        .filter(|word| !word.is_empty())
        .collect();
    assert!(words.join(" ").contains(&reason), "{reason} in {frame}");
}

#[test]
fn what_is_told_over_an_open_page_is_read_whole_too() {
    let mut desk = Desk::sized(80, 24);
    desk.press_and_read("jjgg");
    refused(&mut desk);
    let toast = desk.model.toast.clone();
    desk.press("gr");
    desk.model.toast = toast;
    let frame = desk.frame(Language::Chinese);
    let end = frame.rfind("TransferDenied").unwrap();
    let told: String = frame[end..].split_whitespace().collect();
    assert!(told.contains(REASON), "{frame}");
}
