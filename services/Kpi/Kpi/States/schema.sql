-- Read models of Kpi. All of it can be dropped: at the next start it is asked anew of Correlation.
create schema if not exists kpi;

-- What an id stands for: a finding (facts, dossier), or a tombstone (no facts). The newest revision wins.
-- facts is what figures follow from, in the format of FindingBytes.
-- dossier is what people read: JSON that nothing here queries, as bytes, since parsing it into jsonb costs four times as much as writing it.
-- To read it: select convert_from(dossier, 'UTF8')::jsonb.
create table if not exists kpi.finding (
  id uuid primary key,
  service text not null,
  revision bigint not null,
  merged_into uuid,
  facts bytea,
  dossier bytea
);

-- Releases, scopes and incidents of a service. The newest revision wins.
create table if not exists kpi.service_part (
  service text not null,
  kind text not null,
  key text not null,
  revision bigint not null,
  state jsonb not null,
  primary key (service, kind, key)
);

-- Everything of a service up to this revision is in the two tables above.
create table if not exists kpi.service (
  service text primary key,
  applied bigint not null
);

-- Figures at 00:00 UTC of a day, as they were reported then: the first write stands.
create table if not exists kpi.daily (
  day date not null,
  scope_kind text not null,
  scope text not null,
  report jsonb not null,
  recorded_at timestamptz not null,
  primary key (day, scope_kind, scope)
);
