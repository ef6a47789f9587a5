using System.Diagnostics;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Sampling;

namespace BayesMeasure.CommandLine.Phases;

/// <summary>What answers.</summary>
internal enum SearchMethod
{
    /// <summary>The search, and its gates by Gibbs sampling.</summary>
    Gibbs,

    /// <summary>Sparse variational inference.</summary>
    Variational,

    /// <summary>Replica exchange over gates, heights, strains and the profile, about where the search has found it.</summary>
    Exchange,
}

/// <summary>A phase as a method has it.</summary>
/// <param name="Name">The phase.</param>
/// <param name="Share">Its probability, or how often it is selected.</param>
/// <param name="Weight">Its weight fraction; null where a method tells none.</param>
/// <param name="Interval68">The interval of that with 68 %.</param>
internal sealed record MethodPhase(string Name, double Share, double? Weight = null, Interval Interval68 = default);

/// <summary>The answer of a method.</summary>
/// <param name="Method">The method.</param>
/// <param name="Phases">The phases that it has in a hundredth of all cases or more.</param>
/// <param name="Verdict">Its verdict in words; null where it gives none.</param>
/// <param name="Seconds">The seconds of processor time that it took.</param>
internal sealed record MethodAnswer(
    SearchMethod Method, IReadOnlyList<MethodPhase> Phases, string? Verdict, double Seconds)
{
    /// <summary>Whether its shares are probabilities.</summary>
    public bool IsProbability => Method != SearchMethod.Variational;

    /// <summary>A phase; null where the method does not have it.</summary>
    public MethodPhase? Find(string name) => Phases.FirstOrDefault(phase => phase.Name == name);
}

/// <summary>Asks one method after the other.</summary>
internal sealed class MethodRun(
    MeasuredPattern pattern, IReadOnlyList<PowderLines> candidates, PhaseSearchOptions options)
{
    private const double LeastShare = 0.01;
    private const int Sweeps = 1000;

    /// <summary>The answers, in the order of the methods.</summary>
    public IEnumerable<MethodAnswer> Answers(IReadOnlyList<SearchMethod> methods, CancellationToken cancellation)
    {
        Timed<PhaseSearchResult> searched = new(() => Searched(PhaseMethod.Gibbs));
        foreach (SearchMethod method in methods)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return method switch
            {
                SearchMethod.Gibbs => Told(method, searched),
                SearchMethod.Variational => Told(method, new(() => Searched(PhaseMethod.Variational))),
                _ => Exchanged(searched.Done, cancellation),
            };
        }
    }

    private PhaseSearchResult Searched(PhaseMethod method)
    {
        try
        {
            return PhaseSearch.Of(pattern, candidates, options with { Method = method });
        }
        catch (ArgumentException problem)
        {
            throw new UserErrorException(UserErrorException.Sentence(problem), problem);
        }
    }

    private static MethodAnswer Told(SearchMethod method, Timed<PhaseSearchResult> searched) => new(
        method,
        [.. searched.Done.Phases.Select(phase => new MethodPhase(
            phase.Name, phase.Selection ?? phase.Probability, phase.WeightFraction, phase.Interval68))],
        $"{searched.Done.Verdict}",
        searched.Seconds);

    private MethodAnswer Exchanged(PhaseSearchResult found, CancellationToken cancellation)
    {
        PhaseTarget target = PhaseTarget.Of(pattern, candidates, found.Instrument, found.OverDispersion, options);
        Timed<Result> sampled = new(() => new ReplicaExchange(new() { BurnInSweeps = Sweeps, Sweeps = Sweeps })
            .Run(target, null, cancellation));
        return new(
            SearchMethod.Exchange,
            [.. candidates.Select(candidate => new MethodPhase(
                    candidate.Name,
                    sampled.Done.Draws.Of(target.PositionOf(candidate.Name)).Average(chain => chain.Average())))
                .Where(phase => phase.Share >= LeastShare)],
            Verdict: null,
            sampled.Seconds);
    }

    /// <summary>Something that is done once, and how long that took.</summary>
    private sealed class Timed<T>(Func<T> work)
    {
        private readonly Lazy<(T Done, double Seconds)> once = new(() =>
        {
            TimeSpan start = ProcessorTime();
            T done = work();
            return (done, (ProcessorTime() - start).TotalSeconds);
        });

        public T Done => once.Value.Done;

        public double Seconds => once.Value.Seconds;

        private static TimeSpan ProcessorTime()
        {
            using var process = Process.GetCurrentProcess();
            return process.TotalProcessorTime;
        }
    }
}
