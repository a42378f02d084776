using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.AspNetCore.Mvc;

namespace MetricsPlatform.Hosting.Commands;

/// <summary>The options of commands that ask a running platform, and how they ask it.</summary>
public static class RunningPlatform
{
    public static readonly Option<Uri> Url = Place("--url", "where the platform answers", new Uri("http://127.0.0.1:8080"));

    public static readonly Option<string> Key = new("--key") { Description = "API key with the scope administer, where the platform asks for one", HelpName = "KEY" };

    /// <param name="ask">Gives the process's exit code.</param>
    /// <returns>1 when the platform does not answer.</returns>
    public static async Task<int> Ask(ParseResult line, Func<HttpClient, Task<int>> ask)
    {
        using var http = new HttpClient { BaseAddress = line.GetRequiredValue(Url) };
        if (line.GetValue(Key) is { } key)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
        try
        {
            return await ask(http);
        }
        catch (Exception away) when (away is HttpRequestException or SocketException)
        {
            await line.InvocationConfiguration.Error.WriteLineAsync($"{http.BaseAddress} does not answer: {away.Message}");
            return 1;
        }
    }

    /// <summary>Why it does not do what it was asked for.</summary>
    public static async Task<string> Complaint(HttpClient http, HttpResponseMessage response, CancellationToken ct) =>
        $"{http.BaseAddress} answers {(int)response.StatusCode}: {await Detail(response, ct)}";

    private static async Task<string> Detail(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            return (await response.Content.ReadFromJsonAsync<ProblemDetails>(ct))?.Detail ?? response.ReasonPhrase ?? "";
        }
        catch (System.Text.Json.JsonException)
        {
            return response.ReasonPhrase ?? "";
        }
    }

    /// <param name="usual">Where it is when nothing is said; null: something has to be said.</param>
    public static Option<Uri> Place(string name, string description, Uri? usual = null) => new(name)
    {
        Description = description, HelpName = "URL", Required = usual is null, DefaultValueFactory = usual is null ? null : _ => usual, CustomParser = result => Address(name, result),
    };

    private static Uri? Address(string name, ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }
        result.AddError($"{name} must be an address such as http://127.0.0.1:8080, not '{result.Tokens[0].Value}'.");
        return null;
    }
}
