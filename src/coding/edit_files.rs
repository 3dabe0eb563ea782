//! Applies a step to the texts of the files of a brief. It opens no file.

use toml_edit::{Item, Table, Value};

use super::file_tables::FileTables;
use super::toml_text::toml_value;
use super::{CodedTable, CodingEdit, CodingStep, FieldValue, FileChange};
use crate::diagnostics::{FileScope, SourceFile};
use crate::format;

/// The changes that a step makes to the files of a brief whose article is the source with the id `source`, to be made in this order.
///
/// # Errors
/// A sentence if the brief has faults, a table is missing, or the step would make the brief faulty.
pub fn changes_of(files: &[SourceFile], source: &str, step: &CodingStep) -> Result<Vec<FileChange>, String> {
    check_faults(files, MEND_FIRST)?;
    let mut current = files.to_vec();
    let mut changes = Vec::new();
    for edit in &step.edits {
        for (at, text) in edit_file(&current, source, edit)? {
            changes.push(FileChange::between(&current[at].name, &current[at].text, &text));
            current[at].text = text;
        }
    }
    check_faults(&current, NEW_FAULT)?;
    Ok(changes)
}

/// The files after `changes`, made in this order: for each file that they change, its position in `files` and its new text.
///
/// # Errors
/// A sentence if the brief has faults, a file is gone, somebody has changed the same lines, or the brief would be faulty.
pub(super) fn changed_texts(files: &[SourceFile], changes: &[FileChange]) -> Result<Vec<(usize, String)>, String> {
    check_faults(files, MEND_FIRST)?;
    let texts = apply_changes(files, changes)?;
    let mut result = files.to_vec();
    for (at, text) in &texts {
        result[*at].text.clone_from(text);
    }
    check_faults(&result, NEW_FAULT)?;
    Ok(texts)
}

/// [`changed_texts`] of a brief that may have faults.
///
/// # Errors
/// A sentence if a file is gone or somebody has changed the same lines.
pub(super) fn apply_changes(files: &[SourceFile], changes: &[FileChange]) -> Result<Vec<(usize, String)>, String> {
    let mut texts: Vec<(usize, String)> = Vec::new();
    for change in changes {
        let gone = || format!("{}: the file is gone, so nothing was written; restore it", change.file);
        let at = files.iter().position(|file| file.name == change.file).ok_or_else(gone)?;
        match texts.iter_mut().find(|(changed, _)| *changed == at) {
            Some((_, text)) => *text = change.apply(text)?,
            None => texts.push((at, change.apply(&files[at].text)?)),
        }
    }
    texts.retain(|(at, text)| *text != files[*at].text);
    Ok(texts)
}

const MEND_FIRST: &str = "the brief has faults, so nothing is written into it; mend them first";
const NEW_FAULT: &str = "nothing was written, for the brief would have a fault";

fn check_faults(files: &[SourceFile], what: &str) -> Result<(), String> {
    let faults = format::read(files).1;
    let Some(fault) = faults.first() else { return Ok(()) };
    let file = &files[fault.place.file];
    Err(format!("{what}: {}:{}: {}", file.name, file.position(fault.place.span.start).0, fault.problem))
}

/// The new texts of files, each with its position in `files`: one after the other, where an edit changes a file at several places.
fn edit_file(files: &[SourceFile], source: &str, edit: &CodingEdit) -> Result<Vec<(usize, String)>, String> {
    match edit {
        CodingEdit::Add { table, fields } => add(files, source, *table, fields),
        CodingEdit::Set { table, id, field, value } => change_row(files, (*table, id), |tables, row| {
            Ok(tables.set(row, field, value.as_ref(), field_order(*table)))
        }),
        CodingEdit::Remove { table, id } => change_row(files, (*table, id), |tables, row| {
            tables.remove(row).map_err(|why| format!("{} `{id}`: {why}", table.word()))
        }),
        CodingEdit::Reject { passage } => reject_drafts(files, source, passage),
    }
}

