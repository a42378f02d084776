namespace MetricsPlatform.Kpi.Domain.Training;

/// <summary>A page of the OWASP Cheat Sheet Series.</summary>
public sealed record CheatSheet(string Title, string Url);

/// <summary>Which cheat sheet tells how to avoid a weakness: by CWE id, the ones that scanners of code, secrets, settings and running services name most.</summary>
/// <remarks>cheatsheetseries.owasp.org; the names are those of the pages.</remarks>
public static class CheatSheets
{
    private static readonly Dictionary<string, int[]> Weaknesses = new(StringComparer.Ordinal)
    {
        ["Authorization"] = [284, 285, 732, 862, 863],
        ["Authentication"] = [287, 306, 307, 308, 521, 640, 1391],
        ["Clickjacking Defense"] = [1021],
        ["Cross Site Scripting Prevention"] = [79, 80, 83, 87, 116],
        ["Cross-Site Request Forgery Prevention"] = [352],
        ["Cryptographic Storage"] = [311, 312, 326, 327, 328, 330, 335, 338, 916, 1240],
        ["Denial of Service"] = [400, 770, 1333],
        ["Deserialization"] = [502],
        ["Docker Security"] = [250],
        ["Error Handling"] = [209, 248, 390, 391, 396, 703, 755],
        ["File Upload"] = [434],
        ["HTTP Headers"] = [693],
        ["Infrastructure as Code Security"] = [16, 276, 1188],
        ["Injection Prevention"] = [74, 77, 90, 91, 94, 95, 643, 917, 943, 1336],
        ["Input Validation"] = [20, 22, 23, 36, 73, 129, 190],
        ["Insecure Direct Object Reference Prevention"] = [639],
        ["Key Management"] = [320, 321],
        ["Logging"] = [117, 223, 532, 778],
        ["Mass Assignment"] = [915],
        ["OS Command Injection Defense"] = [78, 88],
        ["Prototype Pollution Prevention"] = [1321],
        ["REST Security"] = [345, 347, 942],
        ["Secrets Management"] = [259, 522, 540, 615, 798],
        ["Server Side Request Forgery Prevention"] = [918],
        ["Session Management"] = [384, 539, 565, 613, 614, 1004, 1275],
        ["SQL Injection Prevention"] = [89, 564],
        ["Transport Layer Security"] = [295, 297, 319, 523, 757],
        ["Unvalidated Redirects and Forwards"] = [601],
        ["User Privacy Protection"] = [200, 359],
        ["XML External Entity Prevention"] = [611, 776, 827],
    };

    private static readonly Dictionary<int, CheatSheet> ByWeakness = Weaknesses
        .SelectMany(page => page.Value, (page, cwe) => (Cwe: cwe, Sheet: new CheatSheet($"{page.Key} Cheat Sheet", UrlOf(page.Key)))).ToDictionary(p => p.Cwe, p => p.Sheet);

    public static IReadOnlyDictionary<int, CheatSheet> All => ByWeakness;

    /// <summary>Null: none that we know of.</summary>
    public static CheatSheet? For(int cwe) => ByWeakness.GetValueOrDefault(cwe);

    private static string UrlOf(string page) => $"https://cheatsheetseries.owasp.org/cheatsheets/{page.Replace(' ', '_')}_Cheat_Sheet.html";
}
