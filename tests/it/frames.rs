//! Golden screens in both languages and three sizes. `INSTA_UPDATE=always` writes them anew.

use insta::{Settings, assert_snapshot};
use zhupi::domain::decision::{Baseline, Decision, Note, Receipt, Status, Target};
use zhupi::domain::item::Counts;
use zhupi::domain::people::Named;
use zhupi::domain::verb::Verb;
use zhupi::error::{Error, Kind};
use zhupi::locale::Language;
use zhupi::tui::event::Event;

use crate::support::desk::Desk;
use crate::support::merged::merged;
use crate::support::papers;
use crate::support::pushes;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 50)];

/// Compares a screen in every size and language with what is on record.
fn check(name: &str, prepare: impl Fn(&mut Desk)) {
    check_of(name, Desk::sized, prepare);
}

/// The same of another desk.
fn check_of(name: &str, desk: impl Fn(u16, u16) -> Desk, prepare: impl Fn(&mut Desk)) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../frames");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (width, height) in SIZES {
        let mut desk = desk(width, height);
        prepare(&mut desk);
        for (language, tag) in [(Language::Chinese, "zh"), (Language::English, "en")] {
            let frame = desk.frame(language);
            settings.bind(|| assert_snapshot!(format!("{name}-{width}x{height}-{tag}"), frame));
        }
    }
}

#[test]
fn the_inbox() {
    check("inbox", |_| {});
}

#[test]
fn several_accounts_of_which_one_fails() {
    check_of("merged", merged, |desk| {
        let broken = Error::new(Kind::Unreachable, "error-unreachable");
        let broken = Event::Counted(Err(broken.with("host", "open.feishu.example")));
        desk.tell(Event::From("office".into(), Box::new(broken)));
        desk.press_and_read("j");
    });
}

#[test]
fn a_staged_decision_counts_down() {
    check("staged", |desk| {
        desk.press_and_read("a");
    });
}

#[test]
fn a_limit_stands_in_the_title_with_what_it_leaves() {
    check("limit", |desk| {
        desk.press("f");
        desk.tell(Event::Paste("from:张三 waiting>1d | amount<500".to_owned()));
        desk.press("<enter>");
    });
}

#[test]
fn the_saved_views() {
    check("views", |desk| {
        desk.model.settings.views = papers::views();
        desk.press("F<down>");
    });
}

#[test]
fn a_saved_view_names_the_list_and_so_does_another_order() {
    check("view", |desk| {
        desk.model.settings.views = papers::views();
        desk.press("F<enter>,m,r");
    });
}

#[test]
fn business_columns() {
    check("columns", |desk| {
        let travel = ["amount", "day", "reason"].map(str::to_owned);
        let columns = [("差旅报销".to_owned(), travel.to_vec())];
        desk.model.settings.columns = columns.into();
        desk.press("p");
    });
}

#[test]
fn a_wrong_limit_says_where_while_it_is_typed() {
    check("limit-wrong", |desk| {
        desk.press("f");
        desk.tell(Event::Paste("flow:报销 (amount<500".to_owned()));
    });
}

#[test]
fn marked_rows_and_what_a_key_does_for_them() {
    check("marks", |desk| {
        desk.press_and_read("<space><space>j");
    });
}

#[test]
fn the_plan_with_what_deserves_a_look_in_front() {
    check("plan", |desk| {
        desk.press_and_read("<space><space>a");
        desk.press_and_read("jd");
        desk.tell(Event::Paste("材料不全，请补充".to_owned()));
        desk.press_and_read("<enter>gp");
    });
}

#[test]
fn the_receipts() {
    check("receipts", |desk| {
        desk.press_and_read("jjgg<space><space>a$");
        for item in papers::todos() {
            let form = Ok(papers::form("1820.00"));
            desk.tell(Event::Based {
                key: item.key,
                form,
            });
        }
        for (item, status) in papers::todos().iter().zip([Status::Done, Status::Refused]) {
            desk.tell(Event::Settled {
                decision: Box::new(Decision::new(
                    item.clone(),
                    Verb::Approve,
                    Baseline::Pending,
                )),
                receipt: Receipt::new(status, Verb::Approve, Note::default()),
            });
        }
        desk.press("gr");
    });
}

#[test]
fn the_journal() {
    check("journal", |desk| {
        let effects = desk.press("gl");
        desk.read_beside(effects);
        desk.press("j");
    });
}

#[test]
fn a_ready_phrase_and_how_it_reads_for_the_items() {
    check("phrases", |desk| {
        let phrases = vec![
            "{applicant}，{title}材料不全".to_owned(),
            "超出标准".to_owned(),
        ];
        desk.model.settings.phrases = [("reject".to_owned(), phrases)].into();
        desk.press_and_read("<space><space>d<alt-1>");
    });
}

#[test]
fn the_comment_box() {
    check("comment", |desk| {
        desk.press("d");
        desk.tell(Event::Paste(
            "发票抬头与公司名称不一致，请更正后重新提交。".to_owned(),
        ));
    });
}

#[test]
fn the_people_picker() {
    check("people", |desk| {
        desk.press("to");
    });
}

#[test]
fn the_flow_opens_where_it_stands() {
    check("canvas", |desk| {
        desk.press_and_read("]<enter>");
    });
}

#[test]
fn the_history() {
    check("history", |desk| {
        desk.press_and_read("]]<enter>");
    });
}

#[test]
fn the_help() {
    check("help", |desk| {
        desk.press("?");
    });
}

