//! Parses the chosen theme and the user's own themes, each of which is a built-in theme with changes. It never computes a style.

use toml::de::DeValue;

use super::ChosenTheme;
use super::value::{ConfigEntry, ConfigValue, config_fault, describe_type, parse_bool, sorted_entries};
use crate::diagnostics::render::ConfigFault;
use crate::text::suggest::{backquoted, nearest, nearest_or_all};
use crate::tui::theme::{
    BUILT_IN, Color, RoleChange, TERMINAL, TextAttribute, ThemeDefinition, ThemeRole, parse_color,
};

/// The name that chooses the theme for the terminal's background.
pub(super) const AUTO_THEME: &str = "auto";

/// A theme that the user defines, with its name.
pub(super) type NamedTheme = (String, ChosenTheme);

/// The chosen theme; `None` for the one for the terminal's background.
pub(super) fn parse_chosen(
    theme: &ConfigValue<'_>,
    own: &[NamedTheme],
    faults: &mut Vec<ConfigFault>,
) -> Option<ChosenTheme> {
    let Some(name) = theme.get_ref().as_str() else {
        let problem = format!("`theme`: expected a name in quotation marks, found {}", describe_type(theme));
        faults.push(config_fault(theme.span(), problem, format!("there are {}", backquoted(&theme_names(own)))));
        return None;
    };
    if name == AUTO_THEME {
        return None;
    }
    if let Some((_, own)) = own.iter().find(|(own, _)| own == name) {
        return Some(own.clone());
    }
    let built_in = built_in(name);
    if built_in.is_none() {
        let help = nearest_or_all(name, &theme_names(own), "there are");
        faults.push(config_fault(theme.span(), format!("no theme is called `{name}`"), help));
    }
    built_in.map(|design| ChosenTheme { design, changes: Vec::new() })
}

fn theme_names(own: &[NamedTheme]) -> Vec<&str> {
    let built_in = BUILT_IN.iter().map(|design| design.name);
    [AUTO_THEME].into_iter().chain(built_in).chain(own.iter().map(|(name, _)| name.as_str())).collect()
}

/// The built-in theme of this name.
pub(super) fn built_in(name: &str) -> Option<&'static ThemeDefinition> {
    BUILT_IN.iter().find(|design| design.name == name)
}

pub(super) fn parse_themes(value: &ConfigValue<'_>, faults: &mut Vec<ConfigFault>) -> Vec<NamedTheme> {
    let DeValue::Table(table) = value.get_ref() else {
        let problem = format!("`themes`: expected tables of roles with their looks, found {}", describe_type(value));
        faults.push(config_fault(
            value.span(),
            problem,
            "write, for example, `[themes.mine]` and below it `alert = \"red\"`",
        ));
        return Vec::new();
    };
    let mut own = Vec::new();
    for entry in sorted_entries(table) {
        let ConfigEntry { name, value, .. } = entry;
        if name == AUTO_THEME || built_in(name).is_some() {
            let problem = format!("the theme `{name}` comes with the program");
            faults.push(config_fault(entry.key_span(), problem, "give yours another name, and begin it with `base`"));
        } else {
            own.push((name.to_owned(), parse_theme(name, value, faults)));
        }
    }
    own
}

fn parse_theme(name: &str, value: &ConfigValue<'_>, faults: &mut Vec<ConfigFault>) -> ChosenTheme {
    let mut chosen = ChosenTheme { design: &TERMINAL, changes: Vec::new() };
    let DeValue::Table(table) = value.get_ref() else {
        let problem =
            format!("theme `{name}`: expected a table of roles with their looks, found {}", describe_type(value));
        faults.push(config_fault(
            value.span(),
            problem,
            format!("write `[themes.{name}]` and below it `alert = \"red\"`"),
        ));
        return chosen;
    };
    for entry in sorted_entries(table) {
        let ConfigEntry { name: word, value, .. } = entry;
        if word == "base" {
            match parse_base(value) {
                Ok(design) => chosen.design = design,
                Err(wrong) => faults.push(wrong),
            }
        } else if let Some(role) = ThemeRole::ALL.into_iter().find(|role| role.name() == word) {
            let change = parse_change(word, value, faults);
            chosen.changes.push((role, change));
        } else {
            let help = match nearest(word, ThemeRole::ALL.iter().map(|role| role.name()).chain(["base"])) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`whosaid config --default` lists every role".to_owned(),
            };
            faults.push(config_fault(entry.key_span(), format!("theme `{name}`: no role is called `{word}`"), help));
        }
    }
    chosen
}

fn parse_base(value: &ConfigValue<'_>) -> Result<&'static ThemeDefinition, ConfigFault> {
    let names: Vec<&str> = BUILT_IN.iter().map(|design| design.name).collect();
    let text = value.get_ref().as_str().unwrap_or_default();
    let wrong = || {
        let problem = format!("`base`: no theme of the program is called `{text}`");
        config_fault(value.span(), problem, nearest_or_all(text, &names, "there are"))
    };
    built_in(text).ok_or_else(wrong)
}

/// The changes of a role: a foreground colour, or a table of colours and attributes.
fn parse_change(role: &str, value: &ConfigValue<'_>, faults: &mut Vec<ConfigFault>) -> RoleChange {
    let mut change = RoleChange::default();
    let DeValue::Table(table) = value.get_ref() else {
        change.fg = color_value(role, value, faults);
        return change;
    };
    for entry in sorted_entries(table) {
        let ConfigEntry { name: word, value, .. } = entry;
        match (word, TextAttribute::ALL.iter().find(|(_, name)| *name == word)) {
            ("fg", _) => change.fg = color_value(role, value, faults),
            ("bg", _) => change.bg = color_value(role, value, faults),
            (_, Some((attribute, _))) => match parse_bool(word, value) {
                Ok(is_on) => change.attributes.push((*attribute, is_on)),
                Err(wrong) => faults.push(wrong),
            },
            (unknown, None) => {
                let known: Vec<&str> =
                    ["fg", "bg"].into_iter().chain(TextAttribute::ALL.map(|(_, name)| name)).collect();
                let problem = format!("`{role}`: a look has no `{unknown}`");
                faults.push(config_fault(entry.key_span(), problem, nearest_or_all(unknown, &known, "it has")));
            }
        }
    }
    change
}

fn color_value(role: &str, value: &ConfigValue<'_>, faults: &mut Vec<ConfigFault>) -> Option<Color> {
    let text = value.get_ref().as_str();
    let found_color = text.and_then(parse_color);
    if found_color.is_none() {
        let problem = match text {
            Some(text) => format!("`{role}`: no colour `{text}`"),
            None => format!("`{role}`: expected a colour in quotation marks, found {}", describe_type(value)),
        };
        let words: Vec<&str> = crate::tui::theme::COLOR_NAMES.iter().map(|(word, _)| *word).collect();
        let help = match text.and_then(|text| nearest(text, words.iter().copied())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "a colour is `#rrggbb`, a number up to 255, or a word such as `red` or `bright-red`".to_owned(),
        };
        faults.push(config_fault(value.span(), problem, help));
    }
    found_color
}
