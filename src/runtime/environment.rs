//! Detects the terminal's colours, background and characters from environment variables.
//!
//! It does not query the terminal, whose answer could arrive late and be taken for keys, and reads no terminfo database, which may
//! describe another machine. The tables below contain what the name of a terminal implies.

use std::env;

use crate::slides::LetterSize;
use crate::tui::theme::{ColorDepth, DARK, LIGHT, TERMINAL, Theme, ThemeDefinition};

/// What the terminal can show, according to the environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Environment {
    pub colors: ColorDepth,
    pub glyphs: Glyphs,
    pub background: TerminalBackground,
}

/// Which characters the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyphs {
    Unicode,
    Ascii,
}

/// The brightness of the terminal's background.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TerminalBackground {
    Dark,
    Light,
    /// The environment does not say.
    Unknown,
}

/// Prefixes of the names of terminals without colours: DEC's, and terminfo's names for printers and unknown terminals.
const COLOURLESS: &[&str] =
    &["dumb", "vt1", "vt2", "vt3", "vt4", "vt5", "unknown", "network", "ansi-m", "ansi-mono", "hpterm"];

/// Prefixes of the names of terminals that have 256 colours although the name does not say so.
const INDEXED: &[&str] =
    &["foot", "alacritty", "xterm-kitty", "kitty", "wezterm", "xterm-ghostty", "ghostty", "contour", "tmux"];

impl Environment {
    /// Reads the variables of the process.
    pub fn detect() -> Self {
        Self::from_variables(|name| env::var(name).ok())
    }

    /// Reads `NO_COLOR`, `TERM`, `COLORTERM`, `COLORFGBG` and the locale. An empty variable counts as not set.
    ///
    /// `NO_COLOR` follows <https://no-color.org>. Then the first matching row applies:
    ///
    /// | variables | colours |
    /// |---|---|
    /// | `TERM` is not set, or one of those without: `dumb`, `vt100`, `vt220`, … or ends in `-m` or `-mono` | none |
    /// | `COLORTERM` is `truecolor` or `24bit`, or `TERM` ends in `-direct` | any |
    /// | `TERM` has `256color` in it, or is one of those that have them: `foot`, `alacritty`, `xterm-kitty`, … | 256 |
    /// | `TERM` ends in `-16color` | sixteen |
    /// | any other: `xterm`, `screen`, `linux`, `ansi`, `rxvt`, … | eight |
    ///
    /// The locale is the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set, as in POSIX. If none is set, as in most containers, the
    /// terminal is assumed to show Unicode. The Linux console gets ASCII in every locale: its font has 256 or 512 glyphs, which include
    /// few of those used here. `COLORFGBG` ends with the number of the background colour: 7 and 9 to 15 are light.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| variable(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default();
        let limited = matches!(term.as_str(), "dumb" | "linux") || term.starts_with("linux-");
        let ascii = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).is_some_and(|locale| !is_utf8(&locale));
        let is_plain = set("NO_COLOR").is_some();
        Self {
            colors: if is_plain {
                ColorDepth::None
            } else {
                detect_colors(&term, &set("COLORTERM").unwrap_or_default())
            },
            glyphs: if limited || ascii { Glyphs::Ascii } else { Glyphs::Unicode },
            background: set("COLORFGBG").map_or(TerminalBackground::Unknown, |colors| parse_background(&colors)),
        }
    }

    /// Returns the letter size of slides: large letters need Unicode.
    pub fn letters(self) -> LetterSize {
        if self.glyphs == Glyphs::Ascii { LetterSize::Plain } else { LetterSize::Large }
    }

    /// Returns the default theme for this terminal.
    pub fn theme(self) -> Theme {
        self.theme_for(self.design())
    }

    /// Returns the default theme definition for the background.
    pub fn design(self) -> &'static ThemeDefinition {
        match self.background {
            TerminalBackground::Dark => &DARK,
            TerminalBackground::Light => &LIGHT,
            TerminalBackground::Unknown => &TERMINAL,
        }
    }

    /// Returns the theme of a definition, for the colours and glyphs of this terminal.
    pub fn theme_for(self, design: &ThemeDefinition) -> Theme {
        Theme::new(design, self.colors).with_ascii(self.glyphs == Glyphs::Ascii)
    }
}

fn detect_colors(term: &str, colorterm: &str) -> ColorDepth {
    let begins = |names: &[&str]| names.iter().any(|name| term.starts_with(name));
    if term.is_empty() || begins(COLOURLESS) || term.ends_with("-m") || term.ends_with("-mono") {
        ColorDepth::None
    } else if ["truecolor", "24bit"].contains(&colorterm) || term.ends_with("-direct") {
        ColorDepth::True
    } else if term.contains("256color") || begins(INDEXED) {
        ColorDepth::Indexed
    } else if term.ends_with("-16color") {
        ColorDepth::Sixteen
    } else {
        ColorDepth::Eight
    }
}

