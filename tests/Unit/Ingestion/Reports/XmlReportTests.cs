using System.Text;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Xml;

namespace MetricsPlatform.Tests.Unit.Ingestion.Reports;

public class XmlReportTests
{
    [Fact]
    public void Items_are_found_by_their_path_with_the_elements_around_them()
    {
        var items = Read(
            """<?xml version="1.0"?><r xmlns="urn:x" v="1"><site host="a"><name>A</name><alerts><item><id> 1 </id><n x="7"><u>p</u><u>q</u></n></item><other/><item><id>2</id></item></alerts></site><item><id>no</id></item><site host="b"><alerts><item/></alerts></site></r>""",
            "r", "site", "alerts", "item");

        Assert.Equal(["1", "2", null], items.Select(item => item["id"].Text));
        Assert.Equal(["a", "a", "b"], items.Select(item => ((XmlValue)item.Up).Up["host"].Text));
        Assert.Equal("A", ((XmlValue)items[0].Up).Up["name"].Text);
        Assert.Equal(("7", "q"), (items[0]["n"]["x"].Text, items[0]["n"]["u"].Text));
        Assert.Equal(["p", "q"], items[0]["n"].Each().Select(child => child.Text));
    }

    [Fact]
    public void An_element_knows_its_line() =>
        Assert.Equal("'rule' of <item> in line 3 is required.", Read("<r>\n<item/>\n<item/></r>", "r", "item")[1].Refuse("missing_field", "is required", "rule").Message);

    [Theory]
    [InlineData("<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><r><item>&b;</item></r>")]
    [InlineData("<!DOCTYPE r [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><r><item>&f;</item></r>")]
    [InlineData("<r><item></r>")]
    [InlineData("<r><item>")]
    public void Entities_are_not_expanded_and_broken_XML_is_unreadable(string xml)
    {
        var refusal = Assert.Throws<UnreadablePayloadException>(() => Read(xml, "r", "item")).Refusal;

        Assert.Equal(("invalid_xml", 1), (refusal.Reason, refusal.Line));
    }

    [Fact]
    public void A_document_type_is_passed_over() => Assert.Equal("x", Assert.Single(Read("<!DOCTYPE r SYSTEM \"r.dtd\"><r><item>x</item></r>", "r", "item")).Text);

    [Fact]
    public void Deep_nesting_is_unreadable_before_it_is_held() => Assert.Equal("invalid_xml", Assert.Throws<UnreadablePayloadException>(
        () => Read("<r><item>" + string.Concat(Enumerable.Repeat("<a>", 100_000)), "r", "item")).Refusal.Reason);

    [Fact]
    public void A_text_of_many_megabytes_is_unreadable() => Assert.Equal("too_long", Assert.Throws<UnreadablePayloadException>(
        () => Read($"<r><item a='{new string('x', 6_000_000)}'/></r>", "r", "item")).Refusal.Reason);

    [Fact]
    public void An_element_that_is_too_large_to_be_held_says_so_and_the_next_is_read()
    {
        var items = Read($"<r><item>{string.Concat(Enumerable.Repeat("<a>0123456789</a>", 100_000))}</item><item>x</item></r>", "r", "item");

        Assert.Equal([true, false], items.Select(item => item.IsCut));
        Assert.Equal("x", items[1].Text);
    }

    private static List<XmlValue> Read(string xml, params string[] path) => [.. XmlItems.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)), path)];
}
