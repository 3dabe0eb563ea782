//! Which things of one kind stay, and where they come to stand. It knows nothing of labels.

use crate::model::{HasId, Ix, Table};

/// Which rows of a table stay.
pub(super) struct RetainedRows<T> {
    /// By the old position: the new one, which is the number of rows before it that stay.
    new_positions: Vec<Ix<T>>,
    is_retained: Vec<bool>,
}

impl<T> RetainedRows<T> {
    pub(super) fn new(table: &Table<T>, stays: impl FnMut(Ix<T>) -> bool) -> Self {
        let stays: Vec<bool> = table.positions().map(stays).collect();
        let places = stays.iter().scan(0, |before, stays| {
            let place = Ix::new(*before);
            *before += usize::from(*stays);
            Some(place)
        });
        Self { new_positions: places.collect(), is_retained: stays }
    }

    pub(super) fn contains(&self, old: Ix<T>) -> bool {
        self.is_retained[old.at()]
    }

    /// Where something that stays has come to stand.
    pub(super) fn new_position(&self, old: Ix<T>) -> Ix<T> {
        self.new_positions[old.at()]
    }

    /// The same of something that may be gone.
    pub(super) fn retained_position(&self, old: Ix<T>) -> Option<Ix<T>> {
        self.contains(old).then(|| self.new_position(old))
    }

    /// Those of a list that stay.
    pub(super) fn retained_positions(&self, list: &[Ix<T>]) -> Vec<Ix<T>> {
        list.iter().filter_map(|old| self.retained_position(*old)).collect()
    }

    /// The table of what stays, each thing as it is to be.
    pub(super) fn retained_table(&self, table: &Table<T>, row: impl Fn(&T) -> T) -> Table<T>
    where
        T: HasId,
    {
        Table::new(table.iter().filter(|(at, _)| self.contains(*at)).map(|(_, thing)| row(thing)).collect())
    }
}
