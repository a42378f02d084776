using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using static MetricsPlatform.Tests.Unit.Ingestion.Payloads;

namespace MetricsPlatform.Tests.Unit.Ingestion;

public class CloudEventsTests
{
    private const string Retired = "{'service':'shop'}";

    [Fact]
    public void In_a_batch_each_event_stands_for_itself()
    {
        var items = ReadBatch($"[{Event("service.retired", Retired, id: "a")},{Event("service.retired", "{}", id: "b")},5,{Event("scan.completed", "{'service':'s','tool':'t','results':[{'kind':'x'}]}", id: "c")},{Event("service.retired", Retired, id: "d")}]");

        Assert.Equal([0, 1, 2, 3, 4], items.Select(item => item.Index));
        Assert.Equal(["a", "d"], items.OfType<AcceptedItem>().Select(item => item.Id));
        Assert.Equal(["/1/data/service", "/2", "/3/data/results/0/kind"], items.OfType<RefusedItem>().Select(item => item.Refusal.Pointer));
    }

    [Fact]
    public void Messages_may_be_read_while_the_batch_is_read_on()
    {
        var batch = $"[{string.Join(',', Enumerable.Range(0, 50).Select(i => Event("scan.completed", $"{{'service':'s{i}','tool':'t','results':[{{'kind':'manual','rule':'r{i}','severity':'low'}}]}}", id: $"{i}")))}]";
        var rules = new List<string>();
        foreach (var item in CloudEvents.ReadJson(Stream(batch), batch: true, new EventTimes(Now), window: 16))
        {
            rules.AddRange(Messages(item).Cast<ScanPart>().Select(part => part.Results[0].Rule + part.Service));
        }

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"r{i}s{i}"), rules);
    }

    [Fact]
    public void Attributes_may_follow_the_data_and_extensions_are_ignored()
    {
        var json = Quoted("{'data':{'service':'shop'},'traceparent':'00','n':1,'type':'metricsplatform.service.retired.v1','time':'2026-03-01T12:30:00.123456789+01:00','source':'/ci','id':'1','specversion':'1.0','datacontenttype':'application/vnd.x+json; charset=utf-8'}");

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 30, 0, TimeSpan.Zero).AddTicks(1234567), Accepted(json).Time);
    }

    [Theory]
    [InlineData("specversion", "\"1.0\"", "\"0.3\"", "invalid_field")]
    [InlineData("id", "\"e-1\"", "\"\"", "invalid_field")]
    [InlineData("id", "\"e-1\"", "null", "missing_field")]
    [InlineData("id", "\"e-1\"", "17", "invalid_field")]
    [InlineData("source", "\"/ci\"", "null", "missing_field")]
    [InlineData("time", "\"2026-03-01T11:00:00Z\"", "\"2026-03-01T11:00:00\"", "invalid_field")]
    [InlineData("time", "\"2026-03-01T11:00:00Z\"", "\"yesterday\"", "invalid_field")]
    [InlineData("time", "\"2026-03-01T11:00:00Z\"", "null", "missing_field")]
    [InlineData("time", "\"2026-03-01T11:00:00Z\"", "\"2026-03-01T12:05:01Z\"", "future_time")]
    public void A_bad_attribute_is_named(string name, string good, string bad, string reason)
    {
        var refusal = Refused(Event("service.retired", Retired).Replace($"\"{name}\":{good}", $"\"{name}\":{bad}", StringComparison.Ordinal));

        Assert.Equal((reason, "/" + name), (refusal.Reason, refusal.Pointer));
    }

    [Fact]
    public void An_event_may_be_dated_five_minutes_ahead() =>
        Assert.Equal(Now.AddMinutes(5), Accepted(Event("service.retired", Retired, time: "2026-03-01T12:05:00Z")).Time);

    [Fact]
    public void An_unknown_type_is_unused_whatever_it_holds() =>
        Assert.Equal("com.example.thing", Assert.IsType<UnusedItem>(Read(Quoted("{'specversion':'1.0','id':'1','source':'/x','type':'com.example.thing','data':'text'}"))).Type);

    [Fact]
    public void Data_in_base64_are_decoded()
    {
        var encoded = Convert.ToBase64String(Stream(Quoted("{'service':'s','tool':'t','results':[{'kind':'manual','rule':'r','severity':'low'}]}")).ToArray());
        static string Json(string data) => Quoted($"{{'specversion':'1.0','id':'1','source':'/x','type':'metricsplatform.scan.completed.v1','time':'2026-03-01T11:00:00Z','data_base64':'{data}'}}");

        Assert.Equal("r", Message<ScanPart>(Json(encoded)).Results[0].Rule);
        Assert.Equal("/data_base64", Refused(Json("%%")).Pointer);
        Assert.Equal(("invalid_json", "/data_base64"), (Refused(Json("e30gfQ==")).Reason, Refused(Json("e30gfQ==")).Pointer));
        Assert.Equal("/data_base64/service", Refused(Json("e30=")).Pointer?.Replace("/tool", "/service", StringComparison.Ordinal));
    }

    [Fact]
    public void Data_that_are_not_JSON_are_refused() =>
        Assert.Equal("/datacontenttype", Refused(Event("service.retired", Retired).Replace("\"data\":", "\"datacontenttype\":\"application/xml\",\"data\":", StringComparison.Ordinal)).Pointer);

    [Fact]
    public void Binary_mode_takes_attributes_from_headers()
    {
        Dictionary<string, string> headers = new()
        {
            ["ce-specversion"] = "1.0", ["Ce-Id"] = "a%20b", ["ce-source"] = "\"/c\\\"i\"", ["ce-type"] = "metricsplatform.service.retired.v1",
            ["ce-time"] = "2026-03-01T11:00:00Z", ["host"] = "x",
        };
        ReadItem Read(string body) => CloudEvents.ReadBinary(headers, "application/json", Stream(body), new EventTimes(Now));

        var item = Assert.IsType<AcceptedItem>(Read("\uFEFF{\"service\":\"shop\"}"));
        Assert.Equal(("a b", "/c\"i", "shop"), (item.Id, item.Source, item.Service));
        Assert.Equal("/service", Assert.IsType<RefusedItem>(Read("{}")).Refusal.Pointer);
        Assert.Equal(2, Assert.Throws<UnreadablePayloadException>(() => Read("{}\n}")).Refusal.Line);
        headers.Remove("ce-time");
        Assert.Contains("'ce-time'", Assert.IsType<RefusedItem>(Read("{}")).Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Binary_mode_says_the_same_as_structured_mode()
    {
        Dictionary<string, string> headers = new()
        {
            ["ce-specversion"] = "1.0", ["ce-id"] = "e-1", ["ce-source"] = "/ci", ["ce-type"] = "metricsplatform.service.retired.v1", ["ce-time"] = "2026-03-01T11:00:00Z",
        };
        var binary = Assert.IsType<AcceptedItem>(CloudEvents.ReadBinary(headers, null, Stream(Quoted(Retired)), new EventTimes(Now)));

        Assert.Equal(Accepted(Event("service.retired", Retired)).ContentHash.ToArray(), binary.ContentHash.ToArray());
    }

    [Theory]
    [InlineData("", false, 1)]
    [InlineData("{\n\n\"a\":}", false, 3)]
    [InlineData("[{},\n", true, 2)]
    [InlineData("[]\n]", true, 2)]
    [InlineData("{\"a\":\"\t\"}", false, 1)]
    public void Broken_JSON_is_unreadable_and_its_line_is_told(string json, bool batch, int line)
    {
        var unreadable = Assert.Throws<UnreadablePayloadException>(() => CloudEvents.ReadJson(Stream(json), batch, new EventTimes(Now)).ToList());

        Assert.Equal(("invalid_json", (long?)line), (unreadable.Refusal.Reason, unreadable.Refusal.Line));
    }

    [Theory]
    [InlineData("[]", false)]
    [InlineData("{}", true)]
    [InlineData("7", true)]
    public void A_payload_of_the_other_mode_is_unreadable(string json, bool batch) =>
        Assert.Throws<UnreadablePayloadException>(() => CloudEvents.ReadJson(Stream(json), batch, new EventTimes(Now)).ToList());
}
