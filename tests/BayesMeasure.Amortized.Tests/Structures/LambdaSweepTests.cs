namespace BayesMeasure.Amortized.Tests.Structures;

public class LambdaSweepTests
{
    /// <summary>Of the prior: components go along lambda, alternatives do not.</summary>
    [Fact]
    public void Components_counts_and_alternatives_are_told_along_lambda()
    {
        StructureFamily family = MixedFamily.Of();
        LambdaSweep sweep = LambdaSweep.Of(family, lambda => new(
            family, family.Layout.All().Select(structure => (structure, Math.Exp(family.LogPrior(structure, lambda))))));
        Assert.Equal(
            [
                "line", "at least 1 peak", "at least 2 peak", "at least 3 peak", "background flat", "background offset",
                "background curved",
            ],
            sweep.Options.Select(option => option.Name));
        Assert.Equal(19, sweep.Lambdas.Count);
        Assert.All(sweep.Lambdas.Index(), one =>
        {
            (int i, double lambda) = one;
            Assert.Equal(lambda, sweep.Options[0].Probabilities[i], 9);
            Assert.Equal(1 - Math.Pow(1 - lambda, 3), sweep.Options[1].Probabilities[i], 9);
            Assert.Equal(lambda * lambda * lambda, sweep.Options[3].Probabilities[i], 9);
            Assert.Equal(1.0 / 3, sweep.Options[5].Probabilities[i], 9);
        });
        Assert.Equal(0, sweep.DistanceTo(sweep));
        Assert.Throws<ArgumentException>(() => LambdaSweep.Of(family, _ => throw new InvalidOperationException(), []));
    }
}
