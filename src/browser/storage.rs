//! What can be said of the browser's storage as a whole.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

use super::local;
use super::page::Page;
use crate::session::message::StorageFacts;

fn manager(page: &Page) -> Option<StorageManager> {
    let manager = page.window().navigator().storage();
    // There is none where the page did not come over a secure connection.
    (!manager.is_undefined()).then_some(manager)
}

async fn told(asked: Option<Result<Promise, JsValue>>) -> Option<JsValue> {
    JsFuture::from(asked?.ok()?).await.ok()
}

/// Asks the browser not to clear what is stored by itself. Some ask the person.
pub async fn keep(page: Page) {
    told(manager(&page).map(|manager| manager.persist())).await;
}

/// What the browser says. `indexed`: whether its database is open.
pub async fn facts(page: &Page, indexed: bool) -> StorageFacts {
    let manager = manager(page);
    let persisted = told(manager.as_ref().map(StorageManager::persisted)).await;
    let estimate = told(manager.as_ref().map(StorageManager::estimate)).await;
    let window = page.window();
    let embedded = window.top().ok().flatten().as_ref() != Some(window);
    let vendor = js_sys::Reflect::get(&window.navigator(), &"vendor".into()).ok();
    StorageFacts {
        persisted: persisted.and_then(|persisted| persisted.as_bool()),
        embedded,
        local: local::works(page),
        indexed,
        seven_days: vendor
            .and_then(|name| name.as_string())
            .is_some_and(|name| name.contains("Apple")),
        used: estimate.and_then(|estimate| used(&StorageEstimate::from(estimate))),
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn used(estimate: &StorageEstimate) -> Option<u8> {
    let (usage, quota) = (estimate.get_usage()?, estimate.get_quota()?);
    // Between 0 and 100, where the browser makes sense.
    (quota > 0.0).then(|| (usage / quota * 100.0) as u8)
}
