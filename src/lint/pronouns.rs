//! Pronouns of the third person, with which reports of several languages go on to speak of somebody. It knows no text.

/// In lower case, without accents, with spaces between them.
const PRONOUNS: &str = "egli ela elas ele eles ella ellas elle elles ellos er haar ham hans he hem hende hennes her hij him his hon hun ihm ihn \
    il ils jego lei loro lui ona oni she sie their they ze zij \
    αυτη αυτος вона вони він его ее еи ему иого он она они іи הוא היא הם انها انہوں او ایشان هم هو هي وی 그 그녀 그는 他 他们 同氏 她 彼 \
    彼女 氏";

/// Whether a word in lower case and without accents is a pronoun of the third person.
pub(super) fn is_pronoun(word: &str) -> bool {
    PRONOUNS.split_ascii_whitespace().any(|pronoun| pronoun == word)
}
