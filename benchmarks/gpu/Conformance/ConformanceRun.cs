using System.Diagnostics;
using System.Reflection;
using BayesMeasure.Gpu;
using Xunit;
using Xunit.Sdk;

namespace BayesMeasure.GpuBenchmark.Conformance;

/// <summary>Tries every fact of the conformance suite, as a test runner would, in a process that has none.</summary>
internal sealed class ConformanceRun(GpuEngine engine)
{
    /// <summary>Tries them all.</summary>
    /// <param name="report">Told of each as it is done.</param>
    /// <param name="cancellation">Ends it before the next fact.</param>
    public IReadOnlyList<FactOutcome> Run(Action<FactOutcome> report, CancellationToken cancellation)
    {
        var outcomes = new List<FactOutcome>();
        foreach ((MethodInfo fact, object[] arguments) in Facts())
        {
            cancellation.ThrowIfCancellationRequested();
            outcomes.Add(Try(fact, arguments));
            report(outcomes[^1]);
        }

        return outcomes;
    }

    private static IEnumerable<(MethodInfo Fact, object[] Arguments)> Facts() =>
        from method in typeof(GpuConformance).GetMethods()
        where method.IsDefined(typeof(FactAttribute))
        orderby method.Name
        from arguments in method.IsDefined(typeof(TheoryAttribute)) ? Rows(method) : [[]]
        select (method, arguments);

    private static IEnumerable<object[]> Rows(MethodInfo theory) =>
        theory.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(theory));

    private FactOutcome Try(MethodInfo fact, object[] arguments)
    {
        string name = fact.Name.Replace('_', ' ') + (arguments.Length == 0 ? "" : $" ({string.Join(", ", arguments)})");
        var clock = Stopwatch.StartNew();
        string? failure = null;
        try
        {
            fact.Invoke(new GpuConformance(engine), arguments);
        }
        catch (TargetInvocationException problem)
        {
            failure = problem.InnerException!.Message;
        }

        return new(name, clock.Elapsed.TotalSeconds, failure);
    }
}
