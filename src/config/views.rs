//! Saved views: names for queries. One that cannot be taken is an error of the file.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::place;
use crate::domain::item::Folder;
use crate::domain::query::{Fault, Query};
use crate::domain::view::View;
use crate::error::{Error, Kind, Result};

/// A view as it stands in the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    name: String,
    folder: Folder,
    query: Spanned<String>,
}

/// Understands the queries; the file's text and path only serve errors.
pub(super) fn read(written: Vec<Written>, text: &str, path: &Path) -> Result<Vec<View>> {
    let views = written.into_iter().map(|view| {
        let Written { name, folder, .. } = &view;
        let query = Query::parse(view.query.get_ref());
        let query = query.map_err(|fault| wrong(&view, &fault, text, path))?;
        Ok(View {
            name: name.clone(),
            folder: *folder,
            query,
        })
    });
    views.collect()
}

/// Which view of which file, and what is wrong where in its query.
fn wrong(view: &Written, fault: &Fault, text: &str, path: &Path) -> Error {
    let Fault { reason, column, .. } = fault;
    let error = Error::new(Kind::Config, "error-view")
        .with("file", path.display().to_string())
        .with("name", &view.name)
        .with("text", reason.text())
        .with("nearest", reason.nearest().unwrap_or_default())
        .hint(reason.message());
    let mut error = place::name(error, text, Some(view.query.span()));
    // The column that helps is that of the query.
    error.args.retain(|(name, _)| *name != "column");
    error.with("column", column.to_string())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::config::File;
    use crate::domain::item::Folder;

    fn parse(query: &str) -> crate::error::Result<File> {
        let text =
            format!("[[views]]\nname = \"小额报销\"\nfolder = \"done\"\nquery = '{query}'\n");
        File::parse(&text, Path::new("/etc/zhupi.toml"))
    }

    #[test]
    fn a_view_is_a_query_for_a_folder() {
        let views = parse("flow:报销 amount<500").unwrap().views;
        assert_eq!(views.len(), 1);
        assert_eq!(views[0].name, "小额报销");
        assert_eq!(views[0].folder, Folder::Done);
        assert_eq!(views[0].query.text(), "flow:报销 amount<500");
    }

    #[test]
    fn a_view_that_cannot_be_taken_is_named_with_its_file_and_the_column() {
        let error = parse("flow:报销 (amount<500").unwrap_err();
        assert_eq!(error.message, "error-view");
        assert_eq!(error.hint, Some("error-query-parenthesis"));
        for arg in [
            ("file", "/etc/zhupi.toml"),
            ("name", "小额报销"),
            ("column", "9"),
            ("line", "4"),
        ] {
            assert!(error.args.contains(&(arg.0, arg.1.to_owned())), "{error}");
        }
    }
}
