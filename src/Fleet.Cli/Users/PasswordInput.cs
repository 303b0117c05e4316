using System.Security.Cryptography;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;

namespace Fleet.Cli.Users;

internal static class PasswordInput
{
    private const int MaxLength = 1024;

    /// <summary>Four groups of five from 31 characters that nobody confuses: 99 bits.</summary>
    public static Secret Generate() =>
        new(string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 5))));

    public static Secret FromStdin(Terminal terminal)
    {
        if (terminal.InIsTerminal)
            throw Refusals.Refused(
                "stdin-is-terminal",
                "--password-stdin reads from a pipe; here it would be seen as it is typed",
                next: "leave it out to be asked");
        var buffer = new char[MaxLength + 1];
        var text = new string(buffer, 0, terminal.In.ReadBlock(buffer)).TrimEnd('\n').TrimEnd('\r');
        return text.Length is 0 or > MaxLength || text.AsSpan().ContainsAny('\n', '\r') ? throw NotOneLine() : new Secret(text);
    }

    public static async Task<Secret> Prompt(Terminal terminal, string user, CancellationToken ct)
    {
        if (!terminal.Interactive)
            throw Refusals.Refused(
                "password-missing",
                $"No password for {user}, and nobody is here to be asked",
                next: "use --password-stdin or --generate-to FILE");
        var first = await terminal.AskHidden("password: ", ct);
        if (string.IsNullOrEmpty(first)) throw Refusals.Refused("password-empty", "The password is empty; nothing was changed");
        return first == await terminal.AskHidden("again: ", ct)
            ? new Secret(first)
            : throw Refusals.Refused("passwords-differ", "The two passwords differ; nothing was changed");
    }

    private static ProblemException NotOneLine() =>
        Refusals.Refused(
            "password-not-one-line",
            $"Standard input must hold the password as one line of 1 to {MaxLength} characters; nothing was changed");
}
