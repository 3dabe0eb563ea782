//! The places of the entities of a brief in its files. It parses a table again on demand to locate a field, and reports no faults.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diagnostics::FilePlace;
use crate::diagnostics::SourceFile;
use crate::model::{Actor, Issue, Ix, Record, Source};

/// An entity of a brief: something that has a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// The table `[brief]`.
    Brief,
    /// A key point, by its position.
    KeyPoint(usize),
    Issue(Ix<Issue>),
    Actor(Ix<Actor>),
    Source(Ix<Source>),
    Record(Record),
}

/// The place of each entity of a brief.
///
/// Only the places of ids are stored. To locate a field, its table is parsed again.
#[derive(Debug, Clone, Default)]
pub struct Locations {
    pub(super) brief: Option<FilePlace>,
    /// The headers of the key points.
    pub(super) key_points: Vec<FilePlace>,
    pub(super) issues: Vec<FilePlace>,
    pub(super) actors: Vec<FilePlace>,
    pub(super) sources: Vec<FilePlace>,
    pub(super) statements: Vec<FilePlace>,
    pub(super) events: Vec<FilePlace>,
    pub(super) claims: Vec<FilePlace>,
    /// The ids of the drafts, which are no part of the brief.
    pub(super) drafts: Vec<String>,
    /// For each file, the starts of its top-level tables, sorted.
    pub(super) tables: Vec<Vec<usize>>,
}

impl Locations {
    /// The ids of the drafts (`review = "draft"`), which were checked and are no part of the brief.
    pub fn draft_ids(&self) -> &[String] {
        &self.drafts
    }

    /// The place of the id of an entity, or of its header when it has no id. The start of the first file when the entity is not written.
    pub fn get(&self, entity: EntityKind) -> FilePlace {
        let place = match entity {
            EntityKind::Brief => self.brief.as_ref(),
            EntityKind::KeyPoint(at) => self.key_points.get(at),
            EntityKind::Issue(ix) => self.issues.get(ix.at()),
            EntityKind::Actor(ix) => self.actors.get(ix.at()),
            EntityKind::Source(ix) => self.sources.get(ix.at()),
            EntityKind::Record(Record::Statement(ix)) => self.statements.get(ix.at()),
            EntityKind::Record(Record::Event(ix)) => self.events.get(ix.at()),
            EntityKind::Record(Record::Claim(ix)) => self.claims.get(ix.at()),
        };
        place.cloned().unwrap_or(FilePlace { file: 0, span: 0..0 })
    }

    /// The place of the value of a field, or [`Self::get`] when the entity does not have the field. `files` must be the files that were
    /// read.
    pub fn field(&self, files: &[SourceFile], entity: EntityKind, field: &str) -> FilePlace {
        self.within(files, entity, |table| Some(table.get(field)?.span()))
    }

    /// The place of `word` in a field: an item of its list, or a name in its table. [`Self::field`] when there is none.
    pub fn word(&self, files: &[SourceFile], entity: EntityKind, field: &str, word: &str) -> FilePlace {
        self.within(files, entity, |table| {
            let value = table.get(field)?;
            let in_list = value.get_ref().as_array().and_then(|list| {
                list.iter().find(|item| item.get_ref().as_str() == Some(word)).map(toml::Spanned::span)
            });
            let in_table = || {
                let (key, _) = value.get_ref().as_table()?.iter().find(|(key, _)| key.get_ref() == word)?;
                Some(key.span())
            };
            in_list.or_else(in_table).or_else(|| Some(value.span()))
        })
    }

    /// The place of the value of `name` in an inline table, as in `text = { file = "…" }`. [`Self::field`] when there is none.
    pub fn inner(&self, files: &[SourceFile], entity: EntityKind, [field, name]: [&str; 2]) -> FilePlace {
        self.within(files, entity, |table| {
            let value = table.get(field)?;
            let inner = value.get_ref().as_table().and_then(|inner| inner.get(name));
            Some(inner.unwrap_or(value).span())
        })
    }

