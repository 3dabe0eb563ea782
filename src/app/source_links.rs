//! The links of sources as text: each address and its host, with warnings about look-alikes. It never opens a link or
//! writes one as a hyperlink.

use unicode_security::MixedScript as _;

use crate::model::{Brief, Ix, Record, Source};
use crate::text::sanitize::sanitize;
use crate::view;

/// The number of letters of a host that a warning lists.
const MAX_NAMED_CHARS: usize = 5;

/// A source whose address is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkedSource {
    pub source: Ix<Source>,
    /// The record at whose passage the link opens.
    pub record: Option<Record>,
}

/// The links of some sources, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLinks {
    /// The sources with their addresses and warnings, in lines.
    pub lines: Vec<String>,
    /// The addresses alone.
    pub addresses: Vec<String>,
}

impl SourceLinks {
    /// Describes the addresses of `sources`. The text holds nothing that a terminal would obey.
    pub fn new(brief: &Brief, sources: &[LinkedSource]) -> Self {
        let mut links = Self { lines: Vec::new(), addresses: Vec::new() };
        for linked in sources {
            let source = &brief.sources[linked.source];
            links.lines.push(sanitize(&format!("{} · {}", source.id, view::source_name(brief, linked.source))));
            match linked.address(brief) {
                None => links.lines.push("no address is given".to_owned()),
                Some(url) => {
                    let shown = sanitize(&url);
                    links.lines.extend(address_lines(&url, &shown));
                    links.addresses.push(shown);
                }
            }
            links.lines.push(String::new());
        }
        links
            .lines
            .push("No link is opened from here: take one to a browser by hand, if you trust its host.".to_owned());
        links
    }
}

impl LinkedSource {
    /// The address of the source, which opens at the passage of the record if it is one of this source.
    fn address(self, brief: &Brief) -> Option<String> {
        let url = brief.sources[self.source].url.as_ref()?.trim();
        let record = self.record.filter(|record| brief.sources_of(*record) == [self.source]);
        let passage = record.and_then(|record| brief.passage_of(record));
        Some(passage.map_or_else(|| url.to_owned(), |passage| passage.link(url)))
    }
}

/// The address, its host, and warnings about both.
fn address_lines(url: &str, shown: &str) -> Vec<String> {
    let mut lines = vec![shown.to_owned()];
    // A browser removes these characters before it parses an address.
    let normalized = url.replace(['\t', '\n', '\r'], "");
    let address = UrlParts::parse(&normalized);
    lines.extend(address.host.map(|host| format!("host: {}", sanitize(host))));
    let mut warn = |warning: String| lines.push(format!("! {}", sanitize(&warning)));
    if url != shown {
        warn("not all of its characters are shown as they are: something is hidden in it".to_owned());
    }
    match (&address.scheme, address.host) {
        (Some("https" | "http"), Some(host)) => {
            if address.has_user {
                warn(format!("what stands before the @ is no host: it leads to {host}"));
            }
            host_warnings(host).into_iter().for_each(warn);
        }
        (Some("https" | "http"), None) => warn("it names no host".to_owned()),
        (Some(_) | None, _) => warn("no address of the web: it begins with neither https:// nor http://".to_owned()),
    }
    lines
}

/// Warnings about a host that may be mistaken for another.
fn host_warnings(host: &str) -> Vec<String> {
    let mut warnings = Vec::new();
    let foreign: Vec<char> = host.chars().filter(|char| !char.is_ascii()).collect();
    if !foreign.is_empty() {
        let named = foreign.iter().take(MAX_NAMED_CHARS).map(|char| format!("{char} (U+{:04X})", u32::from(*char)));
        let named = named.collect::<Vec<_>>().join(", ");
        let more = if foreign.len() > MAX_NAMED_CHARS { " and others" } else { "" };
        warnings.push(format!("letters of its host are not of the English alphabet: {named}{more}"));
    }
    if host.split('.').any(|label| !label.is_single_script()) {
        warnings.push("its host has letters of several scripts in one word, as look-alikes have".to_owned());
    }
    if host.contains('%') {
        warnings.push("its host is written in codes: a browser goes to another name than this".to_owned());
    }
    if is_number(host) {
        warnings.push("its host is a number, and tells nothing of whose it is".to_owned());
    }
    if let Some(label) =
        host.split('.').find(|label| label.get(..4).is_some_and(|begin| begin.eq_ignore_ascii_case("xn--")))
    {
        warnings.push(format!("`{label}` is Punycode: a browser shows other letters for it"));
    }
    warnings
}

