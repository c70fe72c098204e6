//! `council serve`: listens until it is told to stop.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::config::{Config, Origin};
use crate::council::{Council, OpenError};
use crate::limits::Limits;
use crate::listen::listen;
use crate::router::router;
use crate::sign_in::{Sessions, SignIn, SignInError, Tokens};

/// What to serve, where and how.
#[derive(Args)]
pub struct Options {
    /// Folder that holds the database; made where it does not exist.
    #[arg(long)]
    pub data: PathBuf,
    /// Folder of the built app, with its settings, form and programme.
    #[arg(long)]
    pub app: PathBuf,
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// Port to listen on; 0 takes any free one.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Origin of another host whose pages may send applications here, like https://www.example.org; may be repeated.
    #[arg(long, value_name = "ORIGIN")]
    pub allow_origin: Vec<Origin>,
    /// Origin of another host whose pages may hold this app in a frame; may be repeated.
    #[arg(long, value_name = "ORIGIN")]
    pub frame_ancestor: Vec<Origin>,
    /// A proxy of the council's own stands before this and writes X-Forwarded-For. Without one, never set this.
    #[arg(long)]
    pub behind_proxy: bool,
    /// Who may send applications.
    #[arg(long, value_enum, default_value = "none")]
    pub sign_in: Way,
    /// For `bearer`: file with the SHA-256 of a token on each line.
    #[arg(long, required_if_eq("sign_in", "bearer"))]
    pub tokens: Option<PathBuf>,
    /// For `session`: file with the secret shared with the council's site.
    #[arg(long, required_if_eq("sign_in", "session"))]
    pub session_secret: Option<PathBuf>,
    /// Take sealed applications only; settings.json has to name the key they are sealed to (`council seal-key`).
    #[arg(long)]
    pub require_sealed: bool,
    /// Fail where a request asks for it: for tests, on this machine only.
    #[arg(long)]
    pub faults: bool,
    /// How much one client may ask for.
    #[command(flatten)]
    pub limits: Limits,
}

/// Ways to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Way {
    /// Everybody may send: for a demonstration.
    None,
    /// With a token in every request.
    Bearer,
    /// With a session of the council's site.
    Session,
}

/// Why the endpoint cannot serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The rules, the key or the database.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The tokens or the secret.
    #[error(transparent)]
    SignIn(#[from] SignInError),
    /// Faults are no thing to offer to others.
    #[error("--faults is for tests on this machine: it cannot be used with --host {0}")]
    Faults(IpAddr),
    /// The address is taken or not ours.
    #[error("cannot listen on {address}: {error}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        error: io::Error,
    },
    /// The system would not let it go on.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Serves until SIGINT or SIGTERM, then lets requests under way finish. Prints its address, one line, once it can
/// be reached.
///
/// # Errors
/// It cannot start, or cannot go on.
pub async fn serve(options: Options) -> Result<(), ServeError> {
    if options.faults && !options.host.is_loopback() {
        return Err(ServeError::Faults(options.host));
    }
    let config = Config {
        limits: options.limits.clone(),
        sign_in: sign_in(&options)?,
        allow_origin: options.allow_origin,
        frame_ancestor: options.frame_ancestor,
        behind_proxy: options.behind_proxy,
        require_sealed: options.require_sealed,
        faults: options.faults,
    };
    let council = Arc::new(Council::with(&options.data, &options.app, config)?);
    warn(&council);
    let address = SocketAddr::new(options.host, options.port);
    let listener = TcpListener::bind(address)
        .await
        .map_err(|error| ServeError::Listen { address, error })?;
    let stopping = signal()?;
    println!("http://{}/", listener.local_addr()?);
    listen(listener, router(council), &options.limits, stopping).await;
    tracing::info!("stopped");
    Ok(())
}

fn sign_in(options: &Options) -> Result<SignIn, SignInError> {
    Ok(
        match (options.sign_in, &options.tokens, &options.session_secret) {
            (Way::Bearer, Some(path), _) => SignIn::Bearer(Tokens::open(path)?),
            (Way::Session, _, Some(path)) => SignIn::Session(Sessions::open(path)?),
            // Clap has asked for the file of each of the others.
            _ => SignIn::None,
        },
    )
}

/// Says loudly what nobody should find out later.
fn warn(council: &Council) {
    if matches!(council.config.sign_in, SignIn::None) {
        tracing::warn!(
            "NOBODY HAS TO SIGN IN: everybody who reaches this address may send applications (--sign-in)"
        );
    }
    if council.config.faults {
        tracing::warn!(
            "FAULTS ARE ON: this endpoint fails when it is asked to. It is for tests and nothing else"
        );
    }
    if council.rules.settings.receipt_keys.is_empty() {
        let key = council.key.public();
        tracing::warn!(
            key,
            "settings.json names no receipt_keys: it is served with this endpoint's key in it. Where the app is served from \
             elsewhere, put the key there"
        );
    }
}

/// Changes (by closing) when the process is told to stop.
fn signal() -> io::Result<watch::Receiver<()>> {
    let (sender, receiver) = watch::channel(());
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::spawn(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
        drop(sender);
    });
    Ok(receiver)
}
