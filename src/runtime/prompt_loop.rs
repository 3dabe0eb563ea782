//! The loop of the prompt: reads lines, prints responses and performs effects. It moves no cursor and changes no mode of the terminal.

use std::collections::VecDeque;
use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::autosave::Autosave;
use super::presenter::Presenter;
use super::signals::SignalWatcher;
use super::tty::{self, Tty};
use super::workspace::{StartTarget, Workspace};
use super::{ExitReason, ReaderOptions, RuntimeEvent};
use crate::app::{App, Effect, Msg, Notice};
use crate::plain::PlainOptions;
use crate::prompt::{PROMPT_MARK, Prompt};
use crate::slides::LetterSize;
use crate::storage::StateDir;
use crate::text::sanitize::sanitize;

/// The most bytes of a line; the rest is ignored.
const MAX_LINE_BYTES: u64 = 1 << 12;

/// Runs the prompt, beginning with `start`, until the user quits, the input ends or a signal ends the program. It reads lines from
/// standard input and writes responses to `out`.
///
/// # Errors
/// When nothing of the brief can be read, or `out` fails.
pub fn run_prompt(
    start: StartTarget,
    options: ReaderOptions,
    plain_options: PlainOptions,
    out: &mut dyn Write,
) -> io::Result<ExitReason> {
    let ReaderOptions {
        texts,
        presentation,
        keys,
        citation_format,
        notice,
        cache,
        environment: _,
        theme: _,
        mouse: _,
        clipboard_route: _,
    } = options;
    let mut workspace = Workspace::new(StateDir::for_user(), texts, LetterSize::Plain).with_cache(cache);
    let _save_on_drop = SaveOnDrop(workspace.autosave());
    let app = workspace.start(start, Prompt::SCREEN)?;
    let notice = app.notice.clone().or(notice.map(Notice::Refused));
    let app = App { notice, keys, citation_format, ..app };
    let (events, prompt_events) = start_threads(&workspace)?;
    workspace.start_library_worker(events.clone())?;
    let mut session = PromptSession {
        prompt: Prompt::new(app, plain_options),
        workspace,
        presenter: Presenter::new(presentation, events, None),
        is_terminal: io::stdin().is_terminal(),
        lines: VecDeque::new(),
        has_ended: false,
        has_reported_delay: false,
        out,
    };
    let exit_reason = session.run(&prompt_events);
    session.workspace.update_autosave(session.prompt.app());
    for warning in session.presenter.take_deferred_warnings() {
        let _ = writeln!(io::stderr(), "whosaid: {}", sanitize(&warning));
    }
    exit_reason
}

/// An event for the prompt.
enum PromptEvent {
    Line(String),
    /// The input ended.
    End,
    Event(RuntimeEvent),
}

/// Starts the threads that read lines, watch signals and save. Returns the sender for runtime events, and the receiver of all events.
fn start_threads(workspace: &Workspace) -> io::Result<(Sender<RuntimeEvent>, Receiver<PromptEvent>)> {
    let (sender, receiver) = mpsc::channel();
    let (runtime_sender, runtime_events) = mpsc::channel();
    let tty = Arc::new(Tty::open()?);
    SignalWatcher { events: runtime_sender.clone(), autosave: workspace.autosave(), tty }.start_signals_only()?;
    let autosave = workspace.autosave();
    thread::Builder::new().name("autosave".to_owned()).spawn(move || autosave.run())?;
    let forward = sender.clone();
    thread::Builder::new().name("events".to_owned()).spawn(move || {
        for event in runtime_events {
            let _ = forward.send(PromptEvent::Event(event));
        }
    })?;
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        while let Some(line) = next_line() {
            let _ = sender.send(PromptEvent::Line(line));
        }
        let _ = sender.send(PromptEvent::End);
    })?;
    Ok((runtime_sender, receiver))
}

/// Reads the next line of standard input, truncated to [`MAX_LINE_BYTES`]. Returns `None` at the end of the input.
fn next_line() -> Option<String> {
    let mut stdin = io::stdin().lock();
    let mut line = Vec::new();
    let read = stdin.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', &mut line).ok()?;
    // A shorter line without its end is the last before an end of input, after which a terminal may send more.
    if read as u64 == MAX_LINE_BYTES && !line.ends_with(b"\n") {
        stdin.skip_until(b'\n').ok()?;
    }
    (read > 0).then(|| String::from_utf8_lossy(&line).into_owned())
}

/// Saves the state when the prompt ends for any reason.
struct SaveOnDrop(Arc<Autosave>);

impl Drop for SaveOnDrop {
    fn drop(&mut self) {
        let _ = self.0.save();
    }
}

struct PromptSession<'a> {
    prompt: Prompt,
    workspace: Workspace,
    presenter: Presenter,
    /// Whether standard input is a terminal, which echoes the lines.
    is_terminal: bool,
    /// Lines that wait until the response to the one before is printed.
    lines: VecDeque<String>,
    /// Whether the input ended.
    has_ended: bool,
    /// Whether a long delay was reported.
    has_reported_delay: bool,
    out: &'a mut dyn Write,
}