/// Whether a browser reads a host as a numeric address: decided by its last label, as in the URL Standard.
fn is_number(host: &str) -> bool {
    let last = host.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    let hexadecimal = last.strip_prefix("0x").or(last.strip_prefix("0X"));
    !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit())
        || hexadecimal.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The parts of an address as a browser parses them (URL Standard): `\` counts as `/`, any number of slashes may follow
/// `https:`, and everything before the last `@` is user information.
struct UrlParts<'a> {
    scheme: Option<&'a str>,
    host: Option<&'a str>,
    has_user: bool,
}

impl<'a> UrlParts<'a> {
    fn parse(url: &'a str) -> Self {
        let Some((scheme, rest)) = url.split_once(':') else {
            return Self { scheme: None, host: None, has_user: false };
        };
        let scheme = ["https", "http"].into_iter().find(|known| scheme.eq_ignore_ascii_case(known)).or(Some(scheme));
        let slashes = ['/', '\\'];
        let authority = rest.trim_start_matches(slashes).split(['/', '\\', '?', '#']).next().unwrap_or_default();
        let (user, host_and_port) =
            authority.rsplit_once('@').map_or((None, authority), |(user, place)| (Some(user), place));
        let host = match host_and_port.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
            Some((number, _)) => number,
            None => host_and_port.rsplit_once(':').map_or(host_and_port, |(host, _)| host),
        };
        let host = Some(host).filter(|host| !host.is_empty());
        Self { scheme, host, has_user: user.is_some() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link_lines(url: &str) -> String {
        address_lines(url, &sanitize(url))[1..].join("\n")
    }

    #[test]
    fn the_host_is_the_one_that_a_browser_goes_to() {
        for (url, host) in [
            ("https://example.org/a", "example.org"),
            ("HTTP://example.org:8080?x", "example.org"),
            ("https:\\\\example.org\\@bank.example/", "example.org"),
            ("https://[2001:db8::1]:80/a", "2001:db8::1"),
            ("https:///example.org", "example.org"),
            ("https:example.org/a", "example.org"),
        ] {
            assert_eq!(link_lines(url), format!("host: {host}"), "{url}");
        }
        assert_eq!(
            link_lines("https://bank.example@evil.example/x"),
            "host: evil.example\n! what stands before the @ is no host: it leads to evil.example"
        );
    }

    #[test]
    fn a_look_alike_is_reported() {
        insta::assert_snapshot!(link_lines("https://ex\u{430}mple.org/"), @r"
        host: exаmple.org
        ! letters of its host are not of the English alphabet: а (U+0430)
        ! its host has letters of several scripts in one word, as look-alikes have
        ");
        insta::assert_snapshot!(link_lines("https://xn--exmple-4nf.org/"), @r"
        host: xn--exmple-4nf.org
        ! `xn--exmple-4nf` is Punycode: a browser shows other letters for it
        ");
        insta::assert_snapshot!(link_lines("https://exa\u{200b}mple.org/\u{202e}"), @r"
        host: exa�mple.org
        ! not all of its characters are shown as they are: something is hidden in it
        ! letters of its host are not of the English alphabet: � (U+200B)
        ");
    }

    #[test]
    fn a_disguised_host_is_reported() {
        for url in
            ["https://g%D0%BEogle.com/", "https://xn%2d%2d80ak6aa92e.com/", "https://good.example%2eevil.example/"]
        {
            assert!(link_lines(url).contains("written in codes"), "{url}: {}", link_lines(url));
        }
        for url in ["https://2130706433/", "https://0x7f.1/", "https://127.0.0.1:80/"] {
            assert!(link_lines(url).contains("is a number"), "{url}: {}", link_lines(url));
        }
        assert!(link_lines("https:/\t/evil.example/").contains("host: evil.example\n! not all of its characters"));
    }

    #[test]
    fn other_schemes_are_reported() {
        for url in ["javascript:alert(1)", "file:///etc/passwd", "example.org/a", "data:text/html,x", ""] {
            assert!(
                link_lines(url).ends_with("it begins with neither https:// nor http://"),
                "{url}: {}",
                link_lines(url)
            );
        }
        assert_eq!(link_lines("https://"), "! it names no host");
    }
}
