//! Cursor and marks: on living rows, and nobody moves them but their owner.

use zhupi::domain::decision::Status;
use zhupi::tui::event::Event;

use super::{Laws, Turn, aimed};

impl Laws {
    pub(super) fn rows(&self, turn: &Turn<'_>) {
        let (before, after) = (turn.before, turn.after);
        let list = &after.list;
        match list.current() {
            None => assert!(list.is_empty(), "a cursor beside {} rows", list.len()),
            Some(item) => {
                assert!(list.contains(&item.key));
                assert_eq!(list.row_of(&item.key), Some(list.row()));
            }
        }
        let marked: Vec<_> = after.marked().iter().map(|item| item.key.clone()).collect();
        assert!(marked.iter().all(|key| list.shows(key)), "a mark on no row");
        if !marked.is_empty() {
            assert_eq!(marked, aimed(after));
        }
        let counts = after.mark_counts();
        assert_eq!(counts.shown, marked.len());
        if after.place.is_folder() {
            let hidden = |key: &&zhupi::domain::item::Key| {
                after.marks.has(key) && !list.shows(key) && !after.is_busy(key)
            };
            assert_eq!(counts.hidden, self.met.iter().filter(hidden).count());
        }
        if !turn.is_of_the_user() {
            self.undisturbed(turn);
        }
        assert!(before.list.folder == after.list.folder || turn.is_of_the_user());
    }

    /// What comes from outside moves neither cursor nor marks.
    fn undisturbed(&self, turn: &Turn<'_>) {
        let (before, after) = (turn.before, turn.after);
        // Of several accounts the rows of one come first, and nobody has chosen among them yet.
        let waits = !before.list.touched && before.sides.are_several() && before.list.row() == 0;
        if let Some(item) = before.list.current()
            && after.list.shows(&item.key)
            && !waits
        {
            assert_eq!(after.list.current().map(|item| &item.key), Some(&item.key));
        }
        let done = match turn.event {
            Event::Settled { decision, receipt } if receipt.status == Status::Done => {
                Some(&decision.item.key)
            }
            _ => None,
        };
        for key in self.met.iter().filter(|key| done != Some(key)) {
            let (was, is) = (before.marks.has(key), after.marks.has(key));
            // A query that is still being answered marks what it finds to be meant.
            assert!(
                was == is || (is && before.marks.asked.is_some()),
                "{key:?}: {was}, {is}"
            );
        }
    }
}
