using System.CommandLine;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;

namespace Fleet.Cli.Operators;

internal static class AddOperator
{
    private static readonly Option<TimeSpan?> Expires = Durations.Option("--expires", "how long the token is good for [default: 90d]");
    private static readonly Option<FileInfo?> TokenFile = new("--token-file")
    {
        Description = "put the token into a new file (mode 600) instead of showing it",
        HelpName = "FILE",
    };

    public static Command Command()
    {
        var name = Arguments.Name("OPERATOR", "a person's or a machine's name");
        var verb = CommandOptions.AddTo(new Verb(
            "add",
            "Add an operator and make a token, shown once.",
            "fleet operators add bob --token-file bob.token",
            "fleet operators add ci --expires 30d --token-file ci.token") { name, Expires, TokenFile });
        verb.Runs(call => Run(call, Request(call, call.Get(name))));
        return verb;
    }

    private static AddOperatorRequest Request(Call call, string name)
    {
        var validity = call.Get(Expires) ?? TimeSpan.FromDays(90);
        return new(name, call.Now + validity, validity.ToString());
    }

    private static async Task<ExitCode> Run(Call call, AddOperatorRequest request)
    {
        if (call.Get(TokenFile) is { } file) return await ToFile(call, request, file.FullName);
        if (!call.Terminal.OutIsTerminal)
            throw Refusals.Refused(
                "no-terminal", "Refused to print a token where it would stay in a log; nothing was changed", next: "use --token-file FILE");
        call.Show(await Send(call, request), ApiJson.Default.OperatorToken, OperatorText.Write);
        return ExitCode.Done;
    }

    // The file comes first: a token that nobody could keep would be lost.
    private static async Task<ExitCode> ToFile(Call call, AddOperatorRequest request, string path)
    {
        await using var file = SecretFile.Create(path);
        try
        {
            var token = await Send(call, request);
            await using var writer = new StreamWriter(file);
            await writer.WriteLineAsync(token.Token.Value);
            call.Note($"{token.Name} is an operator until {Age.Utc(token.ExpiresAt)}; the token is in {path}");
            return ExitCode.Done;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private static Task<OperatorToken> Send(Call call, AddOperatorRequest request) =>
        call.Client.Operators.Add(request, CommandOptions.Headers(call), call.Ct);
}
