//! Draws the model: pure, windowed, one function per region.
//!
//! ```text
//!  朱批  work · 王芳                                          ● 在线  14:02 同步
//!  1 待办 35  2 已办 17  3 抄送 10  4 我发起 51  5 草稿 2  6 消息 175
//! ┌ 待办 ───────────────────────────────── 35 ┐┌ 差旅报销 #…0192 ──────────┐
//! │▌● 差旅报销        张三   ¥ 1,820.00    2h ││ 表单 │ 流程 │ 记录 │ 原文 │
//! │ ⏳采购申请        王五   ¥   299.00    1d ││ 金额      ¥ 1,820.00      │
//! └───────────────────────────────────────────┘└───────────────────────────┘
//!  ⏳ 同意 采购申请 6s   u 撤  $ 立即发出
//!  a 同意  A 意见  d 驳回  t 转办  / 查找  ? 帮助
//! ```

mod aiming;
mod ascii;
mod below;
mod canvas;
mod choosing;
mod columns;
mod commenting;
mod detail;
mod filling;
mod foot;
mod form;
mod header;
mod help;
mod hints;
mod history;
mod journal;
mod limit;
mod list;
mod news;
mod overlay;
mod palette;
mod pane;
mod place;
mod plan;
mod receipts;
mod spot;
mod status;
mod text;
mod toast;
mod views;
mod written;

use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};
use ratatui::widgets::Paragraph;

use crate::locale::Locale;
use crate::tui::layout::{SMALLEST, layout, too_small};
use crate::tui::model::Model;
use crate::tui::theme::Theme;

pub use spot::spot;
pub use written::plan_text;

/// What drawing needs besides the frame.
#[derive(Clone, Copy, Debug)]
pub struct Paint<'a> {
    pub model: &'a Model,
    pub locale: &'a Locale,
    pub theme: &'a Theme,
}

/// Draws everything; returns how many lines the detail has.
pub fn draw(frame: &mut Frame<'_>, paint: Paint<'_>) -> u16 {
    let lines = draw_signs(frame, paint);
    if paint.model.settings.ascii {
        ascii::fold(frame.buffer_mut());
    }
    lines
}

fn draw_signs(frame: &mut Frame<'_>, paint: Paint<'_>) -> u16 {
    let model = paint.model;
    if too_small(model.size) {
        draw_too_small(frame, paint);
        return model.detail_lines;
    }
    let areas = layout(model.size, model);
    header::draw(frame, paint, &areas);
    let mut lines = model.detail_lines;
    if let Some(area) = areas.list {
        place::draw(frame, paint, area);
    }
    if let Some(area) = areas.detail {
        lines = detail::draw(frame, paint, area);
    }
    foot::draw(frame, paint, &areas);
    if let Some(top) = model.overlays.last() {
        overlay::draw(frame, paint, top);
        if !overlay::takes_hints(top) && foot::reaches_up(paint, &areas) {
            foot::draw(frame, paint, &areas);
        }
    }
    lines
}

fn draw_too_small(frame: &mut Frame<'_>, paint: Paint<'_>) {
    let words = paint.locale.f(
        "screen-too-small",
        &[("width", SMALLEST.0.into()), ("height", SMALLEST.1.into())],
    );
    let area = frame.area();
    let middle = Rect::new(0, area.height / 2, area.width, area.height.min(1));
    frame.render_widget(Paragraph::new(words).alignment(Alignment::Center), middle);
}
