//! How much one client may ask for, and how slowly.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::extract::Request;
use axum::http::Extensions;
use clap::Args;
use governor::clock::{Clock, MonotonicClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

/// The limits of a running endpoint.
#[derive(Clone, Debug, Args)]
pub struct Limits {
    /// Requests about applications that one address may make a minute; 0: any number. Behind one address there may be a
    /// whole school.
    #[arg(long, default_value_t = 120)]
    pub rate_per_minute: u32,
    /// How many of them it may make at once.
    #[arg(long, default_value_t = 60)]
    pub burst: u32,
    /// Applications that are judged and kept at the same time; who comes beyond is asked to come back.
    #[arg(long, default_value_t = 64)]
    pub at_once: usize,
    /// Connections that are open at the same time; who comes beyond waits.
    #[arg(long, default_value_t = 512)]
    pub connections: usize,
    /// Seconds that a client has to send the head of a request, also counted while a connection is idle.
    #[arg(long, default_value = "10", value_parser = seconds)]
    pub head_seconds: Duration,
    /// Seconds that a client has to send the body.
    #[arg(long, default_value = "20", value_parser = seconds)]
    pub body_seconds: Duration,
    /// Seconds after which a connection is closed whatever it does.
    #[arg(long, default_value = "600", value_parser = seconds)]
    pub connection_seconds: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            rate_per_minute: 120,
            burst: 60,
            at_once: 64,
            connections: 512,
            head_seconds: Duration::from_secs(10),
            body_seconds: Duration::from_secs(20),
            connection_seconds: Duration::from_secs(600),
        }
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let number: f64 = text.parse().map_err(|_| format!("{text} is not a number"))?;
    Duration::try_from_secs_f64(number).map_err(|error| error.to_string())
}

/// The address that a connection came from.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Who asks: the connection's other end or, behind a proxy of the council's own, whom that proxy names last in
/// `X-Forwarded-For`. What stands before is the client's to invent.
pub fn client(request: &Request, behind_proxy: bool) -> IpAddr {
    let forwarded = request
        .headers()
        .get_all("x-forwarded-for")
        .iter()
        .next_back()
        .and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    let address = match forwarded {
        Some(address) if behind_proxy => address,
        _ => peer(request.extensions()),
    };
    household(address)
}

fn peer(extensions: &Extensions) -> IpAddr {
    extensions
        .get::<Peer>()
        .map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |Peer(address)| *address)
}

/// One line of one customer has a /64 of IPv6 to choose from.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let prefix = u128::from(address) & !u128::from(u64::MAX);
            IpAddr::V6(Ipv6Addr::from(prefix))
        }
        address => address,
    }
}

/// Counts requests of each client.
pub struct Rate<C: Clock = MonotonicClock> {
    limiter: Option<Limiter<C>>,
    asked: AtomicU32,
}

type Limiter<C> = RateLimiter<IpAddr, HashMapStateStore<IpAddr>, C, NoOpMiddleware<<C as Clock>::Instant>>;

/// Requests after which clients that have been quiet are forgotten.
const FORGET_EVERY: u32 = 1024;

impl<C: Clock> Rate<C> {
    /// Nobody has asked for anything yet.
    pub fn new(limits: &Limits, clock: C) -> Self {
        let burst = NonZeroU32::new(limits.burst).unwrap_or(NonZeroU32::MIN);
        let quota =
            NonZeroU32::new(limits.rate_per_minute).map(|rate| Quota::per_minute(rate).allow_burst(burst));
        Self {
            limiter: quota.map(|quota| RateLimiter::new(quota, HashMapStateStore::default(), clock)),
            asked: AtomicU32::new(0),
        }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// It is one too many: how many seconds to wait, rounded up.
    pub fn check(&self, client: IpAddr) -> Result<(), u64> {
        let Some(limiter) = &self.limiter else {
            return Ok(());
        };
        if self.asked.fetch_add(1, Ordering::Relaxed) % FORGET_EVERY == FORGET_EVERY - 1 {
            limiter.retain_recent();
        }
        limiter.check_key(&client).map_err(|not_until| {
            let wait = not_until.wait_time_from(limiter.clock().now());
            wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
        })
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use governor::clock::FakeRelativeClock;

    use super::*;

    #[test]
    fn a_client_may_ask_so_often_and_then_has_to_wait() {
        let clock = FakeRelativeClock::default();
        let limits = Limits {
            rate_per_minute: 6,
            burst: 2,
            ..Limits::default()
        };
        let rate = Rate::new(&limits, clock.clone());
        let [one, other]: [IpAddr; 2] = ["192.0.2.1", "192.0.2.2"].map(|text| text.parse().unwrap());
        let check = |client, expect| assert_eq!(rate.check(client), expect);
        check(one, Ok(()));
        check(one, Ok(()));
        check(one, Err(10));
        check(other, Ok(()));
        clock.advance(Duration::from_millis(1500));
        check(one, Err(9));
        clock.advance(Duration::from_millis(8500));
        check(one, Ok(()));
        check(one, Err(10));
        clock.advance(Duration::from_secs(3600));
        check(one, Ok(()));
        check(one, Ok(()));
        check(one, Err(10));
    }

    #[test]
    fn no_rate_is_no_limit() {
        let limits = Limits {
            rate_per_minute: 0,
            burst: 1,
            ..Limits::default()
        };
        let rate = Rate::new(&limits, FakeRelativeClock::default());
        assert!((0..5000).all(|_| rate.check(IpAddr::from([192, 0, 2, 1])).is_ok()));
    }

    #[test]
    fn a_client_is_the_other_end_or_whom_our_own_proxy_names() {
        let check = |peer: &str, forwarded: &[&str], behind_proxy: bool, expect: &str| {
            let mut request = Request::post("/applications");
            for value in forwarded {
                request = request.header("x-forwarded-for", *value);
            }
            let mut request = request.body(Body::empty()).unwrap();
            request.extensions_mut().insert(Peer(peer.parse().unwrap()));
            let found = client(&request, behind_proxy);
            assert_eq!(found, expect.parse::<IpAddr>().unwrap(), "{peer} {forwarded:?}");
        };
        check("192.0.2.1", &[], false, "192.0.2.1");
        check("192.0.2.1", &[], true, "192.0.2.1");
        check("127.0.0.1", &["192.0.2.9"], false, "127.0.0.1");
        check("127.0.0.1", &["198.51.100.1, 192.0.2.9"], true, "192.0.2.9");
        check("127.0.0.1", &["198.51.100.1", "192.0.2.9"], true, "192.0.2.9");
        check("127.0.0.1", &["unknown"], true, "127.0.0.1");
        check("2001:db8:1:2:3:4:5:6", &[], false, "2001:db8:1:2::");
        check("::ffff:192.0.2.1", &[], false, "192.0.2.1");
    }

    #[test]
    fn seconds_are_a_number() {
        assert_eq!(seconds("0.25"), Ok(Duration::from_millis(250)));
        for text in ["", "ten", "-1", "inf", "NaN"] {
            assert!(seconds(text).is_err(), "{text}");
        }
    }
}
