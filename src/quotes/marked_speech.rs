//! Which ranges of a text are marked as speech: by quotation marks, dialogue dashes, or turns. It never says whose speech it is.

use std::ops::Range;

use super::characters::first_mark;
use super::interruptions::interruptions;
use super::mark_pairs::MarkPairs;
use super::paragraphs::{paragraph_at, paragraphs};
use super::speaker_words::SpeakerWords;
use super::turns::Turns;

/// The marked speech of a text.
#[derive(Debug, Default)]
pub(super) struct MarkedSpeech {
    /// What is marked, in order; the ranges do not touch.
    pub spans: Vec<Range<usize>>,
    /// In order.
    pub paragraphs: Vec<Range<usize>>,
    /// Marks that begin a further paragraph of one quotation, in order.
    pub repeated: Vec<Range<usize>>,
    /// Brackets such as `(APPLAUSE)`, in order.
    pub interruptions: Vec<Range<usize>>,
    /// Where a quote may be interrupted: quotation marks, interruptions and the labels of turns, by their ends.
    breaks: Vec<Range<usize>>,
    /// Turns that are marked only if their label names the speaker: the label, and what is said.
    labelled: Vec<[Range<usize>; 2]>,
}

impl MarkedSpeech {
    pub(super) fn new(text: &str) -> Self {
        let paragraphs = paragraphs(text);
        let MarkPairs { spans, mut repeated } = MarkPairs::new(text, &paragraphs);
        let turns = Turns::new(text, &paragraphs);
        let interruptions = interruptions(text);
        repeated.sort_unstable_by_key(|mark| mark.start);
        let labels = turns.labels.iter().chain(turns.single.iter().map(|[label, _]| label)).cloned();
        let mut breaks: Vec<Range<usize>> = marks(text).chain(labels).chain(interruptions.iter().cloned()).collect();
        breaks.sort_unstable_by_key(|found| (found.end, found.start));
        let spans = united(spans.into_iter().chain(turns.spans).collect());
        Self { spans, paragraphs, repeated, interruptions, breaks, labelled: turns.single }
    }

    /// Whether all words of a passage are marked as speech, for a speaker whom a label may name.
    pub(super) fn has(&self, text: &str, at: &Range<usize>, speaker: &SpeakerWords) -> bool {
        let first = self.spans.partition_point(|span| span.end <= at.start);
        let mut from = at.start;
        for span in self.spans[first..].iter().take_while(|span| span.start < at.end) {
            if text[from..span.start.max(from)].contains(char::is_alphanumeric) {
                return self.is_labelled(text, at, speaker);
            }
            from = span.end;
        }
        from >= at.end || !text[from..at.end].contains(char::is_alphanumeric) || self.is_labelled(text, at, speaker)
    }

    fn is_labelled(&self, text: &str, at: &Range<usize>, speaker: &SpeakerWords) -> bool {
        let mut turns = self.labelled.iter();
        let turn = turns.find(|[_, said]| said.start <= at.start && at.end <= said.end);
        let names = |label: &str| {
            let is_name = |word: &str| {
                speaker.names.iter().any(|name| {
                    name.split_whitespace().any(|own| own.chars().count() > 2 && own.to_uppercase() == word)
                })
            };
            label.split(|char: char| !char.is_alphanumeric()).any(is_name)
        };
        turn.is_some_and(|[label, _]| names(&text[label.clone()]))
    }

    /// The start of the last break that ends at or before `at`.
    pub(super) fn last_break(&self, at: usize) -> Option<usize> {
        let after = self.breaks.partition_point(|found| found.end <= at);
        self.breaks[..after].last().map(|found| found.start)
    }

    /// The paragraphs of some ranges and the one before each, in order. A paragraph that is marked as a whole does not count as the one
    /// before.
    pub(super) fn paragraphs_near(&self, text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut near: Vec<usize> = Vec::new();
        let says_who = |number: &usize| {
            let paragraph = &self.paragraphs[*number];
            text[paragraph.clone()].contains(char::is_alphanumeric)
                && !self.has(text, paragraph, &SpeakerWords::default())
        };
        for range in ranges {
            let (first, last) =
                (paragraph_at(&self.paragraphs, range.start), paragraph_at(&self.paragraphs, range.end));
            near.extend((0..first).rev().find(says_who));
            near.extend(first..=last);
        }
        near.sort_unstable();
        near.dedup();
        near.into_iter().filter_map(|number| self.paragraphs.get(number).cloned()).collect()
    }

