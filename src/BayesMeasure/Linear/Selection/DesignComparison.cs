using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear.Selection;

/// <summary>Several designs for the same data, each with its exact posterior and free energy, and p(design | y).</summary>
public sealed class DesignComparison
{
    /// <summary>Solves every design.</summary>
    /// <param name="candidates">The designs, at least one, all with one row a point.</param>
    /// <param name="y">The measured values, one a row.</param>
    /// <param name="sigma">
    /// The standard deviation of each point, or its relative size where the level of the noise is unknown. Default: 1.
    /// </param>
    /// <exception cref="ArgumentException">The sizes do not match, or a prior is improper and has no free energy.</exception>
    /// <exception cref="SingularDesignException">The columns of a design with a flat prior depend on each other.</exception>
    public DesignComparison(
        IReadOnlyList<LinearCandidate> candidates, IReadOnlyList<double> y, IReadOnlyList<double>? sigma = null)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentOutOfRangeException.ThrowIfZero(candidates.Count, nameof(candidates));
        Candidates = candidates;
        Posteriors = [.. candidates.Select(candidate => Solve(candidate, y, sigma))];
        FreeEnergies = [.. Posteriors.Select(posterior => posterior.FreeEnergy!.FreeEnergy)];
        Best = FreeEnergies.Index().MinBy(entry => entry.Item).Index;
    }

    /// <summary>The designs.</summary>
    public IReadOnlyList<LinearCandidate> Candidates { get; }

    /// <summary>The posterior of every design.</summary>
    public IReadOnlyList<LinearPosterior> Posteriors { get; }

    /// <summary>The free energy of every design.</summary>
    public IReadOnlyList<double> FreeEnergies { get; }

    /// <summary>The position of the design with the least free energy.</summary>
    public int Best { get; }

    /// <summary>p(design | y) of every design.</summary>
    /// <param name="prior">
    /// The prior probability of every design, up to a common factor: not negative, not all 0. Default: equal.
    /// </param>
    /// <exception cref="ArgumentException">The prior has another size, or is not a probability.</exception>
    public IReadOnlyList<double> Probabilities(IReadOnlyList<double>? prior = null)
    {
        if (prior is not null && (prior.Count != Candidates.Count || !prior.All(p => p >= 0) || !(prior.Sum() > 0)))
        {
            throw new ArgumentException("There must be one prior probability a design, not negative, not all 0.", nameof(prior));
        }

        double least = FreeEnergies[Best];
        double[] weights = [.. FreeEnergies.Select((energy, i) => (prior?[i] ?? 1) * Math.Exp(least - energy))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private static LinearPosterior Solve(LinearCandidate candidate, IReadOnlyList<double> y, IReadOnlyList<double>? sigma)
    {
        LinearPosterior posterior = new LinearRegression(candidate.Design, y, sigma).Posterior(candidate.Prior);
        return posterior.FreeEnergy is not null
            ? posterior
            : throw new ArgumentException(
                $"'{candidate.Name}' has no free energy: give its flat prior a box, or a normal prior instead.");
    }
}

/// <summary>One of several designs that are compared for the same data.</summary>
/// <param name="Name">What it is called, such as "y = a x + b".</param>
/// <param name="Design">X: one row a point, one column a coefficient.</param>
/// <param name="Prior">What is known beforehand; it must have a free energy: a flat prior needs a box.</param>
public sealed record LinearCandidate(string Name, Matrix<double> Design, LinearPrior Prior);
