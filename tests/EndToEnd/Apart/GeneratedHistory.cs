using CsCheck;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Tests.Unit.Reference;

namespace MetricsPlatform.Tests.EndToEnd.Apart;

/// <summary>Histories in which much goes wrong, the same ones in every run.</summary>
internal static class GeneratedHistory
{
    private const int Count = 40;

    public static IReadOnlyList<IReadOnlyList<NativeEvent>> All { get; } =
        [.. Enumerable.Range(0, Count).Select(number => Histories.All.Generate(new PCG(1, (ulong)number), null, out _)).Where(history => history.Count > 0)];
}
