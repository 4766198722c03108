-- A row of the plan is about what was staged after this intent: what was decided before is another
-- matter, even if it was the same item. A part below zero was handed over to be sent.
ALTER TABLE kept ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
CREATE INDEX kept_of_item ON kept (account, owner, folder, item_id);
DROP INDEX kept_by;
