//! A terminal painted frame over frame looks like one painted afresh, and a frame painted by us
//! looks as ratatui's own backend paints it.

use ratatui::layout::{Rect, Size};
use ratatui::{Terminal, TerminalOptions, Viewport};
use ratatui_crossterm::CrosstermBackend;

use super::random::{Painting, Random};
use super::recorder::{Emulator, Seen};
use zhupi::tui::screen::Screen;

const SIZES: [Size; 2] = [Size::new(40, 12), Size::new(24, 8)];
const RUNS: u64 = 30;
const FRAMES: u64 = 12;

type Stock = Terminal<CrosstermBackend<Emulator>>;

fn stock(emulator: Emulator, size: Size) -> Stock {
    let viewport = Viewport::Fixed(Rect::from(size));
    let backend = CrosstermBackend::new(emulator);
    Terminal::with_options(backend, TerminalOptions { viewport }).unwrap()
}

fn draw_stock(stock: &mut Stock, painting: &Painting) {
    stock
        .draw(|frame| painting.paint(frame.buffer_mut()))
        .unwrap();
}

fn draw_ours(screen: &mut Screen<Emulator>, painting: &Painting) {
    screen
        .draw(|frame| painting.paint(frame.buffer_mut()))
        .unwrap();
}

/// Calls `check` with the painting and the terminal it was painted on, frame over frame.
fn in_sequence<P>(
    start: impl Fn(Emulator, Size) -> P,
    draw: impl Fn(&mut P, &Painting),
    mut check: impl FnMut(&Painting, &Emulator, Size),
) {
    let mut random = Random::new(0x5EED);
    for size in SIZES {
        for _ in 0..RUNS {
            let emulator = Emulator::new(size);
            let mut painter = start(emulator.clone(), size);
            let mut painting = Painting::random(&mut random, size);
            for _ in 0..FRAMES {
                draw(&mut painter, &painting);
                check(&painting, &emulator, size);
                painting.change(&mut random);
            }
        }
    }
}

/// The same painting on a fresh terminal.
fn afresh<P>(
    painting: &Painting,
    size: Size,
    start: impl Fn(Emulator, Size) -> P,
    draw: impl Fn(&mut P, &Painting),
) -> Emulator {
    let emulator = Emulator::new(size);
    draw(&mut start(emulator.clone(), size), painting);
    emulator
}

/// The first cell, counted in rows from the top left, in which two terminals look different.
fn difference(one: &Emulator, other: &Emulator) -> Option<(usize, Seen, Seen)> {
    let pairs = one.look().into_iter().zip(other.look());
    let mut numbered = (0..).zip(pairs).map(|(at, (one, other))| (at, one, other));
    numbered.find(|(_, one, other)| one != other)
}

#[test]
fn frame_over_frame_looks_as_painted_afresh() {
    in_sequence(Screen::new, draw_ours, |painting, emulator, size| {
        let fresh = afresh(painting, size, Screen::new, draw_ours);
        assert_eq!(difference(emulator, &fresh), None, "{painting:?}");
    });
}

/// The reason for a comparison of frames of our own. When this fails, ratatui's may do.
#[test]
fn frame_over_frame_the_stock_backend_leaves_stale_cells() {
    let mut stale = 0;
    in_sequence(stock, draw_stock, |painting, emulator, size| {
        let fresh = afresh(painting, size, stock, draw_stock);
        stale += usize::from(difference(emulator, &fresh).is_some());
    });
    assert!(stale > 0);
}

#[test]
fn a_whole_frame_looks_as_the_stock_backend_paints_it() {
    let mut random = Random::new(0xF00D);
    for size in SIZES {
        for _ in 0..100 {
            let painting = Painting::without_overlaps(&mut random, size);
            let ours = afresh(&painting, size, Screen::new, draw_ours);
            let theirs = afresh(&painting, size, stock, draw_stock);
            assert_eq!(difference(&ours, &theirs), None, "{painting:?}");
        }
    }
}
