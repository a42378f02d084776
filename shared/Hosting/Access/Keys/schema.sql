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
