//! A source file as the compiler reads it: the paths it names, its string literals, its words.
//! Comments, doc comments and the insides of strings are not code.

use std::collections::BTreeSet;
use std::path::Path;

use proc_macro2::{Delimiter, Ident, Spacing, TokenStream, TokenTree};

/// One file of `src`.
pub struct Source {
    /// `src/tui/view.rs`
    pub file: String,
    pub paths: Vec<Written>,
    /// String literals outside test modules.
    pub literals: Vec<String>,
    /// Identifiers outside test modules.
    pub names: BTreeSet<String>,
    testing: bool,
}

/// A path where it is written. A leading `::` is an empty first segment; the last segment may
/// be `*`, or `{` where a group opens.
#[derive(Clone)]
pub struct Written {
    pub line: usize,
    /// The module that it is written in.
    pub module: Vec<String>,
    pub segments: Vec<String>,
    /// The name that an import gives it.
    pub alias: Option<String>,
}

/// Every file of `src`.
pub fn all() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    files(&root.join("src"), "rs")
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let file = path.strip_prefix(root).unwrap().to_str().unwrap();
            Source::new(&file.replace('\\', "/"), &text)
        })
        .collect()
}

/// The files under a folder with this extension, sorted.
pub fn files(folder: &Path, extension: &str) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

impl Source {
    pub fn new(file: &str, text: &str) -> Self {
        let mut source = Self {
            file: file.to_owned(),
            paths: Vec::new(),
            literals: Vec::new(),
            names: BTreeSet::new(),
            testing: false,
        };
        let module = source.module();
        source.walk(text.parse().unwrap(), &module);
        source
    }

    /// `["tui", "view"]`; nothing for `lib.rs`.
    pub fn module(&self) -> Vec<String> {
        let path = self.file.strip_prefix("src/").unwrap_or(&self.file);
        let path = path.strip_suffix(".rs").unwrap_or(path);
        if path == "lib" {
            return Vec::new();
        }
        path.split('/').map(str::to_owned).collect()
    }

    fn walk(&mut self, stream: TokenStream, module: &[String]) {
        let trees: Vec<TokenTree> = stream.into_iter().collect();
        let mut rest = &trees[..];
        while !rest.is_empty() {
            let read = self.step(rest, module);
            rest = &rest[read..];
        }
    }

    /// Reads what stands first, and says how many trees that were.
    fn step(&mut self, trees: &[TokenTree], module: &[String]) -> usize {
        use TokenTree::{Group, Ident, Literal, Punct};
        match trees {
            [Punct(_), Group(attribute), ..] if begins(attribute.stream(), "doc") => 2,
            [
                Punct(_),
                Group(attribute),
                Ident(word),
                Ident(name),
                Group(body),
                ..,
            ] if word == "mod" && attribute.to_string().replace(' ', "") == "[cfg(test)]" => {
                self.testing = true;
                self.walk(body.stream(), &inside(module, name));
                self.testing = false;
                5
            }
            [Ident(word), Ident(name), Group(body), ..] if word == "mod" => {
                self.walk(body.stream(), &inside(module, name));
                3
            }
            [Ident(word), ..] if word == "use" => {
                let end = trees.iter().position(|tree| is_mark(tree, ';'));
                let end = end.unwrap_or(trees.len());
                self.import(&trees[1..end], &[], module);
                end
            }
            [Punct(colon), Punct(_), Ident(_), ..] if is_joint_colon(colon) => {
                2 + self.path(&trees[2..], vec![String::new()], module)
            }
            [Ident(_), ..] => self.path(trees, Vec::new(), module),
            [Group(group), ..] => {
                self.walk(group.stream(), module);
                1
            }
            [Literal(literal), ..] => {
                let text = literal.to_string();
                let text = text.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
                if let Some(text) = text.filter(|_| !self.testing) {
                    self.literals.push(text.to_owned());
                }
                1
            }
            _ => 1,
        }
    }

    /// `a::b::c` in code.
    fn path(&mut self, trees: &[TokenTree], mut segments: Vec<String>, module: &[String]) -> usize {
        let mut read = 0;
        while let Some(TokenTree::Ident(name)) = trees.get(read) {
            segments.push(self.name(name));
            read += 1;
            match &trees[read..] {
                [
                    TokenTree::Punct(colon),
                    TokenTree::Punct(_),
                    TokenTree::Ident(_),
                    ..,
                ] if is_joint_colon(colon) => {
                    read += 2;
                }
                _ => break,
            }
        }
        if segments.len() > 1 {
            self.found(&trees[0], module, segments, None);
        }
        read
    }

    /// The tree of one `use`, of which `before` has been read.
    fn import(&mut self, trees: &[TokenTree], before: &[String], module: &[String]) {
        for branch in trees.split(|tree| is_mark(tree, ',')) {
            let mut segments = before.to_vec();
            let (mut alias, mut opened) = (None, false);
            for (nth, tree) in branch.iter().enumerate() {
                match tree {
                    TokenTree::Ident(word) if word == "as" => {}
                    TokenTree::Ident(name) if nth > 0 && is_word(&branch[nth - 1], "as") => {
                        alias = Some(self.name(name));
                    }
                    TokenTree::Ident(name) => segments.push(self.name(name)),
                    TokenTree::Punct(mark) if mark.as_char() == '*' => segments.push("*".into()),
                    TokenTree::Punct(_) if nth == 0 => segments.push(String::new()),
                    TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                        let mut group_of = segments.clone();
                        group_of.push("{".to_owned());
                        self.found(tree, module, group_of, None);
                        let inner: Vec<_> = group.stream().into_iter().collect();
                        self.import(&inner, &segments, module);
                        opened = true;
                    }
                    _ => {}
                }
            }
            if let (Some(first), false) = (branch.first(), opened) {
                if segments.len() > 1 && segments.last().is_some_and(|it| it == "self") {
                    segments.pop();
                }
                let alias = alias.or_else(|| segments.last().cloned());
                self.found(first, module, segments, alias);
            }
        }
    }

    fn name(&mut self, ident: &Ident) -> String {
        let name = ident.to_string();
        if !self.testing {
            self.names.insert(name.clone());
        }
        name
    }

    fn found(
        &mut self,
        at: &TokenTree,
        module: &[String],
        segments: Vec<String>,
        alias: Option<String>,
    ) {
        self.paths.push(Written {
            line: at.span().start().line,
            module: module.to_vec(),
            segments,
            alias,
        });
    }
}

fn begins(stream: TokenStream, word: &str) -> bool {
    let first = stream.into_iter().next();
    first.is_some_and(|tree| is_word(&tree, word))
}

fn inside(module: &[String], name: &Ident) -> Vec<String> {
    let mut module = module.to_vec();
    module.push(name.to_string());
    module
}

fn is_word(tree: &TokenTree, word: &str) -> bool {
    matches!(tree, TokenTree::Ident(ident) if ident == word)
}

fn is_mark(tree: &TokenTree, mark: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == mark)
}

fn is_joint_colon(punct: &proc_macro2::Punct) -> bool {
    punct.as_char() == ':' && punct.spacing() == Spacing::Joint
}
