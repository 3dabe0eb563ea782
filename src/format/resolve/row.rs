//! Reads the fields of one table by their meaning, and reports their faults under its name. It never stops at a fault.

use std::collections::HashSet;
use std::ops::Range;

use toml::Spanned;

use super::vocabulary::FromWord;
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, FilePlace, floor_char_boundary, quoted};
use crate::format::limits::{self, size};
use crate::format::lookalike::LookalikeId;
use crate::format::raw::RawPassage;
use crate::format::raw_brief::TableHeader;
use crate::format::typed_value::{SpannedField, SpannedList, TypedValue, WrittenDate};
use crate::model::{EdtfDate, Passage, Review, Tlp};
use crate::text::suggest::{nearest, nearest_or_all};

/// The maximum number of name comparisons for suggestions per brief, which bounds the time for a brief with many unknown names.
const COMPARISONS: usize = 5_000_000;

/// Reads the fields of one table.
pub(super) struct RowReader<'a> {
    kind: &'static str,
    id: Option<&'a str>,
    header: &'a TableHeader,
    faults: &'a mut Faults,
}

/// A reference to an entity by id, as written.
pub(super) struct WrittenReference {
    pub id: String,
    pub place: FilePlace,
}

/// The kind and the code of a reference to an unknown id.
#[derive(Debug, Clone, Copy)]
pub(super) struct MissingReference {
    pub kind: &'static str,
    pub code: Code,
}

/// Reports each of these fields that is missing in the raw table.
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

    /// Reports a fault under the name of this table. Ignores it when the table has a syntax error, which may be the cause.
    pub(super) fn report(&mut self, mut fault: Fault) {
        if self.header.broken {
            return;
        }
        fault.problem = match self.id {
            Some(id) => format!("{} {}: {}", self.kind, quoted(id), fault.problem),
            None => format!("{}: {}", self.kind, fault.problem),
        };
        self.faults.push(fault);
    }

    /// A fault of the whole table, at its header.
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

    /// The value of a field; reports a wrong type.
    pub(super) fn value<T>(&mut self, field: SpannedField<T>) -> Option<Spanned<T>> {
        let field = field?;
        let span = field.span();
        match field.into_inner() {
            TypedValue::Valid(value) => Some(Spanned::new(span, value)),
            TypedValue::Invalid(problem) => {
                self.report(Fault::wrong_type(self.at(span), &problem));
                None
            }
        }
    }

    /// The values of a list; reports and skips those of a wrong type.
    pub(super) fn values<T>(&mut self, list: SpannedList<T>) -> Vec<Spanned<T>> {
        let list = self.value(list).map(Spanned::into_inner).unwrap_or_default();
        list.into_iter().filter_map(|item| self.value(Some(item))).collect()
    }

    /// A text; reports one that is blank.
    pub(super) fn text(&mut self, field: SpannedField<String>) -> Option<String> {
        self.text_at(field).map(Spanned::into_inner)
    }

    /// Like [`Self::text`], with the place.
    pub(super) fn text_at(&mut self, field: SpannedField<String>) -> Option<Spanned<String>> {
        let text = self.value(field)?;
        self.not_empty(text)
    }

    /// A text that is shown wherever the entity is named, of at most [`limits::NAME`] bytes.
    pub(super) fn name(&mut self, field: SpannedField<String>) -> Option<String> {
        let name = self.text_at(field)?;
        Some(self.limit_length(name).into_inner())
    }

    /// Like [`Self::name`], for a list.
    pub(super) fn names(&mut self, list: SpannedList<String>) -> Vec<String> {
        let names = self.values(list);
        names
            .into_iter()
            .filter_map(|name| self.not_empty(name).map(|name| self.limit_length(name).into_inner()))
            .collect()
    }

    /// Cuts a name that is too long, and reports it.
    fn limit_length(&mut self, name: Spanned<String>) -> Spanned<String> {
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
                .help("it is shown in many places; put the rest in a `note`"),
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
                    .help("leave it out when there is nothing to say"),
            );
            return None;
        }
        Some(text)
    }

    /// A passage; reports one without its first words.
    pub(super) fn passage(&mut self, field: SpannedField<RawPassage>) -> Option<Box<Passage>> {
        let passage = self.value(field)?;
        let span = passage.span();
        let raw = passage.into_inner();
        if raw.start.is_none() {
            let fault = self.fault_at(Code::MissingField, span, "`start` is missing from the passage");
            self.report(fault.help("write the first words of the passage: `passage = { start = \"…\", end = \"…\" }`"));
        }
        let (start, end) = (self.text(raw.start), self.text(raw.end));
        let (prefix, suffix) = (self.text(raw.prefix), self.text(raw.suffix));
        Some(Box::new(Passage { start: start?, end, prefix, suffix }))
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

    /// A value of a closed vocabulary; reports an unknown word.
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

    /// Whether a record is a draft. An unknown word counts as one, so that a typing error presents nothing.
    pub(super) fn is_draft(&mut self, review: SpannedField<String>) -> bool {
        review.is_some() && self.word::<Review>(review).is_none_or(|review| review == Review::Draft)
    }

    /// A TLP label. An unknown label becomes the strictest, so that a typing error never reveals anything.
    pub(super) fn tlp(&mut self, field: SpannedField<String>) -> Option<Tlp> {
        field.is_some().then(|| self.word(field).unwrap_or(Tlp::Red))
    }

    /// An id. Reports a wrong form. A lookalike is read as the id that it looks like, so that correct references to it cause no faults.
    pub(super) fn id(&mut self, field: SpannedField<String>) -> Option<WrittenReference> {
        if field.is_none() {
            self.missing("id");
        }
        let id = self.reference(field)?;
        let is_id_byte = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if let Some(lookalike) = LookalikeId::find(&id.id) {
            self.report(lookalike.fault(id.place.clone()));
            return Some(WrittenReference { id: lookalike.id, place: id.place });
        }
        if !id.id.bytes().all(is_id_byte) {
            let fault = Fault::new(Code::Id, id.place.clone(), format!("{} is no id", quoted(&id.id)));
            self.report(fault.help("an id is made of `a` to `z`, `0` to `9` and `-`"));
        }
        Some(id)
    }

    pub(super) fn reference(&mut self, field: SpannedField<String>) -> Option<WrittenReference> {
        let text = self.text_at(field)?;
        let text = self.limit_length(text);
        Some(WrittenReference { place: self.at(text.span()), id: text.into_inner() })
    }

    /// The references of a list without duplicates, which are reported.
    pub(super) fn references(&mut self, list: SpannedList<String>) -> Vec<WrittenReference> {
        let mut references: Vec<WrittenReference> = Vec::new();
        if list.is_none() {
            return references;
        }
        let mut seen = HashSet::new();
        for text in self.values(list) {
            let Some(text) = self.not_empty(text).map(|text| self.limit_length(text)) else { continue };
            let reference = WrittenReference { place: self.at(text.span()), id: text.into_inner() };
            if seen.insert(reference.id.clone()) {
                references.push(reference);
            } else {
                self.report(Fault::new(
                    Code::Twice,
                    reference.place,
                    format!("{} is twice in the list", quoted(&reference.id)),
                ));
            }
        }
        references
    }

    /// Reports a reference to an unknown id, with the nearest of `names` as a suggestion, or with the help `otherwise`.
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

const DATE_FORMS: &str = "write \"2024-09-12\", \"2024-09\", \"2024\" or \"2024-09-XX\", if needed followed by `?`, `~` or `%`; \
     \"2024-09-05/2024-09-12\"; \"[2024-09-10,2025-09-10]\"; or \"2024-09-12T14:30:00+05:00\"";
