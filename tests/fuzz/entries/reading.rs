//! Any bytes as the files of a brief, for its laws. It opens none.

use whosaid::analysis::Analysis;
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::layout::SMALLEST_CARD;
use whosaid::model::{Brief, Record, Tlp};
use whosaid::quotes::{Article, QuoteState, Quotes, TextState};
use whosaid::redact;
use whosaid::slides::{Deck, LetterSize, QuoteProofs};
use whosaid::view::cases::Cases;

use super::read::read;

/// What stands before a file of the brief, but for the first; no UTF-8 has it.
const BRIEF: u8 = 0xff;
/// What stands before a file of actors that several briefs share.
const SHARED: u8 = 0xfe;

/// Reads one or several files, and does with what is read whatever a reader or a speaker would.
pub(crate) fn any(bytes: &[u8]) {
    let files = files(bytes);
    read(&files);
    if let (Some(brief), _) = format::read(&files) {
        assert_quoted(&brief, &files);
        assert_presented(&brief, &Analysis::new(&brief));
    }
}

fn files(bytes: &[u8]) -> Vec<SourceFile> {
    let mut files = Vec::new();
    let mut part = FileScope::Brief;
    let mut rest = bytes;
    loop {
        let end = rest.iter().position(|byte| matches!(*byte, BRIEF | SHARED)).unwrap_or(rest.len());
        let text = String::from_utf8_lossy(&rest[..end]).into_owned();
        files.push(SourceFile { name: format!("{}\u{1b}.toml", files.len()), text, part });
        let Some(mark) = rest.get(end).filter(|_| files.len() < 5) else { return files };
        part = if *mark == BRIEF { FileScope::Brief } else { FileScope::Shared };
        rest = &rest[end + 1..];
    }
}

/// How the quotes stand in the files themselves, as if these were the articles: each is there, as TOML spells it.
fn assert_quoted(brief: &Brief, files: &[SourceFile]) {
    let article = |file: &SourceFile| TextState::Text(Box::new(Article::new(file.text.clone())));
    let held = files.iter().cycle().take(brief.sources.len()).map(article).collect();
    let quotes = Quotes::new(brief, held);
    for (ix, _) in brief.statements.iter() {
        let QuoteState::Compared(verdict) = quotes.state(brief, ix) else { continue };
        let texts = brief.sources_of(Record::Statement(ix)).iter().filter_map(|source| quotes.text_of(*source).text());
        let is_in = |article: &Article| verdict.at().iter().all(|at| article.text().get(at.clone()).is_some());
        assert!({ texts }.any(is_in), "{verdict:?}");
    }
    let _ = quotes.tally(brief);
}

/// Before every audience, as far as the brief may be shown to it, every card of it can be laid out.
fn assert_presented(brief: &Brief, findings: &Analysis) {
    let deck = |brief: &Brief, findings: &Analysis| {
        let deck = Deck::new(brief, findings, &Cases::new(brief, findings), &QuoteProofs::default());
        assert!(!deck.cards.is_empty(), "there is always a title");
        for card in &deck.cards {
            let last = card.steps.saturating_sub(1);
            let page = card.page(last, SMALLEST_CARD, LetterSize::Large);
            assert!(page.height() >= page.rows.len() + page.large.len(), "{}", card.key);
            assert!(card.rests_on(last).len() <= brief.records().count());
        }
    };
    deck(brief, findings);
    for audience in Tlp::WORDS.iter().filter_map(|word| Tlp::from_word(word)) {
        if let Ok(cleared) = redact::redact_for(brief, audience) {
            deck(&cleared, &Analysis::new(&cleared));
        }
    }
}
