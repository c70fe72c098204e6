//! `council`: serves the endpoint, and shows the CAP team what has come in.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use endpoint::config::Origin;
use endpoint::headers::{Server, headers};
use endpoint::key::Key;
use endpoint::rules::Rules;
use endpoint::serve::{Options, serve};
use endpoint::store::Store;
use endpoint::{backup, list, logs, show};

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
    Serve(Box<Options>),
    /// Print the public key under which receipts are signed, for receipt_keys in settings.json; made where there is none.
    Key {
        /// Folder that holds the database and the key.
        #[arg(long)]
        data: PathBuf,
    },
    /// Copy the database, also while it is served, and check the copy. The key that signs receipts is not in it.
    Backup {
        /// File to make; there must be none of that name.
        to: PathBuf,
        /// Folder that holds the database.
        #[arg(long)]
        data: PathBuf,
    },
    /// Print what a web server that holds the app's files has to say with them.
    Headers {
        /// Folder of the built app, whose settings name the endpoint.
        #[arg(long)]
        app: PathBuf,
        /// For which server.
        #[arg(long, value_enum, default_value = "text")]
        server: Server,
        /// Address of the folder on that server, with a slash at both ends.
        #[arg(long, default_value = "/", value_parser = folder)]
        path: String,
        /// Origin of another host whose pages may hold the app in a frame; may be given several times.
        #[arg(long)]
        frame_ancestor: Vec<Origin>,
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

/// The address of a folder as it can stand in a server's configuration.
fn folder(text: &str) -> Result<String, String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let right = text.starts_with('/') && text.ends_with('/') && text.bytes().all(plain);
    right
        .then(|| text.to_owned())
        .ok_or_else(|| "write it like /apply/, in letters, digits, - . _ and ~".to_owned())
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
        Command::Serve(options) => {
            logs::start();
            tokio::runtime::Runtime::new()?.block_on(serve(*options))?;
        }
        Command::Backup { to, data } => {
            let count = backup::backup(&data, &to)?;
            println!("{count} applications in {}", to.display());
        }
        Command::Headers {
            app,
            server,
            path,
            frame_ancestor,
        } => {
            let endpoint = Rules::load(&app)?.settings.endpoint;
            print!("{}", headers(server, &path, &endpoint, &frame_ancestor));
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
