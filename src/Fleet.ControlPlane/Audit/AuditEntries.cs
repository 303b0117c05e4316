using Fleet.Contracts.Api;
using Npgsql;

namespace Fleet.ControlPlane.Audit;

public sealed record RefusedCommand(
    long Id, DateTimeOffset At, Guid CommandId, string Operator, string Source, string Client, string Reason, string Command, string Subject, string Code, string Detail)
{
    public static RefusedCommand Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6),
        row.GetString(7), row.GetString(8), row.GetString(9), row.GetString(10));
}

public static class AuditEntries
{
    public static AuditEntry Of(AuditRecord record, string cursor, AuditNames names)
    {
        var server = record.ServerId is { } s ? names.Servers.GetValueOrDefault(s) : null;
        var user = record.UserId is { } u ? names.Users.GetValueOrDefault(u) : null;
        return new(
            cursor, record.At, record.Type.Replace('_', '-'), server, user, record.Actor, record.Source, record.Client, record.Reason, record.CommandId, record.CausationId,
            AuditSentence.Of(record.Type, record.Data, server, user), record.Data);
    }

    public static AuditEntry Of(RefusedCommand refused, string cursor)
    {
        var (server, user) = IsOfUser(refused.Command) ? (null, refused.Subject) : (refused.Subject, (string?)null);
        return new(
            cursor, refused.At, AuditReader.RefusedType, server, user, refused.Operator, refused.Source, refused.Client, refused.Reason.Length > 0 ? refused.Reason : null,
            refused.CommandId, null, $"{refused.Command} {refused.Subject} was refused ({refused.Code}): {refused.Detail}");
    }

    private static bool IsOfUser(string command) => command.Contains("user", StringComparison.Ordinal) || command is "change-password" or "reset-credential";
}
