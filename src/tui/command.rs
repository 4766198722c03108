//! What a key can trigger: one table, from which the keymap, the hint bar, the help and the
//! refusals come.

mod kind;
mod name;
mod refusal;

use crate::domain::item::Folder;

pub use name::search_texts;

/// What the user can ask the screen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    Down,
    Up,
    Top,
    Bottom,
    HalfDown,
    HalfUp,
    PageDown,
    PageUp,
    Left,
    Right,
    Open,
    Zoom,
    Back,
    Quit,
    NextFolder,
    PreviousFolder,
    Folder(Folder),
    Messages,
    Instances,
    Start,
    NextTab,
    PreviousTab,
    ScrollDown,
    ScrollUp,
    Search,
    SearchNext,
    SearchPrevious,
    Limit,
    Views,
    SortArrived,
    SortStarted,
    SortName,
    SortFlow,
    SortMoney,
    SortColumn,
    SortReverse,
    Approve,
    ApproveWith,
    Reject,
    Transfer,
    Countersign,
    Rollback,
    Remind,
    Revoke,
    Submit,
    Stop,
    Fill,
    Copy,
    Repeat,
    ChooseNext,
    Palette,
    Unstage,
    StageAgain,
    SendNow,
    Preview,
    MarkRead,
    MarkAllRead,
    PreviewPosition,
    Browse,
    CopyNumber,
    CopyLink,
    Attachment,
    Refresh,
    RefreshAll,
    Help,
    Account,
    Reload,
    Mouse,
    Redraw,
    Suspend,
    Interrupt,
}

/// The headings of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    Move,
    Folders,
    Find,
    Decide,
    Commit,
    Other,
}

impl Group {
    pub const ALL: [Self; 6] = [
        Self::Move,
        Self::Folders,
        Self::Find,
        Self::Decide,
        Self::Commit,
        Self::Other,
    ];

    pub fn message(self) -> &'static str {
        match self {
            Self::Move => "group-move",
            Self::Folders => "group-folders",
            Self::Find => "group-find",
            Self::Decide => "group-decide",
            Self::Commit => "group-commit",
            Self::Other => "group-other",
        }
    }
}

/// One row: the command, its name in `keymap.toml`, the key of its words, its heading.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub command: Command,
    pub name: &'static str,
    pub message: &'static str,
    pub group: Group,
}

const fn row(command: Command, name: &'static str, message: &'static str, group: Group) -> Row {
    Row {
        command,
        name,
        message,
        group,
    }
}

