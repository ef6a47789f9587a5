namespace BayesMeasure.Linear.Sparse;

/// <summary>How gates are sampled.</summary>
public sealed record GatedGibbsOptions
{
    /// <summary>The seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The number of chains, 2 at least: half begin with all gates shut, half with all open.</summary>
    public int Chains { get; init; } = 4;

    /// <summary>The sweeps of each chain before one counts.</summary>
    public int BurnIn { get; init; } = 500;

    /// <summary>The sweeps of each chain that count: 16 at least.</summary>
    public int Sweeps { get; init; } = 4000;

    /// <summary>Columns with this correlation or more are exchanged: above 0 and at most 1.</summary>
    public double ExchangedCorrelation { get; init; } = 0.2;

    internal void RequireValid()
    {
        if (Chains < 2 || BurnIn < 0 || Sweeps < 16 || ExchangedCorrelation is not (> 0 and <= 1))
        {
            throw new ArgumentException($"Two chains, sixteen sweeps and a correlation above 0 are the least: {this}.");
        }
    }
}
