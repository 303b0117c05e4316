using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Users;
using Fleet.IntegrationTests.TestBed;
using Fleet.Jitsi.Accounts;
using Fleet.Jitsi.Scram;
using Fleet.Worker;
using Fleet.Worker.Credentials;
using Fleet.Worker.Hosting;
using Fleet.Worker.Keys;
using Fleet.Worker.Reconciling;
using Fleet.Worker.Work;
using Microsoft.Extensions.DependencyInjection;

namespace Fleet.IntegrationTests.Corpus;

/// <summary>
/// A worker's own services without a database: who claims, what is wanted and whether it may be done, is the test's word; all that happens on a host is the
/// worker's.
/// </summary>
internal sealed class CorpusFleet : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fleet-corpus-").FullName;
    private readonly ServiceProvider _worker;
    private readonly LeaseOptions _lease = new() { Length = TimeSpan.FromMinutes(2) };
    private static readonly Guid Incarnation = new("0197c2d4-0000-7000-8000-000000000002");
    private long _fence;

    public CorpusFleet()
    {
        var directory = new KeyDirectory(Path.Combine(_directory, "keys"));
        InitCommand.Run(directory.Path, TextWriter.Null, TextWriter.Null).ShouldBe(0);
        var keys = ((KeysRead.Loaded)KeysReader.Read(directory)).Keys;
        Bundle = directory.Bundle;
        var options = new WorkerOptions { Database = "Host=nowhere", State = Path.Combine(_directory, "state"), Lease = _lease };
        _worker = new ServiceCollection().AddLogging().AddWorker(options, keys).AddSingleton<IApplyGate, NothingHeld>().BuildServiceProvider();
    }

    public string Bundle { get; }

    /// <summary>One run over one server, as when it is asked to look: visit, change what may be changed, probe, judge.</summary>
    public async Task<(ReconcileReport Report, ServerMemory After)> Run(ServerMemory memory)
    {
        var desired = memory.Handover!.Desired;
        var claim = new Claim(desired.Id, desired.Generation, 0, Interlocked.Increment(ref _fence), 0, 0, ["check"], null, new(1, long.MaxValue), Incarnation);
        using var lease = new Lease(desired.Id, claim.Fence, TimeProvider.System.GetTimestamp(), _lease, TimeProvider.System);
        return await _worker.GetRequiredService<Reconciler>().RunAsync(claim, lease, memory, TestContext.Current.CancellationToken);
    }

    public static HeldCredentials Credentials(ScramHash hash, params string[] users)
    {
        var accounts = users.Append(UserName.ProbeAccount)
            .ToImmutableDictionary(u => u, u => new AccountCredential(Guid.CreateVersion7(), Verifier(PasswordOf(u), hash)));
        return new(accounts, PasswordOf(UserName.ProbeAccount), ImmutableSortedDictionary<string, string>.Empty);
    }

    public static string PasswordOf(string user) => $"the-password-of-{user}";

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private sealed class NothingHeld : IApplyGate
    {
        public Task<ApplyLeave> AskAsync(Claim claim, ApplyQuestion question, CancellationToken stop) => Task.FromResult<ApplyLeave>(new ApplyLeave.Given());
    }

    private static ScramVerifier Verifier(string password, ScramHash hash) =>
        SaslPrep.Prepare(password).TryGet(out var prepared, out var refusal)
            ? ScramVerifier.Derive(prepared, hash, $"{Guid.NewGuid()}")
            : throw new ArgumentException(refusal.Text, nameof(password));
}
