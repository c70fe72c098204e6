//! `cargo xtask …`: one command for each thing a person who works on this application does.
//!
//! It asks for nothing but Rust, Node and their package managers, says at every step what it is doing, and never
//! waits in silence.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod app;
mod bench;
mod check;
mod compress;
mod debian;
mod dist;
mod embed;
mod evaluate;
mod glue;
mod inputs;
mod kills;
mod process;
mod release;
mod schema;
mod screenshot;
mod serve;
mod shadow;
mod sheets;
mod simulate;
mod sizes;
mod split;
mod test;
mod tools;

use process::TaskError;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Build, start, test and check the application")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the app and the council endpoint, and serve both at one address.
    Serve(serve::Options),
    /// Formats, lints, native tests, browser tests, size budget and end-to-end tests.
    Test(test::Options),
    /// Make one folder with everything a web team puts up: files, server settings, package, bills of materials, licences.
    Dist(dist::Options),
    /// Check every data file of a folder and report all that is wrong.
    Check(check::Options),
    /// Say what the rules make of a file of answers, as JSON.
    Evaluate(evaluate::Options),
    /// Write the JSON Schemas of the published formats from their types.
    Schema(schema::Options),
    /// Measure the app with generated forms of several sizes, beside a page without a framework.
    Bench(bench::Options),
    /// Kill the browser while somebody types, again and again, and say what was lost.
    Kills(kills::Options),
    /// Run as many schedules of faults against the session as are asked for.
    Simulate(simulate::Options),
    /// Make docs/pictures: what the form looks like in each way of showing it, on a phone and on a desktop.
    Screenshot,
    /// Make target/paper: everything that people print, as PDF files.
    Paper,
    /// Divide the program that Trunk has just built.
    #[command(hide = true)]
    Split,
    /// Wait until the address answers, then open it.
    #[command(hide = true)]
    Open(serve::OpenOptions),
}

fn main() -> ExitCode {
    let result = match Cli::parse().task {
        Task::Serve(options) => serve::run(&options),
        Task::Test(options) => test::run(&options),
        Task::Dist(options) => dist::run(&options),
        Task::Check(options) => check::run(&options),
        Task::Evaluate(options) => evaluate::run(&options),
        Task::Schema(options) => schema::run(&options),
        Task::Bench(options) => bench::run(&options),
        Task::Kills(options) => kills::run(&options),
        Task::Simulate(options) => simulate::run(&options),
        Task::Screenshot => screenshot::screens(),
        Task::Paper => screenshot::paper(),
        Task::Split => split::Build::from_trunk().and_then(|build| split::run(&build)),
        Task::Open(options) => serve::open(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(TaskError::Reported) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
