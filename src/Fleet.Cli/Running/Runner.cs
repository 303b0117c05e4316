using Fleet.Cli.Output;
using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;

namespace Fleet.Cli.Running;

/// <summary>The one place where what went wrong becomes a text and an exit code.</summary>
internal static class Runner
{
    public static async Task<ExitCode> Run(Call call, Func<Call, Task<ExitCode>> run)
    {
        try
        {
            return await run(call);
        }
        catch (ProblemException e)
        {
            return Fail(call.Terminal, call.Format, e.Problem.Next is ['-', '-', ..] option ? e.Problem with { Next = call.Repeated(option) } : e.Problem);
        }
        catch (UnreachableException e)
        {
            return Fail(call.Terminal, call.Format, ProblemText.Unreachable(e, call.Now));
        }
        catch (OperationCanceledException) when (call.Ct.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(call.Terminal, call.Format, new(e.Message, 0, "file-error"));
        }
    }

    public static ExitCode Fail(Terminal terminal, OutputFormat format, Problem problem)
    {
        ProblemText.Write(terminal, format, problem);
        return ExitCodes.Of(problem);
    }
}
