using System.CommandLine;

namespace Fleet.Cli.Running;

/// <summary>A command with something to do. Examples come first in its help: most people read no further.</summary>
internal sealed class Verb : Command, IHasExamples
{
    public Verb(string name, string description, params string[] examples) : base(name, description) => Examples = examples;

    public IReadOnlyList<string> Examples { get; }

    public void Runs(Func<Call, Task<ExitCode>> run) =>
        SetAction(async (parse, ct) => (int)await CommandTrace.Run($"fleet {Name}", () => Runner.Run(new Call(parse, Terminal.Process, TimeProvider.System, ct), run)));
}

/// <summary>A command that only groups others.</summary>
internal sealed class Noun : Command, IHasExamples
{
    public Noun(string name, string description, params string[] examples) : base(name, description) => Examples = examples;

    public IReadOnlyList<string> Examples { get; }
}

internal interface IHasExamples
{
    IReadOnlyList<string> Examples { get; }
}
