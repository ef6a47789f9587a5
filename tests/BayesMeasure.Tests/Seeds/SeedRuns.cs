using BayesMeasure.Comparison;
using BayesMeasure.DataIntegration;
using BayesMeasure.Experiments;
using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Spectra;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using BayesMeasure.Tests.Explorers;
using BayesMeasure.Tests.Posteriors;
using BayesMeasure.Tests.Sampling;
using BayesMeasure.Tests.Sampling.Checkpoints;

namespace BayesMeasure.Tests.Seeds;

/// <summary>Short runs of every kind whose numbers are written down, by name.</summary>
/// <param name="lanes">In how many partial sums data points are summed; null for the widest vector of the machine.</param>
internal sealed class SeedRuns(int? lanes)
{
    public static IReadOnlyCollection<string> Names { get; } = [.. new SeedRuns(null).All.Keys];

    public IReadOnlyDictionary<string, Func<IEnumerable<string>>> All => new Dictionary<string,
        Func<IEnumerable<string>>>
    {
        ["NSO-3, 1 peak"] = () => Sampled(Nso3.WithPeaks(1), WithSearch),
        ["NSO-3, 2 peaks"] = () => Sampled(Nso3.WithPeaks(2), WithSearch),
        ["NSO-3, 3 peaks"] = () => Sampled(Nso3.WithPeaks(3), WithSearch),
        ["NSO-3, 4 peaks"] = () => Sampled(Nso3.WithPeaks(4), WithSearch),
        ["NSO-3, 5 peaks"] = () => Sampled(Nso3.WithPeaks(5), WithSearch),
        ["peaks on a background through all doors, noise of unknown level"] = () => Sampled(PeakProblem.Create(), WithSearch),
        ["three measurements that share, tie and link"] = () => Sampled(JointProblem.Create(), WithSearch),
        ["counts with exposures"] = () => Sampled(SeedProblems.CountingPeak, WithSearch),
        ["outliers"] = () => Sampled(SeedProblems.PeakWithOutliers, WithSearch),
        ["indicators of every kind"] = () => Sampled(IndicatorProblem.Create(), WithSearch),
        ["spike and slab"] = () => Sampled(SeedProblems.SpikeAndSlab, WithSearch),
        ["doublets, a step and a Shirley background"] = () => Sampled(SpectrumProblem.Create(), Short),
        ["everything mixed, known noise"] = () => Sampled(MixedPosterior.Create(21, 0, seed: 4), Short),
        ["everything mixed, noise point by point"] = () => Sampled(MixedPosterior.Create(21, 1, seed: 4), Short),
        ["everything mixed, unknown noise"] = () => Sampled(MixedPosterior.Create(21, 2, seed: 4), Short),
        ["everything mixed, tied noise"] = () => Sampled(MixedPosterior.Create(21, 3, seed: 4), Short),
        ["a ladder of one's own"] = () => Sampled(
            IndicatorProblem.Create(), Short with { Ladder = TemperatureLadder.Explicit(0, 0.1, 0.5, 1) }),
        ["a run that ends at a precision"] = () => Sampled(
            PeakProblem.Create(), Short with { Sweeps = 50_000, Until = new() { StandardError = 0.2, EffectiveSamples = 100 } }),
        ["a run that was interrupted and resumed"] = () => Resumed(PeakProblem.Create(), WithSearch, sweep: 700),
        ["indicators, interrupted in burn-in and resumed"] = () => Resumed(IndicatorProblem.Create(), WithSearch, sweep: 100),
        ["a family of peaks"] = FamilyOfPeaks,
        ["noise integrated out, and its level afterwards"] = NoiseIntegratedOut,
        ["the noise from the ladder"] = NoiseFromTheLadder,
        ["the noise levels of a family"] = NoiseLevelsOfAFamily,
        ["the noise levels of two lines"] = NoiseLevelsOfTwoLines,
        ["an exact answer"] = () => Solved(SeedProblems.StraightLine(GaussianNoise.Known(0.5), Prior.Normal(0, 10))),
        ["an exact answer, unknown noise"] = () => Solved(
            SeedProblems.StraightLine(GaussianNoise.Unknown, Prior.Uniform(-10, 10), Prior.LogUniform(0.01, 10))),
        ["an exact answer within narrow bounds"] = () => Solved(
            SeedProblems.StraightLine(GaussianNoise.Unknown, Prior.Uniform(0.5, 1.2), Prior.LogUniform(0.1, 0.6))),
        ["two lines: join or not"] = JoinedOrNot,
        ["a virtual measurement"] = Simulated,
    }
    .Concat(ShippedExplorers.All.Select(explorer => KeyValuePair.Create<string, Func<IEnumerable<string>>>(
        $"explorer: {explorer.Key}",
        () => [.. Explored("peak", PeakProblem.Create(), explorer.Value),
            .. Explored("indicators", IndicatorProblem.Create(), explorer.Value)])))
    .ToDictionary();

    private ReplicaExchangeOptions Short { get; } =
        new() { Seed = 7, Chains = 2, BurnInSweeps = 150, Sweeps = 200, Lanes = lanes };

    /// <summary>A burn-in that is long enough for a search beyond the posterior.</summary>
    private ReplicaExchangeOptions WithSearch => Short with { BurnInSweeps = 600, Sweeps = 300 };

    private static IEnumerable<string> Sampled(ITarget target, ReplicaExchangeOptions options) =>
        Fingerprint.Of(Run(target, options));

    private IEnumerable<string> Explored(string name, ITarget target, Explorer explorer) =>
        Fingerprint.Of(name, Run(target, Short with { Rungs = 5, Explorer = explorer }));

