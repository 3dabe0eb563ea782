//! Codes an article for the app: drafts its candidates, and gives each step the files of the brief, in which alone it is written, and the
//! saved steps.

use std::collections::HashSet;
use std::fmt::Debug;
use std::path::{Path, PathBuf};

use super::workspace::Workspace;
use crate::app::coding::{AppliedCoding, CodingMaterial};
use crate::app::{App, CodingRequest, Msg};
use crate::coding::{AppliedStep, CodingFiles, CodingHistory};
use crate::diagnostics::SourceFile;
use crate::draft::{Document, DraftInput, draft_article, find_attributions};
use crate::loader::BriefLocation;
use crate::storage::{StateDir, StateKey, lock_folder, replace_file};
use crate::text::sanitize::decode_path;

/// The steps of the open brief, and the article that is being coded.
#[derive(Debug, Default)]
pub(super) struct CodingState {
    source: String,
    /// Whether the saved steps were loaded.
    is_loaded: bool,
    history: CodingHistory,
}

/// A brief on disk, and its saved steps in the state directory.
struct BriefOnDisk<'a> {
    location: &'a BriefLocation,
    key: &'a StateKey,
    state_dir: &'a StateDir,
}

impl BriefOnDisk<'_> {
    /// The folder of the brief, outside of which nothing is written.
    fn folder(&self) -> PathBuf {
        let path = self.location.path().unwrap_or(Path::new(""));
        if path.is_dir() { path.to_owned() } else { path.parent().unwrap_or(Path::new("")).to_owned() }
    }
}

impl CodingFiles for BriefOnDisk<'_> {
    fn lock(&self) -> Option<Box<dyn Debug>> {
        lock_folder(&self.folder()).map(|lock| Box::new(lock) as Box<dyn Debug>)
    }

    fn read(&self) -> Result<Vec<SourceFile>, String> {
        let loaded = self.location.read().map_err(|error| error.to_string())?;
        let unread = || loaded.fault_lines().into_iter().next().unwrap_or_default();
        if loaded.all_read {
            return Ok(loaded.files);
        }
        Err(format!("a file of the brief cannot be read, so nothing is written into it: {}", unread()))
    }

    fn replace(&self, file: &str, before: &str, after: &str) -> Result<(), String> {
        let path = decode_path(Path::new(file));
        replace_file(&self.folder(), &path, before.as_bytes(), after.as_bytes()).map_err(|error| error.to_string())
    }

    fn load_history(&self) -> Option<(CodingHistory, Option<String>)> {
        let (history, damage) = self.state_dir.load_steps::<CodingHistory>(self.key)?;
        Some((history.moved_to(&self.location.path_as_given()), damage))
    }

    fn save_history(&self, history: &CodingHistory) -> Result<(), String> {
        self.state_dir.save_steps(self.key, history).map_err(|error| error.to_string())
    }
}

impl Workspace {
    /// Does what coding asks. Returns the answers.
    pub(super) fn code(&mut self, request: CodingRequest, app: &App) -> Vec<Msg> {
        let (verb, nothing, result) = match request {
            CodingRequest::Open { source, text } => return self.open_coding(source, text, app),
            CodingRequest::Apply(step) => {
                let apply = |history: &mut CodingHistory, files: &dyn CodingFiles, source: &str| {
                    history.apply(files, source, step).map(Some)
                };
                ("done", "nothing was done", self.with_history(apply))
            }
            CodingRequest::Undo => ("undone", "nothing is left to undo", self.with_history(CodingHistory::undo)),
            CodingRequest::Redo => ("done again", "nothing was undone", self.with_history(CodingHistory::redo)),
        };
        match result.and_then(|step| step.ok_or_else(|| nothing.to_owned())) {
            Ok(AppliedStep { label, notice }) => {
                let notice = notice.map_or_else(String::new, |notice| format!("; {notice}"));
                let applied = AppliedCoding {
                    done: format!("{verb}: {label}{notice}"),
                    rejected: self.coding.history.rejected(),
                };
                vec![self.reload(app, None), Msg::CodingApplied(Ok(applied))]
            }
            Err(why) => vec![Msg::CodingApplied(Err(why))],
        }
    }

    /// Does something with the steps of the open brief and its files.
    fn with_history<T>(
        &mut self,
        act: impl FnOnce(&mut CodingHistory, &dyn CodingFiles, &str) -> Result<T, String>,
    ) -> Result<T, String> {
        let mut coding = std::mem::take(&mut self.coding);
        let result = match (self.location(), self.state_key()) {
            (Some(location), Some(key)) if location.path().is_some() => {
                let files = BriefOnDisk { location, key, state_dir: &self.steps_dir };
                act(&mut coding.history, &files, &coding.source)
            }
            _ => Err("no brief is open".to_owned()),
        };
        self.coding = coding;
        result
    }

    fn open_coding(&mut self, source: String, text: String, app: &App) -> Vec<Msg> {
        let notice = if self.coding.is_loaded {
            None
        } else {
            self.coding.is_loaded = true;
            self.with_history(|history, files, _| Ok(history.open(files))).unwrap_or_default()
        };
        let opened = match self.coding_material(source, text, app) {
            Ok(material) => Msg::CodingOpened(Box::new(material)),
            Err(why) => return vec![Msg::Failed(why)],
        };
        [opened].into_iter().chain(notice.map(Msg::Failed)).collect()
    }

