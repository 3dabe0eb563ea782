//! The whole file as it is by itself, with comments, written from the tables that it is read by. It reads nothing.

use std::fmt::Write as _;

use super::page::CITATIONS;
use super::themes::BY_GROUND;
use crate::keys::{Chord, Keymap, Scene};
use crate::tui::theme::{BUILT_IN, Color, Colors, DARK, Look, Role, Theme, Weight, color_word};

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
        "\n# How it looks. `{BY_GROUND}` is the theme for the ground that your terminal tells of, or `terminal`."
    );
    for design in BUILT_IN {
        let _ = writeln!(text, "#   {:14} {}", design.name, design.about);
    }
    let _ = writeln!(text, "theme = \"{BY_GROUND}\"");
    text += "\n# Whether ASCII alone is shown; without the line, where the terminal shows no more.\n# ascii = true\n";
    text += "\n# Whether the mouse is listened to: a press chooses, the wheel scrolls. Text is then selected with shift held down.\nmouse = false\n";
    let forms = CITATIONS.map(|(word, _)| format!("\"{word}\"")).join(", ");
    let _ = writeln!(text, "\n# As what a citation is sent to the clipboard: {forms}.\ncitation = \"plain\"");
    text += "\n# Keys: a character, ctrl- and a letter, or one of\n";
    let _ = writeln!(text, "# {}.", Chord::names().collect::<Vec<_>>().join(", "));
    text += "# An action that is not named keeps its own. No key does two things.\n[keys]\n";
    text += &keys(Scene::Reader);
    text += "\n# While cards are presented.\n[keys.cards]\n";
    text += &keys(Scene::Cards);
    text += "\n# A theme of your own: what is different from its base, role by role. A colour is \"#rrggbb\", a number of the\n";
    text += "# table of 256, \"default\", or one of your terminal's sixteen: \"red\", \"bright-red\", …\n";
    text += "# This is `dark` once more; `theme = \"example\"` would choose it.\n[themes.example]\nbase = \"dark\"\n";
    let theme = Theme::of(&DARK, Colors::True);
    for role in Role::ALL {
        let _ = writeln!(text, "{} = {}", role.name(), look(theme.look(role)));
    }
    text
}

fn keys(scene: Scene) -> String {
    let keymap = Keymap::default();
    let mut text = String::new();
    for bound in keymap.bound(scene) {
        let chords: Vec<String> = bound.chords.iter().map(|chord| quoted(&chord.spelt())).collect();
        let chords = if let [only] = chords.as_slice() { only.clone() } else { format!("[{}]", chords.join(", ")) };
        let _ = writeln!(text, "# {}\n{} = {chords}", bound.does, bound.action.name());
    }
    text
}

fn look(Look { fg, bg, modifiers }: Look) -> String {
    let color = |color: Color| quoted(&color_word(color));
    let weights = Weight::ALL.iter().filter(|(weight, _)| modifiers.contains(weight.modifier()));
    let weights: Vec<String> = weights.map(|(_, name)| format!("{name} = true")).collect();
    if weights.is_empty() && bg == Color::Reset {
        return color(fg);
    }
    let ground = (bg != Color::Reset).then(|| format!("bg = {}", color(bg)));
    let parts: Vec<String> = [format!("fg = {}", color(fg))].into_iter().chain(ground).chain(weights).collect();
    format!("{{ {} }}", parts.join(", "))
}

/// A word of ours as a text of TOML.
fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""))
}
