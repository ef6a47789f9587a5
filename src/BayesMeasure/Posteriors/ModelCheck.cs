using BayesMeasure.Models;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Posteriors;

/// <summary>
/// Tries every term of a model at draws from the prior when it is bound to data, and refuses what would otherwise go wrong in
/// silence. That a model fails at some draws is left to the run, which says where: it may never come there.
/// </summary>
internal sealed class ModelCheck
{
    private const int MostDraws = 8;

    private readonly Posterior posterior;
    private readonly AmplitudeCheck amplitude;
    private readonly double[][] draws;

    private ModelCheck(Posterior posterior)
    {
        this.posterior = posterior;
        amplitude = new([0.1, 0.7, 1.9, .. posterior.Measurement.X.AsSpan()]);
        var random = new RandomStream(seed: 1, chain: 0, replica: 0);
        double[][] all = [.. Enumerable.Range(0, MostDraws).Select(_ =>
            posterior.Parameters.Select(free => free.Prior.Draw(random)).ToArray())];
        draws = [.. all.Where(draw => posterior.Layout.FaultOfLinks(draw) is null)];
        if (draws.Length == 0)
        {
            throw CurveTrial.Refusal(
                $"{posterior.Layout.FaultOfLinks(all[0])} It failed at each of {MostDraws} draws from the prior. "
                + "Correct the function, or narrow the priors that it follows.");
        }
    }

    /// <summary>Throws an <see cref="ArgumentException"/> when a term is wrong.</summary>
    public static void RequireSound(Posterior posterior)
    {
        var check = new ModelCheck(posterior);
        for (int position = 0; position < posterior.Model.Terms.Count; position++)
        {
            Term term = posterior.Model.Terms[position];
            term.Accept(check.amplitude);
            term.Accept(new TermCheck(term, [.. check.draws.Select(draw => posterior.ParametersOf(draw, position))], posterior));
        }
    }

    private sealed class TermCheck(Term term, double[][] points, Posterior posterior) : IModelVisitor<bool>
    {
        public bool VisitComponent<TComponent>()
            where TComponent : struct, IComponent => IsRepeatable(term.Evaluate, term.Evaluate, out _);

        /// <summary>What two replicas hold must not be the same: neither may change what the other works with.</summary>
        public bool VisitCurveModel(ICurveModel model)
        {
            ICurveModel first = ReplicaOf(model);
            ICurveModel second = ReplicaOf(model);
            IsRepeatable(first.Evaluate, second.Evaluate, out double[] otherPoint);
            int before = HeldNumbers.FingerprintOf(second);
            _ = Try(first.Evaluate, otherPoint);
            return before == HeldNumbers.FingerprintOf(second) ? true : throw CurveTrial.Refusal(
                $"The model {term.ModelName} keeps numbers from its last evaluation in memory that its replicas share, and these "
                + "are evaluated in several threads at once. ForReplica() must return a new instance with arrays of its own; "
                + "a lambda must not write to what it captures.");
        }

        private ICurveModel ReplicaOf(ICurveModel model) =>
            model.ForReplica() ?? throw CurveTrial.Refusal($"ForReplica() of the model {term.ModelName} returns null.");

        /// <summary>Evaluates at one point, at another, and at the first again, with two replicas.</summary>
        private bool IsRepeatable(CurveEvaluation first, CurveEvaluation second, out double[] otherPoint)
        {
            (double[] Point, CurveTrial Trial)[] good =
                [.. points.Select(point => (point, Try(first, point))).Where(tried => tried.Item2.Fault is null).Take(2)];
            if (good.Length == 0)
            {
                throw CurveTrial.Refusal(
                    $"{Try(first, points[0]).Fault} It failed at each of {MostDraws} draws from the prior. {CurveTrial.Advice}");
            }

            otherPoint = good[^1].Point;
            good[0].Trial.RequireSameCurve(Try(first, good[0].Point), "again");
            good[0].Trial.RequireSameCurve(Try(second, good[0].Point), "by another replica");
            return true;
        }

        private CurveTrial Try(CurveEvaluation evaluate, double[] point) => new(term, evaluate, posterior.Measurement.X, point);
    }
}
