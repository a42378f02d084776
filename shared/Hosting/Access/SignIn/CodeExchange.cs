using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using MetricsPlatform.Hosting.Access.Tokens;
using MetricsPlatform.Hosting.Catalogue;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace MetricsPlatform.Hosting.Access.SignIn;

/// <summary>Gets the token that a code stands for, from the issuer itself (RFC 6749, section 4.1.3; OpenID Connect Core 1.0, section 3.1.3).</summary>
internal sealed class CodeExchange(IHttpClientFactory clients)
{
    private const string Basic = "client_secret_basic";

    /// <returns>The ID token, which has yet to be checked.</returns>
    /// <exception cref="SignInException">There is none.</exception>
    public async Task<string> IdToken(
        Issuer issuer, OpenIdConnectConfiguration published, string code, BegunSignIn begun, string redirectUri, CancellationToken ct)
    {
        if (!IsSafe(published.TokenEndpoint, out var endpoint))
        {
            throw new SignInException($"it has its tokens at '{published.TokenEndpoint}', which is no address that begins with https://");
        }
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirectUri, ["code_verifier"] = begun.Verifier,
            ["client_id"] = issuer.SignIn!.ClientId,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        if (issuer.SignIn.Secret?.Read() is { } secret)
        {
            Authenticate(request, form, issuer.SignIn.ClientId, secret.Text ?? throw new SignInException($"the client's secret cannot be read: {secret.Problem}"), published);
        }
        request.Content = new FormUrlEncodedContent(form);
        try
        {
            using var http = clients.CreateClient(IssuerKeys.Client);
            using var response = await http.SendAsync(request, ct);
            using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), default, ct);
            return response.IsSuccessStatusCode && Text(answer, "id_token") is { } token ? token
                : throw new SignInException($"it gives no token for the code: {(int)response.StatusCode} {Text(answer, "error")} {Text(answer, "error_description")}");
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or JsonException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            throw new SignInException($"it does not answer at {endpoint}: {e.Message}", RefusalReason.IssuerAway, e);
        }
    }

    /// <summary>HTTPS, since the code and the secret go there; HTTP inside this machine.</summary>
    private static bool IsSafe(string? address, out Uri? endpoint) =>
        Uri.TryCreate(address, UriKind.Absolute, out endpoint) && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback));

    /// <summary>As HTTP Basic, which is the default (RFC 6749, section 2.3.1), or in the form where the issuer knows nothing else.</summary>
    private static void Authenticate(HttpRequestMessage request, Dictionary<string, string> form, string clientId, string secret, OpenIdConnectConfiguration published)
    {
        var known = published.TokenEndpointAuthMethodsSupported;
        if (known.Count > 0 && !known.Contains(Basic))
        {
            form["client_secret"] = secret;
            return;
        }
        var pair = $"{Uri.EscapeDataString(clientId)}:{Uri.EscapeDataString(secret)}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
    }

    private static string? Text(JsonDocument answer, string name) =>
        answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
}
