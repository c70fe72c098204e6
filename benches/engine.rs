//! What the rules cost natively: everything worked out from a set of answers, and what one more answer costs then.
//!
//! `cargo bench --bench engine --profile native`; figures are in `docs/performance.md`. The form that ships, answered as the application in
//! `tests/applications` that answers the most questions, and generated forms with every question answered.
#![allow(clippy::unwrap_used, missing_docs)]

use std::hint::black_box;
use std::sync::Arc;

use cap_application::form::answer::{Answers, Group, Item, Place, Raw, RawAnswers};
use cap_application::form::instance::Instance;
use cap_application::form::load::load;
use cap_application::form::model::Form;
use chrono::NaiveDate;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use serde_json::Value;

#[path = "../xtask/src/bench/generated.rs"]
mod generated;

/// A form, answers to it, and a place to answer that others depend on, with two values to go back and forth between.
struct Case {
    name: String,
    form: Arc<Form>,
    stated: NaiveDate,
    answers: Answers,
    /// An answer that no rule reads.
    plain: [(Place, Raw); 2],
    /// An answer that rules read.
    read: [(Place, Raw); 2],
}

fn text(text: &str) -> Raw {
    Raw::Text(text.to_owned())
}

fn both(question: &str, one: &str, other: &str) -> [(Place, Raw); 2] {
    [one, other].map(|value| (Place::single(question), text(value)))
}

fn generated(questions: usize) -> Case {
    let published = generated::form(questions);
    let sections = published["sections"].as_array().unwrap().iter();
    let pages = sections.flat_map(|section| section["pages"].as_array().unwrap());
    let asked = pages.flat_map(|page| page["questions"].as_array().unwrap());
    let answered = asked.map(|question| {
        let id = question["id"].as_str().unwrap();
        let value = match (id, &question["kind"]) {
            ("provision", _) => "one",
            (_, Value::String(_)) => "yes",
            (_, kind) if kind.get("number").is_some() => "12",
            _ => "a few words",
        };
        (id.to_owned(), text(value))
    });
    Case {
        name: format!("generated, {questions} questions"),
        answers: Answers {
            single: answered.collect(),
            ..Answers::default()
        },
        form: Arc::new(load("generated", &published.to_string()).unwrap()),
        stated: NaiveDate::from_ymd_opt(2025, 10, 6).unwrap(),
        // A long answer, and the question on which twenty depend.
        plain: both("q14", "a few words more", "a few words"),
        read: both("q12", "no", "yes"),
    }
}

/// One of `tests/applications`.
fn shipped(name: &str) -> Case {
    let root = env!("CARGO_MANIFEST_DIR");
    let read = |path: String| std::fs::read_to_string(format!("{root}/{path}")).unwrap();
    let form = load(
        "application.json",
        &read("public/form/application.json".to_owned()),
    )
    .unwrap();
    let given: Value = serde_json::from_str(&read(format!("tests/applications/{name}.json"))).unwrap();
    let raw = |answers: &Value| serde_json::from_value::<RawAnswers>(answers.clone()).unwrap();
    let mut answers = Answers {
        single: raw(&given["answers"]),
        ..Answers::default()
    };
    for (group, items) in given["repeats"].as_object().unwrap() {
        let items = items.as_array().unwrap().iter().zip(0..);
        let items: Vec<Item> = items
            .map(|(item, id)| Item {
                id,
                answers: raw(item),
            })
            .collect();
        let next = u32::try_from(items.len()).unwrap();
        answers.repeats.insert(group.clone(), Group { next, items });
    }
    let provision = given["answers"]["provision"].as_str().unwrap().to_owned();
    Case {
        name: format!("the form that ships, {provision}"),
        form: Arc::new(form),
        stated: given["stated_date"].as_str().unwrap().parse().unwrap(),
        answers,
        plain: both("applicant_name", "Ruth Examplewood-Long", "Ruth Examplewood"),
        read: both("provision", "tier1", &provision),
    }
}

fn cases() -> Vec<Case> {
    let sizes = [100, 300, 1_000, 3_000].map(generated);
    [shipped("supported_transfer")].into_iter().chain(sizes).collect()
}

fn engine(bench: &mut Criterion) {
    for case in cases() {
        let made = || Instance::new(Arc::clone(&case.form), case.stated, case.answers.clone());
        let mut bench = bench.benchmark_group(&case.name);
        bench.bench_function("from scratch", |timed| {
            let work_out = |answers| Instance::new(Arc::clone(&case.form), case.stated, answers);
            timed.iter_batched(|| case.answers.clone(), work_out, BatchSize::LargeInput);
        });
        for (what, back_and_forth) in [
            ("an answer no rule reads", &case.plain),
            ("an answer rules read", &case.read),
        ] {
            let mut instance = made();
            let mut turns = back_and_forth.iter().cycle();
            bench.bench_function(what, |timed| {
                timed.iter(|| {
                    if let Some((place, raw)) = turns.next() {
                        instance.set(black_box(place), raw.clone());
                    }
                });
            });
            assert!(
                back_and_forth
                    .iter()
                    .any(|(place, raw)| instance.raw(place) == Some(raw)),
                "{what}"
            );
        }
        bench.finish();
    }
}

criterion_group!(benches, engine);
criterion_main!(benches);
