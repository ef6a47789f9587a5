using BayesMeasure.Inference;

namespace BayesMeasure.Linear.Subsets;

/// <summary>
/// What all subsets of columns say, size by size, so that a prior over the subsets can be applied afterwards.
/// </summary>
public sealed class SubsetEvidence
{
    private readonly SubsetProblem problem;
    private readonly SubsetRanking ranking;
    private readonly SubsetSums sums;

    internal SubsetEvidence(SubsetProblem problem, SubsetRanking ranking, SubsetSums sums)
    {
        this.problem = problem;
        this.ranking = ranking;
        this.sums = sums;
        sums.Weights[0] = 1;
    }

    /// <summary>The number p of columns to choose from.</summary>
    public int Columns => problem.Columns;

    /// <summary>ln of the sum of p(y | subset) over all subsets of each size, from 0 to p columns that were chosen.</summary>
    public IReadOnlyList<double> LogEvidenceOfSizes =>
        [.. ranking.Lowest.Select((lowest, size) => Math.Log(sums.Weights[size]) - lowest)];

    /// <summary>Applies a prior over the subsets.</summary>
    /// <param name="prior">How probable a subset of each size is beforehand.</param>
    /// <param name="best">How many subsets are to be listed: no more than the search kept of each size. 10 by default.</param>
    public SubsetPosterior Under(SubsetPrior prior, int best = 10)
    {
        ArgumentNullException.ThrowIfNull(prior);
        double[] logPriors = [.. Enumerable.Range(0, Columns + 1).Select(size => prior.LogProbability(size, Columns))];
        double[] logJoint = [.. LogEvidenceOfSizes.Zip(logPriors, (evidence, logPrior) => evidence + logPrior)];
        double largest = logJoint.Max();
        double logEvidence = largest + Math.Log(logJoint.Sum(value => Math.Exp(value - largest)));
        double[] probabilities = [.. logJoint.Select(value => Math.Exp(value - logEvidence))];
        (double[] inclusions, double[] coefficients) = Average(probabilities);
        return new()
        {
            FreeEnergy = FreeEnergyEstimate.Exact("exact, all subsets", logEvidence),
            SizeProbabilities = probabilities,
            InclusionProbabilities = inclusions,
            Coefficients = coefficients,
            Best = Rank(logPriors, logEvidence, best),
        };
    }

    /// <summary>Each column's probability and mean coefficient, in the order of the regression.</summary>
    private (double[] Inclusions, double[] Coefficients) Average(double[] probabilities)
    {
        double[] inclusions = new double[problem.Order.Length];
        double[] coefficients = new double[problem.Order.Length];
        for (int size = 0; size <= Columns; size++)
        {
            double factor = probabilities[size] / sums.Weights[size];
            double[] ofSize = CoefficientsOf(size);
            for (int j = 0; j < ofSize.Length; j++)
            {
                double inclusion = j < problem.Always ? sums.Weights[size] : sums.Inclusions[sums.At(size, j - problem.Always)];
                inclusions[problem.Order[j]] += factor * inclusion;
                coefficients[problem.Order[j]] += factor * ofSize[j];
            }
        }

        return (inclusions, coefficients);
    }

    /// <summary>The weighted coefficients of one size: those of the columns in every subset follow from the others.</summary>
    private double[] CoefficientsOf(int size)
    {
        double[] found = new double[problem.Order.Length];
        for (int j = problem.Always; j < found.Length; j++)
        {
            found[j] = sums.Coefficients[sums.At(size, j - problem.Always)];
        }

        for (int row = problem.Always - 1; row >= 0; row--)
        {
            found[row] = problem.BackSubstitute(row, sums.Weights[size], column => found[column]);
        }

        return found;
    }

    private ColumnSubset[] Rank(double[] logPriors, double logEvidence, int count) =>
    [
        .. Enumerable.Range(0, Columns + 1)
            .SelectMany(size => ranking.OfSize(size).Select(subset => (subset.Columns, subset.FreeEnergy, Size: size)))
            .Select(subset => new ColumnSubset(
                ColumnsOf(subset.Columns),
                subset.FreeEnergy,
                Math.Exp(logPriors[subset.Size] - subset.FreeEnergy - logEvidence)))
            .OrderByDescending(subset => subset.Probability)
            .Take(count),
    ];

    private int[] ColumnsOf(uint chosen) =>
    [
        .. Enumerable.Range(0, problem.Order.Length)
            .Where(j => j < problem.Always || (chosen >> (j - problem.Always) & 1) == 1)
            .Select(j => problem.Order[j])
            .Order(),
    ];
}
