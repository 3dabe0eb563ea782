//! One reading, from the first frame to the last: news in, frames out, effects done.

use std::collections::VecDeque;
use std::io::{self, Write as _};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, PoisonError};
use std::thread;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget;
use signal_hook::consts::SIGHUP;

use super::clipboard;
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

/// Where news comes from, and goes to.
pub(super) struct EventChannel {
    pub(super) sender: Sender<RuntimeEvent>,
    pub(super) receiver: Receiver<RuntimeEvent>,
    /// The speaker who is followed.
    pub(super) speaker: Option<FollowHandle>,
}

impl EventChannel {
    pub(super) fn new() -> Self {
        let (sender, news) = mpsc::channel();
        Self { sender, receiver: news, speaker: None }
    }
}

/// Reads, beginning with `start`, until the reader or the system has enough.
///
/// The terminal on standard input and output is taken over, and given back whatever happens. What is to be remembered of
/// the brief is on the user's shelf afterwards.
///
/// # Errors
/// The terminal could not be taken over, or it is gone.
pub fn run(start: StartTarget, sitting: ReaderOptions) -> io::Result<ExitReason> {
    run_with(sitting, EventChannel::new(), |desk, size| desk.start(start, size))
}

/// The same for any beginning, and news that may have begun to come.
pub(super) fn run_with(
    sitting: ReaderOptions,
    post: EventChannel,
    start: impl FnOnce(&mut Workspace, Size) -> io::Result<App>,
) -> io::Result<ExitReason> {
    let (mut session, news) = set_up(sitting, post, start)?;
    let ended = session.run(&news);
    let kept = session.workspace.autosave().save().err().map(|error| error.to_string());
    let aside = session.presenter.take_deferred_warnings();
    // The terminal is the shell's again before anything is told on it.
    drop(session);
    for told in aside.into_iter().chain(kept) {
        let _ = writeln!(io::stderr(), "whosaid: {}", sanitize(&told));
    }
    ended
}

/// A session that has the terminal, and where its news comes from.
fn set_up(
    sitting: ReaderOptions,
    post: EventChannel,
    start: impl FnOnce(&mut Workspace, Size) -> io::Result<App>,
) -> io::Result<(EventLoop, Receiver<RuntimeEvent>)> {
    let ReaderOptions { texts, presentation: wants, environment, theme, keys, mouse, cited_as, relay, notice, cache } =
        sitting;
    let EventChannel { sender, receiver: news, speaker } = post;
    let tty = Arc::new(Tty::open()?);
    let desk = Workspace::new(StateDir::for_user(), texts, environment.letters()).with_cache(cache);
    let mut desk = desk.with_deferred_checks(sender.clone());
    // Before the terminal is taken over: from its first moment on it will be given back.
    SignalWatcher { events: sender.clone(), autosave: desk.autosave(), tty: Arc::clone(&tty) }.start()?;
    let keeper = desk.autosave();
    thread::Builder::new().name("keeper".to_owned()).spawn(move || keeper.run())?;
    let size = tty::size();
    let app = start(&mut desk, size)?;
    let notice = app.notice.clone().or(notice.map(Notice::Refused));
    let app = App { notice, keys, citation_format: cited_as, clipboard_route: relay, ..app };
    let fault = sender.clone();
    let guard = tty.enter_guarded(move || {
        let _ = fault.send(RuntimeEvent::Exit(ExitReason::Panic));
    })?;
    let changes = sender.clone();
    let input = Arc::new(InputQueue::new(sender.clone(), &app.keys));
    let queue = Arc::clone(&input);
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        // When no more keys can come, nobody could leave: the line is gone.
        let _ = input::listen(&queue, mouse);
        let _ = sender.send(RuntimeEvent::Exit(ExitReason::Signal(SIGHUP)));
    })?;
    let canvas = FrameEncoder::default();
    let backstage = Presenter::new(wants, changes.clone(), speaker);
    desk.start_library_worker(changes.clone())?;
    let lookout = WatchService::start(changes)?;
    let watch = WatchState::Nothing;
    let session = EventLoop {
        app,
        size,
        workspace: desk,
        theme,
        mouse,
        input,
        paint,
        encoder: canvas,
        tty,
        presenter: backstage,
        watch_service: lookout,
        watch,
        _guard: guard,
    };
    Ok((session, news))
}

