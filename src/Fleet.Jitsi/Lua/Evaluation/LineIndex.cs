namespace Fleet.Jitsi.Lua.Evaluation;

internal sealed class LineIndex
{
    private readonly List<int> _starts = [0];

    public LineIndex(string text)
    {
        for (var at = text.IndexOf('\n'); at >= 0; at = text.IndexOf('\n', at + 1)) _starts.Add(at + 1);
    }

    public int LineOf(int offset) => _starts.BinarySearch(offset) is var found && found >= 0 ? found + 1 : ~found;
}
