using Fleet.Jitsi.Lua.Syntax;

namespace Fleet.Jitsi.Lua.Evaluation;

/// <summary>
/// What the loader's own functions do: <c>VirtualHost "H" { options }</c>, <c>Component "H" "module" { options }</c>
/// and <c>Include "file"</c>.
/// </summary>
internal sealed class LoaderCalls(Evaluator config, FileEvaluation file)
{
    public static bool Knows(string function) =>
        function is "VirtualHost" or "Host" or "host" or "Component" or "component" or "Include" or "include";

    public void Call(string function, List<IReadOnlyList<Expression>> calls, int offset)
    {
        if (calls[0] is not [Expression.Text name, ..] || Mask.Hides(name.Value))
            file.Fail(offset, $"`{function}` of something that is no plain string");
        else if (function is "Include" or "include") Include(name.Value, calls, offset);
        else if (HostName.Prepare(name.Value) is not { } host) file.Fail(offset, "a host name that Prosody may refuse");
        else if (function is "Component" or "component") Component(host, calls, offset);
        else VirtualHost(host, calls, offset);
    }

    private void Include(string path, List<IReadOnlyList<Expression>> calls, int offset)
    {
        if (calls.Count > 1) file.Fail(offset, "what an Include returns is called");
        else file.Include(path);
    }

    private void VirtualHost(string host, List<IReadOnlyList<Expression>> calls, int offset)
    {
        var options = config.Host(host);
        if (options.IsComponent) file.Fail(offset, $"`{host}` is a component already, so Prosody refuses the file");
        options.IsVirtualHost = true;
        config.Sections.Add(new(host, HostSectionKind.VirtualHost, file.At(offset)));
        file.Enter(host);
        if (calls.Count > 1) Options(host, calls, 1, offset);
    }

    private void Component(string host, List<IReadOnlyList<Expression>> calls, int offset)
    {
        var options = config.Host(host);
        if (options is { IsVirtualHost: true, IsComponent: false })
            file.Fail(offset, $"`{host}` is a virtual host already, so Prosody refuses the file");
        options.IsComponent = true;
        config.Sections.Add(new(host, HostSectionKind.Component, file.At(offset)));
        file.Enter(host);
        var module = calls.Count > 1 && calls[1] is [Expression.Text, ..];
        if (calls.Count > (module ? 2 : 1)) Options(host, calls, module ? 2 : 1, offset);
    }

    /// <summary>Options in a table belong to the host; what follows the table is global again.</summary>
    private void Options(string host, List<IReadOnlyList<Expression>> calls, int index, int offset)
    {
        if (calls.Count > index + 1 || calls[index] is not [Expression.Table table, ..])
        {
            file.Fail(offset, $"`{host}` is followed by something that is no table of options");
            return;
        }
        file.Enter(Evaluator.Global);
        var options = config.Host(host);
        var named = new Dictionary<string, Expression>();
        foreach (var field in table.Fields)
        {
            if (field.Key is Expression.Text key && !Mask.Hides(key.Value)) named[key.Value] = field.Value;
            else if (field.Key is not (null or Expression.Number or Expression.Boolean))
                options.Doubt ??= $"{file.At(field.Key.Offset)}: an option whose name is hidden or computed";
        }
        // a nil in a table is no entry, and takes an earlier one of its name away
        foreach (var (option, value) in named.Where(n => n.Value is not Expression.Nil)) options.Set(option, Values.Of(value, file.At));
    }
}
