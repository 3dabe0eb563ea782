//! Reads TOML text to the model, with every fault and its place, and writes the model as TOML. It never opens a file.

mod chunks;
mod document;
mod events;
pub mod limits;
mod locations;
mod lookalike;
mod parser;
mod raw_brief;
mod table_limits;
#[macro_use]
mod raw;
mod resolve;
mod schema;
mod syntax;
mod syntax_help;
mod typed_value;
mod unknown_names;
mod write;

use crate::diagnostics::{Fault, Faults, SourceFile};
use crate::model::Brief;

pub use locations::{EntityKind, Locations};
pub use raw::{TableFields, tables};
use raw_brief::RawTables;
pub use schema::schema;
pub use write::write;

/// Reads the files of one brief and returns it with all faults, sorted by file and place.
///
/// When there are faults, the brief holds everything that could be read nevertheless. Returns no brief when no file has a `[brief]`, and
/// neither brief nor fault when `files` is empty.
pub fn read(files: &[SourceFile]) -> (Option<Brief>, Vec<Fault>) {
    let (brief, faults, _) = read_with_places(files);
    (brief, faults)
}

/// Like [`read`], and returns the locations of all entities.
pub fn read_with_places(files: &[SourceFile]) -> (Option<Brief>, Vec<Fault>, Locations) {
    let mut faults = Faults::default();
    let tables = RawTables::read_files(files, &mut faults);
    resolve_tables(files, tables, faults)
}

/// Resolves the raw tables and sorts the faults.
fn resolve_tables(
    files: &[SourceFile],
    tables: RawTables,
    mut faults: Faults,
) -> (Option<Brief>, Vec<Fault>, Locations) {
    let mut places = Locations::default();
    let brief = resolve::resolve(tables, files, &mut places, &mut faults);
    let mut faults = faults.into_list();
    for fault in &mut faults {
        fault.place.within(&files[fault.place.file].text);
        for (place, _) in &mut fault.related {
            place.within(&files[place.file].text);
        }
    }
    faults.sort_by_key(|fault| (fault.place.file, fault.place.span.start));
    (brief, faults, places)
}

/// Whether a text is intended as a brief: it has a header `brief`, or one with a single typing error (distance 1).
///
/// Used for files of unknown content, so that a brief with a typing error is shown with its faults and not left out.
pub fn is_meant_as_brief(text: &str) -> bool {
    let name = |line: &str| {
        let header = line.trim_start().strip_prefix('[')?.trim_start_matches('[');
        let name = header.split([']', '#']).next()?.trim();
        Some(strsim::osa_distance(name, "brief") <= 1)
    };
    text.lines().any(|line| name(line) == Some(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::FileScope;

    fn file(text: &str) -> SourceFile {
        SourceFile { name: "x".to_owned(), text: text.to_owned(), part: FileScope::Brief }
    }

    /// The result of parsing a text in parts of `size` bytes, in words.
    fn describe(text: &str, size: usize) -> String {
        let (brief, faults, places) = parsed(&[file(text)], size);
        format!("{brief:#?}\n{faults:#?}\n{places:#?}")
    }

    fn parsed(files: &[SourceFile], size: usize) -> (Option<Brief>, Vec<Fault>, Locations) {
        let mut faults = Faults::default();
        let mut tables = RawTables::default();
        for (at, file) in files.iter().enumerate() {
            tables.parse(
                file,
                at,
                size,
                (&unknown_names::KnownNames::new(), &mut parser::Parser::default(), &mut faults),
            );
        }
        resolve_tables(files, tables, faults)
    }

    #[test]
    fn files_read_on_several_threads_give_the_same_result() {
        let source = |at: usize| {
            let statement = |nth: usize| {
                let actor = if nth == 7 { "nobody" } else { "a" };
                format!(
                    "[[statement]]\nid = \"s{at}-{nth}\"\nactor = \"{actor}\"\nattribution = \"indirect\"\ngist = \"{}\"\n",
                    "g".repeat(900)
                )
            };
            let text = format!("[[source]]\nid = \"s{at}\"\n{}", (0..200).map(statement).collect::<String>());
            SourceFile { name: format!("{at}.toml"), ..file(&text) }
        };
        let head = "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
            [[actor]]\nid = \"a\"\nname = \"A\"\nkind = \"person\"\n";
        let files: Vec<SourceFile> = std::iter::once(file(head)).chain((0..20).map(source)).collect();
        let read = read_with_places(&files);
        assert_eq!(read.0.as_ref().map(|brief| brief.statements.len()), Some(20 * 199));
        assert_eq!(format!("{read:?}"), format!("{:?}", parsed(&files, chunks::SIZE)));
    }

    #[test]
    fn a_file_gives_the_same_result_in_one_part_and_in_many() {
        let whole = include_str!("../../tests/schema/whole.toml");
        let swapped =
            whole.replace("[[actor.roles]]", "[[issue]]\nid = \"x\"\n[[actor.roles]]").replace("toll\"", "tol\"");
        let texts = [whole.to_owned(), swapped, whole.replace("[deck]", "[[deck]]"), format!("{whole}{whole}")];
        // Each line is removed in turn, and each line except headers is cut in half.
        let lines: Vec<&str> = whole.lines().collect();
        let mutations = (0..lines.len()).flat_map(|at| {
            let with = |line: &str| [&lines[..at], &[line], &lines[at + 1..]].concat().join("\n");
            let half = if lines[at].starts_with('[') { 0 } else { lines[at].len() / 2 };
            let half = lines[at].get(..half).unwrap_or_default();
            [with(""), with(half)]
        });
        for text in texts.into_iter().chain(mutations) {
            let (parts, one) = (describe(&text, 1), describe(&text, usize::MAX));
            let has_syntax_error =
                |result: &str| ["Syntax", "DoubleKey", "Brackets"].iter().any(|code| result.contains(code));
            if has_syntax_error(&one) {
                // After a syntax error, the parser recovers at different places in a part and in the whole text.
                assert!(has_syntax_error(&parts), "{text}");
                continue;
            }
            let differ = parts.lines().zip(one.lines()).find(|(part, one)| part != one);
            assert!(parts == one, "{differ:?} of {text}");
        }
    }

    #[test]
    fn faults_of_a_later_part_have_their_places_in_the_file() {
        let text = "[[issue]]\nid = \"a\"\n[[issue]]\nid = 3\nlable = \"x\"\n[[issue]]\n= 1\n";
        let (_, faults, _) = parsed(&[file(text)], 1);
        let places: Vec<&str> = faults.iter().map(|fault| &text[fault.place.span.clone()]).collect();
        assert!(places.contains(&"3") && places.contains(&"lable"), "{faults:#?}");
        let syntax = faults.iter().find(|fault| fault.code == crate::diagnostics::Code::Syntax);
        assert_eq!(syntax.map(|fault| fault.place.span.start), text.rfind('='));
    }

    #[test]
    fn a_position_counts_lines_and_characters_from_one() {
        let file = SourceFile { name: "x".to_owned(), text: "\u{feff}é = 1\nb".to_owned(), part: FileScope::Brief };
        assert_eq!(file.position(0), (1, 1));
        assert_eq!(file.position(3), (1, 1), "the mark at the beginning is no character of the line");
        assert_eq!(file.position(4), (1, 1), "inside of é");
        assert_eq!(file.position(5), (1, 2));
        assert_eq!(file.position(10), (2, 1));
        assert_eq!(file.position(99), (2, 2));
    }
}
