using System.Runtime.CompilerServices;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Explorers;

/// <summary>
/// A walker through parameter space: the state of the target at a point, the point in explored coordinates, and the
/// Metropolis rule by which it moves at a given inverse temperature.
/// </summary>
public sealed class Replica
{
    private readonly Distribution[] priors;
    private readonly ITargetState state;
    private readonly IComponentResidual[] curves;
    private readonly double[] coordinates;
    private readonly double[] logDensities;
    private readonly double[] trialValues;
    private readonly double[] trialDensities;
    private readonly int[] trialPositions;
    private readonly double[] trialCoordinates;
    private int trialCount;

    /// <summary>Creates a replica without a point; <see cref="DrawFromPrior"/> gives it one.</summary>
    public Replica(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        priors = [.. target.Parameters.Select(parameter => parameter.Prior)];
        state = target.CreateState();
        curves = state switch
        {
            IComponentResidual one => [one],
            ICurveStates several => [.. several.Curves],
            _ => [],
        };
        coordinates = new double[priors.Length];
        logDensities = new double[priors.Length];
        trialValues = new double[priors.Length];
        trialDensities = new double[priors.Length];
        trialPositions = new int[priors.Length];
        trialCoordinates = new double[priors.Length];
    }

    /// <summary>The current point: one value a parameter.</summary>
    public ReadOnlySpan<double> Values => state.Values;

    /// <summary>The point that was evaluated last, accepted or not: what a failing model was given.</summary>
    public ReadOnlySpan<double> EvaluatedValues => state.TrialValues;

    /// <summary>The current point on the scales on which the parameters are explored.</summary>
    public ReadOnlySpan<double> Coordinates => coordinates;

    /// <summary>The log likelihood of the current point.</summary>
    public double LogLikelihood => state.LogLikelihood;

    /// <summary>For each curve of the target, what its data leave for a component; none where the target does not say.</summary>
    internal ReadOnlySpan<IComponentResidual> Curves => curves;

    /// <summary>The log density of the prior at the current point, in the parameters themselves.</summary>
    public double LogPrior
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < priors.Length; i++)
            {
                sum += priors[i].LogDensity(state.Values[i]);
            }

            return sum;
        }
    }

    /// <summary>Jumps to an independent draw from the prior: the exact move at inverse temperature 0.</summary>
    public void DrawFromPrior(RandomStream random)
    {
        for (int i = 0; i < priors.Length; i++)
        {
            trialValues[i] = priors[i].Draw(random);
            coordinates[i] = priors[i].ToCoordinate(trialValues[i]);
        }

        Restore(trialValues, coordinates);
    }

    /// <summary>Goes to a point and evaluates it from scratch.</summary>
    /// <param name="values">One value a parameter.</param>
    /// <param name="coordinates">The coordinates that gave these values; rounding keeps them from being found again.</param>
    internal void Restore(ReadOnlySpan<double> values, ReadOnlySpan<double> coordinates)
    {
        state.Set(values);
        RequirePossible(state.LogLikelihood);
        coordinates.CopyTo(this.coordinates);
        for (int i = 0; i < priors.Length; i++)
        {
            logDensities[i] = priors[i].LogCoordinateDensity(values[i], coordinates[i]);
        }
    }

    /// <summary>Goes to the point of another replica.</summary>
    public void CopyFrom(Replica other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Restore(other.Values, other.coordinates);
    }

    /// <summary>Evaluates the current point from scratch, so that rounding does not accumulate over many moves.</summary>
    public void Refresh()
    {
        state.Values.CopyTo(trialValues);
        Restore(trialValues, coordinates);
    }

    /// <summary>
    /// One Metropolis-Hastings step: moves some coordinates with probability min(1, r), where
    /// ln r = beta (ln L' - ln L) + ln p'(u) - ln p(u) + ln q.
    /// </summary>
    /// <param name="positions">The positions of the parameters that move.</param>
    /// <param name="trial">Their new coordinates.</param>
    /// <param name="inverseTemperature">The inverse temperature beta.</param>
    /// <param name="logUniform">The logarithm of a uniform draw, which decides.</param>
    /// <param name="logProposalRatio">ln q: backward over forward proposal density; 0 for a symmetric proposal.</param>
    /// <returns>ln r, the logarithm of the acceptance ratio; the step was taken with probability min(1, r).</returns>
    public double Move(
        ReadOnlySpan<int> positions,
        ReadOnlySpan<double> trial,
        double inverseTemperature,
        double logUniform,
        double logProposalRatio = 0)
    {
        double logRatio = logProposalRatio + Propose(positions, trial, inverseTemperature);
        if (logUniform < logRatio)
        {
            Accept();
        }

        return logRatio;
    }

    /// <summary>
    /// Evaluates a trial without deciding on it: ln p'_beta(u) - ln p_beta(u), the change of the tempered log density of the
    /// explored coordinates. For moves that decide otherwise than by Metropolis' rule, such as slice sampling.
    /// </summary>
    /// <param name="positions">The positions of the parameters that move.</param>
    /// <param name="trial">Their new coordinates.</param>
    /// <param name="inverseTemperature">The inverse temperature beta.</param>
    /// <returns>The change; -infinity where the trial is impossible.</returns>
    public double Propose(ReadOnlySpan<int> positions, ReadOnlySpan<double> trial, double inverseTemperature)
    {
        double logRatio = 0;
        trialCount = positions.Length;
        for (int i = 0; i < positions.Length; i++)
        {
            Distribution prior = priors[positions[i]];
            trialPositions[i] = positions[i];
            trialCoordinates[i] = trial[i];
            trialValues[i] = prior.FromCoordinate(trial[i]);
            trialDensities[i] = prior.LogCoordinateDensity(trialValues[i], trial[i]);
            logRatio += trialDensities[i] - logDensities[positions[i]];
        }

        // A point outside the prior's support is not worth an evaluation, and the model may not even be defined there.
        if (!(logRatio > double.NegativeInfinity))
        {
            return double.NegativeInfinity;
        }

        double logLikelihood = state.Propose(positions, trialValues.AsSpan(0, positions.Length));
        RequirePossible(logLikelihood);
        return logRatio + inverseTemperature * (logLikelihood - state.LogLikelihood);
    }

    /// <summary>Moves to the trial that was proposed last, which must not have been impossible.</summary>
    public void Accept()
    {
        state.Accept();
        for (int i = 0; i < trialCount; i++)
        {
            int position = trialPositions[i];
            coordinates[position] = trialCoordinates[i];
            logDensities[position] = trialDensities[i];
        }
    }

    /// <summary>A density is never infinite at a point the sampler can leave again: +infinity is as wrong as NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double RequirePossible(double logLikelihood) =>
        logLikelihood < double.PositiveInfinity ? logLikelihood : throw Impossible(logLikelihood);

    /// <summary>What is wrong with a log likelihood that is NaN or +infinity.</summary>
    internal static NotFiniteNumberException Impossible(double logLikelihood) => new(
        double.IsNaN(logLikelihood) ? "The log likelihood is not a number (NaN)." : "The log likelihood is +infinity.",
        logLikelihood);
}
