//! Renders overlays as text: help, cases, citations, hits, articles, cards. It never changes them.

use super::{PAGE_ROWS, PromptResponse};
use crate::app::library::LibraryList;
use crate::app::lookup::LookUp;
use crate::app::overlay::{ArticleView, CopySheet, CopySheetContent, Help, HelpRow};
use crate::app::presentation::{CardList, Presentation};
use crate::app::reader::{BriefReader, CaseSequence};
use crate::app::{BriefItem, matches_all};
use crate::plain::rows::excerpt_row;
use crate::plain::{PlainBuilder, line_text};
use crate::prompt::{card, rows};
use crate::text::{Paragraph, Tone};
use crate::view::cases::Case;
use crate::view::{self, pluralize};

/// Lists the rows of the help, and explains how to type commands.
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
        out.sentence("no command does that; `help` lists them all");
    }
    if help.search.value().is_empty() {
        out.blank_row()
            .sentence(COMMAND_HELP)
            .blank_row()
            .sentence(view::position_legend())
            .sentence(view::SIGN_LEGEND)
            .sentence(view::EXAMPLE_BRIEF);
    }
}

/// Help on the syntax of commands.
const COMMAND_HELP: &str = "A command is its name, the beginning of its name, or its key. Some commands take an argument: `look-up asif federation`, \
`go 3` for the third of the last list, `go asif-federation`, `date 2024-09`, `mark a`, `to-mark a`, `contradiction 3`, \
`contradictions talks` for those about talks, \
`present TLP:GREEN`, `show-copy markdown`, `article all`, `help` and a word. `list` shows every row, `detail` shows everything about \
the current item, and an empty line shows where you are.";

/// Lists the cases of a sequence that have the `words`, each with the number that opens it.
pub(super) fn render_cases(reader: &BriefReader, sequence: CaseSequence, words: &str, out: &mut PlainBuilder) {
    let (noun, none) = match sequence {
        CaseSequence::Contradictions => ("contradiction", "no contradiction in this brief"),
        CaseSequence::Shifts => ("shift", "nobody shifts position in this brief"),
    };
    let cases = reader.cases(sequence);
    let sides = |case: &Case| case.sides.iter().map(|side| side.label.as_str()).collect::<Vec<_>>().join(" / ");
    let summary = |case: &Case| format!("{}  {}", case.question, sides(case));
    let names = |case: &Case| {
        let records = case.sides.iter().flat_map(|side| &side.records);
        records.map(|record| view::who(&reader.facts.brief, *record)).collect::<Vec<_>>().join(" ")
    };
    let has = |case: &Case| matches_all(&format!("{} {}", summary(case), names(case)), words);
    let matching: Vec<(usize, &Case)> = (1..).zip(cases).filter(|(_, case)| has(case)).collect();
    match (cases.len(), matching.as_slice()) {
        (0, _) => out.sentence(none),
        (_, []) => out.sentence(format!("no {noun} has these words; `{noun}s` shows all")),
        (all, [(first, _), ..]) => {
            let share = if matching.len() == all { String::new() } else { format!("{} of ", matching.len()) };
            out.sentence(format!("{share}{}; `{noun} {first}` reads the first of them", pluralize(all, noun)))
        }
    };
    for (number, case) in matching {
        out.numbered_entry(number, format!("{}; {}", summary(case), case.verdict(&reader.facts.brief).word));
    }
}

pub(super) fn render_copy_sheet(copy_sheet: &CopySheet, out: &mut PlainBuilder) {
    if let CopySheetContent::Citations { records, .. } = copy_sheet.content() {
        let title = |(_, title, shown)| if shown { format!("{title} (this)") } else { String::from(title) };
        let forms: Vec<String> = copy_sheet.formats().into_iter().map(title).collect();
        out.sentence(format!("{}; forms: {}", pluralize(records.len(), "citation"), forms.join(", ")));
    }
    copy_sheet.lines().for_each(|line| {
        out.unwrapped_row(line);
    });
}

