-- Read models of Kpi: one generation of them, in the first schema of the search path. All of it can be dropped: it is asked anew of
-- Correlation. Whatever changes here changes KpiSchema.Layout: tables of another layout are made anew.

-- Which generation these tables are; a replica that has another one in memory takes this one.
create table generation (
  id uuid primary key,
  layout integer not null,
  made_at timestamptz not null default now()
);

-- Everything of a service up to this revision is in the tables below.
create table service (
  service text primary key,
  applied bigint not null
);

-- What an id stands for: a finding (facts, dossier), or a tombstone (no facts). The newest revision wins.
-- facts is what figures follow from, in the format of FindingBytes.
-- dossier is what people read: JSON that nothing here queries, as bytes, since parsing it into jsonb costs four times as much as writing it.
-- To read it: select convert_from(dossier, 'UTF8')::jsonb.
create table finding (
  id uuid primary key,
  service text not null,
  revision bigint not null,
  merged_into uuid,
  facts bytea,
  dossier bytea
);

-- Releases, scopes and incidents of a service. The newest revision wins.
create table service_part (
  service text not null,
  kind text not null,
  key text not null,
  revision bigint not null,
  state jsonb not null,
  primary key (service, kind, key)
);

-- Scans of a service, of which there are many more. The newest revision wins.
create table scan (
  service text not null,
  number integer not null,
  revision bigint not null,
  ticks bigint not null,   -- UTC, 100 ns since the year 1, since a timestamp of PostgreSQL rounds to 1 us
  tool text not null,
  target text not null,
  version text,
  commit text,
  closes boolean not null,
  counts boolean not null,
  primary key (service, number)
);
