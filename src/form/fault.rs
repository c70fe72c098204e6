//! stub
/// stub
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// x
    Missing,
    /// x
    TooFewItems {
        /// x
        at_least: u32,
    },
    /// x
    TooManyItems {
        /// x
        at_most: u32,
    },
    /// x
    Constraint(String),
    /// x
    NotRelevant,
    /// x
    UnknownQuestion,
    /// x
    WrongShape,
}
