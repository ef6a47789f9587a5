using BayesMeasure.Noise;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>
/// Descents on NIST's 27 nonlinear sets from both starts: what plain gradients reach, by minibatches and by smoothing, where
/// least squares reaches six digits. The noise is known, and the unit of a parameter is its start, which is more than a user
/// knows.
/// </summary>
[Trait("suite", "proofs")]
public class NistDescentTests(ITestOutputHelper output)
{
    private const double BoxOverStart = 100;

    private static readonly ProofTable Table = new(
        "Descents on 27 nonlinear sets of NIST, 54 starts: certified values to so many digits",
        "method", "6 digits", "4 digits", "2 digits", "1 digit", "nearer than the start", "diverged");

    [Fact]
    [Trait("science", "graduated-optimisation.md: NIST StRD")]
    public void Descents_reach_few_digits()
    {
        int stochastic = Report("stochastic gradient, hybrid", Stochastic);
        int smoothed = Report("GradOpt, 20 draws", Smoothed);
        Assert.InRange(stochastic, 0, 5);
        Assert.InRange(smoothed, 0, 5);
    }

    private static GraduatedRun Stochastic(StochasticObjective objective, double[] start, double rate)
    {
        int batch = Math.Max(1, objective.Terms!.Value / 8);
        var schedule = Schedule.Hybrid(new(rate, batch, 1000), 5);
        return new ImplicitGraduation(schedule).Run(objective, start);
    }

    /// <summary>From a smoothing over half a start in every parameter down to one over a hundredth of it.</summary>
    private static GraduatedRun Smoothed(StochasticObjective objective, double[] start, double rate)
    {
        double unit = Math.Sqrt(3) / BoxOverStart;
        double[] degrees = [.. Degree.PolynomialPath(0.5 * unit, 50)];
        return new GradOpt(degrees) { Draws = 20, Steps = 20, LearningRate = rate / degrees[0] }.Run(objective, start);
    }

    private int Report(string method, Func<StochasticObjective, double[], double, GraduatedRun> descend)
    {
        (double Digits, double AtStart, bool HasDiverged)[] cases =
        [
            .. NonlinearSet.Names.AsParallel().AsOrdered().SelectMany(name =>
            {
                var set = NonlinearSet.Read(name);
                return set.Starts.Select(start => Case(set, start, descend));
            }),
        ];
        string Count(double digits) => $"{cases.Count(one => one.Digits >= digits)}/{cases.Length}";
        Table.Add(
            output, method, Count(6), Count(4), Count(2), Count(1),
            $"{cases.Count(one => one.Digits > one.AtStart)}/{cases.Length}",
            $"{cases.Count(one => one.HasDiverged)}/{cases.Length}");
        return cases.Count(one => one.Digits >= 6);
    }

    private static (double Digits, double AtStart, bool HasDiverged) Case(
        NonlinearSet set, double[] start, Func<StochasticObjective, double[], double, GraduatedRun> descend)
    {
        Posterior posterior = Question(set);
        StochasticObjective objective = StochasticObjective.OfPosterior(posterior);
        double[] point = objective.PointOf(start);
        double curvature = GradientNoise.Of(objective, [point]).Curvature;
        double atStart = Digits(start, set);
        try
        {
            GraduatedRun run = descend(objective, point, 1 / curvature);
            return (Digits(objective.ValuesAt([.. run.Point]), set), atStart, run.Divergence is not null);
        }
        catch (NotFiniteNumberException)
        {
            // A smoothing looks where the model is not defined.
            return (atStart, atStart, true);
        }
    }

    private static Posterior Question(NonlinearSet set) => new(
        set.Measurement, set.Model, GaussianNoise.Known(Math.Max(set.ResidualDeviation, 1e-6)), set.Model.ParameterNames
            .Select((name, i) => (Name: name, Half: BoxOverStart * set.Starts.Max(start => Math.Abs(start[i]))))
            .Aggregate(new Prior(), (all, box) => all + new Prior { [box.Name] = Prior.Uniform(-box.Half, box.Half) }));

    private static double Digits(double[] values, NonlinearSet set) =>
        values.Zip(set.Estimates, (value, estimate) => -Math.Log10(Math.Abs(value / estimate - 1) + 1e-16)).Min();
}
