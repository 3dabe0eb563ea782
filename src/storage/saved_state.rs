//! What is kept of a brief between two starts: marks, stars and the last place, all by id. Where it is kept is not known here.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// Kept beside a brief, never in it. Everything names things by id, so that an edited brief keeps what still exists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedState {
    /// Where the last reading stopped.
    pub last: Option<Bookmark>,
    /// Starred items, as [`Bookmark::items`] spells them.
    pub stars: BTreeSet<String>,
    /// Marked places, by their letter.
    pub marks: BTreeMap<String, Bookmark>,
    /// What was looked up, the latest last, nothing twice.
    pub questions: Vec<String>,
    /// The ids of every source that was ever there at a reading; `None` before the first.
    pub known: Option<BTreeSet<String>>,
}

/// Older questions than these many are forgotten.
const MAX_QUERIES: usize = 50;

/// A place in a brief.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bookmark {
    /// The title of the focused pane.
    pub pane: String,
    /// The cursor's item of every pane, such as `actor:asif`, `cell:asif/direct-talks`, `statement:asif-federation`.
    pub items: Vec<String>,
    /// The pins, in the order in which they were set, spelt as `items`; `find:` and its text for a question.
    pub pins: Vec<String>,
}

impl SavedState {
    /// What is to be kept when, since `base` was recalled, this reader has come to `self` and others to `theirs`.
    ///
    /// Stars and marks that either side set are kept, stars that either took back are gone; the last place is this reader's, and what
    /// it looked up comes after what others did.
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

/// Puts a question last, where it stands once.
pub fn push_query(questions: &mut Vec<String>, question: &str) {
    questions.retain(|earlier| earlier != question);
    questions.push(question.to_owned());
    questions.drain(..questions.len().saturating_sub(MAX_QUERIES));
}

/// The questions that were asked, for the first time or again, since they were `base`: all before them are of it, in its order.
fn queried_since<'a>(now: &'a [String], base: &[String]) -> &'a [String] {
    let mut base = base.iter();
    let earlier = now.iter().take_while(|question| base.any(|of_base| of_base == *question)).count();
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
