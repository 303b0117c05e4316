using Fleet.ControlPlane.Audit;
using Fleet.ControlPlane.Changes;
using Fleet.ControlPlane.Drift;
using Fleet.ControlPlane.Holds;
using Fleet.ControlPlane.Operators;
using Fleet.ControlPlane.Reconciling;
using Fleet.ControlPlane.Servers;
using Fleet.ControlPlane.Users;
using Fleet.Domain;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Weasel.Core;

namespace Fleet.ControlPlane.Storage;

/// <summary>
/// What all nouns share; each adds its documents and projections by its own <c>Configure</c>. Times of events come from PostgreSQL's clock,
/// read under the lock of the command (<see cref="FleetTransaction"/>), so that an inline document and its rebuild see the same.
/// </summary>
public static class EventStore
{
    public const string Schema = "fleet";
    public const string MessageSchema = "wolverine";

    public static void Configure(StoreOptions options, string connection)
    {
        options.Connection(connection);
        options.DatabaseSchemaName = Schema;
        options.AutoCreateSchemaObjects = AutoCreate.None;
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase, WireJson.Configure);
        options.DisableNpgsqlLogging = true;
        // Written again by a retry, a command whose commit got no answer would happen twice.
        options.ConfigureWritePolly(_ => { });
        // Read again on the broken connection of a transaction, it would hide why it broke.
        options.ConfigurePolly(_ => { });

        options.Projections.Add(new UniqueValueProjection(), ProjectionLifecycle.Inline);
        options.Servers();
        options.Users();
        options.Operators();
        options.Holds();
        options.Audit();
        options.Drift();
        options.Reconciling();
        options.Changes();

        var events = options.Events;
        foreach (var (type, alias) in DomainEvents.All)
            events.MapEventType(type, alias);
        events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        events.UseMandatoryStreamTypeDeclaration = true;
        events.UseArchivedStreamPartitioning = true;
        events.UseListenNotifyForEventAppends = true;
        events.IgnoreIndex("mt_events_correlation");
        events.MetadataConfig.CorrelationIdEnabled = true;
        events.MetadataConfig.CausationIdEnabled = true;
        events.MetadataConfig.HeadersEnabled = true;
        events.MetadataConfig.UserNameEnabled = true;
    }
}
