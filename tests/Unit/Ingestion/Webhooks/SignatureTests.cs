using MetricsPlatform.Ingestion.Domain.Webhooks;

namespace MetricsPlatform.Tests.Unit.Ingestion.Webhooks;

/// <summary>Against the senders' own published examples, and where they publish none, against what <c>openssl</c> says.</summary>
public sealed class SignatureTests
{
    private static readonly DateTimeOffset Sent = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    /// <summary>docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries, "Testing the webhook payload validation".</summary>
    [Fact]
    public void GitHubs_own_example_is_right() => Assert.True(IsSigned(
        "github", "It's a Secret to Everybody", "Hello, World!",
        ("X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")));

    /// <summary>The libraries of github.com/standard-webhooks/standard-webhooks test with it.</summary>
    [Fact]
    public void The_example_of_Standard_Webhooks_is_right() => Assert.True(Standard("msg_p5jXN8AQM9LWM0D4loKWxJek", Sent, Good));

    /// <summary><c>printf '{"ok":1}' | openssl dgst -sha256 -hmac swordfish</c></summary>
    [Theory]
    [InlineData("jira", "X-Hub-Signature", "sha256=")]
    [InlineData("sonarqube", "X-Sonar-Webhook-HMAC-SHA256", "")]
    public void What_openssl_signs_is_right(string sender, string header, string prefix) => Assert.True(IsSigned(
        sender, "swordfish", """{"ok":1}""", (header, prefix + OpenSsl)));

    [Theory]
    [InlineData("gitlab", "swordfish", "X-Gitlab-Token", "swordfish", true)]
    [InlineData("gitlab", "swordfish", "X-Gitlab-Token", "swordfis", false)]
    [InlineData("gitlab", "swordfish", "X-Gitlab-Token", "", false)]
    [InlineData("azure-devops", "Aladdin:open sesame", "Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", true)] // RFC 7617's own
    [InlineData("azure-devops", "Aladdin:open sesame", "Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZT8=", false)]
    [InlineData("azure-devops", "Aladdin:open sesame", "Authorization", "Bearer QWxhZGRpbjpvcGVuIHNlc2FtZQ==", false)]
    [InlineData("github", "swordfish", "X-Hub-Signature-256", "sha256=" + OpenSsl, true)]
    [InlineData("github", "swordfish", "X-Hub-Signature-256", OpenSsl, false)]
    [InlineData("github", "swordfisH", "X-Hub-Signature-256", "sha256=" + OpenSsl, false)]
    [InlineData("github", "swordfish", "X-Hub-Signature", "sha256=" + OpenSsl, false)]
    public void A_header_is_right_or_wrong(string sender, string secret, string header, string value, bool isRight) =>
        Assert.Equal(isRight, IsSigned(sender, secret, """{"ok":1}""", (header, value)));

    public static TheoryData<string> Senders => [.. WebhookSenders.All.Select(sender => sender.Name)];

    [Theory]
    [MemberData(nameof(Senders))]
    public void What_shows_nothing_is_not_signed(string sender) => Assert.False(IsSigned(sender, "", "{}"));

    [Fact]
    public void A_body_that_was_changed_is_not_signed() => Assert.False(IsSigned(
        "github", "swordfish", """{"ok":2}""", ("X-Hub-Signature-256", "sha256=" + OpenSsl)));

    [Fact]
    public void Of_several_standard_signatures_one_must_be_right()
    {
        Assert.True(Standard("msg_p5jXN8AQM9LWM0D4loKWxJek", Sent, $"v1a,AAAA v1,AAAA {Good}"));
        Assert.False(Standard("msg_p5jXN8AQM9LWM0D4loKWxJek", Sent, "v1a,AAAA v1,AAAA"));
    }

    [Fact]
    public void A_standard_signature_is_of_the_id_too() => Assert.False(Standard("msg_another", Sent, Good));

    [Theory]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void A_standard_webhook_is_good_for_five_minutes(int secondsLater, bool isGood) =>
        Assert.Equal(isGood, Standard("msg_p5jXN8AQM9LWM0D4loKWxJek", Sent.AddSeconds(secondsLater), Good));

    private const string OpenSsl = "6dd7e50eafdf8507e24d9cf4e32617a9341d6ded28b8273adfeb85cc90ea0e6a";

    private const string Good = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static bool Standard(string id, DateTimeOffset now, string signature) => WebhookSenders.Find("standard")!.IsSigned(
        Webhook.Request("""{"test": 2432232314}""", now, ("webhook-id", id), ("webhook-timestamp", "1614265330"), ("webhook-signature", signature)),
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private static bool IsSigned(string sender, string secret, string body, params (string, string)[] headers) =>
        WebhookSenders.Find(sender)!.IsSigned(Webhook.Request(body, Webhook.Now, headers), secret);
}
