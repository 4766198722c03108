//! Text in columns for people: aligned also where characters are two cells wide, harmless
//! whatever a server sent. Knows nothing of what it shows.

use comfy_table::presets::NOTHING;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Row};

use crate::domain::text;

/// Bold, and no longer bold.
const EMPHASIS: (&str, &str) = ("\u{1b}[1m", "\u{1b}[0m");

/// Columns under an optional header, without lines between them.
#[derive(Debug)]
pub(super) struct Table {
    inner: comfy_table::Table,
    header: bool,
    /// Places of the columns that are kept in one piece.
    whole: Vec<usize>,
    /// What stands over the accounts of the rows, where they are named.
    account: Option<String>,
}

/// Columns of a terminal that a column of a table needs, if it has as much to say.
const READABLE: u16 = 8;

/// What stands between two columns.
const PADDING: u32 = 2;

/// Where the account of a row stands.
const ACCOUNT: usize = 1;

impl Table {
    /// `width` is that of the terminal; `None` lets the content decide.
    pub(super) fn new(width: Option<u16>) -> Self {
        let mut inner = comfy_table::Table::new();
        inner.load_style(NOTHING);
        if let Some(width) = width {
            inner.set_width(width);
            inner.set_content_arrangement(ContentArrangement::Dynamic);
        }
        Self {
            inner,
            header: false,
            whole: Vec::new(),
            account: None,
        }
    }

    /// The same with a column more: the account of each row, under this heading.
    pub(super) fn of_accounts(self, heading: Option<String>) -> Self {
        Self {
            account: heading,
            ..self
        }
    }

    pub(super) fn header(&mut self, cells: impl IntoIterator<Item = String>) {
        self.header = true;
        let mut cells: Vec<_> = cells.into_iter().collect();
        if let Some(heading) = &self.account {
            cells.insert(ACCOUNT.min(cells.len()), heading.clone());
        }
        self.inner
            .set_header(cells.iter().map(|cell| text::neutral(cell).into_owned()));
    }

    pub(super) fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.inner.add_row(
            cells
                .into_iter()
                .map(|cell| text::neutral(cell.as_ref()).into_owned()),
        );
    }

    /// A row of an account, which is named where that is wanted.
    pub(super) fn row_of<S: AsRef<str>>(
        &mut self,
        account: &str,
        cells: impl IntoIterator<Item = S>,
    ) {
        let cells = cells.into_iter();
        let mut cells: Vec<_> = cells.map(|cell| cell.as_ref().to_owned()).collect();
        if self.account.is_some() {
            cells.insert(ACCOUNT.min(cells.len()), account.to_owned());
        }
        self.row(cells);
    }

    /// Keeps a column in one piece: an id that is broken over two lines cannot be copied.
    pub(super) fn keep_whole(&mut self, column: usize) {
        let place = self.place(column);
        if let Some(column) = self.inner.column_mut(place) {
            column.set_constraint(ColumnConstraint::ContentWidth);
            self.whole.push(place);
        }
    }

    /// Lines a column up at its right edge, as numbers are read.
    pub(super) fn align_right(&mut self, column: usize) {
        let column = self.place(column);
        if let Some(column) = self.inner.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }

    /// Where a column stands beside that of the accounts.
    fn place(&self, column: usize) -> usize {
        column + usize::from(self.account.is_some() && column >= ACCOUNT)
    }

    /// The lines, the header emphasised where colours are wanted. On a terminal that is too narrow
    /// for columns, each row becomes lines of its own.
    pub(super) fn lines(&self, color: bool) -> String {
        if self.is_too_wide() {
            return self.records();
        }
        let mut lines = String::new();
        for (nth, line) in self.inner.lines().enumerate() {
            let emphasis = nth == 0 && self.header && color;
            let (on, off) = if emphasis { EMPHASIS } else { ("", "") };
            lines.extend([on, line.trim_end(), off, "\n"]);
        }
        lines
    }

    /// Whether columns would be broken into pieces that nobody can read.
    fn is_too_wide(&self) -> bool {
        let Some(width) = self.inner.width() else {
            return false;
        };
        let widths = self.inner.column_max_content_widths();
        let needed = widths.iter().enumerate().map(|(place, width)| {
            let readable = if self.whole.contains(&place) {
                *width
            } else {
                READABLE.min(*width)
            };
            u32::from(readable) + PADDING
        });
        needed.sum::<u32>() > u32::from(width)
    }

    /// Every cell behind its heading, and an empty line between rows; without headings the cells
    /// of a row one after the other.
    fn records(&self) -> String {
        let rows = self.inner.row_iter().map(cells);
        let Some(headings) = self.inner.header().map(cells) else {
            let lines = rows.map(|cells| format!(" {}\n", cells.join("  ").trim_end()));
            return lines.collect();
        };
        let record = |cells: Vec<String>| {
            let mut record = Self::new(self.inner.width());
            let named = headings.iter().zip(cells);
            for (heading, cell) in named.filter(|(_, cell)| !cell.is_empty()) {
                record.row([heading, &cell]);
            }
            record.keep_whole(0);
            record.lines(false)
        };
        rows.map(record).collect::<Vec<_>>().join("\n")
    }
}

fn cells(row: &Row) -> Vec<String> {
    row.cell_iter().map(Cell::content).collect()
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::Table;

    #[test]
    fn columns_line_up_under_wide_characters() {
        let mut table = Table::new(None);
        table.row(["张三", "1"]);
        table.row(["Li Si", "2"]);
        let ends: Vec<_> = table
            .lines(false)
            .lines()
            .map(UnicodeWidthStr::width)
            .collect();
        assert_eq!(ends[0], ends[1]);
    }

    #[test]
    fn the_account_of_a_row_stands_behind_its_id_where_it_is_named() {
        let mut table = Table::new(None).of_accounts(Some("account".to_owned()));
        table.header(["id", "sum"].map(str::to_owned));
        table.row_of("work", ["7001", "10"]);
        table.align_right(1);
        let lines = table.lines(false);
        let words = lines.lines().map(|line| line.split_whitespace().collect());
        let words: Vec<Vec<_>> = words.collect();
        assert_eq!(words, [["id", "account", "sum"], ["7001", "work", "10"]]);
    }

    #[test]
    fn on_a_narrow_terminal_each_cell_stands_behind_its_heading() {
        let rows = |width| {
            let mut table = Table::new(Some(width));
            table.header(["id", "title", "from", "step"].map(str::to_owned));
            table.row([
                "2124000000000000001",
                "张三提交的差旅报销",
                "",
                "财务经理审批",
            ]);
            table.row(["2124000000000000002", "请假", "李四", "主管审批"]);
            table.keep_whole(0);
            table.lines(false)
        };
        assert_eq!(rows(80).lines().count(), 3);
        assert_eq!(
            rows(40),
            " id     2124000000000000001\n title  张三提交的差旅报销\n step   财务经理审批\n\n \
             id     2124000000000000002\n title  请假\n from   李四\n step   主管审批\n"
        );
    }

    #[test]
    fn what_a_server_sent_cannot_move_the_cursor() {
        let mut table = Table::new(None);
        table.row(["\u{1b}[2Jgone\u{202e}"]);
        assert!(!table.lines(false).contains(['\u{1b}', '\u{202e}']));
    }
}
