using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Fleet.IntegrationTests.EndToEnd;

/// <summary>What a collector of traces receives over OTLP.</summary>
internal sealed class TraceReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<byte[]> _received = [];
    private readonly WebApplication _app;

    private TraceReceiver()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(Keep);
    }

    /// <summary>All of it, as it came over the wire.</summary>
    public string Text => string.Concat(_received.Select(Encoding.Latin1.GetString));

    public IEnumerable<TraceSpan> Spans => _received.SelectMany(TraceSpan.Read);

    /// <summary>For a program that is to send its traces here.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
    };

    public static async Task<TraceReceiver> Start()
    {
        var receiver = new TraceReceiver();
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Keep(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        if (http.Request.Path == "/v1/traces") _received.Enqueue(body.ToArray());
    }
}

internal sealed record TraceSpan(string Trace, string Id, string Parent, string Name)
{
    private const int ResourceSpans = 1, ScopeSpans = 2, Spans = 2;

    public static IEnumerable<TraceSpan> Read(byte[] request) =>
        from resource in Fields(request, ResourceSpans)
        from scope in Fields(resource, ScopeSpans)
        from span in Fields(scope, Spans)
        select new TraceSpan(Hex(span, 1), Hex(span, 2), Hex(span, 4), Encoding.UTF8.GetString(Fields(span, 5).Single()));

    private static string Hex(byte[] span, int field) => Convert.ToHexStringLower(Fields(span, field).FirstOrDefault() ?? []);

    // Protocol Buffers: a tag, then a varint, 8 bytes, a length and so many bytes, or 4 bytes.
    private static IEnumerable<byte[]> Fields(byte[] message, int wanted)
    {
        for (var at = 0; at < message.Length;)
        {
            var (field, wire) = Math.DivRem((int)Varint(message, ref at), 8);
            if (wire == 0)
            {
                Varint(message, ref at);
                continue;
            }

            var length = wire switch { 1 => 8, 2 => (int)Varint(message, ref at), _ => 4 };
            if (field == wanted && wire == 2) yield return message[at..(at + length)];
            at += length;
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(message[at] & 0x7f) << shift;
            if ((message[at++] & 0x80) == 0) return value;
        }
    }
}
