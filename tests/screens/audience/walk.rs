//! All that can be seen of a presentation, by whoever sits before a screen of it: every card, every pane, every search, every copy.

use whosaid::app::overlay::Overlay;
use whosaid::app::{App, Effect, Msg, update};
use whosaid::share::protocol::{PresentationView, SpeakerView};

use crate::harness::{press, text};
use crate::secret_marks::{SecretMarks, secret_mark, secret_marks};

/// What was seen, where nothing of what is hidden may be.
pub(crate) struct Watch<'a> {
    hidden: &'a SecretMarks,
    pub(crate) seen: SecretMarks,
    /// What a speaker showed, without what he showed twice in a row.
    pub(crate) showings: Vec<SpeakerView>,
    /// What is sent to the clipboard.
    pub(crate) copies: usize,
}

/// So many of the secrets are searched for, here and there among them.
const MOST: usize = 20;

/// The fields that a question can have.
const FIELDS: [&str; 6] = ["who:", "on:", "in:", "via:", "about:", "is:"];

impl<'a> Watch<'a> {
    pub(crate) fn over(hidden: &'a SecretMarks) -> Self {
        Self { hidden, seen: SecretMarks::new(), showings: Vec::new(), copies: 0 }
    }

    /// Takes in a text that is seen, sent or held within reach.
    pub(crate) fn see(&mut self, what: &str, text: &str) {
        self.see_but(what, text, "");
    }

    /// The same of a text that repeats what was typed.
    fn see_but(&mut self, what: &str, text: &str, typed: &str) {
        let typed = secret_mark(typed);
        let marks = secret_marks(text);
        let leaked: Vec<&String> = marks.intersection(self.hidden).filter(|mark| **mark != typed).collect();
        assert!(leaked.is_empty(), "{leaked:?} in the {what}:\n{}", around(text, leaked[0]));
        self.seen.extend(marks.into_iter().filter(|mark| *mark != typed));
    }

    pub(crate) fn look(&mut self, app: &App) {
        self.look_but(app, "");
    }

    fn look_but(&mut self, app: &App, typed: &str) {
        self.see_but("screen", &text(app), typed);
        self.see_but("notice", &format!("{:?}", app.notice), typed);
        if let Some(showing) = app.speaker_view().filter(|showing| self.showings.last() != Some(showing)) {
            self.showings.push(showing);
        }
    }

    /// All that is within reach of the screen, but for the desk itself.
    pub(crate) fn reach(&mut self, app: &App) {
        self.see("reader", &format!("{:?}", app.reader));
        self.see("overlay", &format!("{:?} {:?} {:?}", app.overlay, app.notice, app.stale));
        let stage = app.presentation.as_ref().expect("it is being presented");
        self.see("stage", &format!("{:?} {:?} {:?} {}", stage.deck, stage.page, stage.proofs, stage.typed));
        if let Some(speaking) = stage.speaker() {
            self.see("plan", &format!("{:?} {:?} {:?}", speaking.plan, speaking.name, speaking.changed));
        }
        self.see("presented", &format!("{:?}", app.saved_presentation()));
    }

    /// Presses keys, one after the other; the screen is seen after each.
    fn press(&mut self, app: &mut App, keys: &[&str]) {
        for keys in keys {
            self.copy(app, keys);
            self.look(app);
        }
    }

    /// Presses keys; what they send to the clipboard is seen.
    fn copy(&mut self, app: &mut App, keys: &str) {
        if let Some(Effect::Copy(text)) = press(app, keys) {
            self.copies += 1;
            self.see("clipboard", &text);
        }
    }

    /// Every card and step, with its copies, and the reader beside it.
    pub(crate) fn cards(&mut self, app: &mut App) {
        self.press(app, &["g"]);
        loop {
            let stage = app.presentation.as_ref().expect("it is being presented");
            let before = (stage.at, stage.step, stage.top);
            if stage.step == 0 {
                self.copy(app, "y");
                press(app, "Y");
                if matches!(app.overlay, Some(Overlay::Copy(_))) {
                    for form in ["p", "m", "c"] {
                        self.copy(app, form);
                        self.copy(app, "y");
                    }
                    self.press(app, &["<end>", "<esc>"]);
                }
                self.press(app, &["<tab>"]);
                press(app, "<tab>");
            }
            self.press(app, &["<space>"]);
            let stage = app.presentation.as_ref().expect("it is being presented");
            if (stage.at, stage.step, stage.top) == before {
                break;
            }
        }
        self.press(app, &["i", "<end>", "<esc>", "b", "b", "999<enter>", "9", "<esc>", "?", "<esc>", "f", "G"]);
    }

