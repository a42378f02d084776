using System.Globalization;
using System.Text;
using MetricsPlatform.Ingestion.Domain.Json;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>A message (SARIF 2.1.0 §3.11): a text, or the id of one, and what stands in its placeholders.</summary>
internal readonly record struct SarifMessage(string? Text, string? Id, List<string>? Arguments)
{
    public static SarifMessage Read(ref JsonCursor json)
    {
        string? text = null, id = null;
        List<string>? arguments = null;
        if (json.Object())
        {
            while (json.NextProperty())
            {
                if (json.NameIs("text"u8))
                {
                    text = json.TextOrNull();
                }
                else if (json.NameIs("id"u8))
                {
                    id = json.TextOrNull();
                }
                else if (json.NameIs("arguments"u8))
                {
                    json.TextsInto(arguments = []);
                }
                else
                {
                    json.Skip();
                }
            }
        }
        return new SarifMessage(text, id, arguments);
    }

    /// <summary>The sentence, with its placeholders filled.</summary>
    public string? Resolve(SarifRule rule, Dictionary<string, string>? global)
    {
        var text = Text;
        if (text is null && Id is not null && rule.Messages?.TryGetValue(Id, out text) is not true)
        {
            global?.TryGetValue(Id, out text);
        }
        return text is null || Arguments is null ? text : Fill(text, Arguments);
    }

    /// <summary><c>{0}</c> is the first argument, <c>{{</c> a brace (§3.11.5).</summary>
    private static string Fill(string text, List<string> arguments)
    {
        var filled = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var close = text[i] == '{' ? text.IndexOf('}', i) : -1;
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i])
            {
                filled.Append(text[i++]);
            }
            else if (close > i && int.TryParse(text.AsSpan(i + 1, close - i - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index < arguments.Count)
            {
                filled.Append(arguments[index]);
                i = close;
            }
            else
            {
                filled.Append(text[i]);
            }
        }
        return filled.ToString();
    }
}