/// The file that has a source.
fn file_of_source(files: &[SourceFile], source: &str) -> Result<usize, String> {
    let has_source = |file: &SourceFile| {
        file.part == FileScope::Brief
            && file.text.contains(source)
            && FileTables::parse(&file.text).is_ok_and(|tables| tables.row(CodedTable::Source, source).is_some())
    };
    files
        .iter()
        .position(has_source)
        .ok_or_else(|| format!("no file has the source `{source}` any more; reload the brief"))
}

/// Adds a table to the file of the source, in place of its draft if there is one.
fn add(
    files: &[SourceFile],
    source: &str,
    table: CodedTable,
    fields: &[(String, FieldValue)],
) -> Result<Vec<(usize, String)>, String> {
    let file = file_of_source(files, source)?;
    let text = &files[file].text;
    let tables = FileTables::parse(text)?;
    let mut fields = fields.to_vec();
    if matches!(table, CodedTable::Statement | CodedTable::Claim) && tables.rows(CodedTable::Source).count() > 1 {
        fields.insert(1.min(fields.len()), ("source".to_owned(), FieldValue::Text(source.to_owned())));
    }
    let text = match tables.rows(table).position(|row| is_draft_of(row, &fields)) {
        Some(at) => accept_draft(text, (table, at), &fields)?,
        None => tables.insert(table, &fields),
    };
    Ok(vec![(file, text)])
}

/// Removes the drafts that stand at the words of a rejected candidate.
fn reject_drafts(files: &[SourceFile], source: &str, words: &str) -> Result<Vec<(usize, String)>, String> {
    let file = file_of_source(files, source)?;
    let letters = |text: &str| text.chars().filter(|char| char.is_alphanumeric()).collect::<String>();
    let words = letters(words);
    let is_rejected = |row: &&Table| {
        let passage = row.get("passage").and_then(Item::as_table_like).filter(|_| row.contains_key("review"));
        let term = |name: &str| passage.and_then(|passage| passage.get(name)?.as_str()).map(letters);
        term("start").is_some_and(|start| words.starts_with(&start))
            && term("end").is_none_or(|end| words.ends_with(&end))
    };
    let mut texts: Vec<(usize, String)> = Vec::new();
    for table in [CodedTable::Statement, CodedTable::Claim] {
        loop {
            let text = texts.last().map_or(&files[file].text, |(_, text)| text);
            let tables = FileTables::parse(text)?;
            let Some(row) = tables.rows(table).find(is_rejected) else { break };
            let removed = tables.remove(row)?;
            texts.push((file, removed));
        }
    }
    Ok(texts)
}

/// Whether a table is a draft with the id or the passage of a record.
fn is_draft_of(row: &Table, fields: &[(String, FieldValue)]) -> bool {
    let words = |value: &Value| value.to_string().trim().to_owned();
    let is_same = |name: &str| {
        let value = fields.iter().find(|(field, _)| field == name).map(|(_, value)| toml_value(value));
        value.is_some() && row.get(name).and_then(Item::as_value).map(words) == value.as_ref().map(words)
    };
    row.contains_key("review") && (is_same("id") || is_same("passage"))
}

/// The fields that drafting fills in. What else stands in a draft is a person's, and stays when it is accepted.
const DRAFTED: [&str; 13] = [
    "review",
    "source",
    "actor",
    "described_as",
    "attribution",
    "cue",
    "quote",
    "passage",
    "said",
    "printed_date",
    "question",
    "value",
    "unit",
];

/// Makes a record of the draft at a position: its fields are set one by one, and the comments in it stay.
fn accept_draft(
    text: &str,
    (table, at): (CodedTable, usize),
    fields: &[(String, FieldValue)],
) -> Result<String, String> {
    let set = |text: &str, name: &str, value: Option<&FieldValue>| {
        let tables = FileTables::parse(text)?;
        let row = tables.rows(table).nth(at).ok_or("the draft is gone")?;
        Ok::<_, String>(tables.set(row, name, value, field_order(table)))
    };
    let is_offer = |row: &Table| row.get("note").and_then(Item::as_str).is_some_and(|note| note.contains("” may be "));
    let has_offer = FileTables::parse(text)?.rows(table).nth(at).is_some_and(is_offer);
    let drafted = DRAFTED.into_iter().chain(has_offer.then_some("note"));
    let mut stale = drafted.filter(|name| !fields.iter().any(|(field, _)| field == name));
    let cleared = stale.try_fold(text.to_owned(), |text, name| set(&text, name, None))?;
    fields.iter().try_fold(cleared, |text, (name, value)| set(&text, name, Some(value)))
}

