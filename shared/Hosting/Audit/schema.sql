-- The audit trail of what stands in this database (docs/audit.md). Rows are added, and never changed: each holds the hash of the one before.
create schema if not exists audit;

-- Names of people and keys. The trail names them by id, so that a name can be taken out and the trail stays whole.
create table if not exists audit.person (
  id uuid primary key,
  -- null: taken out on request
  name text unique
);

create table if not exists audit.record (
  seq bigint primary key,
  at timestamptz not null,
  -- Who did it; null where the platform is open and nobody said a name.
  actor uuid references audit.person,
  -- Whom it names beside the actor: who decided what the actor sent, whose key it is.
  person uuid references audit.person,
  action text not null,
  subject text not null,
  detail text not null,
  hash bytea not null
);

create or replace function audit.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'The audit trail is only added to.';
end $$;

create or replace trigger only_added_to before update or delete or truncate on audit.record execute function audit.refuse();
