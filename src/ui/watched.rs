//! A value worked out from signals that tells its readers only of real changes.

use std::any::Any;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// A memo of any type, over one that has none: a memo's code for each type is a large part of a small program.
pub struct Watched<T> {
    memo: Memo<Slice>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Watched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Watched<T> {}

#[derive(Clone)]
struct Slice {
    value: SendWrapper<Rc<dyn Any>>,
    same: Same,
}

impl PartialEq for Slice {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&**self.value, &**other.value)
    }
}

/// Whether two values of this type are the same.
pub type Same = fn(&dyn Any, &dyn Any) -> bool;

fn same<T: PartialEq + 'static>(one: &dyn Any, other: &dyn Any) -> bool {
    one.downcast_ref::<T>() == other.downcast_ref::<T>()
}

fn memo(value: Box<dyn Fn() -> Rc<dyn Any>>, same: Same) -> Memo<Slice> {
    let value = SendWrapper::new(value);
    Memo::new(move |_| Slice {
        value: SendWrapper::new(value()),
        same,
    })
}

fn now(memo: Memo<Slice>) -> Rc<dyn Any> {
    memo.with(|slice| Rc::clone(&slice.value))
}

impl<T: PartialEq + 'static> Watched<T> {
    /// Watches what `value` reads.
    pub fn new(value: impl Fn() -> T + 'static) -> Self {
        Self::made(|_| Box::new(move || Rc::new(value())))
    }

    /// Watches what `make` gives, which is handed how values of this type are compared, and gives no other type.
    pub fn made(make: impl FnOnce(Same) -> Box<dyn Fn() -> Rc<dyn Any>>) -> Self {
        Self {
            memo: memo(make(same::<T>), same::<T>),
            of: PhantomData,
        }
    }

    /// Looks at the value, and follows it.
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        let value = now(self.memo);
        match value.downcast_ref() {
            Some(value) => look(value),
            None => unreachable!("a watched value has the type it was made with"),
        }
    }

    /// Looks at the value as it stands, once.
    pub fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        untrack(|| self.with(look))
    }
}

impl<T: Clone + PartialEq + 'static> Watched<T> {
    /// The value, followed.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value as it stands, once.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}
