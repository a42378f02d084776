using MetricsPlatform.Correlation.Domain;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Store;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Defaults;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Correlation.Correlate;

/// <summary>
/// Histories by any name that a service has or had. Where the catalogue says that a service is called otherwise now, all that its history tells
/// is told under the new name first, in one transaction with the word that it was: no reader sees it twice or not at all.
/// </summary>
public sealed partial class CurrentHistories(ServiceHistories histories, ICatalogue catalogue, ILogger<CurrentHistories> log)
{
    public async Task<ServiceHistories.HeldHistory> Hold(string service, CancellationToken ct)
    {
        while (true)
        {
            var held = await histories.Hold(service, ct);
            var renamedTo = held.History.RenamedTo;
            var name = renamedTo ?? catalogue.Current.NameOf(service);
            if (name == service)
            {
                return held;
            }
            held.Dispose();
            if (renamedTo is null)
            {
                await Rename(service, name, ct);
            }
            else
            {
                service = renamedTo;
            }
        }
    }

    /// <summary>Does it, unless another replica comes between.</summary>
    private async Task Rename(string former, string name, CancellationToken ct)
    {
        // In one order, so that no two wait for each other.
        var formerFirst = string.CompareOrdinal(former, name) < 0;
        using var first = await histories.Hold(formerFirst ? former : name, ct);
        using var second = await histories.Hold(formerFirst ? name : former, ct);
        var (old, current) = formerFirst ? (first, second) : (second, first);
        if (old.History.RenamedTo is not null)
        {
            return;   // another replica was faster
        }
        try
        {
            var facts = Retelling.Of(await old.Facts(ct), new RenamedFrom(former, old.History.Revision), current.History);
            await current.Append([new(facts, PlatformTraces.Current)], ct, session =>
            {
                session.Events.Append(former, old.Version + 1, new RenamedTo(name));
                session.Delete<ServiceHead>(former);
            });
            LogRenamed(log, former, name, facts.Count);
        }
        catch (HistoryMovedOnException)
        {
            current.Forget();   // decided anew on what that one has written
        }
        catch
        {
            current.Forget();
            throw;
        }
        finally
        {
            old.Forget();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Service {Former} is called {Name} now: {Facts} facts told under that name")]
    private static partial void LogRenamed(ILogger logger, string former, string name, int facts);
}
