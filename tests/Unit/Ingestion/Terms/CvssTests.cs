using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Tests.Unit.Ingestion.Terms;

public class CvssTests
{
    /// <summary>The examples of the specifications' documents (first.org/cvss/v2/guide §3.3, v3.1 and v4.0 examples).</summary>
    [Theory]
    [InlineData("AV:N/AC:L/Au:N/C:N/I:N/A:C", 7.8)]
    [InlineData("(AV:N/AC:L/Au:N/C:C/I:C/A:C)", 10.0)]
    [InlineData("AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C", 6.2)]
    [InlineData("CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 6.4)]
    [InlineData("CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 3.1)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:P", 9.8)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:N/I:N/A:N", 0.0)]
    [InlineData("CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 7.3)]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:A", 7.7)]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N", 8.8)]
    [InlineData("CVSS:4.0/SA:N/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N", 0.0)]
    public void A_vector_has_the_score_of_the_specification(string vector, double score) => Assert.Equal(score, CvssVector.Score(vector));

    [Theory]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H")]
    [InlineData("CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:/C:H/I:H/A:H")]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N")]
    [InlineData("CVSS:9.9/AV:N/AC:L")]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_vector_has_no_score(string? vector) => Assert.Null(CvssVector.Score(vector));

    /// <summary>SHA-256 of the scores of all base vectors, one a line, as an independent implementation gives them (npm ae-cvss-calculator 1.0.13).</summary>
    [Theory]
    [InlineData("", "AV:NAL AC:LMH Au:NSM C:CPN I:CPN A:CPN", "de2588df4fb7fb58fefe8843ef6321c7")]
    [InlineData("CVSS:3.0/", "AV:NALP AC:LH PR:NLH UI:NR S:UC C:HLN I:HLN A:HLN", "f4427804b4150244516d033479a5397c")]
    [InlineData("CVSS:3.1/", "AV:NALP AC:LH PR:NLH UI:NR S:UC C:HLN I:HLN A:HLN", "f4427804b4150244516d033479a5397c")]
    [InlineData("CVSS:4.0/", "AV:NALP AC:LH AT:NP PR:NLH UI:NPA VC:HLN VI:HLN VA:HLN SC:HLN SI:HLN SA:HLN", "c03fa30a63957b282f68e73d0c6419de")]
    public void Every_vector_has_the_score_that_others_give_it(string prefix, string metrics, string hash)
    {
        var scores = new StringBuilder();
        foreach (var vector in Vectors(prefix, metrics.Split(' ')))
        {
            scores.Append(CvssVector.Score(vector)!.Value.ToString("0.0", CultureInfo.InvariantCulture)).Append('\n');
        }

        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scores.ToString())))[..32]);
    }

    private static IEnumerable<string> Vectors(string prefix, ReadOnlyMemory<string> metrics)
    {
        var (name, values) = (metrics.Span[0].Split(':')[0], metrics.Span[0].Split(':')[1]);
        return values.SelectMany(value => metrics.Length == 1
            ? [$"{prefix}{name}:{value}"]
            : Vectors($"{prefix}{name}:{value}/", metrics[1..]));
    }
}
