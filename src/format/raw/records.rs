//! Statements, events and claims, as they were written. Nothing here knows what a field means.

use crate::format::schema::{
    Attribution, Credibility, Day, EventKind, Id, Ids, Quote, Rank, Stances, Text, Tlp, Value,
};
use crate::format::typed_value::{SpannedField, SpannedList, SpannedMap, TextOrNumber, TextParts, WrittenDate};

raw_table! {
    /// Somebody said something: what research on quotations calls an *attribution*, made of a source, a cue and a content.
    #[schemars(deny_unknown_fields, title = "Statement", extend("required" = ["id", "actor", "attribution"]))]
    #[schemars(extend("allOf" = [
        {
            "if": { "properties": { "actor": { "const": "unnamed" } }, "required": ["actor"] },
            "then": { "required": ["described_as"] },
            "else": { "not": { "required": ["described_as"] } },
        },
        {
            "if": { "properties": { "attribution": { "enum": ["direct", "mixed"] } }, "required": ["attribution"] },
            "then": { "required": ["quote"] },
        },
        {
            "if": { "properties": { "attribution": { "enum": ["indirect", "inferred"] } }, "required": ["attribution"] },
            "then": { "not": { "required": ["quote"] } },
        },
        {
            "if": { "properties": { "attribution": { "enum": ["mixed", "indirect", "inferred"] } }, "required": ["attribution"] },
            "then": { "required": ["gist"] },
        },
    ]))]
    pub(in crate::format) struct RawStatement: "a table" {
        /// A short word of `a` to `z`, `0` to `9` and `-`, which no other statement has.
        #[schemars(with = "Id")]
        pub id: SpannedField<String>,
        /// Id of the speaker; `unnamed` where the source names nobody, with `described_as`.
        #[schemars(with = "Id")]
        pub actor: SpannedField<String>,
        /// How the source describes a speaker whom it does not name: a senior diplomat. For `actor = "unnamed"` alone.
        #[schemars(with = "Text")]
        pub described_as: SpannedField<String>,
        /// Id of the source. The file's one source is taken where there is one.
        #[schemars(with = "Id")]
        pub source: SpannedField<String>,
        /// How the words stand in the source: `direct`, wholly in quotation marks; `mixed`, partly; `indirect`, in the reporter's words;
        /// `inferred`, your own reading of a position, never shown as speech.
        #[schemars(with = "Attribution")]
        pub attribution: SpannedField<String>,
        /// The exact words as printed, without the outer marks; a list where the article interrupts them. For `direct` and `mixed` alone.
        #[schemars(with = "Quote")]
        pub quote: SpannedField<TextParts>,
        /// One sentence in your own words. Required unless `direct`.
        #[schemars(with = "Text")]
        pub gist: SpannedField<String>,
        /// The reporting verb as printed: said, accused.
        #[schemars(with = "Text")]
        pub cue: SpannedField<String>,
        /// Id of the actor who relayed it: a spokesperson, an office, an account.
        #[schemars(with = "Id")]
        pub via: SpannedField<String>,
        /// Date on which it was said.
        #[schemars(with = "Day")]
        pub said: SpannedField<WrittenDate>,
        /// The date as the article prints it, word for word.
        #[schemars(with = "Text")]
        pub printed_date: SpannedField<String>,
        /// Where, and to whom.
        #[schemars(with = "Text")]
        pub venue: SpannedField<String>,
        /// Issue by issue: `{ toll = "for" }`. No entry is silence, which is not neutral.
        #[schemars(with = "Stances")]
        pub stance: SpannedMap,
        /// Ids of the actors spoken of.
        #[schemars(with = "Ids")]
        pub about: SpannedList<String>,
        /// Of this one piece of news, whoever brings it (Admiralty code): 1 confirmed by other sources, 2 probably true, 3 possibly true,
        /// 4 doubtful, 5 improbable. 6, which holds unless told otherwise, is not the worst: its truth cannot be judged.
        #[schemars(with = "Credibility", extend("default" = 6))]
        pub credibility: SpannedField<TextOrNumber>,
        /// Ids of other statements that it says again.
        #[schemars(with = "Ids")]
        pub repeats: SpannedList<String>,
        /// Ids of other statements that print the same words differently.
        #[schemars(with = "Ids")]
        pub rewords: SpannedList<String>,
        /// Ids of other statements that it contradicts.
        #[schemars(with = "Ids")]
        pub contradicts: SpannedList<String>,
        /// Ids of other statements that it takes back.
        #[schemars(with = "Ids")]
        pub retracts: SpannedList<String>,
        /// Who may see this one; the strictest label that applies wins.
        #[schemars(with = "Tlp")]
        pub tlp: SpannedField<String>,
        /// For the desk; never shown to an audience.
        #[schemars(with = "Text")]
        pub note: SpannedField<String>,
    }
}

