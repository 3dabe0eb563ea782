//! The event loop: receives events, updates the app, draws frames and performs effects. All decisions are in the app.

use std::collections::VecDeque;
use std::io::{self, Write as _};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, PoisonError};
use std::thread;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget;
use signal_hook::consts::SIGHUP;

use super::file_watcher::{FileWatcher, WatchService};
use super::frame_encoder::{FrameEncoder, FrameExtras};
use super::presenter::Presenter;
use super::queue::InputQueue;
use super::signals::SignalWatcher;
use super::tty::{self, TerminalGuard, Tty};
use super::workspace::{StartTarget, Workspace};
use super::{ExitReason, ReaderOptions, RuntimeEvent, input};
use crate::app::overlay::Overlay;
use crate::app::{App, Effect, Msg, Notice, presentation, update};
use crate::keys::Action;
use crate::share::FollowHandle;
use crate::storage::StateDir;
use crate::text::sanitize::sanitize;
use crate::tui::Screen;
use crate::tui::theme::Theme;

/// The channel of events for the event loop.
pub(super) struct EventChannel {
    pub(super) sender: Sender<RuntimeEvent>,
    pub(super) receiver: Receiver<RuntimeEvent>,
    /// The connection to the followed speaker.
    pub(super) speaker: Option<FollowHandle>,
}

impl EventChannel {
    pub(super) fn new() -> Self {
        let (sender, receiver) = mpsc::channel();
        Self { sender, receiver, speaker: None }
    }
}

/// Runs the reader, beginning with `start`, until the user quits or a signal ends the program.
///
/// It enters the terminal on standard input and output, and restores it in any case. The state of the brief is saved in the user's
/// state directory.
///
/// # Errors
/// When the terminal cannot be entered, or is gone.
pub fn run(start: StartTarget, options: ReaderOptions) -> io::Result<ExitReason> {
    run_with(options, EventChannel::new(), |workspace, size| workspace.start(start, size))
}

/// Runs the reader of a brief like [`run`], beginning with the coding of the source with the id `source`.
///
/// # Errors
/// As [`run`].
pub fn run_coding(start: StartTarget, options: ReaderOptions, source: &str) -> io::Result<ExitReason> {
    let channel = EventChannel::new();
    for msg in [Msg::GoTo(format!("source:{source}")), Msg::Do(Action::Code)] {
        channel.sender.send(RuntimeEvent::Msg(msg)).map_err(io::Error::other)?;
    }
    run_with(options, channel, |workspace, size| workspace.start(start, size))
}

/// Runs the reader with an app built by `start`, and a channel that may already have events.
pub(super) fn run_with(
    options: ReaderOptions,
    channel: EventChannel,
    start: impl FnOnce(&mut Workspace, Size) -> io::Result<App>,
) -> io::Result<ExitReason> {
    let (mut event_loop, events) = set_up(options, channel, start)?;
    let exit_reason = event_loop.run(&events);
    let save_error = event_loop.workspace.autosave().save().err().map(|error| error.to_string());
    let warnings = event_loop.presenter.take_deferred_warnings();
    // The terminal is restored before anything is printed.
    drop(event_loop);
    for warning in warnings.into_iter().chain(save_error) {
        let _ = writeln!(io::stderr(), "whosaid: {}", sanitize(&warning));
    }
    exit_reason
}

/// Starts the threads and enters the terminal. Returns the event loop and the receiver of its events.
fn set_up(
    options: ReaderOptions,
    channel: EventChannel,
    start: impl FnOnce(&mut Workspace, Size) -> io::Result<App>,
) -> io::Result<(EventLoop, Receiver<RuntimeEvent>)> {
    let ReaderOptions {
        texts,
        presentation,
        environment,
        theme,
        keys,
        mouse,
        citation_format,
        clipboard_route,
        notice,
        cache,
    } = options;
    let EventChannel { sender, receiver, speaker } = channel;
    let tty = Arc::new(Tty::open()?);
    let workspace = Workspace::new(StateDir::for_user(), texts, environment.letters()).with_cache(cache);
    let mut workspace = workspace.with_deferred_checks(sender.clone());
    // Before the terminal is entered, so that every signal from then on restores it.
    SignalWatcher { events: sender.clone(), autosave: workspace.autosave(), tty: Arc::clone(&tty) }.start()?;
    let autosave = workspace.autosave();
    thread::Builder::new().name("autosave".to_owned()).spawn(move || autosave.run())?;
    let size = tty::size();
    let app = start(&mut workspace, size)?;
    let notice = app.notice.clone().or(notice.map(Notice::Refused));
    let app = App { notice, keys, citation_format, clipboard_route, ..app };
    let panic_sender = sender.clone();
    let guard = tty.enter_guarded(move || {
        let _ = panic_sender.send(RuntimeEvent::Exit(ExitReason::Panic));
    })?;
    let events = sender.clone();
    let input = Arc::new(InputQueue::new(sender.clone(), &app.keys));
    start_input(Arc::clone(&input), mouse, sender)?;
    let presenter = Presenter::new(presentation, events.clone(), speaker);
    workspace.start_library_worker(events.clone())?;
    let watch_service = WatchService::start(events)?;
    let event_loop = EventLoop {
        app,
        size,
        workspace,
        theme,
        mouse,
        input,
        paint,
        encoder: FrameEncoder::default(),
        tty,
        presenter,
        watch_service,
        watch: WatchState::Nothing,
        _guard: guard,
    };
    Ok((event_loop, receiver))
}

