using System.Text.RegularExpressions;

namespace Fleet.ControlPlane.Hosting;

/// <summary>Arguments are no place for a password: everybody on the machine can read those of every process.</summary>
public static partial class SecretArguments
{
    public static void MustBeNone(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
            if (InConnection().IsMatch(args[i]) || InName().IsMatch(args[i]))
                throw new UsageException(
                    "A password is among the arguments, where everybody on this machine can read it; nothing was done. Change that password, keep the new "
                    + $"one in a file that only you can read, then: {Next(args, i)}");
    }

    private static string Next(IReadOnlyList<string> args, int at)
    {
        var named = InName().Match(args[at]);
        var setting = named.Success ? named.Groups["name"].Value.Replace(":", "__", StringComparison.Ordinal) : null;
        return args[0] switch
        {
            _ when setting is not null => $"FLEET_{setting}=\"$(cat FILE)\" fleet-controlplane {args[0]}",
            "run" => "FLEET_Database_FILE=FILE fleet-controlplane run",
            _ => $"FLEET_OwnerDatabase_FILE=FILE fleet-controlplane {args[0]} ...",
        };
    }

    private const RegexOptions AnyCase = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"(?:^|[;\s'""=])(?:ssl\s*)?(?:password|psw|pwd)\s*=\s*[^;\s]", AnyCase, matchTimeoutMilliseconds: 100)]
    private static partial Regex InConnection();

    [GeneratedRegex(@"^(?:--|/)(?<name>[\w:]*password)(?:=|$)", AnyCase, matchTimeoutMilliseconds: 100)]
    private static partial Regex InName();
}
