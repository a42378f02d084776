using System.IO.Compression;
using System.Net;
using System.Text;
using MetricsPlatform.Client;
using MetricsPlatform.Client.Commands;
using Microsoft.Extensions.Time.Testing;

namespace MetricsPlatform.Tests.Unit.Client;

/// <summary>A request as the platform would read it.</summary>
internal sealed record Heard(string Method, string Path, string? Authorization, string? Key, string? MediaType, string Body, DateTimeOffset At);

/// <summary>Runs <c>mp</c> in this process against answers that a test gives, on a clock that no test waits for.</summary>
internal sealed class Call
{
    public const string Id = "0197b2c0-0000-7000-8000-000000000001";

    private readonly Queue<Func<HttpResponseMessage>> answers = [];

    public static readonly DateTimeOffset Start = new(2026, 3, 2, 2, 10, 0, TimeSpan.Zero);

    public FakeTimeProvider Clock { get; } = new(Start);
    public Dictionary<string, string> Environment { get; } = new() { ["MP_URL"] = "https://platform.test" };
    public List<Heard> Heard { get; } = [];
    public StringWriter Output { get; } = new();
    public StringWriter Error { get; } = new();
    public string Input { get; set; } = "";

    /// <summary>Offsets from the start at which requests came, in seconds.</summary>
    public IEnumerable<double> Seconds => Heard.Select(h => (h.At - Start).TotalSeconds);

    public Call Answers(HttpStatusCode status, string body = "", string mediaType = "application/json", string? retryAfter = null)
    {
        answers.Enqueue(() =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
            if (retryAfter is not null)
            {
                response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            }
            return response;
        });
        return this;
    }

    public Call Accepts(string items = "[]") => Answers(HttpStatusCode.Accepted, $$"""{"id":"{{Id}}","status":"accepted","items":{{items}}}""");

    public Call Is(string status, string counts = "null", string items = "[]") =>
        Answers(HttpStatusCode.OK, $$"""{"id":"{{Id}}","status":"{{status}}","counts":{{counts}},"items":{{items}}}""");

    public Call Refuses(HttpStatusCode status, string problem) => Answers(status, problem, "application/problem+json");

    public Call Breaks() => Breaks(new HttpRequestException("Connection refused"));

    public Call Breaks(Exception cause)
    {
        answers.Enqueue(() => throw cause);
        return this;
    }

    public Task<int> Run(params string[] words) => Mp.Run(words, new Surroundings(
        Environment.GetValueOrDefault, Clock, () => new Handler(this), () => new MemoryStream(Encoding.UTF8.GetBytes(Input)), Output, Error,
        (span, _) =>
        {
            Clock.Advance(span);
            return Task.CompletedTask;
        }));

    private sealed class Handler(Call call) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await Unzipped(request.Content, cancellationToken);
            call.Heard.Add(new(
                request.Method.Method, request.RequestUri!.PathAndQuery, request.Headers.Authorization?.ToString(),
                request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null, request.Content?.Headers.ContentType?.MediaType, body, call.Clock.GetUtcNow()));
            return call.answers.Count > 0 ? call.answers.Dequeue()() : new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        }

        private static async Task<string> Unzipped(HttpContent content, CancellationToken ct)
        {
            Assert.Equal(["gzip"], content.Headers.ContentEncoding);
            await using var gzip = new GZipStream(await content.ReadAsStreamAsync(ct), CompressionMode.Decompress);
            using var reader = new StreamReader(gzip);
            return await reader.ReadToEndAsync(ct);
        }
    }
}
