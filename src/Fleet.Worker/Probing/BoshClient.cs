using System.Net;
using System.Security.Cryptography;
using System.Text;
using Fleet.Jitsi.Probing;

namespace Fleet.Worker.Probing;

/// <summary>Carries a probe's conversation as BOSH to the web server before Prosody: a POST a step, bounded in size and in time.</summary>
internal sealed class BoshClient(ProbeConnection connection)
{
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(8);

    private readonly Uri _url = new($"https://{connection.Domain}:{connection.Port}/http-bind?room=probe");

    /// <summary>Where a session's request ids begin: random, and far enough below 2^53 to rise.</summary>
    public static long NewRequestId() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & ((1L << 51) - 1);

    public async Task<T> RunAsync<T>(ProbeStep<T> step, ProbeDeadline deadline)
    {
        while (step is ProbeStep<T>.Send send) step = send.Next(await PostAsync(send.Body, deadline));
        return ((ProbeStep<T>.Done)step).Outcome;
    }

    private async Task<ProbeReply> PostAsync(string body, ProbeDeadline deadline)
    {
        using var time = deadline.For(RequestTimeout);
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "text/xml");
            using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = content };
            request.Headers.Host = connection.Domain;
            using var response = await connection.Http.SendAsync(request, time.Token);
            return await ReadAsync(response, time.Token);
        }
        catch (OperationCanceledException) when (time.IsTimeout)
        {
            return new ProbeReply.NotReached(time.Passed);
        }
        catch (Exception e) when (ProbeErrors.IsOfTheWay(e))
        {
            return ProbeErrors.Reply(e);
        }
    }

    private static async Task<ProbeReply> ReadAsync(HttpResponseMessage response, CancellationToken stop)
    {
        var body = new byte[ProbeReply.LongestBody + 1];
        await using var stream = await response.Content.ReadAsStreamAsync(stop);
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, stop);
        // 101 is not for a POST, and means something else to the probe
        return length > ProbeReply.LongestBody ? new ProbeReply.NotReached($"the answer is longer than {ProbeReply.LongestBody} bytes")
            : response.StatusCode == HttpStatusCode.SwitchingProtocols ? new ProbeReply.NotReached("HTTP 101 for a POST")
            : new ProbeReply.Answered((int)response.StatusCode, Encoding.UTF8.GetString(body, 0, length));
    }
}
