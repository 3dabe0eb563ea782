//! Lint: quotation marks in the gist of indirect speech or around a whole quote. It never takes an apostrophe for a quotation mark.

use super::LintSubject;
use super::lint_spot::statement;
use crate::diagnostics::Code;
use crate::diagnostics::Faults;
use crate::model::{Attribution, Statement};

/// Reports gists of indirect or inferred statements that quote two words or more.
///
/// A single word in quotation marks is allowed: it may be a name, a title or a scare quote.
pub(super) fn in_gists(subject: LintSubject<'_>, found: &mut Faults) {
    let is_speech = |statement: &Statement| match statement.attribution {
        Attribution::Direct | Attribution::Mixed => true,
        Attribution::Indirect | Attribution::Inferred => false,
    };
    let indirect = subject.brief.statements.iter().filter(|(_, statement)| !is_speech(statement));
    let quoting = indirect.filter_map(|(ix, statement)| {
        let passage = passages(statement.gist.as_deref()?).find(|passage| passage.split_whitespace().count() > 1)?;
        let problem =
            format!("the gist quotes “{}”, though the attribution is `{}`", short(passage), statement.attribution);
        Some((ix, problem))
    });
    let faults = quoting.map(|(ix, problem)| subject.spot(statement(ix), "gist").fault(Code::MarksInGist, problem));
    found.extend(
        faults.map(|fault| fault.help("make it `mixed` and move the words to `quote`, or say them in your own")),
    );
}

/// Reports quotes with a part that is given with its outer quotation marks.
pub(super) fn around_quotes(subject: LintSubject<'_>, found: &mut Faults) {
    let statements = subject.brief.statements.iter();
    let wrapped =
        statements.filter_map(|(ix, statement)| Some((ix, statement.quote.iter().find(|part| is_wrapped(part))?)));
    let faults = wrapped.map(|(ix, part)| {
        let spot = subject.spot_of_word(statement(ix), "quote", part);
        spot.fault(Code::OuterMarks, "the quote is given with its outer marks")
    });
    found.extend(faults.map(|fault| fault.help("leave them out: the reader sets marks of its own")));
}

/// The closing marks for an opening quotation mark; `None` when `mark` does not open a quotation.
const fn closing(mark: char) -> Option<&'static [char]> {
    match mark {
        '“' => Some(&['”']),
        '„' => Some(&['“', '”']),
        '«' => Some(&['»']),
        '»' => Some(&['«']),
        '"' => Some(&['"']),
        '‘' => Some(&['’']),
        '‚' => Some(&['‘', '’']),
        '‹' => Some(&['›']),
        '「' => Some(&['」']),
        '『' => Some(&['』']),
        _ => None,
    }
}

/// The quoted passages of a text, outermost only, without their marks.
fn passages(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    // Marks without a closing mark in the rest of the text, so that each is searched for once.
    let mut unclosed: Vec<char> = Vec::new();
    let mut before = None;
    std::iter::from_fn(move || {
        while let Some(mark) = rest.chars().next() {
            rest = &rest[mark.len_utf8()..];
            let opens = closing(mark).is_some() && !(mark == '"' && before.is_some_and(char::is_alphanumeric));
            before = Some(mark);
            if !opens || unclosed.contains(&mark) {
                continue;
            }
            if let Some(end) = closing_at(rest, mark) {
                let passage = &rest[..end];
                rest = rest[end..].char_indices().nth(1).map_or("", |(after, _)| &rest[end + after..]);
                return Some(passage);
            }
            unclosed.push(mark);
        }
        None
    })
}

/// The byte offset of the mark that closes the quotation opened by `mark` just before `text`. An apostrophe between two letters does not
/// close a quotation.
fn closing_at(text: &str, mark: char) -> Option<usize> {
    let closing = closing(mark)?;
    let mut before = mark;
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let after = chars.peek().is_some_and(|(_, after)| after.is_alphanumeric());
        if closing.contains(&char) && !(char == '’' && before.is_alphanumeric() && after) {
            return Some(at);
        }
        before = char;
    }
    None
}

/// Whether one quotation covers the whole text, except for punctuation at the end.
fn is_wrapped(part: &str) -> bool {
    let part = part.trim();
    let part = part.trim_end_matches(['.', ',', ';', ':']);
    let Some(mark) = part.chars().next() else { return false };
    let Some(closing) = closing(mark) else { return false };
    let inside = &part[mark.len_utf8()..];
    let Some(last) = inside.chars().next_back().filter(|last| closing.contains(last)) else { return false };
    let inside = &inside[..inside.len() - last.len_utf8()];
    // With marks of the same kind inside, the last mark may not close the first.
    !inside.is_empty() && !inside.contains(mark) && closing_at(inside, mark).is_none()
}

fn short(passage: &str) -> String {
    const LONGEST: usize = 40;
    match passage.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", passage[..end].trim_end()),
        None => passage.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_in_quotation_marks_is_found() {
        for (text, found) in [
            ("He calls it “a direct attack” and “poison”.", &["a direct attack", "poison"][..]),
            ("He says \"not now\".", &["not now"]),
            ("‘No deal’ is the word.", &["No deal"]),
            ("Ils disent «non merci».", &["non merci"]),
            ("„Gar nicht“, sagt er.", &["Gar nicht"]),
            ("the ‘province’s own’ way", &["province’s own"]),
        ] {
            assert_eq!(passages(text).collect::<Vec<_>>(), found, "{text}");
        }
    }

    #[test]
    fn an_apostrophe_quotes_nothing() {
        for text in [
            "Gandapur’s plan is the people’s.",
            "It isn't theirs, it's Kabul's.",
            "’tis so",
            "a 5\" by 6\" board",
            "“",
            "",
        ] {
            assert_eq!(passages(text).next(), None, "{text}");
        }
    }

    #[test]
    fn only_outer_marks_wrap_a_quote() {
        for text in ["“No deal.”", "\"No deal\"", "“No deal”,", "‘It’s off’", "«Non»"] {
            assert!(is_wrapped(text), "{text}");
        }
        for text in ["No deal.", "“No” and “yes”", "“No,” he said", "“", "”", "“”", "the “deal”", ""]
        {
            assert!(!is_wrapped(text), "{text}");
        }
    }
}
