using Fleet.Contracts.Api;
using Fleet.ControlPlane.Hosting;
using Npgsql;
using Wolverine.Http;

namespace Fleet.ControlPlane.Operators;

public static class ListOperators
{
    [WolverineGet(Routes.Operators)]
    public static async Task<Paged<OperatorSummary>> Get(NpgsqlDataSource database, HttpContext http, CancellationToken stop)
    {
        await using var command = database.CreateCommand("select operator, made_at, expires_at, revoked_at from access.operator_token order by operator, made_at desc");
        await using var reader = await command.ExecuteReaderAsync(stop);
        var operators = new List<OperatorSummary>();
        while (await reader.ReadAsync(stop))
            operators.Add(new(reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetFieldValue<DateTimeOffset>(2),
                reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3)));
        return PageOf.Items(operators, http);
    }
}
