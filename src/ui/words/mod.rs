//! Every sentence of the interface that does not come from the data files. Short, plain, kind.

mod changes;
mod checker;
mod control;
mod keep;
mod offline;
mod page;
mod part;
mod passphrase;

pub use self::changes::*;
pub use self::checker::*;
pub use self::control::*;
pub use self::keep::*;
pub use self::offline::*;
pub use self::page::*;
pub use self::part::*;
pub use self::passphrase::*;
