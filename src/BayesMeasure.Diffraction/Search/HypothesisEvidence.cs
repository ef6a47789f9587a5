namespace BayesMeasure.Diffraction.Search;

/// <summary>A set of phases, as it was fitted.</summary>
/// <param name="Fit">The fit.</param>
/// <param name="LogEvidence">ln p(y, set), up to a constant.</param>
internal sealed record Hypothesis(Linearised Fit, double LogEvidence)
{
    /// <summary>The candidates in it, in ascending order.</summary>
    public int[] Members { get; } = [.. Fit.State.Phases.Select(phase => phase.Candidate).Order()];
}

/// <summary>
/// The evidence of a set of phases by Laplace's method: the likelihood at the fit, the priors of heights, strains and widths
/// there, and the volume of the posterior, (2 pi)^(d/2) |J' W J / c + P|^(-1/2).
/// </summary>
/// <param name="scales">tau of each candidate: the scale of the half-normal prior of its height.</param>
/// <param name="logOdds">The logarithm of the prior odds of each candidate.</param>
internal sealed class HypothesisEvidence(double[] scales, double[] logOdds)
{
    private static readonly double LogRootTwoPi = 0.5 * Math.Log(2 * Math.PI);

    /// <summary>A fit with its evidence.</summary>
    public Hypothesis Weighed(Linearised fit, FitPrior prior) => new(fit, Of(fit, prior));

    /// <summary>ln p(y, set), up to a constant that all sets share.</summary>
    private double Of(Linearised fit, FitPrior prior)
    {
        double sum = fit.LogLikelihood + fit.Columns.Length * LogRootTwoPi - 0.5 * fit.LogDeterminant();
        foreach (PhaseTerm phase in fit.State.Phases)
        {
            double height = phase.Height / scales[phase.Candidate];
            sum += logOdds[phase.Candidate] + Math.Log(2) - LogRootTwoPi;
            sum -= Math.Log(scales[phase.Candidate]) + 0.5 * height * height;
            sum -= LogRootTwoPi + Math.Log(prior.StrainScale);
            sum += Math.Log(2) - LogRootTwoPi - Math.Log(FitPrior.SizeScale);
            sum -= LogRootTwoPi + Math.Log(FitPrior.ExcessBScale);
            if (phase.Plane != null)
            {
                sum -= LogRootTwoPi + Math.Log(FitPrior.TextureScale);
            }
        }

        return sum;
    }
}
