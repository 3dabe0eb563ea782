//! Which things of one kind stay, and where they come to stand. It knows nothing of labels.

use crate::model::{Ix, Named, Table};

/// Which rows of a table stay.
pub(super) struct Kept<T> {
    /// By the old position: the new one, which is the number of rows before it that stay.
    places: Vec<Ix<T>>,
    stays: Vec<bool>,
}

impl<T> Kept<T> {
    pub(super) fn of(table: &Table<T>, stays: impl FnMut(Ix<T>) -> bool) -> Self {
        let stays: Vec<bool> = table.positions().map(stays).collect();
        let places = stays.iter().scan(0, |before, stays| {
            let place = Ix::new(*before);
            *before += usize::from(*stays);
            Some(place)
        });
        Self { places: places.collect(), stays }
    }

    pub(super) fn has(&self, old: Ix<T>) -> bool {
        self.stays[old.at()]
    }

    /// Where something that stays has come to stand.
    pub(super) fn moved(&self, old: Ix<T>) -> Ix<T> {
        self.places[old.at()]
    }

    /// The same of something that may be gone.
    pub(super) fn now(&self, old: Ix<T>) -> Option<Ix<T>> {
        self.has(old).then(|| self.moved(old))
    }

    /// Those of a list that stay.
    pub(super) fn all(&self, list: &[Ix<T>]) -> Vec<Ix<T>> {
        list.iter().filter_map(|old| self.now(*old)).collect()
    }

    /// The table of what stays, each thing as it is to be.
    pub(super) fn table(&self, table: &Table<T>, row: impl Fn(&T) -> T) -> Table<T>
    where
        T: Named,
    {
        Table::new(table.iter().filter(|(at, _)| self.has(*at)).map(|(_, thing)| row(thing)).collect())
    }
}
