//! The reference council endpoint: takes applications in over HTTP, judges them with the rules the app itself
//! uses, and keeps each of them once in an SQLite file.
//!
//! Where to start: [`router`] has the routes, [`applications`] the one that matters, [`store`] what is kept,
//! [`judge`] who says whether an application is right.

pub mod applications;
pub mod arrival;
pub mod audit;
pub mod backup;
pub mod config;
pub mod cors;
pub mod council;
pub mod faults;
pub mod guard;
pub mod headers;
pub mod judge;
pub mod key;
pub mod limits;
pub mod list;
pub mod listen;
pub mod logs;
pub mod metrics;
pub mod observe;
pub mod openapi;
pub mod policy;
pub mod problem;
pub mod receipts;
pub mod reference;
pub mod router;
pub mod rules;
pub mod serve;
pub mod show;
pub mod sign_in;
pub mod static_files;
pub mod store;
