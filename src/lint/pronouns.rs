//! Pronouns of the third person, with which reports of several languages go on to speak of somebody. It knows no text.

/// In lower case, without accents, and in order.
pub(super) const PRONOUNS: &[&str] = &[
    "egli", "ela", "elas", "ele", "eles", "ella", "ellas", "elle", "elles", "ellos", "er", "haar", "ham", "hans",
    "he", "hem", "hende", "hennes", "her", "hij", "him", "his", "hon", "hun", "ihm", "ihn", "il", "ils", "jego",
    "lei", "loro", "lui", "ona", "oni", "she", "sie", "their", "they", "ze", "zij", "αυτη", "αυτος", "вона", "вони",
    "він", "его", "ее", "еи", "ему", "иого", "он", "она", "они", "іи", "הוא", "היא", "הם", "انها", "انہوں", "او",
    "ایشان", "هم", "هو", "هي", "وی", "그", "그녀", "그는", "他", "他们", "同氏", "她", "彼", "彼女", "氏",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_and_without_repetition() {
        assert!(PRONOUNS.is_sorted_by(|one, other| one < other));
    }
}
