using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>
/// The terms, or the draws, that a step averages. They depend on seed, run, stage and step alone, in whatever order these come.
/// </summary>
internal sealed class Minibatch
{
    private readonly int? population;
    private readonly bool replaces;
    private readonly ulong seed;
    private readonly int run;
    private int[] order = [];
    private int[] swaps = [];
    private int[] terms = [];

    /// <param name="population">
    /// The number N of terms; null for an expectation, of which there are as many draws as are wanted.
    /// </param>
    /// <param name="replaces">Whether a term may be drawn twice.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="run">Which of several runs.</param>
    public Minibatch(int? population, bool replaces, ulong seed, int run)
    {
        this.population = population;
        this.replaces = replaces;
        this.seed = seed;
        this.run = run;
        Random = new(seed, run, 0);
    }

    /// <summary>Where draws of an expectation, and of a smoothing, come from.</summary>
    public RandomStream Random { get; private set; }

    /// <summary>The number b of terms or draws.</summary>
    public int Count { get; private set; }

    /// <summary>Whether these are all terms, each once.</summary>
    public bool IsWhole => Count == population && !replaces;

    /// <summary>The terms; none where there are draws.</summary>
    public ReadOnlySpan<int> Terms => terms.AsSpan(0, population is null ? 0 : Count);

    /// <summary>Turns to a stage; its batches have at most so many terms.</summary>
    public void BeginStage(int stage, int largest)
    {
        Random = new(seed, run, stage);
        if (population is { } all && terms.Length < largest)
        {
            terms = new int[largest];
            order = replaces || order.Length > 0 || largest == 1 ? order : [.. Enumerable.Range(0, all)];
            swaps = new int[Math.Min(largest, order.Length)];
        }
    }

    /// <summary>Draws the batch of a step.</summary>
    public void Draw(long step, int count)
    {
        Random.BeginSweep(step);
        Count = count;
        if (population is not { } all)
        {
            return;
        }

        if (replaces)
        {
            for (int i = 0; i < count; i++)
            {
                terms[i] = Random.NextInteger(all);
            }
        }
        else if (count == 1)
        {
            terms[0] = Random.NextInteger(all);
        }
        else if (count == all)
        {
            order.CopyTo(terms, 0);
        }
        else
        {
            DrawDistinct(count);
        }
    }

    /// <summary>One term alone.</summary>
    public void Take(int term)
    {
        Count = 1;
        terms[0] = term;
    }

    /// <summary>
    /// The first steps of a shuffle (Fisher and Yates), undone afterwards: the next batch starts from the same order.
    /// </summary>
    private void DrawDistinct(int count)
    {
        for (int i = 0; i < count; i++)
        {
            swaps[i] = i + Random.NextInteger(order.Length - i);
            (order[i], order[swaps[i]]) = (order[swaps[i]], order[i]);
            terms[i] = order[i];
        }

        for (int i = count - 1; i >= 0; i--)
        {
            (order[i], order[swaps[i]]) = (order[swaps[i]], order[i]);
        }
    }
}
