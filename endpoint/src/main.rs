//! `council`: serves the endpoint, and shows the CAP team what has come in.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use endpoint::config::Origin;
use endpoint::headers::{Server, headers};
use endpoint::key::Key;
use endpoint::rules::Rules;
use endpoint::seal_key::SealKeys;
use endpoint::serve::{Options, serve};
use endpoint::store::Store;
use endpoint::{backup, list, logs, policy, show, verify};

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
    /// Print the public keys to which applications can be sealed, for seal_to in settings.json; one is made where there is
    /// none.
    SealKey {
        /// Folder that holds the database and the keys.
        #[arg(long)]
        data: PathBuf,
        /// Make another one, and print that alone. The others go on opening what was sealed to them.
        #[arg(long)]
        new: bool,
    },
    /// Check a proof of receipt that somebody was given: a file from the page, or its last line.
    Verify {
        /// The file.
        file: PathBuf,
        /// Folder that holds the key that signed it.
        #[arg(long, required_unless_present = "key")]
        data: Option<PathBuf>,
        /// A public key to take as the council's, as `council key` prints it; may be repeated.
        #[arg(long)]
        key: Vec<String>,
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
        /// Folder of the built app, whose settings name the endpoint and who may hold the app in a frame.
        #[arg(long)]
        app: PathBuf,
        /// For which server.
        #[arg(long, value_enum, default_value = "text")]
        server: Server,
        /// Address of the folder on that server, with a slash at both ends.
        #[arg(long, default_value = "/", value_parser = folder)]
        path: String,
        /// Origin of one more host whose pages may hold the app in a frame; may be given several times.
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
            let settings = Rules::load(&app)?.settings;
            let ancestors = policy::ancestors(&settings, &frame_ancestor);
            print!("{}", headers(server, &path, &settings.endpoint, &ancestors));
        }
        Command::Key { data } => println!("{}", Key::open(&data)?.public()),
        Command::SealKey { data, new } => {
            let mut keys = SealKeys::open(&data)?.public();
            if new || keys.is_empty() {
                keys = vec![SealKeys::add(&data)?.public()];
            }
            keys.iter().for_each(|key| println!("\"seal_to\": \"{key}\","));
        }
        Command::Verify { file, data, key } => {
            print!("{}", verify::verify(&file, data.as_deref(), key)?);
        }
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
