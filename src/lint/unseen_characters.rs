//! Lint: invisible characters and terminal controls in the texts of a brief. It never checks TOML comments.

use super::LintSubject;
use super::character_names::{LineMode, UnseenChar, find};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, FilePlace};
use crate::format::EntityKind;
use crate::model::{Actor, Brief, Claim, Event, Issue, KeyPoint, Passage, Record, Source, Speaker, Statement, Value};

/// Reports one fault per field, at the first text that has such a character.
pub(super) fn characters(subject: LintSubject<'_>, found: &mut Faults) {
    let mut last = None;
    each_text(subject.brief, &mut |text| {
        let field = Some((text.entity, text.field));
        if let Some(unseen) = find(text.words, text.lines)
            && last != field
        {
            last = field;
            found.push(fault(subject, text, &unseen));
        }
    });
}

fn fault(subject: LintSubject<'_>, text: BriefText<'_>, unseen: &UnseenChar) -> Fault {
    let mut spot = if text.field == "file" {
        subject.spot_inside(text.entity, ["text", "file"])
    } else {
        subject.spot_of_word(text.entity, text.field, text.words)
    };
    spot.place = narrow_to_char(subject, &spot.place, unseen.char);
    let others = unseen.number - 1;
    let others = if others == 0 { String::new() } else { format!(", and {others} more like it") };
    let problem = format!("U+{:04X} {} stands in `{}`{others}", u32::from(unseen.char), unseen.name, text.field);
    spot.fault(Code::HiddenCharacter, problem).help("take it out; it is not seen, and may make the text read otherwise")
}

/// The place of the character itself; the whole `place` when it is written as an escape.
fn narrow_to_char(subject: LintSubject<'_>, place: &FilePlace, char: char) -> FilePlace {
    let written = subject.files.get(place.file).and_then(|file| file.text.get(place.span.clone()));
    let at = written.and_then(|written| written.find(char)).filter(|_| char != '\n');
    let start = place.span.start + at.unwrap_or_default();
    at.map_or_else(|| place.clone(), |_| FilePlace { file: place.file, span: start..start + char.len_utf8() })
}

/// A text of a brief.
#[derive(Clone, Copy)]
struct BriefText<'a> {
    entity: EntityKind,
    field: &'static str,
    words: &'a str,
    lines: LineMode,
}

/// Passes the texts of one entity to a callback.
struct EntityTexts<'f> {
    entity: EntityKind,
    on_text: &'f mut dyn FnMut(BriefText<'_>),
}

impl EntityTexts<'_> {
    fn line<'a>(&mut self, field: &'static str, text: impl IntoIterator<Item = &'a String>) {
        text.into_iter()
            .for_each(|words| (self.on_text)(BriefText { entity: self.entity, field, words, lines: LineMode::One }));
    }

    fn lines<'a>(&mut self, field: &'static str, text: impl IntoIterator<Item = &'a String>) {
        text.into_iter()
            .for_each(|words| (self.on_text)(BriefText { entity: self.entity, field, words, lines: LineMode::Many }));
    }
}

