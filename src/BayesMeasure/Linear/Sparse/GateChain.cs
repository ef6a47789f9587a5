using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Linear.Sparse;

/// <summary>
/// One chain of gates and amplitudes: a sweep redraws each gate with its amplitude, and exchanges correlated columns.
/// </summary>
internal sealed class GateChain
{
    private readonly GatedProblem problem;
    private readonly (int First, int Second)[] pairs;
    private readonly RandomStream random;
    private readonly double[] amplitudes;

    // Phi' W (y - Phi h), kept up to date: what each column still finds.
    private readonly double[] left;

    /// <param name="problem">The problem.</param>
    /// <param name="pairs">The pairs of columns that are exchanged.</param>
    /// <param name="seed">The seed of the whole run.</param>
    /// <param name="chain">The number of the chain: even ones begin with all gates shut, odd ones with all open.</param>
    public GateChain(GatedProblem problem, (int First, int Second)[] pairs, ulong seed, int chain)
    {
        (this.problem, this.pairs) = (problem, pairs);
        random = new(seed, chain, replica: 0);
        amplitudes = new double[problem.Count];
        left = problem.Projections.ToArray();
        for (int k = 0; k < problem.Count && chain % 2 == 1; k++)
        {
            Set(k, Conditional(k, left[k]).Draw(random));
        }
    }

    /// <summary>The amplitudes; 0 where a gate is shut.</summary>
    public ReadOnlySpan<double> Amplitudes => amplitudes;

    /// <summary>Makes a sweep.</summary>
    /// <param name="sweep">Its number, from 1.</param>
    /// <param name="probabilities">Takes the conditional probability of each gate, at its turn.</param>
    public void Sweep(long sweep, Span<double> probabilities)
    {
        random.BeginSweep(sweep);
        for (int k = 0; k < amplitudes.Length; k++)
        {
            GateConditional conditional = Conditional(k, left[k] + problem.Product(k, k) * amplitudes[k]);
            probabilities[k] = conditional.Probability;
            Set(k, random.NextUniform() < probabilities[k] ? conditional.Draw(random) : 0);
        }

        foreach ((int first, int second) in pairs)
        {
            if (amplitudes[first] > 0 != amplitudes[second] > 0)
            {
                Exchange(first, second);
            }
        }
    }

    /// <summary>
    /// Which of two columns is open, given that one of them is: by the odds of each without the other. Where they are alike, no
    /// single gate would ever open beside the other one.
    /// </summary>
    private void Exchange(int first, int second)
    {
        (int open, int shut) = amplitudes[first] > 0 ? (first, second) : (second, first);
        double height = amplitudes[open];
        GateConditional stays = Conditional(open, left[open] + problem.Product(open, open) * height);
        GateConditional comes = Conditional(shut, left[shut] + problem.Product(open, shut) * height);
        bool isExchanged = random.NextUniform() < 1 / (1 + Math.Exp(stays.LogOdds - comes.LogOdds));
        if (isExchanged)
        {
            Set(open, 0);
        }

        Set(isExchanged ? shut : open, (isExchanged ? comes : stays).Draw(random));
    }

    private GateConditional Conditional(int k, double projection)
    {
        double scale = problem.Scales[k];
        double precision = problem.Product(k, k) + 1 / (scale * scale);
        return new(projection / precision, precision, scale, problem.PriorLogOdds[k]);
    }

    private void Set(int k, double amplitude)
    {
        double change = amplitude - amplitudes[k];
        if (change == 0)
        {
            return;
        }

        amplitudes[k] = amplitude;
        ReadOnlySpan<double> row = problem.Row(k);
        for (int j = 0; j < left.Length; j++)
        {
            left[j] -= row[j] * change;
        }
    }
}