/// Every command there is.
pub const TABLE: &[Row] = &[
    row(Command::Down, "down", "do-down", Group::Move),
    row(Command::Up, "up", "do-up", Group::Move),
    row(Command::Top, "top", "do-top", Group::Move),
    row(Command::Bottom, "bottom", "do-bottom", Group::Move),
    row(Command::HalfDown, "half-down", "do-half-down", Group::Move),
    row(Command::HalfUp, "half-up", "do-half-up", Group::Move),
    row(Command::PageDown, "page-down", "do-page-down", Group::Move),
    row(Command::PageUp, "page-up", "do-page-up", Group::Move),
    row(Command::Left, "left", "do-left", Group::Move),
    row(Command::Right, "right", "do-right", Group::Move),
    row(Command::Open, "open", "do-open", Group::Move),
    row(Command::Zoom, "zoom", "do-zoom", Group::Move),
    row(Command::Back, "back", "do-back", Group::Move),
    row(Command::Quit, "quit", "do-quit", Group::Move),
    row(
        Command::NextFolder,
        "next-folder",
        "do-next-folder",
        Group::Folders,
    ),
    row(
        Command::PreviousFolder,
        "previous-folder",
        "do-previous-folder",
        Group::Folders,
    ),
    row(
        Command::Folder(Folder::Todo),
        "folder todo",
        "folder-todo",
        Group::Folders,
    ),
    row(
        Command::Folder(Folder::Done),
        "folder done",
        "folder-done",
        Group::Folders,
    ),
    row(
        Command::Folder(Folder::Cc),
        "folder cc",
        "folder-cc",
        Group::Folders,
    ),
    row(
        Command::Folder(Folder::Created),
        "folder created",
        "folder-created",
        Group::Folders,
    ),
    row(
        Command::Folder(Folder::Draft),
        "folder draft",
        "folder-draft",
        Group::Folders,
    ),
    row(
        Command::Messages,
        "folder messages",
        "folder-messages",
        Group::Folders,
    ),
    row(
        Command::Instances,
        "instances",
        "do-instances",
        Group::Folders,
    ),
    row(Command::Start, "start", "do-start", Group::Folders),
    row(Command::NextTab, "next-tab", "do-next-tab", Group::Folders),
    row(
        Command::PreviousTab,
        "previous-tab",
        "do-previous-tab",
        Group::Folders,
    ),
    row(
        Command::ScrollDown,
        "scroll-down",
        "do-scroll-down",
        Group::Folders,
    ),
    row(
        Command::ScrollUp,
        "scroll-up",
        "do-scroll-up",
        Group::Folders,
    ),
    row(Command::Search, "search", "do-search", Group::Find),
    row(
        Command::SearchNext,
        "search-next",
        "do-search-next",
        Group::Find,
    ),
    row(
        Command::SearchPrevious,
        "search-previous",
        "do-search-previous",
        Group::Find,
    ),
    row(Command::Limit, "limit", "do-limit", Group::Find),
    row(Command::Views, "views", "do-views", Group::Find),
    row(
        Command::SortArrived,
        "sort arrived",
        "do-sort-arrived",
        Group::Find,
    ),
    row(
        Command::SortStarted,
        "sort started",
        "do-sort-started",
        Group::Find,
    ),
    row(Command::SortName, "sort name", "do-sort-name", Group::Find),
    row(Command::SortFlow, "sort flow", "do-sort-flow", Group::Find),
    row(
        Command::SortMoney,
        "sort money",
        "do-sort-money",
        Group::Find,
    ),
    row(
        Command::SortColumn,
        "sort column",
        "do-sort-column",
        Group::Find,
    ),
    row(
        Command::SortReverse,
        "sort reverse",
        "do-sort-reverse",
        Group::Find,
    ),
    row(Command::Approve, "approve", "do-approve", Group::Decide),
    row(
        Command::ApproveWith,
        "approve-with",
        "do-approve-with",
        Group::Decide,
    ),
    row(Command::Reject, "reject", "do-reject", Group::Decide),
    row(Command::Transfer, "transfer", "do-transfer", Group::Decide),
    row(
        Command::Countersign,
        "countersign",
        "do-countersign",
        Group::Decide,
    ),
    row(Command::Rollback, "rollback", "do-rollback", Group::Decide),
    row(Command::Remind, "remind", "do-remind", Group::Decide),
    row(Command::Revoke, "revoke", "do-revoke", Group::Decide),
    row(Command::Submit, "submit", "do-submit", Group::Decide),
    row(Command::Stop, "stop", "do-stop", Group::Decide),
    row(Command::Fill, "fill", "do-fill", Group::Decide),
    row(Command::Copy, "copy", "do-copy", Group::Decide),
    row(Command::Repeat, "repeat", "do-repeat", Group::Decide),
    row(Command::Unstage, "unstage", "do-unstage", Group::Commit),
    row(
        Command::StageAgain,
        "stage-again",
        "do-stage-again",
        Group::Commit,
    ),
    row(Command::SendNow, "send-now", "do-send-now", Group::Commit),
    row(
        Command::ChooseNext,
        "next-approver",
        "do-choose-next",
        Group::Commit,
    ),
    row(Command::Palette, "command", "do-command", Group::Other),
    row(Command::Preview, "preview", "do-preview", Group::Other),
    row(Command::MarkRead, "mark-read", "do-mark-read", Group::Other),
    row(
        Command::MarkAllRead,
        "mark-all-read",
        "do-mark-all-read",
        Group::Other,
    ),
    row(
        Command::PreviewPosition,
        "preview-position",
        "do-preview-position",
        Group::Other,
    ),
    row(Command::Browse, "browser", "do-browser", Group::Other),
    row(
        Command::CopyNumber,
        "copy-number",
        "do-copy-number",
        Group::Other,
    ),
    row(Command::CopyLink, "copy-link", "do-copy-link", Group::Other),
    row(
        Command::Attachment,
        "attachment",
        "do-attachment",
        Group::Other,
    ),
    row(Command::Refresh, "refresh", "do-refresh", Group::Other),
    row(
        Command::RefreshAll,
        "refresh-all",
        "do-refresh-all",
        Group::Other,
    ),
    row(Command::Help, "help", "do-help", Group::Other),
    row(Command::Account, "account", "do-account", Group::Other),
    row(Command::Reload, "reload", "do-reload", Group::Other),
    row(Command::Mouse, "mouse", "do-mouse", Group::Other),
    row(Command::Redraw, "redraw", "do-redraw", Group::Other),
    row(Command::Suspend, "suspend", "do-suspend", Group::Other),
    row(
        Command::Interrupt,
        "interrupt",
        "do-interrupt",
        Group::Other,
    ),
];
