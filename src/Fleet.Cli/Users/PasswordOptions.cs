using System.CommandLine;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;

namespace Fleet.Cli.Users;

/// <summary>How a password comes in: asked for, from stdin, or made here. Never by argument.</summary>
internal static class PasswordOptions
{
    private static readonly Option<bool> Stdin = new("--password-stdin") { Description = "read it from standard input, one line" };
    private static readonly Option<bool> Generate = new("--generate") { Description = "make one and show it, once, on the terminal" };
    private static readonly Option<FileInfo?> GenerateTo = new("--generate-to")
    {
        Description = "make one and put it into a new file (mode 600)",
        HelpName = "FILE",
    };

    // Hidden and taken, so that the refusal can say what to do, and so that the parser does not repeat the password.
    private static readonly Option<string?> AsOption = new("--password", "--pass", "-p") { Hidden = true, Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string[]> AsArgument = new("password") { Hidden = true, Arity = ArgumentArity.ZeroOrMore };

    public static Verb AddTo(Verb verb)
    {
        foreach (var option in (Option[])[Stdin, Generate, GenerateTo, AsOption]) verb.Add(option);
        verb.Add(AsArgument);
        verb.Validators.Add(result =>
        {
            var ways = (result.GetValue(Stdin) ? 1 : 0) + (result.GetValue(Generate) ? 1 : 0) + (result.GetValue(GenerateTo) is null ? 0 : 1);
            if (ways > 1) result.AddError("--password-stdin, --generate and --generate-to exclude each other.");
        });
        return verb;
    }

    /// <summary>Whatever else is wrong with the command line: this is said first.</summary>
    public static Problem? RefuseArgument(ParseResult parsed)
    {
        var given = parsed.GetResult(AsOption) is { Implicit: false } || parsed.GetResult(AsArgument)?.Tokens.Count > 0;
        return !given ? null : Refusals.Refused(
            "password-as-argument",
            "Refused to take a password from the command line; nothing was changed",
            "It stands in the shell's history and in the process list now: use another one.",
            "leave it out to be asked, or use --password-stdin, or --generate").Problem;
    }

    public static async Task<Secret> Take(Call call, string user)
    {
        if (call.Get(Stdin)) return PasswordInput.FromStdin(call.Terminal);
        if (call.Get(GenerateTo) is { } file)
        {
            var made = PasswordInput.Generate();
            SecretFile.Write(file.FullName, made);
            return made;
        }

        if (!call.Get(Generate)) return await PasswordInput.Prompt(call.Terminal, user, call.Ct);
        if (!call.Terminal.ErrorIsTerminal)
            throw Refusals.Refused(
                "no-terminal", "Refused to print a password where it would stay in a log; nothing was changed",
                next: "use --generate-to FILE instead of --generate");
        var generated = PasswordInput.Generate();
        call.Note($"password of {user}, shown this once: {generated.Value}");
        return generated;
    }

    /// <summary>A file with a password that was refused is of no use; of one that may be in force by now it is the only copy.</summary>
    public static async Task<CommandAccepted> Keep(Call call, Task<CommandAccepted> sent)
    {
        var file = call.Get(GenerateTo);
        try
        {
            var accepted = await sent;
            if (file is not null) call.Note($"the password is in {file.FullName}");
            return accepted;
        }
        catch (ProblemException e) when (file is not null && e.Problem is { Status: >= 400 and < 500, Code: not "unexpected-answer" })
        {
            file.Delete();
            throw;
        }
        catch when (file is not null)
        {
            call.Note($"the password, which may be in force by now, is in {file.FullName}");
            throw;
        }
    }
}
