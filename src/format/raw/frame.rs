//! What frames a brief, as it was written: its head, its key points, its issues. Nothing here knows what a field means.

use crate::format::schema::{Cards, Confidence, Day, Format, Id, Ids, Likelihood, Text, Texts, Tlp};
use crate::format::typed_value::{SpannedField, SpannedList, WrittenDate};

raw_table! {
    /// What holds for the whole of a brief. A folder is one brief and has one `[brief]`.
    #[schemars(deny_unknown_fields, title = "Brief")]
    #[schemars(extend("required" = ["format", "title", "as_of", "bottom_line", "tlp"]))]
    pub(in crate::format) struct RawBrief: "a table" {
        /// The version of the format: 1.
        #[schemars(with = "Format")]
        pub format: SpannedField<i64>,
        /// What the brief is about, in a few words.
        #[schemars(with = "Text")]
        pub title: SpannedField<String>,
        /// The date up to which the brief is true.
        #[schemars(with = "Day")]
        pub as_of: SpannedField<WrittenDate>,
        /// Two or three sentences of your own: the bottom line up front (BLUF).
        #[schemars(with = "Text")]
        pub bottom_line: SpannedField<String>,
        /// Who may see the brief, in the labels of TLP 2.0. What has no label of its own has this one.
        #[schemars(with = "Tlp")]
        pub tlp: SpannedField<String>,
        /// A marking of your own house, in its own words; shown beside the TLP.
        #[schemars(with = "Text")]
        pub marking: SpannedField<String>,
        /// Who wrote the brief: a list of names.
        #[schemars(with = "Texts")]
        pub authors: SpannedList<String>,
        /// For the desk; never shown to an audience.
        #[schemars(with = "Text")]
        pub note: SpannedField<String>,
    }
}

raw_table! {
    /// A judgement, in the manner of ICD 203: how likely and how confident are two things, and are never said in one sentence.
    #[schemars(deny_unknown_fields, title = "Key point", extend("required" = ["text"]))]
    pub(in crate::format) struct RawKeyPoint: "a table" {
        /// The judgement, in a sentence.
        #[schemars(with = "Text")]
        pub text: SpannedField<String>,
        /// How likely it is, in the seven terms of ICD 203, from 1 to 5 per cent up to 95 to 99.
        #[schemars(with = "Likelihood")]
        pub likelihood: SpannedField<String>,
        /// How well founded the judgement is, which is not how likely: on scant, plausible, or good and independent grounds.
        #[schemars(with = "Confidence")]
        pub confidence: SpannedField<String>,
        /// Ids of the statements, events and claims that it rests on.
        #[schemars(with = "Ids")]
        pub supports: SpannedList<String>,
        /// Who may see this one; the strictest label that applies wins.
        #[schemars(with = "Tlp")]
        pub tlp: SpannedField<String>,
        /// For the desk; never shown to an audience.
        #[schemars(with = "Text")]
        pub note: SpannedField<String>,
    }
}

raw_table! {
    /// What actors take sides on.
    #[schemars(deny_unknown_fields, title = "Issue", extend("required" = ["id", "label", "question"]))]
    pub(in crate::format) struct RawIssue: "a table" {
        /// A short word of `a` to `z`, `0` to `9` and `-`, which no other issue has.
        #[schemars(with = "Id")]
        pub id: SpannedField<String>,
        /// A word or two, for the head of a column.
        #[schemars(with = "Text")]
        pub label: SpannedField<String>,
        /// A question to which *for* and *against* are answers.
        #[schemars(with = "Text")]
        pub question: SpannedField<String>,
        /// For the desk; never shown to an audience.
        #[schemars(with = "Text")]
        pub note: SpannedField<String>,
    }
}

raw_table! {
    /// Which cards a presentation has, and in which order. Without it there is a card of everything, in the usual order.
    #[schemars(deny_unknown_fields, title = "Deck", extend("required" = ["cards"]))]
    pub(in crate::format) struct RawDeck: "a table" {
        /// The cards behind the title, in order: sections (`issues`), and single cards (`issue:toll`, `contradiction:terms`, `quote:terms`). A
        /// `-` before one leaves it out; where the first has it, the usual order stands before the list.
        #[schemars(with = "Cards")]
        pub cards: SpannedList<String>,
    }
}
