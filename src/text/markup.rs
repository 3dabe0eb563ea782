//! HTML and Markdown as plain text, with an empty line between paragraphs. It follows no link and runs no script.

use html5gum::{DefaultEmitter, Token, Tokenizer};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Elements whose text nobody reads in the page.
const UNREAD: [&str; 9] = ["script", "style", "noscript", "template", "head", "svg", "iframe", "select", "textarea"];
/// Elements around an article that are no part of it.
const SURROUNDINGS: [&str; 6] = ["nav", "footer", "aside", "form", "button", "dialog"];
/// Elements that hold the article, if a page has any.
const ARTICLE: [&str; 2] = ["article", "main"];
/// Elements that are paragraphs of their own.
const BLOCKS: &str = "address article aside blockquote body caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr";

/// The text of a page of HTML, as the WHATWG standard reads its tags and character references.
///
/// The text of the page's `article` or `main` elements if they have any, otherwise that of the page, without navigation, forms and
/// footers. Runs of spaces are one space.
pub fn html_to_text(html: &str) -> String {
    let page = PageText::read(html, true);
    let page = if page.is_empty() { PageText::read(html, false) } else { page };
    if page.article.text.is_empty() { page.whole.text } else { page.article.text }
}

/// The text of a Markdown document (`CommonMark`), without its HTML.
pub fn markdown_to_text(markdown: &str) -> String {
    let mut text = Paragraphs::default();
    let mut hidden = 0_usize;
    for event in Parser::new_ext(markdown, Options::ENABLE_YAML_STYLE_METADATA_BLOCKS) {
        match event {
            Event::Start(Tag::MetadataBlock(_) | Tag::HtmlBlock | Tag::Image { .. }) => hidden += 1,
            Event::End(TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock | TagEnd::Image) => hidden -= 1,
            Event::Text(run) | Event::Code(run) if hidden == 0 => text.push(&run),
            Event::SoftBreak => text.push(" "),
            Event::HardBreak => text.break_line(),
            Event::Start(tag) if is_markdown_block(&tag) => text.break_paragraph(),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock) => {
                text.break_paragraph();
            }
            Event::Start(_)
            | Event::End(_)
            | Event::Text(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
    text.text
}

fn is_markdown_block(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::CodeBlock(_) | Tag::BlockQuote(_))
}

/// The text of a page: the whole, and what stands in its article.
#[derive(Default)]
struct PageText {
    whole: Paragraphs,
    article: Paragraphs,
    /// How many elements of an article are open.
    open_articles: usize,
}

impl PageText {
    fn read(html: &str, skips_surroundings: bool) -> Self {
        let mut page = Self::default();
        // The unread element that is open, and how often it is nested in itself.
        let mut unread: Option<(Vec<u8>, usize)> = None;
        let is_unread = |name: &[u8]| is_one_of(name, &UNREAD) || skips_surroundings && is_one_of(name, &SURROUNDINGS);
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(token) = token;
            match (token, &mut unread) {
                (Token::StartTag(tag), Some((name, depth))) if **tag.name == **name && !tag.self_closing => *depth += 1,
                (Token::EndTag(tag), Some((name, depth))) if **tag.name == **name => {
                    *depth -= 1;
                    unread = unread.filter(|(_, depth)| *depth > 0);
                }
                (Token::StartTag(tag), None) if is_unread(&tag.name) && !tag.self_closing => {
                    unread = Some((tag.name.to_vec(), 1));
                }
                (Token::StartTag(tag), None) => page.open(&tag.name),
                (Token::EndTag(tag), None) => page.close(&tag.name),
                (Token::String(run), None) => page.push(&String::from_utf8_lossy(&run)),
                _ => {}
            }
        }
        page
    }

    fn is_empty(&self) -> bool {
        self.whole.text.is_empty()
    }

    fn open(&mut self, name: &[u8]) {
        self.open_articles += usize::from(is_one_of(name, &ARTICLE));
        match name {
            b"br" => self.each(Paragraphs::break_line),
            _ if is_block(name) => self.each(Paragraphs::break_paragraph),
            b"td" | b"th" => self.push(" "),
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        if is_block(name) {
            self.each(Paragraphs::break_paragraph);
        }
        self.open_articles = self.open_articles.saturating_sub(usize::from(is_one_of(name, &ARTICLE)));
    }

    fn push(&mut self, run: &str) {
        self.whole.push(run);
        if self.open_articles > 0 {
            self.article.push(run);
        }
    }

    fn each(&mut self, change: fn(&mut Paragraphs)) {
        change(&mut self.whole);
        change(&mut self.article);
    }
}

fn is_block(name: &[u8]) -> bool {
    BLOCKS.split(' ').any(|block| block.as_bytes() == name)
}

fn is_one_of(name: &[u8], names: &[&str]) -> bool {
    names.iter().any(|known| known.as_bytes() == name)
}

/// Text that grows by runs; breaks and spaces are written before the next run only.
#[derive(Default)]
struct Paragraphs {
    text: String,
    pending: &'static str,
}

impl Paragraphs {
    /// Appends a run, with one space for each run of white space.
    fn push(&mut self, run: &str) {
        let is_space = |char: char| char.is_ascii_whitespace();
        for (at, word) in run.split(is_space).enumerate() {
            if at > 0 && self.pending.is_empty() {
                self.pending = " ";
            }
            if !word.is_empty() {
                if !self.text.is_empty() {
                    self.text.push_str(self.pending);
                }
                self.pending = "";
                self.text.push_str(word);
            }
        }
    }

    fn break_line(&mut self) {
        if self.pending != "\n\n" {
            self.pending = "\n";
        }
    }

    fn break_paragraph(&mut self) {
        self.pending = "\n\n";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_its_article() {
        for (html, text) in [
            ("<p>One &ldquo;two&rdquo;\n <b>th</b>ree.<p>Four<br>five", "One “two” three.\n\nFour\nfive"),
            (
                "<!doctype html><title>T</title><nav><p>Home</nav><main><h1>Head</h1><p>Said.</main><footer>(c)</footer>",
                "Head\n\nSaid.",
            ),
            ("<script>if (a < b) { document.write('<p>No</p>') }</script><p>Yes</p>", "Yes"),
            ("<style>p::after { content: '</p>' }</style>A<div>B</div>C", "A\n\nB\n\nC"),
            ("<body><nav>Never closed <p>He said no.", "Never closed\n\nHe said no."),
            ("<table><tr><td>1<td>2<tr><td>3</table>", "1 2\n\n3"),
            ("<aside><aside>x</aside>y</aside>z", "z"),
            ("plain &amp; simple < 3", "plain & simple < 3"),
            ("", ""),
        ] {
            assert_eq!(html_to_text(html), text, "{html}");
        }
    }

    #[test]
    fn markdown_loses_its_marks() {
        for (markdown, text) in [
            (
                "# Head\n\nHe *said* “[no](https://example.org)”\nand left.\n\n> Quoted.\n",
                "Head\n\nHe said “no” and left.\n\nQuoted.",
            ),
            ("---\ntitle: x\n---\n\n- one\n- two `three`\n\n![alt](a.png)\n", "one\n\ntwo three"),
            ("a  \nb\n\n<script>no()</script>\n\nc", "a\nb\n\nc"),
        ] {
            assert_eq!(markdown_to_text(markdown), text, "{markdown}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_markup_becomes_text_without_needless_space(markup in "[<>/a-z&;\"' \n#*!-]{0,200}") {
            for text in [html_to_text(&markup), markdown_to_text(&markup)] {
                proptest::prop_assert_eq!(text.trim_matches(['\n', ' ']), &text);
                proptest::prop_assert!(!text.contains("\n\n\n") && !text.contains("  "), "{:?}", text);
            }
        }
    }
}
