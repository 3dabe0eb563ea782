//! Reads an article that is to be coded: plain text, or the text of a page of HTML or of Markdown. It changes nothing on disk.

use std::io::Read;
use std::path::Path;

use super::LoadError;
use super::read_file::FileRequest;
use crate::format::limits::{self, size};
use crate::storage::sha256_hex;
use crate::text::encoding::ForeignText;
use crate::text::markup::{html_to_text, markdown_to_text};

/// The text of an article, without a byte order mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleText {
    pub text: String,
    /// The bytes of the file that a brief can hold as this text: those that were read, or the text of what was marked up.
    pub bytes: Vec<u8>,
    /// SHA-256 of `bytes`, in lower-case hexadecimal.
    pub sha256: String,
    /// Whether the text was taken out of HTML or Markdown.
    pub is_converted: bool,
}

/// Reads the file at `path`, which may be HTML or Markdown, by its content or its extension.
///
/// # Errors
/// When it cannot be read, is larger than [`limits::TEXT`], or holds no text in UTF-8.
pub fn read_article(path: &Path) -> Result<ArticleText, LoadError> {
    let bytes = FileRequest { path, boundary: None, max_bytes: limits::TEXT }.read()?;
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    article_text(bytes, &extension.to_ascii_lowercase()).map_err(|reason| no_article(path, reason))
}

/// Reads an article from a stream that has no name, such as standard input. HTML is recognized by its content.
///
/// # Errors
/// As [`read_article`].
pub fn read_article_from(input: impl Read) -> Result<ArticleText, LoadError> {
    let path = Path::new("standard input");
    let mut bytes = Vec::new();
    let max_read = u64::try_from(limits::TEXT).unwrap_or(u64::MAX) + 1;
    input.take(max_read).read_to_end(&mut bytes).map_err(|error| LoadError::from_io(path, error))?;
    if bytes.len() > limits::TEXT {
        return Err(LoadError::TooLarge { path: path.to_owned(), most: limits::TEXT });
    }
    article_text(bytes, "").map_err(|reason| no_article(path, reason))
}

fn no_article(path: &Path, reason: String) -> LoadError {
    LoadError::NoArticle { path: path.to_owned(), reason }
}

/// The text of these bytes, or why they are none.
fn article_text(bytes: Vec<u8>, extension: &str) -> Result<ArticleText, String> {
    let foreign = ForeignText::recognize(&bytes);
    let is_html = foreign == Some(ForeignText::Html) || matches!(extension, "html" | "htm" | "xhtml");
    if let Some(foreign) = foreign.filter(|_| !is_html) {
        return Err(format!("it is {}; {}", foreign.name(), foreign.way_out()));
    }
    let text = str::from_utf8(&bytes).map_err(|error| match ForeignText::recognize(&bytes) {
        Some(foreign) => format!("it is {}; {}", foreign.name(), foreign.way_out()),
        None => format!("not UTF-8 at byte {}; save it as plain text in UTF-8", error.valid_up_to()),
    })?;
    if text.contains('\0') {
        return Err("it has zero bytes, as programs and pictures have; name a text".to_owned());
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let converted = match extension {
        _ if is_html => Some(html_to_text(text)),
        "md" | "markdown" => Some(markdown_to_text(text)),
        _ => None,
    };
    let is_converted = converted.is_some();
    let text = converted.map_or_else(|| text.to_owned(), |text| text + "\n");
    if !text.contains(char::is_alphanumeric) {
        return Err("it has no words".to_owned());
    }
    let bytes = if is_converted { text.clone().into_bytes() } else { bytes };
    if bytes.len() > limits::TEXT {
        return Err(format!("its text is larger than {}, the most that a text may have", size(limits::TEXT)));
    }
    Ok(ArticleText { text, sha256: sha256_hex(&bytes), bytes, is_converted })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], extension: &str) -> Result<(String, bool), String> {
        article_text(bytes.to_vec(), extension).map(|article| (article.text, article.is_converted))
    }

    #[test]
    fn text_is_taken_as_it_is_and_markup_is_converted() {
        let page = b"<html><script>x</script><p>He said no.</p></html>";
        for (bytes, extension, text, is_converted) in [
            (&b"\xef\xbb\xbfHe said\r\nno."[..], "txt", "He said\r\nno.", false),
            (b"# Head\n\nHe *said* no.", "md", "Head\n\nHe said no.\n", true),
            (b"# Head", "txt", "# Head", false),
            (page, "txt", "He said no.\n", true),
            (page, "", "He said no.\n", true),
            (b"He said no.<br>", "html", "He said no.\n", true),
        ] {
            assert_eq!(read(bytes, extension), Ok((text.to_owned(), is_converted)), "{extension}");
        }
    }

    #[test]
    fn the_sum_is_that_of_the_file_which_a_brief_can_hold() {
        let plain = article_text(b"\xef\xbb\xbfabc".to_vec(), "txt").unwrap();
        assert_eq!((plain.bytes.len(), plain.sha256), (6, sha256_hex(b"\xef\xbb\xbfabc")));
        let page = article_text(b"<p>abc".to_vec(), "html").unwrap();
        assert_eq!((page.bytes.as_slice(), page.sha256), (&b"abc\n"[..], sha256_hex(b"abc\n")));
    }

    #[test]
    fn what_is_no_text_is_told_with_a_way_out() {
        for (bytes, reason) in [
            (&b"\x7fELF\0\0\0\0"[..], "it has zero bytes, as programs and pictures have; name a text"),
            (b"%PDF-1.4", "it is a PDF; `pdftotext` makes plain text of it"),
            (b"in Z\xfcrich", "it is Windows-1252 or Latin-1; `iconv -f WINDOWS-1252 -t UTF-8` converts it"),
            (b"\xc3\xa9 \xff", "not UTF-8 at byte 3; save it as plain text in UTF-8"),
            (b"", "it has no words"),
            (b" \n--\n", "it has no words"),
        ] {
            assert_eq!(read(bytes, "txt"), Err(reason.to_owned()));
        }
        assert_eq!(read(b"<html><script>x()</script></html>", ""), Err("it has no words".to_owned()));
    }

    #[test]
    fn a_stream_is_read_up_to_the_limit() {
        assert_eq!(read_article_from(&b"He said no."[..]).unwrap().text, "He said no.");
        let error = read_article_from(std::io::repeat(b'a')).unwrap_err().to_string();
        assert!(error.starts_with("standard input: larger than 4 MiB"), "{error}");
    }
}
