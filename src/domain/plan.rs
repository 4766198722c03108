//! The decisions staged and not yet sent: groups, their countdowns, taking back and putting back.

pub mod review;
pub mod text;

use std::collections::{BTreeSet, HashMap, HashSet};

use super::decision::{Baseline, Decision};
use super::form::Form;
use super::item::{Key, Kind};
use super::verb::Verb;

/// What one key press staged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub number: u64,
    pub verb: Verb,
    pub decisions: Vec<Decision>,
    /// Milliseconds of visible time until it is sent, from when every form is there; `None` waits
    /// for the word, nothing is left once that has come.
    pub left_ms: Option<i64>,
}

impl Group {
    /// The decisions that lack the form they are made on.
    pub fn unread(&self) -> impl Iterator<Item = &Decision> {
        let decisions = self.decisions.iter();
        decisions.filter(|decision| decision.baseline == Baseline::Pending)
    }

    /// Whether every decision has the form it was made on.
    pub fn is_ready(&self) -> bool {
        self.unread().next().is_none()
    }

    fn is_due(&self) -> bool {
        self.is_ready() && self.left_ms.is_some_and(|left| left <= 0)
    }
}

/// Whether one key asks for both: to approve at a handle node is to handle it.
fn is_alike(one: Verb, other: Verb) -> bool {
    one == other || [one, other].map(|verb| verb.at(Kind::Handle)) == [Verb::Handle; 2]
}

/// All groups, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    groups: Vec<Group>,
    taken_back: Vec<Group>,
    last_number: u64,
    /// Where the decision for an item stands: its group, and its place in that.
    places: HashMap<Key, (usize, usize)>,
    /// What was written of it as text and could not be taken.
    unmended: Option<String>,
}

impl Plan {
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The decision staged for an item.
    pub fn staged(&self, key: &Key) -> Option<&Decision> {
        let (group, place) = *self.places.get(key)?;
        self.groups.get(group)?.decisions.get(place)
    }

    /// Whether a decision is staged for an item.
    pub fn has(&self, key: &Key) -> bool {
        self.places.contains_key(key)
    }

    /// After groups or decisions have come, gone or moved.
    fn find_places(&mut self) {
        let groups = self.groups.iter().enumerate();
        let places = groups.flat_map(|(group, of)| {
            let decisions = of.decisions.iter().enumerate();
            decisions.map(move |(place, one)| (one.item.key.clone(), (group, place)))
        });
        self.places = places.collect();
        if self.groups.is_empty() {
            self.unmended = None;
        }
    }

    /// What was written of it could not be taken: nothing goes by itself until that is mended or
    /// given up.
    pub fn refuse(&mut self, text: String) {
        for group in &mut self.groups {
            group.left_ms = None;
        }
        self.unmended = Some(text);
    }

    /// What was written of it and could not be taken.
    pub fn unmended(&self) -> Option<&str> {
        self.unmended.as_deref()
    }

    /// What was written of it is mended, or given up.
    pub fn mend(&mut self) {
        self.unmended = None;
    }

