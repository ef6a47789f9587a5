using System.Diagnostics;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Sampling;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Phases;

/// <summary>The search beside what a user would do instead, on the same patterns.</summary>
[Trait("suite", "proofs")]
public class PhaseMethodTests(ITestOutputHelper output)
{
    private static readonly ProofTable Table = new(
        "Methods side by side", "patterns", "method", "recall", "precision", "true of those with P > .95", "median s", "missed");

    // What a variational method tells is its selections, which are no probabilities: how many of those above .95 are true?
    private static readonly string[] Methods =
        ["NNLS > 1 wt%", "stepwise", "Gibbs alone", "variational alone", "variational search", "search"];

    [SharedDataFact]
    public void Weighed_mixtures()
    {
        Score[] scores = Scored(
            "weighed mixtures",
            WeighedPattern.RoundRobin().Concat(WeighedPattern.Precursors()),
            sample => (sample.Pattern, WeighedPattern.Library, [.. sample.Weights.Keys]));
        Assert.All(scores, score => Assert.InRange(scores[^1].Precision, score.Precision, 1));
    }

    [SharedDataFact]
    public void Synthetic_mixtures()
    {
        Score[] scores = Scored("synthetic, lines off by 10 %", Enumerable.Range(1, ProofScale.Choose(5, 20)), seed =>
        {
            RandomStream random = new((ulong)(500 + seed), chain: 0, replica: 0);
            random.BeginSweep(1);
            PowderLines[] library = SimulatedPowder.Chosen(WeighedPattern.Library, 50, random);
            SimulatedPhase[] phases = [.. new[] { 0.5, 0.3, 0.2 }.Select((height, k) => new SimulatedPhase(
                library[k], 1e4 * height, new() { Strain = random.NextUniform() < 0.5 ? 0.001 : -0.001 }, LineError: 0.1))];
            MeasuredPattern pattern = SimulatedPowder.Of(phases, new(0.1) { WidthSlope = 0.05, Zero = 0.1 }, 200, random).Pattern;
            return (pattern, library, [.. phases.Select(phase => phase.Lines.Name)]);
        });
        Assert.All(scores, score => Assert.InRange(scores[^1].Precision, score.Precision, 1));
    }

    /// <summary>By replica exchange over gates, heights, strains and profile: minutes a pattern, so few of them.</summary>
    [SharedDataFact]
    public void Weighed_mixtures_by_replica_exchange()
    {
        int others = ProofScale.Choose(3, WeighedPattern.Library.Count);
        int sweeps = ProofScale.Choose(150, 1000);
        IReadOnlyList<WeighedPattern> samples = ProofScale.Choose<IReadOnlyList<WeighedPattern>>(
            [WeighedPattern.RoundRobin()[0]],
            [.. WeighedPattern.RoundRobin().Take(3), .. WeighedPattern.Precursors().Take(3)]);
        Score search = new(), exchange = new();
        foreach (WeighedPattern sample in samples)
        {
            string[] present = [.. sample.Weights.Keys];
            PowderLines[] library =
            [
                .. WeighedPattern.Library.Where(lines => present.Contains(lines.Name)),
                .. WeighedPattern.Library.Where(lines => !present.Contains(lines.Name)).Take(others),
            ];
            PhaseSearchResult found = search.Timed(() => PhaseSearch.Of(sample.Pattern, library));
            search.Add(
                present,
                [.. found.Found.Select(phase => phase.Group)],
                [.. found.Found.Select(phase => phase.GroupProbability)]);
            PhaseTarget target = PhaseTarget.Of(sample.Pattern, library, found.Instrument, found.OverDispersion);
            Result result = exchange.Timed(() =>
                new ReplicaExchange(new() { BurnInSweeps = sweeps, Sweeps = sweeps }).Run(target));
            (string Name, double Probability)[] told = [.. library
                .Select(lines => (lines.Name, result.Draws.Of(target.PositionOf(lines.Name)).Average(chain => chain.Average())))
                .Where(phase => phase.Item2 >= 0.5)];
            exchange.Add(
                present, [.. told.Select(phase => (string[])[phase.Name])], [.. told.Select(phase => phase.Probability)]);
        }

        Table.Add(output, ["some weighed mixtures", "exchange", .. exchange.Cells]);
        Table.Add(output, ["some weighed mixtures", "search", .. search.Cells]);
        Assert.Equal(1, exchange.Recall);
        Assert.InRange(search.Precision, exchange.Precision, 1);
    }

