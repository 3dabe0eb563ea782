//! One table being resolved: reads its fields by what they mean, and reports what is wrong with them under its name.

use std::collections::HashSet;
use std::ops::Range;

use toml::Spanned;

use super::ids::{IdTable, WrittenReference};
use super::vocabulary::FromWord;
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, FilePlace, floor_char_boundary, quoted};
use crate::format::limits::{self, size};
use crate::format::lookalike::LookalikeId;
use crate::format::raw_brief::TableHeader;
use crate::format::typed_value::{SpannedField, SpannedList, TypedValue, WrittenDate};
use crate::model::{EdtfDate, Ix, Tlp};
use crate::text::suggest::{nearest, nearest_or_all};

/// How many names are compared for suggestions, in all, before a brief that is wrong throughout gets no more of them.
const COMPARISONS: usize = 5_000_000;

pub(super) struct RowReader<'a> {
    kind: &'static str,
    id: Option<&'a str>,
    header: &'a TableHeader,
    faults: &'a mut Faults,
}

/// What a reference leads to, and finds nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct MissingReference {
    pub kind: &'static str,
    pub code: Code,
}

/// Reports every one of the fields that the raw table does not have.
macro_rules! require {
    ($row:expr, $raw:expr, $($field:ident),+) => { $(if $raw.$field.is_none() { $row.missing(stringify!($field)); })+ };
}
pub(super) use require;

impl<'a> RowReader<'a> {
    pub(super) const fn new(
        kind: &'static str,
        id: Option<&'a str>,
        header: &'a TableHeader,
        faults: &'a mut Faults,
    ) -> Self {
        Self { kind, id, header, faults }
    }

    /// Reports a fault under the name of this table. What a syntax error has hurt is not blamed for what it lacks.
    pub(super) fn report(&mut self, mut fault: Fault) {
        if self.header.wounded {
            return;
        }
        fault.problem = match self.id {
            Some(id) => format!("{} {}: {}", self.kind, quoted(id), fault.problem),
            None => format!("{}: {}", self.kind, fault.problem),
        };
        self.faults.push(fault);
    }

    /// A fault in the whole of the table: it points at the header.
    pub(super) fn fault(&self, code: Code, problem: impl Into<String>) -> Fault {
        Fault::new(code, self.header.place.clone(), problem)
    }

    pub(super) fn fault_at(&self, code: Code, span: Range<usize>, problem: impl Into<String>) -> Fault {
        Fault::new(code, self.at(span), problem)
    }

    pub(super) fn missing(&mut self, field: &str) {
        self.report(self.fault(Code::MissingField, format!("`{field}` is missing")));
    }

    pub(super) const fn file(&self) -> usize {
        self.header.origin.file
    }

    pub(super) const fn at(&self, span: Range<usize>) -> FilePlace {
        self.header.origin.place(span)
    }

    /// The value of a field, when it has the type that is wanted.
    pub(super) fn value<T>(&mut self, field: SpannedField<T>) -> Option<Spanned<T>> {
        let field = field?;
        let span = field.span();
        match field.into_inner() {
            TypedValue::Well(value) => Some(Spanned::new(span, value)),
            TypedValue::Badly(problem) => {
                self.report(Fault::wrong_type(self.at(span), &problem));
                None
            }
        }
    }

    /// The values of a list that have the type that is wanted.
    pub(super) fn values<T>(&mut self, list: SpannedList<T>) -> Vec<Spanned<T>> {
        let list = self.value(list).map(Spanned::into_inner).unwrap_or_default();
        list.into_iter().filter_map(|item| self.value(Some(item))).collect()
    }

    /// A text, which must say something.
    pub(super) fn text(&mut self, field: SpannedField<String>) -> Option<String> {
        self.text_at(field).map(Spanned::into_inner)
    }

    /// A text with its place.
    pub(super) fn text_at(&mut self, field: SpannedField<String>) -> Option<Spanned<String>> {
        let text = self.value(field)?;
        self.not_empty(text)
    }

    /// A text that is told wherever its thing is named, and so not a long one.
    pub(super) fn name(&mut self, field: SpannedField<String>) -> Option<String> {
        let name = self.text_at(field)?;
        Some(self.short(name).into_inner())
    }

    /// As [`Self::name`], of a list.
    pub(super) fn names(&mut self, list: SpannedList<String>) -> Vec<String> {
        let names = self.values(list);
        names.into_iter().filter_map(|name| self.not_empty(name).map(|name| self.short(name).into_inner())).collect()
    }

    /// A name, cut where it is too long for one.
    fn short(&mut self, name: Spanned<String>) -> Spanned<String> {
        if name.get_ref().len() <= limits::NAME {
            return name;
        }
        let problem = format!(
            "{} has {}, and {} is the most",
            quoted(name.get_ref()),
            size(name.get_ref().len()),
            size(limits::NAME)
        );
        self.report(
            self.fault_at(Code::Limit, name.span(), problem)
                .help("it is told wherever it is named; say the rest in a `note`"),
        );
        let (span, mut text) = (name.span(), name.into_inner());
        text.truncate(floor_char_boundary(&text, limits::NAME));
        text.shrink_to_fit();
        Spanned::new(span, text)
    }

    pub(super) fn texts(&mut self, list: SpannedList<String>) -> Vec<String> {
        let texts = self.values(list);
        texts.into_iter().filter_map(|text| self.not_empty(text).map(Spanned::into_inner)).collect()
    }

    pub(super) fn not_empty(&mut self, text: Spanned<String>) -> Option<Spanned<String>> {
        if text.get_ref().chars().all(char::is_whitespace) {
            self.report(
                self.fault_at(Code::Empty, text.span(), "an empty text")
                    .help("leave out what there is nothing to say of"),
            );
            return None;
        }
        Some(text)
    }

