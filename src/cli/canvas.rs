//! `canvas`: the drawing of an instance's flow, for people or for programs that draw.

use super::args::{Canvas, CanvasFormat};
use super::{ALL_DONE, Session, json};
use crate::domain::id::Id;
use crate::drawing;
use crate::drawing::export;
use crate::error::Result;

/// Columns of a drawing that goes to no terminal.
const COLUMNS: u16 = 120;

pub(super) async fn run(session: &Session<'_>, args: &Canvas) -> Result<u8> {
    let look = session.look;
    let instance = match (&args.instance, &args.id) {
        (None, Some(id)) => session.inbox.find(id, None).await?.instance_id,
        (instance, _) => Id::new(instance.as_deref().unwrap_or_default()),
    };
    let canvas = session.inbox.canvas(&instance).await?;
    let document = json::Canvas::from(&canvas);
    look.print(&document, &document.nodes, || {
        match args.format.unwrap_or_default() {
            CanvasFormat::Text => {
                let options = drawing::Options {
                    columns: look.width.unwrap_or(COLUMNS),
                    ascii: look.ascii,
                    zone: &look.zone,
                };
                drawing::draw(&canvas.in_words(&look.locale.modes()), &options).text()
            }
            CanvasFormat::Dot => export::dot(&canvas),
            CanvasFormat::Mermaid => export::mermaid(&canvas),
        }
    })?;
    Ok(ALL_DONE)
}
