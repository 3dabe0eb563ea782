//! Tables of items with ids, and typed positions in them: an id is resolved once and indexed from then on. Tables never change.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;

/// An item of a brief that has an id.
pub trait HasId {
    /// The id, unique among the items of this kind in one brief.
    fn id(&self) -> &str;
}

/// Position of a `T` in its table, valid only for the brief that it was resolved in.
///
/// A reload assigns new positions; state that must survive a reload stores the id instead.
pub struct Ix<T> {
    at: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Ix<T> {
    /// The position `at`, counted from 0.
    ///
    /// # Panics
    /// When `at` does not fit in 32 bits; no table is that long.
    pub fn new(at: usize) -> Self {
        let at = u32::try_from(at).expect("a table holds fewer than 2^32 rows");
        Self { at, of: PhantomData }
    }

    /// The position as a number, counted from 0.
    pub const fn at(self) -> usize {
        self.at as usize
    }
}

impl<T> Clone for Ix<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Ix<T> {}
impl<T> PartialEq for Ix<T> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}
impl<T> Eq for Ix<T> {}
impl<T> PartialOrd for Ix<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Ix<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.at.cmp(&other.at)
    }
}
impl<T> Hash for Ix<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.at.hash(state);
    }
}
impl<T> fmt::Debug for Ix<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.at)
    }
}

/// Items of one kind in the order of the brief, with look-up by position and by id.
#[derive(Debug, Clone)]
pub struct Table<T> {
    rows: Vec<T>,
    by_id: Vec<u32>,
}

impl<T: HasId> Table<T> {
    /// Creates a table. When two rows have the same id, look-up finds the first.
    pub fn new(rows: Vec<T>) -> Self {
        let mut by_id: Vec<u32> = (0..rows.len()).map(|at| Ix::<T>::new(at).at).collect();
        by_id.sort_by(|a, b| rows[*a as usize].id().cmp(rows[*b as usize].id()));
        Self { rows, by_id }
    }

    /// The position of the item with this id.
    pub fn find(&self, id: &str) -> Option<Ix<T>> {
        let first = self.by_id.partition_point(|at| self.rows[*at as usize].id() < id);
        let at = *self.by_id.get(first)? as usize;
        (self.rows[at].id() == id).then(|| Ix::new(at))
    }
}

impl<T> Table<T> {
    /// The number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether the table has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Every position, in order.
    pub fn positions(&self) -> impl DoubleEndedIterator<Item = Ix<T>> + ExactSizeIterator + use<T> {
        (0..self.rows.len()).map(Ix::new)
    }

    /// Every row with its position, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Ix<T>, &T)> + ExactSizeIterator {
        self.rows.iter().enumerate().map(|(at, row)| (Ix::new(at), row))
    }
}

impl<T> Index<Ix<T>> for Table<T> {
    type Output = T;

    fn index(&self, ix: Ix<T>) -> &T {
        &self.rows[ix.at()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Row(&'static str);
    impl HasId for Row {
        fn id(&self) -> &str {
            self.0
        }
    }

    #[test]
    fn an_item_is_found_by_its_id_at_any_position() {
        let table = Table::new(vec![Row("khar"), Row("asif"), Row("saif"), Row("asif")]);
        assert_eq!(table.find("asif").map(Ix::at), Some(1), "the first of two");
        assert_eq!(table.find("saif").map(Ix::at), Some(2));
        assert_eq!(table.find("khan"), None);
        assert_eq!(Table::<Row>::new(Vec::new()).find("asif"), None);
    }
}
