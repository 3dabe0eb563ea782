//! Writes a brief as one TOML file that reads back as the same brief. It never checks the brief.

use toml::{Table as TomlTable, Value as Toml};

use crate::model::{
    Actor, Brief, Claim, Confidence, DeckCards, DeckLine, EdtfDate, Event, HasId, Issue, Ix, KeyPoint, Likelihood,
    Membership, Passage, Role, Source, Speaker, Statement, Table, Tlp, Value,
};

/// Writes a brief as the text of one file of the format.
///
/// For a brief that was read without faults, [`super::read`] returns the same brief from this text, without faults. Every record names its
/// sources, so that the rule of one source per file does not apply. Fields without a value are left out.
pub fn write(brief: &Brief) -> String {
    let mut writer = TomlWriter { brief, text: String::new() };
    writer.frame();
    brief.key_points.iter().for_each(|point| writer.key_point(point));
    brief.issues.iter().for_each(|(_, issue)| writer.issue(issue));
    brief.actors.iter().for_each(|(_, actor)| writer.actor(actor));
    brief.sources.iter().for_each(|(_, source)| writer.source(source));
    brief.statements.iter().for_each(|(_, statement)| writer.statement(statement));
    brief.events.iter().for_each(|(_, event)| writer.event(event));
    brief.claims.iter().for_each(|(_, claim)| writer.claim(claim));
    writer.deck();
    writer.text
}

/// Appends tables and fields to a text.
struct TomlWriter<'a> {
    brief: &'a Brief,
    text: String,
}

