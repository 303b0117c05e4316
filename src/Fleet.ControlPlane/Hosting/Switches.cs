namespace Fleet.ControlPlane.Hosting;

/// <summary>What follows a verb on the command line: words, then <c>--name value</c> pairs. A secret is never among them.</summary>
public sealed record Switches(IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Named)
{
    public string? this[string name] => Named.GetValueOrDefault(name);

    public string Required(string name, string what) => this[name] ?? throw new UsageException($"--{name} is missing: {what}");

    /// <summary>The owner's connection string, by switch or environment; only the latter may hold a password (<see cref="SecretArguments"/>).</summary>
    public string Owner() => this["owner-connection"]
        ?? Settings.Secret(new ConfigurationBuilder().AddEnvironmentVariables("FLEET_").Build(), "OwnerDatabase")
        ?? throw new UsageException(
            "No owner's connection: --owner-connection 'Host=/var/run/postgresql;Username=postgres;Database=fleet', or FLEET_OwnerDatabase_FILE when it needs a password");

    public static Switches Parse(ReadOnlySpan<string> args, int words, params string[] allowed)
    {
        var named = new Dictionary<string, string>();
        var plain = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
                plain.Add(args[i]);
            else if (!allowed.Contains(args[i][2..]) || i + 1 == args.Length)
                throw new UsageException($"Not understood: {args[i]}. Known here: {string.Join(", ", allowed.Select(a => $"--{a} VALUE"))}");
            else
                named[args[i][2..]] = args[++i];
        }
        return plain.Count == words ? new(plain, named) : throw new UsageException($"{words} words are expected here, {plain.Count} were given");
    }
}
