//! Actors with their memberships and roles as written. It never interprets a field.

use crate::format::schema::{ActorId, ActorKind, Day, Id, Ids, Text, Texts};
use crate::format::typed_value::{SpannedField, SpannedList, WrittenDate};

raw_table! {
    /// An actor: a person or a body that speaks or acts.
    // Name and kind are required as well, but the shared actors of a library may have them.
    #[schemars(deny_unknown_fields, title = "Actor", extend("required" = ["id"]))]
    #[schemars(extend("not" = { "required": ["role", "roles"] }))]
    pub(in crate::format) struct RawActor: "a table" {
        /// A short word of `a` to `z`, `0` to `9` and `-`, unique among actors. The id `unnamed` is reserved.
        #[schemars(with = "ActorId")]
        pub id: SpannedField<String>,
        /// The full name. Required here or in the shared actors of the library.
        #[schemars(with = "Text")]
        pub name: SpannedField<String>,
        /// The kind of the actor. Required here or in the shared actors of the library.
        #[schemars(with = "ActorKind")]
        pub kind: SpannedField<String>,
        /// Other spellings of the name in the sources; a look-up finds all of them. Put the one for a narrow column first.
        #[schemars(with = "Texts")]
        pub aliases: SpannedList<String>,
        /// The name in its own script.
        #[schemars(with = "Text")]
        pub native_name: SpannedField<String>,
        /// Ids of the bodies that the actor belongs to.
        #[schemars(with = "Ids")]
        pub member_of: SpannedList<String>,
        /// Bodies that the actor belonged to for a time, each a table `[[actor.memberships]]`.
        #[schemars(with = "Vec<RawMembership>")]
        pub memberships: SpannedList<RawMembership>,
        /// A single title, instead of `roles`.
        #[schemars(with = "Text")]
        pub role: SpannedField<String>,
        /// Several titles, each a table `[[actor.roles]]`, instead of `role`. The reader shows the title of the day of a statement.
        #[schemars(with = "Vec<RawRole>")]
        pub roles: SpannedList<RawRole>,
        /// A description in one sentence.
        #[schemars(with = "Text")]
        pub description: SpannedField<String>,
        /// For the desk; never shown to an audience.
        #[schemars(with = "Text")]
        pub note: SpannedField<String>,
    }
}

raw_table! {
    /// A body and the period in which the actor belonged to it.
    #[schemars(deny_unknown_fields, title = "Membership", extend("required" = ["of"]))]
    pub(in crate::format) struct RawMembership: "a table" {
        /// Id of the body.
        #[schemars(with = "Id")]
        pub of: SpannedField<String>,
        /// First date of the membership.
        #[schemars(with = "Day")]
        pub from: SpannedField<WrittenDate>,
        /// Last date of the membership.
        #[schemars(with = "Day")]
        pub to: SpannedField<WrittenDate>,
    }
}

raw_table! {
    /// A title and the period in which it was held.
    #[schemars(deny_unknown_fields, title = "Role", extend("required" = ["title"]))]
    pub(in crate::format) struct RawRole: "a table" {
        /// The title.
        #[schemars(with = "Text")]
        pub title: SpannedField<String>,
        /// Id of the body in which it is held.
        #[schemars(with = "Id")]
        pub at: SpannedField<String>,
        /// First date on which it was held.
        #[schemars(with = "Day")]
        pub from: SpannedField<WrittenDate>,
        /// Last date on which it was held.
        #[schemars(with = "Day")]
        pub to: SpannedField<WrittenDate>,
    }
}
