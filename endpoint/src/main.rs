//! `council`: serves the endpoint, and shows the CAP team what has come in.

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use endpoint::key::Key;
use endpoint::serve::{Options, serve};
use endpoint::store::Store;
use endpoint::{list, logs, show};

/// Takes in, keeps and shows applications for alternative provision.
#[derive(Parser)]
#[command(name = "council", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the app and take applications in.
    Serve {
        /// Folder that holds the database; made where it does not exist.
        #[arg(long)]
        data: PathBuf,
        /// Folder of the built app, with its settings, form and programme.
        #[arg(long)]
        app: PathBuf,
        /// Address to listen on.
        #[arg(long, default_value = "127.0.0.1")]
        host: IpAddr,
        /// Port to listen on; 0 takes any free one.
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Print the public key under which receipts are signed, for receipt_keys in settings.json; made where there is none.
    Key {
        /// Folder that holds the database and the key.
        #[arg(long)]
        data: PathBuf,
    },
    /// List the applications received, oldest first, without personal data.
    List {
        /// Folder that holds the database.
        #[arg(long)]
        data: PathBuf,
    },
    /// Show one application with its answers.
    Show {
        /// The council's reference: CAP- and eight characters.
        reference: String,
        /// Folder that holds the database.
        #[arg(long)]
        data: PathBuf,
        /// As JSON, exactly as it was received, with its receipt.
        #[arg(long)]
        json: bool,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("council: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), Box<dyn std::error::Error>> {
    match command {
        Command::Serve {
            data,
            app,
            host,
            port,
        } => {
            logs::start();
            let runtime = tokio::runtime::Runtime::new()?;
            runtime.block_on(serve(Options {
                data,
                app,
                host,
                port,
            }))?;
        }
        Command::Key { data } => println!("{}", Key::open(&data)?.public()),
        Command::List { data } => print!("{}", list::list(&Store::open_to_read(&data)?)?),
        Command::Show {
            reference,
            data,
            json,
        } => {
            print!("{}", show::show(&Store::open_to_read(&data)?, &reference, json)?);
        }
    }
    Ok(())
}
