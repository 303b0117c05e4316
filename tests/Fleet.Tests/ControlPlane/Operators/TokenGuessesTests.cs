using System.Net;
using Fleet.ControlPlane.Operators;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Operators;

public sealed class TokenGuessesTests : IDisposable
{
    private static readonly IPAddress Attacker = IPAddress.Parse("192.0.2.7");
    private readonly TokenGuesses _guesses = new();

    [Fact]
    public void an_address_that_tries_too_many_wrong_tokens_tries_no_more()
    {
        Guess(Attacker, TokenGuesses.MostPerMinute - 1);
        _guesses.MayTry(Attacker, [1]).ShouldBeTrue();
        Guess(Attacker, 1);
        _guesses.MayTry(Attacker, [1]).ShouldBeFalse();
        _guesses.MayTry(IPAddress.Parse("192.0.2.8"), [1]).ShouldBeTrue();
    }

    [Fact]
    public void a_token_that_was_good_is_looked_up_from_there_all_the_same_until_it_is_not()
    {
        _guesses.Told(Attacker, [7], good: true);
        Guess(Attacker, TokenGuesses.MostPerMinute);
        _guesses.MayTry(Attacker, [7]).ShouldBeTrue();
        _guesses.Told(Attacker, [7], good: false);
        _guesses.MayTry(Attacker, [7]).ShouldBeFalse();
    }

    [Fact]
    public void one_network_of_version_6_is_one_source()
    {
        Guess(IPAddress.Parse("2001:db8:1:2::7"), TokenGuesses.MostPerMinute);
        _guesses.MayTry(IPAddress.Parse("2001:db8:1:2:aaaa::9"), [1]).ShouldBeFalse();
        _guesses.MayTry(IPAddress.Parse("2001:db8:1:3::7"), [1]).ShouldBeTrue();
    }

    public void Dispose() => _guesses.Dispose();

    private void Guess(IPAddress from, int times)
    {
        for (var i = 0; i < times; i++)
            _guesses.Told(from, [0], good: false);
    }
}
