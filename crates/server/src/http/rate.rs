//! How much each caller may ask for: by their token, else by the address they come from.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::{Duration, SystemTime};

use async_graphql::{Name, Value, indexmap::IndexMap};
use detente_core::Instant;
use governor::clock::{Clock as _, MonotonicClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

use super::document::Cost;
use super::refusal::{Code, Refusal};

/// So many callers are remembered at most; whoever comes beyond shares what is left for all of them.
const MOST: usize = 100_000;

/// Whose share is used up.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Whose {
    /// That of whoever a token was made for.
    Name(String),
    /// That of an address; of one of IPv6, of its network.
    Address(IpAddr),
    /// That of all who are too many.
    Everyone,
}

impl Whose {
    pub(super) fn of(name: &str, address: Option<IpAddr>) -> Self {
        match (name, address) {
            ("", None) => Self::Everyone,
            ("", Some(IpAddr::V6(address))) if address.to_ipv4_mapped().is_none() => {
                let network = u128::from(address) >> 64 << 64;
                Self::Address(IpAddr::V6(network.into()))
            }
            ("", Some(address)) => Self::Address(address.to_canonical()),
            (name, _) => Self::Name(name.to_owned()),
        }
    }
}

type Shares =
    RateLimiter<Whose, HashMapStateStore<Whose>, MonotonicClock, StateInformationMiddleware>;

/// How much each caller may ask for in a minute.
pub(super) struct Rate {
    a_minute: NonZeroU32,
    shares: Shares,
}

/// What is left of a share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Left {
    limit: u32,
    remaining: u32,
    /// Until all of it is there again.
    reset: Duration,
}

impl Rate {
    pub(super) fn new(a_minute: NonZeroU32) -> Self {
        let quota = Quota::per_minute(a_minute).allow_burst(a_minute);
        let shares = RateLimiter::new(quota, HashMapStateStore::default(), MonotonicClock);
        Self { a_minute, shares }
    }

    /// Takes what a question costs from a share, if there is as much.
    pub(super) fn take(&self, whose: Whose, cost: Cost) -> Result<Left, Refusal> {
        if self.shares.len() >= MOST {
            self.shares.retain_recent();
        }
        let whose = if self.shares.len() >= MOST { Whose::Everyone } else { whose };
        let asked = cost;
        let cost = u32::try_from(cost.objects).unwrap_or(u32::MAX);
        let cost = NonZeroU32::new(cost).unwrap_or(NonZeroU32::MIN);
        match self.shares.check_key_n(&whose, cost) {
            Ok(Ok(state)) => Ok(self.left(state.remaining_burst_capacity())),
            Ok(Err(until)) => {
                let wait = until.wait_time_from(MonotonicClock.now());
                let seconds = wait.as_secs().saturating_add(1);
                let message = format!(
                    "The question costs {cost}, and of the {} that you may ask for in a minute less is left. Ask again in {seconds} s.",
                    self.a_minute
                );
                let refusal = Refusal::later(Code::RateLimited, message, seconds);
                Err(refusal.with_left(self.left(self.remaining(cost, wait)).told(asked)))
            }
            Err(_) => {
                // A word costs 1, as ever; whoever has nothing left learns that this would never do.
                let left = self.take(whose, Cost::default()).unwrap_or_else(|_| self.left(0));
                let message = format!(
                    "The question costs {cost}, and you may ask for {} in a minute. Ask for fewer records, or for less of each.",
                    self.a_minute
                );
                Err(Refusal::new(Code::RateLimited, message).with_left(left.told(asked)))
            }
        }
    }

    /// What there is of a share while there will be enough for this cost only after this wait.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "nobody waits for more than a whole share"
    )]
    fn remaining(&self, cost: NonZeroU32, wait: Duration) -> u32 {
        let missing = wait.as_secs_f64() / 60.0 * f64::from(self.a_minute.get());
        cost.get().saturating_sub(missing.ceil() as u32)
    }

    fn left(&self, remaining: u32) -> Left {
        let limit = self.a_minute.get();
        let used = limit.saturating_sub(remaining);
        let reset = Duration::from_mins(1).mul_f64(f64::from(used) / f64::from(limit));
        Left { limit, remaining, reset }
    }
}

impl Left {
    /// As answers tell it, under `extensions.rateLimit`.
    #[expect(
        clippy::disallowed_methods,
        reason = "the edge of the program is where the clock is read"
    )]
    pub(super) fn told(self, cost: Cost) -> Value {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let reset = i64::try_from((now + self.reset).as_millis()).unwrap_or(i64::MAX);
        let reset = Instant::from_millis(reset).unwrap_or(Instant::EPOCH);
        let fields = [
            ("limit", Value::from(self.limit)),
            ("cost", Value::from(cost.objects)),
            ("remaining", Value::from(self.remaining)),
            ("resetAt", Value::from(reset.to_string())),
            ("nodeCount", Value::from(cost.nodes)),
        ];
        let fields = fields.map(|(name, value)| (Name::new(name), value));
        Value::Object(IndexMap::from_iter(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_used_up_their_share_waits_and_nobody_else_does() {
        let rate = Rate::new(NonZeroU32::new(10).unwrap());
        let (jana, other) =
            (Whose::Name("jana".to_owned()), Whose::of("", "10.0.0.1".parse().ok()));
        let cost = Cost::of(6);
        assert_eq!(rate.take(jana.clone(), cost).unwrap().remaining, 4);
        assert!(rate.take(jana.clone(), cost).is_err());
        assert!(rate.take(other, cost).is_ok());
        assert!(rate.take(jana, Cost::of(11)).is_err());
    }

    #[test]
    fn the_addresses_of_one_network_of_ipv6_share() {
        let of = |address: &str| Whose::of("", address.parse().ok());
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_eq!(of("::ffff:10.0.0.1"), of("10.0.0.1"));
    }
}
