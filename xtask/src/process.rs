//! Starting other programs, and saying what is going on while they run.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// How long a program may be silent before a line says that it is still at work.
const HEARTBEAT: Duration = Duration::from_secs(30);

/// Why a command of this tool did not do what was asked. Every text says what to do where something can be done.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    /// What is wrong has been printed, and the last line is to stay the last.
    #[error("see above")]
    Reported,
    /// A person has to do something first.
    #[error("{0}")]
    Advice(String),
    /// A program is not there or may not be run.
    #[error("`{command}` could not be started: {source}")]
    NotStarted {
        /// The command line.
        command: String,
        /// What the system said.
        source: io::Error,
    },
    /// A program ended with an error; it has said why itself.
    #[error("`{command}` failed ({status})")]
    Failed {
        /// The command line.
        command: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl TaskError {
    /// For `map_err` on what touches `path`.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}

/// The folder that holds the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_owned)
        .unwrap_or_default()
}

/// Cargo's output folder.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// A command run from the top of the workspace, without a keyboard, so that it never waits for one.
pub fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// Runs a program to its end, its output passed on as it comes.
pub fn run(command: &mut Command) -> Result<(), TaskError> {
    let name = line(command);
    let mut child = command.spawn().map_err(|source| TaskError::NotStarted {
        command: name.clone(),
        source,
    })?;
    let (ended, waiting) = mpsc::channel::<()>();
    let status = thread::scope(|scope| {
        scope.spawn(move || beat(&waiting));
        let status = child.wait();
        drop(ended);
        status
    })
    .map_err(|source| TaskError::NotStarted {
        command: name.clone(),
        source,
    })?;
    if status.success() {
        Ok(())
    } else {
        Err(TaskError::Failed {
            command: name,
            status,
        })
    }
}

/// Runs a program that serves until it is stopped, and is not expected to say anything.
pub fn run_quietly(command: &mut Command) -> Result<(), TaskError> {
    let name = line(command);
    let failed = |source| TaskError::NotStarted {
        command: name.clone(),
        source,
    };
    let status = command.status().map_err(failed)?;
    if status.success() {
        Ok(())
    } else {
        Err(TaskError::Failed {
            command: name,
            status,
        })
    }
}

fn beat(ended: &mpsc::Receiver<()>) {
    let begin = Instant::now();
    while ended.recv_timeout(HEARTBEAT) == Err(mpsc::RecvTimeoutError::Timeout) {
        println!("      … still working, {} so far", spell(begin.elapsed()));
    }
}

/// What a program prints, or nothing where it is missing or fails.
pub fn read(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The first of these programs that stands in a folder of `PATH`.
pub fn find(programs: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    programs
        .iter()
        .flat_map(|program| folders.iter().map(move |folder| folder.join(program)))
        .find(|file| file.is_file())
}

fn line(command: &Command) -> String {
    let mut words = vec![
        Path::new(command.get_program())
            .file_name()
            .unwrap_or_default()
            .to_string_lossy(),
    ];
    words.extend(command.get_args().map(|word| word.to_string_lossy()));
    words.join(" ")
}

/// A length of time as a person says it: `0.4 s`, `12 s`, `2 min 5 s`.
pub fn spell(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

/// Numbered, timed steps: `[2/6] Building the app`.
pub struct Steps {
    total: usize,
    begun: usize,
    finished: usize,
    start: Instant,
}

impl Steps {
    /// A run of `total` steps that begins now.
    pub fn new(total: usize) -> Self {
        Self {
            total,
            begun: 0,
            finished: 0,
            start: Instant::now(),
        }
    }

    /// Says what begins, does it, and says how long it took.
    pub fn step<T>(
        &mut self,
        name: &str,
        work: impl FnOnce() -> Result<T, TaskError>,
    ) -> Result<T, TaskError> {
        self.begun += 1;
        println!("[{}/{}] {name}", self.begun, self.total);
        let begin = Instant::now();
        let result = work();
        match &result {
            Ok(_) => {
                self.finished += 1;
                println!("      done in {}", spell(begin.elapsed()));
            }
            Err(_) => println!("      FAILED after {}", spell(begin.elapsed())),
        }
        result
    }

    /// Steps finished well.
    pub fn passed(&self) -> usize {
        self.finished
    }

    /// Steps that were not begun.
    pub fn left(&self) -> usize {
        self.total.saturating_sub(self.begun)
    }

    /// Time since the first step.
    pub fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_is_said_as_a_person_says_it() {
        for (millis, expect) in [(420, "0.4 s"), (12_900, "12 s"), (125_000, "2 min 5 s")] {
            assert_eq!(spell(Duration::from_millis(millis)), expect);
        }
    }

    #[test]
    fn a_program_that_is_missing_or_fails_is_named() {
        let missing = run(&mut command("no-such-program-anywhere")).map_err(|error| error.to_string());
        assert!(
            missing.is_err_and(|text| text.starts_with("`no-such-program-anywhere` could not be started"))
        );
        let failed = run(command("cargo")
            .args(["no-such-subcommand", "--quiet"])
            .stderr(Stdio::null()))
        .map_err(|error| error.to_string());
        assert!(failed.is_err_and(|text| text.starts_with("`cargo no-such-subcommand --quiet` failed")));
    }

    #[test]
    fn steps_count_what_was_finished_and_what_was_left() {
        let mut steps = Steps::new(3);
        assert!(steps.step("one", || Ok(())).is_ok());
        assert!(
            steps
                .step("two", || Err::<(), _>(TaskError::Advice("no".to_owned())))
                .is_err()
        );
        assert_eq!((steps.passed(), steps.left()), (1, 1));
    }
}
