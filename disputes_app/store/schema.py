"""The tables of a library: one script per released schema; a released one is never edited again."""

from __future__ import annotations

# Foreign keys: what an order or case owns goes with it; what can stand alone (messages, evidence) loses the link.
# Tables are STRICT, so a value of the wrong type never gets in. Columns that hold a typed number without blanks
# and dashes end in _key. Everything from ``windows`` on is worked out from the rest and may be emptied at any time.
VERSION_1 = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE sellers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    platform TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL DEFAULT '',
    website TEXT NOT NULL DEFAULT '',
    contact TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    added_at TEXT NOT NULL,
    deleted_at TEXT
) STRICT;
CREATE INDEX sellers_by_name ON sellers (name);

CREATE TABLE orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    platform TEXT NOT NULL,
    site TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL,
    number_key TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    seller_id INTEGER REFERENCES sellers (id) ON DELETE SET NULL,
    total_minor INTEGER,
    total_currency TEXT,
    home_total_minor INTEGER,
    home_total_currency TEXT,
    buyer_country TEXT NOT NULL DEFAULT '',
    seller_country TEXT NOT NULL DEFAULT '',
    buyer_kind TEXT NOT NULL DEFAULT 'consumer',
    category TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    added_at TEXT NOT NULL,
    deleted_at TEXT
) STRICT;
CREATE INDEX orders_by_number_key ON orders (number_key);
CREATE INDEX orders_by_seller ON orders (seller_id) WHERE seller_id IS NOT NULL;
CREATE INDEX orders_in_bin ON orders (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    position INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL,
    variant TEXT NOT NULL DEFAULT '',
    quantity INTEGER NOT NULL DEFAULT 1,
    price_minor INTEGER,
    price_currency TEXT,
    promised TEXT NOT NULL DEFAULT '',
    received TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX items_by_order ON items (order_id, position);

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    size INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_bytes BLOB NOT NULL,
    media_type TEXT NOT NULL,
    kind TEXT NOT NULL,
    order_id INTEGER REFERENCES orders (id) ON DELETE SET NULL,
    parent_id INTEGER REFERENCES evidence (id) ON DELETE SET NULL,
    caption TEXT NOT NULL DEFAULT '',
    proves TEXT NOT NULL DEFAULT '',
    captured_at TEXT,
    captured_at_offset INTEGER,
    captured_local TEXT NOT NULL DEFAULT '',
    captured_tag TEXT NOT NULL DEFAULT '',
    device TEXT NOT NULL DEFAULT '',
    orientation INTEGER NOT NULL DEFAULT 1,
    width INTEGER NOT NULL DEFAULT 0,
    height INTEGER NOT NULL DEFAULT 0,
    pages INTEGER NOT NULL DEFAULT 0,
    latitude REAL,
    longitude REAL,
    reading TEXT NOT NULL DEFAULT 'waiting',
    reading_note TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL DEFAULT '',
    added_at TEXT NOT NULL,
    deleted_at TEXT
) STRICT;
CREATE INDEX evidence_by_sha256 ON evidence (sha256);
CREATE INDEX evidence_by_order ON evidence (order_id, added_at) WHERE order_id IS NOT NULL;
CREATE INDEX evidence_by_parent ON evidence (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX evidence_unlinked ON evidence (added_at) WHERE order_id IS NULL AND deleted_at IS NULL;
CREATE INDEX evidence_waiting ON evidence (id) WHERE reading = 'waiting';

CREATE TABLE seller_checks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    seller_id INTEGER NOT NULL REFERENCES sellers (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    finding TEXT NOT NULL,
    checked_on TEXT,
    evidence_id INTEGER REFERENCES evidence (id) ON DELETE SET NULL,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX seller_checks_by_seller ON seller_checks (seller_id);
CREATE INDEX seller_checks_by_evidence ON seller_checks (evidence_id) WHERE evidence_id IS NOT NULL;

CREATE TABLE payments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    method TEXT NOT NULL DEFAULT 'other',
    card_network TEXT,
    funded_by TEXT NOT NULL DEFAULT '',
    amount_minor INTEGER,
    amount_currency TEXT,
    home_amount_minor INTEGER,
    home_amount_currency TEXT,
    reference TEXT NOT NULL DEFAULT '',
    reference_key TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'unknown',
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX payments_by_order ON payments (order_id);
CREATE INDEX payments_by_reference_key ON payments (reference_key) WHERE reference_key <> '';

CREATE TABLE shipments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    carrier TEXT NOT NULL DEFAULT '',
    tracking_number TEXT NOT NULL DEFAULT '',
    tracking_key TEXT NOT NULL DEFAULT '',
    direction TEXT NOT NULL DEFAULT 'to_buyer',
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX shipments_by_order ON shipments (order_id);
CREATE INDEX shipments_by_tracking_key ON shipments (tracking_key) WHERE tracking_key <> '';

CREATE TABLE shipment_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    shipment_id INTEGER NOT NULL REFERENCES shipments (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    at_offset INTEGER,
    description TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    evidence_id INTEGER REFERENCES evidence (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX shipment_events_by_shipment ON shipment_events (shipment_id, at);
CREATE INDEX shipment_events_by_evidence ON shipment_events (evidence_id) WHERE evidence_id IS NOT NULL;

CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER REFERENCES orders (id) ON DELETE SET NULL,
    channel TEXT NOT NULL DEFAULT '',
    direction TEXT NOT NULL DEFAULT 'unknown',
    sender TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL,
    at_offset INTEGER,
    zone TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '',
    translation TEXT NOT NULL DEFAULT '',
    translated_by TEXT NOT NULL DEFAULT '',
    evidence_id INTEGER REFERENCES evidence (id) ON DELETE SET NULL,
    fingerprint TEXT NOT NULL DEFAULT '',
    added_at TEXT NOT NULL,
    deleted_at TEXT
) STRICT;
CREATE INDEX messages_by_order ON messages (order_id, at) WHERE order_id IS NOT NULL;
CREATE INDEX messages_by_fingerprint ON messages (fingerprint) WHERE fingerprint <> '';
CREATE INDEX messages_by_evidence ON messages (evidence_id) WHERE evidence_id IS NOT NULL;
CREATE INDEX messages_unlinked ON messages (at) WHERE order_id IS NULL AND deleted_at IS NULL;

CREATE TABLE cases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    number_key TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    claim TEXT NOT NULL,
    want TEXT NOT NULL DEFAULT 'refund',
    amount_minor INTEGER,
    amount_currency TEXT,
    home_amount_minor INTEGER,
    home_amount_currency TEXT,
    programme TEXT NOT NULL DEFAULT '',
    stage TEXT NOT NULL DEFAULT 'preparing',
    outcome TEXT NOT NULL DEFAULT '',
    recovered_minor INTEGER,
    recovered_currency TEXT,
    platform_number TEXT NOT NULL DEFAULT '',
    summary TEXT NOT NULL DEFAULT '',
    statement TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    deleted_at TEXT
) STRICT;
CREATE INDEX cases_by_number_key ON cases (number_key);

CREATE TABLE case_orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    UNIQUE (case_id, order_id)
) STRICT;
CREATE INDEX case_orders_by_order ON case_orders (order_id);

CREATE TABLE case_stages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    stage TEXT NOT NULL,
    at TEXT NOT NULL,
    at_offset INTEGER,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX case_stages_by_case ON case_stages (case_id, at);

CREATE TABLE order_dates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    case_id INTEGER REFERENCES cases (id) ON DELETE CASCADE,
    payment_id INTEGER REFERENCES payments (id) ON DELETE CASCADE,
    shipment_id INTEGER REFERENCES shipments (id) ON DELETE CASCADE,
    evidence_id INTEGER REFERENCES evidence (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    value_offset INTEGER,
    zone TEXT NOT NULL DEFAULT '',
    precision TEXT NOT NULL,
    source TEXT NOT NULL,
    source_detail TEXT NOT NULL DEFAULT '',
    noted_at TEXT NOT NULL,
    withdrawn_at TEXT
) STRICT;
CREATE INDEX order_dates_by_order ON order_dates (order_id, kind);
CREATE INDEX order_dates_by_case ON order_dates (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX order_dates_by_payment ON order_dates (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX order_dates_by_shipment ON order_dates (shipment_id) WHERE shipment_id IS NOT NULL;
CREATE INDEX order_dates_by_evidence ON order_dates (evidence_id) WHERE evidence_id IS NOT NULL;

CREATE TABLE order_attributes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (order_id, name)
) STRICT;

CREATE TABLE exhibits (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    evidence_id INTEGER REFERENCES evidence (id) ON DELETE CASCADE,
    message_id INTEGER REFERENCES messages (id) ON DELETE CASCADE,
    shipment_id INTEGER REFERENCES shipments (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    letter TEXT NOT NULL DEFAULT '',
    caption TEXT NOT NULL DEFAULT '',
    CHECK ((evidence_id IS NOT NULL) + (message_id IS NOT NULL) + (shipment_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX exhibits_by_case ON exhibits (case_id, position);
CREATE INDEX exhibits_by_evidence ON exhibits (evidence_id) WHERE evidence_id IS NOT NULL;
CREATE INDEX exhibits_by_message ON exhibits (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX exhibits_by_shipment ON exhibits (shipment_id) WHERE shipment_id IS NOT NULL;

CREATE TABLE redactions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    exhibit_id INTEGER NOT NULL REFERENCES exhibits (id) ON DELETE CASCADE,
    page INTEGER NOT NULL DEFAULT 1,
    x REAL NOT NULL,
    y REAL NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL
) STRICT;
CREATE INDEX redactions_by_exhibit ON redactions (exhibit_id);

CREATE TABLE deadlines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER REFERENCES orders (id) ON DELETE CASCADE,
    case_id INTEGER REFERENCES cases (id) ON DELETE CASCADE,
    set_by TEXT NOT NULL,
    rule TEXT NOT NULL DEFAULT '',
    action TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    due TEXT NOT NULL,
    due_offset INTEGER,
    zone TEXT NOT NULL DEFAULT '',
    done_at TEXT,
    added_at TEXT NOT NULL
) STRICT;
CREATE INDEX deadlines_by_order ON deadlines (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX deadlines_by_case ON deadlines (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX deadlines_by_due ON deadlines (due) WHERE done_at IS NULL;

CREATE TABLE packets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    preset TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    built_at TEXT NOT NULL,
    filed_at TEXT
) STRICT;
CREATE INDEX packets_by_case ON packets (case_id, built_at);

CREATE TABLE policies (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    insurer TEXT NOT NULL,
    number TEXT NOT NULL,
    period_from TEXT,
    period_to TEXT,
    limit_minor INTEGER,
    limit_currency TEXT,
    excess_minor INTEGER,
    excess_currency TEXT,
    territory TEXT NOT NULL DEFAULT '',
    notice TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    evidence_id INTEGER REFERENCES evidence (id) ON DELETE SET NULL,
    deleted_at TEXT
) STRICT;
CREATE INDEX policies_by_evidence ON policies (evidence_id) WHERE evidence_id IS NOT NULL;

CREATE TABLE incidents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    policy_id INTEGER NOT NULL REFERENCES policies (id) ON DELETE CASCADE,
    order_id INTEGER REFERENCES orders (id) ON DELETE SET NULL,
    case_id INTEGER REFERENCES cases (id) ON DELETE SET NULL,
    description TEXT NOT NULL,
    happened TEXT,
    happened_offset INTEGER,
    known TEXT,
    known_offset INTEGER,
    notified TEXT,
    notified_offset INTEGER
) STRICT;
CREATE INDEX incidents_by_policy ON incidents (policy_id);
CREATE INDEX incidents_by_order ON incidents (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX incidents_by_case ON incidents (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE settings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    summary TEXT NOT NULL,
    prev BLOB NOT NULL,
    digest BLOB NOT NULL
) STRICT;
CREATE TRIGGER journal_not_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
CREATE TRIGGER journal_not_shortened BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;

CREATE TABLE journal_rows (
    id INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED,
    tbl TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    before TEXT,
    after TEXT,
    digest BLOB
) STRICT;
CREATE INDEX journal_rows_by_seq ON journal_rows (seq);
CREATE INDEX journal_rows_by_row ON journal_rows (tbl, row_id);
CREATE TRIGGER journal_rows_not_changed BEFORE UPDATE ON journal_rows
BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
CREATE TRIGGER journal_rows_not_shortened BEFORE DELETE ON journal_rows
BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;

CREATE TABLE windows (
    id INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL,
    case_id INTEGER,
    programme TEXT NOT NULL,
    rule TEXT NOT NULL,
    actor TEXT NOT NULL DEFAULT '',
    stage TEXT NOT NULL DEFAULT '',
    claims TEXT NOT NULL DEFAULT '',
    opens_at TEXT,
    closes_at TEXT,
    payload TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX windows_by_order ON windows (order_id);
CREATE INDEX windows_by_case ON windows (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX windows_by_close ON windows (closes_at, id) WHERE closes_at IS NOT NULL;

CREATE TABLE order_state (
    order_id INTEGER PRIMARY KEY,
    ordered_at TEXT,
    next_deadline_at TEXT,
    next_deadline_rule TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    payload TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX order_state_by_deadline ON order_state (next_deadline_at, order_id);
CREATE INDEX order_state_by_ordered ON order_state (ordered_at, order_id);
CREATE INDEX order_state_by_status ON order_state (status, next_deadline_at, order_id);

CREATE TABLE ui_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE extracts (
    sha256 TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    warnings TEXT NOT NULL DEFAULT '[]',
    recipe TEXT NOT NULL
) STRICT;

CREATE TABLE search_docs (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    order_id INTEGER,
    at TEXT NOT NULL,
    words TEXT NOT NULL,
    numbers TEXT NOT NULL,
    UNIQUE (kind, row_id)
) STRICT;
CREATE INDEX search_docs_by_order ON search_docs (order_id) WHERE order_id IS NOT NULL;
CREATE VIRTUAL TABLE search USING fts5 (
    words, numbers, content = 'search_docs', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);
"""

# What was sent of a case, kept as it was: the words, and files that lie beside the evidence under their SHA-256.
VERSION_2 = """
CREATE TABLE filings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    stage_id INTEGER NOT NULL REFERENCES case_stages (id) ON DELETE CASCADE,
    sent_to TEXT NOT NULL DEFAULT '',
    platform_number TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    answer_due TEXT,
    answer_due_offset INTEGER,
    noted_at TEXT NOT NULL
) STRICT;
CREATE INDEX filings_by_case ON filings (case_id);
CREATE INDEX filings_by_stage ON filings (stage_id);

CREATE TABLE filed_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    filing_id INTEGER NOT NULL REFERENCES filings (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    size INTEGER NOT NULL
) STRICT;
CREATE INDEX filed_files_by_filing ON filed_files (filing_id);
CREATE INDEX filed_files_by_sha256 ON filed_files (sha256);
"""

# Numbered marks on an exhibit's picture: each stands at one place and points to another, as parts of the picture.
VERSION_3 = """
CREATE TABLE callouts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    exhibit_id INTEGER NOT NULL REFERENCES exhibits (id) ON DELETE CASCADE,
    page INTEGER NOT NULL DEFAULT 1,
    x REAL NOT NULL,
    y REAL NOT NULL,
    to_x REAL NOT NULL,
    to_y REAL NOT NULL,
    text TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX callouts_by_exhibit ON callouts (exhibit_id);
"""

# What the user decided of words that may be private: hidden in every packet of the case, or shown.
VERSION_4 = """
CREATE TABLE private_words (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    decision TEXT NOT NULL,
    decided_at TEXT NOT NULL
) STRICT;
CREATE INDEX private_words_by_case ON private_words (case_id);
"""

# How far the picture of an exhibit is turned to the right in packets, in degrees.
VERSION_5 = """
ALTER TABLE exhibits ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
"""

# Lines of a packet's chronology left out, in other words, or of one's own.
VERSION_6 = """
CREATE TABLE chronology_lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    key TEXT NOT NULL DEFAULT '',
    at TEXT,
    at_offset INTEGER,
    text TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX chronology_lines_by_case ON chronology_lines (case_id);
"""
