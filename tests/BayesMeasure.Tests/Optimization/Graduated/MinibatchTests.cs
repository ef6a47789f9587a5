using BayesMeasure.Optimization.Graduated;

namespace BayesMeasure.Tests.Optimization.Graduated;

/// <summary>Batches: keyed, distinct where they are to be, and every term as often as any other.</summary>
public class MinibatchTests
{
    private const int Terms = 12;

    [Fact]
    public void A_batch_depends_on_its_key_alone()
    {
        Minibatch forward = Create(replaces: false, run: 3);
        Minibatch other = Create(replaces: false, run: 3);
        int[][] batches = [.. Enumerable.Range(0, 20).Select(step => Drawn(forward, step, 5))];
        int[][] backward = [.. Enumerable.Range(0, 20).Reverse().Select(step => Drawn(other, step, 5)).Reverse()];
        Assert.Equal(batches, backward);
        Assert.NotEqual(batches, Enumerable.Range(0, 20).Select(step => Drawn(Create(false, run: 4), step, 5)));
        Assert.Equal(20, batches.Select(batch => string.Join(" ", batch)).Distinct().Count());
    }

    [Fact]
    public void Draws_without_replacement_are_distinct()
    {
        Minibatch batch = Create(replaces: false, run: 0);
        Assert.All(Enumerable.Range(0, 100), step => Assert.Equal(7, Drawn(batch, step, 7).Distinct().Count()));
        Assert.Equal(Enumerable.Range(0, Terms), Drawn(batch, 5, Terms));
        Assert.True(batch.IsWhole);
    }

    /// <summary>Pairs tell more than single terms: a shuffle that forgets to be undone has wrong pairs.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_pair_is_drawn_equally_often(bool replaces)
    {
        const int Steps = 26400;
        Minibatch batch = Create(replaces, run: 1);
        int[,] counts = new int[Terms, Terms];
        for (int step = 0; step < Steps; step++)
        {
            int[] drawn = Drawn(batch, step, 3);
            counts[drawn[0], drawn[2]]++;
        }

        int[] seen = [.. from i in Enumerable.Range(0, Terms)
                         from j in Enumerable.Range(0, Terms)
                         where replaces || i != j
                         select counts[i, j]];
        Assert.True(ChiSquare.Significance(seen, [.. seen.Select(_ => 1.0 / seen.Length)]) > 1e-3);
    }

    private static Minibatch Create(bool replaces, int run)
    {
        var batch = new Minibatch(Terms, replaces, seed: 5, run);
        batch.BeginStage(2, Terms);
        return batch;
    }

    private static int[] Drawn(Minibatch batch, int step, int count)
    {
        batch.Draw(step, count);
        return batch.Terms.ToArray();
    }
}
