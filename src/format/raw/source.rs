//! Sources, as they were written. Nothing here knows what a field means.

use crate::format::schema::{Day, Id, PathBelow, Reliability, Sha256, SourceKind, Text, Tlp};
use crate::format::typed_value::{SpannedField, WrittenDate};

raw_table! {
    /// Where something was reported. Leave out what the text in hand does not say: the reader then says "not stated", and never guesses.
    #[schemars(deny_unknown_fields, title = "Source", extend("required" = ["id"]))]
    pub(in crate::format) struct RawSource: "a table" {
        /// A short word of `a` to `z`, `0` to `9` and `-`, which no other source has.
        #[schemars(with = "Id")]
        pub id: SpannedField<String>,
        /// Who published it.
        #[schemars(with = "Text")]
        pub outlet: SpannedField<String>,
        /// Its headline.
        #[schemars(with = "Text")]
        pub title: SpannedField<String>,
        /// Who wrote it, as it is signed.
        #[schemars(with = "Text")]
        pub author: SpannedField<String>,
        /// Where it was written: the dateline.
        #[schemars(with = "Text")]
        pub place: SpannedField<String>,
        /// Where it can be read.
        #[schemars(with = "Text")]
        pub url: SpannedField<String>,
        /// The language of the text.
        #[schemars(with = "Text")]
        pub lang: SpannedField<String>,
        /// A type of the Citation Style Language (CSL); `article-newspaper` unless told otherwise.
        #[schemars(with = "SourceKind", extend("default" = "article-newspaper"))]
        pub kind: SpannedField<String>,
        /// Date on which it was published.
        #[schemars(with = "Day")]
        pub published: SpannedField<WrittenDate>,
        /// How you came by a date that the text does not state.
        #[schemars(with = "Text")]
        pub published_basis: SpannedField<String>,
        /// Date on which you had it.
        #[schemars(with = "Day")]
        pub accessed: SpannedField<WrittenDate>,
        /// Of the source, whatever it says this time (Admiralty code): A completely, B usually, C fairly, D not usually reliable, E unreliable.
        /// F, which holds unless told otherwise, is not the worst: it cannot be judged.
        #[schemars(with = "Reliability", extend("default" = "F"))]
        pub reliability: SpannedField<String>,
        /// Id of the source that this one repeats, such as a wire story. Corroboration counts origins, not articles.
        #[schemars(with = "Id")]
        pub origin: SpannedField<String>,
        /// The article as held, beside the brief, which can be read without it: `{ file = "articles/x.txt" }`.
        #[schemars(with = "RawHeldText")]
        pub text: SpannedField<RawHeldText>,
        /// Who may see what is of this source; the strictest label that applies wins.
        #[schemars(with = "Tlp")]
        pub tlp: SpannedField<String>,
        /// For the desk; never shown to an audience.
        #[schemars(with = "Text")]
        pub note: SpannedField<String>,
    }
}

raw_table! {
    /// The text of a source as held.
    #[schemars(deny_unknown_fields, title = "Held text", extend("required" = ["file"]))]
    pub(in crate::format) struct RawHeldText: "a table: { file = \"…\", sha256 = \"…\" }" {
        /// Path from the brief's folder down: `articles/x.txt`.
        #[schemars(with = "PathBelow")]
        pub file: SpannedField<String>,
        /// The file's SHA-256 sum, in 64 hexadecimal digits, as `sha256sum` prints them.
        #[schemars(with = "Sha256")]
        pub sha256: SpannedField<String>,
    }
}
