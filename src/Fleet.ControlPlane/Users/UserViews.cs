using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Hosting;
using Fleet.ControlPlane.Reconciling;
using Fleet.ControlPlane.Servers;
using Fleet.Domain.Users;
using Marten;
using Npgsql;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Fleet.ControlPlane.Users;

public static class UserViews
{
    [WolverineGet(Routes.Users)]
    [ProducesResponseType<Paged<UserSummary>>(StatusCodes.Status200OK)]
    public static async Task<IResult> List(HttpContext http, IQuerySession session, NpgsqlDataSource database, CancellationToken stop)
    {
        var page = PageOf.From(http);
        var active = session.Query<User>().Where(u => !u.Removed);
        var total = await active.CountAsync(stop);
        var users = await active.OrderBy(u => u.Name).Skip(page.Skip).Take(page.Size).ToListAsync(stop);
        return TypedResults.Json(new Paged<UserSummary>(await Summaries(database, users, stop), total, page.Page), ApiJson.Default.PagedUserSummary);
    }

    [WolverineGet(Routes.User)]
    [ProducesResponseType<UserDetail>(StatusCodes.Status200OK)]
    public static async Task<IResult> Show(string name, HttpContext http, IQuerySession session, NpgsqlDataSource database, CancellationToken stop)
    {
        if (await session.FindUser(name, stop) is not { } user)
            return Problems.From(new UserUnknown(name));
        http.Response.Headers.ETag = $"\"{user.Version}\"";
        var servers = await ServerPicture.Of(session, (await session.ActiveServers(stop)).RemoveAll(s => s.Accounts.GetValueOrDefault(name)?.UserId != user.Id), stop);
        var seen = (await session.LoadManyAsync<AccountsOnServer>(stop, servers.Select(s => s.Desired.Id).ToArray())).ToDictionary(a => a.Id, a => a.Accounts);
        var accounts = servers.Select(server =>
        {
            var (account, observed) = (server.Desired.Accounts[name], seen.GetValueOrDefault(server.Desired.Id)?.Items);
            var state = AccountViews.State(server, account, observed?.FirstOrDefault(a => a.Name == name), observed is not null);
            return new UserAccount(server.Desired.Name, account.Adopted ? "adopted" : "granted", state, server.Status?.Observation?.ObservedAt);
        });
        return TypedResults.Json(new UserDetail((await Summaries(database, [user], stop))[0], [.. accounts]), ApiJson.Default.UserDetail);
    }

    private static async Task<List<UserSummary>> Summaries(NpgsqlDataSource database, IReadOnlyList<User> users, CancellationToken stop)
    {
        await using var command = database.CreateCommand("""
            select u.id, s.timestamp, count(a.account), count(a.account) filter (where a.account -> 'credentialId' = 'null'::jsonb)
              from unnest($1, $2) as u (id, name)
              join fleet.mt_events s on s.stream_id = u.id and s.version = 1
              left join lateral (
                select d.data -> 'accounts' -> u.name as account from fleet.mt_doc_desiredserver d
                 where not (d.data ->> 'retired')::boolean and d.data -> 'accounts' -> u.name ->> 'userId' = u.id::text) a on true
             group by u.id, s.timestamp
            """);
        command.Parameters.Add(new() { Value = users.Select(u => u.Id).ToArray() });
        command.Parameters.Add(new() { Value = users.Select(u => u.Name).ToArray() });
        var counts = new Dictionary<Guid, (DateTimeOffset At, long Servers, long NeedsPassword)>();
        await using (var reader = await command.ExecuteReaderAsync(stop))
            while (await reader.ReadAsync(stop))
                counts[reader.GetGuid(0)] = (reader.GetFieldValue<DateTimeOffset>(1), reader.GetInt64(2), reader.GetInt64(3));
        return [.. users.Select(u => new UserSummary(u.Id, u.Name, u.Selector ?? "", u.Disabled, counts[u.Id].At, (int)counts[u.Id].Servers, (int)counts[u.Id].NeedsPassword))];
    }
}
