using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>An event before it has an id. Ids come from the place in the history, so they are unique however it shrinks.</summary>
/// <param name="Build">Makes the event, given its header and the headers and services of the whole history (for withdrawals).</param>
public sealed record Draft(string Source, DateTimeOffset Time, string Service, Func<EventHeader, IReadOnlyList<(EventHeader Header, string Service)>, NativeEvent> Build)
{
    public static IReadOnlyList<NativeEvent> Finish(IReadOnlyList<Draft> drafts)
    {
        var headers = drafts.Select((draft, index) => (new EventHeader(draft.Source, $"e{index}", draft.Time, Guid.Empty, 0, draft.Time), draft.Service)).ToList();
        return [.. drafts.Zip(headers, (draft, header) => draft.Build(header.Item1, headers))];
    }
}
