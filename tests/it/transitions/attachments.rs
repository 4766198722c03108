//! `O`: it tells where files are, and opens nothing that it cannot.

use zhupi::domain::instance::Attachment;
use zhupi::locale::Language;
use zhupi::tui::effect::Effect;

use crate::support::desk::Desk;

fn file(id: &str, name: &str) -> Attachment {
    Attachment {
        id: Some(id.to_owned()),
        name: name.to_owned(),
        kind: None,
    }
}

/// What `O` says of an item with these files.
fn said(files: &[Attachment]) -> String {
    let mut desk = Desk::new();
    desk.read_anew(|instance| instance.attachments = files.to_vec());
    desk.press("O");
    desk.frame(Language::English)
}

#[test]
fn files_of_the_environments_own_storage_are_named_and_their_place_is_told() {
    let frame = said(&[file("cloud://env.6c6f/claims/7.pdf", "7.pdf")]);
    assert!(
        frame.contains("7.pdf: kept in the environment's storage"),
        "{frame}"
    );
}

#[test]
fn a_file_with_an_address_of_the_web_is_shown_by_the_browser_and_no_other() {
    let mut desk = Desk::new();
    desk.model.settings.browser = true;
    let files = [
        file("file:///etc/passwd", "passwd"),
        file("https://files.example/8.pdf", "8.pdf"),
    ];
    desk.read_anew(|instance| instance.attachments = files.to_vec());
    let opened = Effect::Browse("https://files.example/8.pdf".to_owned());
    assert_eq!(desk.press("O"), [opened]);
    desk.read_anew(|instance| instance.attachments = files[..1].to_vec());
    assert_eq!(desk.press("O"), []);
}

#[test]
fn where_there_are_none_that_is_said() {
    assert!(said(&[]).contains("There are no files here"));
}