#[test]
fn the_help_filtered() {
    check("help-filtered", |desk| {
        desk.press("?gn");
    });
}

#[test]
fn the_palette() {
    check("palette", |desk| {
        desk.press(":");
    });
}

#[test]
fn what_may_follow_a_prefix() {
    check("prefix", |desk| {
        desk.press("g");
    });
}

#[test]
fn the_detail_below_the_list() {
    check("below", |desk| {
        desk.press("P");
    });
}

#[test]
fn signs_in_ascii() {
    check("ascii", |desk| {
        desk.model.settings.ascii = true;
        desk.press_and_read("aj]<enter>");
    });
}

#[test]
fn in_ascii_everything_but_text_is_ascii() {
    for keys in [
        "",
        "a",
        "]<enter>",
        "]]<enter>",
        ":",
        "?",
        "d",
        "to",
        "g",
        "aq",
    ] {
        let mut desk = Desk::sized(120, 40);
        desk.model.settings.ascii = true;
        desk.press_and_read(keys);
        for language in Language::ALL {
            let frame = desk.frame(language);
            let is_text = |c: char| {
                c.is_ascii()
                    || c.is_alphanumeric()
                    || ('\u{3000}'..='\u{303f}').contains(&c)
                    || c >= '\u{ff00}'
            };
            let signs: String = frame.chars().filter(|c| !is_text(*c)).collect();
            assert_eq!(signs, "", "{keys}");
        }
    }
}

#[test]
fn a_stale_item_shows_what_changed() {
    check("stale", |desk| {
        let item = papers::todos()[0].clone();
        desk.press_and_read("<enter><esc>a$k");
        let decision = desk.model.in_flight[&item.key].clone();
        let receipt = Receipt {
            changed: papers::form("8000.00").changes(&papers::form("80000.00")),
            ..Receipt::new(Status::Stale, Verb::Approve, Note::ours("note-changed"))
        };
        let effects = desk.tell(Event::Settled {
            decision: Box::new(decision),
            receipt,
        });
        desk.open(effects);
        desk.press_and_read("<enter>");
    });
}

#[test]
fn the_box_to_fill_in() {
    check("fill", |desk| {
        desk.read_anew(|instance| instance.inputs = vec![papers::input()]);
        desk.press("e<end><backspace><backspace>50<tab><tab>6<enter>");
    });
}

#[test]
fn what_is_filled_in_stands_on_the_form() {
    check("filled", |desk| {
        desk.read_anew(|instance| instance.inputs = vec![papers::input()]);
        desk.press("e<up>3<enter>");
        desk.press_and_read("aCo<enter>k<enter>");
    });
}

#[test]
fn a_node_to_go_back_to_is_picked_on_the_drawing() {
    check("aim", |desk| {
        desk.press("b");
        let targets = [("直属主管审批", true), ("提交申请", false)];
        let targets = targets.map(|(name, last)| Target {
            node: Named::new(Some(name.into()), Some(name.to_owned())),
            task_id: "8000000000000001".into(),
            start: !last,
            last,
        });
        desk.tell(Event::Targets {
            key: papers::todos()[0].key.clone(),
            targets: Ok(targets.to_vec()),
        });
    });
}

#[test]
fn quitting_asks() {
    check("quit", |desk| {
        desk.press_and_read("aq");
    });
}

#[test]
fn the_messages() {
    check("messages", |desk| {
        let effects = desk.press("6");
        desk.read_beside(effects);
        desk.press("jj");
    });
}

#[test]
fn the_instances() {
    check("instances", |desk| {
        let effects = desk.press(":instances --status running<enter>");
        desk.read_beside(effects);
    });
}

#[test]
fn the_flows() {
    check("flows", |desk| {
        let effects = desk.press(":start<enter>");
        desk.read_beside(effects);
    });
}

#[test]
fn the_box_for_what_a_flow_is_started_with() {
    check("start", |desk| {
        let effects = desk.press(":start<enter>");
        desk.read_beside(effects);
        desk.press("<enter>3<alt-enter>days");
        desk.press("<enter>");
    });
}

#[test]
fn what_a_push_says_is_unverified_until_the_server_has_said_so() {
    check("push-unverified", |desk| {
        desk.tell(pushes::approved(&papers::todos()[1], "金额已核"));
    });
}

#[test]
fn a_row_that_the_server_says_was_handled_elsewhere() {
    check("push-confirmed", |desk| {
        let item = &papers::todos()[1];
        desk.press_and_read("j");
        desk.tell(pushes::approved(item, "金额已核"));
        let effects = desk.tell(pushes::answer(item, Ok(vec![pushes::done(item)])));
        desk.open(effects);
    });
}

#[test]
fn what_the_server_does_not_say_is_withdrawn() {
    check("push-withdrawn", |desk| {
        let item = &papers::todos()[1];
        desk.tell(pushes::approved(item, "金额已核"));
        desk.tell(pushes::answer(item, Ok(vec![pushes::open(item)])));
    });
}

#[test]
fn a_request_that_came_by_itself_waits_above_the_rows() {
    check("push-new", |desk| {
        let item = papers::todo(6, "差旅报销", "单晓红", 0);
        desk.tell(pushes::started(&item));
        desk.tell(pushes::answer(&item, Ok(vec![pushes::open(&item)])));
        let counts = Counts {
            todo: 6,
            ..papers::COUNTS
        };
        desk.tell(Event::Counted(Ok(counts)));
        let mut items = papers::todos();
        items.insert(0, item);
        desk.list(items);
    });
}
