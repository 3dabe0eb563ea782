//! Statements, events and claims as written. It never interprets a field.

use crate::format::schema::{
    Attribution, Credibility, Day, EventKind, Id, IdOrIds, Ids, Quote, Rank, Review, Stances, Text, Tlp, Value,
};
use crate::format::typed_value::{SpannedField, SpannedList, SpannedMap, TextOrNumber, TextParts, WrittenDate};

raw_table! {
    /// A statement: somebody said something. Research on quotations calls it an *attribution*, with a source, a cue and a content.
    #[schemars(deny_unknown_fields, title = "Statement", extend("required" = ["id", "actor", "attribution"]))]
    #[schemars(extend("allOf" = [
        {
            "if": { "properties": { "actor": { "const": "unnamed" } }, "required": ["actor"] },
            "then": { "required": ["described_as"] },
            "else": { "not": { "required": ["described_as"] } },
        },
        {
            "if": { "properties": { "via": { "const": "unnamed" } }, "required": ["via"] },
            "then": { "required": ["via_described_as"] },
            "else": { "not": { "required": ["via_described_as"] } },
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
            "if": {
                "properties": { "attribution": { "enum": ["mixed", "indirect", "inferred"] } },
                "required": ["attribution"],
                "not": { "required": ["review"] },
            },
            "then": { "required": ["gist"] },
        },
    ]))]
    pub(in crate::format) struct RawStatement: "a table" {
        /// A short word of `a` to `z`, `0` to `9` and `-`, unique among statements.
        #[schemars(with = "Id")]
        pub id: SpannedField<String>,
        /// Id of the speaker; a list of ids for a joint statement; `unnamed`, with `described_as`, when the source does not name the speaker.
        #[schemars(with = "IdOrIds")]
        pub actor: SpannedField<TextParts>,
        /// How the source describes a speaker whom it does not name: a senior diplomat. Only with `actor = "unnamed"`.
        #[schemars(with = "Text")]
        pub described_as: SpannedField<String>,
        /// Id of the source. By default the only source of the file.
        #[schemars(with = "Id")]
        pub source: SpannedField<String>,
        /// How the source reports the words: `direct`, wholly in quotation marks; `mixed`, partly; `indirect`, in the reporter's words;
        /// `inferred`, your own interpretation of a position, never shown as speech.
        #[schemars(with = "Attribution")]
        pub attribution: SpannedField<String>,
        /// The exact words as printed, without the outer quotation marks; a list when the article interrupts them. Only for `direct` and `mixed`.
        #[schemars(with = "Quote")]
        pub quote: SpannedField<TextParts>,
        /// One sentence in your own words. Required unless `direct` or a draft.
        #[schemars(with = "Text")]
        pub gist: SpannedField<String>,
        /// The reporting verb as printed: said, accused.
        #[schemars(with = "Text")]
        pub cue: SpannedField<String>,
        /// Where it stands in the text of the source, as few words as make it unique: `{ start = "first words", end = "last words" }`.
        #[schemars(with = "RawPassage")]
        pub passage: SpannedField<RawPassage>,
        /// Id of the actor who relayed it: a spokesperson, an office, an account; a list of ids, the nearest to the speaker first, when
        /// it went through several; `unnamed`, with `via_described_as`, when the source does not name the actor.
        #[schemars(with = "IdOrIds")]
        pub via: SpannedField<TextParts>,
        /// How the source describes somebody who relayed it and whom it does not name. Only with `via = "unnamed"`.
        #[schemars(with = "Text")]
        pub via_described_as: SpannedField<String>,
        /// Date on which it was said.
        #[schemars(with = "Day")]
        pub said: SpannedField<WrittenDate>,
        /// The date as the article prints it, word for word.
        #[schemars(with = "Text")]
        pub printed_date: SpannedField<String>,
        /// Where, and to whom, it was said.
        #[schemars(with = "Text")]
        pub venue: SpannedField<String>,
        /// The stance on each issue: `{ toll = "for" }`. No entry means silence, which is not neutral.
        #[schemars(with = "Stances")]
        pub stance: SpannedMap,
        /// Ids of the actors whom the statement is about.
        #[schemars(with = "Ids")]
        pub about: SpannedList<String>,
        /// Credibility of this statement, regardless of its source (Admiralty code): 1 confirmed by other sources, 2 probably true,
        /// 3 possibly true, 4 doubtful, 5 improbable. 6, the default, is not the worst grade: it means that truth cannot be judged.
        #[schemars(with = "Credibility", extend("default" = 6))]
        pub credibility: SpannedField<TextOrNumber>,
        /// Ids of other statements that it repeats.
        #[schemars(with = "Ids")]
        pub repeats: SpannedList<String>,
        /// Ids of other statements that print the same words differently.
        #[schemars(with = "Ids")]
        pub rewords: SpannedList<String>,
        /// Ids of other statements that it contradicts.
        #[schemars(with = "Ids")]
        pub contradicts: SpannedList<String>,
        /// Ids of other statements that it retracts.
        #[schemars(with = "Ids")]
        pub retracts: SpannedList<String>,
        /// Who may see this record. The strictest label that applies is used.
        #[schemars(with = "Tlp")]
        pub tlp: SpannedField<String>,
        /// Who coded it; never shown to an audience.
        #[schemars(with = "Text")]
        pub coder: SpannedField<String>,
        /// `draft`: a proposal that nobody has accepted. It is checked, and is no part of the brief.
        #[schemars(with = "Review")]
        pub review: SpannedField<String>,
        /// For the desk; never shown to an audience.
        #[schemars(with = "Text")]
        pub note: SpannedField<String>,
    }
}

