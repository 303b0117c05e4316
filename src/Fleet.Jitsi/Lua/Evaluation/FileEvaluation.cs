using Fleet.Jitsi.Lua.Syntax;

namespace Fleet.Jitsi.Lua.Evaluation;

/// <summary>Follows the statements of one file. Each file starts in the global section, and leaves the including file in its own.</summary>
internal sealed class FileEvaluation(Evaluator config, string path, LineIndex lines)
{
    // Lua's own limit
    private const int MostLocals = 200;

    // assigning to one of these changes how the rest of the file is understood
    private static readonly HashSet<string> LoaderNames =
    [
        "Host", "host", "VirtualHost", "Component", "component", "Include", "include", "RunScript", "FileContents", "FileLine", "FileLines",
        "Credential", "Lua", "_ENV", "__currenthost",
    ];

    // whether a local may be a function that assigns options: then any call may
    private bool _hasOwnFunctions;

    private HostOptions _current = config.Host(Evaluator.Global);

    public void Run(IReadOnlyList<Statement> body) => Run(body, [], conditional: false);

    public void Enter(string host) => _current = config.Host(host);

    public Place At(int offset) => new(path, offset, lines.LineOf(offset));

    public void Include(string file) => config.Include(path, file);

    public void Fail(int offset, string reason) => config.Fail(At(offset), reason);

    /// <summary>False when the chunk has ended: by a return, or because nothing can be said any more.</summary>
    private bool Run(IReadOnlyList<Statement> body, HashSet<string> locals, bool conditional)
    {
        var scope = new HashSet<string>(locals);
        foreach (var statement in body)
            if (!Run(statement, scope, conditional) || config.Problem is not null) return false;
        return true;
    }

    private bool Run(Statement statement, HashSet<string> locals, bool conditional)
    {
        switch (statement)
        {
            case Statement.Assignment assignment: Assign(assignment, locals, conditional); return true;
            case Statement.Call call: Call(call, locals, conditional); return true;
            case Statement.Local local: Declare(local, locals); return true;
            case Statement.Function function: Define(function, locals); return true;
            case Statement.Block block: return Run(block.Body, locals, conditional);
            case Statement.Conditional maybe: Maybe(maybe, locals); return true;
            case Statement.Return end: return End(end, locals, conditional);
            default: Fail(statement.Offset, "break, goto and labels are not followed"); return false;
        }
    }

    private void Assign(Statement.Assignment assignment, HashSet<string> locals, bool conditional)
    {
        Check(assignment.Values, locals);
        Note(assignment.Values);
        foreach (var target in assignment.Targets)
        {
            if (target is not Expression.Name name) Fail(target.Offset, "an assignment through an index may reach any option");
            else if (LoaderNames.Contains(name.Value)) Fail(target.Offset, $"`{name.Value}` is the loader's own");
            else if (locals.Contains(name.Value)) continue;
            else if (conditional) _current.Set(name.Value, Undetermined(name.Offset, "set under a condition"));
            else if (assignment.Targets.Count > 1) _current.Set(name.Value, Undetermined(name.Offset, "set together with others"));
            else _current.Set(name.Value, Values.Of(assignment.Values[0], At));
        }
    }

    private void Call(Statement.Call call, HashSet<string> locals, bool conditional)
    {
        var arguments = call.Expression.Suffixes.OfType<Suffix.Call>().Select(c => c.Arguments).ToList();
        var isPlain = arguments.Count == call.Expression.Suffixes.Count;
        var function = call.Expression.Root is Expression.Name name && isPlain && !locals.Contains(name.Value) ? name.Value : null;
        if (function is null || !LoaderCalls.Knows(function)) CheckCall(call.Expression, locals);
        else if (conditional) Fail(call.Offset, $"`{function}` under a condition");
        else
        {
            Check(arguments.SelectMany(a => a), locals);
            new LoaderCalls(config, this).Call(function, arguments, call.Offset);
        }
    }

    private void Declare(Statement.Local local, HashSet<string> locals)
    {
        Check(local.Values, locals);
        Note(local.Values);
        if (local.Names.Contains("_ENV")) Fail(local.Offset, "`_ENV` is replaced");
        locals.UnionWith(local.Names);
        if (locals.Count > MostLocals) Fail(local.Offset, "too many local variables");
    }

    private void Define(Statement.Function function, HashSet<string> locals)
    {
        if (function.Target is not Expression.Name name) Fail(function.Offset, "a function defined through an index may replace any other");
        else if (LoaderNames.Contains(name.Value)) Fail(function.Offset, $"`{name.Value}` is the loader's own");
        else if (function.IsLocal) (_hasOwnFunctions, _) = (true, locals.Add(name.Value));
        else if (!locals.Contains(name.Value)) _current.Set(name.Value, Undetermined(function.Offset, "a function"));
    }

    private void Maybe(Statement.Conditional maybe, HashSet<string> locals)
    {
        Check(maybe.Conditions, locals);
        Run(maybe.Body, [.. locals, .. maybe.Names], conditional: true);
    }

    private bool End(Statement.Return end, HashSet<string> locals, bool conditional)
    {
        Check(end.Values, locals);
        if (conditional) Fail(end.Offset, "the file may end here");
        return false;
    }

    private ConfigValue.Undetermined Undetermined(int offset, string why) => new(At(offset), $"{At(offset)}: {why}");

    private void Check(IEnumerable<Expression> values, HashSet<string> locals)
    {
        foreach (var value in values)
        {
            var unknown = _hasOwnFunctions ? Effects.Unknown(value, locals) : Effects.UnknownInValue(value, locals);
            if (unknown is not null) MayReach(value, unknown);
        }
    }

    // a call that nobody asks for its value is there for what it does
    private void CheckCall(Expression call, HashSet<string> locals)
    {
        if (Effects.Unknown(call, locals) is { } unknown) MayReach(call, unknown);
    }

    private void MayReach(Expression expression, string call) => Fail(expression.Offset, $"a call of `{call}` may reach any option");

    private void Note(IEnumerable<Expression> values) => _hasOwnFunctions |= values.Any(v => Effects.Reaches(v, LoaderNames));
}
