//! What HTML says, token by token: the texts of cells, and what stands around them. No tree is
//! built: whatever nests, or never ends, takes no longer than reading it once.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Elements that stand within a line.
const INLINE: [&str; 12] = [
    "a", "b", "em", "font", "i", "s", "small", "span", "strong", "sub", "sup", "u",
];

/// All of a text.
#[derive(Debug, Default)]
pub(super) struct Markup {
    /// The tables that stand in no other.
    pub tables: Vec<Table>,
    pub around: String,
}

#[derive(Debug, Default)]
pub(super) struct Table {
    pub rows: Vec<Vec<Cell>>,
    /// Whatever stands in none of its cells.
    pub caption: String,
}

#[derive(Debug)]
pub(super) struct Cell {
    pub is_heading: bool,
    /// How many columns and rows it says that it takes.
    pub wide: usize,
    pub high: usize,
    /// With the text of tables within it.
    pub text: String,
}

/// Reads a text to its end.
pub(super) fn read(html: &str) -> Markup {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // Nothing stops it: scripts are text like any other.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut reading = tokenizer.sink.0.into_inner();
    reading.end_table();
    reading.read
}

#[derive(Debug, Default)]
struct Sink(RefCell<Reading>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut reading = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => reading.say(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return reading.start(&tag),
            Token::TagToken(tag) => reading.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// How far it has come.
#[derive(Debug, Default)]
struct Reading {
    read: Markup,
    table: Option<Table>,
    /// How many tables are open within that one.
    within: usize,
    row: Option<Vec<Cell>>,
    cell: Option<Cell>,
    /// In what is there for programs alone.
    is_silent: bool,
}

impl Reading {
    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        match &*tag.name {
            "script" => return self.hush(RawKind::ScriptData),
            "style" => return self.hush(RawKind::Rawtext),
            "table" if self.table.is_none() => self.table = Some(Table::default()),
            "table" => {
                self.within += 1;
                self.say(" ");
            }
            "thead" | "tbody" | "tfoot" if self.is_outermost() => self.end_row(),
            "tr" if self.is_outermost() => {
                self.end_row();
                self.row = Some(Vec::new());
            }
            "td" | "th" if self.is_outermost() => {
                self.end_cell();
                self.cell = Some(Cell {
                    is_heading: &*tag.name == "th",
                    wide: span(tag, "colspan"),
                    high: span(tag, "rowspan"),
                    text: String::new(),
                });
            }
            name => {
                self.say(gap(name));
                self.mark(tag);
            }
        }
        TokenSinkResult::Continue
    }

    fn end(&mut self, name: &str) {
        match name {
            "script" | "style" => self.is_silent = false,
            "table" if self.within == 0 => self.end_table(),
            "table" => {
                self.within -= 1;
                self.say(" ");
            }
            "thead" | "tbody" | "tfoot" | "tr" if self.is_outermost() => self.end_row(),
            "td" | "th" if self.is_outermost() => self.end_cell(),
            name => self.say(gap(name)),
        }
    }

    fn hush(&mut self, kind: RawKind) -> TokenSinkResult<()> {
        self.is_silent = true;
        TokenSinkResult::RawData(kind)
    }

    /// Whether rows and cells are those of the table that stands in no other.
    fn is_outermost(&self) -> bool {
        self.table.is_some() && self.within == 0
    }

    fn end_cell(&mut self) {
        if let Some(cell) = self.cell.take() {
            self.row.get_or_insert_default().push(cell);
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if let (Some(table), Some(row)) = (&mut self.table, self.row.take()) {
            table.rows.push(row);
        }
    }

    fn end_table(&mut self) {
        self.end_row();
        self.read.tables.extend(self.table.take());
    }

    /// What an element says without having text: a picture's name, a link's address.
    fn mark(&mut self, tag: &Tag) {
        let said = match &*tag.name {
            "img" => attribute(tag, "alt").or_else(|| attribute(tag, "src")),
            "a" => attribute(tag, "href"),
            "input" => attribute(tag, "value"),
            _ => None,
        };
        if let Some(said) = said {
            for part in [" [", said, "] "] {
                self.say(part);
            }
        }
    }

    fn say(&mut self, text: &str) {
        if self.is_silent {
            return;
        }
        let here = match (&mut self.cell, &mut self.table) {
            (Some(cell), _) => &mut cell.text,
            (None, Some(table)) => &mut table.caption,
            (None, None) => &mut self.read.around,
        };
        here.push_str(text);
    }
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    let found = tag.attrs.iter().find(|other| &*other.name.local == name)?;
    Some(&*found.value).filter(|value| !value.trim().is_empty())
}

fn span(tag: &Tag, name: &str) -> usize {
    let said = attribute(tag, name).and_then(|said| said.trim().parse().ok());
    said.unwrap_or(1)
}

/// What stands between an element and its neighbours: words may go on within a line.
fn gap(element: &str) -> &'static str {
    if INLINE.contains(&element) { "" } else { " " }
}
