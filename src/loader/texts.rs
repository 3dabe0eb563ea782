//! Reads the texts of a brief's sources from the brief's folder or a folder of texts, and from nowhere else.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::folder_walk::{self, PathKind};
use super::read_file::{FileRequest, canonical_folder};
use super::{BundledBrief, LoadError};
use crate::format::limits::{self, size};
use crate::storage::sha256_hex;
use crate::text::encoding::ForeignText;

/// The folders in which texts are searched.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextFolders<'a> {
    /// The brief's own folder; the path in the brief is relative to it.
    pub root: Option<&'a Path>,
    /// A folder of texts, which are found by file name alone.
    pub texts: Option<&'a Path>,
    /// The bundled brief that has the texts, which come first.
    pub bundled: Option<BundledBrief>,
}

/// The result of reading a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextFile {
    Missing,
    /// The file exists and cannot be read, for this reason.
    Unreadable(String),
    Read {
        /// Without a byte order mark; line endings are unchanged.
        text: String,
        /// SHA-256 of the file's bytes, in lower-case hexadecimal.
        sha256: String,
        /// Whether the file begins with a byte order mark.
        has_mark: bool,
    },
}

impl TextFile {
    /// Whether the file would have this sum with LF or with CRLF as all of its line ends, as git changes them.
    pub fn has_sum_with_other_line_ends(&self, sum: &str) -> bool {
        let Self::Read { text, has_mark, .. } = self else { return false };
        let unix = format!("{}{}", if *has_mark { "\u{feff}" } else { "" }, text.replace("\r\n", "\n"));
        sha256_hex(unix.as_bytes()) == sum || sha256_hex(unix.replace('\n', "\r\n").as_bytes()) == sum
    }
}

/// Checks that a folder of texts is a readable folder.
///
/// # Errors
/// When it is missing, is not a folder, or cannot be read.
pub fn check_texts_folder(folder: &Path) -> Result<(), LoadError> {
    match folder_walk::path_kind(folder)? {
        PathKind::Folder => fs::read_dir(folder).map(drop).map_err(|error| LoadError::from_io(folder, error)),
        PathKind::File => Err(LoadError::NotAFolder { path: folder.to_owned() }),
    }
}

/// Reads the text that a brief names `file`: from the program if it is bundled, else from the brief's folder, or if it is missing there,
/// from the folder of texts.
pub fn read_text(folders: TextFolders<'_>, file: &str) -> TextFile {
    let file = Path::new(file);
    if let Some(bytes) = folders.bundled.and_then(|brief| brief.text(file)) {
        return decode_text(bytes.to_vec());
    }
    let goes_down = file.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let beside = folders.root.filter(|_| goes_down).map(|root| (or_current_folder(root), root.join(file)));
    let by_name = folders.texts.zip(file.file_name()).map(|(texts, name)| (or_current_folder(texts), texts.join(name)));
    let read = |(folder, path): (&Path, PathBuf)| read_text_file(folder, &path);
    let found = beside.into_iter().chain(by_name).map(read).find(|read| *read != TextFile::Missing);
    found.unwrap_or(TextFile::Missing)
}

/// Returns the canonical paths at which [`read_text`] looks for a file. Missing folders are left out.
pub fn text_paths(folders: TextFolders<'_>, file: &str) -> Vec<PathBuf> {
    let file = Path::new(file);
    let beside = folders.root.map(|root| or_current_folder(root).join(file));
    let by_name = folders.texts.zip(file.file_name()).map(|(texts, name)| or_current_folder(texts).join(name));
    let canonical = |path: PathBuf| Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    beside.into_iter().chain(by_name).filter_map(canonical).collect()
}

