namespace MetricsPlatform.Hosting.Access.SignIn;

/// <summary>Why somebody is not signed in, for the log. The browser is told no more than <paramref name="reason"/>.</summary>
/// <param name="reason">A word of <see cref="RefusalReason"/>.</param>
internal sealed class SignInException(string message, string reason = RefusalReason.SignInFailed, Exception? inner = null) : Exception(message, inner)
{
    public string Reason => reason;
}
