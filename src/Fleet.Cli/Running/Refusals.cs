using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;

namespace Fleet.Cli.Running;

/// <summary>What the command line itself refuses; nothing was sent.</summary>
internal static class Refusals
{
    private const int Local = 422;

    public static ProblemException Refused(string code, string title, string? why = null, string? next = null, params string[] evidence) =>
        new(new Problem(title, Local, code, why, evidence, next));

    public static ProblemException Unusable(string code, string title, string? why = null, string? next = null, params string[] evidence) =>
        new(new Problem(title, 0, code, why, evidence, next));
}