pub(super) fn render_hits(
    reader: &BriefReader,
    lookup: &LookUp,
    response: &PromptResponse,
    out: &mut PlainBuilder,
) -> Vec<String> {
    let brief = &reader.facts.brief;
    let hits = lookup.hits.rows();
    let found = if hits.is_empty() { "nothing is found".to_owned() } else { pluralize(hits.len(), "hit") };
    out.sentence(format!("{found} for: {}", lookup.sheet.interpretation));
    let notes: Vec<String> = lookup.sheet.notes.iter().map(line_text).collect();
    let notes = notes.join(" ");
    if !notes.trim().is_empty() {
        out.sentence(notes.trim());
    }
    let at = lookup.hits.at();
    let (from, many) =
        if *response == PromptResponse::All || hits.len() <= PAGE_ROWS { (0, hits.len()) } else { (at, PAGE_ROWS) };
    for (number, hit) in (from + 1..).zip(hits.iter().skip(from).take(many)) {
        let here = if number == at + 1 { "here: " } else { "" };
        let uncertain = if hit.perhaps { "perhaps: " } else { "" };
        let outlets: Vec<String> =
            brief.sources_of(hit.record).iter().map(|source| view::source_name(brief, *source)).collect();
        let outlets = if outlets.is_empty() { String::new() } else { format!("; in {}", outlets.join(", ")) };
        out.numbered_entry(
            number,
            format!("{here}{uncertain}{}{outlets}", rows::item_row(reader, BriefItem::Record(hit.record))),
        );
    }
    if !hits.is_empty() {
        let more = if many < hits.len() { "`list` shows all, " } else { "" };
        out.sentence(format!("{more}`go` and a number goes there, `detail` shows all of it, `narrow` keeps them all"));
    }
    hits.iter().map(|hit| BriefItem::Record(hit.record).to_key(brief)).collect()
}

/// Lists the hits of a query on a library: a page from the cursor on, or all loaded ones.
pub(super) fn render_library_hits<'a>(
    library: &LibraryList,
    lookup: &LookUp,
    response: &PromptResponse,
    out: &'a mut PlainBuilder,
) -> &'a mut PlainBuilder {
    if lookup.is_awaited() {
        return out.sentence("the answer is still to come");
    }
    let hits = &lookup.hits;
    let found = if hits.is_empty() { "nothing is found".to_owned() } else { pluralize(hits.len(), "hit") };
    out.sentence(format!("{found} for: {}", lookup.sheet.interpretation));
    let notes: Vec<String> = lookup.sheet.notes.iter().map(line_text).collect();
    if !notes.join(" ").trim().is_empty() {
        out.sentence(notes.join(" ").trim());
    }
    let many = if *response == PromptResponse::All { hits.len() } else { PAGE_ROWS };
    let mut next = hits.at();
    while next < hits.len().min(hits.at().saturating_add(many)) {
        let (Some(hit), Some(excerpt)) = (hits.get(next), lookup.excerpt(next)) else { break };
        let here = if next == hits.at() { "here: " } else { "" };
        let uncertain = if hit.perhaps { "perhaps: " } else { "" };
        let name = library.briefs.get(hit.brief).map_or("", |brief| brief.name.as_str());
        out.numbered_entry(next + 1, format!("{here}{uncertain}{}; {name}", excerpt_row(excerpt)));
        next += 1;
    }
    if !hits.is_empty() {
        let more = if next < hits.len() { "`page-down` goes on, " } else { "" };
        out.sentence(format!("{more}`go` and a number opens its brief there, `detail` shows all of it"));
    }
    out
}

/// The paragraph of the article with the current part of the quote, the quote in brackets; the whole article if `whole` is set.
pub(super) fn render_article(article: &ArticleView, whole: bool, out: &mut PlainBuilder) {
    out.wrapped_lines(&article.head).blank_row();
    let lines = &article.lines;
    let here = article.parts.get(article.part).copied().unwrap_or(0).min(lines.len().saturating_sub(1));
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
    let parts = article.parts.len();
    if parts > 1 {
        out.sentence(format!("part {} of {parts}; `next` goes to the next", article.part + 1));
    }
    if !whole {
        out.sentence("the words between brackets are the quote; `article all` shows the whole article");
    }
}

pub(super) fn render_cards(list: &CardList, presentation: &Presentation, out: &mut PlainBuilder) {
    let (shown, all) = (list.rows.rows().len(), presentation.deck.cards.len());
    out.sentence(format!("{shown} of {}; `go` and a number goes there", pluralize(all, "card")));
    for at in list.rows.rows() {
        let here = if *at == presentation.at { "here: " } else { "" };
        out.numbered_entry(at + 1, format!("{here}{}", card::index_entry(&presentation.deck.cards[*at])));
    }
    if shown == 0 {
        out.sentence("no card says that");
    }
}
