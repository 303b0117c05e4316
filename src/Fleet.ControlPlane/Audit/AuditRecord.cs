using System.Text.Json;
using Fleet.ControlPlane.Drift;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Fleet.Domain.Changes;
using Fleet.Domain.Drift;
using Fleet.Domain.Operators;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;

namespace Fleet.ControlPlane.Audit;

/// <summary>One event as the audit finds it: by time, server, user, actor and type. Its id is the event's sequence.</summary>
public sealed record AuditRecord(
    long Id, DateTimeOffset At, string Type, Guid? ServerId, Guid? UserId, string? Actor, string? Source, string? Client, string? Reason, Guid? CommandId, Guid? CausationId, JsonElement Data);

public static class ConfigureAudit
{
    public static void Audit(this StoreOptions options)
    {
        options.Projections.Add(new AuditProjection(), ProjectionLifecycle.Async);
        options.Schema.For<AuditRecord>().Identity(r => r.Id)
            .Duplicate(r => r.At).Duplicate(r => r.Type).Duplicate(r => r.ServerId).Duplicate(r => r.UserId).Duplicate(r => r.Actor);
    }
}

public sealed partial class AuditProjection : EventProjection
{
    public AuditProjection()
    {
        Name = "audit";
        Options.DeleteViewTypeOnTeardown<AuditRecord>();
    }

    public override ValueTask ApplyAsync(IDocumentOperations operations, IEvent e, CancellationToken cancellation)
    {
        operations.Insert(new AuditRecord(
            e.Sequence, e.Timestamp, e.EventTypeName, Server(e), User(e), e.UserName,
            Header(e, "source"), Header(e, "client"), Header(e, "reason"), Id(e.CorrelationId), Id(e.CausationId),
            JsonSerializer.SerializeToElement(e.Data, e.Data.GetType(), WireJson.Options)));
        return ValueTask.CompletedTask;
    }

    private static Guid? Server(IEvent e) => e.Data switch
    {
        IServerEvent => e.StreamId,
        IConditionEvent => ConditionStream.ServerOf(e.StreamId),
        ChangeProven proven => proven.Server,
        ChangeStopped stopped => stopped.Server,
        FirstServerTouched touched => touched.Server,
        FirstServerReplaced replaced => replaced.From ?? replaced.To,
        _ => null,
    };

    private static Guid? User(IEvent e) => e.Data switch
    {
        IUserEvent => e.StreamId,
        AccountGranted granted => granted.UserId,
        AccountCredentialSet set => set.UserId,
        AccountRevoked revoked => revoked.UserId,
        AccountAdopted adopted => adopted.UserId,
        AccountDisabled disabled => disabled.UserId,
        AccountCredentialReset reset => reset.UserId,
        AccountCredentialKept kept => kept.UserId,
        _ => null,
    };

    private static string? Header(IEvent e, string name) => e.Headers?.GetValueOrDefault(name)?.ToString() is { Length: > 0 } text ? text : null;

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;
}
