//! What a web server that holds the app's files has to say with them, in that server's own words: the policy, its
//! companions, content types and caching. The endpoint says the same itself where it serves the files.

use std::fmt::Write;

use clap::ValueEnum;

use crate::config::Origin;
use crate::policy;

/// A web server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Server {
    /// Lines for a `location`'s `server` block.
    Nginx,
    /// A `.htaccess` file, or lines for a `<Directory>` block.
    Apache,
    /// Names and values, for any other.
    Text,
}

/// Content types that servers get wrong or do not know, by ending. WebAssembly is compiled while it arrives only under its own.
const TYPES: [(&str, &str); 8] = [
    ("css", "text/css"),
    ("html", "text/html"),
    ("js", "text/javascript"),
    ("json", "application/json"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json"),
];

/// A file whose name has a hash of what is in it never changes.
const KEPT: &str = "public, max-age=31536000, immutable";
/// Every other is checked with the server each time: a 304 where it is as it was.
const CHECKED: &str = "no-cache";
/// How such a name looks. Trunk leaves out zeros at the beginning of a hash.
const HASHED: &str = "-[0-9a-f]{13,16}([._-][^/]*)?$";

/// What the files of an app are served with, for a web server. `path` is the folder's address on it, with a slash at both
/// ends; `endpoint` the one of the settings; pages of `ancestors` may hold the app in a frame.
pub fn headers(server: Server, path: &str, endpoint: &str, ancestors: &[Origin]) -> String {
    let policy = policy::of_app(endpoint, ancestors);
    let mut all = vec![(
        "Content-Security-Policy".to_owned(),
        policy.to_str().unwrap_or_default().to_owned(),
    )];
    let companions = policy::ALWAYS.into_iter();
    all.extend(companions.map(|(name, value)| (name.as_str().to_owned(), value.to_owned())));
    match server {
        Server::Nginx => nginx(path, &all),
        Server::Apache => apache(&all),
        Server::Text => text(&all),
    }
}

/// Whether a header goes with [`policy::OPENED`] too.
fn is_for_opened(name: &str) -> bool {
    name != policy::APART.as_str()
}

fn text(all: &[(String, String)]) -> String {
    let mut text = String::from("With every file:\n\n");
    for (name, value) in all {
        // Writing to a text cannot fail; nor below.
        let _ = writeln!(text, "{name}: {value}");
    }
    let _ = write!(
        text,
        "\nWith {} go all of them but {}.\n",
        policy::OPENED,
        policy::APART
    );
    let _ = write!(
        text,
        "\nWith files whose name has a hash ({HASHED}):\n\nCache-Control: {KEPT}\n\n\
         With every other file:\n\nCache-Control: {CHECKED}\n\nContent types:\n\n"
    );
    for (ending, kind) in TYPES {
        let _ = writeln!(text, ".{ending:<12}{kind}");
    }
    text
}

fn nginx(path: &str, all: &[(String, String)]) -> String {
    let said = |is_said: fn(&str) -> bool| -> String {
        let said = all.iter().filter(|(name, _)| is_said(name));
        said.map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n"))
            .collect()
    };
    let mut types = String::from("    types {\n");
    for (ending, kind) in TYPES {
        let _ = writeln!(types, "        {kind} {ending};");
    }
    types.push_str("    }\n    default_type text/plain;\n    charset utf-8;\n    charset_types text/css text/javascript text/plain;\n");
    // A regular expression of nginx that has braces in it stands in quotes.
    let block = |place: &str, said: &str, cache: &str| {
        format!(
            "location {place} {{\n{types}    # With nginx's brotli module: brotli_static on;\n{said}    \
             add_header Cache-Control \"{cache}\" always;\n    add_header Vary \"Accept-Encoding\" always;\n}}\n"
        )
    };
    let hashed = format!("~ \"^{}.*{HASHED}\"", path.replace('.', "\\."));
    let opened = format!("= {path}{}", policy::OPENED);
    let all = said(|_| true);
    format!(
        "# For the server block that holds the form's files at {path}. Made by `council headers`.\n\
         # A header that is added in a location takes the place of all that were added around it: so each says everything.\n\n{}\n{}\n{}",
        block(path, &all, CHECKED),
        block(&hashed, &all, KEPT),
        block(&opened, &said(is_for_opened), CHECKED),
    )
}

fn apache(all: &[(String, String)]) -> String {
    let mut text = String::from(
        "# The form's files: as .htaccess beside index.html, or in a <Directory> block. Made by `council headers`.\n\
         # It needs mod_headers; for the compressed twins (.br) also mod_rewrite.\n\n",
    );
    for (ending, kind) in TYPES {
        let _ = writeln!(text, "AddType {kind} .{ending}");
    }
    text.push_str("AddCharset utf-8 .css .html .js .txt\n\n");
    for (name, value) in all {
        let _ = writeln!(text, "Header always set {name} \"{value}\"");
    }
    let _ = writeln!(
        text,
        "Header set Cache-Control \"{CHECKED}\"\nHeader merge Vary \"Accept-Encoding\"\n\
         <FilesMatch \"{HASHED}\">\n    Header set Cache-Control \"{KEPT}\"\n</FilesMatch>\n\
         <FilesMatch \"^{}(\\.br)?$\">\n    Header always unset {}\n</FilesMatch>\n\n\
         <IfModule mod_rewrite.c>\n    RewriteEngine On\n    RewriteCond %{{HTTP:Accept-Encoding}} \\bbr\\b\n    \
         RewriteCond %{{REQUEST_FILENAME}}.br -f\n    RewriteRule ^(.*)$ $1.br [L,E=no-gzip:1,E=no-brotli:1]\n</IfModule>",
        policy::OPENED.replace('.', "\\."),
        policy::APART,
    );
    for (ending, kind) in TYPES {
        let _ = writeln!(
            text,
            "<FilesMatch \"\\.{ending}\\.br$\">\n    ForceType {kind}\n    Header set Content-Encoding br\n</FilesMatch>"
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(server: Server) -> String {
        let ancestors = ["https://www.example.org".parse().unwrap()];
        headers(
            server,
            "/apply/",
            "https://cap.example.org/applications",
            &ancestors,
        )
    }

    #[test]
    fn every_server_is_told_the_policy_its_companions_the_types_and_both_ways_to_cache() {
        for server in [Server::Nginx, Server::Apache, Server::Text] {
            let text = of(server);
            for part in [
                "script-src 'self' 'wasm-unsafe-eval'",
                "connect-src 'self' https://cap.example.org;",
                "frame-ancestors 'self' https://www.example.org",
                "nosniff",
                "no-referrer",
                "application/wasm",
                "application/manifest+json",
                KEPT,
                CHECKED,
            ] {
                assert!(text.contains(part), "{server:?} without {part}:\n{text}");
            }
        }
    }

    #[test]
    fn in_nginx_each_place_says_everything_again() {
        let text = of(Server::Nginx);
        assert_eq!(text.matches("Content-Security-Policy").count(), 3, "{text}");
        assert!(text.contains("location /apply/ {"), "{text}");
        assert!(text.contains("location ~ \"^/apply/.*-[0-9a-f]{13,16}"), "{text}");
    }

    #[test]
    fn the_page_that_has_to_know_who_opened_it_goes_without_the_header_that_cuts_it_off() {
        let nginx = of(Server::Nginx);
        let (_, opened) = nginx.split_once("location = /apply/carry.html {").unwrap();
        assert!(opened.contains("Content-Security-Policy") && !opened.contains("cross-origin-opener-policy"));
        assert_eq!(nginx.matches("cross-origin-opener-policy").count(), 2, "{nginx}");
        let apache = of(Server::Apache);
        // Its compressed twin is what is sent.
        let unset = "<FilesMatch \"^carry\\.html(\\.br)?$\">\n    Header always unset cross-origin-opener-policy\n</FilesMatch>";
        assert!(apache.contains(unset), "{apache}");
        assert!(of(Server::Text).contains("With carry.html go all of them but cross-origin-opener-policy."));
    }
}
