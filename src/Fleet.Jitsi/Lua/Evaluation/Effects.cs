using Fleet.Jitsi.Lua.Syntax;

namespace Fleet.Jitsi.Lua.Evaluation;

/// <summary>
/// Whether an expression could change more than its own value. Options are reached by assigning a global, so a function
/// can only do it that was written in the configuration, got one of the loader's functions, or is handed such a thing; names that the host
/// hides may be any other.
/// </summary>
internal static class Effects
{
    private static readonly HashSet<string> HarmlessFunctions =
        ["os.getenv", "os.time", "os.date", "tostring", "tonumber", "type", "FileContents", "FileLine", "FileLines", "Credential"];

    /// <summary>As <see cref="Unknown(Expression, ISet{string})"/>, of a value: a function of others, given constants, changes only that.</summary>
    public static string? UnknownInValue(Expression expression, ISet<string> locals) => expression switch
    {
        Expression.Suffixed suffixed when IsContained(suffixed) => null,
        Expression.Table table => Parts(table).Select(e => UnknownInValue(e, locals)).FirstOrDefault(call => call is not null),
        Expression.Computed computed => computed.Operands.Select(e => UnknownInValue(e, locals)).FirstOrDefault(call => call is not null),
        _ => Unknown(expression, locals),
    };

    /// <summary>Whether it has, or is, something by which a call could reach an option.</summary>
    public static bool Reaches(Expression expression, ISet<string> loaderNames) => expression switch
    {
        Expression.Function => true,
        Expression.Name name => loaderNames.Contains(name.Value),
        Expression.Table table => Parts(table).Any(e => Reaches(e, loaderNames)),
        Expression.Computed computed => computed.Operands.Any(e => Reaches(e, loaderNames)),
        Expression.Suffixed suffixed => Reaches(suffixed.Root, loaderNames) || Arguments(suffixed).Any(e => Reaches(e, loaderNames)),
        _ => false,
    };

    /// <summary>The call that is not known to be harmless, as written, or null.</summary>
    public static string? Unknown(IEnumerable<Expression> expressions, ISet<string> locals) =>
        expressions.Select(e => Unknown(e, locals)).FirstOrDefault(call => call is not null);

    public static string? Unknown(Expression expression, ISet<string> locals) => expression switch
    {
        Expression.Table table => Unknown(Parts(table), locals),
        Expression.Computed computed => Unknown(computed.Operands, locals),
        Expression.Suffixed suffixed => Unknown(suffixed, locals),
        _ => null,
    };

    // a.b("c"), a("b"):c("d"): what is called with constants, and then at most asked by methods
    private static bool IsContained(Expression.Suffixed suffixed)
    {
        var calls = suffixed.Suffixes.SkipWhile(s => s is Suffix.Field).ToList();
        return suffixed.Root is Expression.Name or Expression.Text or Expression.Number
            && calls is [Suffix.Call or Suffix.Method, ..] && calls.Skip(1).All(s => s is Suffix.Method)
            && Arguments(suffixed).All(a => a is Expression.Text or Expression.Number or Expression.Boolean or Expression.Nil);
    }

    private static IEnumerable<Expression> Arguments(Expression.Suffixed suffixed) => suffixed.Suffixes.SelectMany(s => s switch
    {
        Suffix.Call call => call.Arguments,
        Suffix.Method method => method.Arguments,
        Suffix.Index index => [index.Key],
        _ => (IReadOnlyList<Expression>)[],
    });

    private static IEnumerable<Expression> Parts(Expression.Table table) =>
        table.Fields.SelectMany(f => f.Key is null ? [f.Value] : new[] { f.Key, f.Value });

    private static string? Unknown(Expression.Suffixed suffixed, ISet<string> locals)
    {
        if (Unknown(suffixed.Root, locals) is { } inside) return inside;
        var path = suffixed.Root is Expression.Name name && !locals.Contains(name.Value) ? name.Value : "?";
        foreach (var suffix in suffixed.Suffixes)
        {
            switch (suffix)
            {
                case Suffix.Field field:
                    path += $".{field.Name}";
                    break;
                case Suffix.Index index:
                    if (Unknown(index.Key, locals) is { } inKey) return inKey;
                    path += "[?]";
                    break;
                case Suffix.Call call when HarmlessFunctions.Contains(path):
                    if (Unknown(call.Arguments, locals) is { } inArguments) return inArguments;
                    path += "(...)";
                    break;
                case Suffix.Method method:
                    return $"{path}:{method.Name}";
                default:
                    return path;
            }
        }
        return null;
    }
}
