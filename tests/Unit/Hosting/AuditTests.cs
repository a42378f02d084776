using CsCheck;
using MetricsPlatform.Hosting.Audit;

namespace MetricsPlatform.Tests.Unit.Hosting;

public sealed class AuditTests
{
    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 3, 1, 12, 30, 0, TimeSpan.Zero).AddMicroseconds(1);

    private static readonly AuditRecord First =
        new(1, At, Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), null, "finding.triaged", "shöp", """{"rule":"CVE-2026-1"}""");

    private static readonly AuditRecord Second = new(2, At, null, null, "service.retired", "shop", "{}");

    /// <summary>Computed apart from this code, by what docs/audit.md says.</summary>
    [Fact]
    public void A_hash_is_what_the_documentation_says()
    {
        var first = First.HashAfter(AuditRecord.Beginning);

        Assert.Equal("d1cb54157459df40e09cc688b9d3f83e10cd0ee8a3f197f8659e5300212df117", Convert.ToHexStringLower(first));
        Assert.Equal("2b931b46a3e91ba892e54ef909f1286cd28ce94eef9bb5ae27e47be85ade9742", Convert.ToHexStringLower(Second.HashAfter(first)));
    }

    [Fact]
    public void A_whole_trail_has_nothing_to_complain_of() => Gen.Int[0, 20].Sample(count =>
    {
        var trail = Trail(count);
        Assert.Null(Complaint(trail, new AuditCheck()));
        Assert.Null(Complaint(trail, count == 0 ? new AuditCheck() : new AuditCheck(new AuditHead(count, trail[^1].Hash))));
    });

    [Fact]
    public void Whatever_is_changed_taken_out_or_put_in_shows() => Gen.Select(Gen.Int[2, 12], Gen.Int[0, 100], Gen.Int[0, 7]).Sample((count, at, how) =>
    {
        var trail = Trail(count);
        at %= count;
        var (record, hash) = trail[at];
        switch (how)
        {
            case 0: trail[at] = (record with { Detail = record.Detail + " " }, hash); break;
            case 1: trail[at] = (record with { Actor = Guid.NewGuid() }, hash); break;
            case 2: trail[at] = (record with { Person = record.Actor, Actor = record.Person }, hash); break;
            case 3: trail[at] = (record with { At = record.At.AddMicroseconds(1) }, hash); break;
            case 4: trail[at] = (record with { Action = record.Action + record.Subject, Subject = "" }, hash); break;
            case 5: trail.RemoveAt(at == count - 1 ? at - 1 : at); break;
            case 6: trail.Insert(at, (record, hash)); break;
            default: (trail[at], trail[(at + 1) % count]) = (trail[(at + 1) % count], trail[at]); break;
        }
        Assert.NotNull(Complaint(trail, new AuditCheck()));
    });

    [Fact]
    public void A_trail_that_was_cut_off_or_written_anew_shows_to_who_noted_its_head()
    {
        var trail = Trail(5);
        var noted = new AuditHead(5, trail[^1].Hash);

        Assert.Contains("cut off", Complaint(trail[..4], new AuditCheck(noted)), StringComparison.Ordinal);
        Assert.Contains("anew", Complaint(Trail(5, subject: "web"), new AuditCheck(noted)), StringComparison.Ordinal);
        Assert.Null(Complaint(Trail(8), new AuditCheck(noted)));
    }

    [Fact]
    public void A_head_is_read_as_it_is_printed()
    {
        var head = new AuditHead(17, First.HashAfter(AuditRecord.Beginning));

        Assert.Equal((head.Seq, Convert.ToHexString(head.Hash)), (AuditHead.Parse($"{head}").Seq, Convert.ToHexString(AuditHead.Parse($"{head}").Hash)));
        Assert.All(new[] { "", "17", "17:abc", $"x:{new string('0', 64)}", $"17:{new string('g', 64)}", $"0:{new string('0', 64)}" }, text => Assert.Throws<FormatException>(() => AuditHead.Parse(text)));
    }

    private static List<(AuditRecord Record, byte[] Hash)> Trail(int count, string subject = "shop")
    {
        var trail = new List<(AuditRecord, byte[])>();
        var hash = AuditRecord.Beginning;
        for (var seq = 1; seq <= count; seq++)
        {
            var record = First with { Seq = seq, Subject = $"{subject}-{seq}" };
            trail.Add((record, hash = record.HashAfter(hash)));
        }
        return trail;
    }

    private static string? Complaint(IEnumerable<(AuditRecord Record, byte[] Hash)> trail, AuditCheck check)
    {
        foreach (var (record, hash) in trail)
        {
            if (check.Complaint(record, hash) is { } complaint)
            {
                return complaint;
            }
        }
        return check.Rest();
    }
}
