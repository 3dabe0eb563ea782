//! What the environment tells of the terminal: how many colours it has, on which ground, and which characters it shows.
//!
//! The terminal itself is not asked, and no terminfo is read: an answer can come late and be taken for keys, and the database may
//! be that of another machine. The tables below are what can be known by the name.

use std::env;

use crate::slides::Letters;
use crate::tui::theme::{Colors, DARK, Design, LIGHT, TERMINAL, Theme};

/// What the terminal can show, as far as its environment tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Environment {
    pub colors: Colors,
    pub glyphs: Glyphs,
    pub ground: Ground,
}

/// Which characters the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyphs {
    Unicode,
    Ascii,
}

/// What text stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    Dark,
    Light,
    /// Nothing tells.
    Unknown,
}

/// How the names of terminals without colours begin: DEC's, and those of terminfo's own for paper and for nothing.
const COLOURLESS: &[&str] =
    &["dumb", "vt1", "vt2", "vt3", "vt4", "vt5", "unknown", "network", "ansi-m", "ansi-mono", "hpterm"];

/// How the names of terminals begin that have 256 colours and do not say so.
const INDEXED: &[&str] =
    &["foot", "alacritty", "xterm-kitty", "kitty", "wezterm", "xterm-ghostty", "ghostty", "contour", "tmux"];

impl Environment {
    /// Reads the variables of the process.
    pub fn detect() -> Self {
        Self::from_variables(|name| env::var(name).ok())
    }

    /// Reads `NO_COLOR`, `TERM`, `COLORTERM`, `COLORFGBG` and the locale; a variable that is set to nothing counts as not set.
    ///
    /// `NO_COLOR` follows <https://no-color.org>. Then, the first that fits:
    ///
    /// | variables | colours |
    /// |---|---|
    /// | `TERM` is not set, or one of those without: `dumb`, `vt100`, `vt220`, … or ends in `-m` or `-mono` | none |
    /// | `COLORTERM` is `truecolor` or `24bit`, or `TERM` ends in `-direct` | any |
    /// | `TERM` has `256color` in it, or is one of those that have them: `foot`, `alacritty`, `xterm-kitty`, … | 256 |
    /// | `TERM` ends in `-16color` | sixteen |
    /// | any other: `xterm`, `screen`, `linux`, `ansi`, `rxvt`, … | eight |
    ///
    /// The locale is the first that is set of `LC_ALL`, `LC_CTYPE` and `LANG`, as POSIX has it; where none is, as in most
    /// containers, the terminal is taken to show Unicode. The Linux console shows ASCII whatever the locale: its font has 256
    /// or 512 glyphs, in which few of ours are. `COLORFGBG` ends in the number of the ground: 7 and 9 to 15 are light.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| variable(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default();
        let limited = matches!(term.as_str(), "dumb" | "linux") || term.starts_with("linux-");
        let ascii = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).is_some_and(|locale| !is_utf8(&locale));
        let is_plain = set("NO_COLOR").is_some();
        Self {
            colors: if is_plain { Colors::None } else { colors(&term, &set("COLORTERM").unwrap_or_default()) },
            glyphs: if limited || ascii { Glyphs::Ascii } else { Glyphs::Unicode },
            ground: set("COLORFGBG").map_or(Ground::Unknown, |colors| ground(&colors)),
        }
    }

    /// Whether large letters can be drawn here.
    pub fn letters(self) -> Letters {
        if self.glyphs == Glyphs::Ascii { Letters::Plain } else { Letters::Large }
    }

    /// How roles look here, where the user has chosen nothing.
    pub fn theme(self) -> Theme {
        self.theme_of(self.design())
    }

    /// The design for what the text stands on.
    pub fn design(self) -> &'static Design {
        match self.ground {
            Ground::Dark => &DARK,
            Ground::Light => &LIGHT,
            Ground::Unknown => &TERMINAL,
        }
    }

    /// How roles look here by a design.
    pub fn theme_of(self, design: &Design) -> Theme {
        Theme::of(design, self.colors).in_ascii(self.glyphs == Glyphs::Ascii)
    }
}

