//! Addresses that nobody listens on yet. Not of those that the system gives to whoever connects:
//! who knocks at such a one before somebody listens there may be connected to itself.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicU32, Ordering};

/// Below all that the systems give.
const FIRST: u32 = 12_000;
const MANY: u32 = 18_000;

/// An address of this machine, told to nobody else in this process.
pub fn free() -> SocketAddr {
    static TOLD: AtomicU32 = AtomicU32::new(0);
    loop {
        let number = TOLD.fetch_add(1, Ordering::Relaxed);
        let port = FIRST + (std::process::id() * 131 + number) % MANY;
        let addr = SocketAddr::from((Ipv4Addr::LOCALHOST, u16::try_from(port).unwrap()));
        if TcpListener::bind(addr).is_ok() {
            return addr;
        }
    }
}
