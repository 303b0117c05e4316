using Fleet.Jitsi.Lua.Syntax;

namespace Fleet.Jitsi.Lua.Evaluation;

internal static class Values
{
    public static ConfigValue Of(Expression expression, Func<int, Place> at)
    {
        var place = at(expression.Offset);
        return expression switch
        {
            Expression.Text text when Mask.Hides(text.Value) => new ConfigValue.Undetermined(place, $"{place}: hidden by the host"),
            Expression.Text text => new ConfigValue.Text(place, text.Value, text.Literal),
            Expression.Boolean boolean => new ConfigValue.Boolean(place, boolean.Value),
            Expression.Number => new ConfigValue.Number(place),
            Expression.Nil => new ConfigValue.Nil(place),
            Expression.Table table when table.Fields.All(f => f.Key is null or Expression.Text) => Table(table, place, at),
            _ => new ConfigValue.Undetermined(place, $"{place}: computed by Lua"),
        };
    }

    private static ConfigValue.Table Table(Expression.Table table, Place place, Func<int, Place> at)
    {
        var named = new Dictionary<string, ConfigValue>();
        foreach (var field in table.Fields)
            if (field.Key is Expression.Text key) named[key.Value] = Of(field.Value, at);
        return new(place, [.. table.Fields.Where(f => f.Key is null).Select(f => Of(f.Value, at))], named);
    }
}
