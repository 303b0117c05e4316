using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Fleet.Cli.Connecting;
using Fleet.Cli.Output;
using Fleet.Contracts.Api.Client;

namespace Fleet.Cli.Running;

/// <summary>One invocation: what was typed, where it prints, and the control plane it talks to (connected only when used).</summary>
internal sealed class Call(ParseResult parse, Terminal terminal, TimeProvider time, CancellationToken ct)
{
    private readonly Lazy<FleetClient> client = new(() => Connection.FromEnvironment().Open());

    public Terminal Terminal => terminal;

    public FleetClient Client => client.Value;

    public TimeProvider Time => time;

    public CancellationToken Ct => ct;

    public OutputFormat Format => parse.GetValue(CommonOptions.Output);

    public DateTimeOffset Now => time.GetUtcNow();

    public T Get<T>(Argument<T> argument) => parse.GetRequiredValue(argument);

    public T? Get<T>(Option<T> option) => parse.GetValue(option);

    public bool Has(Option option) => parse.GetResult(option) is { Implicit: false };

    /// <summary>Prints data: as JSON, or as the given table for people.</summary>
    public void Show<T>(T value, JsonTypeInfo<T> info, Action<Screen, T> table)
    {
        if (Format == OutputFormat.Json) JsonText.Write(terminal.Out, value, info);
        else
        {
            var screen = new Screen(terminal, Now);
            table(screen, value);
            screen.Flush();
        }
    }

    /// <summary>The same command with one option more, or said anew.</summary>
    public string Repeated(string option)
    {
        var name = option.Split(' ')[0];
        var tokens = parse.Tokens.Select(t => t.Value).ToList();
        if (tokens.IndexOf(name) is var said and >= 0) tokens.RemoveRange(said, Math.Min(2, tokens.Count - said));
        return string.Join(' ', tokens.Select(Quoted).Prepend("fleet").Append(option));
    }

    private static string Quoted(string token) =>
        token.All(c => char.IsAsciiLetterOrDigit(c) || "-_=./:@%+,".Contains(c)) && token.Length > 0 ? token : $"'{token.Replace("'", "'\\''")}'";

    public void Note(string text) => terminal.Error.WriteLine(Printable.Of(text));
}
