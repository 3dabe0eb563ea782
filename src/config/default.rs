//! Writes a configuration file with all the defaults and with comments, from the same tables that the parser uses. It never reads a file.

use std::fmt::Write as _;

use super::parse::CITATION_FORMATS;
use super::themes::AUTO_THEME;
use crate::keys::{Chord, KeyContext, Keymap};
use crate::tui::theme::{BUILT_IN, Color, ColorDepth, DARK, RoleStyle, TextAttribute, Theme, ThemeRole, format_color};

const HEAD: &str = "\
# The configuration of whosaid. The program looks for this file at $XDG_CONFIG_HOME/whosaid/config.toml,
# by default ~/.config/whosaid/config.toml. `whosaid config` shows what is wrong in it.
#
# This file contains the defaults: delete every line that you do not change.

# The folder of briefs to use if none is named, and the folder of the articles' texts.
# library = \"~/briefs\"
# texts = \"~/articles\"

# Whether folders of briefs are cached in $XDG_CACHE_HOME/whosaid, by default ~/.cache/whosaid, so that only changed briefs are
# read again.
cache = true
";

/// A configuration file with all the defaults and with comments.
pub fn default_file() -> String {
    let mut text = HEAD.to_owned();
    let _ = writeln!(
        text,
        "\n# The colour theme. `{AUTO_THEME}` is the theme for your terminal's background colour, or `terminal` if that is not known."
    );
    for design in BUILT_IN {
        let _ = writeln!(text, "#   {:14} {}", design.name, design.about);
    }
    let _ = writeln!(text, "theme = \"{AUTO_THEME}\"");
    text +=
        "\n# Whether only ASCII characters are shown. Without this line, it depends on the terminal.\n# ascii = true\n";
    text += "\n# Whether the mouse is used: a click chooses, the wheel scrolls. To select text, then hold shift down.\nmouse = false\n";
    let forms = CITATION_FORMATS.map(|(word, _)| format!("\"{word}\"")).join(", ");
    let _ =
        writeln!(text, "\n# The format of citations that are copied to the clipboard: {forms}.\ncitation = \"plain\"");
    text += "\n# Keys: a character, ctrl- and a letter, or one of\n";
    let _ = writeln!(text, "# {}.", Chord::names().collect::<Vec<_>>().join(", "));
    text += "# An action without a line here keeps its default keys. One key cannot do two things.\n[keys]\n";
    text += &key_lines(KeyContext::Reader);
    text += "\n# Keys while cards are presented.\n[keys.cards]\n";
    text += &key_lines(KeyContext::Cards);
    text += "\n# Keys while an article is coded.\n[keys.coding]\n";
    text += &key_lines(KeyContext::Coding);
    text += "\n# A theme of your own: the differences from its base, role by role. A colour is \"#rrggbb\", a number of the\n";
    text += "# table of 256, \"default\", or one of your terminal's sixteen: \"red\", \"bright-red\", …\n";
    text += "# This example equals `dark`; `theme = \"example\"` would choose it.\n[themes.example]\nbase = \"dark\"\n";
    let theme = Theme::new(&DARK, ColorDepth::True);
    for role in ThemeRole::ALL {
        let _ = writeln!(text, "{} = {}", role.name(), style_value(theme.role_style(role)));
    }
    text
}

fn key_lines(context: KeyContext) -> String {
    let keymap = Keymap::default();
    let mut text = String::new();
    for bound in keymap.actions(context) {
        let chords: Vec<String> = bound.chords.iter().map(|chord| toml_string(&chord.config_name())).collect();
        let chords = if let [only] = chords.as_slice() { only.clone() } else { format!("[{}]", chords.join(", ")) };
        let _ = writeln!(text, "# {}\n{} = {chords}", bound.description, bound.action.name());
    }
    text
}

fn style_value(RoleStyle { fg, bg, modifiers }: RoleStyle) -> String {
    let color = |color: Color| toml_string(&format_color(color));
    let attributes = TextAttribute::ALL.iter().filter(|(attribute, _)| modifiers.contains(attribute.modifier()));
    let attributes: Vec<String> = attributes.map(|(_, name)| format!("{name} = true")).collect();
    if attributes.is_empty() && bg == Color::Reset {
        return color(fg);
    }
    let background = (bg != Color::Reset).then(|| format!("bg = {}", color(bg)));
    let parts: Vec<String> = [format!("fg = {}", color(fg))].into_iter().chain(background).chain(attributes).collect();
    format!("{{ {} }}", parts.join(", "))
}

/// Quotes a word as a TOML string.
fn toml_string(word: &str) -> String {
    format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""))
}
