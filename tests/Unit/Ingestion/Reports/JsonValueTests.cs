using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Tests.Unit.Ingestion.Reports;

public class JsonValueTests
{
    private const string Report = "{'a':{'b':[1,'two',true,null,{'c':' x '}]},'n':'5.5','a/b':'slash','a':{'b':['last']}}";

    [Theory]
    [InlineData(64 * 1024)]
    [InlineData(1)]
    public void A_value_is_found_whether_it_is_held_or_in_the_stream(int window)
    {
        var json = Json(Report, window);

        Assert.Equal("last", Assert.Single(json["a"]["b"].Texts));
        Assert.Equal((5.5, "slash", false), (json["n"].Number, json["a/b"].Text, json["no"]["such"]["thing"].Exists));
        Assert.Equal(["a", "n", "a/b", "a"], json.Each().Select(member => member.Name));
        Assert.Equal(["1", "two", "true", null, null], json.Each().First()["b"].Each().Select(element => element.Text));
        Assert.Equal("x", json.Each().First()["b"].Each().Last()["c"].Text);
    }

    [Theory]
    [InlineData(64 * 1024)]
    [InlineData(1)]
    public void A_value_knows_its_place(int window)
    {
        var element = Json("{'x/y':[{},{'z':[0,{}]}]}", window)["x/y"].Each().Last()["z"].Each().Last();

        Assert.Equal("/x~1y/1/z/1/rule", element.Refuse("missing_field", "is required", "rule").Pointer);
    }

    [Fact]
    public void A_value_of_JSON_Lines_knows_its_line()
    {
        var second = Content("{'a':1}\n{'b':{}}\n", 64).JsonValues().Last();

        Assert.Equal((2, "/b/rule"), (second["b"].Refuse("", "", "rule").Line, second["b"].Refuse("", "", "rule").Pointer));
    }

    private static ReportValue Json(string json, int window) => Content(json, window).Json;

    private static ReportContent Content(string json, int window) => new(Payloads.Stream(Payloads.Quoted(json)), new ScanQuery("s"), window);
}
