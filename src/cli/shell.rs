//! `completions` and `man`: what shells and manuals read, from the same tree as the parser.

use clap_complete::Shell;
use clap_mangen::Man;

use super::look::{self, Look};
use super::{ALL_DONE, help};
use crate::error::Result;

/// Prints the completions of a shell.
pub(super) fn completions(shell: Shell, look: &Look) -> Result<u8> {
    let mut command = help::command(&look.locale);
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut command, "zhupi", &mut text);
    look::write(|out| std::io::Write::write_all(out, &text))?;
    Ok(ALL_DONE)
}

/// Prints the manual page.
pub(super) fn man(look: &Look) -> Result<u8> {
    let manual = Man::new(help::command(&look.locale));
    look::write(|out| manual.render(out))?;
    Ok(ALL_DONE)
}
