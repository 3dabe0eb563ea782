//! The saved state of a brief: marks, stars, queries and the last position, all by id. It never reads or writes a file.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// The state of a brief that outlives the program. It refers to items by key, so that an edited brief keeps what still
/// exists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedState {
    /// The position at the end of the last session.
    pub last: Option<Bookmark>,
    /// The keys of the starred items, as in [`Bookmark::items`].
    pub stars: BTreeSet<String>,
    /// The marked positions, by letter.
    pub marks: BTreeMap<String, Bookmark>,
    /// The queries of the look-up, without duplicates, the latest last.
    pub questions: Vec<String>,
    /// The ids of all sources that any earlier session had; `None` before the first session.
    pub known: Option<BTreeSet<String>>,
}

/// The number of queries that are kept.
const MAX_QUERIES: usize = 50;

/// A position in a brief.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bookmark {
    /// The title of the focused pane.
    pub pane: String,
    /// The key of the item under the cursor of every pane, such as `actor:asif`, `cell:asif/direct-talks`,
    /// `statement:asif-federation`.
    pub items: Vec<String>,
    /// The keys of the pins, in the order in which they were set; a pinned search is `find:` and its query.
    pub pins: Vec<String>,
}

impl SavedState {
    /// Merges two changes of the saved state `base`: this session's (`self`) and those of other processes (`theirs`).
    ///
    /// Stars and marks that either side set are kept; stars that either side removed are gone. The last position is
    /// this session's, and its queries follow those of the others.
    #[must_use]
    pub fn merge(&self, base: &Self, theirs: &Self) -> Self {
        let is_new = |star: &&String| !base.stars.contains(*star);
        let is_kept = |star: &&String| self.stars.contains(*star) || !base.stars.contains(*star);
        let stars = theirs.stars.iter().filter(is_kept).chain(self.stars.iter().filter(is_new)).cloned().collect();
        let mut marks = theirs.marks.clone();
        let set = self.marks.iter().filter(|(letter, place)| base.marks.get(*letter) != Some(place));
        marks.extend(set.map(|(letter, place)| (letter.clone(), place.clone())));
        let mut questions = theirs.questions.clone();
        for question in queried_since(&self.questions, &base.questions) {
            push_query(&mut questions, question);
        }
        let known = [&self.known, &theirs.known].into_iter().flatten().cloned().reduce(|ours, theirs| &ours | &theirs);
        Self { last: self.last.clone(), stars, marks, questions, known }
    }
}

/// Moves or adds a query to the end.
pub fn push_query(questions: &mut Vec<String>, question: &str) {
    questions.retain(|earlier| earlier != question);
    questions.push(question.to_owned());
    questions.drain(..questions.len().saturating_sub(MAX_QUERIES));
}

/// The queries of `now` since `base`: everything after the longest beginning that appears in `base` in the same order.
fn queried_since<'a>(now: &'a [String], base: &[String]) -> &'a [String] {
    let mut base = base.iter();
    let earlier = now.iter().take_while(|question| base.any(|before| before == *question)).count();
    &now[earlier..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stars(stars: &[&str]) -> SavedState {
        SavedState { stars: stars.iter().map(|star| (*star).to_owned()).collect(), ..SavedState::default() }
    }

    #[test]
    fn two_readers_lose_nothing_of_each_other() {
        let base = stars(&["asif", "khar"]);
        let joined = stars(&["asif", "saif"]).merge(&base, &stars(&["asif", "khar", "khan"]));
        assert_eq!(joined.stars, stars(&["asif", "khan", "saif"]).stars, "khar's star was taken back here");
        let place = |pane: &str| Bookmark { pane: pane.to_owned(), ..Bookmark::default() };
        let marked = |letter: &str, pane| SavedState {
            marks: [(letter.to_owned(), place(pane))].into(),
            ..SavedState::default()
        };
        let joined = marked("a", "Actors").merge(&SavedState::default(), &marked("b", "Sources"));
        assert_eq!(joined.marks.len(), 2);
    }

    fn asked(questions: &[&str]) -> SavedState {
        SavedState {
            questions: questions.iter().map(|question| (*question).to_owned()).collect(),
            ..SavedState::default()
        }
    }

    #[test]
    fn what_two_readers_looked_up_is_kept_in_its_order_and_once() {
        let base = asked(&["asif", "khar", "trade"]);
        let joined = asked(&["asif", "trade", "khar", "saif"]).merge(&base, &asked(&["asif", "khar", "trade", "dar"]));
        assert_eq!(joined.questions, ["asif", "trade", "dar", "khar", "saif"], "khar was asked again here");
        let mut questions = Vec::new();
        for number in 0..60 {
            push_query(&mut questions, &number.to_string());
        }
        assert_eq!((questions.len(), questions[0].as_str()), (50, "10"));
    }

    #[test]
    fn a_source_that_either_reader_met_is_known() {
        let met = |ids: &[&str]| SavedState {
            known: Some(ids.iter().map(|id| (*id).to_owned()).collect()),
            ..SavedState::default()
        };
        assert_eq!(met(&["a", "b"]).merge(&met(&["a"]), &met(&["a", "c"])).known, met(&["a", "b", "c"]).known);
        assert_eq!(met(&["a"]).merge(&SavedState::default(), &SavedState::default()).known, met(&["a"]).known);
        assert_eq!(SavedState::default().merge(&SavedState::default(), &SavedState::default()).known, None);
    }
}
