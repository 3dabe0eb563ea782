//! Actors and their roles, as they were written. Nothing here knows what a field means.

use crate::format::schema::{ActorId, ActorKind, Day, Id, Ids, Text, Texts};
use crate::format::typed_value::{SpannedField, SpannedList, WrittenDate};

raw_table! {
    /// Who speaks and acts.
    // Name and kind are required too, but a library's shared actors may have them.
    #[schemars(deny_unknown_fields, title = "Actor", extend("required" = ["id"]))]
    #[schemars(extend("not" = { "required": ["role", "roles"] }))]
    pub(in crate::format) struct RawActor: "a table" {
        /// A short word of `a` to `z`, `0` to `9` and `-`, which no other actor has; not `unnamed`.
        #[schemars(with = "ActorId")]
        pub id: SpannedField<String>,
        /// The name in full. Required, here or in the library's shared actors.
        #[schemars(with = "Text")]
        pub name: SpannedField<String>,
        /// What kind of actor it is. Required, here or in the library's shared actors.
        #[schemars(with = "ActorKind")]
        pub kind: SpannedField<String>,
        /// Every spelling met in the sources; looking up finds them all. Put first the one that a narrow column should show.
        #[schemars(with = "Texts")]
        pub aliases: SpannedList<String>,
        /// The name in its own script.
        #[schemars(with = "Text")]
        pub native_name: SpannedField<String>,
        /// Ids of the bodies that the actor belongs to.
        #[schemars(with = "Ids")]
        pub member_of: SpannedList<String>,
        /// The one title, where one is enough; instead of `roles`.
        #[schemars(with = "Text")]
        pub role: SpannedField<String>,
        /// Several titles, each a table `[[actor.roles]]`; instead of `role`. The reader shows the title of the day on which something was said.
        #[schemars(with = "Vec<RawRole>")]
        pub roles: SpannedList<RawRole>,
        /// Who it is, in a sentence.
        #[schemars(with = "Text")]
        pub description: SpannedField<String>,
        /// For the desk; never shown to an audience.
        #[schemars(with = "Text")]
        pub note: SpannedField<String>,
    }
}

raw_table! {
    /// A title, and when it was held.
    #[schemars(deny_unknown_fields, title = "Role", extend("required" = ["title"]))]
    pub(in crate::format) struct RawRole: "a table" {
        /// The title.
        #[schemars(with = "Text")]
        pub title: SpannedField<String>,
        /// Id of the body in which it is held.
        #[schemars(with = "Id")]
        pub at: SpannedField<String>,
        /// Date from which it was held.
        #[schemars(with = "Day")]
        pub from: SpannedField<WrittenDate>,
        /// Date up to which it was held.
        #[schemars(with = "Day")]
        pub to: SpannedField<WrittenDate>,
    }
}
