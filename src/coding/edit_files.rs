//! Applies a step to the texts of the files of a brief. It opens no file.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

use super::toml_text::{table_text, toml_value};
use super::{CodedTable, CodingEdit, CodingStep, FieldValue};
use crate::diagnostics::{FileScope, SourceFile};
use crate::format;

/// A change of a file of a brief: one stretch of its text, by another. The stretch has the lines around what differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileChange {
    /// The name of the file, as in [`SourceFile::name`].
    pub file: String,
    /// The byte at which the stretch begins.
    pub at: usize,
    pub before: String,
    pub after: String,
}

/// The changes that a step makes to the files of a brief whose article is the source with the id `source`.
///
/// # Errors
/// A sentence if the brief has faults, a table is missing, or the step would make the brief faulty.
pub fn changes_of(files: &[SourceFile], source: &str, step: &CodingStep) -> Result<Vec<FileChange>, String> {
    check(files, "the brief has faults; mend them first")?;
    let mut changed = files.to_vec();
    for edit in &step.edits {
        apply(&mut changed, source, edit)?;
    }
    check(&changed, "this would not be a brief")?;
    let pairs = files.iter().zip(&changed).filter(|(before, after)| before.text != after.text);
    Ok(pairs.map(|(before, after)| FileChange::between(&before.name, &before.text, &after.text)).collect())
}

fn check(files: &[SourceFile], what: &str) -> Result<(), String> {
    match format::read(files).1.first() {
        None => Ok(()),
        Some(fault) => Err(format!("{what}: {}", fault.problem)),
    }
}

impl FileChange {
    /// The change that makes one text another.
    fn between(file: &str, before: &str, after: &str) -> Self {
        let shared = |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(one, other)| one == other).count();
        let start = shared(&mut before.bytes().zip(after.bytes()));
        let longest = before.len().min(after.len()) - start;
        let end = shared(&mut before.bytes().rev().zip(after.bytes().rev())).min(longest);
        // Whole lines, and one line before them, tell where the change belongs.
        let line_start = |at: usize| before.as_bytes()[..at].iter().rposition(|byte| *byte == b'\n');
        let start = line_start(start).and_then(line_start).map_or(0, |newline| newline + 1);
        let end = end
            - before.as_bytes()[before.len() - end..].iter().position(|byte| *byte == b'\n').map_or(end, |at| at + 1);
        let text = |text: &str| text[start..text.len() - end].to_owned();
        Self { file: file.to_owned(), at: start, before: text(before), after: text(after) }
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone(), ..self.clone() }
    }

    /// Applies the change to the text of its file.
    ///
    /// # Errors
    /// A sentence if somebody else has changed these lines meanwhile.
    pub fn apply(&self, text: &str) -> Result<String, String> {
        let at = self.place(text).ok_or_else(|| format!("{}: these lines were changed meanwhile", self.file))?;
        Ok(format!("{}{}{}", &text[..at.start], self.after, &text[at.end..]))
    }

    /// Where the stretch stands now: where it stood, or else where it stands once.
    fn place(&self, text: &str) -> Option<Range<usize>> {
        let length = self.before.len();
        if text.get(self.at..self.at + length) == Some(self.before.as_str()) {
            return Some(self.at..self.at + length);
        }
        let mut found = text.match_indices(&self.before).filter(|_| length > 0);
        let (at, _) = found.next()?;
        found.next().is_none().then_some(at..at + length)
    }
}

fn apply(files: &mut [SourceFile], source: &str, edit: &CodingEdit) -> Result<(), String> {
    match edit {
        CodingEdit::Add { table, fields } => add(files, source, *table, fields),
        CodingEdit::Set { table, id, field, value } => change_table(files, *table, id, |tables, at| {
            if let Some(row) = tables.get_mut(at) {
                match value {
                    Some(value) => row.insert(field, Item::Value(toml_value(value))),
                    None => row.remove(field),
                };
            }
        }),
        CodingEdit::Remove { table, id } => change_table(files, *table, id, |tables, at| {
            tables.remove(at);
        }),
        CodingEdit::Reject { passage } => reject_drafts(files, source, passage),
    }
}

/// Appends a table to the file of the source.
fn add(
    files: &mut [SourceFile],
    source: &str,
    table: CodedTable,
    fields: &[(String, FieldValue)],
) -> Result<(), String> {
    let sources = |file: &SourceFile| -> Vec<String> { ids(&file.text, CodedTable::Source) };
    let is_own = |file: &&mut SourceFile| file.part == FileScope::Brief && sources(file).iter().any(|id| id == source);
    let file = files.iter_mut().find(is_own).ok_or_else(|| format!("no file has the source `{source}`"))?;
    let mut fields = fields.to_vec();
    if matches!(table, CodedTable::Statement | CodedTable::Claim) && sources(file).len() > 1 {
        fields.insert(1.min(fields.len()), ("source".to_owned(), FieldValue::Text(source.to_owned())));
    }
    remove_draft(file, table, &fields)?;
    let gap = if file.text.ends_with('\n') || file.text.is_empty() { "\n" } else { "\n\n" };
    file.text.extend([gap, &table_text(table, &fields)]);
    Ok(())
}

