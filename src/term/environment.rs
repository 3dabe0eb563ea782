//! What the environment tells of the terminal: whether colours are wanted, which characters it shows.

use std::env;

use crate::deck::Letters;
use crate::theme::Theme;

/// What the terminal can show, as far as its environment tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Environment {
    pub colors: Colors,
    pub glyphs: Glyphs,
}

/// Which colours are to be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colors {
    /// None are wanted, or none are there: bold, underline and reverse have to do.
    None,
    /// The sixteen that the user chose. More are not asked for: nobody but the user knows the background.
    Sixteen,
}

/// Which characters the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyphs {
    Unicode,
    Ascii,
}

impl Environment {
    /// Reads the variables of the process.
    pub fn detect() -> Self {
        Self::from_variables(|name| env::var(name).ok())
    }

    /// Reads `NO_COLOR`, `TERM` and the locale; a variable that is set to nothing counts as not set.
    ///
    /// `NO_COLOR` follows <https://no-color.org>. The locale is the first that is set of `LC_ALL`, `LC_CTYPE` and `LANG`,
    /// as POSIX has it; where none is, as in most containers, the terminal is taken to show Unicode.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| variable(name).filter(|value| !value.is_empty());
        let dumb = set("TERM").is_some_and(|term| term == "dumb");
        let ascii = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).is_some_and(|locale| !is_utf8(&locale));
        Self {
            colors: if dumb || set("NO_COLOR").is_some() { Colors::None } else { Colors::Sixteen },
            glyphs: if dumb || ascii { Glyphs::Ascii } else { Glyphs::Unicode },
        }
    }

    /// Whether large letters can be drawn here.
    pub fn letters(self) -> Letters {
        if self.glyphs == Glyphs::Ascii { Letters::Plain } else { Letters::Large }
    }

    /// How roles look here.
    pub fn theme(self) -> Theme {
        Theme { colour: self.colors != Colors::None, ascii: self.glyphs == Glyphs::Ascii }
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
    fn there_are_colours_unless_none_are_wanted() {
        let colors = |variables| environment(variables).colors;
        assert_eq!(colors(&[("TERM", "xterm")]), Colors::Sixteen);
        assert_eq!(colors(&[("TERM", "xterm"), ("NO_COLOR", "1")]), Colors::None);
        assert_eq!(colors(&[("TERM", "xterm"), ("NO_COLOR", "")]), Colors::Sixteen);
        assert_eq!(colors(&[("TERM", "dumb")]), Colors::None);
    }

    #[test]
    fn the_first_locale_that_is_set_decides_on_the_glyphs() {
        let glyphs = |variables| environment(variables).glyphs;
        assert_eq!(glyphs(&[]), Glyphs::Unicode);
        assert_eq!(glyphs(&[("LANG", "de_DE.UTF-8")]), Glyphs::Unicode);
        assert_eq!(glyphs(&[("LANG", "C.utf8"), ("LC_ALL", "C")]), Glyphs::Ascii);
        assert_eq!(glyphs(&[("LANG", "en_US.ISO-8859-1"), ("LC_ALL", "")]), Glyphs::Ascii);
        assert_eq!(glyphs(&[("LANG", "C.UTF-8"), ("TERM", "dumb")]), Glyphs::Ascii);
    }
}
