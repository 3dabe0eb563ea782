//! The whole file as it is by itself, with comments, written from the tables that it is read by. It reads nothing.

use std::fmt::Write as _;

use super::parse::CITATION_FORMATS;
use super::themes::AUTO_THEME;
use crate::keys::{Chord, KeyContext, Keymap};
use crate::tui::theme::{BUILT_IN, Color, ColorDepth, DARK, RoleStyle, TextAttribute, Theme, ThemeRole, format_color};

const HEAD: &str = "\
# What whosaid does at every start. It looks for this file at $XDG_CONFIG_HOME/whosaid/config.toml,
# by default ~/.config/whosaid/config.toml; `whosaid config` tells what is wrong in it.
#
# Everything stands here as it is without the file: delete what you do not change.

# The folder of briefs that is asked where none is named, and the folder of the articles' texts.
# library = \"~/briefs\"
# texts = \"~/articles\"

# Whether what was read of a folder of briefs is kept in $XDG_CACHE_HOME/whosaid, by default ~/.cache/whosaid, so that it is read
# again only where it has changed.
cache = true
";

/// The whole file as it is by itself, with comments.
pub fn default_file() -> String {
    let mut text = HEAD.to_owned();
    let _ = writeln!(
        text,
        "\n# How it looks. `{AUTO_THEME}` is the theme for the ground that your terminal tells of, or `terminal`."
    );
    for design in BUILT_IN {
        let _ = writeln!(text, "#   {:14} {}", design.name, design.about);
    }
    let _ = writeln!(text, "theme = \"{AUTO_THEME}\"");
    text += "\n# Whether ASCII alone is shown; without the line, where the terminal shows no more.\n# ascii = true\n";
    text += "\n# Whether the mouse is listened to: a press chooses, the wheel scrolls. Text is then selected with shift held down.\nmouse = false\n";
    let forms = CITATION_FORMATS.map(|(word, _)| format!("\"{word}\"")).join(", ");
    let _ = writeln!(text, "\n# As what a citation is sent to the clipboard: {forms}.\ncitation = \"plain\"");
    text += "\n# Keys: a character, ctrl- and a letter, or one of\n";
    let _ = writeln!(text, "# {}.", Chord::names().collect::<Vec<_>>().join(", "));
    text += "# An action that is not named keeps its own. No key does two things.\n[keys]\n";
    text += &key_lines(KeyContext::Reader);
    text += "\n# While cards are presented.\n[keys.cards]\n";
    text += &key_lines(KeyContext::Cards);
    text += "\n# A theme of your own: what is different from its base, role by role. A colour is \"#rrggbb\", a number of the\n";
    text += "# table of 256, \"default\", or one of your terminal's sixteen: \"red\", \"bright-red\", …\n";
    text += "# This is `dark` once more; `theme = \"example\"` would choose it.\n[themes.example]\nbase = \"dark\"\n";
    let theme = Theme::new(&DARK, ColorDepth::True);
    for role in ThemeRole::ALL {
        let _ = writeln!(text, "{} = {}", role.name(), look_value(theme.role_style(role)));
    }
    text
}

fn key_lines(scene: KeyContext) -> String {
    let keymap = Keymap::default();
    let mut text = String::new();
    for bound in keymap.actions(scene) {
        let chords: Vec<String> = bound.chords.iter().map(|chord| toml_string(&chord.config_name())).collect();
        let chords = if let [only] = chords.as_slice() { only.clone() } else { format!("[{}]", chords.join(", ")) };
        let _ = writeln!(text, "# {}\n{} = {chords}", bound.description, bound.action.name());
    }
    text
}

fn look_value(RoleStyle { fg, bg, modifiers }: RoleStyle) -> String {
    let color = |color: Color| toml_string(&format_color(color));
    let weights = TextAttribute::ALL.iter().filter(|(weight, _)| modifiers.contains(weight.modifier()));
    let weights: Vec<String> = weights.map(|(_, name)| format!("{name} = true")).collect();
    if weights.is_empty() && bg == Color::Reset {
        return color(fg);
    }
    let ground = (bg != Color::Reset).then(|| format!("bg = {}", color(bg)));
    let parts: Vec<String> = [format!("fg = {}", color(fg))].into_iter().chain(ground).chain(weights).collect();
    format!("{{ {} }}", parts.join(", "))
}

/// A word of ours as a text of TOML.
fn toml_string(word: &str) -> String {
    format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""))
}
