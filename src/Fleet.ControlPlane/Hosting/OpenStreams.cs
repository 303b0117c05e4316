using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Operators;
using Fleet.ControlPlane.Storage;
using Npgsql;

namespace Fleet.ControlPlane.Hosting;

/// <summary>Streams outlive the moment that they were allowed in: each operator has a bounded number, and each lasts as long as its token.</summary>
public sealed class OpenStreams(NpgsqlDataSource database, Signals signals)
{
    public const int Most = 16;
    private readonly Dictionary<string, int> _open = [];

    public bool TryOpen(string @operator)
    {
        lock (_open)
            return _open.GetValueOrDefault(@operator) < Most && (_open[@operator] = _open.GetValueOrDefault(@operator) + 1) > 0;
    }

    public void Close(string @operator)
    {
        lock (_open)
            if (--_open[@operator] == 0)
                _open.Remove(@operator);
    }

    public static IResult TooMany(string @operator) => Problems.Answer(
        $"{@operator} reads {Most} streams already, and no operator reads more at once", StatusCodes.Status429TooManyRequests, "too-many-streams",
        next: "end one of them (a waiting command, `fleet drift --watch`, `fleet events --follow`), or look without a stream: fleet drift");

    /// <returns>True once the token is revoked or expired; false when that can't be told any more.</returns>
    public async Task<bool> TokenEnds(HttpContext http, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var revoked = signals.Next(Signals.Tokens);
                if (TokenAuthentication.Sent(http.Request) is not { } token || await OperatorTokens.Find(database, token, stop) is null)
                    return true;
                await Signals.Within(revoked, EventStreamWriter.Heartbeat, stop);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or NpgsqlException)
        {
            return false;
        }
    }
}