fn colors(term: &str, colorterm: &str) -> Colors {
    let begins = |names: &[&str]| names.iter().any(|name| term.starts_with(name));
    if term.is_empty() || begins(COLOURLESS) || term.ends_with("-m") || term.ends_with("-mono") {
        Colors::None
    } else if ["truecolor", "24bit"].contains(&colorterm) || term.ends_with("-direct") {
        Colors::True
    } else if term.contains("256color") || begins(INDEXED) {
        Colors::Indexed
    } else if term.ends_with("-16color") {
        Colors::Sixteen
    } else {
        Colors::Eight
    }
}

/// `15;0`, or `15;default;0`: the colour of text first, that of the ground last.
fn ground(colors: &str) -> Ground {
    match colors.rsplit(';').next().and_then(|ground| ground.parse::<u8>().ok()) {
        Some(0..=6 | 8) => Ground::Dark,
        Some(7 | 9..=15) => Ground::Light,
        Some(16..) | None => Ground::Unknown,
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
            ("dumb", Colors::None),
            ("vt100", Colors::None),
            ("vt220", Colors::None),
            ("xterm-mono", Colors::None),
            ("screen-m", Colors::None),
            ("xterm", Colors::Eight),
            ("screen", Colors::Eight),
            ("linux", Colors::Eight),
            ("ansi", Colors::Eight),
            ("rxvt", Colors::Eight),
            ("never-heard-of", Colors::Eight),
            ("xterm-16color", Colors::Sixteen),
            ("rxvt-16color", Colors::Sixteen),
            ("xterm-256color", Colors::Indexed),
            ("screen-256color", Colors::Indexed),
            ("screen.xterm-256color", Colors::Indexed),
            ("tmux-256color", Colors::Indexed),
            ("tmux", Colors::Indexed),
            ("foot", Colors::Indexed),
            ("foot-extra", Colors::Indexed),
            ("alacritty", Colors::Indexed),
            ("xterm-kitty", Colors::Indexed),
            ("wezterm", Colors::Indexed),
            ("xterm-ghostty", Colors::Indexed),
            ("xterm-direct", Colors::True),
        ] {
            assert_eq!(environment(&[("TERM", term)]).colors, colors, "{term}");
            assert_eq!(environment(&[("TERM", term), ("NO_COLOR", "1")]).colors, Colors::None, "{term}");
            assert_eq!(environment(&[("TERM", term), ("NO_COLOR", "")]).colors, colors, "{term}");
            let most = if colors == Colors::None { Colors::None } else { Colors::True };
            for all in ["truecolor", "24bit"] {
                assert_eq!(environment(&[("TERM", term), ("COLORTERM", all)]).colors, most, "{term}");
            }
            assert_eq!(environment(&[("TERM", term), ("COLORTERM", "yes")]).colors, colors, "{term}");
        }
        assert_eq!(environment(&[]).colors, Colors::None);
    }

    #[test]
    fn the_ground_is_the_last_number() {
        let ground = |told| environment(&[("COLORFGBG", told)]).ground;
        assert_eq!(environment(&[]).ground, Ground::Unknown);
        for (told, meant) in [
            ("15;0", Ground::Dark),
            ("0;15", Ground::Light),
            ("0;default;15", Ground::Light),
            ("12;8", Ground::Dark),
            ("0;7", Ground::Light),
            ("default;default", Ground::Unknown),
            ("15;99", Ground::Unknown),
            (";", Ground::Unknown),
        ] {
            assert_eq!(ground(told), meant, "{told}");
        }
    }

    #[test]
    fn each_ground_has_its_theme() {
        let design = |told| environment(&[("COLORFGBG", told)]).design().name;
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