    /// How far a passage is from the nearest of these places: 0 if one is in its paragraph, 1 if one is in the paragraph before, else 2; then
    /// in bytes.
    pub(super) fn distance(&self, at: &Range<usize>, places: &[usize]) -> (u8, usize) {
        let after = places.partition_point(|place| *place < at.start);
        let near = places[after.saturating_sub(1)..].iter().take(2);
        let away = |place: usize| if place < at.start { at.start - place } else { place.saturating_sub(at.end) };
        let own = paragraph_at(&self.paragraphs, at.start);
        let paragraphs_away = |place: usize| match own.checked_sub(paragraph_at(&self.paragraphs, place)) {
            Some(before) => u8::try_from(before.min(2)).unwrap_or(2),
            None => 2,
        };
        near.map(|place| (paragraphs_away(*place), away(*place))).min().unwrap_or((2, usize::MAX))
    }
}

/// The quotation marks of a text, without apostrophes.
fn marks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let end = from + first_mark(&text[from..])?;
        let start = end - text[..end].chars().next_back().map_or(1, char::len_utf8);
        from = end;
        Some(start..end)
    })
}

/// The ranges in order, with those that overlap or touch as one.
fn united(mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spans.retain(|span| span.start < span.end);
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    let mut all: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match all.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            Some(_) | None => all.push(span),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(text: &str) -> Vec<String> {
        let trimmed = |span: Range<usize>| text[span].trim().to_owned();
        MarkedSpeech::new(text).spans.into_iter().map(trimmed).filter(|words| !words.is_empty()).collect()
    }

    #[test]
    fn every_press_marks_speech_in_its_own_way() {
        for (text, expected) in [
            // English: double and single, straight and curly, with apostrophes and nested.
            ("“We will not,” she said. “Never.” He left.", &["We will not,", "Never."][..]),
            ("\"We will not,\" she said. \"Never.\"", &["We will not,", "Never."]),
            ("‘It’s the workers’ rights,’ she said of the ’90s.", &["It’s the workers’ rights,"]),
            ("'It's over,' she said of the workers' strike.", &["It's over,"]),
            ("“He said ‘never’ to it,” she said.", &["He said ‘never’ to it,"]),
            ("‘He said “never” to it,’ she said.", &["He said “never” to it,"]),
            ("``We will not,'' she said.", &["We will not,"]),
            // German, Austrian, Swiss.
            ("„Wir zahlen nicht“, sagte Vidal, „nie.“", &["Wir zahlen nicht", "nie."]),
            ("»Wir zahlen nicht«, sagte Vidal. ›Nie‹, hieß es.", &["Wir zahlen nicht", "Nie"]),
            ("«Wir zahlen nicht», sagte Vidal.", &["Wir zahlen nicht"]),
            // Polish, Hungarian, Romanian; Danish; Swedish and Finnish.
            ("„Nie płacimy” – powiedziała Vidal.", &["Nie płacimy"]),
            ("»Vi betaler ikke,« sagde Vidal.", &["Vi betaler ikke,"]),
            ("”Vi betalar inte”, sade Vidal. »Aldrig», sade hon.", &["Vi betalar inte", "Aldrig"]),
            // French and Italian, with spaces of each kind.
            ("« Nous ne paierons pas », a dit Vidal.", &["Nous ne paierons pas"]),
            ("«\u{a0}Nous ne paierons “jamais”\u{a0}», a dit Vidal.", &["Nous ne paierons “jamais”"]),
            ("«Non pagheremo ‹mai›», ha detto Vidal.", &["Non pagheremo ‹mai›"]),
            // Russian and Ukrainian.
            ("«Мы не заплатим, — сказал Видаль, — никогда».", &["Мы не заплатим, — сказал Видаль, — никогда"]),
            ("— Мы не заплатим, — сказал Видаль. Он ушёл.", &["Мы не заплатим,"]),
            // Spanish and Portuguese dialogue.
            ("—No pagaremos —dijo Vidal— mientras llueva.", &["No pagaremos", "mientras llueva."]),
            ("– Não pagamos – disse Vidal.", &["Não pagamos"]),
            // Japanese and Chinese.
            ("市長は「払わない。『決して』だ」と述べた。", &["払わない。『決して』だ"]),
            ("市长说“我们不付钱”，然后离开。", &["我们不付钱"]),
            // Arabic, Hebrew.
            ("قال: «لن ندفع» ثم غادر.", &["لن ندفع"]),
            ("היא אמרה: \"לא נשלם\" והלכה.", &["לא נשלם"]),
            // Transcripts and interviews.
            ("Q: Will you pay?\n\nA: We will not.", &["Will you pay?", "We will not."]),
            ("THE MAYOR (Irena Vidal): We will not.\n\nMR. BRANDT: Never?", &["We will not.", "Never?"]),
            // No speech.
            ("ISLAMABAD: The mayor said that it’s over.", &[]),
            ("Mayor: not a single coin\n\nThe town’s ships, 5\" long, wait.", &[]),
            ("", &[]),
        ] {
            assert_eq!(marked(text), expected, "{text}");
        }
    }

    #[test]
    fn a_mark_is_repeated_at_each_paragraph_of_one_quotation() {
        for text in [
            "“A b.\n\n“C d,” she said.",
            "«A b.\n\n«C d», dit-elle.",
            "« A b.\n\n» C d », dit-elle.",
            "‘A b.\n\n‘C d,’ she said.",
        ] {
            let speech = MarkedSpeech::new(text);
            assert_eq!(speech.repeated.len(), 1, "{text}");
            assert!(
                ["A b.", "C d"].iter().all(|words| marked(text).iter().any(|marked| marked.starts_with(words))),
                "{text}"
            );
        }
        assert!(MarkedSpeech::new("“A b.”\n\n“C d,” she said.").repeated.is_empty());
    }

    #[test]
    fn a_missing_mark_marks_no_further_paragraph() {
        assert_eq!(marked("“We will not, she said.\n\nThe town waits."), ["We will not, she said."]);
        assert_eq!(
            marked("“We will not, she said. “Never,” she said.\n\nThe town waits."),
            ["We will not, she said.", "Never,"]
        );
        assert_eq!(marked("\"We will not, she said.\n\nThe \"town\" waits."), ["We will not, she said.", "town"]);
        assert_eq!(marked("“We will not.\n\nNot ever,” she said.\n\nThe town waits."), ["We will not.", "Not ever,"]);
    }

    #[test]
    fn a_turn_goes_on_until_the_next_one_in_a_transcript() {
        let text = "VIDAL: We wait.\n\nWe will not pay.\n\nQ: Never?\n\nVIDAL: (LAUGHTER) Never.";
        let speech = MarkedSpeech::new(text);
        let at = text.find("We will").unwrap();
        assert!(speech.has(text, &(at..at + 16), &SpeakerWords::default()));
        assert_eq!(speech.interruptions.len(), 1);
    }

    fn texts() -> impl Strategy<Value = String> {
        prop_oneof!["\\PC{0,80}", "([ab]|no|Q:|AB CD:|\\(APPLAUSE\\)|[ .,“”‘’\"'«»„‹›「」『』—-]|\n|\n\n|é|直){0,60}"]
    }

    proptest! {
        #[test]
        fn every_range_lies_in_the_text_and_in_order(text in texts()) {
            let speech = MarkedSpeech::new(&text);
            for ranges in [&speech.spans, &speech.paragraphs, &speech.repeated, &speech.interruptions] {
                for range in ranges {
                    prop_assert!(text.get(range.clone()).is_some());
                }
                prop_assert!(ranges.windows(2).all(|two| two[0].end <= two[1].start));
            }
        }
    }
}
