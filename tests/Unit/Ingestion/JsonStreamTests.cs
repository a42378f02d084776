using System.Text;
using System.Text.Json;
using CsCheck;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Reports;
using static MetricsPlatform.Tests.Unit.Ingestion.Payloads;

namespace MetricsPlatform.Tests.Unit.Ingestion;

public class JsonStreamTests
{
    private static readonly string s_batch =
        $"[{Event("scan.completed", "{'service':'s','tool':'t','results':[{'kind':'code','rule':'r\\u00e4\\ud83d\\ude00','severity':'low','path':'a','title':'größer 😀'},{'kind':'manual','rule':'m','cvss':1.5e0}]}")},\n" +
        $"{Event("release.deployed", "{'service':'s','version':'1','features':['a','b']}")}, {Event("service.retired", "{'service':''}")} ]";

    private static readonly string s_sarif = Sarif(
        "{'ruleId':'r','message':{'id':'m','arguments':['x']},'suppressions':[{'kind':'inSource'}],'locations':[{'physicalLocation':{'artifactLocation':{'uri':'a.cs','index':0},'region':{'startLine':12}}}],'partialFingerprints':{'primaryLocationLineHash':'a:1'}},{'ruleId':'CVE-2026-0001','message':{'text':'Package: a\\nInstalled Version: 1'}}",
        "{'id':'r','messageStrings':{'m':{'text':'About {0}'}},'properties':{'tags':['CWE-79'],'security-severity':'5.0'}}",
        "'invocations':[{'executionSuccessful':true,'startTimeUtc':'2026-02-01T10:00:00Z'}],");

    [Fact]
    public void Any_window_gives_the_same_items() =>
        Gen.Int[1, 700].Sample(window =>
            Told(ReadBatchThrough(s_batch, window)) == Told(ReadBatchThrough(s_batch, 65536))
            && Told(ReadSarifThrough(s_sarif, window)) == Told(ReadSarifThrough(s_sarif, 65536)));

    [Fact]
    public void A_name_that_is_no_Unicode_text_is_a_member_like_any_other()
    {
        Assert.Equal("a.cs", SarifResult("{'ruleId':'r','\\ud800':1,'\\u006cocations':[{'\\ud800':1,'physicalLocation':{'artifactLocation':{'uri':'a.cs','\\udc00\\ud800':1}}}]}").Path);
        Assert.Equal("r", Result("{'kind':'manual','\\ud800':1,'r\\u0075le':'r','severity':'low'}").Rule);
    }

    [Fact]
    public void A_truncated_payload_is_unreadable()
    {
        var sarif = Encoding.UTF8.GetBytes(s_sarif);
        for (var length = 0; length < sarif.Length; length++)
        {
            Assert.Throws<UnreadablePayloadException>(() => ScanReport.Read(new MemoryStream(sarif, 0, length), new ScanQuery("s"), Now, "/", "1").ToList());
        }
        var batch = Encoding.UTF8.GetBytes(s_batch);
        for (var length = 0; length < batch.TrimEnd(" \n"u8).Length; length++)
        {
            Assert.Throws<UnreadablePayloadException>(() => CloudEvents.ReadJson(new MemoryStream(batch, 0, length), true, new EventTimes(Now)).ToList());
        }
    }

    [Fact]
    public void Damaged_bytes_are_refused_or_read_and_nothing_else() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte, Gen.Int[0, int.MaxValue], Gen.Byte, Gen.Bool).Sample((at, value, again, other, sarif) =>
        {
            var bytes = Encoding.UTF8.GetBytes(sarif ? s_sarif : s_batch);
            bytes[at % bytes.Length] = value;
            bytes[again % bytes.Length] = other;
            try
            {
                Told(sarif ? ScanReport.Read(new MemoryStream(bytes), new ScanQuery("s"), Now, "/", "1", 64) : CloudEvents.ReadJson(new MemoryStream(bytes), true, new EventTimes(Now), 64));
            }
            catch (UnreadablePayloadException unreadable)
            {
                Assert.NotEmpty(unreadable.Refusal.Message);
            }
        }, iter: 5000);

    [Fact]
    public void Half_a_character_and_null_become_replacement_characters() =>
        Assert.Equal("a\uFFFDb\uFFFDc", Result("{'kind':'manual','rule':'r','severity':'low','title':'a\\ud83db\\u0000c'}").Title);

    [Fact]
    public void Deep_nesting_is_unreadable()
    {
        var json = new string('[', 100_000);

        Assert.Equal("invalid_json", Assert.Throws<UnreadablePayloadException>(() => Read($"{{\"x\":{json}")).Refusal.Reason);
    }

    [Fact]
    public void A_text_of_more_than_a_megabyte_is_unreadable_and_one_of_just_that_is_cut()
    {
        var limit = new string('x', JsonSource.MaxToken);

        Assert.Equal(300, Result($"{{'kind':'manual','rule':'r','severity':'low','title':'{limit}'}}").Title!.Length);
        Assert.Equal("too_long", Assert.Throws<UnreadablePayloadException>(() => Read(Scan($"{{'x':'{limit}y'}}"))).Refusal.Reason);
    }

    private static IEnumerable<ReadItem> ReadBatchThrough(string json, int window) => CloudEvents.ReadJson(Stream(json), true, new EventTimes(Now), window);

    private static IEnumerable<ReadItem> ReadSarifThrough(string json, int window) => ScanReport.Read(Stream(json), new ScanQuery("s"), Now, "/", "1", window);

    /// <summary>All that is said of the items, as one text.</summary>
    private static string Told(IEnumerable<ReadItem> items) => string.Join('\n', items.Select(item => item is AcceptedItem accepted
        ? Convert.ToHexString(accepted.ContentHash.Span) + string.Join('\n', accepted.Messages(Header(accepted)).Select(message => JsonSerializer.Serialize<object>(message)))
        : JsonSerializer.Serialize<object>(item)));
}