raw_table! {
    /// Something happened.
    #[schemars(deny_unknown_fields, title = "Event", extend("required" = ["id", "title", "date"]))]
    pub(in crate::format) struct RawEvent: "a table" {
        /// A short word of `a` to `z`, `0` to `9` and `-`, which no other event has.
        #[schemars(with = "Id")]
        pub id: SpannedField<String>,
        /// What happened, in a few words.
        #[schemars(with = "Text")]
        pub title: SpannedField<String>,
        /// Date on which it happened.
        #[schemars(with = "Day")]
        pub date: SpannedField<WrittenDate>,
        /// The date as the article prints it, word for word.
        #[schemars(with = "Text")]
        pub printed_date: SpannedField<String>,
        /// What kind of thing happened; `other` unless told otherwise.
        #[schemars(with = "EventKind", extend("default" = "other"))]
        pub kind: SpannedField<String>,
        /// Where it happened.
        #[schemars(with = "Text")]
        pub place: SpannedField<String>,
        /// Ids of those who had a part in it.
        #[schemars(with = "Ids")]
        pub actors: SpannedList<String>,
        /// Ids of the sources that report it. The file's one source is taken where there is one.
        #[schemars(with = "Ids")]
        pub sources: SpannedList<String>,
        /// One sentence in your own words.
        #[schemars(with = "Text")]
        pub gist: SpannedField<String>,
        /// Who may see this one; the strictest label that applies wins.
        #[schemars(with = "Tlp")]
        pub tlp: SpannedField<String>,
        /// For the desk; never shown to an audience.
        #[schemars(with = "Text")]
        pub note: SpannedField<String>,
    }
}

raw_table! {
    /// A value that a source gives for a question. Rival values stand side by side, each with its source.
    #[schemars(deny_unknown_fields, title = "Claim", extend("required" = ["id", "question", "value"]))]
    pub(in crate::format) struct RawClaim: "a table" {
        /// A short word of `a` to `z`, `0` to `9` and `-`, which no other claim has.
        #[schemars(with = "Id")]
        pub id: SpannedField<String>,
        /// The question, in the same words for rival claims.
        #[schemars(with = "Text")]
        pub question: SpannedField<String>,
        /// The answer: a text or a number.
        #[schemars(with = "Value")]
        pub value: SpannedField<TextOrNumber>,
        /// What the number counts.
        #[schemars(with = "Text")]
        pub unit: SpannedField<String>,
        /// Id of the source. The file's one source is taken where there is one.
        #[schemars(with = "Id")]
        pub source: SpannedField<String>,
        /// Id of the actor who gave the value, where the source says who.
        #[schemars(with = "Id")]
        pub actor: SpannedField<String>,
        /// The date that the value is for.
        #[schemars(with = "Day")]
        pub as_of: SpannedField<WrittenDate>,
        /// Its standing among its rivals: `preferred`, the best that is known; `normal`, unless told otherwise; `deprecated`, known to be wrong,
        /// and kept so that nobody takes it for news.
        #[schemars(with = "Rank", extend("default" = "normal"))]
        pub rank: SpannedField<String>,
        /// Why it has that rank.
        #[schemars(with = "Text")]
        pub why: SpannedField<String>,
        /// Who may see this one; the strictest label that applies wins.
        #[schemars(with = "Tlp")]
        pub tlp: SpannedField<String>,
        /// For the desk; never shown to an audience.
        #[schemars(with = "Text")]
        pub note: SpannedField<String>,
    }
}
