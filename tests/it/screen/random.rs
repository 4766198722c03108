//! Random paintings that repeat themselves from run to run: runs of Chinese and Latin text and
//! coloured stripes, changed a little from frame to frame.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier, Style};

/// Marsaglia's xorshift.
#[derive(Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below the bound.
    pub(super) fn below(&mut self, bound: u16) -> u16 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u16::try_from(self.0 % u64::from(bound)).unwrap_or_default()
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[usize::from(self.below(u16::try_from(from.len()).unwrap_or(u16::MAX)))]
    }

    fn style(&mut self) -> Style {
        let colors = [
            Color::Reset,
            Color::Red,
            Color::Blue,
            Color::LightGreen,
            Color::DarkGray,
            Color::Indexed(178),
            Color::Rgb(12, 200, 99),
        ];
        // No dim: strokes lie over each other, and the emulator cannot be bold and dim at once.
        let modifiers = [
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::ITALIC,
            Modifier::UNDERLINED,
            Modifier::REVERSED | Modifier::BOLD,
        ];
        Style::new()
            .fg(self.pick(&colors))
            .bg(self.pick(&colors))
            .add_modifier(self.pick(&modifiers))
    }

    fn text(&mut self) -> String {
        let glyphs = [
            "同", "意", "驳", "回", "，", "￥", "a", "Z", "7", " ", "é", "·", "│", "─", "ｱ", "①",
        ];
        let length = 1 + self.below(14);
        (0..length).map(|_| self.pick(&glyphs)).collect()
    }
}

#[derive(Clone, Debug)]
enum Stroke {
    Text(u16, u16, String, Style),
    Stripe(Rect, Style),
}

/// What is on a screen, in the order in which it is painted.
#[derive(Clone, Debug)]
pub(super) struct Painting {
    size: Size,
    strokes: Vec<Stroke>,
}

impl Painting {
    pub(super) fn random(random: &mut Random, size: Size) -> Self {
        let strokes = (0..24).map(|_| stroke(random, size)).collect();
        Self { size, strokes }
    }

    /// One run of text a row, so that no glyph is cut in half.
    pub(super) fn without_overlaps(random: &mut Random, size: Size) -> Self {
        let row = |y| Stroke::Text(random.below(8), y, random.text(), random.style());
        let strokes = (0..size.height).map(row).collect();
        Self { size, strokes }
    }

    /// Replaces or moves a few strokes.
    pub(super) fn change(&mut self, random: &mut Random) {
        for _ in 0..=random.below(6) {
            let at = usize::from(random.below(24));
            match &mut self.strokes[at] {
                Stroke::Text(x, ..) if random.below(2) == 0 => *x = (*x + 1) % self.size.width,
                stroke_at => *stroke_at = stroke(random, self.size),
            }
        }
    }

    pub(super) fn paint(&self, buffer: &mut Buffer) {
        for stroke in &self.strokes {
            match stroke {
                Stroke::Text(x, y, text, style) => {
                    buffer.set_string(*x, *y, text, *style);
                }
                Stroke::Stripe(area, style) => buffer.set_style(*area, *style),
            }
        }
    }
}

fn stroke(random: &mut Random, size: Size) -> Stroke {
    let (x, y) = (random.below(size.width), random.below(size.height));
    if random.below(4) == 0 {
        let width = 1 + random.below(size.width - x);
        Stroke::Stripe(Rect::new(x, y, width, 1), random.style())
    } else {
        Stroke::Text(x, y, random.text(), random.style())
    }
}
