-- The inbox. Run at every start; every statement may find its object there already.
create schema if not exists ingestion;

-- One request that was accepted, at least in part.
create table if not exists ingestion.submission (
  id uuid primary key,
  received_at timestamptz not null,
  kind text not null,
  content_type text not null,
  parameters json not null,
  idempotency_key text unique,
  request_hash bytea
);

-- Name of the API key that sent it; null where none was needed.
alter table ingestion.submission add column if not exists published_by text;

-- The submission whose report this one reads anew.
alter table ingestion.submission add column if not exists replay_of uuid;
create index if not exists submission_replay on ingestion.submission (replay_of) where replay_of is not null;
create index if not exists submission_received on ingestion.submission (received_at);

-- Scans that somebody withdrew: their reports are not read anew.
create table if not exists ingestion.withdrawn_scan (
  source text not null,
  scan_id text not null,
  primary key (source, scan_id)
);
-- W3C traceparent of the request.
alter table ingestion.submission add column if not exists trace text;

-- The request's body, in gzip members that make one gzip file when put together. In a batch, null stands for each refused event.
create table if not exists ingestion.payload (
  submission uuid not null references ingestion.submission on delete cascade,
  block int not null,
  bytes bytea not null,
  primary key (submission, block)
);
alter table ingestion.payload alter column bytes set storage external;

-- One event of a submission. A repeat points to the first and has no hash; an event without use has none either.
create table if not exists ingestion.item (
  submission uuid not null references ingestion.submission on delete cascade,
  index int not null,
  source text,
  event_id text,
  type text,
  service text,
  event_time timestamptz,
  content_hash bytea,
  status text not null check (status in ('accepted', 'committed', 'processed', 'duplicate', 'unused')),
  accepted_at timestamptz not null,
  committed_at timestamptz,
  revision bigint,
  outcome jsonb,
  duplicate_of uuid,
  duplicate_item int,
  primary key (submission, index)
);
create unique index if not exists item_event on ingestion.item (source, event_id) where content_hash is not null;
create index if not exists item_accepted on ingestion.item (accepted_at) where status = 'accepted';
create index if not exists item_committed on ingestion.item (service, revision) where status = 'committed';

-- Native messages that Correlation has not committed yet. A dead letter is due at infinity.
create table if not exists ingestion.outbox (
  submission uuid not null,
  index int not null,
  part int not null,
  service text not null,
  type text not null,
  body bytea not null,
  size int not null,
  attempts int not null default 0,
  next_attempt timestamptz not null default now(),
  primary key (submission, index, part)
);
alter table ingestion.outbox alter column body set storage external;
-- W3C traceparent of the request that brought it: its trace goes on with the sending.
alter table ingestion.outbox add column if not exists trace text;
create index if not exists outbox_due on ingestion.outbox (next_attempt, submission, index, part) include (attempts, size);

-- Replicas of Kpi, and when each last said that it answers questions.
create table if not exists ingestion.replica (
  replica text primary key,
  heard_at timestamptz not null
);

-- The newest revision of each service that a replica's KPIs show.
create table if not exists ingestion.shown (
  service text not null,
  replica text not null,
  revision bigint not null,
  primary key (service, replica)
);

-- All that is kept of what was refused. Without an index: the whole request.
create table if not exists ingestion.dead_letter (
  id bigint generated always as identity primary key,
  recorded_at timestamptz not null,
  submission uuid not null,
  index int,
  source text,
  event_id text,
  type text,
  reason text not null,
  message text not null,
  pointer text,
  line bigint,
  excerpt bytea not null
);
create index if not exists dead_letter_submission on ingestion.dead_letter (submission, index);
create index if not exists dead_letter_recorded on ingestion.dead_letter (recorded_at);
alter table ingestion.dead_letter add column if not exists published_by text;

-- Messages that a consumer gave up. The key of one from the inbox is its place there; of others about a service the newest of a type is
-- kept, since the services ask each other anew for what they miss.
create table if not exists ingestion.dead_message (
  id bigint primary key default nextval('ingestion.dead_letter_id_seq'),
  recorded_at timestamptz not null,
  queue text not null,
  key text not null,
  times int not null default 1,
  submission uuid,
  index int,
  part int,
  message_id text,
  type text,
  service text,
  reason text not null,
  message text not null,
  content_type text,
  body bytea not null,
  redriven_at timestamptz,
  unique (queue, key)
);
create index if not exists dead_message_submission on ingestion.dead_message (submission, index);
