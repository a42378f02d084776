using System.Text.RegularExpressions;

namespace MetricsPlatform.Hosting.Access.Keys;

/// <summary>A key to be made.</summary>
/// <param name="Name">Stands in command lines, labels and answers.</param>
/// <param name="Services">Null: all; may be empty for a key that has <see cref="Teams"/>.</param>
/// <param name="Lifetime">Null: for ever.</param>
public sealed partial record NewKey(string Name, IReadOnlySet<Scope> Scopes, IReadOnlySet<string>? Services, TimeSpan? Lifetime)
{
    /// <summary>Null: none.</summary>
    public IReadOnlySet<string>? Teams { get; init; }

    /// <exception cref="KeyException">There cannot be such a key.</exception>
    internal void Check()
    {
        if (!NameShape().IsMatch(Name))
        {
            throw new KeyException($"'{Name}' cannot be a key's name: 1 to 64 letters, digits, '-', '_' and '.', beginning with a letter.");
        }
        if (Services is not null && Scopes.Contains(Scope.Administer))
        {
            throw new KeyException("Scope administer is about the whole platform and cannot be limited to services.");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex NameShape();
}

/// <summary>A key that was made, with its text, which nobody can tell again.</summary>
public sealed record IssuedKey(ApiKey Key, string Text);
