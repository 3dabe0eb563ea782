//! The tables `[brief]`, `[[key_point]]`, `[[issue]]` and `[deck]` as written. It never interprets a field.

use crate::format::schema::{Cards, Confidence, Day, Format, Id, Ids, Likelihood, Text, Texts, Tlp};
use crate::format::typed_value::{SpannedField, SpannedList, WrittenDate};

raw_table! {
    /// The fields of the whole brief. A folder is one brief and has one `[brief]`.
    #[schemars(deny_unknown_fields, title = "Brief")]
    #[schemars(extend("required" = ["format", "title", "as_of", "bottom_line", "tlp"]))]
    pub(in crate::format) struct RawBrief: "a table" {
        /// The version of the format: 1.
        #[schemars(with = "Format")]
        pub format: SpannedField<i64>,
        /// The subject of the brief, in a few words.
        #[schemars(with = "Text")]
        pub title: SpannedField<String>,
        /// The date up to which the brief is true.
        #[schemars(with = "Day")]
        pub as_of: SpannedField<WrittenDate>,
        /// Two or three sentences in your own words: the bottom line up front (BLUF).
        #[schemars(with = "Text")]
        pub bottom_line: SpannedField<String>,
        /// Who may see the brief, as a TLP 2.0 label. It is also the default label of everything in the brief.
        #[schemars(with = "Tlp")]
        pub tlp: SpannedField<String>,
        /// A marking of your organization, shown beside the TLP label.
        #[schemars(with = "Text")]
        pub marking: SpannedField<String>,
        /// The authors: a list of names.
        #[schemars(with = "Texts")]
        pub authors: SpannedList<String>,
        /// For the desk; never shown to an audience.
        #[schemars(with = "Text")]
        pub note: SpannedField<String>,
    }
}

raw_table! {
    /// A key point: a judgement as in ICD 203. Likelihood and confidence are different things and are never stated in one sentence.
    #[schemars(deny_unknown_fields, title = "Key point", extend("required" = ["text"]))]
    pub(in crate::format) struct RawKeyPoint: "a table" {
        /// The judgement, in one sentence.
        #[schemars(with = "Text")]
        pub text: SpannedField<String>,
        /// How likely it is, in the seven terms of ICD 203, from 1 to 5 per cent up to 95 to 99 per cent.
        #[schemars(with = "Likelihood")]
        pub likelihood: SpannedField<String>,
        /// How well founded the judgement is, not how likely: on little, on plausible, or on good and independent evidence.
        #[schemars(with = "Confidence")]
        pub confidence: SpannedField<String>,
        /// Ids of the statements, events and claims that support it.
        #[schemars(with = "Ids")]
        pub supports: SpannedList<String>,
        /// Who may see this key point. The strictest label that applies is used.
        #[schemars(with = "Tlp")]
        pub tlp: SpannedField<String>,
        /// For the desk; never shown to an audience.
        #[schemars(with = "Text")]
        pub note: SpannedField<String>,
    }
}

raw_table! {
    /// An issue: a question on which actors take a stance.
    #[schemars(deny_unknown_fields, title = "Issue", extend("required" = ["id", "label", "question"]))]
    pub(in crate::format) struct RawIssue: "a table" {
        /// A short word of `a` to `z`, `0` to `9` and `-`, unique among issues.
        #[schemars(with = "Id")]
        pub id: SpannedField<String>,
        /// One or two words, for the header of a column.
        #[schemars(with = "Text")]
        pub label: SpannedField<String>,
        /// A question that *for* and *against* answer.
        #[schemars(with = "Text")]
        pub question: SpannedField<String>,
        /// For the desk; never shown to an audience.
        #[schemars(with = "Text")]
        pub note: SpannedField<String>,
    }
}

raw_table! {
    /// The cards of a presentation and their order. Without it, there is a card of everything, in the default order.
    #[schemars(deny_unknown_fields, title = "Deck", extend("required" = ["cards"]))]
    pub(in crate::format) struct RawDeck: "a table" {
        /// The cards after the title, in order: sections (`issues`) and single cards (`issue:toll`, `contradiction:terms`, `quote:terms`). A
        /// leading `-` omits one. When the first entry has it, the list starts from all cards in the default order.
        #[schemars(with = "Cards")]
        pub cards: SpannedList<String>,
    }
}
