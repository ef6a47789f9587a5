namespace BayesMeasure.Fuzz;

/// <summary>
/// Broken inputs for all that reads what others wrote: a few of each in every run, more among the proofs, and as many as one
/// likes by Program.
/// </summary>
public class FuzzTests
{
    private const int Few = 40;
    private const int Many = 400;

    public static TheoryData<string> Names => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Broken_input_is_refused_or_read(string name) => Try(name, Few, seed: 1);

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("suite", "proofs")]
    public void Much_broken_input_is_refused_or_read(string name) => Try(name, Many, seed: 2);

    [Theory]
    [InlineData("a\nb\nc", "3 lines")]
    [InlineData("", "nothing is said")]
    [InlineData("a \u001b[31m b", "cannot be seen")]
    [InlineData("a \u202e b", "cannot be seen")]
    [InlineData("a\n   at B.C()", "the code is spoken of")]
    public void Bad_refusal_is_seen(string said, string complaint) =>
        Assert.Contains(complaint, Refusal.Complaint(said, mostLines: 2), StringComparison.Ordinal);

    /// <summary>What does harm is found: an exception, a second of work, memory beyond measure.</summary>
    [Theory]
    [InlineData("throws")]
    [InlineData("is slow")]
    [InlineData("takes memory")]
    public void Harm_is_seen(string harm)
    {
        var target = new FuzzTarget(harm, _ => [1], _ => harm switch
        {
            "throws" => throw new InvalidOperationException(),
            "is slow" => Busy(TimeSpan.FromSeconds(1.1)),
            _ => $"{new byte[1 << 27].Length}",
        });
        var run = new FuzzRun(target, seed: 1);
        run.Next(1);
        Assert.Single(run.Findings);
    }

    [Fact]
    public void Inputs_come_again_with_their_seed() => Assert.All(
        FuzzTargets.All.Where(target => target.Cost == 1),
        target => Assert.Equal(target.Input(3, 14), target.Input(3, 14)));

    private static string? Busy(TimeSpan time)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        TimeSpan end = Environment.CpuUsage.TotalTime + time;

        // By the clock as well: other threads of the process may work beside it.
        while (clock.Elapsed < time || Environment.CpuUsage.TotalTime < end)
        {
            Thread.SpinWait(10_000);
        }

        return null;
    }

    private static void Try(string name, int count, int seed)
    {
        FuzzTarget target = FuzzTargets.All.Single(target => target.Name == name);
        var run = new FuzzRun(target, seed);
        run.Next(Math.Max(1, count / Math.Max(1, target.Cost / 4)));
        Assert.Empty(run.Findings);
    }
}
