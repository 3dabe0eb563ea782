//! The file as it is written: every key at its top, read or found wrong, the one independent of the other.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Citation, Config, Folder, KEYS, keys, themes};
use crate::diagnostics::render::Slip;
use crate::text::suggest::{in_ticks, nearest_or_all};
use crate::view::citation::Form;

pub(super) type Value<'a> = Spanned<DeValue<'a>>;

/// The words for the forms of citations.
pub(super) const CITATIONS: [(&str, Form); 3] =
    [("plain", Form::Plain), ("markdown", Form::Markdown), ("csl", Form::Csl)];

pub(super) struct Page<'a> {
    pub(super) path: &'a Path,
    pub(super) home: &'a Path,
    pub(super) text: &'a str,
}

/// A slip at a place without a second one.
pub(super) fn slip(span: Range<usize>, problem: impl Into<String>, help: impl Into<String>) -> Slip {
    Slip { span, problem: problem.into(), help: help.into(), related: None }
}

impl Page<'_> {
    pub(super) fn config(&self) -> (Config, Vec<Slip>) {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        let (mut config, mut slips) = (Config::default(), Vec::new());
        for entry in in_order(table.get_ref()) {
            if let Err(wrong) = self.entry(entry, &mut config, &mut slips) {
                slips.push(wrong);
            }
        }
        config.themes = table.get_ref().get("themes").map(|own| themes::all(own, &mut slips)).unwrap_or_default();
        config.theme = table.get_ref().get("theme").and_then(|theme| themes::chosen(theme, &config.themes, &mut slips));
        // What else seems to be wrong then is mostly its echo.
        if !errors.is_empty() {
            config.is_unsure |= config.library.is_none();
            slips = errors.iter().map(|error| self.syntax(error)).collect();
        }
        (config, slips)
    }

    fn syntax(&self, error: &toml::de::Error) -> Slip {
        let end = self.text.len();
        let span = error.span().unwrap_or(end..end);
        let mut at = [span.start.min(end), span.end.min(end)];
        for at in &mut at {
            while !self.text.is_char_boundary(*at) {
                *at -= 1;
            }
        }
        slip(at[0]..at[1].max(at[0]), error.message(), "the file is TOML; `whosaid config --default` prints one")
    }

    fn entry(&self, entry: Entry<'_, '_>, config: &mut Config, slips: &mut Vec<Slip>) -> Result<(), Slip> {
        let Entry { name, value, .. } = entry;
        match name {
            "library" => config.library = Some(self.folder(name, value).inspect_err(|_| config.is_unsure = true)?),
            "texts" => config.texts = Some(self.folder(name, value)?),
            "cache" => config.cache = Some(boolean(name, value)?),
            "ascii" => config.ascii = Some(boolean(name, value)?),
            "mouse" => config.mouse = boolean(name, value)?,
            "citation" => config.citation = citation(value)?,
            "keys" => config.keys = keys::keymap(value, slips),
            // They belong together.
            "theme" | "themes" => {}
            unknown => {
                let help = nearest_or_all(unknown, KEYS, "there are");
                return Err(slip(entry.key(), format!("no key `{unknown}`"), help));
            }
        }
        Ok(())
    }

    fn folder(&self, key: &str, value: &Value<'_>) -> Result<Folder, Slip> {
        let at = value.span();
        let Some(text) = value.get_ref().as_str().filter(|text| !text.is_empty()) else {
            let problem = format!("`{key}`: expected a folder in quotation marks, found {}", found(value));
            return Err(slip(at, problem, format!("write, for example, `{key} = \"~/briefs\"`")));
        };
        let path = match text.strip_prefix('~') {
            Some("") => self.home.to_owned(),
            Some(below) if below.starts_with('/') => self.home.join(below.trim_start_matches('/')),
            Some(_) | None => self.path.parent().unwrap_or(Path::new("")).join(text),
        };
        let place = Slip::place(&self.path.display().to_string(), self.text, at.start);
        Ok(Folder { path, place })
    }
}

/// A key of a table with its value.
#[derive(Clone, Copy)]
pub(super) struct Entry<'t, 'a> {
    pub(super) name: &'t str,
    key: &'t Spanned<Cow<'a, str>>,
    pub(super) value: &'t Value<'a>,
}

impl Entry<'_, '_> {
    /// Where the key stands.
    pub(super) fn key(self) -> Range<usize> {
        self.key.span()
    }
}

/// The entries of a table in the order of the file.
pub(super) fn in_order<'t, 'a>(table: &'t DeTable<'a>) -> Vec<Entry<'t, 'a>> {
    let entry = |(key, value): (&'t Spanned<Cow<'a, str>>, &'t Value<'a>)| Entry { name: key.get_ref(), key, value };
    let mut entries: Vec<_> = table.iter().map(entry).collect();
    entries.sort_by_key(|entry| entry.key().start);
    entries
}

/// A value by its kind, with its article.
pub(super) fn found(value: &Value<'_>) -> &'static str {
    match value.get_ref() {
        DeValue::String(text) if text.is_empty() => "an empty text",
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

pub(super) fn boolean(key: &str, value: &Value<'_>) -> Result<bool, Slip> {
    value.get_ref().as_bool().ok_or_else(|| {
        let problem = format!("`{key}`: expected true or false, found {}", found(value));
        slip(value.span(), problem, "write it without quotation marks")
    })
}

fn citation(value: &Value<'_>) -> Result<Citation, Slip> {
    let words = CITATIONS.map(|(word, _)| word);
    let Some(text) = value.get_ref().as_str() else {
        let problem = format!("`citation`: expected a word in quotation marks, found {}", found(value));
        return Err(slip(value.span(), problem, format!("there are {}", in_ticks(&words))));
    };
    let form = CITATIONS.iter().find(|(word, _)| *word == text).map(|(_, form)| Citation(*form));
    let wrong =
        || slip(value.span(), format!("no form of citation `{text}`"), nearest_or_all(text, &words, "there are"));
    form.ok_or_else(wrong)
}