fn start_input(queue: Arc<InputQueue>, mouse: bool, sender: Sender<RuntimeEvent>) -> io::Result<()> {
    let listen = move || {
        // Without input the user cannot quit: the terminal is gone.
        let _ = input::listen(&queue, mouse);
        let _ = sender.send(RuntimeEvent::Exit(ExitReason::Signal(SIGHUP)));
    };
    thread::Builder::new().name("input".to_owned()).spawn(listen).map(drop)
}

pub(super) fn paint(screen: &Screen<'_>, area: Rect, cells: &mut Buffer) -> FrameExtras {
    screen.render(area, cells);
    FrameExtras { cursor: screen.cursor(), wrapped_rows: screen.soft_wrapped_rows() }
}

/// The most events handled before a frame is drawn, so that a flood of events does not stop drawing.
const MAX_EVENTS_PER_FRAME: usize = 256;

struct EventLoop {
    app: App,
    size: Size,
    workspace: Workspace,
    theme: Theme,
    mouse: bool,
    input: Arc<InputQueue>,
    paint: fn(&Screen<'_>, Rect, &mut Buffer) -> FrameExtras,
    encoder: FrameEncoder,
    tty: Arc<Tty>,
    presenter: Presenter,
    watch_service: WatchService,
    watch: WatchState,
    _guard: TerminalGuard,
}

/// The state of watching the files of the open brief.
enum WatchState {
    Nothing,
    Files {
        _watch: FileWatcher,
    },
    /// The system cannot watch the files, which was reported.
    Impossible,
}

impl EventLoop {
    fn run(&mut self, events: &Receiver<RuntimeEvent>) -> io::Result<ExitReason> {
        let mut is_watched = false;
        loop {
            for msg in self.presenter.poll(&self.app) {
                let _ = update(&mut self.app, msg);
            }
            self.workspace.update_autosave(&self.app);
            self.draw()?;
            self.presenter.publish(&self.app);
            // After the first frame, because starting to watch takes time for a brief with many files.
            if !std::mem::replace(&mut is_watched, true) {
                self.start_watching();
                continue;
            }
            // All pending events go into one frame: on a slow connection, a held key must not queue frames.
            let first = match self.presenter.timeout() {
                None => Some(events.recv().map_err(io::Error::other)?),
                Some(timeout) => match events.recv_timeout(timeout) {
                    Ok(first) => Some(first),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(gone @ RecvTimeoutError::Disconnected) => return Err(io::Error::other(gone)),
                },
            };
            for event in first.into_iter().chain(events.try_iter()).take(MAX_EVENTS_PER_FRAME) {
                if let Some(exit_reason) = self.handle_event(event)? {
                    self.workspace.update_autosave(&self.app);
                    return Ok(exit_reason);
                }
            }
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        if !self.tty.is_active() {
            return Ok(());
        }
        // On the copy sheet, text is selected with the mouse by the terminal itself.
        let selects = matches!(self.app.overlay, Some(Overlay::Copy(_)));
        self.tty.set_mouse_capture(self.mouse && !selects)?;
        let screen = Screen { app: &self.app, theme: self.theme };
        let frame = self.encoder.encode(self.size, |area, cells| (self.paint)(&screen, area, cells));
        // Another thread may have restored the terminal meanwhile.
        if frame.is_empty() || !self.tty.is_active() { Ok(()) } else { self.tty.write(&frame) }
    }

    fn handle_event(&mut self, event: RuntimeEvent) -> io::Result<Option<ExitReason>> {
        match event {
            RuntimeEvent::Msg(msg) => return self.dispatch(msg),
            RuntimeEvent::Input => return self.input.pop().map_or(Ok(None), |event| self.dispatch(event.into())),
            // The files are not read: a presentation must not change.
            RuntimeEvent::FilesChanged(_) if self.app.presentation.is_some() => {
                return self.dispatch(Msg::Presentation(presentation::PresentationEvent::Changed));
            }
            RuntimeEvent::FilesChanged(what) => return self.dispatch(self.workspace.reload(&self.app, Some(what))),
            RuntimeEvent::Library { entries, briefs } => {
                self.workspace.set_library_entries(entries);
                return self.dispatch(Msg::Library(briefs));
            }
            RuntimeEvent::ShowingChanged(slot) => {
                let showing = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
                return showing.map_or(Ok(None), |showing| {
                    self.dispatch(Msg::Presentation(presentation::PresentationEvent::Shown(showing)))
                });
            }
            // The presenter reports it when a report is due.
            RuntimeEvent::FollowersChanged => {}
            RuntimeEvent::Resized => self.update_size(),
            RuntimeEvent::Suspend => return self.suspend()?.map_or(Ok(None), |msg| self.dispatch(msg)),
            RuntimeEvent::Resumed => self.resume()?,
            RuntimeEvent::Exit(exit_reason) => return Ok(Some(exit_reason)),
        }
        Ok(None)
    }

    /// Updates the app by a message, performs the effects, and dispatches their answers.
    fn dispatch(&mut self, msg: Msg) -> io::Result<Option<ExitReason>> {
        let mut messages = VecDeque::from([msg]);
        while let Some(msg) = messages.pop_front() {
            let effect = update(&mut self.app, msg);
            self.presenter.close_if_ended(&self.app);
            match effect {
                None => {}
                Some(Effect::Quit) => return Ok(Some(ExitReason::Quit)),
                Some(Effect::Suspend) => messages.extend(self.suspend()?),
                Some(Effect::Redraw) => self.encoder.invalidate(),
                Some(Effect::Open(at)) => {
                    messages.extend(self.workspace.open(at, &self.app));
                    self.start_watching();
                }
                Some(Effect::OpenAt { brief, item }) => {
                    messages.extend(self.workspace.open_at(brief, item, &self.app));
                    self.start_watching();
                }
                Some(Effect::Library(request)) => messages.extend(self.workspace.request(request)),
                Some(Effect::Reload) => {
                    messages.push_back(self.workspace.reload(&self.app, None));
                    // The watched files may have been replaced.
                    self.start_watching();
                }
                Some(Effect::Copy(text)) => self.tty.write(&tty::osc52_copy(&text))?,
                Some(Effect::SaveState) => messages.extend(self.workspace.save(&self.app)),
                Some(Effect::Coding(request)) => {
                    messages.extend(self.workspace.code(request, &self.app));
                    // What coding has written is no news.
                    self.start_watching();
                }
            }
        }
        Ok(None)
    }

    /// Watches the files of the open brief instead of those of the last one.
    fn start_watching(&mut self) {
        let Some(location) = self.workspace.location() else { return };
        self.watch = match FileWatcher::start(location, self.workspace.texts(), &self.watch_service) {
            Ok(watch) => watch.map_or(WatchState::Nothing, |watch| WatchState::Files { _watch: watch }),
            Err(error) => {
                if !matches!(self.watch, WatchState::Impossible) {
                    let key = self.app.keys.key_label(Action::Reload);
                    let message = format!("changes of the files are not noticed: {error}; {key} reads them");
                    let _ = update(&mut self.app, Msg::Failed(message));
                }
                WatchState::Impossible
            }
        };
    }

    fn update_size(&mut self) {
        self.size = tty::size();
        let _ = update(&mut self.app, Msg::Resize(self.size));
    }

    /// Stops the program until [`RuntimeEvent::Resumed`]. Returns a message only when there is no shell that could continue it.
    fn suspend(&self) -> io::Result<Option<Msg>> {
        if !tty::can_suspend() {
            return Ok(Some(Msg::Failed("no shell is there to step out to".to_owned())));
        }
        if self.tty.is_active() {
            self.workspace.update_autosave(&self.app);
            self.tty.leave();
            tty::suspend_job()?;
        }
        Ok(None)
    }

    fn resume(&mut self) -> io::Result<()> {
        self.tty.enter()?;
        self.encoder.invalidate();
        self.update_size();
        Ok(())
    }
}

impl Drop for EventLoop {
    fn drop(&mut self) {
        let _ = self.workspace.autosave().save();
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Read as _;
    use std::os::unix::fs::PermissionsExt as _;
    use std::process;
    use std::time::Duration;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use super::*;
    use crate::app::presentation::PresentationPlan;
    use crate::loader::{BriefLocation, BundledBrief, LoadedBrief};
    use crate::model::Tlp;
    use crate::runtime::Environment;

    /// Tells the child process of the test which thread panics.
    const PANICKING_THREAD: &str = "WHOSAID_TEST_PANICKING_THREAD";

    /// Whether the third card is shown.
    fn is_third_card(screen: &Screen<'_>) -> bool {
        screen.app.presentation.as_ref().is_some_and(|stage| stage.at == 2)
    }

    fn draw_and_panic(screen: &Screen<'_>, area: Rect, cells: &mut Buffer) -> FrameExtras {
        assert!(!is_third_card(screen), "injected");
        paint(screen, area, cells)
    }

    fn draw_while_another_panics(screen: &Screen<'_>, area: Rect, cells: &mut Buffer) -> FrameExtras {
        if is_third_card(screen) {
            let _ = thread::spawn(|| panic!("injected")).join();
        }
        paint(screen, area, cells)
    }

    fn present(thread: &str) -> ! {
        let loaded = Box::new(LoadedBrief::from_bundled(BundledBrief::default()));
        let (audience, plan) = (Some(Tlp::Clear), PresentationPlan::default());
        let start = StartTarget::Presentation {
            place: BriefLocation::Bundled(BundledBrief::default()),
            reading: loaded,
            audience,
            plan,
        };
        let options = ReaderOptions::new(Environment::detect());
        let start = |workspace: &mut Workspace, size| workspace.start(start, size);
        let (mut event_loop, events) = set_up(options, EventChannel::new(), start).unwrap();
        event_loop.paint = if thread == "drawing" { draw_and_panic } else { draw_while_another_panics };
        let status = event_loop.run(&events).unwrap().status();
        drop(event_loop);
        process::exit(status.into());
    }

    /// The test starts itself again on a pseudo-terminal, and panics there.
    #[test]
    fn a_panic_ends_it_gives_the_terminal_back_and_keeps_the_card() {
        if let Ok(thread) = std::env::var(PANICKING_THREAD) {
            present(&thread);
        }
        for panicking in ["drawing", "other"] {
            let home = tempfile::tempdir().unwrap();
            fs::set_permissions(home.path(), fs::Permissions::from_mode(0o700)).unwrap();
            let pty = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() }).unwrap();
            let modes = || format!("{:?}", pty.master.get_termios().unwrap());
            let before = modes();
            let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
            command.args(["--exact", "--nocapture", "--test-threads=1"]);
            command.arg(format!("{}::a_panic_ends_it_gives_the_terminal_back_and_keeps_the_card", module()));
            command.env(PANICKING_THREAD, panicking);
            for folder in ["HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "TMPDIR"] {
                command.env(folder, home.path());
            }
            let mut child = pty.slave.spawn_command(command).unwrap();
            let mut reader = pty.master.try_clone_reader().unwrap();
            let (sender, chunks) = mpsc::channel();
            thread::spawn(move || {
                let mut buffer = [0; 4096];
                while let Ok(length @ 1..) = reader.read(&mut buffer) {
                    let _ = sender.send(String::from_utf8_lossy(&buffer[..length]).into_owned());
                }
            });
            let mut written = String::new();
            let mut wait_for = |text: &str| {
                while !written.contains(text) {
                    written += &chunks.recv_timeout(Duration::from_secs(60)).unwrap();
                }
            };
            wait_for("1/45");
            pty.master.take_writer().unwrap().write_all(b"3\r").unwrap();
            wait_for("injected");
            assert_eq!(child.wait().unwrap().exit_code(), 101, "{panicking}");
            assert_eq!(modes(), before, "{panicking}");
            drop(pty.slave);
            written.extend(chunks.iter());
            let (_, shown) = written.split_once("\x1b[?1049l").unwrap();
            assert!(shown.contains("injected") && !shown.contains("\x1b[?1049"), "{shown}");
            assert!(!shown.contains("\x1b[?2026h"), "nothing is drawn on the shell's screen: {shown}");
            let saved = fs::read_to_string(home.path().join("whosaid/.presented.toml")).unwrap();
            assert!(saved.contains("TLP:CLEAR") && saved.contains("[spot]"), "{saved}");
            assert!(!saved.contains("card = \"title\""), "it is at the third card: {saved}");
            let left = fs::read_dir(home.path().join("whosaid")).unwrap().map(|entry| entry.unwrap().path());
            assert!(
                !left.into_iter().any(|path| path.extension().is_some_and(|end| end == "sock")),
                "the socket is gone"
            );
        }
    }

    /// The path of this module, as in the names of tests.
    fn module() -> &'static str {
        module_path!().split_once("::").unwrap().1
    }
}
