namespace MetricsPlatform.Kpi.Domain.Controls;

/// <summary>Something that the platform measures, and the controls that it is evidence for.</summary>
/// <param name="Id">Names it in docs/controls.md and in answers.</param>
/// <param name="Section">Where its figures stand in <c>/v1/kpis</c>.</param>
public sealed record Evidence(string Id, string Title, string Section, IReadOnlyDictionary<Framework, IReadOnlyList<string>> Controls);
