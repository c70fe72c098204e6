//! stub
pub mod year_group;
