using System.Text;
using Fleet.Contracts.Api.Client;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Contracts.Client;

public sealed class EventReaderTests
{
    [Fact]
    public async Task Events_are_read_with_name_id_and_all_their_data()
    {
        var events = await Read(": heartbeat\n\nevent: progress\nid: 7\ndata: one\ndata: two\n\ndata:x\r\n\r\n");

        events.ShouldBe([new("progress", "one\ntwo", "7"), new("message", "x", null)]);
    }

    [Fact]
    public async Task An_event_cut_off_is_none() => (await Read("data: whole\n\ndata: ha")).ShouldBe([new("message", "whole", null)]);

    [Fact]
    public async Task An_endless_line_is_refused() =>
        (await Should.ThrowAsync<ProblemException>(() => Read("data: " + new string('x', 5_000_000)))).Problem.Code.ShouldBe("unexpected-answer");

    [Fact]
    public async Task An_endless_event_is_refused() =>
        (await Should.ThrowAsync<ProblemException>(() => Read(string.Concat(Enumerable.Repeat($"data: {new string('x', 1000)}\n", 5000)))))
            .Problem.Code.ShouldBe("unexpected-answer");

    private static async Task<List<StreamEvent>> Read(string text)
    {
        var reader = new EventReader(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        var events = new List<StreamEvent>();
        while (await reader.Next(() => { }, CancellationToken.None) is { } next) events.Add(next);
        return events;
    }
}
