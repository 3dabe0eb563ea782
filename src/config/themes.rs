//! The theme that the user has chosen, and those that he has made: one that comes with the program, and what is different in it.

use toml::de::DeValue;

use super::Chosen;
use super::page::{Entry, Value, boolean, found, in_order, slip};
use crate::diagnostics::render::Slip;
use crate::text::suggest::{in_ticks, nearest, nearest_or_all};
use crate::tui::theme::{BUILT_IN, Change, Color, Design, Role, TERMINAL, Weight, color};

/// The word for the theme of the terminal's ground.
pub(super) const BY_GROUND: &str = "auto";

/// A theme of the user's own, by its name.
pub(super) type Own = (String, Chosen);

/// The theme that is chosen; `None` for the one for the terminal's ground.
pub(super) fn chosen(theme: &Value<'_>, own: &[Own], slips: &mut Vec<Slip>) -> Option<Chosen> {
    let Some(name) = theme.get_ref().as_str() else {
        let problem = format!("`theme`: expected a name in quotation marks, found {}", found(theme));
        slips.push(slip(theme.span(), problem, format!("there are {}", in_ticks(&names(own)))));
        return None;
    };
    if name == BY_GROUND {
        return None;
    }
    if let Some((_, own)) = own.iter().find(|(own, _)| own == name) {
        return Some(own.clone());
    }
    let built_in = built_in(name);
    if built_in.is_none() {
        let help = nearest_or_all(name, &names(own), "there are");
        slips.push(slip(theme.span(), format!("no theme is called `{name}`"), help));
    }
    built_in.map(|design| Chosen { design, changes: Vec::new() })
}

fn names(own: &[Own]) -> Vec<&str> {
    let built_in = BUILT_IN.iter().map(|design| design.name);
    [BY_GROUND].into_iter().chain(built_in).chain(own.iter().map(|(name, _)| name.as_str())).collect()
}

/// The theme that comes with the program under a name.
pub(super) fn built_in(name: &str) -> Option<&'static Design> {
    BUILT_IN.iter().find(|design| design.name == name)
}

pub(super) fn all(value: &Value<'_>, slips: &mut Vec<Slip>) -> Vec<Own> {
    let DeValue::Table(table) = value.get_ref() else {
        let problem = format!("`themes`: expected tables of roles with their looks, found {}", found(value));
        slips.push(slip(value.span(), problem, "write, for example, `[themes.mine]` and below it `alert = \"red\"`"));
        return Vec::new();
    };
    let mut own = Vec::new();
    for entry in in_order(table) {
        let Entry { name, value, .. } = entry;
        if name == BY_GROUND || built_in(name).is_some() {
            let problem = format!("the theme `{name}` comes with the program");
            slips.push(slip(entry.key(), problem, "give yours another name, and begin it with `base`"));
        } else {
            own.push((name.to_owned(), one(name, value, slips)));
        }
    }
    own
}

fn one(name: &str, value: &Value<'_>, slips: &mut Vec<Slip>) -> Chosen {
    let mut chosen = Chosen { design: &TERMINAL, changes: Vec::new() };
    let DeValue::Table(table) = value.get_ref() else {
        let problem = format!("theme `{name}`: expected a table of roles with their looks, found {}", found(value));
        slips.push(slip(value.span(), problem, format!("write `[themes.{name}]` and below it `alert = \"red\"`")));
        return chosen;
    };
    for entry in in_order(table) {
        let Entry { name: word, value, .. } = entry;
        if word == "base" {
            match base(value) {
                Ok(design) => chosen.design = design,
                Err(wrong) => slips.push(wrong),
            }
        } else if let Some(role) = Role::ALL.into_iter().find(|role| role.name() == word) {
            let change = change(word, value, slips);
            chosen.changes.push((role, change));
        } else {
            let help = match nearest(word, Role::ALL.iter().map(|role| role.name()).chain(["base"])) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`whosaid config --default` lists every role".to_owned(),
            };
            slips.push(slip(entry.key(), format!("theme `{name}`: no role is called `{word}`"), help));
        }
    }
    chosen
}

fn base(value: &Value<'_>) -> Result<&'static Design, Slip> {
    let names: Vec<&str> = BUILT_IN.iter().map(|design| design.name).collect();
    let text = value.get_ref().as_str().unwrap_or_default();
    let wrong = || {
        let problem = format!("`base`: no theme of the program is called `{text}`");
        slip(value.span(), problem, nearest_or_all(text, &names, "there are"))
    };
    built_in(text).ok_or_else(wrong)
}

/// What is different in a role: a colour, or a table of colours and weights.
fn change(role: &str, value: &Value<'_>, slips: &mut Vec<Slip>) -> Change {
    let mut change = Change::default();
    let DeValue::Table(table) = value.get_ref() else {
        change.fg = read_color(role, value, slips);
        return change;
    };
    for entry in in_order(table) {
        let Entry { name: word, value, .. } = entry;
        match (word, Weight::ALL.iter().find(|(_, name)| *name == word)) {
            ("fg", _) => change.fg = read_color(role, value, slips),
            ("bg", _) => change.bg = read_color(role, value, slips),
            (_, Some((weight, _))) => match boolean(word, value) {
                Ok(is_on) => change.weights.push((*weight, is_on)),
                Err(wrong) => slips.push(wrong),
            },
            (unknown, None) => {
                let known: Vec<&str> = ["fg", "bg"].into_iter().chain(Weight::ALL.map(|(_, name)| name)).collect();
                let problem = format!("`{role}`: a look has no `{unknown}`");
                slips.push(slip(entry.key(), problem, nearest_or_all(unknown, &known, "it has")));
            }
        }
    }
    change
}

fn read_color(role: &str, value: &Value<'_>, slips: &mut Vec<Slip>) -> Option<Color> {
    let text = value.get_ref().as_str();
    let found_color = text.and_then(color);
    if found_color.is_none() {
        let problem = match text {
            Some(text) => format!("`{role}`: no colour `{text}`"),
            None => format!("`{role}`: expected a colour in quotation marks, found {}", found(value)),
        };
        let words: Vec<&str> = crate::tui::theme::COLOR_WORDS.iter().map(|(word, _)| *word).collect();
        let help = match text.and_then(|text| nearest(text, words.iter().copied())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "a colour is `#rrggbb`, a number up to 255, or a word such as `red` or `bright-red`".to_owned(),
        };
        slips.push(slip(value.span(), problem, help));
    }
    found_color
}
