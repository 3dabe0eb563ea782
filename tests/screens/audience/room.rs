//! A desk full of what an audience may not see, and a presentation begun from it.

use std::collections::BTreeMap;

use ratatui::layout::Size;
use whosaid::app::presentation::{JoinedPresentation, PresentationPlan};
use whosaid::app::{App, BriefChecks, BriefFacts, BriefItem, Msg, OpenedBrief, ReloadedBrief, update};
use whosaid::diagnostics::{Code, DescribedFault};
use whosaid::format;
use whosaid::model::{Attribution, Brief, Statement, Tlp};
use whosaid::quotes::{Article, Quotes, TextState};
use whosaid::share::protocol::{SpeakerMessage, Welcome};
use whosaid::slides::{DeckLength, LetterSize};
use whosaid::storage::{Bookmark, SavedState};

use super::{file, read};
use crate::harness::press;
use crate::secret_marks::{SecretMarks, secret_mark, secret_marks};
use crate::secrets::Secretive;

/// An audience before a brief.
pub(crate) struct Room {
    pub(crate) brief: Brief,
    pub(crate) audience: Tlp,
    /// What it may not see, as it is written in the brief.
    pub(crate) secrets: Vec<String>,
    pub(crate) hidden: SecretMarks,
    /// Of what it may see, what the usual order of cards shows.
    pub(crate) promised: SecretMarks,
}

impl Room {
    pub(crate) fn of(secretive: &Secretive, audience: Tlp) -> Self {
        let secrets = secretive.hidden(audience);
        let hidden = secrets.iter().map(|secret| secret_mark(secret)).collect();
        let shown = secretive.shown(audience).iter().map(|secret| secret_mark(secret)).collect();
        let brief = read(&secretive.toml);
        let promised = promised(&brief).intersection(&shown).cloned().collect();
        Self { brief, audience, secrets, hidden, promised }
    }

    /// Whether it may see anything of the brief.
    pub(crate) fn may_see(&self) -> bool {
        self.brief.tlp >= self.audience
    }

    /// What it may see of what is quoted, by id.
    pub(crate) fn quotes(&self) -> impl Iterator<Item = &str> {
        let ids = quoted(&self.brief).map(|statement| statement.id.as_str());
        ids.filter(|id| !self.hidden.contains(*id))
    }

    /// The desk, where all that can be is of what the audience may not see: where its cursors stand, what is pinned, starred, marked and was
    /// looked up, what is doubted in the brief and what is wrong with its files now.
    pub(crate) fn desk(&self, size: Size, letters: LetterSize) -> App {
        let all = self.secrets.join(" ");
        let told = DescribedFault { code: Code::Tlp, times: 1, at: all.clone(), message: all.clone() };
        let opened = OpenedBrief {
            saved_state: self.memory(),
            facts: BriefFacts {
                name: "test".to_owned(),
                place: "talks".to_owned(),
                // With faults, none but TLP:RED is presented to.
                checked: Some(BriefChecks { diagnostics: vec![told], quotes: self.texts() }),

                ..BriefFacts::new(self.brief.clone())
            },
        };
        let mut app = App::with_brief(size, opened);
        app.letters = letters;
        if self.audience == Tlp::Red {
            // Files that have become faulty are presented to nobody else.
            let _ = update(&mut app, Msg::Reloaded(Box::new(ReloadedBrief { opened: Err(vec![all]), cause: None })));
            assert!(app.stale.is_some());
        }
        app
    }

    /// Texts of every other source that have every word of the brief.
    fn texts(&self) -> Quotes {
        let words: Vec<String> = secret_marks(&format::write(&self.brief)).into_iter().collect();
        let text = |at: usize| {
            let article = Article::new(words.join(if at.is_multiple_of(3) { " " } else { ", " }));
            if at.is_multiple_of(2) { TextState::Text(Box::new(article)) } else { TextState::Missing }
        };
        Quotes::new(&self.brief, (0..self.brief.sources.len()).map(text).collect())
    }

