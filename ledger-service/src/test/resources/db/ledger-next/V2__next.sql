-- Only in tests: what a next version might do to a ledger with a chain in it, and slowly enough to
-- be killed in the middle. It is one database transaction, as every migration here must be.
CREATE TABLE next_microblock_size (
  sequence  bigint  PRIMARY KEY REFERENCES microblock,
  bytes     integer NOT NULL
);
INSERT INTO next_microblock_size SELECT sequence, body_bytes FROM microblock;
SELECT pg_sleep(3);
CREATE INDEX next_transaction_by_sequence ON final_transaction (sequence);
