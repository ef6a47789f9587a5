using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace BayesMeasure.Problems.Criticism;

/// <summary>
/// Draws from the normal distribution of the explored coordinates about the best mode: an inference of milliseconds, for tests
/// that need a thousand answers. Good where the data fix every parameter well.
/// </summary>
public sealed record LaplaceInference : IInference
{
    private const int Draws = 400;
    private const double AtBound = 1e6;

    /// <summary>A component that is not needed has no normal posterior, and its log Z is some nats off.</summary>
    private const double LogEvidenceError = 1.5;

    /// <inheritdoc/>
    public ulong Seed { get; init; } = 1;

    /// <summary>The restarts of the search for the mode.</summary>
    public int Restarts { get; init; } = 4;

    /// <inheritdoc/>
    public IInference WithSeed(ulong seed) => this with { Seed = seed };

    /// <inheritdoc/>
    public string? RefusalOf(ITarget target) => target.Curves.Count > 0 ? null : "A search for modes is for measured curves.";

    /// <inheritdoc/>
    public IEnumerable<InferenceRun> RunAll(
        IReadOnlyList<ITarget> targets,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default) =>
        targets.Select((target, i) => new InferenceRun(i, target, Answer(target, Seed + (ulong)i), Failure: null));

    private Result Answer(ITarget target, ulong seed)
    {
        Mode mode = ModeSearch.Run(target, new() { Seed = seed, Restarts = Restarts, Threads = 1 });
        Evd<double> modes = CurvatureOf(mode).Evd(Symmetricity.Symmetric);
        double largest = modes.EigenValues.Real().Maximum();
        double[] widths = [.. modes.EigenValues.Real().Select(value => 1 / Math.Sqrt(Math.Max(value, 1e-8 * largest)))];
        double logEvidence = double.IsNaN(mode.ApproximateLogEvidence)
            ? mode.LogCoordinateDensity + widths.Sum(width => Math.Log(width * Math.Sqrt(2 * Math.PI)))
            : mode.ApproximateLogEvidence;
        var estimate = FreeEnergyEstimate.Exact("Laplace", logEvidence) with { StandardError = LogEvidenceError };
        return new()
        {
            Target = target,
            Draws = DrawsAbout(target, mode, modes.EigenVectors, widths, seed),
            FreeEnergy = estimate,
            FreeEnergies = [estimate],
            Seed = seed,
            StopReason = new(StopKind.Exact, "The mode is the best that was found."),
            Report = new LaplaceReport(),
        };
    }

    /// <summary>The curvature at the mode; what lies at a bound has none, and keeps to itself.</summary>
    private static Matrix<double> CurvatureOf(Mode mode)
    {
        int count = mode.Values.Count;
        bool[] isCurved = [.. mode.Curvature.Select((row, i) => double.IsFinite(row[i]))];
        return Matrix<double>.Build.Dense(count, count, (i, j) =>
            isCurved[i] && isCurved[j] && double.IsFinite(mode.Curvature[i][j]) ? mode.Curvature[i][j] : i == j ? AtBound : 0);
    }

    private static Draws DrawsAbout(ITarget target, Mode mode, Matrix<double> directions, double[] widths, ulong seed)
    {
        int count = target.Parameters.Count;
        double[] center = [.. target.Parameters.Select((parameter, i) => parameter.Prior.ToCoordinate(mode.Values[i]))];
        double[] values = new double[Draws * count];
        double[] logLikelihoods = new double[Draws];
        double[] logPriors = new double[Draws];
        ITargetState state = target.CreateState();
        var random = new RandomStream(seed, chain: 0, replica: 0);
        for (int draw = 0; draw < Draws; draw++)
        {
            random.BeginSweep(draw);
            Vector<double> deviate = directions * Vector<double>.Build.Dense(count, i => widths[i] * random.NextNormal());
            Span<double> point = values.AsSpan(draw * count, count);
            for (int i = 0; i < count; i++)
            {
                var prior = target.Parameters[i].Prior;
                point[i] = Math.Clamp(prior.FromCoordinate(center[i] + deviate[i]), prior.Minimum, prior.Maximum);
                logPriors[draw] += prior.LogDensity(point[i]);
            }

            state.Set(point);
            logLikelihoods[draw] = state.LogLikelihood;
        }

        return new(target.Parameters, [values], [logLikelihoods], [logPriors]);
    }

    private sealed record LaplaceReport : InferenceReport
    {
        /// <inheritdoc/>
        public override string Method => "Laplace approximation";
    }
}