    private Score[] Scored<T>(
        string name,
        IEnumerable<T> samples,
        Func<T, (MeasuredPattern Pattern, IReadOnlyList<PowderLines> Library, string[] Present)> prepared)
    {
        Score[] scores = [.. Methods.Select(_ => new Score())];
        foreach (T sample in samples)
        {
            (MeasuredPattern pattern, IReadOnlyList<PowderLines> library, string[] present) = prepared(sample);
            PhaseSearchResult result = Searched(new(), scores[^1]);
            Searched(new() { Method = PhaseMethod.Variational }, scores[^2]);
            PhaseMethods methods = new(pattern, library, result.Instrument);
            Func<(int[] Told, double[] Probabilities)>[] others =
                [methods.NonNegative, methods.Stepwise, methods.Gates, methods.Relaxed];
            for (int i = 0; i < others.Length; i++)
            {
                (int[] told, double[] probabilities) = scores[i].Timed(others[i]);
                scores[i].Add(present, [.. told.Select(k => (string[])[library[k].Name])], probabilities);
            }

            PhaseSearchResult Searched(PhaseSearchOptions options, Score score)
            {
                PhaseSearchResult searched = score.Timed(() => PhaseSearch.Of(pattern, library, options));
                FoundPhase[] found = [.. searched.Found];
                score.Add(
                    present,
                    [.. found.Select(phase => phase.Group)],
                    [.. found.Select(phase => phase.Selection ?? phase.GroupProbability)]);
                return searched;
            }
        }

        for (int i = 0; i < Methods.Length; i++)
        {
            Table.Add(output, [name, Methods[i], .. scores[i].Cells]);
        }

        return scores;
    }

    private sealed class Score
    {
        private readonly List<double> seconds = [];
        private readonly List<string> missed = [];
        private (int Present, int Found, int Told, int True, int Sure, int SureAndTrue) counts;

        public double Recall => (double)counts.Found / counts.Present;

        public double Precision => counts.Told == 0 ? 1 : (double)counts.True / counts.Told;

        public string[] Cells =>
        [
            $"{counts.Found} of {counts.Present}", $"{counts.True} of {counts.Told}", $"{counts.SureAndTrue} of {counts.Sure}",
            ProofTable.Number(seconds.Order().ElementAt(seconds.Count / 2), 2), string.Join(", ", missed),
        ];

        public T Timed<T>(Func<T> work)
        {
            using var process = Process.GetCurrentProcess();
            TimeSpan start = process.TotalProcessorTime;
            T done = work();
            process.Refresh();
            seconds.Add((process.TotalProcessorTime - start).TotalSeconds);
            return done;
        }

        public void Add(string[] present, IReadOnlyList<IReadOnlyList<string>> told, double[] probabilities)
        {
            bool[] isTrue = [.. told.Select(group => group.Any(present.Contains))];
            counts.Present += present.Length;
            missed.AddRange(present.Where(name => !told.Any(group => group.Contains(name))));
            counts.Found += present.Count(name => told.Any(group => group.Contains(name)));
            counts.Told += told.Count;
            counts.True += isTrue.Count(one => one);
            counts.Sure += probabilities.Count(p => p > 0.95);
            counts.SureAndTrue += probabilities.Where((p, i) => p > 0.95 && isTrue[i]).Count();
        }
    }
}
