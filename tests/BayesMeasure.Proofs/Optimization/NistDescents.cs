using BayesMeasure.Noise;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>
/// Descents on a nonlinear set of NIST: what plain gradients reach, by minibatches and by smoothing, where least squares reaches
/// six digits. The noise is known, and the unit of a parameter is its start, which is more than a user knows.
/// </summary>
internal static class NistDescents
{
    private const double BoxOverStart = 100;

    /// <summary>5,000 steps by an eighth of the points at first, the rate falling and the batch growing.</summary>
    public static (double[] Values, string Stopped) Stochastic(NonlinearSet set, double[] start) =>
        Descend(set, start, (objective, point, rate) =>
        {
            var schedule = Schedule.Hybrid(new(rate, Math.Max(1, objective.Terms!.Value / 8), 1000), 5);
            return new ImplicitGraduation(schedule).Run(objective, point);
        });

    /// <summary>1,000 steps, from a smoothing over half a start in every parameter down to one over a hundredth of it.</summary>
    public static (double[] Values, string Stopped) Smoothed(NonlinearSet set, double[] start) =>
        Descend(set, start, (objective, point, rate) =>
        {
            IReadOnlyList<double> degrees = Degree.PolynomialPath(0.5 * Math.Sqrt(3) / BoxOverStart, 50);
            return new GradOpt(degrees) { Draws = 20, LearningRate = rate / degrees[0] }.Run(objective, point);
        });

    private static (double[] Values, string Stopped) Descend(
        NonlinearSet set, double[] start, Func<StochasticObjective, double[], double, GraduatedRun> descend)
    {
        StochasticObjective objective = StochasticObjective.OfPosterior(Question(set));
        double[] point = objective.PointOf(start);
        double curvature = GradientNoise.Of(objective, [point]).Curvature;
        try
        {
            GraduatedRun run = descend(objective, point, 1 / curvature);
            return (objective.ValuesAt([.. run.Point]), run.Divergence is null ? "EndOfSchedule" : "Diverged");
        }
        catch (NotFiniteNumberException)
        {
            return (start, "Undefined");
        }
    }

    private static Posterior Question(NonlinearSet set) => new(
        set.Measurement, set.Model, GaussianNoise.Known(Math.Max(set.ResidualDeviation, 1e-6)), set.Model.ParameterNames
            .Select((name, i) => (Name: name, Half: BoxOverStart * set.Starts.Max(start => Math.Abs(start[i]))))
            .Aggregate(new Prior(), (all, box) => all + new Prior { [box.Name] = Prior.Uniform(-box.Half, box.Half) }));
}
