//! Writes a brotli twin beside every file that gains by it, for servers that pass on files as they lie.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use crate::inputs;
use crate::process::TaskError;

/// Kinds of file that shrink; pictures and fonts are compressed already.
const KINDS: [&str; 8] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest"];

/// The twin of a file: `a.css` and `a.css.br`.
pub fn twin(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    name.into()
}

/// Compresses what has no twin yet or a newer one to make; gives how many files that were.
pub fn folder(folder: &Path) -> Result<usize, TaskError> {
    let work: Vec<PathBuf> = inputs::files(folder)?
        .into_iter()
        .filter(|file| is_due(file))
        .collect();
    let count = work.len();
    let queue = Mutex::new(work.into_iter());
    let next = || queue.lock().ok().and_then(|mut queue| queue.next());
    let worker = || {
        while let Some(path) = next() {
            file(&path)?;
        }
        Ok(())
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        threads
            .into_iter()
            .try_for_each(|thread| thread.join().unwrap_or_else(|_| Err(broken())))
    })?;
    Ok(count)
}

fn broken() -> TaskError {
    TaskError::Advice("The compressor broke off: delete the dist folder and try again.".to_owned())
}

fn is_due(file: &Path) -> bool {
    let kind = file
        .extension()
        .is_some_and(|ext| KINDS.iter().any(|kind| ext == *kind));
    let changed = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    kind && changed(&twin(file)) < changed(file)
}

fn file(path: &Path) -> Result<(), TaskError> {
    let content = std::fs::read(path).map_err(TaskError::file(path))?;
    let twin = twin(path);
    std::fs::write(&twin, brotli(&content).map_err(TaskError::file(path))?).map_err(TaskError::file(&twin))
}

/// Brotli at its highest level and with its widest window.
pub fn brotli(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 24);
    writer.write_all(content)?;
    writer.flush()?;
    Ok(writer.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_compressed_comes_back_whole_and_is_smaller() {
        let text = "Apply for alternative provision. ".repeat(200);
        let small = brotli(text.as_bytes()).unwrap();
        let mut back = String::new();
        brotli::Decompressor::new(small.as_slice(), 4096)
            .read_to_string(&mut back)
            .unwrap();
        assert_eq!(back, text);
        assert!(small.len() < 100, "{}", small.len());
    }

    #[test]
    fn only_files_that_gain_and_changed_are_compressed() {
        let dist = tempfile::tempdir().unwrap();
        std::fs::create_dir(dist.path().join("form")).unwrap();
        for name in ["form/a.json", "b.css", "c.png"] {
            std::fs::write(dist.path().join(name), "words words words words").unwrap();
        }
        assert_eq!(folder(dist.path()).unwrap(), 2);
        assert!(dist.path().join("form/a.json.br").exists() && !dist.path().join("c.png.br").exists());
        assert_eq!(folder(dist.path()).unwrap(), 0);
    }
}
