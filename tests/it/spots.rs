//! From the picture back to what it shows: every cell of a tab, of a row, of a box.

use unicode_width::UnicodeWidthChar;
use zhupi::domain::item::Folder;
use zhupi::locale::{Language, Locale};
use zhupi::tui::layout::Spot;
use zhupi::tui::model::Tab;
use zhupi::tui::view::spot;

use crate::support::desk::Desk;

const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

/// A line of the screen from left to right: what its cells belong to, and what is written there.
fn line(desk: &Desk, language: Language, y: u16) -> Vec<(Spot, String)> {
    let locale = Locale::new(language);
    let frame = desk.frame(language);
    let text = frame.lines().nth(usize::from(y)).unwrap();
    let mut cells: Vec<String> = Vec::new();
    for c in text.chars() {
        cells.push(c.to_string());
        cells.extend((1..c.width().unwrap()).map(|_| String::new()));
    }
    cells.resize(usize::from(desk.model.size.0), " ".to_owned());
    let mut parts: Vec<(Spot, String)> = Vec::new();
    for (x, cell) in (0..).zip(cells) {
        let here = spot(&desk.model, &locale, (x, y));
        match parts.last_mut() {
            Some((before, text)) if *before == here => text.push_str(&cell),
            _ => parts.push((here, cell)),
        }
    }
    parts
}

/// Those that are tabs, without the air around their words.
fn tabs(desk: &Desk, language: Language, y: u16) -> Vec<(Spot, String)> {
    let mut parts = line(desk, language, y);
    parts.retain(|(spot, _)| matches!(spot, Spot::Folder(_) | Spot::Messages | Spot::Tab(_)));
    let trim = |(spot, text): (Spot, String)| (spot, text.trim().to_owned());
    parts.into_iter().map(trim).collect()
}

#[test]
fn the_cells_of_a_folder_belong_to_it() {
    for (width, height) in [(80, 24), (120, 40)] {
        for language in LANGUAGES {
            let desk = Desk::sized(width, height);
            let (locale, counts) = (Locale::new(language), desk.model.sides.counts().unwrap());
            let mut expected: Vec<(Spot, String)> = (1..)
                .zip(Folder::ALL)
                .map(|(nth, folder)| {
                    let name = locale.t(&format!("folder-{}", folder.name()));
                    let text = format!("{nth} {name} {}", counts.of(folder));
                    (Spot::Folder(folder), text)
                })
                .collect();
            let name = locale.t("folder-messages");
            expected.push((Spot::Messages, format!("6 {name} {}", counts.unread)));
            assert_eq!(tabs(&desk, language, 1), expected);
        }
    }
}

#[test]
fn where_only_the_open_folder_has_its_name_the_others_have_their_numbers() {
    let desk = Desk::sized(44, 12);
    let counts = desk.model.sides.counts().unwrap();
    let found = tabs(&desk, Language::English, 1);
    let todo = format!("1 To do {}", counts.todo);
    assert_eq!(found[0], (Spot::Folder(Folder::Todo), todo));
    assert_eq!(
        found[1],
        (Spot::Folder(Folder::Done), format!("2 {}", counts.done))
    );
    assert_eq!(found[5], (Spot::Messages, format!("6 {}", counts.unread)));
}

#[test]
fn the_cells_of_a_tab_of_the_detail_belong_to_it() {
    for (width, height) in [(80, 24), (120, 40)] {
        for language in LANGUAGES {
            let mut desk = Desk::sized(width, height);
            desk.press("l");
            let locale = Locale::new(language);
            let expected = Tab::ALL.map(|tab| (Spot::Tab(tab), locale.t(tab.message())));
            assert_eq!(tabs(&desk, language, 3), expected);
        }
    }
}

#[test]
fn a_line_of_the_list_belongs_to_its_row() {
    let mut desk = Desk::sized(80, 12);
    desk.press_and_read("G");
    let locale = Locale::new(Language::Chinese);
    let at = |desk: &Desk, y| spot(&desk.model, &locale, (10, y));
    let (top, count) = (desk.model.list.top, desk.model.list.len());
    assert_eq!(at(&desk, 2), Spot::List, "the upper border");
    for (row, y) in (top..count).zip(3..) {
        assert_eq!(at(&desk, y), Spot::Row(row));
    }
    assert_eq!(at(&desk, 9), Spot::List, "the lower border");
    for y in [0, 10, 11] {
        assert_eq!(at(&desk, y), Spot::Nothing);
    }
    assert_eq!(spot(&desk.model, &locale, (500, 500)), Spot::Nothing);
}

#[test]
fn side_by_side_each_pane_has_its_own_cells() {
    let desk = Desk::sized(120, 40);
    let parts = line(&desk, Language::Chinese, 3);
    assert_eq!(parts[0].0, Spot::Row(0));
    assert!(parts[0].1.contains("差旅报销"), "{parts:?}");
    let parts = line(&desk, Language::Chinese, 20);
    let spots: Vec<Spot> = parts.into_iter().map(|(spot, _)| spot).collect();
    assert_eq!(spots, [Spot::List, Spot::Detail]);
}

#[test]
fn while_something_lies_over_the_panes_nothing_below_can_be_pointed_at() {
    let mut desk = Desk::sized(120, 40);
    desk.press(":");
    for y in 0..40 {
        let parts = line(&desk, Language::Chinese, y);
        assert!(
            matches!(parts.as_slice(), [(Spot::Overlay, _)]),
            "{parts:?}"
        );
    }
}
