using System.Net.Http.Headers;
using System.Net.Http.Json;
using MetricsPlatform.Client.Answers;

namespace MetricsPlatform.Client.Sending;

/// <summary>Gives what a request shows; null: nothing.</summary>
internal delegate Task<string?> Credentials(CancellationToken ct);

/// <summary>Finds the key or the pipeline's token in the environment: an argument would show in the list of processes.</summary>
internal static class CredentialSources
{
    public const string Key = "MP_KEY";
    public const string KeyFile = "MP_KEY_FILE";
    public const string IdToken = "MP_ID_TOKEN";

    /// <summary>GitHub's: where a job with <c>permissions: id-token: write</c> asks for a token, and what it shows there.</summary>
    public const string GitHubUrl = "ACTIONS_ID_TOKEN_REQUEST_URL";
    public const string GitHubBearer = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";

    /// <summary>GitHub's tokens are valid for five minutes at least.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(3);

    /// <summary>The API key; an open platform needs none.</summary>
    /// <exception cref="ClientException">The key's file cannot be read.</exception>
    public static Credentials FromKey(Func<string, string?> environment)
    {
        var key = Named(environment, Key) ?? (Named(environment, KeyFile) is { } file ? Read(file) : null);
        return _ => Task.FromResult(key);
    }

    /// <summary>The pipeline's OpenID Connect token: what <c>MP_ID_TOKEN</c> holds, else one that GitHub makes for <paramref name="audience"/>.</summary>
    /// <exception cref="ClientException">There is neither.</exception>
    public static Credentials FromIdToken(Func<string, string?> environment, string audience, HttpClient http, Retry retry, TimeProvider clock)
    {
        if (Named(environment, IdToken) is { } token)
        {
            return _ => Task.FromResult<string?>(token);
        }
        if (Named(environment, GitHubUrl) is not { } address || Named(environment, GitHubBearer) is not { } bearer)
        {
            throw new ClientException(
                ExitCode.Usage, $"--oidc finds no token: set {IdToken}, or give the job of GitHub Actions the permission 'id-token: write'.");
        }
        var url = new Uri($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}audience={Uri.EscapeDataString(audience)}");
        (string? Token, DateTimeOffset At) last = default;
        return async ct =>
        {
            if (last.Token is null || clock.GetUtcNow() - last.At > Fresh)
            {
                last = (await AskGitHub(http, retry, url, bearer, ct), clock.GetUtcNow());
            }
            return last.Token;
        };
    }

    private static async Task<string> AskGitHub(HttpClient http, Retry retry, Uri url, string bearer, CancellationToken ct)
    {
        using var response = await retry.Send(
            async attempt =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", bearer) } };
                return await http.SendAsync(request, attempt);
            }, ct);
        return response.IsSuccessStatusCode && (await response.Content.ReadFromJsonAsync(ClientJson.Default.GitHubToken, ct))?.Value is { Length: > 0 } token
            ? token
            : throw new ClientException(ExitCode.Access, $"GitHub gives no token for this job: it answers {(int)response.StatusCode}.");
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } key ? key : throw new ClientException(ExitCode.Usage, $"The file that {KeyFile} names is empty.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ClientException(ExitCode.Usage, $"The file that {KeyFile} names cannot be read: {e.Message}");
        }
    }

    private static string? Named(Func<string, string?> environment, string name) => environment(name)?.Trim() is { Length: > 0 } value ? value : null;
}

/// <summary>What GitHub's token service answers.</summary>
internal sealed record GitHubToken(string Value);
