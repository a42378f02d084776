using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Scans;

namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>What the first reading of a reported scan finds out.</summary>
internal sealed class ReportTally
{
    /// <summary>How many unreadable items are told one by one.</summary>
    private const int MostTold = 20;

    /// <summary>A report with more of them is refused: it is not what its format is taken for.</summary>
    private const int MostProblems = 10_000;

    private readonly List<Refusal> _problems = [];
    private readonly ResultTally _results;
    private int _problemCount;

    /// <exception cref="UnreadablePayloadException">Too much of it cannot be read.</exception>
    public ReportTally(IEnumerable<Reported> told)
    {
        using var results = new ResultTally();
        _results = results;
        foreach (var one in told)
        {
            if (one.Result is { } result)
            {
                results.Add(result);
            }
            if (one.Problem is { } problem)
            {
                Add(problem);
            }
            HasVerdicts |= one.Verdict is not null;
        }
        Hash = results.Close();
    }

    public byte[] Hash { get; }

    public bool HasVerdicts { get; private set; }

    public bool HasProblems => _problemCount > 0;

    /// <summary>Nothing of it could be read.</summary>
    public bool IsLost => HasProblems && _results.Count == 0 && !HasVerdicts;

    /// <summary>Why items were left out: the first ones, and how many more.</summary>
    public IEnumerable<Refusal> Problems => _problemCount == _problems.Count
        ? _problems
        : _problems.Append(new Refusal("unreadable_items", $"{_problemCount - _problems.Count:N0} further items of the report cannot be read."));

    /// <summary>The scan as messages, from a second reading.</summary>
    public IEnumerable<ScanPart> Parts(IEnumerable<Reported> told, EventHeader header, string service, ScanDescription scan) =>
        _results.Parts(told.Select(one => one.Result).OfType<ScanResult>(), header, service, scan);

    private void Add(Refusal problem)
    {
        if (++_problemCount > MostProblems)
        {
            throw new UnreadablePayloadException(problem with
            {
                Message = $"More than {MostProblems:N0} items of the report cannot be read; the first: {_problems[0].Message}",
                Pointer = _problems[0].Pointer,
                Line = _problems[0].Line,
            });
        }
        if (_problems.Count < MostTold)
        {
            _problems.Add(problem);
        }
    }
}