    pub(super) fn date(&mut self, field: SpannedField<WrittenDate>) -> Option<EdtfDate> {
        let date = self.value(field)?;
        let text = &date.get_ref().0;
        text.parse()
            .map_err(|reason| {
                let problem = format!("{} is no date: {reason}", quoted(text));
                self.report(self.fault_at(Code::Date, date.span(), problem).help(DATE_FORMS));
            })
            .ok()
    }

    /// A word of a closed vocabulary.
    pub(super) fn word<V: FromWord>(&mut self, field: SpannedField<String>) -> Option<V> {
        let word = self.value(field)?;
        self.word_of(word.get_ref(), word.span())
    }

    pub(super) fn word_of<V: FromWord>(&mut self, word: &str, span: Range<usize>) -> Option<V> {
        let value = V::from_word(word);
        if value.is_none() {
            let help = V::advice(word).unwrap_or_else(|| nearest_or_all(word, V::WORDS, "it is one of"));
            self.report(self.fault_at(V::CODE, span, format!("{} is no {}", quoted(word), V::NAME)).help(help));
        }
        value
    }

    /// A label. One that cannot be read is the strictest: a slip of the pen shows nothing to anybody.
    pub(super) fn tlp(&mut self, field: SpannedField<String>) -> Option<Tlp> {
        field.is_some().then(|| self.word(field).unwrap_or(Tlp::Red))
    }

    /// A text that is to be an id. One that only looks like an id is taken for the id that it looks like, so that its fault does not
    /// spread to what names it rightly.
    pub(super) fn id(&mut self, field: SpannedField<String>) -> Option<WrittenReference> {
        if field.is_none() {
            self.missing("id");
        }
        let id = self.reference(field)?;
        let of_form = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if let Some(lookalike) = LookalikeId::find(&id.id) {
            self.report(lookalike.fault(id.place.clone()));
            return Some(WrittenReference { id: lookalike.id, place: id.place });
        }
        if !id.id.bytes().all(of_form) {
            let fault = Fault::new(Code::Id, id.place.clone(), format!("{} is no id", quoted(&id.id)));
            self.report(fault.help("an id is made of `a` to `z`, `0` to `9` and `-`"));
        }
        Some(id)
    }

    pub(super) fn reference(&mut self, field: SpannedField<String>) -> Option<WrittenReference> {
        let text = self.text_at(field)?;
        let text = self.short(text);
        Some(WrittenReference { place: self.at(text.span()), id: text.into_inner() })
    }

    /// The references of a list, each once.
    pub(super) fn references(&mut self, list: SpannedList<String>) -> Vec<WrittenReference> {
        let mut references: Vec<WrittenReference> = Vec::new();
        if list.is_none() {
            return references;
        }
        let mut seen = HashSet::new();
        for text in self.values(list) {
            let Some(text) = self.not_empty(text).map(|text| self.short(text)) else { continue };
            let reference = WrittenReference { place: self.at(text.span()), id: text.into_inner() };
            if seen.insert(reference.id.clone()) {
                references.push(reference);
            } else {
                self.report(Fault::new(
                    Code::Twice,
                    reference.place,
                    format!("{} stands twice in the list", quoted(&reference.id)),
                ));
            }
        }
        references
    }

    /// The thing that a field refers to.
    pub(super) fn find<T>(&mut self, ids: &IdTable<T>, field: SpannedField<String>) -> Option<Ix<T>> {
        let reference = self.reference(field)?;
        self.look_up(ids, &reference)
    }

    /// The things that a list refers to.
    pub(super) fn find_all<T>(&mut self, ids: &IdTable<T>, list: SpannedList<String>) -> Vec<Ix<T>> {
        let references = self.references(list);
        self.look_up_all(ids, &references)
    }

    pub(super) fn look_up_all<T>(&mut self, ids: &IdTable<T>, references: &[WrittenReference]) -> Vec<Ix<T>> {
        references.iter().filter_map(|reference| self.look_up(ids, reference)).collect()
    }

    pub(super) fn look_up<T>(&mut self, ids: &IdTable<T>, reference: &WrittenReference) -> Option<Ix<T>> {
        let known = ids.get(&reference.id).or_else(|| {
            let meant = LookalikeId::find(&reference.id)?;
            let known = ids.get(&meant.id)?;
            self.report(meant.fault(reference.place.clone()));
            Some(known)
        });
        if known.is_none() && !ids.incomplete {
            let add = format!("add a table `[[{}]]` with this id, or name another", ids.kind);
            self.dangling(reference, MissingReference { kind: ids.kind, code: ids.unknown }, ids.names(), add);
        }
        known?.ix
    }

    /// Reports a reference to what nothing is called; `names` are what it could have been.
    pub(super) fn dangling<'n>(
        &mut self,
        reference: &WrittenReference,
        missing: MissingReference,
        names: impl ExactSizeIterator<Item = &'n str>,
        otherwise: String,
    ) {
        let affordable = self.faults.len().saturating_mul(names.len()) <= COMPARISONS;
        let near = affordable.then(|| nearest(&reference.id, names)).flatten();
        let help = near.map_or(otherwise, |near| format!("did you mean `{near}`?"));
        let problem = format!("no {} {}", missing.kind, quoted(&reference.id));
        self.report(Fault::new(missing.code, reference.place.clone(), problem).help(help));
    }
}

const DATE_FORMS: &str = "write \"2024-09-12\", \"2024-09\", \"2024\" or \"2024-09-XX\", with `?`, `~` or `%` behind it if need be; \
     \"2024-09-05/2024-09-12\"; or \"[2024-09-10,2025-09-10]\"";
