//! A reader whose brief changes as steps of coding are applied: the files are texts in memory.

use std::fmt::Write as _;
use std::ops::Range;

use ratatui::layout::Size;
use whosaid::app::coding::{AppliedCoding, CodingMaterial, CodingView};
use whosaid::app::overlay::Overlay;
use whosaid::app::{App, BriefChecks, BriefFacts, Effect, Msg, OpenedBrief, ReloadedBrief, update};
use whosaid::coding::{CodedTable, CodingEdit, CodingStep, FieldValue};
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

/// The files of the brief, as every step that was applied leaves them.
#[derive(Default)]
pub(super) struct CodingFiles {
    pub(super) steps: Vec<CodingStep>,
    pub(super) rejected: Vec<String>,
    /// Effects that are no steps, such as an undo.
    pub(super) others: Vec<Effect>,
    /// What the next step is refused with.
    pub(super) refusal: Option<String>,
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
        Chord::parse_all(keys).into_iter().for_each(|chord| self.press_chord(chord));
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
        match effect {
            Effect::OpenCoding { source, text } => {
                assert_eq!((source.as_str(), text.as_str()), ("courier", ARTICLE));
                let rejected = self.rejected.clone();
                let material = CodingMaterial { source, text, draft: draft(), library: Vec::new(), rejected };
                vec![Msg::CodingOpened(Box::new(material))]
            }
            Effect::ApplyCodingStep(step) => self.apply(step),
            other => {
                self.others.push(other);
                Vec::new()
            }
        }
    }

    fn apply(&mut self, step: CodingStep) -> Vec<Msg> {
        if let Some(why) = self.refusal.take() {
            return vec![Msg::CodingApplied(Err(why))];
        }
        for edit in &step.edits {
            if let CodingEdit::Reject { passage } = edit {
                self.rejected.push(passage.clone());
            }
        }
        let done = step.label.clone();
        self.steps.push(step);
        let opened = Ok(opened(&self.written()));
        let applied = AppliedCoding { done, rejected: self.rejected.clone() };
        vec![Msg::Reloaded(Box::new(ReloadedBrief { opened, cause: None })), Msg::CodingApplied(Ok(applied))]
    }

    /// The brief with all steps applied.
    pub(super) fn written(&self) -> String {
        let mut tables: Vec<(CodedTable, Vec<(String, FieldValue)>)> = Vec::new();
        let id_of =
            |fields: &[(String, FieldValue)]| fields.iter().find(|(name, _)| name == "id").map(|(_, id)| id.clone());
        for edit in self.steps.iter().flat_map(|step| &step.edits) {
            match edit {
                CodingEdit::Add { table, fields } => tables.push((*table, fields.clone())),
                CodingEdit::Set { id, field, value, .. } => {
                    let wanted = Some(FieldValue::Text(id.clone()));
                    let (_, fields) =
                        tables.iter_mut().find(|(_, fields)| id_of(fields) == wanted).expect("the record");
                    fields.retain(|(name, _)| name != field);
                    fields.extend(value.clone().map(|value| (field.clone(), value)));
                }
                CodingEdit::Remove { id, .. } => {
                    let wanted = Some(FieldValue::Text(id.clone()));
                    tables.retain(|(_, fields)| id_of(fields) != wanted);
                }
                CodingEdit::Reject { .. } => {}
            }
        }
        let mut text = BRIEF.to_owned();
        for (table, fields) in tables {
            let name = match table {
                CodedTable::Actor => "actor",
                CodedTable::Statement => "statement",
                CodedTable::Claim => "claim",
                CodedTable::Source | CodedTable::Issue | CodedTable::Event => panic!("{table:?}"),
            };
            let _ = writeln!(text, "\n[[{name}]]");
            for (field, value) in fields {
                let _ = writeln!(text, "{field} = {}", toml(&value));
            }
        }
        text
    }
}

fn toml(value: &FieldValue) -> String {
    match value {
        FieldValue::Text(text) => format!("{text:?}"),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::List(parts) => format!("{parts:?}"),
        FieldValue::Table(entries) => {
            let entries: Vec<String> =
                entries.iter().map(|(name, value)| format!("{name} = {}", toml(value))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}

fn opened(text: &str) -> OpenedBrief {
    let file = SourceFile { name: "brief.toml".to_owned(), text: text.to_owned(), part: FileScope::Brief };
    let (brief, faults) = format::read(&[file]);
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
