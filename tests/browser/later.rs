//! What the second program does, in WebAssembly, and what the page says where it cannot be had.

use std::cell::RefCell;
use std::rc::Rc;

use cap_application::browser::page::Page;
use cap_application::browser::{Browser, rest};
use cap_application::later::{Entry, Task, answer, perform};
use cap_application::session::effect::Effect;
use cap_application::session::message::Message;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

fn entry() -> Entry {
    Entry {
        uid: "window-3/deadline".to_owned(),
        on: "2026-12-31".parse().unwrap(),
        until: None,
        summary: "Deadline – “spring”, first half".to_owned(),
        description: String::new(),
    }
}

#[wasm_bindgen_test]
fn a_calendar_file_is_the_same_in_webassembly() {
    let task = Task::Calendar {
        now: 1_795_362_300_000,
        entries: vec![entry()],
    };
    let file = answer(&perform(&task.write())).unwrap();
    for line in [
        "DTSTAMP:20261122T154500Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Deadline – “spring”\\, first half",
    ] {
        assert!(
            file.contains(&format!("\r\n{line}\r\n")),
            "{line} is not in {file}"
        );
    }
}

/// Nothing stands at `later/` beside the page of the tests.
#[wasm_bindgen_test]
async fn a_worker_that_cannot_start_is_said_in_words() {
    let heard: Rc<RefCell<Vec<Message>>> = Rc::default();
    let answered = Promise::new(&mut |resolve, _| {
        let heard = Rc::clone(&heard);
        let tell = move |message| {
            heard.borrow_mut().push(message);
            resolve.call0(&JsValue::NULL).unwrap();
        };
        let page = Page::new(web_sys::window().unwrap()).unwrap();
        let browser = Browser::new(Rc::new(tell), page);
        let save = Effect::SaveCalendar {
            name: "deadlines.ics".to_owned(),
            entries: vec![entry()],
        };
        rest::perform(&browser, save);
    });
    JsFuture::from(answered).await.unwrap();
    let words = "This browser cannot make the file. Copy the dates instead.".to_owned();
    assert_eq!(*heard.borrow(), [Message::CalendarSaved { result: Err(words) }]);
}