/// Removes the drafts that stand at the words of a rejected candidate.
fn reject_drafts(files: &mut [SourceFile], source: &str, words: &str) -> Result<(), String> {
    let is_own = |file: &&mut SourceFile| {
        file.part == FileScope::Brief
            && file.text.contains("review")
            && ids(&file.text, CodedTable::Source).iter().any(|id| id == source)
    };
    let letters = |text: &str| text.chars().filter(|char| char.is_alphanumeric()).collect::<String>();
    let words = letters(words);
    let has_passage = |row: &Table| {
        let Some(passage) = row.get("passage").and_then(Item::as_inline_table) else { return false };
        let term = |name: &str| passage.get(name).and_then(Value::as_str).map(letters);
        term("start").is_some_and(|start| words.starts_with(&start))
            && term("end").is_none_or(|end| words.ends_with(&end))
    };
    for file in files.iter_mut().filter(is_own) {
        let mut document: DocumentMut = file.text.parse().map_err(|error| format!("{}: {error}", file.name))?;
        for table in [CodedTable::Statement, CodedTable::Claim] {
            if let Some(tables) = document.get_mut(table.word()).and_then(Item::as_array_of_tables_mut) {
                tables.retain(|row| row.get("review").is_none() || !has_passage(row));
            }
        }
        file.text = document.to_string();
    }
    Ok(())
}

/// Removes the draft of which an added record is the accepted form: with its id, or at its passage.
fn remove_draft(file: &mut SourceFile, table: CodedTable, fields: &[(String, FieldValue)]) -> Result<(), String> {
    let field = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| toml_value(value));
    let (id, passage) = (field("id"), field("passage"));
    let same = |row: &Table, name: &str, value: &Option<Value>| {
        let words = |value: &Value| value.to_string().trim().to_owned();
        value.is_some() && row.get(name).and_then(Item::as_value).map(words) == value.as_ref().map(words)
    };
    let is_draft =
        |row: &Table| row.get("review").is_some() && (same(row, "id", &id) || same(row, "passage", &passage));
    if !file.text.contains("review") {
        return Ok(());
    }
    let mut document: DocumentMut = file.text.parse().map_err(|error| format!("{}: {error}", file.name))?;
    let Some(tables) = document.get_mut(table.word()).and_then(Item::as_array_of_tables_mut) else { return Ok(()) };
    let Some(at) = tables.iter().position(is_draft) else { return Ok(()) };
    tables.remove(at);
    file.text = document.to_string();
    Ok(())
}

/// Changes the table with an id, in whichever file it stands.
fn change_table(
    files: &mut [SourceFile],
    table: CodedTable,
    id: &str,
    change: impl FnOnce(&mut ArrayOfTables, usize),
) -> Result<(), String> {
    let missing = || format!("no {} has the id `{id}`", table.word());
    let has = |file: &&mut SourceFile| {
        file.part == FileScope::Brief && ids(&file.text, table).iter().any(|other| other == id)
    };
    let file = files.iter_mut().find(has).ok_or_else(missing)?;
    let mut document: DocumentMut = file.text.parse().map_err(|error| format!("{}: {error}", file.name))?;
    let tables = document.get_mut(table.word()).and_then(Item::as_array_of_tables_mut).ok_or_else(missing)?;
    let at = tables.iter().position(|row| row.get("id").and_then(Item::as_str) == Some(id)).ok_or_else(missing)?;
    change(tables, at);
    file.text = document.to_string();
    Ok(())
}

