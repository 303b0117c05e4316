using Fleet.Worker.Pins;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Pins;

public sealed class PinStoreTests : IDisposable
{
    private readonly string _state = Directory.CreateTempSubdirectory("fleet-pins-").FullName;
    private readonly Guid _server = Guid.CreateVersion7();

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Fact]
    public void what_was_accepted_outlives_the_process()
    {
        new PinStore(_state).Remember(_server, new AcceptedKeys(3, [TestServer.Key]));
        var found = new PinStore(_state).Find(_server).ShouldNotBeNull();
        found.Incarnation.ShouldBe(3);
        found.Keys.ShouldBe([TestServer.Key]);
        new PinStore(_state).Find(Guid.CreateVersion7()).ShouldBeNull();
    }

    [Fact]
    public void removing_the_file_forgets_at_once()
    {
        var store = new PinStore(_state);
        store.Remember(_server, new AcceptedKeys(1, [TestServer.Key]));
        store.Find(_server).ShouldNotBeNull();
        File.Delete(store.FileOf(_server));
        store.Find(_server).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"incarnation\":1}")]
    public void a_damaged_file_is_never_taken_for_no_file(string content)
    {
        var store = new PinStore(_state);
        File.WriteAllText(store.FileOf(_server), content);
        Should.Throw<InvalidDataException>(() => store.Find(_server)).Message.ShouldContain(store.FileOf(_server));
    }
}