impl TomlWriter<'_> {
    fn header(&mut self, header: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.line(header);
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn field(&mut self, name: &str, value: impl Into<Toml>) {
        let value = value.into();
        self.line(&format!("{name} = {value}"));
    }

    fn text(&mut self, name: &str, text: Option<&String>) {
        if let Some(text) = text {
            self.field(name, text.as_str());
        }
    }

    fn date(&mut self, name: &str, date: Option<&EdtfDate>) {
        if let Some(date) = date {
            self.field(name, date.to_string());
        }
    }

    fn word(&mut self, name: &str, word: Option<&str>) {
        if let Some(word) = word {
            self.field(name, word);
        }
    }

    fn label(&mut self, label: Option<Tlp>) {
        self.word("tlp", label.map(Tlp::word));
    }

    fn list(&mut self, name: &str, items: Vec<String>) {
        if !items.is_empty() {
            self.field(name, items);
        }
    }

    fn frame(&mut self) {
        let brief = self.brief;
        self.header("[brief]");
        self.field("format", 1);
        self.field("title", brief.title.as_str());
        self.date("as_of", Some(&brief.as_of));
        self.field("bottom_line", brief.bottom_line.as_str());
        self.field("tlp", brief.tlp.word());
        self.text("marking", brief.marking.as_ref());
        self.list("authors", brief.authors.clone());
        self.text("note", brief.note.as_ref());
    }

    fn key_point(&mut self, point: &KeyPoint) {
        let brief = self.brief;
        self.header("[[key_point]]");
        self.field("text", point.text.as_str());
        self.word("likelihood", point.likelihood.map(Likelihood::word));
        self.word("confidence", point.confidence.map(Confidence::word));
        self.list("supports", point.supports.iter().map(|record| brief.record_id(*record).to_owned()).collect());
        self.label(point.tlp);
        self.text("note", point.note.as_ref());
    }

    fn issue(&mut self, issue: &Issue) {
        self.header("[[issue]]");
        self.field("id", issue.id.as_str());
        self.field("label", issue.label.as_str());
        self.field("question", issue.question.as_str());
        self.text("note", issue.note.as_ref());
    }

    fn actor(&mut self, actor: &Actor) {
        let actors = &self.brief.actors;
        self.header("[[actor]]");
        self.field("id", actor.id.as_str());
        self.field("name", actor.name.as_str());
        self.field("kind", actor.kind.word());
        self.list("aliases", actor.aliases.clone());
        self.text("native_name", actor.native_name.as_ref());
        let is_dated = |membership: &&Membership| membership.from.is_some() || membership.to.is_some();
        let undated = actor.memberships.iter().filter(|membership| !is_dated(membership));
        self.list("member_of", undated.map(|membership| actors[membership.of].id.clone()).collect());
        self.text("description", actor.description.as_ref());
        self.text("note", actor.note.as_ref());
        for Membership { of, from, to } in actor.memberships.iter().filter(is_dated) {
            self.header("[[actor.memberships]]");
            self.field("of", actors[*of].id.as_str());
            self.date("from", from.as_ref());
            self.date("to", to.as_ref());
        }
        for Role { title, at, from, to } in &actor.roles {
            self.header("[[actor.roles]]");
            self.field("title", title.as_str());
            self.word("at", at.map(|at| actors[at].id.as_str()));
            self.date("from", from.as_ref());
            self.date("to", to.as_ref());
        }
    }

    fn source(&mut self, source: &Source) {
        let sources = &self.brief.sources;
        self.header("[[source]]");
        self.field("id", source.id.as_str());
        self.text("outlet", source.outlet.as_ref());
        self.text("title", source.title.as_ref());
        self.text("author", source.author.as_ref());
        self.text("place", source.place.as_ref());
        self.text("url", source.url.as_ref());
        self.text("lang", source.lang.as_ref());
        self.field("kind", source.kind.word());
        self.date("published", source.published.as_ref());
        self.text("published_basis", source.published_basis.as_ref());
        self.date("accessed", source.accessed.as_ref());
        self.field("reliability", source.reliability.word());
        self.word("origin", source.origin.map(|origin| sources[origin].id.as_str()));
        if let Some(held) = &source.text {
            let sum = held.sha256.iter().map(|sum| ("sha256", sum.as_str()));
            self.inline("text", [("file", held.file.as_str())].into_iter().chain(sum));
        }
        self.label(source.tlp);
        self.text("note", source.note.as_ref());
    }

    fn statement(&mut self, statement: &Statement) {
        let Brief { issues, actors, sources, statements, .. } = self.brief;
        self.header("[[statement]]");
        self.field("id", statement.id.as_str());
        self.speaker(["actor", "described_as"], Some(&statement.speaker));
        self.field("source", sources[statement.source].id.as_str());
        self.field("attribution", statement.attribution.word());
        match statement.quote.as_slice() {
            [whole] => self.field("quote", whole.as_str()),
            parts => self.list("quote", parts.to_vec()),
        }
        self.text("gist", statement.gist.as_ref());
        self.text("cue", statement.cue.as_ref());
        self.passage(statement.passage.as_deref());
        self.speaker(["via", "via_described_as"], statement.via.as_deref());
        self.date("said", statement.said.as_ref());
        self.text("printed_date", statement.printed_date.as_ref());
        self.text("venue", statement.venue.as_ref());
        if !statement.stances.is_empty() {
            let stances = statement.stances.iter();
            self.inline("stance", stances.map(|(issue, stance)| (issues[*issue].id.as_str(), stance.word())));
        }
        self.list("about", ids(actors, &statement.about));
        self.field("credibility", statement.credibility.word());
        self.list("repeats", ids(statements, &statement.repeats));
        self.list("rewords", ids(statements, &statement.rewords));
        self.list("contradicts", ids(statements, &statement.contradicts));
        self.list("retracts", ids(statements, &statement.retracts));
        self.label(statement.tlp);
        self.text("coder", statement.coder.as_ref());
        self.text("note", statement.note.as_ref());
    }

    fn speaker(&mut self, [who, described_as]: [&str; 2], speaker: Option<&Speaker>) {
        match speaker {
            Some(Speaker::Actor(actor)) => self.field(who, self.brief.actors[*actor].id.as_str()),
            Some(Speaker::Actors(actors)) => self.list(who, ids(&self.brief.actors, actors)),
            Some(Speaker::Unnamed(description)) => {
                self.field(who, "unnamed");
                self.field(described_as, description.as_str());
            }
            None => {}
        }
    }

    fn passage(&mut self, passage: Option<&Passage>) {
        if let Some(Passage { start, end, prefix, suffix }) = passage {
            let terms = [
                ("start", Some(start)),
                ("end", end.as_ref()),
                ("prefix", prefix.as_ref()),
                ("suffix", suffix.as_ref()),
            ];
            self.inline("passage", terms.into_iter().filter_map(|(name, term)| Some((name, term?.as_str()))));
        }
    }

    fn event(&mut self, event: &Event) {
        let Brief { actors, sources, .. } = self.brief;
        self.header("[[event]]");
        self.field("id", event.id.as_str());
        self.field("title", event.title.as_str());
        self.date("date", Some(&event.date));
        self.text("printed_date", event.printed_date.as_ref());
        self.passage(event.passage.as_deref());
        self.field("kind", event.kind.word());
        self.text("place", event.place.as_ref());
        self.list("actors", ids(actors, &event.actors));
        // Written even when empty: an event without this field gets the only source of the file, if there is one.
        self.field("sources", ids(sources, &event.sources));
        self.text("gist", event.gist.as_ref());
        self.label(event.tlp);
        self.text("coder", event.coder.as_ref());
        self.text("note", event.note.as_ref());
    }

    fn claim(&mut self, claim: &Claim) {
        let sources = &self.brief.sources;
        self.header("[[claim]]");
        self.field("id", claim.id.as_str());
        self.field("question", claim.question.as_str());
        match &claim.value {
            Value::Text(text) => self.field("value", text.as_str()),
            Value::Integer(number) => self.field("value", *number),
            Value::Number(number) => self.field("value", *number),
        }
        self.text("unit", claim.unit.as_ref());
        self.field("source", sources[claim.source].id.as_str());
        self.speaker(["actor", "described_as"], claim.actor.as_ref());
        self.passage(claim.passage.as_deref());
        self.date("as_of", claim.as_of.as_ref());
        self.field("rank", claim.rank.word());
        self.text("why", claim.why.as_ref());
        self.label(claim.tlp);
        self.text("coder", claim.coder.as_ref());
        self.text("note", claim.note.as_ref());
    }

    fn deck(&mut self) {
        let brief = self.brief;
        if !brief.deck.is_empty() {
            self.header("[deck]");
            self.list("cards", brief.deck.iter().map(|line| deck_entry(brief, line)).collect());
        }
    }

    /// Writes an inline table in the given order, which matters for stances; `toml` would sort the names.
    fn inline<'t>(&mut self, name: &str, pairs: impl Iterator<Item = (&'t str, &'t str)>) {
        let pair = |(key, word): (&str, &str)| {
            let pair = TomlTable::from_iter([(key.to_owned(), Toml::from(word))]);
            pair.to_string().trim_end().to_owned()
        };
        let pairs: Vec<String> = pairs.map(pair).collect();
        self.line(&format!("{name} = {{ {} }}", pairs.join(", ")));
    }
}