    fn memory(&self) -> SavedState {
        let brief = &self.brief;
        let sources = brief.sources.positions().map(BriefItem::Source);
        let actors = brief.actors.positions().map(BriefItem::Actor);
        let issues = brief.issues.positions().map(BriefItem::Issue);
        let items = sources.chain(actors).chain(issues).chain(brief.records().map(BriefItem::Record));
        let spelt: Vec<String> = items.map(|item| item.to_key(brief)).collect();
        let is_hidden = |text: &&String| !secret_marks(text).is_disjoint(&self.hidden);
        let hidden: Vec<String> = spelt.iter().filter(is_hidden).cloned().collect();
        let find = self.secrets.iter().filter(|secret| !secret.contains('-')).map(|secret| format!("find:{secret}"));
        let pinned = Bookmark { pane: "Timeline".to_owned(), items: hidden.clone(), pins: find.take(3).collect() };
        let last = if hidden.len().is_multiple_of(2) {
            Bookmark { pins: Vec::new(), ..pinned.clone() }
        } else {
            pinned.clone()
        };
        let known = hidden.iter().filter_map(|text| text.strip_prefix("source:").map(str::to_owned)).collect();
        SavedState {
            last: Some(last),
            stars: spelt.into_iter().collect(),
            marks: BTreeMap::from([("a".to_owned(), pinned)]),
            questions: self.secrets.iter().take(40).cloned().collect(),
            known: Some(known),
        }
    }

    /// Presents, as the command does.
    pub(crate) fn present(&self, app: &mut App) {
        let _ = update(app, Msg::Present(Some(self.audience), PresentationPlan::default()));
    }

    /// Presents by the keys of the reader.
    pub(crate) fn choose(&self, app: &mut App) {
        press(app, "<esc><esc>p<home>");
        let down = Tlp::ALL.iter().position(|label| *label == self.audience).unwrap();
        press(app, &"<down>".repeat(down));
        press(app, "<enter>");
    }
}

fn quoted(brief: &Brief) -> impl Iterator<Item = &Statement> {
    let statements = brief.statements.iter().map(|(_, statement)| statement);
    statements.filter(|statement| matches!(statement.attribution, Attribution::Direct | Attribution::Mixed))
}

/// What the usual order of cards shows of a brief.
fn promised(brief: &Brief) -> SecretMarks {
    let texts = [&brief.title, &brief.bottom_line].into_iter().cloned();
    let texts = texts.chain(brief.key_points.iter().map(|point| point.text.clone()));
    let texts = texts.chain(brief.issues.iter().map(|(_, issue)| issue.question.clone()));
    let texts = texts.chain(brief.events.iter().map(|(_, event)| event.title.clone()));
    let texts = texts.chain(quoted(brief).map(|statement| format!("{:?}", statement.quote)));
    texts.flat_map(|text| secret_marks(&text)).collect()
}

/// The line with which a follower is welcomed.
pub(crate) fn welcome(app: &App) -> (Welcome, Vec<u8>) {
    let (stage, reader) = (app.presentation.as_ref().unwrap(), app.reader.as_ref().unwrap());
    let text = format::write(&reader.facts.brief);
    let welcome =
        Welcome { proofs: stage.proofs.clone(), ..Welcome::new(&reader.facts.name, stage.audience.word(), text) };
    let line = welcome.to_line().unwrap();
    (welcome, line)
}

/// Who has heard that line.
pub(crate) fn follower(line: &[u8], size: Size, letters: LetterSize) -> App {
    let Ok(Some(SpeakerMessage::Welcome(welcome))) = SpeakerMessage::parse(line) else { panic!("no welcome") };
    let Welcome { name, audience, brief, proofs, .. } = *welcome;
    let (brief, faults) = format::read(&file(&brief));
    assert!(faults.is_empty(), "{faults:#?}");
    let joined = JoinedPresentation {
        name,
        brief: brief.unwrap(),
        audience: Tlp::from_word(&audience).unwrap(),
        proofs,
        length: DeckLength::EveryCard,
    };
    App::follower(size, joined, letters)
}
