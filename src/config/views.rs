//! Saved views: names for queries. One that cannot be taken is an error of the file.

use std::ops::Range;

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

/// Understands the queries; the file's text only serves errors.
pub(super) fn read(written: Vec<Written>, text: &str) -> Result<Vec<View>> {
    let views = written.into_iter().map(|view| {
        let Written { name, folder, .. } = &view;
        let query = Query::parse(view.query.get_ref());
        let query = query.map_err(|fault| wrong(&view, &fault, text))?;
        Ok(View {
            name: name.clone(),
            folder: *folder,
            query,
        })
    });
    views.collect()
}

/// Which view, and what is wrong where in the file with its query.
fn wrong(view: &Written, fault: &Fault, text: &str) -> Error {
    let Fault { reason, column, .. } = fault;
    let error = Error::new(Kind::Config, "error-view")
        .with("name", &view.name)
        .with("text", reason.text())
        .with("nearest", reason.nearest().unwrap_or_default())
        .hint(reason.message());
    place::name(error, text, Some(within(view, *column, text)))
}

/// Where the column of a query stands in the file; the query as a whole where it is written with
/// escapes.
fn within(view: &Written, column: usize, text: &str) -> Range<usize> {
    let (query, span) = (view.query.get_ref(), view.query.span());
    let begin = text
        .get(span.clone())
        .and_then(|written| written.find(query.as_str()));
    let Some(begin) = begin else {
        return span;
    };
    let before = query.chars().take(column.saturating_sub(1));
    let at = span.start + begin + before.map(char::len_utf8).sum::<usize>();
    at..at
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
    fn a_view_that_cannot_be_taken_is_named_with_its_place_in_the_file() {
        let error = parse("flow:报销 (amount<500").unwrap_err();
        assert_eq!(error.message, "error-view");
        assert_eq!(error.hint, Some("error-query-parenthesis"));
        for arg in [
            ("file", "/etc/zhupi.toml"),
            ("name", "小额报销"),
            ("column", "18"),
            ("line", "4"),
        ] {
            assert!(error.args.contains(&(arg.0, arg.1.to_owned())), "{error}");
        }
    }
}
