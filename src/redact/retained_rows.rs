//! Which rows of a table are retained, and their new positions. It knows nothing about labels.

use crate::model::{HasId, Ix, Table};

/// The retained rows of a table.
pub(super) struct RetainedRows<T> {
    /// By old position: the new position, which is the number of retained rows before it.
    new_positions: Vec<Ix<T>>,
    is_retained: Vec<bool>,
}

impl<T> RetainedRows<T> {
    pub(super) fn new(table: &Table<T>, is_retained: impl FnMut(Ix<T>) -> bool) -> Self {
        let is_retained: Vec<bool> = table.positions().map(is_retained).collect();
        let new_positions = is_retained.iter().scan(0, |before, is_retained| {
            let position = Ix::new(*before);
            *before += usize::from(*is_retained);
            Some(position)
        });
        Self { new_positions: new_positions.collect(), is_retained }
    }

    pub(super) fn contains(&self, old: Ix<T>) -> bool {
        self.is_retained[old.at()]
    }

    /// Returns the new position of a row that is retained.
    pub(super) fn new_position(&self, old: Ix<T>) -> Ix<T> {
        self.new_positions[old.at()]
    }

    /// Returns the new position of a row, or `None` when it was removed.
    pub(super) fn retained_position(&self, old: Ix<T>) -> Option<Ix<T>> {
        self.contains(old).then(|| self.new_position(old))
    }

    /// Returns the new positions of those rows of `list` that are retained.
    pub(super) fn retained_positions(&self, list: &[Ix<T>]) -> Vec<Ix<T>> {
        list.iter().filter_map(|old| self.retained_position(*old)).collect()
    }

    /// Returns the table of the retained rows, each mapped by `row`.
    pub(super) fn retained_table(&self, table: &Table<T>, row: impl Fn(&T) -> T) -> Table<T>
    where
        T: HasId,
    {
        Table::new(table.iter().filter(|(at, _)| self.contains(*at)).map(|(_, value)| row(value)).collect())
    }
}
