//! What stands over the panes, as text: help, citations, hits, articles, cards. It changes nothing of it.

use super::{PAGE_ROWS, PromptResponse};
use crate::app::article_view::ArticleView;
use crate::app::copy_sheet::{CopySheet, CopySheetContent};
use crate::app::library::LibraryList;
use crate::app::lookup::LookUp;
use crate::app::overlay::{Help, HelpRow};
use crate::app::presentation::{CardList, Presentation};
use crate::app::reader::{BriefReader, CaseSequence};
use crate::app::{BriefItem, matches_all};
use crate::prompt::plain_text::{PlainBuilder, line_text};
use crate::prompt::{card, rows};
use crate::text::{Paragraph, Tone};
use crate::view::cases::Case;
use crate::view::{self, pluralize};

pub(super) fn render_help(help: &Help, out: &mut PlainBuilder) {
    for row in help.rows.rows() {
        match row {
            HelpRow::Heading(group) => {
                out.blank_row().sentence(group.title());
            }
            HelpRow::Line(at) => {
                let binding = &help.table[*at];
                let keys: Vec<String> = binding.chords.iter().map(ToString::to_string).collect();
                let line = Paragraph::indented(0).hanging(2).with(Tone::Strong, binding.action.name());
                out.paragraphs(&[line.with(Tone::Plain, format!(" ({}): {}", keys.join(" "), binding.description))]);
            }
        }
    }
    if help.rows.rows().is_empty() {
        out.sentence("no command does that; `help` tells them all");
    }
    if help.search.value().is_empty() {
        out.blank_row()
            .sentence(COMMAND_HELP)
            .blank_row()
            .sentence(view::position_legend())
            .sentence(view::SIGN_LEGEND);
    }
}

/// How commands are given.
const COMMAND_HELP: &str = "A command is its name, a beginning of it, or its key. Behind some stands what they need: `look-up asif federation`, \
`go 3` for the third of the last list, `go asif-federation`, `date 2024-09`, `mark a`, `to-mark a`, `contradiction 3`, \
`contradictions talks` for those about talks, \
`present TLP:GREEN`, `show-copy markdown`, `article all`, `help` and a word. `list` tells every row, `detail` tells all of what is \
looked at, and an empty line tells where you are.";

/// The cases of a sequence that have these words, each under the number by which it is read.
pub(super) fn render_cases(reader: &BriefReader, sequence: CaseSequence, asked: &str, out: &mut PlainBuilder) {
    let (noun, none) = match sequence {
        CaseSequence::Contradictions => ("contradiction", "no contradiction in this brief"),
        CaseSequence::Shifts => ("shift", "nobody shifts position in this brief"),
    };
    let cases = reader.cases(sequence);
    let sides = |case: &Case| case.sides.iter().map(|side| side.label.as_str()).collect::<Vec<_>>().join(" / ");
    let told = |case: &Case| format!("{}  {}", case.question, sides(case));
    let names = |case: &Case| {
        let records = case.sides.iter().flat_map(|side| &side.records);
        records.map(|record| view::who(&reader.brief, *record)).collect::<Vec<_>>().join(" ")
    };
    let has = |case: &Case| matches_all(&format!("{} {}", told(case), names(case)), asked);
    let kept: Vec<(usize, &Case)> = (1..).zip(cases).filter(|(_, case)| has(case)).collect();
    match (cases.len(), kept.as_slice()) {
        (0, _) => out.sentence(none),
        (_, []) => out.sentence(format!("no {noun} has these words; `{noun}s` tells all")),
        (all, [(first, _), ..]) => {
            let of = if kept.len() == all { String::new() } else { format!("{} of ", kept.len()) };
            out.sentence(format!("{of}{}; `{noun} {first}` reads the first of them", pluralize(all, noun)))
        }
    };
    for (number, case) in kept {
        out.numbered_entry(number, format!("{}; {}", told(case), case.verdict(&reader.brief).word));
    }
}

pub(super) fn render_copy_sheet(handout: &CopySheet, out: &mut PlainBuilder) {
    if let CopySheetContent::Citations { records, .. } = handout.content() {
        let title = |(_, title, shown)| if shown { format!("{title} (this)") } else { String::from(title) };
        let forms: Vec<String> = handout.formats().into_iter().map(title).collect();
        out.sentence(format!("{}; forms: {}", pluralize(records.len(), "citation"), forms.join(", ")));
    }
    handout.lines().for_each(|line| {
        out.unwrapped_row(line);
    });
}

