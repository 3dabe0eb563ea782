//! Quotation marks where none belong: in an officer's own sentence, around a quote. An apostrophe is no quotation mark.

use super::LintSubject;
use super::lint_spot::statement;
use crate::diagnostics::Code;
use crate::diagnostics::Faults;
use crate::model::{Attribution, Statement};

/// Gists of indirect or inferred statements that quote two words or more.
///
/// One word alone between marks may be a name, a title, or a word held at arm's length; it is let pass.
pub(super) fn in_gists(subject: LintSubject<'_>, found: &mut Faults) {
    let is_speech = |statement: &Statement| match statement.attribution {
        Attribution::Direct | Attribution::Mixed => true,
        Attribution::Indirect | Attribution::Inferred => false,
    };
    let told = subject.brief.statements.iter().filter(|(_, statement)| !is_speech(statement));
    let told = told.filter_map(|(ix, statement)| {
        let passage = passages(statement.gist.as_deref()?).find(|passage| passage.split_whitespace().count() > 1)?;
        let problem =
            format!("the gist quotes “{}”, though the attribution is `{}`", short(passage), statement.attribution);
        Some((ix, problem))
    });
    let faults = told.map(|(ix, problem)| subject.spot(statement(ix), "gist").fault(Code::MarksInGist, problem));
    found.extend(
        faults.map(|fault| fault.help("make it `mixed` and move the words to `quote`, or say them in your own")),
    );
}

/// Quotes that are given between their outer marks, or have a part that is.
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

/// What closes the quotation that a mark opens; an apostrophe never opens one.
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

/// What stands between quotation marks, whatever is quoted inside of that again.
fn passages(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    // Marks that nothing closes from here on; each is searched for once.
    let mut open: Vec<char> = Vec::new();
    let mut before = None;
    std::iter::from_fn(move || {
        while let Some(mark) = rest.chars().next() {
            rest = &rest[mark.len_utf8()..];
            let opens = closing(mark).is_some() && !(mark == '"' && before.is_some_and(char::is_alphanumeric));
            before = Some(mark);
            if !opens || open.contains(&mark) {
                continue;
            }
            if let Some(end) = end_of(rest, mark) {
                let passage = &rest[..end];
                rest = rest[end..].char_indices().nth(1).map_or("", |(after, _)| &rest[end + after..]);
                return Some(passage);
            }
            open.push(mark);
        }
        None
    })
}

/// Where the quotation ends that `mark` has opened before the text. Between two letters an apostrophe closes nothing.
fn end_of(text: &str, mark: char) -> Option<usize> {
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

/// Whether one quotation begins where the text begins and ends where it ends.
fn is_wrapped(part: &str) -> bool {
    let part = part.trim();
    let part = part.trim_end_matches(['.', ',', ';', ':']);
    let Some(mark) = part.chars().next() else { return false };
    let Some(closing) = closing(mark) else { return false };
    let inside = &part[mark.len_utf8()..];
    let Some(last) = inside.chars().next_back().filter(|last| closing.contains(last)) else { return false };
    let inside = &inside[..inside.len() - last.len_utf8()];
    // Marks of the same kind inside, and the first need not be closed by the last.
    !inside.is_empty() && !inside.contains(mark) && end_of(inside, mark).is_none()
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
    fn what_stands_between_marks_is_found() {
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
