using System.Collections.Concurrent;
using System.Diagnostics;

namespace Fleet.Benchmarks.Bed;

/// <summary>
/// Starts processes that end with this one. The kernel ends a child with the thread that started it, so one thread starts them all and stays.
/// </summary>
internal static class Starter
{
    private static readonly BlockingCollection<Action> Orders = Begin();

    public static Process Start(ProcessStartInfo program)
    {
        var started = new Task<Process>(() => Process.Start(program)!);
        Orders.Add(() => started.RunSynchronously());
        return started.GetAwaiter().GetResult();
    }

    private static BlockingCollection<Action> Begin()
    {
        var orders = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var order in orders.GetConsumingEnumerable()) order();
        })
        { IsBackground = true, Name = "starter" }.Start();
        return orders;
    }
}
