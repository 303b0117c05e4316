using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Servers;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Users;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace Fleet.ControlPlane.Audit;

/// <summary>Events and refusals as one record, oldest first.</summary>
public sealed class AuditReader(NpgsqlDataSource database, IDocumentStore store)
{
    public const string RefusedType = "command-refused";

    public async Task<ImmutableArray<AuditEntry>> Read(AuditQuery query, AuditCursor after, CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var events = await Events(session, query, after, stop);
        var refusals = query.User is null || query.Server is null ? await Refusals(query, after, stop) : [];
        var names = await AuditNames.Load(session, events, stop);
        return [.. Merge(events, refusals, after, names).Take(query.Limit)];
    }

    /// <summary>The place after everything that is there now.</summary>
    public async Task<AuditCursor> End(CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var last = await session.Query<AuditRecord>().OrderByDescending(r => r.Id).Select(r => r.Id).FirstOrDefaultAsync(stop);
        await using var command = database.CreateCommand("select coalesce(max(id), 0) from access.refusal");
        return new(last, (long)(await command.ExecuteScalarAsync(stop))!);
    }

    private static async Task<IReadOnlyList<AuditRecord>> Events(IQuerySession session, AuditQuery query, AuditCursor after, CancellationToken stop)
    {
        var records = session.Query<AuditRecord>().Where(r => r.Id > after.Event);
        if (query.Server is { } server)
        {
            var ids = (await session.Query<DesiredServer>().Where(s => s.Name == server).Select(s => s.Id).ToListAsync(stop)).Cast<Guid?>().ToArray();
            records = records.Where(r => r.ServerId.IsOneOf(ids));
        }
        if (query.User is { } user)
        {
            var ids = (await session.Query<User>().Where(u => u.Name == user).Select(u => u.Id).ToListAsync(stop)).Cast<Guid?>().ToArray();
            records = records.Where(r => r.UserId.IsOneOf(ids));
        }
        if (query.Actor is { } actor)
            records = records.Where(r => r.Actor == actor);
        if (query.Since is { } since)
            records = records.Where(r => r.At >= since);
        if (query.Until is { } until)
            records = records.Where(r => r.At < until);
        if (query.Type is { } type)
        {
            var alias = type.Replace('-', '_');
            records = records.Where(r => r.Type == alias);
        }
        return await records.OrderBy(r => r.Id).Take(query.Limit).ToListAsync(stop);
    }

    private async Task<List<RefusedCommand>> Refusals(AuditQuery query, AuditCursor after, CancellationToken stop)
    {
        if (query.Type is not (null or RefusedType))
            return [];
        await using var command = database.CreateCommand("""
            select id, refused_at, command_id, operator, source, client, reason, command, subject, code, detail from access.refusal
             where id > $1 and ($2::text is null or subject = $2) and ($3::text is null or operator = $3)
               and ($4::timestamptz is null or refused_at >= $4) and ($5::timestamptz is null or refused_at < $5)
             order by id limit $6
            """);
        command.Parameters.Add(new() { Value = after.Refusal });
        command.Parameters.Add(new() { Value = query.Server ?? query.User ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = query.Actor ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = query.Since?.ToUniversalTime() ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = query.Until?.ToUniversalTime() ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = query.Limit });
        await using var reader = await command.ExecuteReaderAsync(stop);
        var refusals = new List<RefusedCommand>();
        while (await reader.ReadAsync(stop))
            refusals.Add(RefusedCommand.Read(reader));
        return refusals;
    }

    private static IEnumerable<AuditEntry> Merge(IReadOnlyList<AuditRecord> events, List<RefusedCommand> refusals, AuditCursor after, AuditNames names)
    {
        var (e, r) = (0, 0);
        while (e < events.Count || r < refusals.Count)
        {
            if (r == refusals.Count || (e < events.Count && events[e].At <= refusals[r].At))
                yield return AuditEntries.Of(events[e], (after = after with { Event = events[e++].Id }).ToString(), names);
            else
                yield return AuditEntries.Of(refusals[r], (after = after with { Refusal = refusals[r++].Id }).ToString());
        }
    }
}

/// <summary>Names of the servers and users that some records are about.</summary>
public sealed record AuditNames(IReadOnlyDictionary<Guid, string> Servers, IReadOnlyDictionary<Guid, string> Users)
{
    public static async Task<AuditNames> Load(IQuerySession session, IReadOnlyCollection<AuditRecord> records, CancellationToken stop)
    {
        var servers = records.Select(r => r.ServerId).OfType<Guid>().Distinct().ToArray();
        var users = records.Select(r => r.UserId).OfType<Guid>().Distinct().ToArray();
        return new(
            (await session.Query<DesiredServer>().Where(s => s.Id.IsOneOf(servers)).Select(s => new { s.Id, s.Name }).ToListAsync(stop)).ToDictionary(s => s.Id, s => s.Name),
            (await session.LoadManyAsync<User>(stop, users)).ToDictionary(u => u.Id, u => u.Name));
    }
}
