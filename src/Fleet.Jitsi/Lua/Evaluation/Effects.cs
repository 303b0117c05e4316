using Fleet.Jitsi.Lua.Syntax;

namespace Fleet.Jitsi.Lua.Evaluation;

/// <summary>Whether an expression could change more than its own value: an unknown function may reach every option.</summary>
internal static class Effects
{
    private static readonly HashSet<string> HarmlessFunctions =
        ["os.getenv", "os.time", "os.date", "tostring", "tonumber", "type", "FileContents", "FileLine", "FileLines", "Credential"];

    /// <summary>The call that is not known to be harmless, as written, or null.</summary>
    public static string? Unknown(IEnumerable<Expression> expressions, ISet<string> locals) =>
        expressions.Select(e => Unknown(e, locals)).FirstOrDefault(call => call is not null);

    public static string? Unknown(Expression expression, ISet<string> locals) => expression switch
    {
        Expression.Table table => Unknown(table.Fields.SelectMany(f => f.Key is null ? [f.Value] : new[] { f.Key, f.Value }), locals),
        Expression.Computed computed => Unknown(computed.Operands, locals),
        Expression.Suffixed suffixed => Unknown(suffixed, locals),
        _ => null,
    };

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
