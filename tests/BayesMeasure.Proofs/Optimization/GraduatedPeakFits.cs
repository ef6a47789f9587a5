using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Optimization.Fitting;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>
/// Graduation before a fit of peaks: from a start, by one way of smoothing or another, to the mode that least squares then finds.
/// </summary>
internal sealed class GraduatedPeakFits
{
    private const int Stages = 6;
    private const int Steps = 100;
    private const int BlurStages = 6;

    /// <summary>
    /// Steps a stage of explicit smoothing, whose gradients are dear, and iterations of a fit that is only on the way.
    /// </summary>
    private const int SmoothedSteps = 40;
    private const int BlurredIterations = 20;

    private readonly Posterior posterior;
    private readonly StochasticObjective objective;
    private readonly LeastSquares leastSquares = new(new() { MostIterations = 200 });
    private readonly LeastSquares onTheWay = new(new() { MostIterations = BlurredIterations });
    private readonly Posterior[] blurred;
    private readonly double[] blurs;

    /// <param name="posterior">Gaussian peaks, by width or by precision, in noise of a known level.</param>
    /// <param name="noise">What was measured at starts: its curvature limits the rates.</param>
    public GraduatedPeakFits(Posterior posterior, GradientNoise noise)
    {
        this.posterior = posterior;
        Noise = noise;
        objective = StochasticObjective.OfPosterior(posterior);
        double range = posterior.Measurement.X[^1] - posterior.Measurement.X[0];
        blurs = [.. Enumerable.Range(0, BlurStages).Select(m => 0.08 * range * Math.Pow(0.5, m))];
        blurred = [.. blurs.Select(Blurred)];
    }

    public GradientNoise Noise { get; }

    /// <summary>Least squares from the start alone.</summary>
    public double[] Direct(double[] start, int _) => Fit(leastSquares, posterior, start);

    /// <summary>Gradient descent of as many steps as the schedules have, without any noise, and then least squares.</summary>
    public double[] Descent(double[] start, int seed)
    {
        var whole = new ScheduleStage(0.5 / Noise.Curvature, objective.Terms!.Value, Steps);
        return Implicit(Schedule.Constant(whole, Stages), start, seed);
    }

    /// <summary>Minibatches by a schedule, and then least squares.</summary>
    public double[] Implicit(Schedule schedule, double[] start, int seed)
    {
        var descent = new ImplicitGraduation(schedule) { Seed = (ulong)seed + 1 };
        return Fit(leastSquares, posterior, objective.ValuesAt([.. descent.Run(objective, objective.PointOf(start)).Point]));
    }

    /// <summary>Centers smoothed by a Gaussian, less and less, and then least squares.</summary>
    public double[] Explicit(double[] start, int _)
    {
        var path = new GradOpt(Degree.PolynomialPath(1, 10))
        {
            Draws = null,
            Parameters = ["center"],
            Steps = SmoothedSteps,
            LearningRate = 1 / Noise.Curvature,
        };
        return Fit(leastSquares, posterior, objective.ValuesAt([.. path.Run(objective, objective.PointOf(start)).Point]));
    }

    /// <summary>Data and model blurred alike, less and less, with a fit by least squares each time.</summary>
    public double[] Blurring(double[] start, int _) =>
        Fit(leastSquares, posterior, blurred.Aggregate(start, (values, stage) => Fit(onTheWay, stage, values)));

    /// <summary>
    /// The four schedules, of as many steps each; the first rate is a share of what the curvature at starts allows.
    /// </summary>
    public IReadOnlyList<(string Name, Schedule Schedule)> Schedules
    {
        get
        {
            var first = new ScheduleStage(0.5 / Noise.Curvature, 8, Steps);
            return
            [
                ("constant", Schedule.Constant(first, Stages)),
                ("decay", Schedule.DecayingRate(first, Stages)),
                ("batch", Schedule.GrowingBatch(first, Stages)),
                ("hybrid", Schedule.Hybrid(first, Stages)),
            ];
        }
    }

    private static double[] Fit(LeastSquares method, Posterior target, double[] start) => [.. method.Fit(target, target.Parameters
        .Zip(start, (parameter, value) => (parameter.Name, value)).ToDictionary(item => item.Name, item => item.value)).Values];

    /// <summary>
    /// The same question of blurred data. Each point is the mean of its neighbours, weighted by a Gaussian; the peaks of the
    /// model are blurred by the same. What noise is left is far below the first one, but the fit asks for the place alone.
    /// </summary>
    private Posterior Blurred(double blur)
    {
        double[] x = [.. posterior.Measurement.X];
        double[] y = [.. x.Select(at => Smoothed(at, blur))];
        int count = posterior.Model.Terms.Count;
        ForwardModel peak = posterior.Model.Terms[0].ModelType == typeof(GaussianPeak)
            ? ForwardModel.Of<BlurredPeak>()
            : ForwardModel.Of<BlurredPrecisionPeak>();
        Prior prior = posterior.Prior + new Prior { ["blur"] = Prior.Fixed(blur) }.Repeat(count);
        return new(new(x, y), peak.Repeat(count), posterior.Noise, prior);
    }

    private double Smoothed(double center, double blur)
    {
        (double sum, double weights) = (0, 0);
        foreach ((double x, double y) in posterior.Measurement.X.Zip(posterior.Measurement.Y))
        {
            double weight = Math.Exp(-0.5 * (x - center) * (x - center) / (blur * blur));
            sum += weight * y;
            weights += weight;
        }

        return sum / weights;
    }
}
