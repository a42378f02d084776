using System.Security.Cryptography;
using System.Text;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Tests.Integration.Fixtures;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace MetricsPlatform.Tests.Integration.Access;

[Collection(PostgresTests.Name)]
public sealed class KeyStoreTests(PostgresFixture postgres) : IAsyncLifetime, IDisposable
{
    private static readonly NewKey Ci = new("ci", new HashSet<Scope> { Scope.Publish, Scope.Read }, new HashSet<string> { "shop" }, TimeSpan.FromDays(90));

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private NpgsqlDataSource database = null!;
    private KeyStore store = null!;
    private KeyRing ring = null!;

    public async Task InitializeAsync()
    {
        database = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        store = new KeyStore(database, clock);
        ring = new KeyRing(store, clock);
        await store.CreateSchema(default);
        await ring.Refresh(default);
    }

    public Task DisposeAsync() => database.DisposeAsync().AsTask();

    public void Dispose() => ring.Dispose();

    [Fact]
    public async Task The_store_has_a_keys_hash_and_nothing_else_of_its_secret()
    {
        var issued = await store.Create(Ci, default);
        await using var all = database.CreateCommand("select string_agg(k::text, '') from access.api_key k");
        var stored = (string)(await all.ExecuteScalarAsync())!;

        Assert.Matches("^mp_[0-9a-f]{12}_[0-9a-f]{64}$", issued.Text);
        Assert.DoesNotContain(issued.Text.Split('_')[2], stored, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(issued.Text))), stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_replaces_another_is_like_it_and_both_are_valid_until_one_is_revoked()
    {
        var first = await store.Create(Ci, default);
        clock.Advance(TimeSpan.FromDays(80));
        var (second, old) = await store.Rotate("ci", null, null, default);

        Assert.Equal(first.Key.Id, old.Id);
        Assert.Equal((KeyStanding.Active, KeyStanding.Active), (await Standing(first), await Standing(second)));
        Assert.Equal(first.Key.Scopes, second.Key.Scopes);
        Assert.Equal(first.Key.Services, second.Key.Services);
        Assert.Equal(TimeSpan.FromDays(90), second.Key.ExpiresAt - second.Key.CreatedAt);
        await store.Revoke(first.Key.Id, default);
        clock.Advance(KeyRing.Period);
        await ring.Refresh(default);
        Assert.Equal((KeyStanding.Revoked, KeyStanding.Active), (await Standing(first), await Standing(second)));
    }

