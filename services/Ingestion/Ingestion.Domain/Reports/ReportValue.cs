using System.Globalization;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>A value in a report, whatever that is written in: a JSON value, an XML element or attribute, a row or cell of CSV.</summary>
/// <remarks>
/// Reading never fails: what is absent, or of another kind than asked for, counts as not said. <see cref="Required"/> alone insists, and
/// what it misses makes the item unreadable, not the report.
/// </remarks>
internal abstract class ReportValue
{
    /// <summary>What is not there.</summary>
    public static readonly ReportValue None = new Absent();

    /// <summary>The name it stands under: JSON member, XML element or attribute, CSV column; empty in a list.</summary>
    public virtual string Name => "";

    /// <summary>The text, number or truth value as it is written, without white space around it; null when there is none, and for an empty one.</summary>
    public virtual string? Text => null;

    public virtual bool Exists => true;

    /// <summary>It is larger than what can be held, and not all of it is here.</summary>
    public virtual bool IsCut => false;

    /// <summary>A JSON array.</summary>
    public virtual bool IsList => false;

    /// <summary>What it stands in: of a JSON value the object or list, of an XML element the element, of which only attributes and small children before it are known.</summary>
    public virtual ReportValue Up => None;

    /// <summary>The member, attribute, child element or column of this name; of several the last.</summary>
    public virtual ReportValue this[string name] => None;

    /// <summary>The elements of an array, the members of an object, the children of an element, the cells of a row; each anew from the stream when there are many.</summary>
    public virtual IEnumerable<ReportValue> Each() => [];

    /// <summary>Why this value, or the absence of its <paramref name="member"/>, is refused, with its place.</summary>
    /// <param name="problem">Continues a sentence that begins with the value: "is required".</param>
    public abstract Refusal Refuse(string reason, string problem, string? member = null);

    /// <summary>Texts of a list, or the only one.</summary>
    public IEnumerable<string> Texts => Text is { } only ? [only] : Each().Select(value => value.Text).OfType<string>();

    public double? Number =>
        double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>A CVSS score.</summary>
    public double? Score => Number is >= 0 and <= 10 and var score ? score : null;

    /// <summary>An integer above 0, such as a line's.</summary>
    public int? Positive => int.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    public bool Is(string word) => string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>An instant in any spelling that <see cref="Timestamps"/> knows.</summary>
    public DateTimeOffset? Time => Timestamps.Read(Text);

    /// <summary>The text of the first of these members that has one.</summary>
    public string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (this[name].Text is { } text)
            {
                return text;
            }
        }
        return null;
    }

    /// <exception cref="UnreadableItemException">There is no such member, or it has no text.</exception>
    public string Required(string member) => this[member].Text ?? throw new UnreadableItemException("missing_field", "is required", this, member);

    private sealed class Absent : ReportValue
    {
        public override bool Exists => false;

        public override Refusal Refuse(string reason, string problem, string? member = null) =>
            new(reason, member is null ? $"A value {problem}." : $"'{member}' {problem}.");
    }
}
