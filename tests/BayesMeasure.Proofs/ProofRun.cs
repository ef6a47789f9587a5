using System.Diagnostics;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace BayesMeasure.Proofs;

/// <summary>Finds the tests of this assembly and runs them here, telling the console what they say.</summary>
internal sealed class ProofRun(string filter) : LongLivedMarshalByRefObject, IMessageSink, IDisposable
{
    private readonly List<ITestCase> proofs = [];
    private readonly ManualResetEventSlim discovered = new();
    private readonly ManualResetEventSlim finished = new();
    private TimeSpan atStart;

    public int Passed { get; private set; }

    public int Failed { get; private set; }

    public int Skipped { get; private set; }

    /// <summary>Runs all proofs whose name contains the filter, and waits for the end.</summary>
    public void Execute()
    {
        using var framework = new XunitTestFramework(this);
        using ITestFrameworkDiscoverer discoverer = framework.GetDiscoverer(Reflector.Wrap(typeof(ProofRun).Assembly));
        discoverer.Find(includeSourceInformation: false, this, new FrameworkOptions());
        discovered.Wait();
        using ITestFrameworkExecutor executor = framework.GetExecutor(typeof(ProofRun).Assembly.GetName());
        executor.RunTests(proofs, this, new FrameworkOptions());
        finished.Wait();
    }

    /// <inheritdoc/>
    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestCaseDiscoveryMessage found:
                if (found.TestCase.DisplayName.Contains(filter, StringComparison.OrdinalIgnoreCase))
                {
                    proofs.Add(found.TestCase);
                }
                break;
            case IDiscoveryCompleteMessage:
                discovered.Set();
                break;
            case ITestStarting starting:
                Console.WriteLine(starting.Test.DisplayName);
                atStart = ProcessorTime();
                break;
            case ITestOutput output:
                Console.Write($"  {output.Output}");
                break;
            case ITestPassed:
                Passed++;
                break;
            case ITestFailed failed:
                Failed++;
                Console.WriteLine($"  FAILED: {string.Join(Environment.NewLine, failed.Messages)}");
                break;
            case ITestSkipped skipped:
                Skipped++;
                Console.WriteLine($"  skipped: {skipped.Reason}");
                break;
            case ITestFinished:
                double seconds = (ProcessorTime() - atStart).TotalSeconds;
                Console.WriteLine(FormattableString.Invariant($"  {seconds:F1} s of processor time"));
                break;
            case ITestAssemblyFinished:
                finished.Set();
                break;
        }

        return true;
    }

    /// <summary>What all threads took so far: proofs come one by one, and what else the machine does matters little.</summary>
    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        discovered.Dispose();
        finished.Dispose();
    }
}