    [Fact]
    public async Task A_name_has_two_active_keys_at_most_and_a_second_one_only_to_replace_the_first()
    {
        await store.Create(Ci, default);

        await Assert.ThrowsAsync<KeyException>(() => store.Create(Ci, default));
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Rotated()));
        Assert.Equal(1, both.Count(rotated => rotated));
        Assert.Equal(2, (await store.Revoke("ci", default)).Count);
        Assert.Empty(await store.Revoke("ci", default));
        await store.Create(Ci, default);

        async Task<bool> Rotated()
        {
            try
            {
                await store.Rotate("ci", null, null, default);
                return true;
            }
            catch (KeyException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task An_overlap_shortens_the_old_keys_life_and_never_lengthens_it()
    {
        var first = await store.Create(Ci, default);
        var (second, old) = await store.Rotate("ci", new KeyLifetime((TimeSpan?)null), TimeSpan.FromDays(1), default);

        Assert.Equal(clock.GetUtcNow().AddDays(1), old.ExpiresAt);
        Assert.Null(second.Key.ExpiresAt);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((KeyStanding.Expired, KeyStanding.Active), (await Standing(first), await Standing(second)));
        var (third, _) = await store.Rotate("ci", KeyLifetime.Read("2h"), null, default);
        await store.Revoke(second.Key.Id, default);
        Assert.Equal(third.Key.ExpiresAt, (await store.Rotate("ci", null, TimeSpan.FromDays(7), default)).Old.ExpiresAt);
    }

    [Fact]
    public async Task A_key_to_administer_is_for_all_services() =>
        await Assert.ThrowsAsync<KeyException>(() => store.Create(Ci with { Scopes = new HashSet<Scope> { Scope.Administer } }, default));

    [Fact]
    public async Task A_key_of_a_team_keeps_it_when_it_is_replaced_and_is_none_for_all_to_a_version_that_knows_no_teams()
    {
        var key = await store.Create(Ci with { Services = new HashSet<string>(), Teams = new HashSet<string> { "payments" } }, default);
        var (second, _) = await store.Rotate("ci", null, null, default);

        Assert.All([key, second], issued => Assert.Equal(["payments"], issued.Key.Teams!));
        Assert.All([key, second], issued => Assert.Empty(issued.Key.Services!));
        await Assert.ThrowsAsync<PostgresException>(() => store.Create(Ci with { Name = "all", Services = null, Teams = new HashSet<string> { "payments" } }, default));
    }

    [Fact]
    public async Task A_store_of_before_there_were_teams_gets_them_and_keeps_its_keys()
    {
        var before = await store.Create(Ci, default);
        await using (var old = database.CreateCommand("alter table access.api_key drop column teams cascade"))
        {
            await old.ExecuteNonQueryAsync();
        }

        await store.CreateSchema(default);

        Assert.Equal(before.Key.Id, Assert.Single(await store.List(null, default)).Id);
        await store.Create(Ci with { Name = "team", Services = new HashSet<string>(), Teams = new HashSet<string> { "payments" } }, default);
    }

    [Fact]
    public async Task A_scope_that_a_newer_version_wrote_opens_nothing_and_breaks_nothing()
    {
        await store.Create(Ci, default);
        await using var update = database.CreateCommand("update access.api_key set scopes = '{read,fly}'");
        await update.ExecuteNonQueryAsync();

        Assert.Equal([Scope.Read], Assert.Single(await store.List(null, default)).Scopes);
    }

    [Fact]
    public async Task While_the_store_is_away_known_keys_are_in_force_for_some_minutes_and_then_none_is()
    {
        var known = await store.Create(Ci, default);
        await Standing(known);
        await using (var drop = database.CreateCommand("drop schema access cascade"))
        {
            await drop.ExecuteNonQueryAsync();
        }

        Assert.Equal(KeyStanding.Active, await Standing(known));   // no query
        Assert.Equal(KeyStanding.Unverifiable, (await ring.Check(KeyText.New(), default)).Standing);
        clock.Advance(KeyRing.Honoured + TimeSpan.FromSeconds(1));
        Assert.Equal(KeyStanding.Unverifiable, await Standing(known));
    }

    [Fact]
    public async Task Uses_are_written_down_together()
    {
        var issued = await store.Create(Ci, default);
        await Standing(issued);
        await ring.Check(issued.Text, default);
        await store.Used(ring.TakeUses(), default);

        Assert.Equal(clock.GetUtcNow(), Assert.Single(await store.List(null, default)).LastUsedAt);
        Assert.Empty(ring.TakeUses());
    }

    [Theory]
    [InlineData("90d", 90 * 24 * 60)]
    [InlineData("12h", 12 * 60)]
    [InlineData("30m", 30)]
    [InlineData("never", null)]
    public void A_lifetime_is_days_hours_minutes_or_never(string text, int? minutes) =>
        Assert.Equal(minutes, KeyLifetime.Read(text).Span?.TotalMinutes);

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("4000d")]
    [InlineData("1y")]
    public void What_is_no_lifetime_is_refused(string text) => Assert.Throws<FormatException>(() => KeyLifetime.Read(text));

    /// <summary>A while later.</summary>
    private async Task<KeyStanding> Standing(IssuedKey issued)
    {
        clock.Advance(TimeSpan.FromMilliseconds(200));
        return (await ring.Check(issued.Text, default)).Standing;
    }
}