impl PromptSession<'_> {
    fn run(&mut self, events: &Receiver<PromptEvent>) -> io::Result<ExitReason> {
        let mut is_response_due = true;
        loop {
            let exit_reason = if is_response_due && !self.prompt.is_waiting() {
                is_response_due = false;
                self.print_response()?;
                None
            } else if !is_response_due && let Some(line) = self.lines.pop_front() {
                is_response_due = true;
                self.run_line(&line)?
            } else if !is_response_due && self.has_ended {
                Some(ExitReason::Quit)
            } else {
                match events.recv().unwrap_or(PromptEvent::End) {
                    // A user who quits wants to leave at once; a script after all lines before it are done.
                    PromptEvent::Line(line) if self.is_terminal && is_response_due && self.prompt.is_quit(&line) => {
                        Some(ExitReason::Quit)
                    }
                    PromptEvent::Line(line) => {
                        self.lines.push_back(line);
                        None
                    }
                    PromptEvent::End => {
                        self.has_ended = true;
                        None
                    }
                    PromptEvent::Event(event) => self.handle_event(event, is_response_due)?,
                }
            };
            if let Some(exit_reason) = exit_reason {
                // Ends the row of the prompt mark.
                writeln!(self.out)?;
                self.out.flush()?;
                return Ok(exit_reason);
            }
        }
    }

    /// Runs a line; the response is printed later.
    fn run_line(&mut self, line: &str) -> io::Result<Option<ExitReason>> {
        if !self.is_terminal {
            writeln!(self.out, "{}", sanitize(line.trim()))?;
        }
        let effects = self.prompt.run_line(line);
        self.run_effects(effects)
    }

    fn print_response(&mut self) -> io::Result<()> {
        self.workspace.update_autosave(self.prompt.app());
        for msg in self.presenter.poll(self.prompt.app()) {
            let _ = self.prompt.handle_msg(msg);
        }
        self.write_response()?;
        self.presenter.publish(self.prompt.app());
        Ok(())
    }

    /// Performs effects, and the effects of their answers.
    fn run_effects(&mut self, effects: Vec<Effect>) -> io::Result<Option<ExitReason>> {
        self.presenter.close_if_ended(self.prompt.app());
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            let answers = match effect {
                Effect::Quit => return Ok(Some(ExitReason::Quit)),
                Effect::Suspend => Vec::from_iter(self.suspend()?),
                Effect::Open(at) => self.workspace.open(at, self.prompt.app()),
                Effect::OpenAt { brief, item } => self.workspace.open_at(brief, item, self.prompt.app()),
                Effect::Library(request) => Vec::from_iter(self.workspace.request(request)),
                Effect::Reload => vec![self.workspace.reload(self.prompt.app(), None)],
                Effect::SaveState => Vec::from_iter(self.workspace.save(self.prompt.app())),
                Effect::Coding(request) => self.workspace.code(request, self.prompt.app()),
                // The prompt handles these itself.
                Effect::Copy(_) | Effect::Redraw => Vec::new(),
            };
            for msg in answers {
                effects.extend(self.prompt.handle_msg(msg));
                self.presenter.close_if_ended(self.prompt.app());
            }
        }
        Ok(None)
    }

    fn handle_event(&mut self, event: RuntimeEvent, is_response_due: bool) -> io::Result<Option<ExitReason>> {
        let msg = match event {
            RuntimeEvent::Exit(exit_reason) => return Ok(Some(exit_reason)),
            RuntimeEvent::Suspend => {
                // The message is ignored, because no line waits for a response.
                let _ = self.suspend()?;
                return Ok(None);
            }
            RuntimeEvent::Resumed => {
                write!(self.out, "{PROMPT_MARK}")?;
                self.out.flush()?;
                return Ok(None);
            }
            RuntimeEvent::Library { entries, briefs } => {
                self.workspace.set_library_entries(entries);
                Msg::Library(briefs)
            }
            RuntimeEvent::Msg(msg @ Msg::Library(_)) => msg,
            // Their results are part of the next response.
            RuntimeEvent::Msg(_)
            | RuntimeEvent::Input
            | RuntimeEvent::FilesChanged(_)
            | RuntimeEvent::ShowingChanged(_)
            | RuntimeEvent::FollowersChanged
            | RuntimeEvent::Resized => {
                return Ok(None);
            }
        };
        let effects = self.prompt.handle_msg(msg);
        let exit_reason = self.run_effects(effects)?;
        if let Some(message) = self
            .prompt
            .progress_message()
            .filter(|_| is_response_due && !std::mem::replace(&mut self.has_reported_delay, true))
        {
            write!(self.out, "{message}")?;
            self.out.flush()?;
        }
        Ok(exit_reason)
    }

    /// Stops the program. Returns a message only when there is no shell that could continue it.
    fn suspend(&self) -> io::Result<Option<Msg>> {
        if !self.is_terminal || !tty::can_suspend() {
            return Ok(Some(Msg::Failed("no shell is there to step out to".to_owned())));
        }
        self.workspace.update_autosave(self.prompt.app());
        tty::suspend_job()?;
        Ok(None)
    }

    fn write_response(&mut self) -> io::Result<()> {
        write!(self.out, "{}{PROMPT_MARK}", self.prompt.render())?;
        self.out.flush()
    }
}
