namespace MetricsPlatform.Ingestion.Domain.Terms;

/// <summary>Types of package URLs, by the words that scanners use and by the files that packages are declared in.</summary>
internal static class PackageTypes
{
    public const string Generic = "generic";

    private static readonly Dictionary<string, string> s_words = Index(
        ("npm", "npm, node-pkg, nodepkg, node, nodejs, node.js, javascript, js, yarn, pnpm, bun"),
        ("pypi", "pypi, python, python-pkg, pythonpkg, pip, pipenv, poetry, uv, conda-pip, pdm"),
        ("gem", "gem, gems, rubygems, ruby, bundler, gemspec"),
        ("maven", "maven, java, java-archive, jar, pom, gradle, gradle_lockfile, sbt, gav"),
        ("golang", "golang, go, go-module, gomod, gomodules, golangdep, govendor, gobinary, go modules"),
        ("composer", "composer, php, php-composer, packagist, composer-vendor"),
        ("nuget", "nuget, dotnet, dotnet-core, dotnet_core, .net, paket, packages-props"),
        ("cargo", "cargo, rust, rust-crate, rust-binary, rustbinary, crates.io"),
        ("hex", "hex, erlang, elixir"),
        ("pub", "pub, dart, dart-pub"),
        ("cocoapods", "cocoapods, pod"),
        ("swift", "swift, swifturl"),
        ("conan", "conan, conancenter"),
        ("conda", "conda, conda-pkg, conda-environment"),
        ("julia", "julia"),
        ("hackage", "hackage"),
        ("cran", "cran"),
        ("github", "github, githubactions, github-action, github actions, actions"),
        ("apk/alpine", "alpine, alpine linux"),
        ("apk/wolfi", "wolfi"),
        ("apk/chainguard", "chainguard"),
        ("deb/debian", "debian"),
        ("deb/ubuntu", "ubuntu"),
        ("rpm/redhat", "redhat, rhel, red hat, red hat enterprise linux"),
        ("rpm/centos", "centos"),
        ("rpm/fedora", "fedora"),
        ("rpm/rocky", "rocky, rockylinux, rocky linux"),
        ("rpm/alma", "alma, almalinux"),
        ("rpm/amzn", "amazon, amzn, amazonlinux, amazon linux"),
        ("rpm/oracle", "oracle, ol, oraclelinux, oracle linux"),
        ("rpm/opensuse", "opensuse, opensuse.leap, opensuse.tumbleweed, opensuse-leap, opensuse-tumbleweed"),
        ("rpm/suse", "suse, sles, suse linux enterprise, suse linux enterprise server, suse server"),
        ("rpm/photon", "photon, photon os"),
        ("rpm/azurelinux", "azurelinux, cbl-mariner, mariner"));

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

    /// <summary>For a scanner's word, also before a release (<c>debian:12</c>), with the vendor as the namespace for packages of an operating system; null when it is not known.</summary>
    public static string? OfWord(string? word) => word is null ? null : s_words.GetValueOrDefault(word) ?? s_words.GetValueOrDefault(word.Split(':')[0].TrimEnd());

    /// <summary>For the package manager of an operating system whose vendor is not told.</summary>
    public static string? OfManager(string? word) => word?.ToLowerInvariant() switch
    {
        "apk" or "apkg" => "apk",
        "deb" or "dpkg" => "deb",
        "rpm" => "rpm",
        _ => null,
    };

    /// <summary>For the file that declares or holds the package; null when it tells nothing.</summary>
    public static string? OfFile(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return s_files.GetValueOrDefault(name)
            ?? System.Array.Find(s_endings, ending => name.EndsWith(ending.Ending, StringComparison.OrdinalIgnoreCase)).Type
            // requirements-dev.txt and the like.
            ?? (name.StartsWith("requirements", StringComparison.Ordinal) && name.EndsWith(".txt", StringComparison.Ordinal) ? "pypi" : null);
    }

    /// <summary>For what Trivy calls an image with its system: <c>shop/web:1.2 (debian 12.5)</c>.</summary>
    public static string? OfTarget(string target)
    {
        var system = target.LastIndexOf(" (", StringComparison.Ordinal);
        return system < 0 ? null : OfWord(target[(system + 2)..].Split(' ', ')')[0]);
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

    private static Dictionary<string, string> Index(params ReadOnlySpan<(string Type, string Words)> types)
    {
        var index = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (type, words) in types)
        {
            foreach (var word in words.Split(", "))
            {
                index.Add(word, type);
            }
        }
        return index;
    }
}
