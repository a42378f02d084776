-- API keys (docs/access.md). A key itself is nowhere here, only its SHA-256.
create schema if not exists access;

create table if not exists access.api_key (
  id text primary key,
  name text not null,
  hash bytea not null,
  scopes text[] not null check (cardinality(scopes) > 0),
  -- null: all
  services text[],
  created_at timestamptz not null,
  -- null: never
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  check (services is null or (cardinality(services) > 0 and not 'administer' = any (scopes)))
);
create index if not exists api_key_name on access.api_key (name);

-- What seals the cookies and forms of the pages; written by ASP.NET Core, about every 90 days one more.
create table if not exists access.protection_key (
  name text primary key,
  xml text not null
);

-- null: none. A key of teams has services too, perhaps none: a version that knows no teams must not take it for one that is for all.
alter table access.api_key add column if not exists teams text[];
alter table access.api_key drop constraint if exists api_key_check;
alter table access.api_key add constraint api_key_check check (
  (teams is null or (services is not null and cardinality(teams) > 0))
  and (services is null or ((cardinality(services) > 0 or teams is not null) and not 'administer' = any (scopes))));
