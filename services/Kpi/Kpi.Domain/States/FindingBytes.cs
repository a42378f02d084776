using System.Text;
using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>
/// A finding's facts as bytes, for a store. Times are 8 bytes: ticks of UTC, little-endian. Counts are of seven bits a byte, the lowest
/// first, all bytes but the last with the eighth bit set. A text is a count, 0 for none, else its bytes + 1, and UTF-8. In this order:
/// format (2), kind, stage and severity of the first sighting, its time, version, commit, tool and target; the count of the CWEs, each a count;
/// the count of the steps, of each time and <see cref="StepKind"/>; the count of the decisions, of each time, until and kind;
/// the count of the changes of tickets, of each time, ticket (a count) and status.
/// </summary>
public static class FindingBytes
{
    private const byte Format = 2;

    public static byte[] Write(FindingFacts facts)
    {
        var finding = facts.Read();
        using var bytes = new MemoryStream(128);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Format);
        writer.Write((byte)facts.Kind);
        writer.Write((byte)finding.Stage);
        writer.Write((byte)finding.FirstSeverity);
        writer.Write(finding.FirstAt);
        var first = finding.FirstScan;
        Write(writer, first.Origin.Version);
        Write(writer, first.Origin.Commit);
        Write(writer, first.Tool);
        Write(writer, first.Target);
        writer.Write7BitEncodedInt(finding.Cwes.Length);
        foreach (var cwe in finding.Cwes)
        {
            writer.Write7BitEncodedInt(cwe);
        }
        var timeline = finding.Timeline;
        writer.Write7BitEncodedInt(timeline.Length);
        for (var i = 0; i < timeline.Length; i++)
        {
            writer.Write(timeline.At(i));
            writer.Write(timeline.Kind(i));
        }
        writer.Write7BitEncodedInt(finding.Decisions.Length);
        foreach (var decision in finding.Decisions)
        {
            writer.Write(decision.At);
            writer.Write(decision.Until);
            writer.Write((byte)decision.Kind);
        }
        writer.Write7BitEncodedInt(finding.Tickets.Length);
        foreach (var change in finding.Tickets)
        {
            writer.Write(change.At);
            writer.Write7BitEncodedInt(change.Ticket);
            writer.Write((byte)change.Status);
        }
        return bytes.ToArray();
    }

    /// <exception cref="FormatException">They are of another format, or broken; nothing is appended then.</exception>
    internal static void Read(ReadOnlySpan<byte> bytes, UInt128 id, long revision, FindingColumns columns)
    {
        try
        {
            var reader = new ByteReader(bytes);
            if (reader.Byte() != Format)
            {
                throw new FormatException("They are of another format.");
            }
            var kind = (FindingKind)reader.Byte((byte)FindingKind.Manual);
            var stage = (Stage)reader.Byte((byte)Stage.Production);
            var severity = (Severity)reader.Byte((byte)Severity.Critical);
            var firstAt = reader.Ticks();
            var first = new FirstScan(new Origin(reader.Text(), reader.Text()), reader.Text() ?? "", reader.Text() ?? "");
            var cwes = new List<int>();
            for (var left = reader.Count(); left > 0; left--)
            {
                cwes.Add(reader.Count());
            }
            for (var left = reader.Count(); left > 0; left--)
            {
                columns.AddStep(reader.Ticks(), reader.Byte(StepKind.Retired));
            }
            for (var left = reader.Count(); left > 0; left--)
            {
                columns.AddDecision(new DecisionFact(reader.Ticks(), reader.Ticks(), (TriageDecision)reader.Byte((byte)TriageDecision.Reinstated)));
            }
            for (var left = reader.Count(); left > 0; left--)
            {
                columns.AddTicket(new TicketFact(reader.Ticks(), reader.Count(), (TicketStatus)reader.Byte((byte)TicketStatus.Closed)));
            }
            reader.End();
            columns.Close(id, revision, firstAt, first, new CweSet([.. cwes]), kind, stage, severity);
        }
        catch (FormatException)
        {
            columns.Discard();
            throw;
        }
    }

    private static void Write(BinaryWriter writer, string? text)
    {
        if (text is null)
        {
            writer.Write7BitEncodedInt(0);
            return;
        }
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write7BitEncodedInt(bytes.Length + 1);
        writer.Write(bytes);
    }
}
