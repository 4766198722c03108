//! A plan as a person edits it: a line for each decision, with its verb, its item, perhaps people,
//! and what is said with it. Reads and writes lines; what they are about is for others to know.

use std::collections::BTreeSet;
use std::fmt;

use crate::domain::decision::COMMENT_LIMIT;
use crate::domain::id::Id;
use crate::domain::item::Key;
use crate::domain::verb::{Comment, Needs, Verb};

/// Stands before what is said.
const SAID: &str = " -- ";

/// Stands before the people it is about.
const TO: &str = "to";

/// What an item is called on a line: of several accounts each has ids of its own.
pub fn name(key: &Key, several: bool) -> Id {
    if several {
        Id::new(format!("{}/{}", key.account, key.id))
    } else {
        key.id.clone()
    }
}

/// One decision as a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub verb: Verb,
    /// Its item, by its [`name`].
    pub id: Id,
    /// To whom, by id or name.
    pub people: Vec<String>,
    pub comment: Option<String>,
}

/// Why a line cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misread {
    /// The first word is no verb.
    NoVerb(String),
    NoId,
    /// A word that means nothing where it stands.
    Stray(String),
    /// An earlier line is about the same item.
    Twice(Id),
    /// The verb wants a comment.
    CommentRequired(Verb),
    /// The verb takes none, and it would be lost.
    CommentUnwanted(Verb),
    /// So many characters are too many.
    CommentLong(usize),
    /// The verb wants to know to whom.
    PeopleRequired(Verb),
    /// The verb is to nobody.
    PeopleUnwanted(Verb),
}

impl Misread {
    /// The key of its words in the catalogue, and what their placeholder stands for.
    pub fn message(self) -> (&'static str, Option<(&'static str, String)>) {
        let verb = |verb: Verb| Some(("verb", verb.name().to_owned()));
        match self {
            Self::NoVerb(word) => ("error-plan-verb", Some(("word", word))),
            Self::NoId => ("error-plan-no-id", None),
            Self::Stray(word) => ("error-plan-word", Some(("word", word))),
            Self::Twice(id) => ("error-plan-twice", Some(("id", id.to_string()))),
            Self::CommentRequired(of) => ("error-plan-comment", verb(of)),
            Self::CommentUnwanted(of) => ("error-plan-no-comment", verb(of)),
            Self::CommentLong(length) => (
                "error-plan-comment-long",
                Some(("length", length.to_string())),
            ),
            Self::PeopleRequired(of) => ("error-plan-people", verb(of)),
            Self::PeopleUnwanted(of) => ("error-plan-no-people", verb(of)),
        }
    }
}

/// `approve 7001 to 1620 -- agreed`
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.verb.name(), self.id)?;
        if !self.people.is_empty() {
            write!(f, " {TO} {}", self.people.join(","))?;
        }
        if let Some(comment) = &self.comment {
            let comment = comment.replace('\\', "\\\\").replace('\n', "\\n");
            write!(f, "{SAID}{comment}")?;
        }
        Ok(())
    }
}

impl Line {
    /// Reads a line that is neither empty nor a remark.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let empty = || text.strip_suffix(SAID.trim_end()).map(|head| (head, ""));
        let (head, said) = match text.split_once(SAID).or_else(empty) {
            Some((head, said)) => (head, Some(unescaped(said.trim()))),
            None => (text, None),
        };
        let mut words = head.split_whitespace();
        let name = words.next().unwrap_or_default();
        let verb = Verb::parse(name).ok_or_else(|| Misread::NoVerb(name.to_owned()))?;
        let id = Id::from(words.next().ok_or(Misread::NoId)?);
        let mut people = Vec::new();
        match words.next() {
            None => {}
            Some(TO) => {
                let named = words.by_ref().flat_map(|word| word.split([',', '，']));
                people.extend(named.filter(|name| !name.is_empty()).map(str::to_owned));
            }
            Some(stray) => return Err(Misread::Stray(stray.to_owned())),
        }
        let line = Self {
            verb,
            id,
            people,
            comment: said.filter(|said| !said.is_empty()),
        };
        line.check()?;
        Ok(line)
    }

    fn check(&self) -> Result<(), Misread> {
        let row = self.verb.row();
        match (row.comment, &self.comment) {
            (Comment::Required, None) => return Err(Misread::CommentRequired(self.verb)),
            (Comment::None, Some(_)) => return Err(Misread::CommentUnwanted(self.verb)),
            _ => {}
        }
        let length = self.comment.as_deref().unwrap_or_default().chars().count();
        if length > COMMENT_LIMIT {
            return Err(Misread::CommentLong(length));
        }
        let named = matches!(row.needs, Needs::Person | Needs::People);
        match (named, self.people.len()) {
            (true, 0) => Err(Misread::PeopleRequired(self.verb)),
            (false, 1..) => Err(Misread::PeopleUnwanted(self.verb)),
            _ => Ok(()),
        }
    }
}