/// Returns `folder`, or the current folder when the path is empty.
fn or_current_folder(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// Reads a regular file in `folder`, or below it.
fn read_text_file(folder: &Path, path: &Path) -> TextFile {
    let bytes = canonical_folder(folder)
        .and_then(|boundary| FileRequest { path, boundary: Some(&boundary), max_bytes: limits::TEXT }.read());
    bytes.map_or_else(|error| from_load_error(&error), decode_text)
}

/// Returns the text of a file's bytes.
fn decode_text(bytes: Vec<u8>) -> TextFile {
    let foreign = ForeignText::recognize(&bytes);
    let sha256 = sha256_hex(&bytes);
    match (String::from_utf8(bytes), foreign) {
        (Ok(_), Some(foreign)) => {
            TextFile::Unreadable(format!("it is {}, not plain text; {}", foreign.name(), foreign.way_out()))
        }
        (Ok(text), None) => {
            let without_mark = text.strip_prefix('\u{feff}').map(str::to_owned);
            let has_mark = without_mark.is_some();
            TextFile::Read { text: without_mark.unwrap_or(text), sha256, has_mark }
        }
        (Err(error), foreign) => {
            let (line, column) = folder_walk::error_position(&error);
            let guess =
                foreign.map(|foreign| format!("; it is most likely {}, and {}", foreign.name(), foreign.way_out()));
            TextFile::Unreadable(format!("not UTF-8 at {line}:{column}{}", guess.unwrap_or_default()))
        }
    }
}

fn from_load_error(error: &LoadError) -> TextFile {
    let is_no_folder = matches!(error, LoadError::Other { error, .. } if error.kind() == ErrorKind::NotADirectory);
    let is_missing = is_no_folder || matches!(error, LoadError::NotFound { .. });
    if is_missing { TextFile::Missing } else { TextFile::Unreadable(describe_error(error)) }
}

/// Returns the reason without the path, which the caller shows.
fn describe_error(error: &LoadError) -> String {
    match error {
        LoadError::Denied { .. } => "permission denied".to_owned(),
        LoadError::NotRegular { .. } => "not a regular file".to_owned(),
        LoadError::LinkOutside { .. } => "a link that leads out of its folder".to_owned(),
        LoadError::LinkLoop { .. } => "a link that leads back to itself".to_owned(),
        LoadError::TooLarge { most, .. } => format!("larger than {}, the most that a text may have", size(*most)),
        LoadError::Changing { .. } => "it changed while it was read".to_owned(),
        LoadError::Other { error, .. } => error.to_string(),
        LoadError::NotFound { .. }
        | LoadError::NotAFile { .. }
        | LoadError::NotAFolder { .. }
        | LoadError::NotABrief { .. }
        | LoadError::NoBrief { .. }
        | LoadError::NotEmpty { .. }
        | LoadError::InBrief { .. }
        | LoadError::NameTaken { .. }
        | LoadError::NoParent { .. }
        | LoadError::BriefTooLarge { .. }
        | LoadError::TooMany { .. }
        | LoadError::TooDeep { .. }
        | LoadError::NotUtf8 { .. }
        | LoadError::NoArticle { .. }
        | LoadError::FileThere { .. } => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A brief's folder and a folder of texts.
    fn folders() -> tempfile::TempDir {
        let base = tempfile::tempdir().unwrap();
        for folder in ["brief/articles", "texts"] {
            fs::create_dir_all(base.path().join(folder)).unwrap();
        }
        base
    }

    fn read_in(base: &Path, file: &str) -> TextFile {
        let (root, texts) = (base.join("brief"), base.join("texts"));
        read_text(TextFolders { root: Some(&root), texts: Some(&texts), bundled: None }, file)
    }

    fn text_of(file: &TextFile) -> &str {
        match file {
            TextFile::Read { text, .. } => text,
            TextFile::Missing | TextFile::Unreadable(_) => panic!("{file:?}"),
        }
    }

    #[test]
    fn a_text_lies_beside_the_brief_else_by_its_name_in_the_folder_of_texts() {
        let base = folders();
        let base = base.path();
        assert_eq!(read_in(base, "articles/a.txt"), TextFile::Missing);
        fs::write(base.join("texts/a.txt"), "by name").unwrap();
        assert_eq!(text_of(&read_in(base, "articles/a.txt")), "by name");
        fs::write(base.join("brief/articles/a.txt"), "beside").unwrap();
        assert_eq!(text_of(&read_in(base, "articles/a.txt")), "beside");
        let by_name = TextFolders { root: None, texts: Some(&base.join("texts")), bundled: None };
        assert_eq!(text_of(&read_text(by_name, "articles/a.txt")), "by name");
        assert_eq!(read_text(TextFolders::default(), "articles/a.txt"), TextFile::Missing);
    }

    #[test]
    fn the_sum_is_of_the_file_and_the_text_has_no_byte_order_mark() {
        let base = folders();
        fs::write(base.path().join("texts/a.txt"), "\u{feff}one\r\ntwo").unwrap();
        let TextFile::Read { text, sha256, .. } = read_in(base.path(), "a.txt") else { panic!("there is a text") };
        assert_eq!(text, "one\r\ntwo");
        assert_eq!(sha256.len(), 64);
        fs::write(base.path().join("texts/b.txt"), "abc").unwrap();
        let TextFile::Read { sha256, .. } = read_in(base.path(), "b.txt") else { panic!("there is a text") };
        assert_eq!(sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_text_is_known_with_other_line_ends() {
        let base = folders();
        let read = |bytes: &[u8]| {
            fs::write(base.path().join("texts/a.txt"), bytes).unwrap();
            read_in(base.path(), "a.txt")
        };
        let forms = [&b"a\nb\n"[..], b"a\r\nb\r\n", b"a\r\nb\n"];
        let unix_and_windows = [forms[0], forms[1]].map(sha256_hex);
        for form in forms {
            for sum in &unix_and_windows {
                assert!(read(form).has_sum_with_other_line_ends(sum), "{form:?}");
            }
            let with_mark = read(&[b"\xef\xbb\xbf", form].concat());
            assert!(!with_mark.has_sum_with_other_line_ends(&unix_and_windows[0]), "the mark counts");
            assert!(with_mark.has_sum_with_other_line_ends(&sha256_hex(b"\xef\xbb\xbfa\nb\n")));
        }
    }

    #[test]
    fn what_is_no_text_is_reported() {
        let base = folders();
        for (bytes, expected) in [
            (&b"a\nb\xff"[..], "not UTF-8 at 2:2"),
            (
                b"in Z\xfcrich",
                "not UTF-8 at 1:5; it is most likely Windows-1252 or Latin-1, and `iconv -f WINDOWS-1252 -t UTF-8` converts it",
            ),
            (b"<!doctype html>", "it is HTML, not plain text; `pandoc -f html -t plain` makes plain text of it"),
            (b"\xff\xfea\0", "not UTF-8 at 1:1; it is most likely UTF-16, and `iconv -f UTF-16 -t UTF-8` converts it"),
            (b"a\0b\0c\0d\0", "it is UTF-16, not plain text; `iconv -f UTF-16LE -t UTF-8` converts it"),
        ] {
            fs::write(base.path().join("texts/a.txt"), bytes).unwrap();
            assert_eq!(read_in(base.path(), "a.txt"), TextFile::Unreadable(expected.to_owned()));
        }
        fs::create_dir(base.path().join("texts/b.txt")).unwrap();
        assert_eq!(read_in(base.path(), "b.txt"), TextFile::Unreadable("not a regular file".to_owned()));
    }

    #[cfg(unix)]
    #[test]
    fn no_way_leads_out_of_the_folders() {
        let base = folders();
        fs::write(base.path().join("secret"), "secret").unwrap();
        for path in ["../secret", "/etc/hostname", "articles/../../secret"] {
            assert_eq!(read_in(base.path(), path), TextFile::Missing, "{path}");
        }
        std::os::unix::fs::symlink(base.path().join("secret"), base.path().join("brief/a.txt")).unwrap();
        let TextFile::Unreadable(why) = read_in(base.path(), "a.txt") else { panic!("it leads out") };
        assert_eq!(why, "a link that leads out of its folder");
    }

    #[test]
    fn a_folder_of_texts_is_a_folder() {
        let base = folders();
        fs::write(base.path().join("a.txt"), "").unwrap();
        assert!(check_texts_folder(&base.path().join("texts")).is_ok());
        assert!(matches!(check_texts_folder(&base.path().join("a.txt")), Err(LoadError::NotAFolder { .. })));
        assert!(matches!(check_texts_folder(&base.path().join("none")), Err(LoadError::NotFound { .. })));
    }
}
