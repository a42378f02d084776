namespace MetricsPlatform.Kpi.States;

/// <summary>Kinds of rows in <c>kpi.service_part</c>.</summary>
internal static class PartKind
{
    public const string Release = "release";
    public const string Scope = "scope";
    public const string Incident = "incident";
    public const string FormerName = "former_name";
}