    /// Keys in the reader beside the cards, into which it steps again where one has led back to them.
    fn beside(&mut self, app: &mut App, keys: &[&str]) {
        for key in keys {
            self.press(app, &[*key]);
            if app.presentation.as_ref().is_some_and(|stage| stage.view == PresentationView::Card) {
                press(app, "<tab>");
            }
        }
    }

    /// The reader beside the cards, from end to end.
    pub(crate) fn panes(&mut self, app: &mut App) {
        press(app, "g");
        // What the desk has starred, marked and looked up comes first.
        self.beside(app, &["<tab>", "n", "N", "s", "'a", "[", "]", "<backspace>", "<esc>", "/", "<up>", "<esc>"]);
        assert_eq!(app.presentation.as_ref().map(|stage| stage.view), Some(PresentationView::Reader));
        for pane in ["1", "2", "3", "4"] {
            self.beside(app, &[pane, "g"]);
            let rows = |app: &App| app.reader.as_ref().map(|reader| reader.bookmark());
            loop {
                let before = rows(app);
                let lines = app.reader.as_ref().map(|reader| format!("{:?}", reader.detail.lines));
                self.see("detail", &lines.unwrap_or_default());
                self.copy(app, "y");
                press(app, "lj");
                if rows(app) == before {
                    break;
                }
            }
            self.beside(
                app,
                &["z", "z", "<enter>", "a", "a", "Y", "<esc>", "v", "<esc>", "<space>", "<space>", "*", "mx", "'x"],
            );
        }
        self.beside(
            app,
            &[
                "5",
                "G",
                "i",
                "<pgdn>",
                "<pgdn>",
                "<pgdn>",
                "<esc>",
                "b",
                "<pgdn>",
                "<esc>",
                "t2<enter>",
                "<esc>",
                "t1999<enter>",
                "t3000<enter>",
                "<esc>",
            ],
        );
        for _ in 0..4 {
            self.beside(app, &["!", "y", "Y", "<esc>", "<pgdn>", "<esc>", "~", "<pgdn>", "<esc>"]);
        }
        self.beside(app, &["R", "L", "?", "<esc>"]);
        self.press(app, &["<tab>"]);
        self.reach(app);
    }

    /// Every search for what is hidden, and all that a search would complete by itself.
    pub(crate) fn searches(&mut self, app: &mut App, secrets: &[String]) {
        let secrets: Vec<&String> = secrets.iter().step_by(secrets.len() / MOST + 1).collect();
        self.press(app, &["i"]);
        for secret in &secrets {
            ask(app, secret);
            let Some(Overlay::Cards(list)) = &app.overlay else { panic!("no list of cards") };
            assert!(list.rows.rows().is_empty(), "a card says {secret}");
            self.see_but("list of cards", &text(app), secret);
        }
        self.press(app, &["<esc>", "<tab>", "/"]);
        for (at, secret) in secrets.iter().enumerate() {
            // A word that nothing has is taken as one that is near it, and so is this.
            for question in
                [format!("\"{secret}\""), (*secret).clone(), format!("{}{secret}", FIELDS[at % FIELDS.len()])]
            {
                ask(app, &question);
                let Some(Overlay::LookUp(look)) = &app.overlay else { panic!("no look-up") };
                let is_found = question.starts_with('"') && !look.hits.rows().is_empty();
                assert!(!is_found, "{question} is found: {:?}", look.sheet);
                self.see_but("look-up", &format!("{:?} {:?}", app.overlay, app.notice), secret);
            }
            if at < 3 {
                self.look_but(app, secret);
            }
        }
        for field in FIELDS.iter().chain(&["zq", "who:zq", "after:"]) {
            ask(app, field);
            for _ in 0..6 {
                press(app, "<tab>");
                self.see("completion", &format!("{:?} {:?}", app.overlay, app.notice));
            }
            self.look(app);
        }
        ask(app, "zq");
        self.press(app, &["<down>", "<down>", "y", "<space>", "<esc>", "/", "<up>", "<esc>"]);
        self.press(app, &["<tab>"]);
    }
}

/// Puts a text into the line that is open, in place of what it has.
fn ask(app: &mut App, text: &str) {
    press(app, "<end><ctrl-u>");
    let _ = update(app, Msg::Paste(text.to_owned()));
}

/// The lines of a text that have a mark; of one line, what stands near it.
fn around(text: &str, mark: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| secret_marks(line).contains(mark)).collect();
    let near = |line: &&str| {
        let at = line.find(mark).unwrap_or(0);
        line.chars().skip(line[..at].chars().count().saturating_sub(300)).take(600).collect::<String>()
    };
    lines.iter().map(near).collect::<Vec<_>>().join("\n")
}
