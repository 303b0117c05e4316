using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Fleet.Contracts.Api;
using Fleet.Domain;

namespace Fleet.ControlPlane.Commands;

/// <summary>Who says it, from where, with what and why: the metadata of every event that the command causes.</summary>
/// <param name="Id">Correlates the command's events, its work and what the workers report of it.</param>
/// <param name="Key">The Idempotency-Key: what makes a repeated command the same one.</param>
/// <param name="Expect">How many servers are meant, of a command that says so in a header.</param>
/// <param name="Hash">Of the command without any password.</param>
public sealed record CommandContext(
    Guid Id, string Name, string Subject, string Operator, string Source, string Client, string? Reason, Guid Key, byte[] Hash, long? IfMatch, Guid? Causation = null,
    int? Expect = null, int? ConfirmedRemovals = null)
{
    private const int LongestClient = 200;

    /// <summary>W3C trace context for whoever does the work: the traceparent, and as tracestate the command, which a worker's report names.</summary>
    public string TraceContext => $"{Trace} fleet={Id:n}";

    /// <summary>The same for an ask. What a run then changes is not this command's doing, so no report names it.</summary>
    public string AskContext => $"{Trace} ask={Id:n}";

    /// <summary>The trace in which the command came; null = in none.</summary>
    public static string? Parent => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;

    private string Trace => Parent ?? $"00-{Id:n}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}-01";

    public static Result<CommandContext> From(HttpContext http, string name, string subject, object? body)
    {
        var headers = http.Request.Headers;
        var key = Guid.CreateVersion7();
        if (headers[Headers.IdempotencyKey].ToString() is { Length: > 0 } given && !Guid.TryParse(given, out key))
            return new HeaderInvalid(Headers.IdempotencyKey, "is a UUID, made anew for each command and the same on each retry");
        long? generation = null;
        if (headers.IfMatch.ToString() is { Length: > 0 } match)
        {
            if (!long.TryParse(match.Trim('"'), out var version))
                return new HeaderInvalid("If-Match", "is the generation in quotes, as the ETag said it, e.g. \"7\"");
            generation = version;
        }
        var reason = Uri.UnescapeDataString(headers[Headers.Reason].ToString());
        if (reason.Length > Headers.MaxReason)
            return new HeaderInvalid(Headers.Reason, $"has at most {Headers.MaxReason} characters");
        if (!Count(headers, Headers.Expect).TryGet(out var expect, out var refusal) || !Count(headers, Headers.ConfirmRemovals).TryGet(out var removals, out refusal))
            return refusal;
        return new CommandContext(
            Guid.CreateVersion7(), name, subject,
            http.User.Identity?.Name ?? throw new InvalidOperationException("A command without an operator"),
            http.Connection.RemoteIpAddress?.ToString() ?? "",
            Printable.Clip(headers[Headers.Client].ToString(), LongestClient),
            reason.Length == 0 ? null : Printable.Clip(reason, Headers.MaxReason),
            key, CommandHash.Of(name, subject, body), generation, Expect: expect.Number, ConfirmedRemovals: removals.Number);
    }

    private static Result<Counted> Count(IHeaderDictionary headers, string header) => headers[header].ToString() switch
    {
        { Length: 0 } => new Counted(null),
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => new Counted(number),
        _ => new HeaderInvalid(header, "is a number, e.g. 7"),
    };

    private sealed record Counted(int? Number);
}

public sealed record HeaderInvalid(string Header, string Rule) : InvalidRefusal("header-invalid", $"The header {Header} can't be understood: it {Rule}.");
