using System.Collections.Immutable;
using System.Text.Json;
using Fleet.Domain;
using Fleet.Domain.Drift;
using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Fleet.ControlPlane.Drift;

/// <summary>A server's condition as a document, with the times of what stands now.</summary>
/// <param name="Id">That of the condition stream.</param>
/// <param name="Since">When each standing drift was detected, by <see cref="KeyOf"/>.</param>
public sealed record ServerCondition(
    Guid Id, Guid Server, Condition Condition, ImmutableSortedDictionary<string, DateTimeOffset> Since, DateTimeOffset? VerdictSince, DateTimeOffset? FailingSince, long Version)
{
    /// <summary>Since when repairs are left alone that did not last; null = none are.</summary>
    public DateTimeOffset? FlappingSince { get; init; }

    public static ServerCondition Initial(Guid server) => new(
        ConditionStream.Of(server), server, Condition.Initial, ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal), null, null, 0);

    public static string KeyOf(DriftKey drift) => $"{JsonNamingPolicy.KebabCaseLower.ConvertName(drift.Kind.ToString())}/{drift.Subject}";

    public ServerCondition After(IConditionEvent @event, DateTimeOffset at, long version)
    {
        var after = Told(@event, at, version);
        return after with { FlappingSince = after.Condition.HeldRepairs.IsEmpty ? null : FlappingSince ?? at };
    }

    private ServerCondition Told(IConditionEvent @event, DateTimeOffset at, long version) => this with
    {
        Condition = Condition.Evolve(Condition, @event),
        Since = @event switch
        {
            DriftDetected e => Since.ContainsKey(KeyOf(e.Drift.Key)) ? Since : Since.Add(KeyOf(e.Drift.Key), at),
            DriftResolved e => Since.Remove(KeyOf(new(e.Kind, e.Subject))),
            _ => Since,
        },
        VerdictSince = @event is VerdictChanged ? at : VerdictSince,
        FailingSince = @event switch { ReconcileFailed => FailingSince ?? at, ReconcileRecovered => null, _ => FailingSince },
        Version = version,
    };
}

/// <summary>The second stream of a server has an id of its own that follows from the server's, and back.</summary>
public static class ConditionStream
{
    private static readonly byte[] Mask = Guid.Parse("5f3a9c14-7b62-4d0e-9a85-c1e6d2b740f3").ToByteArray();

    public static Guid Of(Guid server) => Mirror(server);

    public static Guid ServerOf(Guid stream) => Mirror(stream);

    private static Guid Mirror(Guid id) => new(id.ToByteArray().Zip(Mask, (a, b) => (byte)(a ^ b)).ToArray());
}

public sealed class ServerConditionProjection : SingleStreamProjection<ServerCondition, Guid>
{
    public ServerConditionProjection()
    {
        foreach (var (type, _) in DomainEvents.All)
            if (type.IsAssignableTo(typeof(IConditionEvent)))
                IncludeType(type);
    }

    public override ServerCondition? Evolve(ServerCondition? snapshot, Guid id, IEvent e) =>
        (snapshot ?? ServerCondition.Initial(ConditionStream.ServerOf(id))).After((IConditionEvent)e.Data, e.Timestamp, e.Version);
}