pub(super) fn render_hits(
    reader: &BriefReader,
    look: &LookUp,
    tells: &PromptResponse,
    out: &mut PlainBuilder,
) -> Vec<String> {
    let brief = &reader.brief;
    let hits = look.hits.rows();
    let found = if hits.is_empty() { "nothing is found".to_owned() } else { pluralize(hits.len(), "hit") };
    out.sentence(format!("{found} for: {}", look.sheet.interpretation));
    let notes: Vec<String> = look.sheet.notes.iter().map(line_text).collect();
    let notes = notes.join(" ");
    if !notes.trim().is_empty() {
        out.sentence(notes.trim());
    }
    let at = look.hits.at();
    let (from, many) =
        if *tells == PromptResponse::All || hits.len() <= PAGE_ROWS { (0, hits.len()) } else { (at, PAGE_ROWS) };
    for (number, hit) in (from + 1..).zip(hits.iter().skip(from).take(many)) {
        let here = if number == at + 1 { "here: " } else { "" };
        let perhaps = if hit.perhaps { "perhaps: " } else { "" };
        let outlets: Vec<String> =
            brief.sources_of(hit.record).iter().map(|source| view::source_name(brief, *source)).collect();
        let outlets = if outlets.is_empty() { String::new() } else { format!("; in {}", outlets.join(", ")) };
        out.numbered_entry(
            number,
            format!("{here}{perhaps}{}{outlets}", rows::item_row(reader, BriefItem::Record(hit.record))),
        );
    }
    if !hits.is_empty() {
        let more = if many < hits.len() { "`list` tells all, " } else { "" };
        out.sentence(format!("{more}`go` and a number goes there, `detail` tells all of it, `narrow` keeps them all"));
    }
    hits.iter().map(|hit| BriefItem::Record(hit.record).to_key(brief)).collect()
}

/// The hits of a question to a library: some from the cursor on, or all that are at hand.
pub(super) fn render_library_hits<'a>(
    library: &LibraryList,
    look: &LookUp,
    tells: &PromptResponse,
    out: &'a mut PlainBuilder,
) -> &'a mut PlainBuilder {
    if look.is_awaited() {
        return out.sentence("the answer is still to come");
    }
    let hits = &look.hits;
    let found = if hits.is_empty() { "nothing is found".to_owned() } else { pluralize(hits.len(), "hit") };
    out.sentence(format!("{found} for: {}", look.sheet.interpretation));
    let notes: Vec<String> = look.sheet.notes.iter().map(line_text).collect();
    if !notes.join(" ").trim().is_empty() {
        out.sentence(notes.join(" ").trim());
    }
    let many = if *tells == PromptResponse::All { hits.len() } else { PAGE_ROWS };
    let mut next = hits.at();
    while next < hits.len().min(hits.at().saturating_add(many)) {
        let (Some(hit), Some(excerpt)) = (hits.get(next), look.excerpt(next)) else { break };
        let here = if next == hits.at() { "here: " } else { "" };
        let perhaps = if hit.perhaps { "perhaps: " } else { "" };
        let name = library.briefs.get(hit.brief).map_or("", |brief| brief.name.as_str());
        out.numbered_entry(next + 1, format!("{here}{perhaps}{}; {name}", rows::excerpt_row(excerpt)));
        next += 1;
    }
    if !hits.is_empty() {
        let more = if next < hits.len() { "`page-down` goes on, " } else { "" };
        out.sentence(format!("{more}`go` and a number opens its brief there, `detail` tells all of it"));
    }
    out
}

/// The article around the part of the quote that is looked at, its words between brackets; or all of it.
pub(super) fn render_article(passage: &ArticleView, whole: bool, out: &mut PlainBuilder) {
    out.wrapped_lines(&passage.head).blank_row();
    let lines = &passage.lines;
    let here = passage.parts.get(passage.part).copied().unwrap_or(0).min(lines.len().saturating_sub(1));
    let is_empty = |at: &usize| lines[*at].runs.is_empty();
    let from = if whole { 0 } else { (0..here).rev().find(is_empty).map_or(0, |at| at + 1) };
    let to = if whole { lines.len() } else { (here..lines.len()).find(is_empty).unwrap_or(lines.len()) };
    let mut paragraph = Paragraph::indented(0);
    for line in lines.get(from..to).unwrap_or_default() {
        if line.runs.is_empty() {
            out.paragraphs(&[std::mem::replace(&mut paragraph, Paragraph::indented(0)), Paragraph::default()]);
            continue;
        }
        let gap = (!paragraph.is_empty()).then_some(" ");
        paragraph = paragraph.with_optional(Tone::Plain, gap);
        for run in &line.runs {
            let (before, after) = if run.marked { ("[", "]") } else { ("", "") };
            paragraph = paragraph.with(Tone::Plain, format!("{before}{}{after}", run.text));
        }
    }
    if !paragraph.is_empty() {
        out.paragraphs(&[paragraph]);
    }
    let parts = passage.parts.len();
    if parts > 1 {
        out.sentence(format!("part {} of {parts}; `next` goes to the next", passage.part + 1));
    }
    if !whole {
        out.sentence("the words between brackets are the quote; `article all` tells the whole article");
    }
}

pub(super) fn render_cards(list: &CardList, stage: &Presentation, out: &mut PlainBuilder) {
    let (shown, all) = (list.rows.rows().len(), stage.deck.cards.len());
    out.sentence(format!("{shown} of {}; `go` and a number goes there", pluralize(all, "card")));
    for at in list.rows.rows() {
        let here = if *at == stage.at { "here: " } else { "" };
        out.numbered_entry(at + 1, format!("{here}{}", card::index_entry(&stage.deck.cards[*at])));
    }
    if shown == 0 {
        out.sentence("no card says that");
    }
}
