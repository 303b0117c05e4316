using Fleet.Domain.Operators;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace Fleet.ControlPlane.Storage;

/// <summary>What only one server, user or operator may have at a time; its id is the value, so PostgreSQL itself keeps it unique.</summary>
public sealed record UniqueValue(string Id, Guid Holder, string Kind)
{
    public static string ServerName(string name) => $"server-name/{name}";
    public static string Domain(string domain) => $"domain/{domain}";
    public static string Endpoint(SshEndpoint endpoint) => $"endpoint/{endpoint.UniqueKey}";
    public static string Key(HostKey key) => $"host-key/{key}";
    public static string UserName(string name) => $"user/{name}";
    public static string OperatorName(string name) => $"operator/{name}";
}

public sealed partial class UniqueValueProjection : EventProjection
{
    private const string EndpointKind = "endpoint";

    public UniqueValueProjection() => Options.DeleteViewTypeOnTeardown<UniqueValue>();

    public override ValueTask ApplyAsync(IDocumentOperations operations, IEvent e, CancellationToken cancellation)
    {
        var holder = e.StreamId;
        switch (e.Data)
        {
            case ServerEnrolled enrolled:
                operations.Insert(
                    new UniqueValue(UniqueValue.ServerName(enrolled.Name), holder, "server-name"),
                    new UniqueValue(UniqueValue.Domain(enrolled.Domain), holder, "domain"),
                    new UniqueValue(UniqueValue.Endpoint(enrolled.Endpoint), holder, EndpointKind));
                break;
            case EndpointMoved moved:
                operations.DeleteWhere<UniqueValue>(v => v.Holder == holder && v.Kind == EndpointKind);
                operations.Insert(new UniqueValue(UniqueValue.Endpoint(moved.Endpoint), holder, EndpointKind));
                break;
            case HostKeyPinned { Key: var key }:
                operations.DeleteWhere<UniqueValue>(v => v.Holder == holder && v.Kind == key.Algorithm);
                operations.Insert(new UniqueValue(UniqueValue.Key(key), holder, key.Algorithm));
                break;
            case ServerReplaced replaced:
                operations.DeleteWhere<UniqueValue>(v => v.Holder == holder && v.Id.StartsWith("host-key/"));
                if (replaced.Key is { } newKey)
                    operations.Insert(new UniqueValue(UniqueValue.Key(newKey), holder, newKey.Algorithm));
                break;
            case UserRegistered { Name: var name }:
                operations.Insert(new UniqueValue(UniqueValue.UserName(name), holder, "user"));
                break;
            case UserAdopted { Name: var name }:
                operations.Insert(new UniqueValue(UniqueValue.UserName(name), holder, "user"));
                break;
            case OperatorAdded { Name: var name }:
                operations.Insert(new UniqueValue(UniqueValue.OperatorName(name), holder, "operator"));
                break;
            case ServerRetired or UserRemoved or OperatorRevoked:
                operations.DeleteWhere<UniqueValue>(v => v.Holder == holder);
                break;
        }
        return ValueTask.CompletedTask;
    }
}
