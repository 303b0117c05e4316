namespace Fleet.Contracts.Api.Client;

/// <summary>
/// What goes with a command. <c>Key</c> is made once per command and sent with each of its retries, so a repeated command happens once.
/// <c>IfMatch</c>: refuse when the server's generation is another by now. <c>Expect</c>, <c>ConfirmRemovals</c>: see <see cref="Headers"/>.
/// </summary>
public sealed record CommandHeaders(Guid Key, string? Reason = null, long? IfMatch = null, int? Expect = null, int? ConfirmRemovals = null);