    private IEnumerable<string> Solved(Posterior posterior) =>
        Fingerprint.Of(new ConjugateLinear { Seed = 7, Chains = 2, Draws = 100 }
            .Run(lanes is int given ? posterior.WithLanes(given) : posterior));

    private static Result Run(ITarget target, ReplicaExchangeOptions options) => new ReplicaExchange(options).Run(target);

    /// <summary>A run that is cancelled at a sweep, and goes on from its checkpoint.</summary>
    private static IEnumerable<string> Resumed(ITarget target, ReplicaExchangeOptions options, long sweep)
    {
        using var folder = new CheckpointFolder();
        using var source = new CancellationTokenSource();
        options = options with { Checkpoint = folder.Always };
        var cancel = new Reporter(state =>
        {
            if (state.Step >= sweep)
            {
                source.Cancel();
            }
        });
        try
        {
            Assert.True(new ReplicaExchange(options).Run(target, cancel, source.Token).IsPartial);
        }
        catch (OperationCanceledException)
        {
            Assert.True(sweep < options.BurnInSweeps);
        }

        return Fingerprint.Of(Run(target, options));
    }

    private IEnumerable<string> FamilyOfPeaks()
    {
        Prior peak = new()
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            ["precision"] = Prior.Gamma(5, 0.04),
            ["center"] = Prior.Uniform(0, 3),
        };
        Prior common = new() { ["offset"] = Prior.Normal(0, 1), [GaussianNoise.LevelName] = Prior.LogUniform(0.01, 1) };
        ModelComparison comparison = ModelFamily
            .Of<GaussianPrecisionPeak>(0, 3, peak, GaussianNoise.Unknown, ForwardModel.Of<ConstantBackground>(), common)
            .Compare(Nso3.Measurement, Short);
        return Numbers(comparison);
    }

    private static IEnumerable<string> Numbers(ModelComparison comparison) => comparison.Models.SelectMany(model => (string[])
    [
        .. Fingerprint.Of(model.Name, model.Result),
        Fingerprint.Number($"{model.Name}, probability", model.Probability),
        Fingerprint.Number($"{model.Name}, its error", model.ProbabilityStandardError),
    ]);

    private IEnumerable<string> NoiseIntegratedOut()
    {
        Result result = Run(SeedProblems.StraightLine(new JeffreysNoise(), Prior.Uniform(-10, 10)), WithSearch);
        QuantitySummary level = result.NoiseLevel();
        return
        [
            .. Fingerprint.Of(result),
            Fingerprint.Number("level", level.Mean),
            Fingerprint.Number("its deviation", level.StandardDeviation),
        ];
    }

    private IEnumerable<string> NoiseFromTheLadder()
    {
        Result result = Run(Nso3.WithPeaks(2, GaussianNoise.Known(0.05), new()), Short);
        return [.. Fingerprint.Of(result), .. Numbers("minimum", NoiseCurve.Of(result))];
    }

    private IEnumerable<string> NoiseLevelsOfAFamily() => NoiseLevels
        .Of(SeedProblems.FlatOrSloped.Compare(SeedProblems.LineData, WithSearch)).Models
        .SelectMany(model => (string[])
        [
            .. Numbers(model.Name, model.Curve),
            Fingerprint.Number($"{model.Name}, probability", model.Probability),
            Fingerprint.Number($"{model.Name}, its error", model.ProbabilityStandardError),
        ]);

    private static IEnumerable<string> Numbers(string name, NoiseCurve curve) =>
    [
        Fingerprint.Number($"{name}, level", curve.Minimum.NoiseLevel),
        Fingerprint.Number($"{name}, its error", curve.NoiseLevelStandardError),
        Fingerprint.Number($"{name}, log Z", curve.Minimum.FreeEnergy.LogEvidence),
        Fingerprint.Number($"{name}, error of log Z", curve.Minimum.FreeEnergy.StandardError),
    ];

    private IEnumerable<string> NoiseLevelsOfTwoLines()
    {
        JointNoiseLevels levels = JointNoiseLevels.Find(SeedProblems.TwoLines, Short with { Sweeps = 4000, Rungs = 6 });
        return [.. levels.Levels.Select((level, i) => Fingerprint.Number($"level {i + 1}", level)),
            .. Fingerprint.Of(levels.Result)];
    }

    private IEnumerable<string> JoinedOrNot()
    {
        IntegrationComparison comparison = new Integration(SeedProblems.TwoLines).Compare(WithSearch);
        return
        [
            .. comparison.Groups.SelectMany(group => Fingerprint.Of(group.Name, group.Result)),
            Fingerprint.Number("log odds", comparison.Whole.LogOdds),
            Fingerprint.Number("their error", comparison.Whole.StandardError),
        ];
    }

    private IEnumerable<string> Simulated()
    {
        ForwardModel line = ForwardModel.Of<LinearBackground>();
        Truth truth = Truth.Of("line", line, [.. line.ParameterNames.Select(name => name == "slope" ? 1.0 : 0)]);
        DesignSeries levels = DesignSeries.OfNoiseLevels([-1, -0.5, 0, 0.5, 1], 3, 0.1);
        VirtualMeasurementReport report = new VirtualMeasurement(truth, SeedProblems.FlatOrSloped)
            .Run(levels, new() { Measurements = 2, Seed = 7, Inference = new ReplicaExchange(Short) });
        return report.Outcomes.SelectMany((outcome, i) => (string[])
        [
            .. outcome.Probabilities.Select(mean => Fingerprint.Number($"design {i + 1}, probability", mean.Value)),
            .. outcome.Widths.Select(mean => Fingerprint.Number($"design {i + 1}, width", mean.Value)),
        ]);
    }
}
