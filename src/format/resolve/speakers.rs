//! Resolves who speaks, relays or gives a value: one actor, several, or somebody whom the source does not name. It never guesses a name.

use toml::Spanned;

use super::ids::IdTable;
use super::row::{RowReader, WrittenReference};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, quoted};
use crate::format::typed_value::{SpannedField, SpannedValue, TextParts, TypedValue};
use crate::model::{Actor, Speaker};

/// The word in place of an id for somebody whom the source does not name.
pub(super) const UNNAMED: &str = "unnamed";

/// The fields of a table that say who speaks, as written.
pub(super) struct WrittenSpeaker {
    pub who: SpannedField<TextParts>,
    pub described_as: SpannedField<String>,
    pub fields: SpeakerFields,
}

/// The names of the fields, and what faults call them.
#[derive(Clone, Copy)]
pub(super) struct SpeakerFields {
    pub who: &'static str,
    pub described_as: &'static str,
    /// As in `though the speaker is named`.
    pub whom: &'static str,
    pub example: &'static str,
    /// Whether `who` is reported as missing by itself.
    pub is_required: bool,
}

impl RowReader<'_> {
    /// Who speaks. Reports an unknown actor, a list that is empty or has somebody twice, and a description that is missing or that
    /// nobody needs. Returns `None` unless everybody is known: a part of the speakers would say something else.
    pub(super) fn speaker(&mut self, written: WrittenSpeaker, actors: &IdTable<Actor>) -> Option<Speaker> {
        let description_span = written.described_as.as_ref().map(Spanned::span);
        let description = self.name(written.described_as);
        let SpeakerFields { who: field, described_as, whom, example, is_required } = written.fields;
        if let (None, Some(span), false) = (&written.who, &description_span, is_required) {
            let fault = self.fault_at(Code::DescribedAs, span.clone(), format!("`{described_as}` without `{field}`"));
            self.report(fault.help(format!("write `{field} = \"unnamed\"`, or leave it out")));
        }
        let who = self.value(written.who)?;
        let span = who.span();
        let (named, is_whole) = match who.into_inner() {
            TextParts::Whole(id) if id == UNNAMED => {
                if description_span.is_none() {
                    let fault = self.fault_at(Code::MissingField, span, format!("`{described_as}` is missing"));
                    let help = format!("say how the source describes {whom}: `{described_as} = \"{example}\"`");
                    self.report(fault.help(help));
                }
                return Some(Speaker::Unnamed(description.unwrap_or(id)));
            }
            TextParts::Whole(id) => {
                let id = Spanned::new(span, TypedValue::Valid(id));
                (self.reference(Some(id)).into_iter().collect(), true)
            }
            TextParts::Broken(ids) => self.several(Spanned::new(span, ids), written.fields),
        };
        if let (Some(span), Some(first)) = (description_span, named.first()) {
            let problem = format!("`{described_as}`, though {whom} is named: {}", quoted(&first.id));
            let fault = self.fault_at(Code::DescribedAs, span, problem);
            self.report(fault.help(format!("it is for `{field} = \"unnamed\"` only")));
        }
        let known = self.look_up_all(actors, &named);
        Speaker::from_actors(known).filter(|speaker| is_whole && speaker.actors().len() == named.len())
    }

    /// The ids of a list that must not be empty, and whether all of it can be read.
    fn several(
        &mut self,
        ids: Spanned<Vec<SpannedValue<String>>>,
        fields: SpeakerFields,
    ) -> (Vec<WrittenReference>, bool) {
        let SpeakerFields { who: field, described_as, .. } = fields;
        let (span, ids) = (ids.span(), ids.into_inner());
        if ids.is_empty() {
            let fault = self.fault_at(Code::Empty, span, "a list without ids");
            self.report(fault.help(format!("name everybody whom the source names; nobody is `{field} = \"unnamed\"`")));
            return (Vec::new(), false);
        }
        let is_valid = |id: &SpannedValue<String>| match id.get_ref() {
            TypedValue::Valid(id) => !id.trim().is_empty(),
            TypedValue::Invalid(_) => false,
        };
        let is_whole = ids.iter().all(is_valid);
        let references = self.references(Some(Spanned::new(span, TypedValue::Valid(ids))));
        let (unnamed, named): (Vec<_>, Vec<_>) = references.into_iter().partition(|reference| reference.id == UNNAMED);
        for reference in &unnamed {
            let fault = Fault::new(Code::DescribedAs, reference.place.clone(), "`unnamed` in a list");
            self.report(fault.help(format!("it stands alone, `{field} = \"unnamed\"`; `{described_as}` is for one")));
        }
        (named, is_whole && unnamed.is_empty())
    }
}