fn each_text(brief: &Brief, on_text: &mut dyn FnMut(BriefText<'_>)) {
    brief_texts(brief, &mut EntityTexts { entity: EntityKind::Brief, on_text });
    for (at, point) in brief.key_points.iter().enumerate() {
        key_point_texts(point, &mut EntityTexts { entity: EntityKind::KeyPoint(at), on_text });
    }
    for (ix, issue) in brief.issues.iter() {
        issue_texts(issue, &mut EntityTexts { entity: EntityKind::Issue(ix), on_text });
    }
    for (ix, actor) in brief.actors.iter() {
        actor_texts(actor, &mut EntityTexts { entity: EntityKind::Actor(ix), on_text });
    }
    for (ix, source) in brief.sources.iter() {
        source_texts(source, &mut EntityTexts { entity: EntityKind::Source(ix), on_text });
    }
    for record in brief.records() {
        let mut texts = EntityTexts { entity: EntityKind::Record(record), on_text };
        match record {
            Record::Statement(ix) => statement_texts(&brief.statements[ix], &mut texts),
            Record::Event(ix) => event_texts(&brief.events[ix], &mut texts),
            Record::Claim(ix) => claim_texts(&brief.claims[ix], &mut texts),
        }
    }
}

fn brief_texts(brief: &Brief, texts: &mut EntityTexts<'_>) {
    texts.line("title", [&brief.title]);
    texts.lines("bottom_line", [&brief.bottom_line]);
    texts.line("marking", &brief.marking);
    texts.line("authors", &brief.authors);
    texts.lines("note", &brief.note);
}

fn key_point_texts(point: &KeyPoint, texts: &mut EntityTexts<'_>) {
    texts.lines("text", [&point.text]);
    texts.lines("note", &point.note);
}

fn issue_texts(issue: &Issue, texts: &mut EntityTexts<'_>) {
    texts.line("label", [&issue.label]);
    texts.lines("question", [&issue.question]);
    texts.lines("note", &issue.note);
}

fn actor_texts(actor: &Actor, texts: &mut EntityTexts<'_>) {
    texts.line("name", [&actor.name]);
    texts.line("aliases", &actor.aliases);
    texts.line("native_name", &actor.native_name);
    texts.line("roles", actor.roles.iter().map(|role| &role.title));
    texts.lines("description", &actor.description);
    texts.lines("note", &actor.note);
}

fn source_texts(source: &Source, texts: &mut EntityTexts<'_>) {
    let Source { outlet, title, author, place, url, lang, published_basis, text, note, .. } = source;
    texts.line("outlet", outlet);
    texts.line("title", title);
    texts.line("author", author);
    texts.line("place", place);
    texts.line("url", url);
    texts.line("lang", lang);
    texts.lines("published_basis", published_basis);
    texts.line("file", text.as_ref().map(|text| &text.file));
    texts.lines("note", note);
}

fn statement_texts(statement: &Statement, texts: &mut EntityTexts<'_>) {
    let Statement { speaker, quote, gist, cue, passage, via, printed_date, venue, coder, note, .. } = statement;
    texts.line("described_as", description(Some(speaker)));
    texts.line("via_described_as", description(via.as_deref()));
    texts.lines("quote", quote);
    texts.lines("gist", gist);
    texts.line("cue", cue);
    passage_texts(passage.as_deref(), texts);
    texts.line("printed_date", printed_date);
    texts.line("venue", venue);
    texts.line("coder", coder);
    texts.lines("note", note);
}

fn event_texts(event: &Event, texts: &mut EntityTexts<'_>) {
    texts.line("title", [&event.title]);
    texts.line("printed_date", &event.printed_date);
    passage_texts(event.passage.as_deref(), texts);
    texts.line("place", &event.place);
    texts.lines("gist", &event.gist);
    texts.line("coder", &event.coder);
    texts.lines("note", &event.note);
}

fn claim_texts(claim: &Claim, texts: &mut EntityTexts<'_>) {
    texts.lines("question", [&claim.question]);
    if let Value::Text(value) = &claim.value {
        texts.lines("value", [value]);
    }
    texts.line("unit", &claim.unit);
    texts.line("described_as", description(claim.actor.as_ref()));
    passage_texts(claim.passage.as_deref(), texts);
    texts.lines("why", &claim.why);
    texts.line("coder", &claim.coder);
    texts.lines("note", &claim.note);
}

/// How a source describes somebody unnamed.
const fn description(speaker: Option<&Speaker>) -> Option<&String> {
    match speaker {
        Some(Speaker::Unnamed(description)) => Some(description),
        Some(Speaker::Actor(_) | Speaker::Actors(_)) | None => None,
    }
}

fn passage_texts(passage: Option<&Passage>, texts: &mut EntityTexts<'_>) {
    if let Some(Passage { start, end, prefix, suffix }) = passage {
        texts.lines("passage", [Some(start), end.as_ref(), prefix.as_ref(), suffix.as_ref()].into_iter().flatten());
    }
}
