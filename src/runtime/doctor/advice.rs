//! Advice for problems that the doctor finds: one sentence per problem. It changes nothing.

use super::{DoctorFacts, PathAccess};

/// Returns what should be changed, the most severe problem first. It is empty when nothing is wrong.
pub fn advice(facts: &DoctorFacts) -> Vec<String> {
    let all = [
        terminal_advice(facts),
        path_advice(facts),
        charset_advice(facts),
        color_advice(facts),
        clipboard_advice(facts),
        cost_advice(facts),
    ];
    all.into_iter().flatten().collect()
}

fn terminal_advice(facts: &DoctorFacts) -> Vec<String> {
    let terminal = &facts.terminal;
    let mut advice = Vec::new();
    match terminal.size {
        Some((columns, rows)) if columns < 40 || rows < 10 => {
            advice.push("the screen is too small for anything but a sentence; 80 by 24 shows all panes".to_owned());
        }
        Some((columns, rows)) if columns < 80 || rows < 20 => {
            advice.push("the screen shows one pane at a time; 80 by 24 shows all".to_owned());
        }
        Some(_) | None => {}
    }
    match terminal.term.as_deref() {
        None => advice
            .push("TERM is not set, so no colours are used; `TERM=xterm-256color` suits most terminals".to_owned()),
        Some("dumb") => {
            advice.push("TERM=dumb cannot move the cursor: the brief is shown line by line, at a prompt".to_owned());
        }
        Some(_) => {}
    }
    advice
}

fn path_advice(facts: &DoctorFacts) -> Vec<String> {
    let unusable = facts.paths.iter().filter_map(|used| match &used.access {
        PathAccess::Unusable(why) => {
            let path = used.path.as_deref().map(|path| path.display().to_string()).unwrap_or_default();
            Some(format!("{path} cannot be used for {}: {why}", used.name))
        }
        PathAccess::NotConfigured | PathAccess::Readable | PathAccess::Writable | PathAccess::Missing => None,
    });
    unusable.collect()
}

fn charset_advice(facts: &DoctorFacts) -> Vec<String> {
    let terminal = &facts.terminal;
    let is_nested = facts.transport.tmux.is_some() || facts.transport.screen;
    match &terminal.locale {
        _ if terminal.is_limited() && is_nested => vec![format!(
            "TERM={} is not what the multiplexer is: within tmux it is `tmux-256color`, within GNU screen `screen-256color`",
            terminal.term.as_deref().unwrap_or_default()
        )],
        Some((name, locale)) if terminal.ascii && !terminal.is_limited() => vec![format!(
            "{name}={locale} is no UTF-8 locale, so names in other scripts are drawn as `?`; if the terminal shows Unicode, \
             `{name}=C.UTF-8` does"
        )],
        Some(_) | None => Vec::new(),
    }
}

fn color_advice(facts: &DoctorFacts) -> Vec<String> {
    let terminal = &facts.terminal;
    let mut advice = Vec::new();
    let term = terminal.term.as_deref().unwrap_or_default();
    if !terminal.no_color && matches!(term, "xterm" | "screen" | "tmux") {
        let better = if facts.transport.tmux.is_some() { "tmux" } else { term };
        let sentence =
            format!("TERM={term} tells of few colours; `TERM={better}-256color` looks calmer where there are more");
        advice.push(sentence);
    }
    if terminal.colors != "none" && terminal.background.is_none() {
        let sentence =
            "nothing tells whether the ground is dark; on a light one, set `theme = \"light\"` in the configuration";
        advice.push(sentence.to_owned());
    }
    advice
}

fn clipboard_advice(facts: &DoctorFacts) -> Vec<String> {
    let Some(multiplexer) = facts.transport.drops_copies() else { return Vec::new() };
    let through = match facts.transport.tmux {
        Some(_) => "`set -s set-clipboard on` in ~/.tmux.conf lets it through, and ",
        None => "",
    };
    vec![format!("{multiplexer} drops what `y` sends; {through}`Y` shows it to select by hand")]
}

/// The bytes per key that a slow connection of 64 kbit/s transfers in a tenth of a second.
const HEAVY_KEY_BYTES: usize = 800;

fn cost_advice(facts: &DoctorFacts) -> Vec<String> {
    let is_heavy = facts.transport.ssh && facts.cost.is_some_and(|cost| cost.mean > HEAVY_KEY_BYTES);
    let sentence = "on a slow line a smaller window costs less: a key is a line or two at 80 by 24";
    is_heavy.then(|| sentence.to_owned()).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::doctor::{ClipboardSetting, TerminalFacts, TmuxClipboard, Transport, UsedPath};

    /// Facts about a terminal without problems.
    fn healthy() -> DoctorFacts {
        let terminal = TerminalFacts {
            size: Some((120, 40)),
            has_keys: true,
            term: Some("xterm-256color".to_owned()),
            colors: "256",
            background: Some(("15;0".to_owned(), "dark")),
            locale: Some(("LANG", "C.UTF-8".to_owned())),
            ..TerminalFacts::default()
        };
        DoctorFacts { terminal, ..DoctorFacts::default() }
    }

    #[test]
    fn where_all_is_well_there_is_no_advice() {
        assert_eq!(advice(&healthy()), [""; 0]);
    }

    #[test]
    fn each_thing_that_stands_in_the_way_has_its_sentence() {
        let sentence_for = |change: fn(&mut DoctorFacts)| {
            let mut facts = healthy();
            change(&mut facts);
            let advice = advice(&facts);
            assert_eq!(advice.len(), 1, "{advice:?}");
            advice[0].clone()
        };
        assert!(sentence_for(|facts| facts.terminal.size = Some((39, 24))).contains("too small"));
        assert!(sentence_for(|facts| facts.terminal.size = Some((79, 24))).contains("one pane at a time"));
        assert!(sentence_for(|facts| facts.terminal.term = None).contains("TERM is not set"));
        assert!(sentence_for(|facts| facts.terminal.term = Some("dumb".to_owned())).contains("line by line"));
        assert!(sentence_for(|facts| facts.terminal.term = Some("screen".to_owned())).contains("screen-256color"));
        assert!(sentence_for(|facts| facts.terminal.background = None).contains("theme = \"light\""));
        assert!(sentence_for(|facts| facts.terminal.ascii = true).contains("no UTF-8"));
        assert!(sentence_for(|facts| facts.transport.tmux = Some(None)).contains("set -s set-clipboard on"));
        assert!(sentence_for(|facts| facts.transport.screen = true).contains("GNU screen"));
        assert!(
            sentence_for(|facts| facts.paths = vec![UsedPath::folder("library", Some("/nowhere".into()))])
                .contains("/nowhere")
        );
        let through = Some(Some(ClipboardSetting { clipboard: TmuxClipboard::On, location: String::new() }));
        let facts = DoctorFacts { transport: Transport { tmux: through, ..Transport::default() }, ..healthy() };
        assert_eq!(advice(&facts), [""; 0]);
    }
}
