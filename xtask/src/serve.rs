//! `cargo xtask serve`: everything at one address, from nothing.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use clap::Args;

use crate::app;
use crate::process::{self, Steps, TaskError};

/// How long the endpoint may take to answer before no browser is opened.
const PATIENCE: Duration = Duration::from_secs(60);

/// What `serve` may be told.
#[derive(Args)]
pub struct Options {
    /// Port of the address on this machine.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Folder that keeps the applications received; made where it does not exist.
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Open the address in a browser.
    #[arg(long)]
    open: bool,
    /// Build quickly instead of small, and again whenever a source file changes.
    #[arg(long)]
    dev: bool,
}

/// What `open` is told by `serve`.
#[derive(Args)]
pub struct OpenOptions {
    /// Port to wait for.
    #[arg(long)]
    port: u16,
}

/// Builds what is needed and serves until it is stopped.
pub fn run(options: &Options) -> Result<(), TaskError> {
    ensure_port_is_free(options.port)?;
    let mut steps = Steps::new(app::BUILD_STEPS + usize::from(!options.dev));
    let watch = if options.dev {
        let path = app::build_dev(&mut steps)?;
        Some(start(&mut app::trunk("watch", &path))?)
    } else {
        app::build(&mut steps)?;
        None
    };
    steps.step("Starting", || {
        println!(
            "      applications received are kept in {}; Ctrl+C stops it",
            options.data.display()
        );
        if options.open {
            start(&mut opener(options.port)?).map(drop)
        } else {
            Ok(())
        }
    })?;
    println!("\nThe application form is at:");
    let served = serve(&mut council(options), watch.is_some());
    if let Some(mut watch) = watch {
        // It may have ended by the same key press as the endpoint.
        let _ = watch.kill();
        let _ = watch.wait();
    }
    served
}

/// Opens the address once it answers. A process of its own, so that [`serve`] can become the endpoint meanwhile.
pub fn open(options: &OpenOptions) -> Result<(), TaskError> {
    let address = format!("http://127.0.0.1:{}/", options.port);
    let begin = Instant::now();
    while TcpStream::connect(local(options.port)).is_err() {
        if begin.elapsed() > PATIENCE {
            return Err(TaskError::Advice(format!("{address} does not answer.")));
        }
        thread::sleep(Duration::from_millis(50));
    }
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    if process::run(process::command(opener).arg(&address)).is_err() {
        println!("No browser could be opened from here: open {address} yourself.");
    }
    Ok(())
}

fn local(port: u16) -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, port))
}

/// Said before the minutes of building, not after.
fn ensure_port_is_free(port: u16) -> Result<(), TaskError> {
    TcpListener::bind(local(port)).map(drop).map_err(|error| {
        TaskError::Advice(format!(
            "Port {port} cannot be used ({error}). Choose another: cargo xtask serve --port {}",
            port.saturating_add(1)
        ))
    })
}

fn opener(port: u16) -> Result<Command, TaskError> {
    let program = std::env::current_exe().map_err(TaskError::file(Path::new("this program")))?;
    let mut opener = process::command(program);
    opener.args(["open", "--port", &port.to_string()]);
    Ok(opener)
}

fn council(options: &Options) -> Command {
    let mut council = process::command(app::council());
    council
        .arg("serve")
        .arg("--data")
        .arg(&options.data)
        .arg("--app")
        .arg(app::dist());
    council.args(["--port", &options.port.to_string()]);
    council
}

fn start(command: &mut Command) -> Result<Child, TaskError> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.spawn().map_err(|source| TaskError::NotStarted {
        command: name,
        source,
    })
}

/// Where nothing runs beside it, this process becomes the endpoint: a signal sent to it reaches the right one.
#[cfg(unix)]
fn serve(council: &mut Command, beside: bool) -> Result<(), TaskError> {
    use std::os::unix::process::CommandExt;

    if beside {
        return process::run_quietly(council);
    }
    let source = council.exec();
    Err(TaskError::NotStarted {
        command: "council".to_owned(),
        source,
    })
}

#[cfg(not(unix))]
fn serve(council: &mut Command, _beside: bool) -> Result<(), TaskError> {
    process::run_quietly(council)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_told_before_anything_is_built() {
        let taken = TcpListener::bind(local(0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let text = ensure_port_is_free(port)
            .map_err(|error| error.to_string())
            .unwrap_err();
        assert!(text.contains("cargo xtask serve --port"), "{text}");
        drop(taken);
        assert!(ensure_port_is_free(port).is_ok());
    }
}