raw_table! {
    /// An event: something that happened.
    #[schemars(deny_unknown_fields, title = "Event", extend("required" = ["id", "title", "date"]))]
    pub(in crate::format) struct RawEvent: "a table" {
        /// A short word of `a` to `z`, `0` to `9` and `-`, unique among events.
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
        /// Where it stands in the text of the source, as few words as make it unique: `{ start = "first words", end = "last words" }`.
        #[schemars(with = "RawPassage")]
        pub passage: SpannedField<RawPassage>,
        /// The kind of the event; by default `other`.
        #[schemars(with = "EventKind", extend("default" = "other"))]
        pub kind: SpannedField<String>,
        /// Where it happened.
        #[schemars(with = "Text")]
        pub place: SpannedField<String>,
        /// Ids of the actors who took part.
        #[schemars(with = "Ids")]
        pub actors: SpannedList<String>,
        /// Ids of the sources that report it. By default the only source of the file.
        #[schemars(with = "Ids")]
        pub sources: SpannedList<String>,
        /// One sentence in your own words.
        #[schemars(with = "Text")]
        pub gist: SpannedField<String>,
        /// Who may see this record. The strictest label that applies is used.
        #[schemars(with = "Tlp")]
        pub tlp: SpannedField<String>,
        /// Who coded it; never shown to an audience.
        #[schemars(with = "Text")]
        pub coder: SpannedField<String>,
        /// `draft`: a proposal that nobody has accepted. It is checked, and is no part of the brief.
        #[schemars(with = "Review")]
        pub review: SpannedField<String>,
        /// For the desk; never shown to an audience.
        #[schemars(with = "Text")]
        pub note: SpannedField<String>,
    }
}

raw_table! {
    /// A claim: a value that a source gives for a question. Rival claims have the same question, each with its source.
    #[schemars(deny_unknown_fields, title = "Claim", extend("required" = ["id", "question", "value"]))]
    #[schemars(extend("allOf" = [
        {
            "if": { "properties": { "actor": { "const": "unnamed" } }, "required": ["actor"] },
            "then": { "required": ["described_as"] },
            "else": { "not": { "required": ["described_as"] } },
        },
    ]))]
    pub(in crate::format) struct RawClaim: "a table" {
        /// A short word of `a` to `z`, `0` to `9` and `-`, unique among claims.
        #[schemars(with = "Id")]
        pub id: SpannedField<String>,
        /// The question, in the same words for rival claims.
        #[schemars(with = "Text")]
        pub question: SpannedField<String>,
        /// The answer: a text or a number.
        #[schemars(with = "Value")]
        pub value: SpannedField<TextOrNumber>,
        /// The unit of the number.
        #[schemars(with = "Text")]
        pub unit: SpannedField<String>,
        /// Id of the source. By default the only source of the file.
        #[schemars(with = "Id")]
        pub source: SpannedField<String>,
        /// Id of the actor who gave the value, when the source says who; `unnamed`, with `described_as`, when it does not name the actor.
        #[schemars(with = "Id")]
        pub actor: SpannedField<String>,
        /// How the source describes somebody who gave the value and whom it does not name. Only with `actor = "unnamed"`.
        #[schemars(with = "Text")]
        pub described_as: SpannedField<String>,
        /// Where it stands in the text of the source, as few words as make it unique: `{ start = "first words", end = "last words" }`.
        #[schemars(with = "RawPassage")]
        pub passage: SpannedField<RawPassage>,
        /// The date for which the value holds.
        #[schemars(with = "Day")]
        pub as_of: SpannedField<WrittenDate>,
        /// Its rank among its rivals: `preferred`, the best known value; `normal`, the default; `deprecated`, known to be wrong, and kept so
        /// that nobody takes it for new information.
        #[schemars(with = "Rank", extend("default" = "normal"))]
        pub rank: SpannedField<String>,
        /// The reason for the rank.
        #[schemars(with = "Text")]
        pub why: SpannedField<String>,
        /// Who may see this record. The strictest label that applies is used.
        #[schemars(with = "Tlp")]
        pub tlp: SpannedField<String>,
        /// Who coded it; never shown to an audience.
        #[schemars(with = "Text")]
        pub coder: SpannedField<String>,
        /// `draft`: a proposal that nobody has accepted. It is checked, and is no part of the brief.
        #[schemars(with = "Review")]
        pub review: SpannedField<String>,
        /// For the desk; never shown to an audience.
        #[schemars(with = "Text")]
        pub note: SpannedField<String>,
    }
}

raw_table! {
    /// The words at the ends of a passage: the terms of a text fragment (WICG URL Fragment Text Directives).
    #[schemars(deny_unknown_fields, title = "Passage", extend("required" = ["start"]))]
    pub(in crate::format) struct RawPassage: "a table: { start = \"…\", end = \"…\" }" {
        /// The first words; the whole passage if there is no `end`.
        #[schemars(with = "Text")]
        pub start: SpannedField<String>,
        /// The last words.
        #[schemars(with = "Text")]
        pub end: SpannedField<String>,
        /// The words right before it, if `start` is in the text more than once.
        #[schemars(with = "Text")]
        pub prefix: SpannedField<String>,
        /// The words right behind it, if they are needed to find it.
        #[schemars(with = "Text")]
        pub suffix: SpannedField<String>,
    }
}
