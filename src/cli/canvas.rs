//! `canvas`: the drawing of an instance's flow, for people or for programs that draw.

use super::args::{Canvas, CanvasFormat};
use super::sides::{Sides, Wish};
use super::{ALL_DONE, Session, json};
use crate::domain::id::Id;
use crate::domain::instance::Action;
use crate::drawing;
use crate::drawing::export;
use crate::error::Result;

/// Columns of a drawing that goes to no terminal.
const COLUMNS: u16 = 120;

pub(super) async fn run(sides: &Sides<'_>, args: &Canvas) -> Result<u8> {
    let look = sides.look;
    let canvas = match (&args.instance, &args.id) {
        (None, Some(id)) => {
            let find = async |session: &Session<'_>, id: &str| session.inbox.find(id, None).await;
            let item = sides.find_one(id, Wish::See, find).await?;
            let inbox = &sides.of(&item.key.account)?.inbox;
            inbox.canvas(&item.instance_id).await?
        }
        (instance, _) => {
            let instance = Id::new(instance.as_deref().unwrap_or_default());
            let drawn = sides.agree(&instance, async |session| {
                session.inbox.canvas(&instance).await
            });
            drawn.await?.1
        }
    };
    let document = json::Canvas::from(&canvas);
    let word = |action: &Action| look.word("action", &action.name());
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
            CanvasFormat::Dot => export::dot(&canvas, word),
            CanvasFormat::Mermaid => export::mermaid(&canvas, word),
        }
    })?;
    Ok(ALL_DONE)
}
