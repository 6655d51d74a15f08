-- The durable truth of one masternode: everything final, and nothing that is not.
-- Hashes are 32 bytes (bytea) in natural order; "canonical" is the encoding of PROTOCOL 2.1;
-- amounts are satoshi; times are Unix milliseconds. One writer, many readers. A migration that has
-- been released is never edited: the next change is V2.

-- One row: where the ledger stands. It is read FOR UPDATE at the head of every database
-- transaction of the writer, so that a second writer sees that it is not alone.
CREATE TABLE ledger_state (
  only_row            boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  -- Whose chain this is; a ledger with another genesis document refuses the database.
  genesis_hash        bytea   NOT NULL,
  -- The last applied microblock; 0 is genesis.
  sequence            bigint  NOT NULL CHECK (sequence >= 0),
  digest              bytea   NOT NULL,
  time_millis         bigint  NOT NULL,
  -- The last sealed block.
  height              bigint  NOT NULL CHECK (height >= 0),
  -- What the next seal covers so far (PROTOCOL 7.2): SealInputs of proposals.proto.
  seal_inputs         bytea   NOT NULL,
  -- The 2,048 bytes of lanes of the UTXO set after this sequence (PROTOCOL 7.4).
  lanes               bytea   NOT NULL CHECK (length(lanes) = 2048),
  utxo_count          bigint  NOT NULL CHECK (utxo_count >= 0),
  utxo_total          bigint  NOT NULL CHECK (utxo_total >= 0),
  -- The number the next final transaction gets.
  next_number         bigint  NOT NULL CHECK (next_number >= 1),
  -- The vote log that the applied microblocks name, and its highest epoch.
  vote_log_topic_id   text    NOT NULL,
  vote_log_epoch      bigint  NOT NULL,
  -- Where chain.microblocks is expected to go on: saves reading it from its start. A hint only;
  -- what is read there is checked, and the start of the topic is the fallback.
  microblocks_offset  bigint  NOT NULL
) WITH (fillfactor = 20);
-- Rewritten with every microblock: inline and on one page, it needs no TOAST table to be vacuumed.
ALTER TABLE ledger_state ALTER COLUMN lanes SET STORAGE PLAIN;

CREATE TABLE microblock (
  sequence           bigint  PRIMARY KEY,
  digest             bytea   NOT NULL,
  -- Canonical MicroblockHeader and Certificate.
  header             bytea   NOT NULL,
  certificate        bytea   NOT NULL,
  time_millis        bigint  NOT NULL,
  -- Its transactions are numbers first_number .. first_number + transaction_count - 1.
  first_number       bigint  NOT NULL,
  transaction_count  integer NOT NULL,
  -- Bytes of its bodies: a range query stops at its limit without reading them.
  body_bytes         integer NOT NULL,
  applied_at_millis  bigint  NOT NULL
);
-- Signatures and hashes do not compress: do not try.
ALTER TABLE microblock ALTER COLUMN header SET STORAGE EXTERNAL;
ALTER TABLE microblock ALTER COLUMN certificate SET STORAGE EXTERNAL;

CREATE TABLE block (
  height             bigint  PRIMARY KEY,
  hash               bytea   NOT NULL,
  -- Canonical BlockHeader and coinbase transaction.
  header             bytea   NOT NULL,
  coinbase_txid      bytea   NOT NULL,
  coinbase           bytea   NOT NULL,
  first_sequence     bigint  NOT NULL,
  last_sequence      bigint  NOT NULL,
  -- Its transactions, the coinbase not counted, are numbers
  -- first_number .. first_number + transaction_count - 1.
  first_number       bigint  NOT NULL,
  transaction_count  bigint  NOT NULL,
  fees               bigint  NOT NULL,
  time_millis        bigint  NOT NULL
);
-- Blocks are asked for by hash as well as by height.
CREATE UNIQUE INDEX block_by_hash ON block (hash);
-- A coinbase is a transaction, too: it is looked up by txid.
CREATE UNIQUE INDEX block_by_coinbase ON block (coinbase_txid);
-- The block that confirms a sequence is the first whose last sequence reaches it.
CREATE UNIQUE INDEX block_by_last_sequence ON block (last_sequence);

-- Every final transaction but coinbases, numbered through the whole chain from 1 in final order:
-- a page of a microblock or of a block is a range of numbers, however large the block is.
CREATE TABLE final_transaction (
  number    bigint PRIMARY KEY,
  txid      bytea  NOT NULL,
  wtxid     bytea  NOT NULL,
  sequence  bigint NOT NULL,
  fee       bigint NOT NULL CHECK (fee >= 0),
  -- Canonical transaction with its signatures.
  raw       bytea  NOT NULL
);
ALTER TABLE final_transaction ALTER COLUMN raw SET STORAGE EXTERNAL;
-- Lookup by txid; also the last line of defence against applying a transaction twice.
CREATE UNIQUE INDEX final_transaction_by_txid ON final_transaction (txid);

-- The UTXO set. A row lives from the creating microblock to the spending one.
CREATE TABLE utxo (
  txid          bytea   NOT NULL,
  output_index  integer NOT NULL,
  value         bigint  NOT NULL CHECK (value >= 0),
  script        bytea   NOT NULL,
  -- The sequence that created it; 0 is genesis.
  sequence      bigint  NOT NULL,
  coinbase      boolean NOT NULL,
  PRIMARY KEY (txid, output_index)
);
-- Pages of one address's UTXOs: a pay-to-address script is the address text. The outpoint in the
-- index makes it the page's cursor.
CREATE INDEX utxo_by_script ON utxo (script, txid, output_index);

-- Who spent an outpoint. The output itself is in the transaction that created it.
CREATE TABLE spend (
  txid          bytea   NOT NULL,
  output_index  integer NOT NULL,
  spender_txid  bytea   NOT NULL,
  sequence      bigint  NOT NULL,
  PRIMARY KEY (txid, output_index)
);

-- The current balance of every address that was ever paid.
CREATE TABLE address_balance (
  address      text   PRIMARY KEY,
  balance      bigint NOT NULL CHECK (balance >= 0),
  utxo_count   bigint NOT NULL CHECK (utxo_count >= 0),
  -- The number of its last entry.
  last_entry   bigint NOT NULL
);

-- Every change of a balance in final order: what chain.addresses publishes.
CREATE TABLE address_entry (
  sequence        bigint  NOT NULL,
  -- Order within the sequence.
  ordinal         integer NOT NULL,
  address         text    NOT NULL,
  -- Counts the address's changes from 1 without gaps.
  entry_number    bigint  NOT NULL,
  -- A credit, or a debit; a member's share of a block may be a credit of 0.
  credit          boolean NOT NULL,
  amount          bigint  NOT NULL CHECK (amount >= 0),
  balance_after   bigint  NOT NULL CHECK (balance_after >= 0),
  -- The transaction that changed it, and the output that it created or spent.
  txid            bytea   NOT NULL,
  outpoint_txid   bytea   NOT NULL,
  outpoint_index  integer NOT NULL,
  PRIMARY KEY (sequence, ordinal)
);
-- The history of one address, newest or oldest first; and no number twice.
CREATE UNIQUE INDEX address_entry_by_address ON address_entry (address, entry_number);
