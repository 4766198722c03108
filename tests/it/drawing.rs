//! Drawings of flows: golden pictures of those that people know, and rules that hold for any.

mod export;
pub mod flows;
mod look_ahead;
mod random;

use insta::{Settings, assert_snapshot};
use jiff::tz::TimeZone;
use zhupi::domain::canvas::Canvas;
use zhupi::drawing::{Drawing, Options, draw};

fn drawn(canvas: &Canvas, columns: u16, ascii: bool) -> Drawing {
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    let options = Options {
        columns,
        ascii,
        zone: &zone,
    };
    draw(canvas, &options)
}

fn settings() -> Settings {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../frames");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// Compares a drawing in three widths with what is on record.
fn check(name: &str, canvas: &Canvas) {
    for columns in [80, 120, 200] {
        let text = drawn(canvas, columns, false).text();
        settings().bind(|| assert_snapshot!(format!("canvas-{name}-{columns}"), text));
    }
}

#[test]
fn a_flow_without_branches() {
    check("linear", &flows::linear());
}

#[test]
fn a_branch_by_amount() {
    check("branch", &flows::branch());
}

#[test]
fn a_parallel_split_and_join() {
    check("parallel", &flows::parallel());
}

#[test]
fn ways_back() {
    check("loop", &flows::loop_back());
}

#[test]
fn ways_back_over_each_other() {
    check("loops", &flows::loops());
}

#[test]
fn without_line_drawing_characters() {
    settings().bind(|| {
        assert_snapshot!(
            "canvas-ascii-120",
            drawn(&flows::parallel(), 120, true).text()
        );
        assert_snapshot!(
            "canvas-ascii-80",
            drawn(&flows::loop_back(), 80, true).text()
        );
    });
}

#[test]
fn many_people_at_one_node() {
    check("all-sign", &flows::all_sign());
}

#[test]
fn a_handle_node_and_a_copy() {
    check("handle-cc", &flows::handle_and_cc());
}
