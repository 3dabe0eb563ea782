//! Disjoint sets with union by smallest index and path halving (union-find). It never looks at the elements, only at their indices.

/// The indices from 0 to n - 1, each at first in its own group.
#[derive(Debug, Clone)]
pub(crate) struct UnionFind {
    /// An index nearer to the root of the group; the root is its own parent.
    parents: Vec<usize>,
}

impl UnionFind {
    /// Creates `len` groups of one index each.
    pub(crate) fn new(len: usize) -> Self {
        Self { parents: (0..len).collect() }
    }

    /// Joins the groups of two indices.
    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b)] = a.min(b);
    }

    /// The groups, each sorted, in the order of their first index.
    pub(crate) fn groups(mut self) -> Vec<Vec<usize>> {
        let mut groups = vec![Vec::new(); self.parents.len()];
        for index in 0..groups.len() {
            groups[self.root(index)].push(index);
        }
        groups.retain(|group| !group.is_empty());
        groups
    }

    /// The root of the group of `index`. Halves the path on the way.
    fn root(&mut self, mut index: usize) -> usize {
        while self.parents[index] != index {
            self.parents[index] = self.parents[self.parents[index]];
            index = self.parents[index];
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_joined_through_others_are_one_group() {
        let mut sets = UnionFind::new(6);
        for (a, b) in [(4, 1), (1, 5), (3, 2), (5, 4)] {
            sets.join(a, b);
        }
        assert_eq!(sets.groups(), [vec![0], vec![1, 4, 5], vec![2, 3]]);
    }
}
