//! Circles in what refers to its own kind: an actor that is a member of its member, a source that repeats its own repeat.

/// A reference that closes a circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CycleEdge {
    pub from: usize,
    /// Which of the references of `from`.
    pub nth: usize,
}

/// The references without which there would be no circle. `targets` has what each thing refers to.
pub(super) fn closing_edges(targets: &[Vec<usize>]) -> Vec<CycleEdge> {
    let mut found = Vec::new();
    let mut state = vec![VisitState::New; targets.len()];
    for start in 0..targets.len() {
        if state[start] != VisitState::New {
            continue;
        }
        state[start] = VisitState::OnTheWay;
        let mut way = vec![CycleEdge { from: start, nth: 0 }];
        while let Some(step) = way.last_mut() {
            let at = *step;
            step.nth += 1;
            let Some(&next) = targets[at.from].get(at.nth) else {
                state[at.from] = VisitState::Done;
                way.pop();
                continue;
            };
            match state[next] {
                VisitState::New => {
                    state[next] = VisitState::OnTheWay;
                    way.push(CycleEdge { from: next, nth: 0 });
                }
                VisitState::OnTheWay => found.push(at),
                VisitState::Done => {}
            }
        }
    }
    found
}

/// What is wrong where `from` refers to `to`, and that to `from` again.
pub(super) fn words(from: &str, to: &str, relation: &str) -> String {
    if from == to {
        format!("{relation} itself")
    } else {
        format!("{relation} `{to}`, which is in turn, if only by others, {relation} `{from}`")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum VisitState {
    New,
    OnTheWay,
    Done,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_closes_a_circle_is_found() {
        assert_eq!(closing_edges(&[vec![1, 2], vec![2], vec![]]), [], "two ways to one end are no circle");
        assert_eq!(closing_edges(&[vec![0]]), [CycleEdge { from: 0, nth: 0 }]);
        assert_eq!(closing_edges(&[vec![1], vec![2], vec![3, 0], vec![]]), [CycleEdge { from: 2, nth: 1 }]);
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let chain: Vec<Vec<usize>> = (0..200_000).map(|at| vec![(at + 1) % 200_000]).collect();
        assert_eq!(closing_edges(&chain).len(), 1);
    }
}