/// The ids of the tables of a kind in a file.
fn ids(text: &str, table: CodedTable) -> Vec<String> {
    let Ok(document) = text.parse::<DocumentMut>() else { return Vec::new() };
    let tables = document.get(table.word()).and_then(Item::as_array_of_tables);
    let id = |row: &Table| Some(row.get("id")?.as_str()?.to_owned());
    tables.into_iter().flat_map(ArrayOfTables::iter).filter_map(id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BRIEF: &str = "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\n\
        # an actor\n[[actor]]\nid   = \"a\" # kept\nname = \"A\"\nkind = \"person\"\n\n[[source]]\nid = \"s\"\n";

    fn files(text: &str) -> Vec<SourceFile> {
        vec![SourceFile { name: "brief.toml".to_owned(), text: text.to_owned(), part: FileScope::Brief }]
    }

    fn step(edits: Vec<CodingEdit>) -> CodingStep {
        CodingStep { label: "test".to_owned(), edits }
    }

    fn statement(id: &str) -> CodingEdit {
        let text = |field: &str, text: &str| (field.to_owned(), FieldValue::Text(text.to_owned()));
        let fields = vec![
            text("id", id),
            text("actor", "a"),
            text("attribution", "direct"),
            text("quote", "He said \"no\".\nTwice."),
        ];
        CodingEdit::Add { table: CodedTable::Statement, fields }
    }

    #[test]
    fn a_record_is_added_changed_and_taken_back_and_nothing_else_changes() {
        let added = changes_of(&files(BRIEF), "s", &step(vec![statement("one")])).unwrap();
        let with_one = added[0].apply(BRIEF).unwrap();
        assert!(with_one.starts_with(BRIEF) && with_one.contains("[[statement]]\nid = \"one\""), "{with_one}");
        let gist = CodingEdit::Set {
            table: CodedTable::Statement,
            id: "one".to_owned(),
            field: "gist".to_owned(),
            value: Some(FieldValue::Text("G.".to_owned())),
        };
        let set = changes_of(&files(&with_one), "s", &step(vec![gist])).unwrap();
        let with_gist = set[0].apply(&with_one).unwrap();
        assert!(with_gist.starts_with(BRIEF) && with_gist.contains("gist = \"G.\""), "{with_gist}");
        assert_eq!(set[0].reversed().apply(&with_gist).unwrap(), with_one);
        assert_eq!(added[0].reversed().apply(&with_one).unwrap(), BRIEF);
    }

    #[test]
    fn what_somebody_else_wrote_meanwhile_is_kept_or_the_change_is_refused() {
        let added = changes_of(&files(BRIEF), "s", &step(vec![statement("one")])).unwrap();
        let with_one = added[0].apply(BRIEF).unwrap();
        let commented = with_one.replace("# an actor", "# an actor of mine");
        let undone = added[0].reversed().apply(&commented).unwrap();
        assert_eq!(undone, BRIEF.replace("# an actor", "# an actor of mine"));
        let changed = with_one.replace("attribution = \"direct\"", "attribution = \"mixed\"");
        assert!(added[0].reversed().apply(&changed).is_err());
    }

    #[test]
    fn a_step_that_makes_no_brief_and_a_brief_with_faults_are_refused() {
        let twice = step(vec![statement("one"), statement("one")]);
        assert!(changes_of(&files(BRIEF), "s", &twice).unwrap_err().starts_with("this would not be a brief"));
        let faulty = BRIEF.replace("kind = \"person\"", "kind = \"parson\"");
        let refused = changes_of(&files(&faulty), "s", &step(vec![statement("one")])).unwrap_err();
        assert!(refused.starts_with("the brief has faults"), "{refused}");
    }

    #[test]
    fn an_accepted_record_takes_the_place_of_its_draft() {
        let draft = "\n[[statement]]\nid = \"other\"\nactor = \"a\"\nattribution = \"direct\"\nquote = \"Kept.\"\nreview = \"draft\"\n\n\
            # mine\n[[statement]]\nid = \"one\"\nactor = \"a\"\nattribution = \"direct\"\nquote = \"No.\"\nreview = \"draft\"\n";
        let text = format!("{BRIEF}{draft}");
        let added = changes_of(&files(&text), "s", &step(vec![statement("one")])).unwrap();
        let after = added[0].apply(&text).unwrap();
        assert_eq!(after.matches("id = \"one\"").count(), 1, "{after}");
        assert!(after.contains("quote = \"Kept.\"\nreview = \"draft\""), "{after}");
        assert_eq!(added[0].reversed().apply(&after).unwrap(), text);
    }

    #[test]
    fn the_draft_of_a_rejected_candidate_goes_and_others_stay() {
        let draft = |id: &str, passage: &str| {
            format!(
                "\n[[statement]]\nid = \"{id}\"\nactor = \"a\"\nattribution = \"indirect\"\npassage = {passage}\nreview = \"draft\"\n"
            )
        };
        let kept = draft("kept", "{ start = \"that ships\" }");
        let text = format!("{BRIEF}{}{kept}", draft("gone", "{ start = \"the toll\", end = \"is fair\" }"));
        let reject = CodingEdit::Reject { passage: "“the toll, she said, is fair”".to_owned() };
        let changes = changes_of(&files(&text), "s", &step(vec![reject])).unwrap();
        assert_eq!(changes[0].apply(&text).unwrap(), format!("{BRIEF}{kept}"));
        assert_eq!(changes[0].reversed().apply(&format!("{BRIEF}{kept}")).unwrap(), text);
    }
}
