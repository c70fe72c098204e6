//! `council serve`: listens until it is told to stop.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::council::{Council, OpenError};
use crate::router::router;

/// Longest time requests under way are waited for after a signal to stop.
const GRACE: Duration = Duration::from_secs(10);

/// What to serve and where.
pub struct Options {
    /// Folder of the database.
    pub data: PathBuf,
    /// Folder of the built app.
    pub app: PathBuf,
    /// Address to listen on.
    pub host: IpAddr,
    /// Port to listen on; 0 takes any free one.
    pub port: u16,
}

/// Why the endpoint cannot serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The rules or the database.
    #[error(transparent)]
    Open(#[from] OpenError),
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
    let council = Arc::new(Council::open(&options.data, &options.app)?);
    let address = SocketAddr::new(options.host, options.port);
    let listener = TcpListener::bind(address)
        .await
        .map_err(|error| ServeError::Listen { address, error })?;
    let mut stopping = signal()?;
    println!("http://{}/", listener.local_addr()?);
    let mut out_of_patience = stopping.clone();
    let server = axum::serve(listener, router(council)).with_graceful_shutdown(async move {
        let _ = stopping.changed().await;
        tracing::info!("stopping");
    });
    tokio::select! {
        served = server => served?,
        () = async {
            let _ = out_of_patience.changed().await;
            tokio::time::sleep(GRACE).await;
        } => tracing::warn!("stopped with requests still under way"),
    }
    tracing::info!("stopped");
    Ok(())
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
