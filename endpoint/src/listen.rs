//! Connections: how many, how slow, how long. The crate `axum` serves without such limits, so this talks to `hyper`.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt;

use crate::faults::Cut;
use crate::limits::{Limits, Peer};

/// Longest time requests under way are waited for after a signal to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Pause after the system refused a connection (too many open files, say), so that it is not asked in a circle.
const BREATH: Duration = Duration::from_millis(100);

/// Serves until `stopping` changes, then lets requests under way finish.
pub async fn listen(
    listener: TcpListener,
    router: Router,
    limits: &Limits,
    mut stopping: watch::Receiver<()>,
) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(limits.connections));
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            _ = stopping.changed() => break,
        };
        let (stream, peer, place) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::error!(kind = %error.kind(), "a connection was not accepted");
                tokio::time::sleep(BREATH).await;
                continue;
            }
        };
        let router = router.clone();
        let service = service_fn(move |request| answer(router.clone(), request, peer));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head_seconds)
            .serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        let longest = limits.connection_seconds;
        tokio::spawn(async move {
            // Whether it broke, was too slow or ended well, there is nobody left to tell.
            let _ = tokio::time::timeout(longest, connection).await;
            drop(place);
        });
    }
    tracing::info!("stopping");
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(GRACE) => tracing::warn!("stopped with requests still under way"),
    }
}

type Accepted = (TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit);

async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> io::Result<Accepted> {
    // Never closed, so there is always a place in the end.
    let place = places.clone().acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    // Answers are small and written at once; waiting for more would only delay them.
    let _ = stream.set_nodelay(true);
    Ok((stream, peer, place))
}

/// An error closes the connection without a word.
async fn answer(
    router: Router,
    mut request: Request<Incoming>,
    peer: SocketAddr,
) -> Result<Response, io::Error> {
    request.extensions_mut().insert(Peer(peer.ip()));
    let answered: Result<Response, Infallible> = router.oneshot(request.map(Body::new)).await;
    let Ok(response) = answered;
    match response.extensions().get::<Cut>() {
        Some(Cut) => Err(io::Error::other("cut on purpose")),
        None => Ok(response),
    }
}
