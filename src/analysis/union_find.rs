//! Things joined two by two, and the groups that come of it (union-find). It knows places only, not what stands there.

/// The places 0 to n, each at first in a group of its own.
#[derive(Debug, Clone)]
pub(crate) struct UnionFind {
    /// A place nearer to the group's root; the root points to itself.
    towards: Vec<usize>,
}

impl UnionFind {
    /// `len` places, none joined.
    pub(crate) fn new(len: usize) -> Self {
        Self { towards: (0..len).collect() }
    }

    /// Makes the groups of two places one.
    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.towards[a.max(b)] = a.min(b);
    }

    /// The groups, each with its places in order, by the first of them.
    pub(crate) fn groups(mut self) -> Vec<Vec<usize>> {
        let mut groups = vec![Vec::new(); self.towards.len()];
        for place in 0..groups.len() {
            groups[self.root(place)].push(place);
        }
        groups.retain(|group| !group.is_empty());
        groups
    }

    /// Halves the way that it goes, which keeps every way short.
    fn root(&mut self, mut place: usize) -> usize {
        while self.towards[place] != place {
            self.towards[place] = self.towards[self.towards[place]];
            place = self.towards[place];
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_through_others_is_one_group() {
        let mut partition = UnionFind::new(6);
        for (a, b) in [(4, 1), (1, 5), (3, 2), (5, 4)] {
            partition.join(a, b);
        }
        assert_eq!(partition.groups(), [vec![0], vec![1, 4, 5], vec![2, 3]]);
    }
}
