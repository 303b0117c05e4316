using System.Text.Json;
using CsCheck;
using Fleet.Domain;
using Fleet.Domain.Drift;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Domain;

public sealed class WireJsonTests
{
    [Fact]
    public void A_report_comes_back_as_it_was_sent() =>
        Gen.Select(Any.Observation, Any.Probe, Any.Drift.Array[0, 3]).Sample((observation, probe, drift) =>
    {
        var json = Write(Some.Report() with
        {
            Observation = observation, Probe = probe, Drift = [.. drift], Found = [.. drift], ScannedKeys = [Some.Key()],
                Failure = new("code", "text", Transient: true),
            Applied = [.. Changes.Select(c => new AppliedChange(c, ChangeResult.Done, "detail"))], CorrelationId = Some.Command,
            Ledger = [new(1, 2, Some.Command, Some.Now, ApplyResult.Interrupted, [new("kind", "subject")])],
            Adopted = new(AccessMode.Open, [new("alice", Some.Id(50), "SHA-1", "jwe")]), Sealed = [new("bob", Some.Id(51), "SHA-256", "jwe")],
            Revocations = [new("carol", null, 0.5, RevokedLogin.Unknown, 1, "not reached")],
            Holds = [new(HoldKind.StoppedChange, "why", "dana", Some.Now, Some.Now, Some.Command, "kind:subject", Everywhere: true)],
            Evidence = [new(EvidenceKind.Sudo, Some.Now, "root", "/usr/bin/vim")],
        });
        Write(JsonSerializer.Deserialize<ReconcileReport>(json, WireJson.Options)!).ShouldBe(json);
    });

    [Fact]
    public void A_condition_comes_back_as_it_was_stored()
    {
        var condition = EventSamples.All.OfType<IConditionEvent>().Aggregate(Condition.Initial, Condition.Evolve);
        Write(JsonSerializer.Deserialize<Condition>(Write(condition), WireJson.Options)!).ShouldBe(Write(condition));
    }

    [Fact]
    public void Every_kind_of_change_comes_back_even_when_its_kind_is_named_last()
    {
        typeof(Change).GetNestedTypes().ShouldBe(Changes.Select(c => c.GetType()), ignoreOrder: true);
        Changes.ShouldAllBe(c =>
            JsonSerializer.Deserialize<Change>(KindLast(JsonSerializer.Serialize(c, WireJson.Options)), WireJson.Options) == c);
    }

    [Fact]
    public void A_change_is_recorded_under_its_kind_on_the_wire() =>
        Changes.ShouldAllBe(c =>
            JsonSerializer.Serialize(c, WireJson.Options).Contains($"\"kind\":\"{c.Made.Kind}\"", StringComparison.Ordinal));

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"key\":null}")]
    [InlineData("{\"key\":{\"algorithm\":null,\"fingerprint\":\"x\"}}")]
    public void What_is_missing_is_not_made_up(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<HostKeyPinned>(json, WireJson.Options) ?? throw new JsonException());

    [Fact]
    public void Enums_are_words_and_never_numbers()
    {
        JsonSerializer.Serialize(DriftKind.OpenFromOutside, WireJson.Options).ShouldBe("\"open-from-outside\"");
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<DriftKind>("1", WireJson.Options));
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<DriftKind>("\"1\"", WireJson.Options));
    }

    private static readonly Change[] Changes =
    [
        new Change.SetProvider("anonymous", "internal_hashed"), new Change.ActivateAccessMode(Activation.InPlace, null, "internal_hashed"),
        new Change.PutAccount("alice", Some.Id(50), DriftKind.UserMissing), new Change.RemoveAccount("alice"),
            new Change.RestoreConfigLink(),
        new Change.FixPermissions("host-config"), new Change.StartService("prosody"), new Change.CloseSessions(SessionKind.WithoutLogin),
        new Change.DisableAccount("alice"), new Change.EnableAccount("alice"),
        new Change.AddGuestHost("jitsi-anonymous"), new Change.RemoveGuestHost(),
        new Change.SetGuestProvider("anonymous", "internal_hashed"), new Change.ActivateGuestHost(null),
        new Change.SetJicofoAuthentication(On: true, JicofoSource.Legacy), new Change.RestartService("jicofo"),
        new Change.SetAnonymousDomain("guest.meet.example.com"),
    ];

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, WireJson.Options);

    private static string KindLast(string json)
    {
        var members = JsonDocument.Parse(json).RootElement.EnumerateObject().Reverse().Select(m => $"\"{m.Name}\":{m.Value.GetRawText()}");
        return "{" + string.Join(',', members) + "}";
    }
}
