using Fleet.Benchmarks.Bed;
using Fleet.Benchmarks.Checks;
using Fleet.Benchmarks.Emergencies;
using Fleet.Benchmarks.Faults;
using Fleet.Benchmarks.Instrumentation;
using Fleet.Benchmarks.LockDowns;
using Fleet.Benchmarks.Results;
using Fleet.Benchmarks.Scrapes;
using Fleet.Benchmarks.StartUp;
using Fleet.Benchmarks.Work;

// Called by infra/bench, which sets up what a benchmark needs: NAME DIRECTORY RESULTS
if (args is not [var name, var directory, var results])
{
    await Console.Error.WriteLineAsync("Fleet.Benchmarks is run by ./infra/bench");
    return 2;
}

await using var bed = BenchBed.Open(directory);
var measured = name switch
{
    "check" => await NoOpCheck.Run(bed),
    "accounts" => await ManyAccounts.Run(bed),
    "lockdown" => await LockDown.Run(bed),
    "checks-50" => await ChecksOfFifty.Run(bed),
    "wakeup" => await WakeUp.Run(bed),
    "startup" => await StartUps.Run(bed),
    "overhead" => await CheckOverhead.Run(bed),
    "scrape" => await ScrapeCost.Run(bed),
    "emergency" => await EmergencyOfMany.Run(bed),
    "faults" => await FaultRun.Run(bed),
    _ => throw new NotSupportedException($"no such benchmark: {name}"),
};
Report.Append(results, measured);
Report.Print(Console.Out, measured);
return measured.Any(m => m.IsBeyondLimit) ? 1 : 0;