    /// All decisions, those staged first in front.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        self.groups.iter().flat_map(|group| &group.decisions)
    }

    /// How many decisions nobody has told to go yet.
    pub fn held(&self) -> usize {
        let held = self.groups.iter().filter(|group| group.left_ms != Some(0));
        held.map(|group| group.decisions.len()).sum()
    }

    /// Stages decisions as one group. Items that are staged already keep their decision.
    /// Returns the group's number, or `None` when nothing was left to stage.
    pub fn stage(&mut self, mut decisions: Vec<Decision>, left_ms: Option<i64>) -> Option<u64> {
        let mut new = HashSet::new();
        decisions.retain(|decision| {
            let key = &decision.item.key;
            !self.has(key) && new.insert(key.clone())
        });
        let verb = decisions.first()?.verb;
        self.taken_back.clear();
        self.last_number += 1;
        self.groups.push(Group {
            number: self.last_number,
            verb,
            decisions,
            left_ms,
        });
        self.find_places();
        Some(self.last_number)
    }

    /// Changes what is staged for an item; whether anything was.
    pub fn amend(&mut self, key: &Key, change: impl FnOnce(&mut Decision)) -> bool {
        let found = self.places.get(key).and_then(|(group, place)| {
            let group = self.groups.get_mut(*group)?;
            group.decisions.get_mut(*place)
        });
        found.map(change).is_some()
    }

    /// A group is of one verb: decisions whose verb was changed leave theirs for one of their own.
    pub fn part_verbs(&mut self) {
        let mut parted: Vec<Group> = Vec::new();
        for group in std::mem::take(&mut self.groups) {
            let from = parted.len();
            for decision in group.decisions {
                let own = parted.get_mut(from..).unwrap_or_default();
                let alike = |part: &&mut Group| is_alike(part.verb, decision.verb);
                if let Some(part) = own.iter_mut().find(alike) {
                    part.decisions.push(decision);
                    continue;
                }
                let number = if parted.len() == from {
                    group.number
                } else {
                    self.last_number += 1;
                    self.last_number
                };
                parted.push(Group {
                    number,
                    verb: decision.verb,
                    decisions: vec![decision],
                    left_ms: group.left_ms,
                });
            }
        }
        self.groups = parted;
        self.find_places();
    }

    /// Takes the newest group back.
    pub fn take_back(&mut self) -> Option<&Group> {
        let group = self.groups.pop()?;
        self.taken_back.push(group);
        self.find_places();
        self.taken_back.last()
    }

    /// Takes back what is staged for some items; how many that were.
    pub fn unstage(&mut self, keys: &[Key]) -> usize {
        let keys: BTreeSet<&Key> = keys.iter().collect();
        let mut count = 0;
        for group in &mut self.groups {
            let meant = |decision: &mut Decision| keys.contains(&decision.item.key);
            let decisions: Vec<_> = group.decisions.extract_if(.., meant).collect();
            count += decisions.len();
            if !decisions.is_empty() {
                self.taken_back.push(Group {
                    decisions,
                    ..*group
                });
            }
        }
        self.groups.retain(|group| !group.decisions.is_empty());
        self.find_places();
        count
    }

    /// Takes one group back for good, as if its key had never been pressed.
    pub fn forget(&mut self, number: u64) -> Option<Group> {
        let mut groups = self.groups.iter();
        let at = groups.position(|group| group.number == number)?;
        let group = self.groups.remove(at);
        self.find_places();
        Some(group)
    }

    /// Stages again what was taken back last, with a full countdown.
    pub fn put_back(&mut self, left_ms: Option<i64>) -> Option<&Group> {
        let group = self.taken_back.pop()?;
        self.groups.push(Group { left_ms, ..group });
        self.find_places();
        self.groups.last()
    }

    /// Lets visible time pass for the groups that it counts for.
    pub fn pass(&mut self, ms: i64, counts: impl Fn(&Group) -> bool) {
        let ready = self.groups.iter_mut().filter(|group| group.is_ready());
        for group in ready.filter(|group| counts(group)) {
            if let Some(left) = &mut group.left_ms {
                *left = (*left - ms).max(0);
            }
        }
    }

    /// Tells these groups to go, as soon as they can.
    pub fn let_go(&mut self, these: impl Fn(&Group) -> bool) {
        for group in self.groups.iter_mut().filter(|group| these(group)) {
            group.left_ms = Some(0);
        }
    }

    /// What these groups were told is taken back, where they have not gone.
    pub fn hold(&mut self, these: impl Fn(&Group) -> bool) {
        let told = self
            .groups
            .iter_mut()
            .filter(|group| group.left_ms == Some(0));
        for group in told.filter(|group| these(group)) {
            group.left_ms = None;
        }
    }

    /// Removes the groups that are to be sent now.
    pub fn due(&mut self) -> Vec<Group> {
        let due: Vec<_> = self.groups.extract_if(.., |group| group.is_due()).collect();
        if !due.is_empty() {
            self.find_places();
        }
        due
    }

    /// Gives a form to the decision that waits for it.
    pub fn baseline(&mut self, key: &Key, form: Form) {
        self.amend(key, |decision| {
            if decision.baseline == Baseline::Pending {
                decision.baseline = Baseline::Fresh(form);
            }
        });
    }

    /// Groups that lack a form.
    pub fn unready(&self) -> usize {
        let groups = self.groups.iter();
        groups.filter(|group| !group.is_ready()).count()
    }

    /// Removes the decision for an item, and its group once that is empty.
    pub fn drop_item(&mut self, key: &Key) -> Option<Decision> {
        let (group, place) = self.places.remove(key)?;
        let dropped = self.groups.get_mut(group)?.decisions.remove(place);
        self.groups.retain(|group| !group.decisions.is_empty());
        self.find_places();
        Some(dropped)
    }

    /// Milliseconds until the shown number of any countdown changes that runs.
    pub fn next_change_ms(&self, runs: impl Fn(&Group) -> bool) -> Option<i64> {
        let groups = self.groups.iter().filter(|group| group.is_ready());
        groups
            .filter(|group| runs(group))
            .filter_map(|group| group.left_ms)
            .filter(|left| *left > 0)
            .map(|left| (left - 1) % 1000 + 1)
            .min()
    }
}
