//! The drawing of the flow on the screen: where it opens, how far it moves.

use zhupi::domain::canvas::{Canvas, Progress};
use zhupi::locale::Language;
use zhupi::tui::event::Event;
use zhupi::tui::model::{Chart, Focus, Panes};

use crate::drawing::flows;
use crate::support::desk::Desk;

/// A narrow desk with the tab of the drawing open on such a flow.
fn looking_at(canvas: &Canvas) -> Desk {
    let mut desk = Desk::sized(60, 14);
    show(&mut desk, canvas);
    desk.press("]<enter>");
    desk
}

/// The detail under the cursor is read anew, with such a flow.
fn show(desk: &mut Desk, canvas: &Canvas) {
    desk.read_anew(|instance| instance.canvas = canvas.clone());
}

fn chart(desk: &Desk) -> &Chart {
    desk.model.chart.as_ref().unwrap()
}

#[test]
fn it_opens_on_the_node_where_the_flow_stands() {
    let desk = looking_at(&flows::linear());
    let chart = chart(&desk);
    let area = chart.drawing.area(2).unwrap();
    assert!(chart.at.1 > 0);
    assert!(area.y >= chart.at.1 && area.y + area.height <= chart.at.1 + i32::from(chart.room.1));
    assert!(desk.frame(Language::Chinese).contains("▶ 财务审批"));
}

/// Whether a node stands whole in the window.
fn is_seen(chart: &Chart, node: usize) -> bool {
    let area = chart.drawing.area(node).unwrap();
    let (x, y) = chart.at;
    let (columns, rows) = (i32::from(chart.room.0), i32::from(chart.room.1));
    let across = area.x >= x && area.x + area.width <= x + columns;
    across && area.y >= y && area.y + area.height <= y + rows
}

/// Whether two nodes have room in one window.
fn fit_both(chart: &Chart, one: usize, other: usize) -> bool {
    let (one, other) = [one, other]
        .map(|node| chart.drawing.area(node).unwrap())
        .into();
    let across = (one.x + one.width).max(other.x + other.width) - one.x.min(other.x);
    let down = (one.y + one.height).max(other.y + other.height) - one.y.min(other.y);
    across <= i32::from(chart.room.0) && down <= i32::from(chart.room.1)
}

#[test]
fn at_every_size_it_opens_with_the_present_node_in_sight_and_with_the_start_where_both_fit() {
    let mut together = 0;
    for canvas in [flows::linear(), flows::parallel(), flows::loops()] {
        for size in [
            (40, 12),
            (60, 14),
            (80, 24),
            (100, 20),
            (120, 40),
            (200, 50),
        ] {
            for keys in ["]<enter>", "]z"] {
                let mut desk = Desk::sized(size.0, size.1);
                show(&mut desk, &canvas);
                desk.press(keys);
                let chart = chart(&desk);
                let here = chart.drawing.current().unwrap();
                let fits = fit_both(chart, here, here);
                assert_eq!(is_seen(chart, here), fits, "{size:?} {keys} {:?}", chart.at);
                if fit_both(chart, here, 0) {
                    together += 1;
                    assert!(is_seen(chart, 0), "{size:?} {keys} {:?}", chart.at);
                }
            }
        }
    }
    assert!(together > 10, "{together}");
}

#[test]
fn the_present_node_stays_in_sight_when_the_window_shrinks_and_where_a_key_has_moved_it_stays() {
    let mut desk = Desk::sized(120, 40);
    show(&mut desk, &flows::linear());
    desk.press("]<enter>");
    desk.tell(Event::Resize(60, 14));
    let node = chart(&desk).drawing.current().unwrap();
    assert!(is_seen(chart(&desk), node), "{:?}", chart(&desk).at);
    desk.press("gg");
    desk.tell(Event::Resize(62, 15));
    assert_eq!(chart(&desk).at.1, 0);
}

#[test]
fn it_moves_within_its_bounds_and_not_beyond() {
    let mut desk = looking_at(&flows::parallel());
    desk.press("gg");
    while chart(&desk).at.0 > 0 {
        desk.press("h");
    }
    desk.press("k");
    assert_eq!(chart(&desk).at, (0, 0));
    desk.press("jl");
    assert_eq!(chart(&desk).at, (4, 1));
    desk.press("Glllllllllllllllllllllllllll");
    let chart = chart(&desk);
    let room = (i32::from(chart.room.0), i32::from(chart.room.1));
    assert_eq!(chart.at.0 + room.0, chart.drawing.width);
    assert_eq!(chart.at.1 + room.1, chart.drawing.height);
}

#[test]
fn the_key_to_the_list_leads_there_from_the_left_edge() {
    let mut desk = looking_at(&flows::parallel());
    desk.press("lll");
    let (right, _) = chart(&desk).at;
    assert!(right > 4);
    desk.press("h");
    assert_eq!(
        (chart(&desk).at.0, desk.model.focus),
        (right - 4, Focus::Detail)
    );
    desk.press("hhhhhhhhhhhhhhhhh");
    assert_eq!(desk.model.focus, Focus::List);
}

#[test]
fn what_was_looked_at_stays_when_it_is_read_anew() {
    let mut desk = looking_at(&flows::parallel());
    desk.press("ggjjl");
    let before = chart(&desk).at;
    let mut later = flows::parallel();
    later.nodes[4].status = Progress::Done;
    show(&mut desk, &later);
    assert_eq!(chart(&desk).at, before);
    assert_eq!(chart(&desk).canvas, later);
}

#[test]
fn another_size_draws_it_for_that_size() {
    let mut desk = looking_at(&flows::parallel());
    let narrow = chart(&desk).drawing.width;
    desk.tell(Event::Resize(200, 60));
    desk.press("z");
    assert_eq!(desk.model.panes, Panes::Detail);
    assert!(chart(&desk).drawing.width > narrow);
    assert_eq!(chart(&desk).at, (0, 0));
}

#[test]
fn nothing_is_drawn_while_the_tab_is_not_on_the_screen() {
    let mut desk = looking_at(&flows::linear());
    assert!(desk.model.chart.is_some());
    desk.press("]");
    assert_eq!(desk.model.chart, None);
    desk.press("[<esc>");
    assert_eq!(desk.model.chart, None);
}

#[test]
fn an_item_without_a_drawing_says_so() {
    let desk = looking_at(&Canvas::default());
    assert!(desk.frame(Language::Chinese).contains("没有流程图"));
}

#[test]
fn a_window_at_any_place_cuts_no_wide_character() {
    let mut desk = looking_at(&flows::parallel());
    desk.press("gg");
    for _ in 0..40 {
        let chart = desk.model.chart.as_mut().unwrap();
        chart.pan(1, 0);
        for line in desk.frame(Language::Chinese).lines().skip(2).take(10) {
            assert_eq!(zhupi::domain::text::columns(line), 60, "{line}");
        }
    }
}

#[test]
fn how_people_decide_together_is_told_in_words_and_an_unknown_way_as_it_came() {
    for (mode, word) in [
        ("all", "会签"),
        ("sequence", "依次审批"),
        ("other:9", "other:9"),
    ] {
        let mut desk = Desk::sized(120, 40);
        desk.read_anew(|instance| instance.canvas.nodes[2].mode = Some(mode.to_owned()));
        let frame = desk.frame(Language::Chinese);
        assert!(frame.contains(&format!("方式        {word}")), "{frame}");
        desk.press("]");
        let frame = desk.frame(Language::Chinese);
        assert!(frame.contains(&format!("║   {word}")), "{frame}");
    }
}
