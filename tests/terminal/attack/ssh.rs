//! A reader behind an sshd whose connection is cut at any moment: it ends, and the place is kept.

use std::fs::{self, Permissions};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::accounts::{Shared, give};
use crate::pty::{PATIENCE, Start, built};
use crate::{TITLE, detail};

/// How many connections are cut, by so many clients at once.
const MOMENTS: usize = 50;
const CLIENTS: usize = 5;

/// An sshd on the loopback with keys, a port and an account of its own.
struct Server {
    sshd: Child,
    port: u16,
    account: Option<String>,
    keys: TempDir,
    shared: Shared,
}

impl Server {
    fn start() -> Self {
        let (shared, keys) = (Shared::new(), TempDir::new().unwrap());
        // Root serves as another account; everybody else serves as himself.
        let account = std::env::var("WHOSAID_SPEAKER").ok();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        for name in ["host", "client"] {
            let mut keygen = Command::new("ssh-keygen");
            keygen.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(keys.path().join(name));
            assert!(keygen.status().unwrap().success());
        }
        let path = |name: &str| keys.path().join(name).display().to_string();
        let config = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nUsePAM no\n\
             StrictModes no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nMaxStartups 100\n",
            path("host"),
            path("client.pub")
        );
        fs::write(path("config"), config).unwrap();
        if let Some(account) = &account {
            give(keys.path(), account);
            // The client is run by us.
            std::os::unix::fs::chown(path("client"), Some(0), Some(0)).unwrap();
            fs::set_permissions(keys.path(), Permissions::from_mode(0o755)).unwrap();
        }
        let mut words: Vec<String> = Vec::new();
        if let Some(account) = &account {
            // Terminals belong to this group, and who is not root can only give them to a group of his.
            words.extend(["setpriv", "--reuid", account, "--regid", account, "--groups", "tty"].map(str::to_owned));
        }
        // It starts itself anew for each connection, by its whole path.
        words.extend(["sh", "-c", "exec \"$(command -v sshd)\" -D -f \"$0\""].map(str::to_owned));
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]).arg(path("config")).current_dir("/").stdin(Stdio::null());
        let sshd = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let server = Self { sshd, port, account, keys, shared };
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < deadline, "no sshd at {port}");
            thread::sleep(Duration::from_millis(20));
        }
        server
    }

    /// A client in which a reader runs whose home is `home`.
    fn client(&self, home: &Path) -> Start {
        let home = home.display();
        let reader = format!(
            "exec env -i PATH=/usr/bin:/bin TERM=xterm-256color LANG=C.UTF-8 HOME={home} XDG_STATE_HOME={home}/state {}",
            self.shared.binary().display()
        );
        let user = self.account.clone().or_else(|| std::env::var("USER").ok()).unwrap();
        let (port, key) = (self.port.to_string(), self.keys.path().join("client"));
        let options = ["UserKnownHostsFile=/dev/null", "StrictHostKeyChecking=no", "LogLevel=ERROR"];
        let mut words = vec!["-F", "/dev/null", "-tt", "-p", &port, "-l", &user, "-i", key.to_str().unwrap()];
        words.extend(options.iter().flat_map(|option| ["-o", option]));
        words.extend(["127.0.0.1", &reader]);
        built("ssh", &words).sized(100, 30)
    }

    fn home(&self) -> TempDir {
        let home = TempDir::new().unwrap();
        if let Some(account) = &self.account {
            give(home.path(), account);
        }
        home
    }

    /// The readers whose home is `home`.
    fn readers(&self, home: &Path) -> Vec<i32> {
        let variable = format!("HOME={}", home.display());
        let is_one = |process: &PathBuf| {
            let environment = fs::read(process.join("environ")).unwrap_or_default();
            fs::read_link(process.join("exe")).is_ok_and(|exe| exe == self.shared.binary())
                && environment.split(|byte| *byte == 0).any(|set| set == variable.as_bytes())
        };
        let processes = fs::read_dir("/proc").unwrap().map(|entry| entry.unwrap().path());
        let readers = processes.filter(is_one);
        readers.filter_map(|process| process.file_name()?.to_str()?.parse().ok()).collect()
    }

    #[track_caller]
    fn wait_for_no_reader(&self, home: &Path, at: usize) {
        let deadline = Instant::now() + PATIENCE;
        while !self.readers(home).is_empty() {
            assert!(Instant::now() < deadline, "moment {at}: still there: {:?}", self.readers(home));
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Cuts a connection while keys are sent that draw all anew or do nothing, which leaves the place as it is.
    fn cut(&self, at: usize) {
        let home = self.home();
        let start = self.client(home.path());
        let mut terminal = start.open();
        terminal.wait_for(TITLE);
        terminal.send(&format!("4{}", "j".repeat(1 + at % 9)));
        terminal.settle();
        let place = detail(terminal.screen.screen());
        assert_ne!(place, "");
        let readers = self.readers(home.path());
        let [reader] = readers[..] else { panic!("moment {at}: {readers:?}") };
        for _ in 0..at {
            terminal.send("\x0c\x1b[24~");
        }
        thread::sleep(Duration::from_millis(u64::try_from(at * 3 % 40).unwrap()));
        if at.is_multiple_of(2) {
            terminal.signal(Signal::KILL);
        } else {
            kill_process(Pid::from_raw(parent(reader)).unwrap(), Signal::KILL).unwrap();
        }
        self.wait_for_no_reader(home.path(), at);
        terminal.end();
        let mut terminal = start.open();
        terminal.wait(&format!("the place of moment {at}: {place}"), |screen| detail(screen) == place);
        terminal.send("q");
        assert_eq!(terminal.end().exit_code(), 0);
        terminal.assert_given_back();
        self.wait_for_no_reader(home.path(), at);
    }

    /// Cuts a connection before anything is shown, so soon after it was begun.
    fn cut_early(&self, at: usize) {
        let home = self.home();
        let mut terminal = self.client(home.path()).open();
        thread::sleep(Duration::from_millis(u64::try_from(at * 10).unwrap()));
        terminal.signal(Signal::KILL);
        terminal.end();
        // What sshd had begun to start may still come.
        thread::sleep(Duration::from_millis(300));
        self.wait_for_no_reader(home.path(), at);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.sshd.kill();
        let _ = self.sshd.wait();
    }
}

fn parent(process: i32) -> i32 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("PPid:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
#[ignore = "needs sshd; .ci/attack runs it"]
fn a_connection_that_is_cut_leaves_no_process_and_the_place_is_kept() {
    let server = Server::start();
    thread::scope(|scope| {
        for client in 0..CLIENTS {
            let server = &server;
            scope.spawn(move || {
                for at in (client..MOMENTS).step_by(CLIENTS) {
                    if at % 10 == 9 { server.cut_early(at) } else { server.cut(at) }
                }
            });
        }
    });
}
