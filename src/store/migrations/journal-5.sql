-- The row that was decided, as JSON: what it asks for and what it allows. Without it (in what an
-- older program kept) the columns tell what they can.
ALTER TABLE kept ADD COLUMN item TEXT;
