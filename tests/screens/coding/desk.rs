//! A reader whose brief changes as steps of coding are applied: the files are texts in memory.

use std::ops::Range;

use ratatui::layout::Size;
use whosaid::app::coding::{AppliedCoding, CodingMaterial, CodingView};
use whosaid::app::overlay::Overlay;
use whosaid::app::{App, BriefChecks, BriefFacts, CodingRequest, Effect, Msg, OpenedBrief, ReloadedBrief, update};
use whosaid::coding::{CodingEdit, CodingStep, FileChange, changes_of};
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::draft::{ArticleDraft, Candidate, DraftSpeaker, RosterEntry, SourceDraft, StatementDraft, Tier};
use whosaid::format;
use whosaid::keys::Chord;
use whosaid::model::{ActorKind, Attribution, Passage};
use whosaid::quotes::{Article, Quotes, TextState};
use whosaid::storage::SavedState;

pub(super) const ARTICLE: &str = "\
HARBOUR CITY: The port authority raised the toll on Tuesday, and the pilots were quick to answer.

“We will pay the toll, but not a coin more,” Irena Vidal, who speaks for the pilots, said on Wednesday. She added that \
the pilots had not been asked.

According to the mayor, Tomas Berg, the money will mend the breakwater. “It is forty years old,” he said. Nobody would \
say when the work begins.

A clerk of the port remarked that “such tolls” come and go with the tides.
";

const BRIEF: &str = r#"[brief]
format = 1
title = "Harbour"
as_of = 2025-03-14
bottom_line = "The toll is disputed."
tlp = "TLP:CLEAR"

[[issue]]
id = "toll"
label = "the toll"
question = "Should the toll be paid?"

[[issue]]
id = "breakwater"
label = "the breakwater"
question = "Should the breakwater be mended?"

[[actor]]
id = "vidal"
name = "Irena Vidal"
kind = "person"

[[source]]
id = "courier"
outlet = "The Courier"
published = 2025-03-12
text = { file = "articles/courier.txt" }
"#;

/// A reader with the article, and its files.
pub(super) struct CodingDesk {
    pub(super) app: App,
    pub(super) files: CodingFiles,
}

/// The file of the brief, as every step that was applied leaves it.
pub(super) struct CodingFiles {
    text: String,
    /// Every step that was applied and not undone.
    pub(super) steps: Vec<CodingStep>,
    changes: Vec<Vec<FileChange>>,
    undone: Vec<CodingStep>,
    /// What the next step is refused with.
    pub(super) refusal: Option<String>,
}

impl Default for CodingFiles {
    fn default() -> Self {
        let text = BRIEF.to_owned();
        Self { text, steps: Vec::new(), changes: Vec::new(), undone: Vec::new(), refusal: None }
    }
}

/// The reader of the brief before anything is coded.
pub(super) fn reader(width: u16, height: u16) -> App {
    App::with_brief(Size { width, height }, opened(BRIEF))
}

impl CodingDesk {
    pub(super) fn new(width: u16, height: u16) -> Self {
        let mut desk = Self { app: reader(width, height), files: CodingFiles::default() };
        desk.press("1c");
        assert!(matches!(desk.app.overlay, Some(Overlay::Coding(_))), "the article is open");
        desk
    }

    /// Presses keys, and does what each asks of the files.
    pub(super) fn press(&mut self, keys: &str) {
        for chord in Chord::parse_all(keys) {
            self.press_chord(chord);
        }
    }

    pub(super) fn press_chord(&mut self, chord: Chord) {
        let effect = update(&mut self.app, Msg::Key(chord));
        for msg in effect.into_iter().flat_map(|effect| self.files.answer(effect)).collect::<Vec<_>>() {
            update(&mut self.app, msg);
        }
    }

    pub(super) fn view(&self) -> &CodingView {
        let Some(Overlay::Coding(view)) = &self.app.overlay else { panic!("no article is open") };
        view
    }

    pub(super) fn text(&self) -> String {
        crate::harness::text(&self.app)
    }
}

impl CodingFiles {
    /// Does what an effect asks; returns the answers.
    pub(super) fn answer(&mut self, effect: Effect) -> Vec<Msg> {
        let Effect::Coding(request) = effect else { return Vec::new() };
        match request {
            CodingRequest::Open { source, text } => {
                assert_eq!((source.as_str(), text.as_str()), ("courier", ARTICLE));
                let rejected = self.rejected();
                let material = CodingMaterial { source, text, draft: draft(), rejected };
                vec![Msg::CodingOpened(Box::new(material))]
            }
            CodingRequest::Apply(step) => {
                self.undone.clear();
                self.apply(step)
            }
            CodingRequest::Undo => match (self.steps.pop(), self.changes.pop()) {
                (Some(step), Some(changes)) => {
                    for change in changes.iter().rev() {
                        self.text = change.reversed().apply(&self.text).unwrap();
                    }
                    self.undone.push(step);
                    self.applied("undone".to_owned())
                }
                _ => vec![Msg::CodingApplied(Err("nothing is left to undo".to_owned()))],
            },
            CodingRequest::Redo => match self.undone.pop() {
                Some(step) => self.apply(step),
                None => vec![Msg::CodingApplied(Err("nothing was undone".to_owned()))],
            },
        }
    }

