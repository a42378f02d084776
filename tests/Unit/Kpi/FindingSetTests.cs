using CsCheck;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain.States;
using static MetricsPlatform.Tests.Unit.Kpi.FindingScenario;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>The packed states of a service hold what a dictionary of the newest states would.</summary>
public sealed class FindingSetTests
{
    /// <param name="Finding">Null for a tombstone.</param>
    private sealed record Put(string Id, int Revision, FindingState? Finding, string? MergedInto);

    /// <summary>Ids are hashes; a set cuts itself into chunks by their first bits.</summary>
    private static readonly Gen<string> Ids = Gen.Int[0, 4000].Select(number => FindingId.Text(new UInt128((ulong)number * 0x9E3779B97F4A7C15, (ulong)number)));

    private static readonly Gen<FindingState> Findings = Gen.Select(Gen.Int[0, 100], Gen.Enum<Severity>(), Gen.Int[0, 4], Gen.Bool).Select(
        (day, severity, steps, rich) =>
        {
            var finding = Seen(day, severity, version: $"{day % 7}.0", commit: rich ? $"c{day}" : null);
            for (var i = 1; i <= steps; i++)
            {
                finding = i % 2 == 1 ? finding.Gone(day + i) : finding.Again(day + i, (Severity)(i % 5));
            }
            return rich ? finding.Accepted(day + 1, day + 9).Ticket(day + 2, TicketStatus.Open).Ticket(day + 3, TicketStatus.Closed, "SEC-2") : finding;
        });

    private static readonly Gen<Put> Puts = Gen.Select(Ids, Gen.Int[1, 5], Findings, Gen.Int[0, 9], Ids).Select((id, revision, finding, what, other) => what switch
    {
        0 => new Put(id, revision, null, null),
        1 => new Put(id, revision, null, other),
        _ => new Put(id, revision, finding with { Id = id }, null),
    });

    [Fact]
    public void Of_each_id_the_newest_stands_however_the_states_came() => Puts.Array[0, 1500].List[0, 6].Sample(
        batches =>
        {
            var expected = new SortedDictionary<string, Put>(StringComparer.Ordinal);
            var set = FindingSet.Empty();
            foreach (var batch in batches)
            {
                set = set.With(Batch(batch));
                // Within a batch findings go before tombstones of the same revision, as they do in a revision.
                foreach (var put in batch.OrderBy(put => put.Finding is null))
                {
                    if (!expected.TryGetValue(put.Id, out var held) || put.Revision > held.Revision)
                    {
                        expected[put.Id] = put;
                    }
                }
            }
            Assert.Equal(expected.Values.Where(put => put.Finding is not null).Select(Shown), set.Select(Shown));
            Assert.Equal(expected.Values.Count(put => put.Finding is not null), set.Count);
            Assert.All(expected.Values, put => Assert.Equal(
                (put.Finding is null ? null : Shown(put), put.MergedInto),
                set.Find(FindingId.Parse(put.Id)) is { } entry ? (entry.Facts is { } facts ? Shown(facts) : null, entry.MergedInto is { } to ? FindingId.Text(to) : null) : default));
        },
        iter: 60);

    [Fact]
    public void A_set_stays_as_it_was_when_more_comes() => Gen.Select(Puts.Array[1, 1500], Puts.Array[1, 1500]).Sample(
        (first, second) =>
        {
            var set = FindingSet.Empty().With(Batch(first));
            var before = set.Select(Shown).ToList();
            set.With(Batch([.. second.Select(put => put with { Revision = put.Revision + 5 })]));
            Assert.Equal(before, set.Select(Shown));
        },
        iter: 20);

    [Fact]
    public void Of_one_revision_what_is_there_stands()
    {
        var set = FindingSet.Of([Seen(1, id: 'a')]);

        Assert.Same(set, set.With(Batch([new Put(Id('a'), 0, null, null)])));
    }

    [Fact]
    public void An_unknown_id_is_not_found()
    {
        Assert.Null(FindingSet.Empty().Find(1));
        Assert.Null(FindingSet.Of([Seen(1, id: 'a')]).Find('b'));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0a")]
    [InlineData("0000000000000000000000000000000g")]
    [InlineData("000000000000000000000000000000000a")]
    public void An_id_is_32_hexadecimal_digits(string text)
    {
        Assert.False(FindingId.TryParse(text, out _));
        Assert.Throws<FormatException>(() => FindingSet.Of([Seen(1) with { Id = text }]));
    }

    private static FindingBatch Batch(IEnumerable<Put> puts)
    {
        var batch = new FindingBatch();
        foreach (var put in puts)
        {
            if (put.Finding is { } finding)
            {
                batch.Add(finding, put.Revision);
            }
            else
            {
                batch.AddTombstone(FindingId.Parse(put.Id), put.Revision, put.MergedInto is { } to ? FindingId.Parse(to) : null);
            }
        }
        return batch;
    }

    private static string Shown(Put put)
    {
        var batch = Batch([put]);
        return Shown(batch[0]);
    }

    /// <summary>Everything that is held of a finding.</summary>
    private static string Shown(FindingFacts facts) =>
        $"{FindingId.Text(facts.Id)} {facts.Revision} {Convert.ToHexString(FindingBytes.Write(facts))}";
}
