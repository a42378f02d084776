using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MetricsPlatform.Client.Answers;

namespace MetricsPlatform.Client.Sending;

/// <summary>The platform's HTTP interface (docs/http.md), as far as pipelines need it.</summary>
internal sealed class Platform(HttpClient http, Credentials credentials, Retry retry)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(5);

    /// <summary>Sends a body until the platform has it.</summary>
    /// <param name="idempotencyKey">The same on each attempt, so that one whose answer was lost is not taken twice; null: the content says who it is.</param>
    /// <exception cref="ClientException">It was refused, or not taken in time.</exception>
    public async Task<Submission> Publish(string path, Payload payload, string mediaType, string? idempotencyKey, CancellationToken ct)
    {
        using var response = await Ask(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = payload.Compressed(mediaType) };
                // Who is refused need not send the body first, and hears the answer instead of a broken connection.
                request.Headers.ExpectContinue = true;
                if (idempotencyKey is not null)
                {
                    request.Headers.Add("Idempotency-Key", idempotencyKey);
                }
                return request;
            }, payload.Name, ct);
        return await Read(response, payload.Name, ct);
    }

    /// <summary>Waits until the figures show what was sent.</summary>
    /// <exception cref="ClientException">They do not in time, or a consumer gave it up.</exception>
    public async Task<Submission> Processed(Guid id, string name, CancellationToken ct)
    {
        for (var look = FirstLook; ; look = look * 1.5 < LongestLook ? look * 1.5 : LongestLook)
        {
            using var response = await Ask(() => new HttpRequestMessage(HttpMethod.Get, $"v1/submissions/{id}"), name, ct);
            var submission = await Read(response, name, ct);
            if (submission.Status != Submission.Accepted)
            {
                return submission;
            }
            if (submission.Items.Select(i => i.DeadLetter).FirstOrDefault(d => d is not null) is { } letter)
            {
                throw new ClientException(ExitCode.NotInTime, $"{name}: submission {id} was taken and cannot be worked off; it is dead letter {letter}, and waits for an administrator.");
            }
            await retry.Pause(look, $"{name}: submission {id} is not processed yet", ct);
        }
    }

    private async Task<HttpResponseMessage> Ask(Func<HttpRequestMessage> make, string name, CancellationToken ct)
    {
        var shown = await credentials(ct);
        var response = await retry.Send(
            async attempt =>
            {
                using var request = make();
                request.Headers.Authorization = shown is null ? null : new AuthenticationHeaderValue("Bearer", shown);
                return await http.SendAsync(request, attempt);
            }, ct);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }
        using (response)
        {
            throw await Complaint(response, name, ct);
        }
    }

    private async Task<ClientException> Complaint(HttpResponseMessage response, string name, CancellationToken ct)
    {
        var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? await response.Content.ReadFromJsonAsync(ClientJson.Default.Problem, ct)
            : null;
        var said = new StringBuilder($"{name}: {http.BaseAddress} answers {(int)response.StatusCode}");
        said.Append(problem?.Reason is { } reason ? $" {reason}: " : ": ").Append(problem?.Detail ?? problem?.Title ?? response.ReasonPhrase);
        said.Append(Refusals.Place(problem?.Pointer, problem?.Line));
        said.Append(response.Headers.Location is { } elsewhere && problem is null ? $" Give --url the address that it names: {elsewhere}" : "");
        foreach (var item in problem?.Items ?? [])
        {
            said.Append(Environment.NewLine).Append("  ").Append(Refusals.Show(item));
        }
        var access = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
        return new(access ? ExitCode.Access : ExitCode.Refused, said.ToString());
    }

    private async Task<Submission> Read(HttpResponseMessage response, string name, CancellationToken ct)
    {
        try
        {
            return (await response.Content.ReadFromJsonAsync(ClientJson.Default.Submission, ct))!;
        }
        catch (JsonException)
        {
            throw new ClientException(ExitCode.Refused, $"{name}: what answers at {http.BaseAddress} is not the platform.");
        }
    }
}
