using System.CommandLine;
using MetricsPlatform.Client.Sending;

namespace MetricsPlatform.Client.Commands;

/// <summary>The files of a command.</summary>
internal static class FilesArgument
{
    public static Argument<string[]> Make(string description)
    {
        var files = new Argument<string[]>("FILE") { Description = description, Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(given =>
        {
            foreach (var file in given.Tokens.Select(token => token.Value).Where(file => file != Payload.StandardInput))
            {
                // An option that there is not is read as a file; nothing may be sent before that is seen.
                if (file.StartsWith("--", StringComparison.Ordinal))
                {
                    given.AddError($"There is no option '{file}'.");
                }
                else if (!File.Exists(file))
                {
                    given.AddError($"There is no file '{file}'.");
                }
            }
        });
        return files;
    }
}
