namespace Fleet.Contracts.Api.Client;

/// <summary>The control plane answered, and the answer is no.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Title)
{
    public Problem Problem { get; } = problem;
}

/// <summary>No answer. <c>Key</c> is set when a command may have been carried out all the same: repeating it with this key is safe and tells.</summary>
public sealed class UnreachableException(string what, Guid? key, Exception? inner = null) : Exception(what, inner)
{
    public Guid? Key { get; } = key;
}
