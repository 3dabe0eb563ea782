//! Sources as written. It never interprets a field.

use crate::format::schema::{Day, Id, PathBelow, Reliability, Sha256, SourceKind, Text, Tlp};
use crate::format::typed_value::{SpannedField, WrittenDate};

raw_table! {
    /// A source: where something was reported. Leave out what the text does not say: the reader then shows "not stated" and never guesses.
    #[schemars(deny_unknown_fields, title = "Source", extend("required" = ["id"]))]
    pub(in crate::format) struct RawSource: "a table" {
        /// A short word of `a` to `z`, `0` to `9` and `-`, unique among sources.
        #[schemars(with = "Id")]
        pub id: SpannedField<String>,
        /// Who published it.
        #[schemars(with = "Text")]
        pub outlet: SpannedField<String>,
        /// Its headline.
        #[schemars(with = "Text")]
        pub title: SpannedField<String>,
        /// The author, as the text names them.
        #[schemars(with = "Text")]
        pub author: SpannedField<String>,
        /// The place where it was written, from the dateline.
        #[schemars(with = "Text")]
        pub place: SpannedField<String>,
        /// The address where it can be read.
        #[schemars(with = "Text")]
        pub url: SpannedField<String>,
        /// The language of the text.
        #[schemars(with = "Text")]
        pub lang: SpannedField<String>,
        /// A type of the Citation Style Language (CSL); by default `article-newspaper`.
        #[schemars(with = "SourceKind", extend("default" = "article-newspaper"))]
        pub kind: SpannedField<String>,
        /// Date of publication.
        #[schemars(with = "Day")]
        pub published: SpannedField<WrittenDate>,
        /// How you inferred a date of publication that the text does not state.
        #[schemars(with = "Text")]
        pub published_basis: SpannedField<String>,
        /// Date on which you obtained it.
        #[schemars(with = "Day")]
        pub accessed: SpannedField<WrittenDate>,
        /// Reliability of the source in general (Admiralty code): A completely, B usually, C fairly, D not usually reliable, E unreliable.
        /// F, the default, is not the worst grade: it means that reliability cannot be judged.
        #[schemars(with = "Reliability", extend("default" = "F"))]
        pub reliability: SpannedField<String>,
        /// Id of the source that this one repeats, such as a wire story. Corroboration counts origins, not articles.
        #[schemars(with = "Id")]
        pub origin: SpannedField<String>,
        /// The text of the article in a file beside the brief: `{ file = "articles/x.txt" }`. The brief can be read without it.
        #[schemars(with = "RawHeldText")]
        pub text: SpannedField<RawHeldText>,
        /// Who may see what comes from this source. The strictest label that applies is used.
        #[schemars(with = "Tlp")]
        pub tlp: SpannedField<String>,
        /// For the desk; never shown to an audience.
        #[schemars(with = "Text")]
        pub note: SpannedField<String>,
    }
}

raw_table! {
    /// The held text of a source.
    #[schemars(deny_unknown_fields, title = "Held text", extend("required" = ["file"]))]
    pub(in crate::format) struct RawHeldText: "a table: { file = \"…\", sha256 = \"…\" }" {
        /// Path relative to the folder of the brief: `articles/x.txt`.
        #[schemars(with = "PathBelow")]
        pub file: SpannedField<String>,
        /// SHA-256 checksum of the file: 64 hexadecimal digits, as `sha256sum` prints them.
        #[schemars(with = "Sha256")]
        pub sha256: SpannedField<String>,
    }
}
