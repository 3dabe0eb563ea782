//! Finds cycles of references, such as an actor that is a member of its own member. It never changes the references.

/// A reference that closes a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CycleEdge {
    pub from: usize,
    /// The index among the references of `from`.
    pub nth: usize,
}

/// The back edges of a depth-first search: without them there is no cycle. `targets` has the references of each node.
pub(super) fn closing_edges(targets: &[Vec<usize>]) -> Vec<CycleEdge> {
    let mut found = Vec::new();
    let mut state = vec![VisitState::Unvisited; targets.len()];
    for start in 0..targets.len() {
        if state[start] != VisitState::Unvisited {
            continue;
        }
        state[start] = VisitState::Active;
        let mut path = vec![CycleEdge { from: start, nth: 0 }];
        while let Some(step) = path.last_mut() {
            let at = *step;
            step.nth += 1;
            let Some(&next) = targets[at.from].get(at.nth) else {
                state[at.from] = VisitState::Done;
                path.pop();
                continue;
            };
            match state[next] {
                VisitState::Unvisited => {
                    state[next] = VisitState::Active;
                    path.push(CycleEdge { from: next, nth: 0 });
                }
                VisitState::Active => found.push(at),
                VisitState::Done => {}
            }
        }
    }
    found
}

/// The message for a reference from `from` to `to` that closes a cycle.
pub(super) fn describe(from: &str, to: &str, relation: &str) -> String {
    if from == to {
        format!("{relation} itself")
    } else {
        format!("{relation} `{to}`, which is itself, directly or through others, {relation} `{from}`")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum VisitState {
    Unvisited,
    Active,
    Done,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_edges_that_close_a_cycle_are_found() {
        assert_eq!(closing_edges(&[vec![1, 2], vec![2], vec![]]), [], "two paths to one node are no cycle");
        assert_eq!(closing_edges(&[vec![0]]), [CycleEdge { from: 0, nth: 0 }]);
        assert_eq!(closing_edges(&[vec![1], vec![2], vec![3, 0], vec![]]), [CycleEdge { from: 2, nth: 1 }]);
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let chain: Vec<Vec<usize>> = (0..200_000).map(|at| vec![(at + 1) % 200_000]).collect();
        assert_eq!(closing_edges(&chain).len(), 1);
    }
}