fn ids<T: HasId>(table: &Table<T>, list: &[Ix<T>]) -> Vec<String> {
    list.iter().map(|ix| table[*ix].id().to_owned()).collect()
}

fn deck_entry(brief: &Brief, line: &DeckLine) -> String {
    let sign = if line.omitted { "-" } else { "" };
    match line.cards {
        DeckCards::Section(section) => format!("{sign}{section}"),
        DeckCards::Issue(issue) => format!("{sign}issue:{}", brief.issues[issue].id),
        DeckCards::Contradiction(record) => format!("{sign}contradiction:{}", brief.record_id(record)),
        DeckCards::Quote(statement) => format!("{sign}quote:{}", brief.statements[statement].id),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostics::{FileScope, SourceFile};
    use crate::format::read;

    const WHOLE: &str = include_str!("../../tests/schema/whole.toml");

    /// Reads a brief without faults.
    fn read_valid(text: &str) -> Brief {
        let (brief, faults) =
            read(&[SourceFile { name: "b".to_owned(), text: text.to_owned(), part: FileScope::Brief }]);
        assert_eq!(faults, [], "{text}");
        brief.unwrap()
    }

    fn same(one: &Brief, other: &Brief) -> bool {
        format!("{one:?}") == format!("{other:?}")
    }

    #[test]
    fn every_field_of_every_table_is_written() {
        let brief = read_valid(WHOLE);
        let written = write(&brief);
        assert!(same(&read_valid(&written), &brief), "{written}");
        let headers = |text: &str| -> Vec<String> {
            let tables = text.lines().filter(|line| line.starts_with('[') && !line.contains('.'));
            let mut tables: Vec<String> = tables.map(str::to_owned).collect();
            tables.dedup();
            tables
        };
        assert_eq!(headers(&written), headers(WHOLE), "in the order of the reference");
    }

    #[test]
    fn an_event_without_sources_does_not_take_the_only_one() {
        let frame =
            "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n";
        let text = format!(
            "{frame}[[source]]\nid = \"s\"\n[[event]]\nid = \"e\"\ntitle = \"E\"\ndate = \"2024\"\nsources = []\n"
        );
        let brief = read_valid(&text);
        assert!(read_valid(&write(&brief)).events.iter().all(|(_, event)| event.sources.is_empty()));
    }

    #[test]
    fn every_form_of_a_date_is_written() {
        for date in [
            "2024-09-12",
            "2024-09",
            "2024",
            "2024-09-12?",
            "2024-09-12~",
            "2024-09-12%",
            "2024-09-XX",
            "2024?-09",
            "2024-~09-12",
            "2024-09-05/2024-09-12",
            "2024-09-05/..",
            "../2024-09?",
            "[2024-09-10,2025-09-10]",
            "[2024]",
            "2024-09-12T14:30:00+05:00",
            "2024-09-12T14:30:00-04",
            "2024-21~",
            "201X",
            "2024-XX-XX",
            "-0043-03-15",
            "Y-170000002?",
            "2024-09-12/",
            "/2024",
        ] {
            let brief = read_valid(&WHOLE.replace("2025-03-12~", date));
            assert!(same(&read_valid(&write(&brief)), &brief), "{date}");
        }
    }

    /// Texts that are not blank, with characters that are special in TOML.
    fn special_text() -> impl Strategy<Value = String> {
        let signs = vec![
            "\"",
            "'",
            "\\",
            "\n",
            "\r",
            "\r\n",
            "\t",
            "\0",
            "\u{7f}",
            "\u{85}",
            "\u{feff}",
            "\u{202e}",
            "\u{2028}",
            "\"\"\"",
            "'''",
            "]",
            "}",
            "#",
            "=",
            " ",
            "\\u",
            "é",
            "喀",
            "\u{10ffff}",
            "\u{1b}",
        ];
        let sign =
            prop_oneof![prop::sample::select(signs).prop_map(str::to_owned), any::<char>().prop_map(String::from)];
        let signs = || prop::collection::vec(sign.clone(), 0..6).prop_map(|signs| signs.concat());
        (signs(), signs()).prop_map(|(before, after)| format!("{before}x{after}"))
    }

    proptest! {
        #[test]
        fn any_text_is_written_as_it_was_read(texts in prop::collection::vec(special_text(), 12), number in any::<f64>(), whole in any::<i64>()) {
            let mut brief = read_valid(WHOLE);
            let mut texts = texts.into_iter().cycle();
            let mut next = || texts.next().unwrap();
            (brief.title, brief.bottom_line, brief.note) = (next(), next(), Some(next()));
            (brief.authors, brief.key_points[0].text) = (vec![next(), next()], next());
            let statement = |statement: &Statement, parts: Vec<String>, text: String| match statement.quote.as_slice() {
                [] => Statement { gist: Some(text), ..statement.clone() },
                _ => Statement { quote: parts, ..statement.clone() },
            };
            let statements = brief.statements.iter().map(|(_, row)| statement(row, vec![next(), next()], next()));
            brief.statements = Table::new(statements.collect());
            let sources = brief.sources.iter().map(|(_, row)| Source { outlet: Some(next()), ..row.clone() });
            brief.sources = Table::new(sources.collect());
            let values = [Value::Number(if number.is_finite() { number } else { 0.0 }), Value::Integer(whole)];
            let claims = brief.claims.iter().zip(values).map(|((_, row), value)| Claim { value, question: next(), ..row.clone() });
            brief.claims = Table::new(claims.collect());
            let written = write(&brief);
            prop_assert!(same(&read_valid(&written), &brief), "{}", written);
        }
    }
}