    /// The place of the span that `find` returns for the table of an entity.
    fn within(
        &self,
        files: &[SourceFile],
        entity: EntityKind,
        find: impl Fn(&DeTable<'_>) -> Option<Range<usize>>,
    ) -> FilePlace {
        let place = self.get(entity);
        let found = files.get(place.file).and_then(|file| {
            let (start, text) = self.table(file, &place)?;
            let (root, _) = DeTable::parse_recoverable(text);
            let span = find(rows(root.get_ref()).next()?)?;
            let span = start + span.start..start + span.end;
            file.text.get(span.clone()).map(|_| span)
        });
        found.map_or_else(|| place.clone(), |span| FilePlace { file: place.file, span })
    }

    /// The start and the text of the top-level table that contains a place.
    fn table<'f>(&self, file: &'f SourceFile, place: &FilePlace) -> Option<(usize, &'f str)> {
        let starts = self.tables.get(place.file)?;
        let next = starts.partition_point(|start| *start <= place.span.start);
        let start = *starts.get(next.checked_sub(1)?)?;
        let end = starts.get(next).copied().unwrap_or(file.text.len());
        Some((start, file.text.get(start..end)?))
    }
}

/// The tables of a text with one top-level table, with single or double brackets.
fn rows<'t, 'i>(root: &'t DeTable<'i>) -> impl Iterator<Item = &'t DeTable<'i>> {
    root.values().filter_map(|value| match value.get_ref() {
        DeValue::Array(rows) => rows.iter().find_map(|row| row.get_ref().as_table()),
        DeValue::Table(table) => Some(table),
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::FileScope;
    use crate::format::read_with_places;

    const TEXT: &str = "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
        [[key_point]]\ntext = \"K\"\n[[actor]]\nid = \"é\"\n[[actor]]\nname = \"Asif\"\nid = \"asif\"\nkind = \"person\"\n\
        aliases = [\"[[a]]\", \"KM\"]\n[[actor.roles]]\ntitle = \"Minister\"\n[[issue]]\nlabel = \"\"\"\n[[issue]]\"\"\"\n\
        id = \"talks\"\nquestion = \"Q?\"\n[[source]]\nid = \"paper\"\n[source.text]\nfile = \"a.txt\"\n";

    #[test]
    fn a_field_is_found_again_where_it_is_written() {
        let files = [SourceFile { name: "a.toml".to_owned(), text: TEXT.to_owned(), part: FileScope::Brief }];
        let (brief, _, places) = read_with_places(&files);
        let brief = brief.expect("readable");
        let text_at = |place: FilePlace| &files[place.file].text[place.span];
        let asif = EntityKind::Actor(brief.actors.find("asif").expect("there"));
        let talks = EntityKind::Issue(brief.issues.find("talks").expect("there"));
        let paper = EntityKind::Source(brief.sources.find("paper").expect("there"));
        assert_eq!(text_at(places.get(asif)), "\"asif\"");
        assert_eq!(text_at(places.field(&files, asif, "name")), "\"Asif\"");
        assert_eq!(text_at(places.word(&files, asif, "aliases", "KM")), "\"KM\"");
        assert_eq!(text_at(places.word(&files, asif, "aliases", "none")), "[\"[[a]]\", \"KM\"]");
        assert!(text_at(places.field(&files, asif, "roles")).starts_with("[[actor.roles]]"));
        assert_eq!(text_at(places.inner(&files, asif, ["name", "of"])), "\"Asif\"", "no table");
        assert_eq!(text_at(places.inner(&files, paper, ["text", "file"])), "\"a.txt\"");
        assert_eq!(text_at(places.field(&files, asif, "note")), "\"asif\"", "a field that is not written");
        assert_eq!(text_at(places.field(&files, talks, "question")), "\"Q?\"");
        assert_eq!(text_at(places.field(&files, EntityKind::Brief, "title")), "\"T\"");
        assert_eq!(text_at(places.field(&files, EntityKind::KeyPoint(0), "text")), "\"K\"");
    }
}