/// Parses `15;0` or `15;default;0`: foreground first, background last.
fn parse_background(colors: &str) -> TerminalBackground {
    match colors.rsplit(';').next().and_then(|background| background.parse::<u8>().ok()) {
        Some(0..=6 | 8) => TerminalBackground::Dark,
        Some(7 | 9..=15) => TerminalBackground::Light,
        Some(16..) | None => TerminalBackground::Unknown,
    }
}

fn is_utf8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> Environment {
        Environment::from_variables(|name| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_name_of_the_terminal_tells_how_many_colours_it_has() {
        for (term, colors) in [
            ("dumb", ColorDepth::None),
            ("vt100", ColorDepth::None),
            ("vt220", ColorDepth::None),
            ("xterm-mono", ColorDepth::None),
            ("screen-m", ColorDepth::None),
            ("xterm", ColorDepth::Eight),
            ("screen", ColorDepth::Eight),
            ("linux", ColorDepth::Eight),
            ("ansi", ColorDepth::Eight),
            ("rxvt", ColorDepth::Eight),
            ("unheard-of", ColorDepth::Eight),
            ("xterm-16color", ColorDepth::Sixteen),
            ("rxvt-16color", ColorDepth::Sixteen),
            ("xterm-256color", ColorDepth::Indexed),
            ("screen-256color", ColorDepth::Indexed),
            ("screen.xterm-256color", ColorDepth::Indexed),
            ("tmux-256color", ColorDepth::Indexed),
            ("tmux", ColorDepth::Indexed),
            ("foot", ColorDepth::Indexed),
            ("foot-extra", ColorDepth::Indexed),
            ("alacritty", ColorDepth::Indexed),
            ("xterm-kitty", ColorDepth::Indexed),
            ("wezterm", ColorDepth::Indexed),
            ("xterm-ghostty", ColorDepth::Indexed),
            ("xterm-direct", ColorDepth::True),
        ] {
            assert_eq!(environment(&[("TERM", term)]).colors, colors, "{term}");
            assert_eq!(environment(&[("TERM", term), ("NO_COLOR", "1")]).colors, ColorDepth::None, "{term}");
            assert_eq!(environment(&[("TERM", term), ("NO_COLOR", "")]).colors, colors, "{term}");
            let most = if colors == ColorDepth::None { ColorDepth::None } else { ColorDepth::True };
            for all in ["truecolor", "24bit"] {
                assert_eq!(environment(&[("TERM", term), ("COLORTERM", all)]).colors, most, "{term}");
            }
            assert_eq!(environment(&[("TERM", term), ("COLORTERM", "yes")]).colors, colors, "{term}");
        }
        assert_eq!(environment(&[]).colors, ColorDepth::None);
    }

    #[test]
    fn the_ground_is_the_last_number() {
        let background = |value| environment(&[("COLORFGBG", value)]).background;
        assert_eq!(environment(&[]).background, TerminalBackground::Unknown);
        for (value, expected) in [
            ("15;0", TerminalBackground::Dark),
            ("0;15", TerminalBackground::Light),
            ("0;default;15", TerminalBackground::Light),
            ("12;8", TerminalBackground::Dark),
            ("0;7", TerminalBackground::Light),
            ("default;default", TerminalBackground::Unknown),
            ("15;99", TerminalBackground::Unknown),
            (";", TerminalBackground::Unknown),
        ] {
            assert_eq!(background(value), expected, "{value}");
        }
    }

    #[test]
    fn each_ground_has_its_theme() {
        let design = |value| environment(&[("COLORFGBG", value)]).design().name;
        assert_eq!([design("15;0"), design("0;15"), design("")], ["dark", "light", "terminal"]);
    }

    #[test]
    fn the_first_locale_that_is_set_decides_on_the_glyphs() {
        let glyphs = |variables| environment(variables).glyphs;
        assert_eq!(glyphs(&[]), Glyphs::Unicode);
        assert_eq!(glyphs(&[("LANG", "de_DE.UTF-8")]), Glyphs::Unicode);
        assert_eq!(glyphs(&[("LANG", "C.utf8"), ("LC_ALL", "C")]), Glyphs::Ascii);
        assert_eq!(glyphs(&[("LANG", "en_US.ISO-8859-1"), ("LC_ALL", "")]), Glyphs::Ascii);
        assert_eq!(glyphs(&[("LANG", "C.UTF-8"), ("TERM", "dumb")]), Glyphs::Ascii);
        assert_eq!(glyphs(&[("LANG", "C.UTF-8"), ("TERM", "linux")]), Glyphs::Ascii);
    }
}
