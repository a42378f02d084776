namespace MetricsPlatform.Kpi.States;

/// <summary>Statements on the tables of one generation. The newest revision wins, row by row.</summary>
/// <param name="schema">The schema that the tables are in.</param>
internal sealed class StateSql(string schema)
{
    public string Schema => schema;

    /// <summary>Gives the revision that a service has, and holds off other writers of it.</summary>
    public string LockService { get; } = $"""
        insert into {schema}.service as s (service, applied) values (@service, 0) on conflict (service) do update set applied = s.applied
        returning applied
        """;

    public string UpsertFindings { get; } = $"""
        insert into {schema}.finding as f (id, service, revision, merged_into, facts, dossier)
        select id, @service, @revision, merged_into, facts, dossier
        from unnest(@ids, @merged, @facts, @dossiers) as r (id, merged_into, facts, dossier)
        on conflict (id) do update set
          service = excluded.service, revision = excluded.revision, merged_into = excluded.merged_into, facts = excluded.facts, dossier = excluded.dossier
        where excluded.revision >= f.revision
        """;

    public string CopyFindings { get; } = $"copy {schema}.finding (id, service, revision, merged_into, facts, dossier) from stdin (format binary)";

    public string KeptFindings { get; } = $"select id from {schema}.finding where id = any(@ids)";

    public string UpsertParts { get; } = $"""
        insert into {schema}.service_part as p (service, kind, key, revision, state)
        select @service, kind, key, @revision, state from unnest(@kinds, @keys, @states) as r (kind, key, state)
        on conflict (service, kind, key) do update set revision = excluded.revision, state = excluded.state
        where excluded.revision >= p.revision
        """;

    public string UpsertScans { get; } = $"""
        insert into {schema}.scan as s (service, number, revision, ticks, tool, target, version, commit, closes, counts)
        select @service, number, @revision, ticks, tool, target, version, commit, closes, counts
        from unnest(@numbers, @ticks, @tools, @targets, @versions, @commits, @closes, @counts)
          as r (number, ticks, tool, target, version, commit, closes, counts)
        on conflict (service, number) do update set
          revision = excluded.revision, ticks = excluded.ticks, tool = excluded.tool, target = excluded.target, version = excluded.version,
          commit = excluded.commit, closes = excluded.closes, counts = excluded.counts
        where excluded.revision >= s.revision
        """;

    /// <summary>Forgets a service, but that everything up to a revision was known.</summary>
    public string Forget { get; } = $"""
        insert into {schema}.service as s (service, applied) values (@service, @revision) on conflict (service) do update set applied = greatest(s.applied, excluded.applied);
        delete from {schema}.finding where service = @service;
        delete from {schema}.service_part where service = @service;
        delete from {schema}.scan where service = @service;
        """;

    public string SetApplied { get; } = $"update {schema}.service set applied = @revision where service = @service and applied < @revision";

    public string Dossiers { get; } = $"select id, dossier from {schema}.finding where id = any(@ids) and dossier is not null";
}
