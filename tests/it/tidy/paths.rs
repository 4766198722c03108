//! What the paths of a source file mean: aliases, `self`, `super` and child modules resolved.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Source, Written};

/// What a path names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// Something of this crate, from its root.
    Ours(Vec<String>),
    /// Something of another crate or of std.
    Foreign(Vec<String>),
}

type Module = Vec<String>;

/// All paths of a file with their lines. Names of types and variables are left out.
pub fn named(source: &Source, modules: &BTreeSet<Module>) -> Vec<(usize, Named)> {
    let mut aliases: BTreeMap<(Module, String), Named> = BTreeMap::new();
    let mut found = Vec::new();
    for written in &source.paths {
        if let Some(alias) = &written.alias
            && let Some(named) = resolve(written, &aliases, modules)
        {
            aliases.insert((written.module.clone(), alias.clone()), named);
        }
    }
    for written in &source.paths {
        if let Some(named) = resolve(written, &aliases, modules) {
            found.push((written.line, named));
        }
    }
    found
}

fn resolve(
    written: &Written,
    aliases: &BTreeMap<(Module, String), Named>,
    modules: &BTreeSet<Module>,
) -> Option<Named> {
    let (head, tail) = written.segments.split_first()?;
    let here = &written.module;
    let child = [here.as_slice(), std::slice::from_ref(head)].concat();
    match head.as_str() {
        "" => Some(Named::Foreign(tail.to_vec())),
        "crate" => Some(Named::Ours(tail.to_vec())),
        "zhupi" if here == &["main"] => Some(Named::Ours(tail.to_vec())),
        "zhupi" => Some(Named::Ours(written.segments.clone())),
        "self" => Some(Named::Ours([here, tail].concat())),
        "super" => {
            let tail = tail.iter().skip_while(|it| *it == "super").cloned();
            let tail: Vec<_> = tail.collect();
            let up = written.segments.len() - tail.len();
            let above = here.get(..here.len().saturating_sub(up))?;
            Some(Named::Ours([above, &tail].concat()))
        }
        _ if modules.contains(&child) => Some(Named::Ours([child.as_slice(), tail].concat())),
        _ => match alias_of(written, head, aliases) {
            Some(Named::Ours(path)) => Some(Named::Ours([path, tail].concat())),
            Some(Named::Foreign(path)) => Some(Named::Foreign([path, tail].concat())),
            None => Some(Named::Foreign(written.segments.clone())),
        },
    }
}

/// What an import of this module, or of one around it, calls so.
fn alias_of<'a>(
    written: &Written,
    head: &String,
    aliases: &'a BTreeMap<(Module, String), Named>,
) -> Option<&'a Named> {
    // An import does not stand for itself: `use toml;` is the crate.
    if written.alias.as_ref() == Some(head) {
        return None;
    }
    (0..=written.module.len()).rev().find_map(|depth| {
        let module = written.module.get(..depth)?.to_vec();
        aliases.get(&(module, head.clone()))
    })
}
