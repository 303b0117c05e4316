namespace Fleet.Jitsi.Web.Syntax;

/// <summary>As much of an expression as it takes to find one option of one object.</summary>
internal abstract record JsValue(int Offset)
{
    /// <param name="Value">Null when it is not followed: an escape, or what nginx puts there.</param>
    public sealed record Text(int Offset, string Literal, string? Value) : JsValue(Offset);

    /// <summary>undefined, null or false: as if it were not there.</summary>
    public sealed record Nothing(int Offset) : JsValue(Offset);

    /// <param name="IsPlain">Every property has a plain name: none is computed, spread or an accessor.</param>
    public sealed record Object(int Offset, int End, IReadOnlyList<JsProperty> Properties, bool IsPlain) : JsValue(Offset)
    {
        /// <summary>The last of a name holds.</summary>
        public JsProperty? Last(string name) => Properties.LastOrDefault(p => p.Name == name);
    }

    public sealed record Other(int Offset) : JsValue(Offset);
}

internal sealed record JsProperty(int Offset, string Name, JsValue Value);
