using System.Net;
using System.Net.Sockets;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Operators;

namespace Fleet.IntegrationTests.Operators;

[Collection(ControlPlaneCollection.Name)]
public sealed class WrongTokenTests(RunningControlPlane fleet)
{
    [Fact]
    public async Task An_address_that_sends_too_many_wrong_tokens_is_told_so_and_others_go_on()
    {
        using var from = ClientAt(IPAddress.Parse("127.0.0.2"));
        var refused = 0;
        while (await Try(from, $"fleet_{refused}") == HttpStatusCode.Unauthorized)
            (++refused).ShouldBeLessThan(10 * TokenGuesses.MostPerMinute);
        // On a slow machine the minute's next ones have begun to be allowed meanwhile.
        refused.ShouldBeGreaterThanOrEqualTo(TokenGuesses.MostPerMinute);
        (await Try(from, $"fleet_{refused}")).ShouldBe(HttpStatusCode.TooManyRequests);
        using var other = ClientAt(IPAddress.Parse("127.0.0.3"));
        (await Try(other, fleet.Token.Value)).ShouldBe(HttpStatusCode.OK);
        (await Try(from, fleet.Token.Value)).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> Try(HttpClient http, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Operators) { Headers = { Authorization = new("Bearer", token) } };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private HttpClient ClientAt(IPAddress source) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, stop) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(context.DnsEndPoint, stop);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = fleet.Url };
}
