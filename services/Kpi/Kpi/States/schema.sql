-- What Kpi keeps for good, and may not be dropped: it is a record, not a read model. The read models are in generation.sql.
create schema if not exists kpi;

-- Figures at 00:00 UTC of a day, as they were reported then: the first write stands.
create table if not exists kpi.daily (
  day date not null,
  scope_kind text not null,
  scope text not null,
  report jsonb not null,
  recorded_at timestamptz not null,
  primary key (day, scope_kind, scope)
);

-- Rebuilds of the read models, by any replica. One that is 'running' while nobody holds its lock was interrupted.
create table if not exists kpi.rebuild (
  id uuid primary key,
  state text not null,
  services_done integer not null default 0,
  services_total integer not null default 0,
  findings bigint not null default 0,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  reason text
);