    fn coding_material(&mut self, source: String, text: String, app: &App) -> Result<CodingMaterial, String> {
        if matches!(self.location(), Some(BriefLocation::Bundled(_))) {
            return Err("the bundled brief is part of the program; `whosaid new` makes one to code in".to_owned());
        }
        let brief = &app.reader.as_ref().ok_or("no brief is open")?.facts.brief;
        let row = brief.sources.find(&source).map(|ix| &brief.sources[ix]);
        let named = row.and_then(|row| row.text.as_ref()).map(|text| text.file.as_str());
        let file_name = named.and_then(|file| Path::new(file).file_name()?.to_str()).unwrap_or_default();
        let published = row.and_then(|row| row.published.as_ref());
        let input = DraftInput { text: &text, file_name, brief: Some(brief), taken: &HashSet::new(), published };
        let draft = draft_article(&input, find_attributions(&Document::new(&text)));
        self.coding.source.clone_from(&source);
        Ok(CodingMaterial { source, text, draft, rejected: self.coding.history.rejected() })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::coding::{CodedTable, CodingEdit, CodingStep, FieldValue};

    const FRAME: &str = "[brief]\r\nformat = 1\r\ntitle = \"T\"\r\nas_of = 2025-01-01\r\nbottom_line = \"B.\"\r\n\
        tlp = \"TLP:CLEAR\"\r\n\r\n[[actor]]\r\nid = \"a\"\r\nname = \"A\"\r\nkind = \"person\"\r\n";
    const ARTICLE: &str = "\u{feff}[[source]] # mine\r\nid = \"s\"";

    /// A brief on disk beside a file that is no part of it, and a state directory.
    struct Desk {
        folder: tempfile::TempDir,
        location: BriefLocation,
        state_dir: StateDir,
        key: StateKey,
    }

    impl Desk {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let brief = folder.path().join("brief é\n");
            fs::create_dir(&brief).unwrap();
            fs::write(brief.join("brief.toml"), FRAME).unwrap();
            fs::write(brief.join("s.toml"), ARTICLE).unwrap();
            fs::write(folder.path().join("outside.toml"), ARTICLE).unwrap();
            let state_dir = StateDir::new(folder.path().join("state"));
            let key = StateKey::from_path(&brief);
            Self { location: BriefLocation::Path(brief), folder, state_dir, key }
        }

        fn files(&self) -> BriefOnDisk<'_> {
            BriefOnDisk { location: &self.location, key: &self.key, state_dir: &self.state_dir }
        }

        fn path(&self, name: &str) -> PathBuf {
            self.location.path().unwrap().join(name)
        }

        fn apply(&self, history: &mut CodingHistory) -> Result<AppliedStep, String> {
            let fields = [("id", "one"), ("actor", "a"), ("attribution", "indirect"), ("gist", "G.")];
            let fields = fields.map(|(name, text)| (name.to_owned(), FieldValue::Text(text.to_owned()))).into();
            let edits = vec![CodingEdit::Add { table: CodedTable::Statement, fields }];
            history.apply(&self.files(), "s", CodingStep { label: "accept one".to_owned(), edits })
        }
    }

    #[test]
    fn a_step_is_written_to_disk_and_taken_back_after_a_restart() {
        let desk = Desk::new();
        assert_eq!(desk.apply(&mut CodingHistory::default()).unwrap().notice, None);
        let written = fs::read_to_string(desk.path("s.toml")).unwrap();
        assert!(written.starts_with(ARTICLE) && written.ends_with("\r\ngist = \"G.\"\r\n"), "{written}");
        let mut history = CodingHistory::default();
        assert_eq!(history.open(&desk.files()), None);
        assert_eq!(history.undo(&desk.files(), "s").unwrap().unwrap().label, "accept one");
        assert_eq!(fs::read_to_string(desk.path("s.toml")).unwrap(), ARTICLE);
        assert_eq!(fs::read_dir(desk.path("")).unwrap().count(), 2, "nothing is left over");
    }

    #[test]
    fn saved_steps_that_are_damaged_are_told_and_kept_aside() {
        let desk = Desk::new();
        desk.apply(&mut CodingHistory::default()).unwrap();
        let saved = fs::read_dir(desk.state_dir.folder().unwrap()).unwrap().next().unwrap().unwrap().path();
        for damage in ["done = 3", "\u{0}", "[pending]\nkind = \"Never\""] {
            fs::write(&saved, damage).unwrap();
            let mut history = CodingHistory::default();
            let notice = history.open(&desk.files()).unwrap();
            assert!(notice.contains("it is kept as .broken"), "{notice}");
            assert_eq!((history.can_undo("s"), saved.exists()), (None, false));
        }
        assert_eq!(fs::read_dir(desk.state_dir.folder().unwrap()).unwrap().count(), 3);
    }

    #[test]
    fn a_file_that_is_a_link_out_of_the_brief_is_not_written() {
        let desk = Desk::new();
        fs::remove_file(desk.path("s.toml")).unwrap();
        symlink(desk.folder.path().join("outside.toml"), desk.path("s.toml")).unwrap();
        let refused = desk.apply(&mut CodingHistory::default()).unwrap_err();
        assert!(refused.contains("a link that leads out"), "{refused}");
        let SourceFile { name, .. } = &desk.files().location.read().unwrap().files[1];
        let refused = desk.files().replace(name, ARTICLE, "x").unwrap_err();
        assert!(refused.contains("outside of the folder"), "{refused}");
        assert_eq!(fs::read_to_string(desk.folder.path().join("outside.toml")).unwrap(), ARTICLE);
    }

    #[test]
    fn a_link_to_a_file_of_the_brief_stays_one() {
        let desk = Desk::new();
        fs::create_dir(desk.path("texts")).unwrap();
        fs::rename(desk.path("s.toml"), desk.path("texts/s.txt")).unwrap();
        symlink("texts/s.txt", desk.path("s.toml")).unwrap();
        desk.apply(&mut CodingHistory::default()).unwrap();
        assert!(desk.path("s.toml").is_symlink());
        assert!(fs::read_to_string(desk.path("texts/s.txt")).unwrap().contains("id = \"one\""));
    }
}