pub(super) fn paint(screen: &Screen<'_>, area: Rect, cells: &mut Buffer) -> FrameExtras {
    screen.render(area, cells);
    FrameExtras { cursor: screen.cursor(), wrapped_rows: screen.soft_wrapped_rows() }
}

/// So many news go into one frame at the most: whoever sends without end does not keep the screen from being drawn.
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

/// What is known of changes to the files.
enum WatchState {
    Nothing,
    Files {
        _watch: FileWatcher,
    },
    /// The system gives no watch, which was told.
    Impossible,
}

impl EventLoop {
    fn run(&mut self, news: &Receiver<RuntimeEvent>) -> io::Result<ExitReason> {
        let mut is_watched = false;
        loop {
            for msg in self.presenter.poll(&self.app) {
                let _ = update(&mut self.app, msg);
            }
            self.workspace.update_autosave(&self.app);
            self.draw()?;
            self.presenter.publish(&self.app);
            // To begin to watch takes its time, where a brief has many files.
            if !std::mem::replace(&mut is_watched, true) {
                self.start_watching();
                continue;
            }
            // All that has happened goes into one frame: on a slow line, held keys must not queue up frames.
            let first = match self.presenter.timeout() {
                None => Some(news.recv().map_err(io::Error::other)?),
                Some(patience) => match news.recv_timeout(patience) {
                    Ok(first) => Some(first),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(gone @ RecvTimeoutError::Disconnected) => return Err(io::Error::other(gone)),
                },
            };
            for news in first.into_iter().chain(news.try_iter()).take(MAX_EVENTS_PER_FRAME) {
                if let Some(ending) = self.handle_event(news)? {
                    self.workspace.update_autosave(&self.app);
                    return Ok(ending);
                }
            }
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        if !self.tty.is_active() {
            return Ok(());
        }
        // Where text is to be selected by hand, the mouse is the terminal's.
        let selects = matches!(self.app.overlay, Some(Overlay::Copy(_)));
        self.tty.set_mouse_capture(self.mouse && !selects)?;
        let screen = Screen { app: &self.app, theme: self.theme };
        let frame = self.encoder.encode(self.size, |area, cells| (self.paint)(&screen, area, cells));
        // Another thread may have given the terminal back meanwhile.
        if frame.is_empty() || !self.tty.is_active() { Ok(()) } else { self.tty.write(&frame) }
    }

    fn handle_event(&mut self, news: RuntimeEvent) -> io::Result<Option<ExitReason>> {
        match news {
            RuntimeEvent::Msg(msg) => return self.dispatch(msg),
            RuntimeEvent::Input => return self.input.pop().map_or(Ok(None), |event| self.dispatch(event.into())),
            // It is not even read: what is presented stays as it is.
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
            // It is told when it is time.
            RuntimeEvent::FollowersChanged => {}
            RuntimeEvent::Resized => self.update_size(),
            RuntimeEvent::Suspend => return self.suspend()?.map_or(Ok(None), |msg| self.dispatch(msg)),
            RuntimeEvent::Resumed => self.resume()?,
            RuntimeEvent::Exit(ending) => return Ok(Some(ending)),
        }
        Ok(None)
    }

    /// Lets the reader change by a message, and by the answers to all that it then asks for.
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
                Some(Effect::Library(wanted)) => messages.extend(self.workspace.request(wanted)),
                Some(Effect::Reload) => {
                    messages.push_back(self.workspace.reload(&self.app, None));
                    // What was watched may have been put away, and another be in its place.
                    self.start_watching();
                }
                Some(Effect::Copy(text)) => self.tty.write(&clipboard::osc52_copy(&text))?,
                Some(Effect::SaveState) => messages.extend(self.workspace.save(&self.app)),
            }
        }
        Ok(None)
    }

    /// Watches the files of the open brief, in place of those of another.
    fn start_watching(&mut self) {
        let Some(place) = self.workspace.location() else { return };
        self.watch = match FileWatcher::start(place, self.workspace.texts(), &self.watch_service) {
            Ok(watch) => watch.map_or(WatchState::Nothing, |watch| WatchState::Files { _watch: watch }),
            Err(error) => {
                if !matches!(self.watch, WatchState::Impossible) {
                    let key = self.app.keys.key_label(Action::Reload);
                    let told = format!("changes of the files are not noticed: {error}; {key} reads them");
                    let _ = update(&mut self.app, Msg::Failed(told));
                }
                WatchState::Impossible
            }
        };
    }

    fn update_size(&mut self) {
        self.size = tty::size();
        let _ = update(&mut self.app, Msg::Resize(self.size));
    }

    /// Gives the terminal to the shell, until [`News::Continued`]; a message only where no shell would take it.
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
    use crate::loader;
    use crate::loader::{BriefLocation, LoadedBrief};
    use crate::model::Tlp;
    use crate::runtime::Environment;

    /// Which thread is to panic, for the process that does.
    const WHOSE: &str = "WHOSAID_TEST_WHOSE";

    /// At the third card.
    fn is_time(screen: &Screen<'_>) -> bool {
        screen.app.presentation.as_ref().is_some_and(|stage| stage.at == 2)
    }

    fn draw_and_panic(screen: &Screen<'_>, area: Rect, cells: &mut Buffer) -> FrameExtras {
        assert!(!is_time(screen), "injected");
        paint(screen, area, cells)
    }

    fn draw_while_another_panics(screen: &Screen<'_>, area: Rect, cells: &mut Buffer) -> FrameExtras {
        if is_time(screen) {
            let _ = thread::spawn(|| panic!("injected")).join();
        }
        paint(screen, area, cells)
    }

    fn present(whose: &str) -> ! {
        let reading = Box::new(LoadedBrief::from_source_files(loader::bundled()));
        let (audience, plan) = (Some(Tlp::Clear), PresentationPlan::default());
        let start = StartTarget::Presentation { place: BriefLocation::Bundled, reading, audience, plan };
        let sitting = ReaderOptions::new(Environment::detect());
        let (mut session, news) = set_up(sitting, EventChannel::new(), |desk, size| desk.start(start, size)).unwrap();
        session.paint = if whose == "ours" { draw_and_panic } else { draw_while_another_panics };
        let status = session.run(&news).unwrap().status();
        drop(session);
        process::exit(status.into());
    }

    /// The test starts itself once more, under a terminal, to panic there.
    #[test]
    fn a_panic_ends_it_gives_the_terminal_back_and_keeps_the_card() {
        if let Ok(whose) = std::env::var(WHOSE) {
            present(&whose);
        }
        for whose in ["ours", "another's"] {
            let home = tempfile::tempdir().unwrap();
            fs::set_permissions(home.path(), fs::Permissions::from_mode(0o700)).unwrap();
            let pty = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() }).unwrap();
            let modes = || format!("{:?}", pty.master.get_termios().unwrap());
            let before = modes();
            let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
            command.args(["--exact", "--nocapture", "--test-threads=1"]);
            command.arg(format!("{}::a_panic_ends_it_gives_the_terminal_back_and_keeps_the_card", module()));
            command.env(WHOSE, whose);
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
            wait_for("1/52");
            pty.master.take_writer().unwrap().write_all(b"3\r").unwrap();
            wait_for("injected");
            assert_eq!(child.wait().unwrap().exit_code(), 101, "{whose}");
            assert_eq!(modes(), before, "{whose}");
            drop(pty.slave);
            written.extend(chunks.iter());
            let (_, told) = written.split_once("\x1b[?1049l").unwrap();
            assert!(told.contains("injected") && !told.contains("\x1b[?1049"), "{told}");
            assert!(!told.contains("\x1b[?2026h"), "nothing is drawn on the shell's screen: {told}");
            let kept = fs::read_to_string(home.path().join("whosaid/.presented.toml")).unwrap();
            assert!(kept.contains("TLP:CLEAR") && kept.contains("[spot]"), "{kept}");
            assert!(!kept.contains("card = \"title\""), "it is at the third card: {kept}");
            let left = fs::read_dir(home.path().join("whosaid")).unwrap().map(|entry| entry.unwrap().path());
            assert!(
                !left.into_iter().any(|path| path.extension().is_some_and(|end| end == "sock")),
                "the socket is gone"
            );
        }
    }

    /// Of this module, as tests are named.
    fn module() -> &'static str {
        module_path!().split_once("::").unwrap().1
    }
}
