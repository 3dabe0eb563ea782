//! Parses the configuration file. A fault in one top-level key never affects another key.

use std::path::Path;

use toml::de::DeTable;

use super::value::{ConfigEntry, ConfigValue, config_fault, describe_type, parse_bool, sorted_entries};
use super::{CONFIG_KEYS, CitationSetting, Config, ConfiguredFolder, keys, themes};
use crate::diagnostics::render::ConfigFault;
use crate::text::suggest::{backquoted, nearest_or_all};
use crate::view::citation::CitationFormat;

/// The citation formats with their names in the file.
pub(super) const CITATION_FORMATS: [(&str, CitationFormat); 3] =
    [("plain", CitationFormat::Plain), ("markdown", CitationFormat::Markdown), ("csl", CitationFormat::Csl)];

pub(super) struct ConfigParser<'a> {
    pub(super) path: &'a Path,
    pub(super) home: &'a Path,
    pub(super) text: &'a str,
}

impl ConfigParser<'_> {
    pub(super) fn parse(&self) -> (Config, Vec<ConfigFault>) {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        let (mut config, mut faults) = (Config::default(), Vec::new());
        for entry in sorted_entries(table.get_ref()) {
            if let Err(wrong) = self.parse_entry(entry, &mut config, &mut faults) {
                faults.push(wrong);
            }
        }
        config.themes =
            table.get_ref().get("themes").map(|own| themes::parse_themes(own, &mut faults)).unwrap_or_default();
        config.theme =
            table.get_ref().get("theme").and_then(|theme| themes::parse_chosen(theme, &config.themes, &mut faults));
        // After a syntax error, most other faults only follow from it.
        if !errors.is_empty() {
            config.is_library_unknown |= config.library.is_none();
            faults = errors.iter().map(|error| self.syntax_error(error)).collect();
        }
        (config, faults)
    }

    fn syntax_error(&self, error: &toml::de::Error) -> ConfigFault {
        let end = self.text.len();
        let span = error.span().unwrap_or(end..end);
        let mut at = [span.start.min(end), span.end.min(end)];
        for at in &mut at {
            while !self.text.is_char_boundary(*at) {
                *at -= 1;
            }
        }
        config_fault(
            at[0]..at[1].max(at[0]),
            error.message(),
            "the file is TOML; `whosaid config --default` prints one",
        )
    }

    fn parse_entry(
        &self,
        entry: ConfigEntry<'_, '_>,
        config: &mut Config,
        faults: &mut Vec<ConfigFault>,
    ) -> Result<(), ConfigFault> {
        let ConfigEntry { name, value, .. } = entry;
        match name {
            "library" => {
                config.library =
                    Some(self.parse_folder(name, value).inspect_err(|_| config.is_library_unknown = true)?);
            }
            "texts" => config.texts = Some(self.parse_folder(name, value)?),
            "cache" => config.cache = Some(parse_bool(name, value)?),
            "ascii" => config.ascii = Some(parse_bool(name, value)?),
            "mouse" => config.mouse = parse_bool(name, value)?,
            "citation" => config.citation = parse_citation(value)?,
            "keys" => config.keys = keys::parse_keymap(value, faults),
            // `parse` reads both together.
            "theme" | "themes" => {}
            unknown => {
                let help = nearest_or_all(unknown, CONFIG_KEYS, "there are");
                return Err(config_fault(entry.key_span(), format!("no key `{unknown}`"), help));
            }
        }
        Ok(())
    }

    fn parse_folder(&self, key: &str, value: &ConfigValue<'_>) -> Result<ConfiguredFolder, ConfigFault> {
        let at = value.span();
        let Some(text) = value.get_ref().as_str().filter(|text| !text.is_empty()) else {
            let problem = format!("`{key}`: expected a folder in quotation marks, found {}", describe_type(value));
            return Err(config_fault(at, problem, format!("write, for example, `{key} = \"~/briefs\"`")));
        };
        let path = match text.strip_prefix('~') {
            Some("") => self.home.to_owned(),
            Some(below) if below.starts_with('/') => self.home.join(below.trim_start_matches('/')),
            Some(_) | None => self.path.parent().unwrap_or(Path::new("")).join(text),
        };
        let place = ConfigFault::place(&self.path.display().to_string(), self.text, at.start);
        Ok(ConfiguredFolder { path, place })
    }
}

fn parse_citation(value: &ConfigValue<'_>) -> Result<CitationSetting, ConfigFault> {
    let words = CITATION_FORMATS.map(|(word, _)| word);
    let Some(text) = value.get_ref().as_str() else {
        let problem = format!("`citation`: expected a word in quotation marks, found {}", describe_type(value));
        return Err(config_fault(value.span(), problem, format!("there are {}", backquoted(&words))));
    };
    let form = CITATION_FORMATS.iter().find(|(word, _)| *word == text).map(|(_, form)| CitationSetting(*form));
    let wrong = || {
        config_fault(value.span(), format!("no form of citation `{text}`"), nearest_or_all(text, &words, "there are"))
    };
    form.ok_or_else(wrong)
}