/// All decisions of a text, each with the number of its line from 1. Empty lines and those that
/// begin with `#` are no decisions.
pub fn read(text: &str) -> Result<Vec<(usize, Line)>, (usize, Misread)> {
    let mut seen = BTreeSet::new();
    let mut lines = Vec::new();
    for (number, text) in (1..).zip(text.lines()) {
        let text = text.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let line = Line::parse(text).map_err(|misread| (number, misread))?;
        if !seen.insert(line.id.clone()) {
            return Err((number, Misread::Twice(line.id)));
        }
        lines.push((number, line));
    }
    Ok(lines)
}

/// Line breaks are written `\n`, and a backslash twice.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match (c, characters.clone().next()) {
            ('\\', Some('n')) => {
                plain.push('\n');
                characters.next();
            }
            ('\\', Some('\\')) => {
                plain.push('\\');
                characters.next();
            }
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{Line, Misread, Verb, read};

    fn line(text: &str) -> Line {
        Line::parse(text).unwrap()
    }

    #[test]
    fn a_line_is_read_as_it_is_written() {
        for text in [
            "approve 7001",
            "approve 7001 -- 同意 -- 金额已核",
            "reject 7001 -- 发票\\n缺一张 C:\\\\new",
            "transfer 7001 to 1620 -- 请你看",
            "countersign 7001 to 1620,王五",
        ] {
            assert_eq!(line(text).to_string(), text);
        }
        let said = line("reject 7001 -- 发票\\n缺一张 C:\\\\new").comment;
        assert_eq!(said.as_deref(), Some("发票\n缺一张 C:\\new"));
    }

    #[test]
    fn what_people_type_around_it_does_not_matter() {
        let typed = read("\n# 差旅报销\n  approve   7001   --   同意  \n\n#reject 7002\n").unwrap();
        assert_eq!(typed, [(3, line("approve 7001 -- 同意"))]);
    }

    #[test]
    fn nonsense_is_told_with_its_line() {
        for (text, wrong) in [
            ("agree 7001", Misread::NoVerb("agree".to_owned())),
            ("approve", Misread::NoId),
            ("approve 7001 7002", Misread::Stray("7002".to_owned())),
            ("reject 7001", Misread::CommentRequired(Verb::Reject)),
            ("reject 7001 -- ", Misread::CommentRequired(Verb::Reject)),
            ("remind 7001 -- 快", Misread::CommentUnwanted(Verb::Remind)),
            ("transfer 7001", Misread::PeopleRequired(Verb::Transfer)),
            (
                "approve 7001 to 1620",
                Misread::PeopleUnwanted(Verb::Approve),
            ),
            ("approve 7001\nhandle 7001", Misread::Twice("7001".into())),
        ] {
            let (at, found) = read(&format!("# 计划\n{text}\n")).unwrap_err();
            assert_eq!(found, wrong, "{text}");
            assert_eq!(at, 1 + text.lines().count(), "{text}");
        }
        let long = format!("approve 7001 -- {}", "好".repeat(501));
        assert_eq!(Line::parse(&long), Err(Misread::CommentLong(501)));
    }
}
