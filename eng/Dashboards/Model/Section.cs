namespace MetricsPlatform.Dashboards.Model;

/// <summary>Panels under a heading; they flow from left to right over a grid of 24 columns.</summary>
/// <param name="Title">Empty: no heading.</param>
/// <param name="Height">Of each of its panels, in grid units of 30 pixels.</param>
public sealed record Section(string Title, int Height, IReadOnlyList<Panel> Panels);
