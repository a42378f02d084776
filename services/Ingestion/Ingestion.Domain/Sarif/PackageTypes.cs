namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>Types of package URLs, by the words that scanners use and by the files that packages are declared in.</summary>
internal static class PackageTypes
{
    public const string Generic = "generic";

    private static readonly Dictionary<string, string> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["npm"] = "npm", ["python"] = "pypi", ["pypi"] = "pypi", ["gem"] = "gem", ["java-archive"] = "maven", ["maven"] = "maven",
        ["go-module"] = "golang", ["golang"] = "golang", ["php-composer"] = "composer", ["composer"] = "composer", ["dotnet"] = "nuget",
        ["nuget"] = "nuget", ["rust-crate"] = "cargo", ["cargo"] = "cargo", ["hex"] = "hex", ["pub"] = "pub", ["dart-pub"] = "pub",
        ["cocoapods"] = "cocoapods", ["pod"] = "cocoapods", ["swift"] = "swift", ["conan"] = "conan",
    };

    private static readonly Dictionary<string, string> s_files = new(StringComparer.OrdinalIgnoreCase)
    {
        ["package.json"] = "npm", ["package-lock.json"] = "npm", ["npm-shrinkwrap.json"] = "npm", ["yarn.lock"] = "npm", ["pnpm-lock.yaml"] = "npm",
        ["packages.lock.json"] = "nuget", ["packages.config"] = "nuget", ["directory.packages.props"] = "nuget",
        ["pom.xml"] = "maven", ["build.gradle"] = "maven", ["build.gradle.kts"] = "maven", ["gradle.lockfile"] = "maven",
        ["go.mod"] = "golang", ["go.sum"] = "golang",
        ["requirements.txt"] = "pypi", ["poetry.lock"] = "pypi", ["pipfile.lock"] = "pypi", ["uv.lock"] = "pypi", ["pyproject.toml"] = "pypi",
        ["metadata"] = "pypi", ["gemfile.lock"] = "gem", ["cargo.lock"] = "cargo", ["cargo.toml"] = "cargo",
        ["composer.lock"] = "composer", ["composer.json"] = "composer", ["mix.lock"] = "hex", ["pubspec.lock"] = "pub",
        ["podfile.lock"] = "cocoapods", ["package.resolved"] = "swift", ["conan.lock"] = "conan",
    };

    private static readonly (string Ending, string Type)[] s_endings =
        [(".jar", "maven"), (".war", "maven"), (".ear", "maven"), (".csproj", "nuget"), (".deps.json", "nuget"), (".nuspec", "nuget"), (".gemspec", "gem")];

    /// <summary>For a scanner's word; null when it is not known.</summary>
    public static string? OfWord(string? word) => word is null ? null : s_words.GetValueOrDefault(word);

    /// <summary>For the file that declares or holds the package; null when it tells nothing.</summary>
    public static string? OfFile(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return s_files.GetValueOrDefault(name)
            ?? System.Array.Find(s_endings, ending => name.EndsWith(ending.Ending, StringComparison.OrdinalIgnoreCase)).Type;
    }

    /// <summary>
    /// For a package of an operating system, by the shape of its version, which is all that SARIF tells: Alpine's end in <c>-r4</c>,
    /// Debian's and Ubuntu's name their release, Red Hat's and Amazon's too. With the vendor as the namespace.
    /// </summary>
    public static string? OfSystemVersion(string version)
    {
        var revision = version.LastIndexOf("-r", StringComparison.Ordinal);
        if (revision > 0 && revision + 2 < version.Length && version.AsSpan(revision + 2).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return "apk/alpine";
        }
        return version.Contains("ubuntu", StringComparison.Ordinal) ? "deb/ubuntu"
            : version.Contains("+deb", StringComparison.Ordinal) || version.Contains("~deb", StringComparison.Ordinal) ? "deb/debian"
            : version.Contains(".amzn", StringComparison.Ordinal) ? "rpm/amzn"
            : version.Contains(".el", StringComparison.Ordinal) ? "rpm/redhat"
            : null;
    }
}