/// Changes the table with an id, in whichever file it stands.
fn change_row(
    files: &[SourceFile],
    (table, id): (CodedTable, &str),
    change: impl FnOnce(&FileTables<'_>, &Table) -> Result<String, String>,
) -> Result<Vec<(usize, String)>, String> {
    for (at, file) in
        files.iter().enumerate().filter(|(_, file)| file.part == FileScope::Brief && file.text.contains(id))
    {
        let tables = FileTables::parse(&file.text).map_err(|why| format!("{}: {why}", file.name))?;
        if let Some(row) = tables.row(table, id) {
            let text = change(&tables, row).map_err(|why| format!("{}: {why}", file.name))?;
            return Ok(vec![(at, text)]);
        }
    }
    Err(format!("no {} has the id `{id}` any more; reload the brief", table.word()))
}

/// The fields of a table in the order in which the format lists them.
fn field_order(table: CodedTable) -> &'static [&'static str] {
    let tables = format::tables();
    tables.iter().find(|fields| fields.table == table.word()).map_or(&[], |fields| fields.fields)
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
        assert!(with_one.starts_with(BRIEF) && with_one.contains("[[statement]]\nid          = \"one\""), "{with_one}");
        let gist = CodingEdit::Set {
            table: CodedTable::Statement,
            id: "one".to_owned(),
            field: "gist".to_owned(),
            value: Some(FieldValue::Text("G.".to_owned())),
        };
        let set = changes_of(&files(&with_one), "s", &step(vec![gist])).unwrap();
        let with_gist = set[0].apply(&with_one).unwrap();
        assert!(with_gist.starts_with(BRIEF) && with_gist.contains("gist        = \"G.\""), "{with_gist}");
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
        let changed = with_one.replace("\"direct\"", "\"mixed\"");
        assert!(added[0].reversed().apply(&changed).is_err());
    }

    #[test]
    fn a_step_that_makes_no_brief_and_a_brief_with_faults_are_refused() {
        let twice = step(vec![statement("one"), statement("one")]);
        assert!(changes_of(&files(BRIEF), "s", &twice).unwrap_err().starts_with("nothing was written, for"));
        let faulty = BRIEF.replace("kind = \"person\"", "kind = \"parson\"");
        let refused = changes_of(&files(&faulty), "s", &step(vec![statement("one")])).unwrap_err();
        assert!(refused.starts_with("the brief has faults"), "{refused}");
    }

    #[test]
    fn an_accepted_record_takes_the_place_of_its_draft() {
        let draft = "\n[[statement]]\nid = \"other\"\nactor = \"a\"\nattribution = \"direct\"\nquote = \"Kept.\"\nreview = \"draft\"\n\n\
            # mine\n[[statement]]\nid = \"one\"\nactor = \"a\"\nattribution = \"direct\"\nquote = \"No.\"\nsaid = 2025-01-01\nvenue = \"hall\" # mine\nreview = \"draft\"\n";
        let text = format!("{BRIEF}{draft}");
        let added = changes_of(&files(&text), "s", &step(vec![statement("one")])).unwrap();
        let after = added[0].apply(&text).unwrap();
        assert_eq!(after.matches("id = \"one\"").count(), 1, "{after}");
        assert!(after.contains("quote = \"Kept.\"\nreview = \"draft\""), "{after}");
        assert!(after.contains("# mine\n[[statement]]\nid = \"one\""), "in its place: {after}");
        assert!(
            after.ends_with("venue = \"hall\" # mine\n"),
            "what drafting wrote is gone, and the rest stays: {after}"
        );
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