    fn apply(&mut self, step: CodingStep) -> Vec<Msg> {
        let changes = match self.refusal.take() {
            Some(why) => Err(why),
            None => changes_of(&[source_file(&self.text)], "courier", &step),
        };
        let changes = match changes {
            Ok(changes) => changes,
            Err(why) => return vec![Msg::CodingApplied(Err(why))],
        };
        for change in &changes {
            self.text = change.apply(&self.text).unwrap();
        }
        let done = step.label.clone();
        self.steps.push(step);
        self.changes.push(changes);
        self.applied(done)
    }

    fn applied(&self, done: String) -> Vec<Msg> {
        let reloaded = ReloadedBrief { opened: Ok(opened(&self.text)), cause: None };
        let applied = AppliedCoding { done, rejected: self.rejected() };
        vec![Msg::Reloaded(Box::new(reloaded)), Msg::CodingApplied(Ok(applied))]
    }

    /// The words of the passages that are rejected.
    fn rejected(&self) -> Vec<String> {
        let edits = self.steps.iter().flat_map(|step| &step.edits);
        let passage = |edit: &CodingEdit| match edit {
            CodingEdit::Reject { passage } => Some(passage.clone()),
            CodingEdit::Add { .. } | CodingEdit::Set { .. } | CodingEdit::Remove { .. } => None,
        };
        edits.filter_map(passage).collect()
    }

    /// The text of the file.
    pub(super) fn written(&self) -> &str {
        &self.text
    }
}

fn source_file(text: &str) -> SourceFile {
    SourceFile { name: "brief.toml".to_owned(), text: text.to_owned(), part: FileScope::Brief }
}

fn opened(text: &str) -> OpenedBrief {
    let (brief, faults) = format::read(&[source_file(text)]);
    assert!(faults.is_empty(), "{faults:#?}\n{text}");
    let brief = brief.expect("a brief without faults");
    let held = vec![TextState::Text(Box::new(Article::new(ARTICLE.to_owned())))];
    let quotes = Quotes::new(&brief, held);
    let facts = BriefFacts {
        name: "harbour".to_owned(),
        place: "harbour".to_owned(),
        checked: Some(BriefChecks { quotes, ..BriefChecks::default() }),
        ..BriefFacts::new(brief)
    };
    OpenedBrief { saved_state: SavedState::default(), facts }
}

fn at(words: &str) -> Range<usize> {
    let start = ARTICLE.find(words).unwrap_or_else(|| panic!("no {words:?}"));
    start..start + words.len()
}

/// A draft of the article, as the rules would find it.
pub(super) fn draft() -> ArticleDraft {
    let person = |id: &str, name: &str, is_known: bool, role: Option<&str>| RosterEntry {
        id: id.to_owned(),
        is_known,
        name: name.to_owned(),
        kind: Some(ActorKind::Person),
        role: role.map(str::to_owned),
        aliases: Vec::new(),
        mentions: vec![at(name)],
    };
    let statements = [
        (
            "vidal-coin",
            Attribution::Direct,
            "“We will pay the toll, but not a coin more,”",
            "said",
            "Irena Vidal",
            DraftSpeaker::Named(0),
        ),
        (
            "she-asked",
            Attribution::Indirect,
            "that the pilots had not been asked",
            "added",
            "She",
            DraftSpeaker::Ambiguous { printed: "She".to_owned(), offers: vec![0, 1] },
        ),
        (
            "berg-breakwater",
            Attribution::Indirect,
            "the money will mend the breakwater",
            "According to",
            "the mayor, Tomas Berg",
            DraftSpeaker::Named(1),
        ),
        (
            "he-forty",
            Attribution::Direct,
            "“It is forty years old,”",
            "said. Nobody",
            "he",
            DraftSpeaker::Ambiguous { printed: "he".to_owned(), offers: vec![1, 0] },
        ),
        (
            "clerk-tolls",
            Attribution::Mixed,
            "that “such tolls” come and go with the tides",
            "remarked",
            "A clerk of the port",
            DraftSpeaker::Unnamed("a clerk of the port".to_owned()),
        ),
        ("nobody-work", Attribution::Indirect, "when the work begins", "would say", "Nobody", DraftSpeaker::NotStated),
    ];
    let statement =
        |(id, attribution, content, cue, source, speaker): (&str, Attribution, &str, &str, &str, DraftSpeaker)| {
            let quoted =
                content.split_once('“').and_then(|(_, rest)| rest.split_once('”')).map(|(quote, _)| quote.to_owned());
            let tier = match (attribution, id) {
                (_, "nobody-work") => Tier::Other,
                (Attribution::Indirect, _) => Tier::SpeechVerb,
                _ => Tier::Quoted,
            };
            StatementDraft {
                id: id.to_owned(),
                candidate: Candidate {
                    attribution,
                    content: vec![at(content)],
                    cue: vec![at(cue)],
                    source: vec![at(source)],
                    tier,
                    confidence: 0.9,
                },
                speaker,
                quote: quoted.into_iter().collect(),
                passage: Passage { start: content.to_owned(), end: None, prefix: None, suffix: None },
                cue: Some(cue.split('.').next().unwrap_or(cue).to_owned()),
                said: Some("2025-03-12~".parse().expect("a date")),
                printed_date: None,
            }
        };
    ArticleDraft {
        source: SourceDraft {
            id: "courier".to_owned(),
            outlet: None,
            title: None,
            author: None,
            place: None,
            published: None,
            published_basis: None,
        },
        roster: vec![
            person("vidal", "Irena Vidal", true, Some("pilots’ speaker")),
            person("berg", "Tomas Berg", false, Some("mayor")),
        ],
        statements: statements.into_iter().map(statement).collect(),
        claims: Vec::new(),
    }
}
